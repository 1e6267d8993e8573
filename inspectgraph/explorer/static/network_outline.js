// The network as a list: the same nodes and lines, from left to right and top to bottom.

import { h } from "./dom.js";
import { KINDS } from "./filters.js";
import { signImage } from "./signs.js";
import { many, roleWords, stateWords } from "./words.js";

const ORDER = ["person", "authority", "inspection", "finding", "issue"];

export function networkOutline(shown, { pick, chosen }) {
  const label = new Map(shown.nodes.map((node) => [node.id, node.text ?? node.label]));
  const lines = new Map(shown.nodes.map((node) => [node.id, []]));
  for (const edge of shown.edges) lines.get(edge.from).push(edge);
  const kinds = ORDER.map((kind) => [kind, inOrder(shown.nodes, kind)]).filter(([, nodes]) => nodes.length);
  return h("details", { class: "as-list" },
    h("summary", {}, `As a list: ${many(shown.nodes.length, "node")}, ${many(shown.edges.length, "line")}`),
    kinds.map(([kind, nodes]) => [
      h("h3", {}, KINDS[kind]),
      h("ul", {}, nodes.map((node) => h("li", {},
        h("button", { type: "button", class: "link", dir: "auto", "aria-current": node.id === chosen ? "true" : null, onclick: () => pick(node.id) }, label.get(node.id)),
        ends(lines.get(node.id), label))))]));
}

function ends(edges, label) {
  if (!edges.length) return null;
  return h("ul", {}, edges.map((edge) => h("li", { dir: "auto" },
    edge.role.length === 1 ? signImage(edge.role, stateWords(edge.role)) : `${roleWords(edge.role)}: `, label.get(edge.to))));
}

export function networkRows(panes) {
  const rows = [["from", "relation", "to"]];
  for (const shown of panes) {
    const label = new Map(shown.nodes.map((node) => [node.id, node.text ?? node.label]));
    for (const { from, to, role } of shown.edges) rows.push([label.get(from), role.length === 1 ? stateWords(role) : roleWords(role), label.get(to)]);
  }
  return rows;
}

function inOrder(nodes, kind) {
  return nodes.filter((node) => node.group === kind).sort((one, other) => one.y - other.y || one.id.localeCompare(other.id));
}
