// What is chosen for all views: authority, issue, view; and what can be done with a view.

import { INDEX } from "./data.js";
import { byId, h } from "./dom.js";
import { exportMenu } from "./export.js";
import { authorityOptions, issueOptions } from "./options.js";
import { address, chosenIssue, chosenLine, go, route } from "./route.js";
import { authorityName, longDate } from "./words.js";

const VIEWS = { timeline: "Timeline", matrix: "Matrix", network: "Network", national: "All authorities" };

export function views() {
  return Object.keys(VIEWS).filter((view) => view !== "national" || Object.keys(INDEX.lines).filter((line) => INDEX.authorities[line].current).length > 1);
}

export function showControls() {
  byId("views").replaceChildren(...views().map((view) =>
    h("a", { href: address({ view, ...(view === "national" ? { at: null } : {}) }), "aria-current": route().view === view ? "page" : null }, VIEWS[view])));
  byId("place").textContent = route().view === "national" ? "All authorities" : authorityName(chosenLine());
  document.title = `${INDEX.issues[chosenIssue()][1]} – ${byId("place").textContent}${INDEX.asOf ? ` (As known on ${longDate(INDEX.asOf)})` : ""}`;
  const choose = byId("choose");
  if (!choose.childElementCount) choose.append(...pickers());
  byId("pick-authority").value = route().view === "national" ? "" : INDEX.authorities[chosenLine()].id;
  byId("pick-issue").value = INDEX.issues[chosenIssue()][0];
}

function pickAuthority(id) {
  const { view } = route();
  const filters = { at: null, node: null, open: null, pin: null, q: null, order: null, region: null, had: null };
  if (!id) go({ ...filters, view: "national" });
  else go({ ...filters, a: id, view: view === "national" ? "timeline" : view });
}

function pickers() {
  return [
    h("label", {}, h("span", {}, "Authority"), h("select", { id: "pick-authority", onchange: (event) => pickAuthority(event.target.value) }, views().includes("national") ? h("option", { value: "" }, "All authorities") : null, authorityOptions())),
    h("label", {}, h("span", {}, "Issue"), h("select", { id: "pick-issue", onchange: (event) => go({ i: event.target.value }) }, issueOptions())),
    exportMenu(),
  ];
}
