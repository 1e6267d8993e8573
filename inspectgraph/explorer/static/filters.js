// Which part of a network is shown, as its address says.

import { INDEX } from "./data.js";
import { nodeIds } from "./node_names.js";
import { chosenIssue, route } from "./route.js";
import { thread } from "./threads.js";

export const KINDS = { authority: "authorities", inspection: "inspections", person: "people", issue: "issues", finding: "findings" };
export const POLARITIES = { w: "weakness", m: "mixed", s: "strength", n: "described" };
/** Issues shown before anybody asks for more. */
const FIRST_ISSUES = 14;

export function networkFilters() {
  const { b, kinds, pol, from, to, q, open, pin, all, only } = route();
  return {
    kinds: new Set(kinds === undefined ? usual(b) : kinds.split(",")),
    polarities: new Set(pol === undefined ? Object.keys(POLARITIES) : pol.split(",")),
    from: from ? `${from}-01-01` : "",
    to: to ? `${to}-12-31` : "9999",
    query: (q ?? "").toLowerCase(),
    open: nodeIds(open),
    pinned: nodeIds(pin),
    all: all === "1",
    only: only === "1",
  };
}

/** Two networks side by side have no room for people unless they are asked for. */
function usual(second) {
  return Object.keys(KINDS).filter((kind) => kind !== "person" || !second);
}

/** Nodes and edges that pass, and how many issues were left out to keep it legible. */
export function filtered({ nodes, edges }, filters, line) {
  const { first, more } = firstIssues(nodes, filters, line);
  const passes = (node) => filters.pinned.has(node.id) || filters.open.has(node.id) || (filters.kinds.has(node.group) && inTime(node, filters) && mattersYet(node, first, filters));
  let kept = new Map(nodes.filter(passes).map((node) => [node.id, node]));
  let lines = edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to) && polarityPasses(edge, filters));
  const touched = new Set(lines.flatMap((edge) => [edge.from, edge.to]));
  kept = new Map([...kept].filter(([id, node]) => touched.has(id) || filters.pinned.has(id) || node.group === "inspection" || node.group === "authority"));
  lines = lines.filter((edge) => kept.has(edge.from) && kept.has(edge.to));
  return { nodes: packed([...kept.values()]), edges: lines, more };
}

function firstIssues(nodes, filters, line) {
  const issues = nodes.filter((node) => node.group === "issue").map((node) => Number(node.id.slice(1)));
  if (filters.only) return { first: new Set([chosenIssue()]), more: 0 };
  if (filters.all || filters.query) return { first: new Set(issues), more: 0 };
  const weight = (issue) => (issue === chosenIssue() ? 1000 : 0) + (thread(line, issue)?.[1] ?? 0) * 10 + (thread(line, issue)?.[2] ?? 0);
  const ranked = issues.sort((one, other) => weight(other) - weight(one) || one - other);
  return { first: new Set(ranked.slice(0, FIRST_ISSUES)), more: Math.max(0, ranked.length - FIRST_ISSUES) };
}

function mattersYet(node, first, filters) {
  if (node.group === "issue") return first.has(Number(node.id.slice(1))) && matches(node, filters);
  if (node.group === "person") return leading(node, filters);
  return true;
}

/** Of the people, those who lead: everybody else comes when a neighbour is opened. */
function leading(node, filters) {
  if (filters.query && matches(node, filters)) return true;
  const place = Number(node.id.slice(1));
  return INDEX.posts.some((post) => post.p === place && post.director)
    || INDEX.inspections.some(({ people }) => people?.some(([person, role]) => person === place && role === "lead_inspector"));
}

function matches(node, filters) {
  return !filters.query || node.label.toLowerCase().includes(filters.query);
}

function inTime(node, filters) {
  if (node.group !== "inspection") return true;
  const { end } = INDEX.inspections[Number(node.id.slice(1))];
  return end >= filters.from && end <= filters.to;
}

function polarityPasses(edge, filters) {
  return edge.role.length > 1 || filters.polarities.has(edge.role);
}

const APART = { person: 36, authority: 84, inspection: 44, issue: 36 };

/** What is left closes ranks, in the order the layout gave. */
function packed(nodes) {
  return Object.keys(APART).flatMap((kind) => {
    const layer = nodes.filter((node) => node.group === kind).sort((one, other) => one.y - other.y || one.id.localeCompare(other.id));
    return layer.map((node, at) => ({ ...node, y: (at - (layer.length - 1) / 2) * APART[kind] }));
  });
}
