// The lineage timeline as a drawing: lanes, gates, marks and bands on one axis of time.

import { bands } from "./bands.js";
import { s } from "./dom.js";
import { heightAt, lanes, laneSpan, ribbonPath } from "./lanes.js";
import { APART, labelRows, labels, markButton, runs } from "./marks.js";
import { spread, textWidth, timeScale } from "./scale.js";
import { episodes, gateDays, linePosts, linePromises, thread } from "./threads.js";
import { authorityName, issueLabel, longDate } from "./words.js";

const TOP = 46;
const SIDE = 14;

/** The drawing, with its buttons in order of time. */
export function picture(line, issue, width) {
  const found = episodes(line, issue);
  const scale = scaleOf(line, issue, found, width);
  const placed = placedMarks(line, found, scale);
  const below = labelRows(placed, line, scale);
  const field = lanes(line, scale, placed, below, TOP);
  const laneOf = new Map(field.lanes.map((lane) => [lane.authority, lane]));
  const marks = [...placed.values()].flat();
  for (const mark of marks) mark.y = heightAt(laneOf.get(mark.inspection.a), field.lanes, mark.x);
  marks.sort((one, other) => one.inspection.end.localeCompare(other.inspection.end));
  const buttons = marks.map((mark) => markButton(mark, mark.y, issueLabel(issue)));
  const under = bands(line, issue, found, scale, field.bottom + 8);
  const svg = s("svg", { class: "picture", role: "group", viewBox: `0 0 ${width} ${under.bottom}`, width, height: under.bottom, "aria-label": `${issueLabel(issue)} along the line of ${authorityName(line)}` },
    axis(scale, under.bottom),
    field.lanes.map((lane) => s("path", { d: ribbonPath(lane, field.lanes), fill: lane.thick > 20 ? "#dfe5ec" : "#eef1f4" })),
    field.gates.map((gate) => gateDrawing(gate, scale, field.bottom)),
    field.lanes.map((lane) => laneName(lane, scale, placed.get(lane.authority))),
    thread(line, issue) ? runs(marks, laneOf) : null,
    [...placed].map(([authority, own]) => labels(own, laneOf.get(authority).y)),
    buttons, under.content);
  return { svg, buttons: [...buttons, ...under.buttons] };
}

function scaleOf(line, issue, found, width) {
  const days = [
    ...found.map(({ inspection }) => inspection.end),
    ...linePosts(line).flatMap((post) => [post.from, post.to, ...post.on]),
    ...linePromises(line, issue).map(({ promise }) => promise.made),
  ].filter(Boolean).sort();
  const first = Number(beginning(days[0], gateDays(line)[0]?.date).slice(0, 4));
  const last = days.at(-1);
  const end = last.slice(5, 7) > "08" ? `${Number(last.slice(0, 4)) + 1}-03-31` : `${last.slice(0, 4)}-12-31`;
  return timeScale(`${first}-01-01`, end, SIDE, width - SIDE);
}

/** Lanes need room before the first gate to be seen flowing into it. */
function beginning(first, gate) {
  if (!gate) return first;
  const early = `${Number(gate.slice(0, 4)) - 3}${gate.slice(4)}`;
  return first < early ? first : early;
}

function placedMarks(line, found, scale) {
  const placed = new Map();
  for (const one of found) {
    const authority = one.inspection.a;
    if (!placed.has(authority)) placed.set(authority, []);
    placed.get(authority).push({ ...one });
  }
  for (const [authority, marks] of placed) {
    const [, end] = laneSpan(line, authority, scale);
    const xs = spread(marks.map(({ inspection }) => Math.max(scale.left + 13, scale.x(inspection.end))), APART, end < scale.right ? end - 34 : end - 10);
    marks.forEach((mark, at) => { mark.x = xs[at]; });
  }
  return placed;
}

function axis(scale, bottom) {
  return scale.years.map((year) => {
    const x = scale.x(`${year}-01-01`);
    return s("g", {},
      s("line", { x1: x, x2: x, y1: 20, y2: bottom, stroke: "#edf0f3" }),
      x + 32 > scale.right ? null : s("text", { x: x + 4, y: 12, "font-size": 11.5, fill: "#5c6773" }, String(year)));
  });
}

function gateDrawing(gate, scale, bottom) {
  const x = scale.x(gate.date);
  const text = `${longDate(gate.date)}: ${gate.name ?? "reorganisation"}`;
  const before = x + textWidth(text, 11.5) + 10 > scale.right;
  return s("g", {},
    s("rect", { x: x - 2.5, y: 22, width: 5, height: bottom - 30, fill: "#fff" }),
    [-2.5, 2.5].map((off) => s("line", { x1: x + off, x2: x + off, y1: 22, y2: bottom - 8, stroke: "#1c2530", "stroke-width": 1.2 })),
    s("text", { x: before ? x - 8 : x + 8, y: 32, "font-size": 11.5, "text-anchor": before ? "end" : "start", fill: "#1c2530" }, text));
}

function laneName(lane, scale, marks = []) {
  const x = Math.max(lane.from, scale.left) + (lane.from > scale.left ? 8 : 0);
  const y = lane.y - lane.thick / 2 - 7;
  const name = authorityName(lane.authority);
  const unread = marks.every(({ state }) => state === "q") ? "no report in this store" : "";
  const notes = [unread, lane.part && (lane.note ?? "in part")].filter(Boolean).join("; ");
  return s("g", {},
    s("text", { x, y, "font-size": 13, "font-weight": 600, fill: "#1c2530" }, name,
      s("tspan", { "font-weight": 400, "font-size": 11.5, fill: "#55606e", dx: 7 }, x + textWidth(`${name} ${notes}`, 13, 600) < lane.to ? notes : unread)));
}
