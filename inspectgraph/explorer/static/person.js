// A person: posts held and inspections taken part in, as far as sources say.

import { INDEX } from "./data.js";
import { h } from "./dom.js";
import { address } from "./route.js";
import { authorityName, eventWords, longDate, roleWords } from "./words.js";

export function personPanel(place) {
  const posts = INDEX.posts.filter((post) => post.p === place);
  const parts = INDEX.inspections.flatMap((inspection) =>
    (inspection.people ?? []).filter(([person]) => person === place).map(([, role, title]) => ({ inspection, role, title })));
  return [
    h("header", {}, h("a", { class: "close", href: address({ at: null }), "aria-label": "Close this and show the whole thread" }, "×"),
      h("h2", { tabindex: -1, id: "evidence-title", dir: "auto" }, INDEX.persons[place])),
    posts.length ? h("section", {}, h("h3", {}, "Posts"), posts.map(postEntry)) : null,
    parts.length ? h("section", {}, h("h3", {}, "Inspections and letters"), h("ul", { class: "plain" }, parts.map(({ inspection, role, title }) =>
      h("li", {}, h("a", { href: address({ at: inspection.key }) }, longDate(inspection.end)), `, ${authorityName(inspection.a)}: ${eventWords(inspection)} (${title ?? roleWords(role)})`)))) : null,
    h("p", { class: "hint" }, "A name is only taken to be the same person within one authority, or within the inspectorate."),
  ];
}

function postEntry(post) {
  return h("p", { dir: "auto" }, h("strong", {}, post.post[0] ?? "post not stated"), `, ${authorityName(post.a)}. `, postDates(post));
}

/** From when to when, only as far as stated. */
export function postDates(post) {
  const parts = [];
  if (post.from) parts.push(`From ${longDate(post.from)}`);
  if (post.to) parts.push(`until ${longDate(post.to)}`);
  if (post.on.length) parts.push(`in post on ${post.on.map(longDate).join(" and ")}`);
  return parts.join(", ");
}
