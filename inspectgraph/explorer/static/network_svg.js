// The network as a drawing, for export: the same places, lines and signs.

import { s } from "./dom.js";
import { textWidth } from "./scale.js";
import { dimEdge, ISSUE_HALF } from "./drawing.js";
import { COLOURS, sign } from "./signs.js";

const BETWEEN = 40;

/** All networks shown, one beside the other. */
export function networkSvg(panes) {
  const drawn = panes.filter(({ nodes }) => nodes.length).map(oneNetwork);
  let left = 0;
  const parts = drawn.map(({ box, content }) => {
    const part = s("g", { transform: `translate(${left - box.x} ${-box.y})` }, content);
    left += box.width + BETWEEN;
    return part;
  });
  const height = Math.max(0, ...drawn.map(({ box }) => box.height));
  return s("svg", { viewBox: `0 0 ${Math.max(0, left - BETWEEN)} ${height}` }, parts);
}

function oneNetwork(shown) {
  const place = new Map(shown.nodes.map((node) => [node.id, node]));
  const xs = shown.nodes.map((node) => node.x);
  const ys = shown.nodes.map((node) => node.y);
  const box = { x: Math.min(...xs) - 160, y: Math.min(...ys) - 50, width: Math.max(...xs) - Math.min(...xs) + 360, height: Math.max(...ys) - Math.min(...ys) + 100 };
  return {
    box,
    content: [s("text", { x: box.x + 16, y: box.y + 22, "font-size": 16, "font-weight": 600, fill: "#1c2530" }, shown.name),
      ...shown.edges.map((edge) => bend(place.get(edge.from), place.get(edge.to), edge.role, dimEdge(edge, shown.lit))),
      ...shown.nodes.map(nodeDrawing)],
  };
}

function bend(one, other, role, dim) {
  const end = other.group === "issue" ? other.x - ISSUE_HALF : other.x;
  const middle = (one.x + end) / 2;
  return s("path", { d: `M${one.x} ${one.y}C${middle} ${one.y} ${middle} ${other.y} ${end} ${other.y}`, fill: "none", stroke: COLOURS[role] ?? "#b4bcc6", "stroke-width": 1.2, "stroke-opacity": dim ? 0.15 : 0.75 });
}

function nodeDrawing(node) {
  if (node.group === "finding") return sign(node.polarity, { x: node.x, y: node.y, size: 0.8 });
  const wide = node.group === "issue" ? 2 * ISSUE_HALF : textWidth(node.label, 12.5) + 18;
  const dark = node.group === "authority";
  const left = node.x - wide / 2;
  return s("g", {},
    s("rect", { x: left, y: node.y - 13, width: wide, height: 26, rx: node.group === "person" ? 13 : 4, fill: dark ? "#1c2530" : "#fff", stroke: "#9aa4af" }),
    s("text", { x: node.group === "issue" ? left + 9 : node.x, y: node.y + 4.5, "text-anchor": node.group === "issue" ? "start" : "middle", "font-size": 12.5, fill: dark ? "#fff" : "#1c2530" }, node.label));
}
