// A quotation with the words that decided its coding marked.

import { h } from "./dom.js";

/** The sentence that carries the issue, within its finding. */
export function sentence(finding, coding) {
  if (!coding || coding.a === undefined || coding.b === undefined) return finding.t;
  return part(finding.t, coding.a, coding.b);
}

/** Where that sentence tells one side of a mixed finding: the other, and its polarity. */
export function otherSide(finding, coding) {
  if (!coding?.o) return null;
  const [start, end, polarity] = coding.o;
  return { text: part(finding.t, start, end), polarity, first: start < coding.a };
}

/** Offsets count characters as Python does; a string here counts UTF-16 units. */
function part(text, start, end) {
  return [...text].slice(start, end).join("");
}

/** Text nodes and marks. */
export function markedText(text, words) {
  const pieces = [];
  let done = 0;
  for (const [start, end] of places(text, words ?? [])) {
    pieces.push(text.slice(done, start), h("mark", {}, text.slice(start, end)));
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.filter((piece) => piece !== "");
}

function places(text, words) {
  const found = words
    .map((word) => [text.indexOf(word), word.length])
    .filter(([at, length]) => at >= 0 && length > 0)
    .map(([at, length]) => [at, at + length])
    .sort((one, other) => one[0] - other[0]);
  const joined = [];
  for (const [start, end] of found) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
