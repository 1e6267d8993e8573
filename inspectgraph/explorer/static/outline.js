// The timeline in words: the same events in the same order as the picture has them.

import { h } from "./dom.js";
import { address, personAt, promiseAt } from "./route.js";
import { signImage } from "./signs.js";
import { episodes, gateDays, linePosts, linePromises, verdict } from "./threads.js";
import { INDEX } from "./data.js";
import { authorityName, capital, eventWords, issueLabel, longDate, many, stateWords } from "./words.js";

/** Everything that happened along a line, oldest first. */
function events(line, issue) {
  const found = [
    ...episodes(line, issue).map((one) => ({ date: one.inspection.end, kind: "inspection", ...one })),
    ...gateDays(line).map((one) => ({ kind: "gate", ...one })),
    ...linePosts(line).filter((post) => post.director && (post.from || post.on[0])).map((post) => ({ date: post.from ?? post.on[0], kind: "post", post })),
    ...linePromises(line, issue).map((one) => ({ date: one.promise.made, kind: "promise", ...one })),
  ];
  return found.sort((one, other) => one.date.localeCompare(other.date));
}

export function outline(line, issue) {
  return h("ol", { class: "outline-list", "aria-label": "The same in words, oldest first" },
    events(line, issue).map((event) => entry(event, issue)));
}

function entry(event, issue) {
  const row = (mark, about, ...content) => h("li", { class: `event ${event.kind}`, ...about },
    h("span", { class: "event-mark", "aria-hidden": "true" }, mark),
    h("time", { datetime: event.date }, longDate(event.date)), h("div", { class: "event-words", dir: "auto" }, content));
  if (event.kind === "inspection") {
    const { inspection, state, count } = event;
    return row(signImage(state), { "data-at": inspection.key },
      h("a", { href: address({ at: inspection.key }) }, capital(eventWords(inspection))),
      h("span", { class: "soft" }, ` ${authorityName(inspection.a)}`), h("br"),
      h("strong", { class: `state-${state}` }, stateWords(state)),
      count ? h("span", { class: "soft" }, `, ${many(count, "quotation")}`) : null);
  }
  if (event.kind === "gate") return row("┃", {}, h("strong", {}, event.name ?? "Reorganisation"), h("br"), h("span", { class: "soft" }, `${event.from.map(authorityName).join(", ")} → ${authorityName(event.to)}`));
  if (event.kind === "post") return row("▬", {}, h("a", { href: address({ at: personAt(event.post.p) }) }, INDEX.persons[event.post.p]), h("span", { class: "soft" }, ` ${event.post.post[0] ?? "director"}, ${authorityName(event.post.a)}`));
  const state = verdict(event.promise, issue);
  return row("◌", {}, h("a", { href: address({ at: promiseAt(event.place) }) }, `Promise: ${event.promise.text}`), h("br"),
    h("span", { class: "soft" }, state ? `At the next inspection: ${stateWords(state)}` : "No inspection since that looked at it"));
}

export function outlineRows(line, issue) {
  const rows = [["date", "event", "authority", "issue", "state", "text"]];
  for (const event of events(line, issue)) {
    if (event.kind === "inspection") rows.push([event.date, eventWords(event.inspection), authorityName(event.inspection.a), issueLabel(issue), stateWords(event.state), ""]);
    else if (event.kind === "gate") rows.push([event.date, "reorganisation", authorityName(event.to), "", "", event.name ?? ""]);
    else if (event.kind === "post") rows.push([event.date, "in post", authorityName(event.post.a), "", "", `${INDEX.persons[event.post.p]}, ${event.post.post[0] ?? ""}`]);
    else rows.push([event.date, "promise", authorityName(event.promise.a), issueLabel(issue), verdict(event.promise, issue) === null ? "" : stateWords(verdict(event.promise, issue)), event.promise.text]);
  }
  return rows;
}
