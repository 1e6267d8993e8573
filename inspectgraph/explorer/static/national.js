// All authorities for one issue: who had it, how long, what became of it.

import { INDEX } from "./data.js";
import { h } from "./dom.js";
import { exportsOf } from "./export.js";
import { multiple, multiplesSvg, nationalScale, spotKeys } from "./multiples.js";
import { address, chosenIssue, go, route } from "./route.js";
import { episodes, thread } from "./threads.js";
import { legend } from "./timeline.js";
import { authorityName, capital, issueLabel, longDate, many, monthYear, statusWords } from "./words.js";

const COLUMNS = [
  ["name", "Authority", (row) => row.name],
  ["status", "Outcome", (row) => row.status],
  ["times", "Raised in", (row) => -row.times],
  ["run", "Running", (row) => -row.run],
  ["first", "First raised", (row) => row.first ?? "9"],
  ["years", "To strength", (row) => row.days ?? 1e9],
];
const ORDER = ["persistent", "relapsed", "repeated", "raised", "improving", "unverified", "resolved", "not_raised"];

export function nationalView() {
  const issue = chosenIssue();
  const rows = nationalRows(issue);
  const scale = nationalScale(rows);
  const body = h("tbody");
  const elements = new Map(rows.map((row) => [row, element(row, scale)]));
  const enter = spotKeys(body);
  const note = h("p", { class: "note", role: "status" });
  const filter = bar(rows);
  const table = h("table", { class: "national" },
    h("caption", { class: "unseen" }, `${issueLabel(issue)}, by authority`),
    h("thead", {}, h("tr", {}, COLUMNS.slice(0, 1).map(([name, label]) => header(name, label)), h("th", { scope: "col" }, h("span", { class: "unseen" }, "History"), scale.head()), COLUMNS.slice(1).map(([name, label]) => header(name, label)))), body);
  const content = h("section", {}, h("h2", { dir: "auto" }, issueLabel(issue)), h("p", { class: "lead" }, fairWords(rows)), filter.element, legend(), note,
    h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": "Authorities, scrolls sideways" }, table));
  const update = () => {
    const shown = sortedRows(passing(rows));
    const keep = new Set(shown);
    for (const [row, line] of elements) line.hidden = !keep.has(row);
    if (body.dataset.order !== (route().order ?? "status")) {
      body.append(...sortedRows(rows).map((row) => elements.get(row)));
      body.dataset.order = route().order ?? "status";
    }
    note.textContent = shown.length === rows.length ? `${many(rows.length, "authority", "authorities")} inspected.` : `${shown.length} of ${many(rows.length, "authority", "authorities")} shown.`;
    for (const cell of table.tHead.querySelectorAll("[data-name]")) cell.setAttribute("aria-sort", cell.dataset.name === (route().order ?? "status") ? "ascending" : "none");
    filter.update();
    enter();
  };
  update();
  const shownNow = () => sortedRows(passing(rows));
  exportsOf({ svg: () => multiplesSvg(shownNow(), issue, scale), rows: () => asRows(shownNow(), issue) });
  return {
    content,
    mark: () => {
      body.querySelector(".spot.chosen")?.classList.remove("chosen");
      body.querySelector(`.spot[data-at="${CSS.escape(route().at ?? "")}"]`)?.classList.add("chosen");
    },
    update(names) {
      if (names.has("i") || names.has("view")) return false;
      update();
      return true;
    },
  };
}

/** Lines of authorities that no other has followed: a predecessor is told within its successor. */
function nationalRows(issue) {
  return Object.keys(INDEX.lines).map(Number)
    .filter((line) => INDEX.authorities[line].current)
    .map((line) => {
      const found = episodes(line, issue);
      const [status, times, run, first, days] = thread(line, issue) ?? ["not_raised", 0, 0, null, null];
      const scoped = found.filter(({ state }) => state !== "x" && state !== "q").length;
      const { id, region } = INDEX.authorities[line];
      return { line, id, region, name: authorityName(line), found, scoped, status, times, run, first, days };
    });
}

function fairWords(rows) {
  const scoped = rows.filter((row) => row.scoped);
  const raised = scoped.filter((row) => row.times);
  const share = scoped.length ? ` (${Math.round((100 * raised.length) / scoped.length)}%)` : "";
  return `Raised in ${raised.length} of ${many(scoped.length, "authority", "authorities")} inspected on it${share}; in ${raised.filter((row) => row.run > 1).length} at two inspections running or more.`;
}

function element(row, scale) {
  const years = row.days === null ? "–" : `${(row.days / 365.25).toFixed(1)} yrs`;
  return h("tr", {},
    h("th", { scope: "row" }, h("a", { href: address({ view: "timeline", a: row.id, at: null, order: null, q: null, region: null, had: null }), dir: "auto" }, row.name)),
    h("td", {}, multiple(row, scale, (at) => go({ a: row.id, at }))),
    h("td", {}, row.status === "not_raised" ? h("span", { class: "soft" }, row.scoped ? "never raised" : "not in scope") : h("span", { title: statusWords(row.status) }, capital(row.status))),
    h("td", { class: "number" }, row.times ? `${row.times} of ${row.scoped}` : h("span", { class: "soft" }, `0 of ${row.scoped}`)),
    h("td", { class: "number" }, row.run || "–"),
    h("td", {}, row.first ? monthYear(row.first) : "–"),
    h("td", { class: "number" }, years));
}

function header(name, label) {
  return h("th", { scope: "col", "data-name": name }, h("button", { type: "button", class: "sorter", onclick: () => go({ order: name }) }, label));
}

function bar(rows) {
  const search = h("input", { type: "search", size: 18, oninput: () => go({ q: search.value || null }, { quiet: true }) });
  const region = h("select", { onchange: () => go({ region: region.value || null }) }, h("option", { value: "" }, "all of England"), [...new Set(rows.map((row) => row.region))].sort().map((name) => h("option", { value: name }, name)));
  const had = h("select", { onchange: () => go({ had: had.value || null }) }, h("option", { value: "" }, "whatever became of it"), ORDER.map((status) => h("option", { value: status }, status.replaceAll("_", " "))));
  const element = h("form", { class: "bar", onsubmit: (event) => event.preventDefault(), "aria-label": "Filters" },
    h("label", {}, h("span", {}, "Authority"), search), h("label", {}, h("span", {}, "Region"), region), h("label", {}, h("span", {}, "Outcome"), had));
  return {
    element,
    update() {
      if (document.activeElement !== search) search.value = route().q ?? "";
      region.value = route().region ?? "";
      had.value = route().had ?? "";
    },
  };
}

function passing(rows) {
  const { q, region, had } = route();
  const query = (q ?? "").toLowerCase();
  return rows.filter((row) => row.name.toLowerCase().includes(query) && (!region || row.region === region) && (!had || row.status === had));
}

function sortedRows(rows) {
  const name = route().order ?? "status";
  const key = name === "status" ? (row) => ORDER.indexOf(row.status) + (row.scoped ? 0 : 1) : COLUMNS.find(([id]) => id === name)?.[2] ?? COLUMNS[0][2];
  return [...rows].sort((one, other) => {
    const [a, b] = [key(one), key(other)];
    return (a < b ? -1 : a > b ? 1 : 0) || other.times - one.times || one.name.localeCompare(other.name);
  });
}

function asRows(rows, issue) {
  return [["authority", "issue", "status", "times raised", "inspections in scope", "longest run", "first raised", "days to strength"],
    ...rows.map((row) => [row.name, issueLabel(issue), row.status, row.times, row.scoped, row.run, row.first ?? "", row.days ?? ""])];
}
