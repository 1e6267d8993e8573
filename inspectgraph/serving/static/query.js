// The query page: questions, editor, answers. Talks to this server and no other.

import { Editor } from "./editor.js";
import { snippets } from "./snippets.js";
import { chart, columnsOf, isDate, isNumber, table, timeline } from "./views.js";

const $ = (id) => document.getElementById(id);
const REMEMBERED = 30;
const KEY = "inspectgraph-history";
const endpoint = new URL("/sparql", location.href).href;
const editor = new Editor($("sparql"), $("colours"), $("offers"));
const state = { question: null, answer: null, text: null, view: "table", asked: "", running: null };
let known = { prefixes: {}, terms: [], questions: [], authorities: [], bases: [] };

const labels = {
  names: new Map(),
  label: (iri) => labels.names.get(iri) ?? labels.short(iri),
  short(iri) {
    const base = known.bases.find(([, each]) => iri.startsWith(each));
    if (base) return iri.slice(base[1].length);
    const name = editor.short(iri);
    return name.startsWith("<") ? iri : name;
  },
  place(iri) {
    const base = known.bases.find(([, each]) => iri.startsWith(each));
    if (base) return base[0] + iri.slice(base[1].length).split("/").map(encodeURIComponent).join("/");
    return /^https?:\/\//.test(iri) ? iri : null;
  },
};

async function start() {
  known = await (await fetch("/vocabulary.json")).json();
  for (const term of known.terms) labels.names.set(term.iri, term.label);
  editor.know(known.terms, known.prefixes);
  list("");
  remember();
  window.addEventListener("hashchange", reopen);
  if (location.hash.length > 1) await reopen();
  else await open(known.questions.find((each) => each.name === "issue-findings") ?? known.questions[0], {}, false);
}

// Questions

function list(sought) {
  const items = known.questions
    .filter((each) => `${each.name} ${each.title} ${each.description}`.toLowerCase().includes(sought.toLowerCase()))
    .map((each) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = each.title;
      button.title = each.description;
      button.dataset.question = each.name;
      if (each === state.question) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => open(each, {}, true));
      item.append(button);
      return item;
    });
  $("questions").replaceChildren(...items);
}

async function open(question, given, ask) {
  state.question = question;
  list($("find").value);
  $("parameters").hidden = false;
  $("question-title").textContent = question.title;
  $("question-description").textContent = question.description;
  $("fields").replaceChildren(...question.parameters.map((each) => field(each, given[each.name])));
  if (await fill() && ask) await run();
}

function field(parameter, given) {
  const label = document.createElement("label");
  label.textContent = parameter.name;
  const choices = { authority: known.authorities, issue: known.terms.filter((term) => term.kind === "issue").map((term) => ({ id: term.iri.split("/").pop(), label: term.label })) }[parameter.type];
  const input = document.createElement("input");
  input.name = parameter.name;
  input.type = { integer: "number", date: "date" }[parameter.type] ?? "text";
  input.value = given ?? parameter.default ?? "";
  if (choices) {
    const offered = document.createElement("datalist");
    offered.id = `choices-${parameter.name}`;
    for (const each of choices) {
      const option = document.createElement("option");
      option.value = each.id;
      option.label = each.label;
      offered.append(option);
    }
    input.setAttribute("list", offered.id);
    label.append(offered);
  }
  input.addEventListener("change", fill);
  label.append(input);
  return label;
}

const given = () => Object.fromEntries([...$("fields").querySelectorAll("input")].map((input) => [input.name, input.value]));

async function fill() {
  const reply = await fetch(`/questions/${state.question.name}?${new URLSearchParams(given())}`);
  const text = await reply.text();
  $("parameter-problem").textContent = reply.ok ? "" : text;
  if (reply.ok) {
    editor.value = text.replace(/^(#[^\n]*\n)+/, "");
    state.filled = editor.value;
  }
  return reply.ok;
}

// Asking

async function run() {
  state.running?.abort();
  const running = state.running = new AbortController();
  const query = editor.value;
  $("run").disabled = true;
  tell("Asking …");
  const began = performance.now();
  try {
    const reply = await send(query, "application/sparql-results+json, text/turtle;q=0.9", running.signal);
    const body = await reply.text();
    if (!reply.ok) return tell(`${reply.status === 429 ? "The server is busy. " : ""}${body}`, "bad");
    const rows = reply.headers.get("X-Inspectgraph-Rows");
    const cut = reply.headers.get("X-Inspectgraph-Cut");
    state.asked = query;
    state.text = reply.headers.get("Content-Type").startsWith("text/turtle") ? body : null;
    state.answer = state.text === null ? JSON.parse(body) : null;
    await name(state.answer);
    const took = `${Math.round(performance.now() - began)} ms`;
    if (cut) tell(`Only the first ${rows} rows are shown: the answer was cut there. Ask for less, or use LIMIT and OFFSET.`, "cut");
    else if (state.answer && "boolean" in state.answer) tell(`${state.answer.boolean ? "Yes" : "No"}, in ${took}.`);
    else tell(`${rows} ${state.text === null ? "rows" : "statements"} in ${took}.`);
    show();
    keep(query, rows);
    history.replaceState(null, "", permalink());
  } catch (error) {
    if (error.name !== "AbortError") tell(`The server cannot be reached: ${error.message}`, "bad");
  } finally {
    if (state.running === running) $("run").disabled = false;
  }
}

function send(query, accept, signal, format) {
  const body = new URLSearchParams({ query, timeout: $("seconds").value });
  if (format) body.set("format", format);
  return fetch(endpoint, { method: "POST", headers: { Accept: accept }, body, signal });
}

/** Labels of the things in an answer, asked of the same endpoint. */
async function name(answer) {
  const iris = new Set();
  for (const row of answer?.results?.bindings ?? []) {
    for (const term of Object.values(row)) {
      if (term.type === "uri" && !labels.names.has(term.value) && !/[<>"{}|^`\\\s]/.test(term.value)) iris.add(term.value);
    }
  }
  const sought = [...iris].slice(0, 400);
  if (!sought.length) return;
  const query = `SELECT ?iri (MIN(?name) AS ?label) WHERE { VALUES ?iri { ${sought.map((iri) => `<${iri}>`).join(" ")} }
    ?iri rdfs:label|skos:prefLabel|dcterms:title|foaf:name|ig:nameAsPrinted ?name } GROUP BY ?iri`;
  const reply = await send(query, "application/sparql-results+json");
  if (!reply.ok) return;
  for (const row of (await reply.json()).results.bindings) labels.names.set(row.iri.value, row.label.value);
}

function tell(message, kind = "") {
  $("told").textContent = message;
  $("told").className = kind;
}

// Answers

function show() {
  const { answer } = state;
  const rows = answer?.results?.bindings ?? [];
  const numbers = rows.length ? columnsOf(answer, isNumber) : [];
  $("tab-chart").hidden = !numbers.length || numbers.length === answer.head.vars.length && numbers.length < 2;
  $("tab-timeline").hidden = !(rows.length && columnsOf(answer, isDate).length);
  if ($(`tab-${state.view}`).hidden) state.view = "table";
  $("answer").hidden = false;
  const formats = answer ? { CSV: "csv", "CSV for spreadsheets": "sheet", TSV: "tsv", JSON: "json", XML: "xml" } : { Turtle: "ttl", "N-Triples": "nt", "RDF/XML": "rdf", "JSON-LD": "jsonld" };
  $("downloads").replaceChildren("Download ", ...Object.entries(formats).map(([label, format]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => download(format));
    return button;
  }));
  view();
}

function view() {
  for (const tab of document.querySelectorAll("[role=tab]")) tab.setAttribute("aria-selected", String(tab.id === `tab-${state.view}`));
  $("view").replaceChildren(...made());
}

function made() {
  const { answer, text } = state;
  if (state.view === "code") {
    return Object.entries(snippets(endpoint, state.asked)).flatMap(([language, code]) => {
      const head = document.createElement("h2");
      head.textContent = language;
      const block = document.createElement("pre");
      block.dataset.language = language;
      block.textContent = code;
      return [head, block];
    });
  }
  if (text !== null) {
    const block = document.createElement("pre");
    block.textContent = text;
    return [block];
  }
  if ("boolean" in answer) return [answer.boolean ? "Yes" : "No"];
  return [{ table, chart, timeline }[state.view](answer, labels)];
}

async function download(format) {
  const reply = await send(state.asked, "*/*", undefined, format);
  const body = await reply.blob();
  if (!reply.ok) return tell(await body.text(), "bad");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(body);
  link.download = `${state.question && state.asked === state.filled ? state.question.name : "answer"}.${format === "sheet" ? "csv" : format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// Links and history

function permalink() {
  const shipped = state.question && editor.value === state.filled;
  const parts = shipped ? { question: state.question.name, ...given() } : { query: editor.value };
  return `#${new URLSearchParams(parts)}`;
}

async function reopen() {
  const parts = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const question = known.questions.find((each) => each.name === parts.question);
  if (question) return open(question, parts, true);
  if (parts.query === undefined) return;
  state.question = null;
  $("parameters").hidden = true;
  list($("find").value);
  editor.value = parts.query;
  await run();
}

const past = () => { try { return JSON.parse(localStorage.getItem(KEY)) ?? []; } catch { return []; } };

function keep(query, rows) {
  const entry = { query, rows, title: state.question && query === state.filled ? state.question.title : null, link: permalink() };
  const all = [entry, ...past().filter((each) => each.query !== query)].slice(0, REMEMBERED);
  try { localStorage.setItem(KEY, JSON.stringify(all)); } catch { /* a full or forbidden store only means no history */ }
  remember();
}

function remember() {
  $("history").replaceChildren(...past().map((entry) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${entry.title ?? entry.query.replace(/\s+/g, " ").slice(0, 110)} (${entry.rows})`;
    button.addEventListener("click", () => { location.hash = entry.link; });
    item.append(button);
    return item;
  }));
}

$("find").addEventListener("input", (event) => list(event.target.value));
$("parameters").addEventListener("submit", async (event) => { event.preventDefault(); if (await fill()) run(); });
$("run").addEventListener("click", run);
$("sparql").addEventListener("keydown", (event) => { if (event.key === "Enter" && event.ctrlKey) { event.preventDefault(); run(); } });
for (const tab of document.querySelectorAll("[role=tab]")) {
  tab.addEventListener("click", () => { state.view = tab.id.replace("tab-", ""); view(); });
}
$("link").addEventListener("click", async () => {
  const link = new URL(permalink(), location.href).href;
  try { await navigator.clipboard.writeText(link); tell("The link is on the clipboard."); } catch { tell(link); }
});
$("new").addEventListener("click", () => {
  state.question = null;
  $("parameters").hidden = true;
  list($("find").value);
  const lines = Object.entries(known.prefixes).map(([name, base]) => `PREFIX ${name}: <${base}>\n`);
  editor.value = `${lines.join("")}SELECT * WHERE {\n  \n}\nLIMIT 100\n`;
  const inside = editor.value.indexOf("{\n  ") + 4;
  $("sparql").focus();
  $("sparql").setSelectionRange(inside, inside);
});
$("forget").addEventListener("click", () => { localStorage.removeItem(KEY); remember(); });

start();
