// The matrix as a drawing, for export.

import { s } from "./dom.js";
import { sign } from "./signs.js";
import { thread } from "./threads.js";
import { authorityName, issueLabel, monthYear, shortType } from "./words.js";

const LEFT = 340;
const CELL = 44;
const ROW = 24;
const TOP = 84;

export function matrixSvg(line, issues, columns) {
  const width = LEFT + columns.length * CELL + 130;
  const height = TOP + issues.length * ROW + 20;
  const text = (x, y, words, about = {}) => s("text", { x, y, "font-size": 12, fill: "#1c2530", ...about }, words);
  return s("svg", { viewBox: `0 0 ${width} ${height}` },
    text(12, 24, authorityName(line), { "font-size": 16, "font-weight": 600 }),
    columns.map(({ inspection, first }, at) => {
      const x = LEFT + at * CELL + CELL / 2;
      return s("g", {},
        first ? s("line", { x1: x - CELL / 2, x2: x - CELL / 2, y1: 40, y2: height - 12, stroke: "#1c2530" }) : null,
        text(x, 56, monthYear(inspection.end).slice(0, 3), { "text-anchor": "middle", "font-size": 11 }),
        text(x, 69, inspection.end.slice(0, 4), { "text-anchor": "middle", "font-size": 11, "font-weight": 600 }),
        text(x, 80, shortType(inspection.type), { "text-anchor": "middle", "font-size": 9.5, fill: "#55606e" }));
    }),
    issues.map((issue, at) => {
      const y = TOP + at * ROW + ROW / 2 + 4;
      return s("g", {}, text(12, y + 4, issueLabel(issue)),
        columns.map(({ inspection }, column) => sign(inspection.states[issue], { x: LEFT + column * CELL + CELL / 2, y, size: 0.8 })),
        text(LEFT + columns.length * CELL + 12, y + 4, thread(line, issue)?.[0] ?? "–", { fill: "#55606e" }));
    }));
}
