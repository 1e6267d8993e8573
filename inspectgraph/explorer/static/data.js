// What the page holds: the index at once, the rest when somebody looks.

import { byId } from "./dom.js";

export const INDEX = JSON.parse(byId("index").textContent);
export const WORDS = JSON.parse(byId("words").textContent);

const opened = new Map();

/** The content of a chunk; each is unpacked once. */
export function chunk(name) {
  if (!opened.has(name)) opened.set(name, unpack(name));
  return opened.get(name);
}

/** Findings, documents and follow-ups of an inspection, by its place. */
export function detailsOf(place) {
  return chunk(`i${place}`);
}

async function unpack(name) {
  const holder = document.querySelector(`script[data-chunk="${name}"]`);
  if (!holder) return null;
  const bytes = Uint8Array.from(atob(holder.textContent), (c) => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(plain).text());
}
