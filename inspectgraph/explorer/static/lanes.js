// Where each authority's lane runs and how lanes flow into one another.

import { INDEX } from "./data.js";
import { gateDays, lineGates } from "./threads.js";

export const RIBBON = 30;
const SLIM = 14;
const NAME = 24;
const BEND = 74;
const LEAST = 26;

/**
 * Lanes of a line, by authority: {from, to, y, thick, part}.
 *
 * `below` says how much room an authority's labels need under its ribbon. A lane
 * without labels is slim; a successor runs at the mean height of those before it.
 */
export function lanes(line, scale, placed, below, top) {
  const gates = lineGates(line);
  const last = INDEX.lines[line].at(-1).a;
  const parts = new Map(INDEX.lines[line].map((step) => [step.a, step]));
  const found = new Map();
  let bottom = top;

  function place(authority) {
    const before = gates.filter(({ gate }) => gate.b === authority);
    const fresh = before.filter(({ gate }) => !found.has(gate.a));
    fresh.forEach(({ gate }) => place(gate.a));
    const thick = below.has(authority) ? RIBBON : SLIM;
    const heights = before.map(({ gate }) => found.get(gate.a).y);
    const own = bottom + NAME + thick / 2;
    const y = heights.length ? heights.reduce((sum, height) => sum + height, 0) / heights.length : own;
    const outgoing = gates.find(({ gate }) => gate.a === authority);
    const [from, to] = laneSpan(line, authority, scale);
    found.set(authority, {
      authority, y, thick, part: parts.get(authority)?.part, note: parts.get(authority)?.note,
      from, to, next: outgoing?.gate.b, bend: bendStart(placed.get(authority), to),
    });
    bottom = Math.max(bottom, y + thick / 2 + (below.get(authority) ?? 0) + 12);
  }
  place(last);
  return { lanes: [...found.values()], bottom, gates: gateDays(line) };
}

/** A lane bends into the next after its last mark. */
export function bendStart(marks, to) {
  const last = marks?.at(-1)?.x ?? 0;
  return Math.min(Math.max(to - BEND, last + 13), to - LEAST + 8);
}

/** The outline of a lane's ribbon, bent into its successor where it has one. */
export function ribbonPath(lane, all) {
  const half = lane.thick / 2;
  const next = all.find((other) => other.authority === lane.next);
  const [top, low] = [lane.y - half, lane.y + half];
  if (!next) return `M${lane.from} ${top}H${lane.to}V${low}H${lane.from}Z`;
  const start = Math.max(lane.from, lane.bend);
  const middle = (start + lane.to) / 2;
  const reach = Math.min(half, next.thick / 2);
  return `M${lane.from} ${top}H${start}C${middle} ${top} ${middle} ${next.y - reach} ${lane.to} ${next.y - reach}V${next.y + reach}C${middle} ${next.y + reach} ${middle} ${low} ${start} ${low}H${lane.from}Z`;
}

/** Height of a lane's middle at a place across, along the bend. */
export function heightAt(lane, all, x) {
  const next = all.find((other) => other.authority === lane.next);
  if (!next || x <= lane.bend) return lane.y;
  const t = Math.min(1, (x - lane.bend) / (lane.to - lane.bend));
  return lane.y + (next.y - lane.y) * t * t * (3 - 2 * t);
}

/** Where an authority's lane begins and ends across. */
export function laneSpan(line, authority, scale) {
  const since = INDEX.authorities[authority].since;
  const outgoing = lineGates(line).find(({ gate }) => gate.a === authority);
  return [since ? Math.max(scale.left, scale.x(since)) : scale.left, outgoing ? scale.x(outgoing.gate.date) : scale.right];
}

/** Along the lanes from one mark to a later one, through the gates between them. */
export function along(one, other, byAuthority) {
  let lane = byAuthority.get(one.inspection.a);
  let path = `M${one.x} ${one.y}`;
  while (lane && lane.authority !== other.inspection.a && lane.next !== undefined) {
    const next = byAuthority.get(lane.next);
    const start = Math.max(one.x, lane.bend);
    const middle = (start + lane.to) / 2;
    path += `H${start}C${middle} ${lane.y} ${middle} ${next.y} ${lane.to} ${next.y}`;
    lane = next;
  }
  return lane?.authority === other.inspection.a ? `${path}H${other.x}` : null;
}
