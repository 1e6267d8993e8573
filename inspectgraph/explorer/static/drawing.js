// A network on a canvas: vis-network draws, places are given, nothing moves by itself.

import { byId, h } from "./dom.js";
import { COLOURS } from "./signs.js";

const INK = "#1c2530";
const FINDING_SHAPES = { w: "triangleDown", m: "diamond", s: "triangle", n: "dot" };
/** Half the width of an issue's box; lines end at its left side. */
export const ISSUE_HALF = 158;
const GROUPS = {
  authority: { shape: "box", color: { background: "#1c2530", border: "#1c2530" }, font: { color: "#fff", size: 15 }, margin: 9, widthConstraint: { maximum: 170 } },
  inspection: { shape: "box", color: { background: "#fff", border: "#7a8593" }, font: { color: INK, size: 13 }, margin: 7 },
  person: { shape: "ellipse", color: { background: "#f1f3f6", border: "#c3cad2" }, font: { color: INK, size: 13 } },
  issue: { shape: "box", color: { background: "#f6f4fa", border: "#d5cde4" }, font: { color: INK, size: 13, align: "left" }, margin: 6, widthConstraint: { minimum: 304, maximum: 304 } },
};

/** The library is read when first wanted: most visits do without it. */
export async function loadLibrary() {
  if (window.vis) return;
  document.body.append(h("script", {}, byId("drawing-library").textContent));
  await pause();
}

/** Lets the page answer before more is done. */
export function pause() {
  return new Promise((done) => setTimeout(done));
}

/** Draws into a holder; `onpick` and `onopen` hear the id of a node clicked once, twice. */
export function drawing(holder, { onpick, onopen }) {
  const { DataSet, Network } = window.vis;
  const nodes = new DataSet([]);
  const edges = new DataSet([]);
  const network = new Network(holder, { nodes, edges }, {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.6 },
    nodes: { borderWidth: 1, chosen: false, shapeProperties: { borderRadius: 4 }, font: { face: "'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif" } },
    edges: { smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 }, chosen: false, hoverWidth: 0 },
  });
  network.on("click", ({ nodes: [id] }) => id && onpick(id.replace("@", "")));
  network.on("doubleClick", ({ nodes: [id] }) => id && onopen(id.replace("@", "")));
  network.on("dragging", ({ nodes: moved }) => moved.filter((id) => nodes.get(`${id}@`)).forEach((id) => {
    const { x, y } = network.getPosition(id);
    network.moveNode(`${id}@`, x - ISSUE_HALF, y);
  }));
  network.on("hoverNode", () => { holder.style.cursor = "pointer"; });
  network.on("blurNode", () => { holder.style.cursor = ""; });
  holder.querySelector(".vis-network")?.removeAttribute("tabindex");
  const looks = { nodes: new Map(), edges: new Map() };
  let fitted = false;
  return {
    show(shown, lit) {
      holder.style.height = `${heightFor(shown.nodes, holder.clientWidth)}px`;
      replace(nodes, [...shown.nodes.map((node) => nodeLook(node, lit)), ...shown.nodes.filter(({ group }) => group === "issue").map(anchor)], looks.nodes);
      replace(edges, shown.edges.map((edge) => edgeLook(edge, lit)), looks.edges);
      network.setSize("100%", `${holder.clientHeight}px`);
      if (!fitted) network.fit({ animation: false, maxZoomLevel: 1.15 });
      fitted = true;
    },
    fit: () => network.fit({ animation: false, maxZoomLevel: 1.15 }),
    gone: () => network.destroy(),
  };
}

/** As high as the nodes need at the width there is, within a screen. */
function heightFor(nodes, width) {
  const ys = nodes.map(({ y }) => y);
  const xs = nodes.map(({ x }) => x);
  const [high, wide] = [Math.max(...ys) - Math.min(...ys) + 70, Math.max(...xs) - Math.min(...xs) + 400];
  return Math.round(Math.min(Math.max(260, (high * width) / Math.max(wide, width / 1.15)), innerHeight * 0.8));
}

/** Brings a set up to date; what looks as before is not touched, since drawing it is slow. */
function replace(set, items, known) {
  const keep = new Set(items.map((item) => item.id));
  const gone = set.getIds().filter((id) => !keep.has(id));
  for (const id of gone) known.delete(id);
  const changed = items.filter((item) => {
    const look = JSON.stringify(item);
    if (known.get(item.id) === look) return false;
    known.set(item.id, look);
    return true;
  });
  if (gone.length) set.remove(gone);
  if (changed.length) set.update(changed);
}

/** A node as vis-network wants it; what is not lit steps back, but hides lines still. */
function nodeLook(node, { near, chosen, pinned }) {
  const dim = near && !near.has(node.id);
  const look = node.group === "finding"
    ? { shape: FINDING_SHAPES[node.polarity], size: 7, color: COLOURS[node.polarity], font: { size: 0 } }
    : structuredClone(GROUPS[node.group]);
  if (dim && node.group !== "finding") Object.assign(look, dimmed(node.group, look));
  if (node.id === chosen) {
    look.borderWidth = 3;
    if (node.group !== "finding") look.color = { ...look.color, border: "#5b2a86" };
  }
  return { id: node.id, label: node.label, x: node.x, y: node.y, opacity: 1, borderWidth: 1, fixed: pinned.has(node.id), ...look };
}

function dimmed(group, look) {
  if (group === "authority") return { color: { background: "#8a94a0", border: "#8a94a0" } };
  return { color: { background: "#fff", border: "#dfe4e9" }, font: { ...look.font, color: "#66727f" } };
}

/** Where lines to an issue end: vis-network would lead them to the middle of its box. */
function anchor({ id, x, y }) {
  return { id: `${id}@`, x: x - ISSUE_HALF, y, shape: "dot", size: 1, color: "#b4bcc6", borderWidth: 0, label: undefined };
}

/** Whether a line steps back: it neither touches the chosen node nor leads on from a finding that does. */
export function dimEdge({ from, to }, { near, chosen }) {
  if (!near) return false;
  return !(near.has(from) && near.has(to) && (from === chosen || to === chosen || from[0] === "f" || to[0] === "f"));
}

function edgeLook(edge, lit) {
  const { chosen } = lit;
  const touching = chosen && (edge.from === chosen || edge.to === chosen);
  const dim = dimEdge(edge, lit);
  const stated = edge.role.length === 1;
  return {
    id: `${edge.from}-${edge.to}`, from: edge.from, to: edge.to.startsWith("t") ? `${edge.to}@` : edge.to,
    color: { color: stated ? COLOURS[edge.role] : "#b4bcc6", opacity: dim ? 0.14 : stated ? 0.6 : 0.8 },
    width: touching ? 2.4 : 1.2,
    dashes: edge.role === "n" ? [4, 4] : edge.role === "m" ? [10, 3] : false,
  };
}
