// Findings as nodes: they come between an inspection and an issue that is opened.

import { detailsOf, INDEX } from "./data.js";
import { sentence } from "./quote.js";
import { spread } from "./scale.js";
import { askedWords } from "./words.js";

/** Findings shown at one opened node; the rest are counted. */
const MOST = 24;
const STEP = 19;

/** Finding nodes of the opened nodes, their edges, the edges they replace, how many more there are. */
export async function findingNodes(shown, filters) {
  const place = new Map(shown.nodes.map((node) => [node.id, node]));
  const nodes = [];
  const edges = [];
  const instead = new Set();
  let more = 0;
  if (!filters.kinds.has("finding")) return { nodes, edges, instead, more };
  for (const edge of shown.edges) {
    if (!edge.from.startsWith("i") || !edge.to.startsWith("t")) continue;
    if (!(filters.open.has(edge.from) && filters.open.size === 1) && !filters.open.has(edge.to)) continue;
    const found = await findingsOf(edge, filters);
    const room = Math.max(0, MOST - nodes.length);
    more += Math.max(0, found.length - room);
    if (found.length <= room && found.length) instead.add(edge);
    found.slice(0, room).forEach((item, at) => {
      const id = nodeOf(edge, item.finding);
      nodes.push(standing(id, item, place.get(edge.from), place.get(edge.to), at, Math.min(found.length, room)));
      edges.push({ from: edge.from, to: id, role: item.coding.p }, { from: id, to: edge.to, role: item.coding.p });
    });
  }
  apart(nodes);
  return { nodes, edges, instead, more };
}

/** One under another, where several inspections' findings would lie on one place. */
function apart(nodes) {
  const order = [...nodes].sort((one, other) => one.y - other.y);
  const ys = spread(order.map(({ y }) => y), STEP, Infinity);
  order.forEach((node, at) => { node.y = ys[at]; });
}

async function findingsOf(edge, filters) {
  const issue = Number(edge.to.slice(1));
  const { findings } = await detailsOf(Number(edge.from.slice(1)));
  return findings.flatMap((finding) => (finding.c ?? [])
    .filter((coding) => coding.i === issue && !coding.old && filters.polarities.has(coding.p))
    .map((coding) => ({ finding, coding })));
}

function standing(id, { finding, coding }, one, other, at, count) {
  const text = askedWords(finding.k) + sentence(finding, coding);
  return {
    id, group: "finding", polarity: coding.p, text,
    label: text.length > 38 ? `${text.slice(0, 36)}…` : text,
    x: one.x + (other.x - one.x) * 0.36,
    y: one.y + (other.y - one.y) * 0.42 + (at - (count - 1) / 2) * STEP,
  };
}

/** f:report/27:iro-effectiveness:<inspection>: the same in every page. */
function nodeOf(edge, finding) {
  const issue = INDEX.issues[Number(edge.to.slice(1))][0];
  return `f:${finding.id}:${issue}:${INDEX.inspections[Number(edge.from.slice(1))].key}`;
}

/** Inspection and issue of a finding node. */
export function findingPlace(id) {
  const [, , issue, at] = id.split(":");
  return { at, i: issue };
}
