// A shape and a colour for every state, so that neither is needed alone.

import { s } from "./dom.js";
import { stateWords } from "./words.js";

export const COLOURS = { w: "#b8400e", m: "#846510", s: "#0b62a0", n: "#4d5967", o: "#66727f", x: "#8a95a1", q: "#66727f" };
export const SPOKEN = ["w", "m", "s", "n"];

const SHAPES = {
  w: "M-8 -6.5H8L0 7.5Z",
  m: "M0 -8.5L8.5 0L0 8.5L-8.5 0Z",
  s: "M-8 6.5H8L0 -7.5Z",
  n: "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0Z",
  o: "M-5.5 0A5.5 5.5 0 1 0 5.5 0A5.5 5.5 0 1 0 -5.5 0Z",
  x: "M-4.5 0H4.5",
  q: "M-2.6 -2.6A2.9 2.9 0 1 1 0 1.2V2.6M0 5.4V5.6",
};
const OPEN = new Set(["o", "x", "q"]);

/** The sign of a state, around the origin; about 17 wide at size 1. */
export function sign(letter, { x = 0, y = 0, size = 1 } = {}) {
  const open = OPEN.has(letter);
  return s("path", {
    d: SHAPES[letter],
    transform: `translate(${x} ${y}) scale(${size})`,
    fill: open ? (letter === "o" ? "#fff" : "none") : COLOURS[letter],
    stroke: open ? COLOURS[letter] : "none",
    "stroke-width": open ? 1.7 : null,
    "stroke-dasharray": letter === "o" ? "3 2.2" : null,
    "stroke-linecap": "round",
  });
}

/** The same as a small picture within a line of text. */
export function signImage(letter, label = null) {
  const about = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return s("svg", { class: "sign", viewBox: "-10 -10 20 20", width: 20, height: 20, ...about }, sign(letter));
}

export function stateMark(letter) {
  return [signImage(letter), stateWords(letter)];
}
