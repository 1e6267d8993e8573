// The network as a drawing, for export: the same places, lines and signs.

import { s } from "./dom.js";
import { textWidth } from "./scale.js";
import { ISSUE_HALF } from "./drawing.js";
import { COLOURS, sign } from "./signs.js";

export function networkSvg(shown) {
  const place = new Map(shown.nodes.map((node) => [node.id, node]));
  const xs = shown.nodes.map((node) => node.x);
  const ys = shown.nodes.map((node) => node.y);
  const box = [Math.min(...xs) - 160, Math.min(...ys) - 50, Math.max(...xs) - Math.min(...xs) + 360, Math.max(...ys) - Math.min(...ys) + 100];
  return s("svg", { viewBox: box.join(" ") },
    shown.edges.map(({ from, to, role }) => bend(place.get(from), place.get(to), role)),
    shown.nodes.map(nodeDrawing));
}

function bend(one, other, role) {
  const end = other.group === "issue" ? other.x - ISSUE_HALF : other.x;
  const middle = (one.x + end) / 2;
  return s("path", { d: `M${one.x} ${one.y}C${middle} ${one.y} ${middle} ${other.y} ${end} ${other.y}`, fill: "none", stroke: COLOURS[role] ?? "#b4bcc6", "stroke-width": 1.2, "stroke-opacity": 0.7 });
}

function nodeDrawing(node) {
  if (node.group === "finding") return sign(node.polarity, { x: node.x, y: node.y, size: 0.8 });
  const wide = node.group === "issue" ? 2 * ISSUE_HALF : textWidth(node.label, 12.5) + 18;
  const dark = node.group === "authority";
  const left = node.x - wide / 2;
  return s("g", {},
    s("rect", { x: left, y: node.y - 13, width: wide, height: 26, rx: node.group === "person" ? 13 : 4, fill: dark ? "#1c2530" : "#fff", stroke: "#9aa4af" }),
    s("text", { x: left + wide / 2, y: node.y + 4.5, "text-anchor": "middle", "font-size": 12.5, fill: dark ? "#fff" : "#1c2530" }, node.label));
}
