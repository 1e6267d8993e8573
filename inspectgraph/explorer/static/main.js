// Starts the page and draws it again whenever its address changes.

import { showControls, views } from "./controls.js";
import { byId, h, say } from "./dom.js";
import { showEvidence } from "./evidence.js";
import { matrixView } from "./matrix.js";
import { nationalView } from "./national.js";
import { networkView } from "./network.js";
import { onRoute, route, startRouting } from "./route.js";
import { timelineView } from "./timeline.js";

const DRAW = { timeline: timelineView, matrix: matrixView, network: networkView, national: nationalView };
/** Only the selection changed: a view that can mark it need not be drawn again. */
const LIGHT = new Set(["at", "node"]);

function changed(next, before) {
  return new Set([...Object.keys(next), ...Object.keys(before ?? {})].filter((name) => next[name] !== before?.[name]));
}

async function show(next, before) {
  const names = before ? changed(next, before) : null;
  const view = views().includes(next.view) ? next.view : "timeline";
  showControls();
  const main = byId("main");
  const light = names && [...names].every((name) => LIGHT.has(name)) && main.marker;
  if (light) main.marker();
  else if (!names || !main.update?.(names)) draw(view, main);
  await showEvidence();
  if (names?.has("at") && next.at) {
    arriveAtEvidence();
    say(`Evidence shown: ${byId("evidence-title").textContent}`);
  }
  if (names?.has("view")) say(`${view} shown`);
}

function draw(view, main) {
  main.leave?.();
  const { content, mark = null, update = null, leave = null } = DRAW[view]();
  main.replaceChildren(...[content].flat().filter(Boolean));
  Object.assign(main, { marker: mark, update, leave });
  mark?.();
}

function arriveAtEvidence() {
  // On narrow screens the panel stands below and has to be brought into view.
  if (matchMedia("(max-width: 860px)").matches) byId("evidence").scrollIntoView();
}

for (const link of document.querySelectorAll(".skip")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    byId(link.hash.slice(1)).focus();
  });
}
addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
});
if (typeof DecompressionStream === "undefined") {
  byId("main").replaceChildren(h("p", { class: "wait" }, "This browser is too old to unpack the evidence; any browser since 2023 can."));
} else {
  onRoute(show);
  startRouting();
  show(route(), null);
}
