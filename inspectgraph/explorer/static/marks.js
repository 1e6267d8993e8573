// The marks of inspections on their lanes, with what they are called.

import { s } from "./dom.js";
import { along, bendStart, laneSpan, RIBBON } from "./lanes.js";
import { rows, textWidth } from "./scale.js";
import { COLOURS, sign } from "./signs.js";
import { authorityName, eventWords, gradeWords, longDate, many, monthYear, stateWords, typeWords } from "./words.js";

export const APART = 21;
const LABEL = 31;
const MOST = 3;

/** Rows of labels under each authority's marks, and how deep they are. */
export function labelRows(placed, line, scale) {
  const below = new Map();
  for (const marks of placed.values()) {
    const [from, to] = laneSpan(line, marks[0].inspection.a, scale);
    const flat = to < scale.right ? bendStart(marks, to) + 12 : to;
    const boxes = marks.map((mark) => labelBox(mark, [from, flat]));
    const row = rows(boxes, MOST, 9);
    marks.forEach((mark, at) => Object.assign(mark, { row: row[at], box: boxes[at] }));
    below.set(marks[0].inspection.a, 8 + (Math.max(...row) + 1) * LABEL);
  }
  return below;
}

function labelBox({ x, inspection }, [from, to]) {
  const [date, what] = labelWords(inspection);
  const half = Math.max(textWidth(date, 12.5, 600), textWidth(what, 11.5)) / 2;
  const middle = Math.min(Math.max(x, from + half + 7), Math.max(to - half - 2, from + half + 7));
  return { from: middle - half, to: middle + half, middle, weight: inspection.grade ? 2 : inspection.type === "full_inspection" ? 1 : 0 };
}

function labelWords(inspection) {
  return [monthYear(inspection.end), gradeWords(inspection.grade) ?? typeWords(inspection.type).replace(" inspection", "")];
}

/** Stems first, so that labels lie above those of others. */
export function labels(marks, y) {
  const shown = marks.filter(({ row }) => row >= 0);
  const top = (row) => y + RIBBON / 2 + 8 + row * LABEL;
  return [
    shown.map(({ x, row }) => s("path", { d: `M${x} ${y + 8}V${top(row) + 1}`, stroke: "#aab3bd", fill: "none" })),
    shown.map(({ inspection, row, box }) => {
      const [date, what] = labelWords(inspection);
      return s("g", {},
        s("rect", { x: box.from - 2, y: top(row), width: box.to - box.from + 4, height: LABEL - 3, fill: "#fff" }),
        s("text", { x: box.middle, y: top(row) + 12, "text-anchor": "middle", "font-size": 12.5, "font-weight": 600, fill: "#1c2530" }, date),
        s("text", { x: box.middle, y: top(row) + 25, "text-anchor": "middle", "font-size": 11.5, fill: inspection.grade ? "#1c2530" : "#55606e" }, what));
    }),
  ];
}

/** A mark that can be chosen; a full inspection has a ring. */
export function markButton({ inspection, x, state, count }, y, issue) {
  const full = inspection.type === "full_inspection";
  const label = `${longDate(inspection.end)}, ${authorityName(inspection.a)}: ${eventWords(inspection)}. ${issue}: ${stateWords(state)}${count ? `, ${many(count, "quotation")}` : ""}`;
  return s("g", { role: "button", class: "mark", "aria-label": label, "data-at": inspection.key, transform: `translate(${x} ${y})` },
    s("title", {}, label),
    s("circle", { r: 15.5, class: "halo", fill: "none" }),
    s("circle", { r: 11.5, fill: "#fff", stroke: full ? "#1c2530" : "#c3cad2", "stroke-width": full ? 1.5 : 1 }),
    sign(state, { size: 0.78, y: state === "w" ? 0.5 : state === "s" ? -0.5 : 0 }));
}

/** A line from one time an issue was raised to the next, while nothing else came between. */
export function runs(marks, byAuthority) {
  const counted = marks.filter(({ state }) => !["x", "q"].includes(state));
  return counted.slice(1).map((mark, at) => [counted[at], mark])
    .filter(([one, other]) => "wm".includes(one.state) && "wm".includes(other.state))
    .map(([one, other]) => along(one, other, byAuthority))
    .map((path) => path && s("path", { d: path, fill: "none", stroke: COLOURS.w, "stroke-width": 3, "stroke-opacity": 0.4 }));
}
