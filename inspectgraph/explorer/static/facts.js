// What an inspection is, apart from the chosen issue.

import { INDEX } from "./data.js";
import { h } from "./dom.js";
import { sourceLine } from "./quotation.js";
import { address, personAt } from "./route.js";
import { signImage } from "./signs.js";
import { speaks } from "./threads.js";
import { gradeWords, issueLabel, longDate, many, roleWords, stateWords } from "./words.js";

/** Judgements, people and files of an inspection. */
export function inspectionFacts(inspection, details) {
  const days = inspection.start === inspection.end ? longDate(inspection.end) : `${longDate(inspection.start)} to ${longDate(inspection.end)}`;
  return h("details", { class: "facts" },
    h("summary", {}, "About this inspection"),
    h("p", {}, `Fieldwork ${days}. ${many(inspection.findings ?? 0, "finding")} read.`),
    inspection.grades ? h("ul", { class: "plain" }, inspection.grades.map(([aspect, grade, printed]) =>
      h("li", { dir: "auto" }, `${aspectWords(aspect)}: `, h("strong", {}, printed ?? gradeWords(grade))))) : null,
    inspection.people ? h("ul", { class: "plain" }, inspection.people.map(([person, role, title]) =>
      h("li", { dir: "auto" }, h("a", { href: address({ at: personAt(person) }) }, INDEX.persons[person]), `, ${title ?? roleWords(role)}`))) : null,
    details.documents.map(sourceLine));
}

/** The other issues the inspection speaks of, as a way on. */
export function otherIssues(inspection, issue, place) {
  const spoken = [...inspection.states].map((state, other) => [state, other]).filter(([state, other]) => speaks(state) && other !== issue);
  if (!spoken.length) return null;
  return h("details", { class: "others" },
    h("summary", {}, `Also in this inspection: ${many(spoken.length, "issue")}`),
    h("ul", { class: "plain" }, spoken.map(([state, other]) =>
      h("li", {}, signImage(state, stateWords(state)), h("a", { href: address({ i: INDEX.issues[other][0], at: INDEX.inspections[place].key }), dir: "auto" }, issueLabel(other))))));
}

function aspectWords(aspect) {
  const words = aspect.replace(/^other:/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
