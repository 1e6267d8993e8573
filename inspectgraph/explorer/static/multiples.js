// Small multiples: one line of marks for each authority, all on one axis of time.

import { s } from "./dom.js";
import { timeScale } from "./scale.js";
import { sign } from "./signs.js";
import { lineGates } from "./threads.js";
import { issueLabel, longDate, stateWords } from "./words.js";

const WIDE = 300;
const HIGH = 26;

export function nationalScale(rows) {
  const days = rows.flatMap((row) => row.found.map(({ inspection }) => inspection.end)).sort();
  const first = `${(days[0] ?? "2010").slice(0, 4)}-01-01`;
  const last = `${Number((days.at(-1) ?? "2025").slice(0, 4)) + 1}-01-01`;
  const scale = timeScale(first, last, 8, WIDE - 8);
  const head = () => s("svg", { viewBox: `0 0 ${WIDE} 18`, width: WIDE, height: 18, "aria-hidden": "true" },
    scale.years.filter((year) => scale.x(`${year}-01-01`) + 14 < WIDE).map((year) => s("text", { x: scale.x(`${year}-01-01`), y: 13, "font-size": 11, "text-anchor": "middle", fill: "#5c6773" }, String(year))));
  return { ...scale, head };
}

/** A row of marks; each leads to the words of that inspection. */
export function multiple(row, scale, onpick) {
  const svg = s("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, width: WIDE, height: HIGH, class: "multiple", role: "group", "aria-label": `History of ${row.name}`, "data-a": row.id });
  later(() => svg.append(...marksOf(row, scale, HIGH / 2).flat()));
  svg.addEventListener("click", (event) => {
    const at = event.target.closest("[data-at]")?.getAttribute("data-at");
    if (at) onpick(at);
  });
  return svg;
}

/** One stop for the tab key among all marks; arrows go along rows and from row to row. */
export function spotKeys(body) {
  const rows = () => [...body.rows].filter((row) => !row.hidden).map((row) => [...row.querySelectorAll(".spot")]).filter((spots) => spots.length);
  const stop = (spot) => {
    body.querySelector(".spot[tabindex='0']")?.setAttribute("tabindex", -1);
    spot.setAttribute("tabindex", 0);
  };
  body.addEventListener("keydown", (event) => {
    const spot = event.target.closest(".spot");
    if (!spot) return;
    const all = rows();
    const row = all.findIndex((spots) => spots.includes(spot));
    const column = all[row].indexOf(spot);
    const next = { ArrowLeft: all[row][column - 1], ArrowRight: all[row][column + 1], ArrowUp: all[row - 1]?.[0], ArrowDown: all[row + 1]?.[0] }[event.key];
    if (next) {
      event.preventDefault();
      stop(next);
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      spot.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    }
  });
  return () => later(() => {
    const first = rows()[0]?.[0];
    if (first && !rows().flat().some((spot) => spot.getAttribute("tabindex") === "0")) stop(first);
  });
}

const waiting = [];

/** Some work at a time, so that hundreds of rows do not keep the page from answering. */
function later(work) {
  if (waiting.push(work) === 1) setTimeout(someWork);
}

function someWork() {
  const start = performance.now();
  while (waiting.length && performance.now() - start < 40) waiting.shift()();
  if (waiting.length) setTimeout(someWork);
}

function marksOf(row, scale, y) {
  return [
    s("line", { x1: scale.left, x2: scale.right, y1: y, y2: y, stroke: "#e3e7ec" }),
    lineGates(row.line).map(({ gate }) => s("line", { x1: scale.x(gate.date), x2: scale.x(gate.date), y1: y - 9, y2: y + 9, stroke: "#9aa4af" })),
    row.found.map(({ inspection, state }) => s("g", { "data-at": inspection.key, class: "spot", role: "button", tabindex: -1, "aria-label": `${longDate(inspection.end)}: ${stateWords(state)}` },
      s("title", {}, `${longDate(inspection.end)}: ${stateWords(state)}`),
      s("circle", { cx: scale.x(inspection.end), cy: y, r: 10, class: "halo", fill: "transparent" }),
      sign(state, { x: scale.x(inspection.end), y, size: "xq".includes(state) ? 0.5 : 0.68 }))),
  ];
}

/** All rows as one drawing, for export. */
export function multiplesSvg(rows, issue, scale) {
  const text = (x, y, words, about = {}) => s("text", { x, y, "font-size": 12, fill: "#1c2530", ...about }, words);
  return s("svg", { viewBox: `0 0 ${WIDE + 420} ${rows.length * 24 + 70}` },
    text(12, 26, issueLabel(issue), { "font-size": 16, "font-weight": 600 }),
    scale.years.map((year) => text(400 + scale.x(`${year}-01-01`), 52, String(year), { "text-anchor": "middle", "font-size": 11, fill: "#55606e" })),
    rows.map((row, at) => s("g", { transform: `translate(0 ${60 + at * 24})` },
      text(12, 16, row.name), text(280, 16, row.status.replaceAll("_", " "), { fill: "#55606e" }),
      s("g", { transform: "translate(400 0)" }, marksOf(row, scale, 12)))));
}
