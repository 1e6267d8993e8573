// Orders of the matrix's rows and columns.

import { INDEX } from "./data.js";
import { episodes, lineMembers, thread } from "./threads.js";
import { issueLabel } from "./words.js";

const RANK = { w: 0, m: 1, n: 2, s: 3, o: 4, x: 5, q: 6 };

export const SORTS = {
  theme: { label: "by theme", key: (line, issue) => [INDEX.issues.findIndex(([, , theme]) => theme === INDEX.issues[issue][2]), issue] },
  times: { label: "most often raised", key: (line, issue) => [-(thread(line, issue)?.[1] ?? 0), -(thread(line, issue)?.[2] ?? 0)] },
  run: { label: "longest run", key: (line, issue) => [-(thread(line, issue)?.[2] ?? 0), -(thread(line, issue)?.[1] ?? 0)] },
  first: { label: "first raised", key: (line, issue) => [thread(line, issue)?.[3] ?? "9"] },
  status: { label: "what became of it", key: (line, issue) => [thread(line, issue)?.[0] ?? "~", -(thread(line, issue)?.[1] ?? 0)] },
  name: { label: "A to Z", key: (line, issue) => [issueLabel(issue)] },
};

/** Inspections of a line: authorities in the order of their lanes, each in date order. */
export function columnsOf(line) {
  const found = episodes(line, 0);
  return lineMembers(line).flatMap((authority) =>
    found.filter(({ inspection }) => inspection.a === authority).map(({ inspection, place }, at) => ({ inspection, place, first: at === 0 })));
}

/** The order an address asks for: a name, an inspection of this page; by theme for anything else. */
export function orderOf(asked) {
  return Object.hasOwn(SORTS, asked) || INDEX.inspections.some(({ key }) => key === asked) ? asked : "theme";
}

/** Issues in an order by name, or by what one inspection says. */
export function sorted(line, order) {
  const issues = INDEX.issues.map((_, issue) => issue);
  const inspection = INDEX.inspections.find(({ key }) => key === order);
  const key = inspection ? (_, issue) => [RANK[inspection.states[issue]], issue] : SORTS[order].key;
  const keys = issues.map((issue) => key(line, issue));
  return issues.sort((one, other) => compared(keys[one], keys[other]) || one - other);
}

function compared(one, other) {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] !== other[at]) return one[at] < other[at] ? -1 : 1;
  }
  return 0;
}
