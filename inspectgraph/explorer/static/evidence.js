// The panel beside every view: what stands behind what is selected.

import { detailsOf, INDEX } from "./data.js";
import { byId, h } from "./dom.js";
import { inspectionFacts, otherIssues } from "./facts.js";
import { quotation, sourceLine } from "./quotation.js";
import { address, chosenIssue, chosenLine, route, selection } from "./route.js";
import { personPanel } from "./person.js";
import { signImage, stateMark } from "./signs.js";
import { episodes, nextAfter, thread, verdict } from "./threads.js";
import { authorityName, capital, eventWords, issueLabel, longDate, stateWords, threadWords } from "./words.js";

const OPPOSITE = { w: "s", s: "w" };
let turn = 0;

/** Draw the panel for the selection; a later call makes an earlier one give up. */
export async function showEvidence() {
  const mine = ++turn;
  const content = await contentOf(selection());
  if (mine === turn) byId("evidence").replaceChildren(...content.filter(Boolean));
}

function contentOf(selected) {
  if (selected?.kind === "inspection") return inspectionPanel(selected.place, chosenIssue());
  if (selected?.kind === "promise" && INDEX.promises[selected.place]) return promisePanel(selected.place);
  if (selected?.kind === "person" && INDEX.persons[selected.place] !== undefined) return personPanel(selected.place);
  if (route().view === "national") return issuePanel(chosenIssue());
  return threadPanel(chosenLine(), chosenIssue());
}

function issuePanel(issue) {
  return [
    heading(issueLabel(issue), INDEX.issues[issue][2]),
    h("p", { class: "definition" }, INDEX.issues[issue][3]),
    h("p", { class: "hint" }, "Choose a mark to read the words behind it, or an authority to see its whole history. Authorities are counted as those of today, each with the bodies before it; what was out of an inspection’s scope is not counted."),
  ];
}

async function threadPanel(line, issue) {
  const found = thread(line, issue);
  const counter = found?.[6];
  return [
    heading(issueLabel(issue), authorityName(line)),
    h("p", { class: "definition" }, INDEX.issues[issue][3]),
    h("p", { class: "verdict" }, threadWords(found, episodes(line, issue))),
    counter ? await against(counter, issue, `What speaks against “${found[0].replaceAll("_", " ")}”`) : null,
    h("p", { class: "hint" }, "Choose a mark to read the words behind it."),
  ];
}

async function against([place, position], issue, title) {
  const details = await detailsOf(place);
  const inspection = INDEX.inspections[place];
  const finding = details.findings[position];
  const coding = finding.c?.find((one) => one.i === issue && !one.old);
  return h("section", {}, h("h3", {}, title),
    h("p", { class: "soft" }, `${longDate(inspection.end)}, ${authorityName(inspection.a)}`),
    quotation(inspection, details, finding, coding));
}

async function inspectionPanel(place, issue) {
  const inspection = INDEX.inspections[place];
  const details = await detailsOf(place);
  const found = evidenceOn(details, issue);
  const state = inspection.states[issue];
  const opposed = found.filter(({ coding }) => coding.p === OPPOSITE[state]);
  const carrying = found.filter((item) => !opposed.includes(item));
  const followed = details.followUps.filter((one) => one.i.includes(issue));
  return [
    heading(longDate(inspection.end), authorityName(inspection.a)),
    h("p", { class: "soft" }, capital(eventWords(inspection)), inspection.theme ? `, looking at ${inspection.theme}` : null),
    h("section", {},
      h("h3", { class: "issue-state" }, `${issueLabel(issue)}: `, h("span", { class: `state-${state}` }, stateMark(state))),
      carrying.length ? quotations(inspection, details, carrying) : h("p", {}, silence(state)),
      state === "o" ? mentions(details, issue) : null,
      await opposing(opposed, inspection, details, place, issue)),
    followed.length ? followUps(followed) : null,
    otherIssues(inspection, issue, place),
    inspectionFacts(inspection, details),
  ];
}

async function opposing(opposed, inspection, details, place, issue) {
  if (opposed.length) return h("section", {}, h("h3", {}, "What speaks against it"), quotations(inspection, details, opposed));
  const found = thread(chosenLine(), issue);
  const counter = found?.[6];
  if (!counter || counter[0] === place) return null;
  return against(counter, issue, `What speaks against “${found[0].replaceAll("_", " ")}” elsewhere in this history`);
}

function evidenceOn(details, issue) {
  return details.findings.flatMap((finding) =>
    (finding.c ?? []).filter((coding) => coding.i === issue && !coding.old).map((coding) => ({ finding, coding })));
}

function quotations(inspection, details, found) {
  return found.map(({ finding, coding }) => quotation(inspection, details, finding, coding));
}

function silence(state) {
  if (state === "o") return "The inspection could have spoken of this and did not. Silence is not the same as resolved.";
  if (state === "x") return "This was not among what the inspection looked at.";
  if (state === "q") return "The report of this inspection could not be read.";
  return "No quotation is kept for this.";
}

/** Where a silent report has the issue's words, with no finding on it. */
function mentions(details, issue) {
  const found = details.mentions.filter((one) => one.i === issue);
  return found.length === 0 ? null : h("section", {}, h("h4", {}, "Only named, in passing"), found.map((one) =>
    h("figure", { class: "quotation" },
      h("blockquote", { dir: "auto" }, one.t),
      h("figcaption", {}, [one.n && `paragraph ${one.n}`, one.p && `page ${one.p}`].filter(Boolean).join(", ")))));
}

function followUps(found) {
  return h("section", {}, h("h3", {}, "Said of earlier inspections"), found.map((one) =>
    h("figure", { class: "quotation" },
      h("p", { class: "reading" }, one.o.replaceAll("_", " ")),
      h("blockquote", { dir: "auto" }, one.t),
      one.p === undefined ? null : h("figcaption", {}, `page ${one.p}`))));
}

function promisePanel(place) {
  const promise = INDEX.promises[place];
  const issue = promise.i.includes(chosenIssue()) ? chosenIssue() : promise.i[0];
  const state = verdict(promise, issue);
  const next = nextAfter(promise, issue);
  return [
    heading("Promise", authorityName(promise.a)),
    h("figure", { class: "quotation" },
      h("blockquote", { class: promise.paraphrase ? "paraphrase" : null, dir: "auto" }, promise.text),
      h("figcaption", {},
        promise.paraphrase ? "Paraphrase of " : null, sourceLine(promise.doc),
        promise.by ? h("p", {}, `Said by ${promise.by}`) : null,
        h("p", { class: "soft" }, `${promise.made ? `Made ${longDate(promise.made)}` : "Undated"}${promise.due ? `, due ${longDate(promise.due)}` : ""}${promise.page ? `, page ${promise.page}` : ""}`),
        h("p", { class: "soft" }, "SHA-256 ", h("code", {}, (promise.doc.sha ?? []).join(" "))))),
    h("section", {}, h("h3", {}, "What the next inspection found"),
      next ? h("p", {}, h("a", { href: address({ at: next.key }) }, longDate(next.end)), ": ", signImage(state), stateWords(state)) : h("p", {}, `No inspection that looked at it has come since${promise.made ? "" : ", as far as a promise without a date can tell"}.`)),
  ];
}

function heading(title, below) {
  const close = route().at ? h("a", { class: "close", href: address({ at: null }), "aria-label": "Close this and show the whole thread" }, "×") : null;
  return h("header", {}, close, h("h2", { tabindex: -1, id: "evidence-title", dir: "auto" }, title), h("p", { class: "soft", dir: "auto" }, below));
}
