// The history of an issue along a line, strung together from the index.

import { INDEX } from "./data.js";
import { SPOKEN } from "./signs.js";

const OF_AUTHORITY = new Map();
INDEX.inspections.forEach((inspection, place) => {
  if (!OF_AUTHORITY.has(inspection.a)) OF_AUTHORITY.set(inspection.a, []);
  OF_AUTHORITY.get(inspection.a).push(place);
});

export function lineMembers(line) {
  return INDEX.lines[line].map((step) => step.a);
}

/** Inspections along a line, in date order, with what they say of an issue. */
export function episodes(line, issue) {
  return lineMembers(line)
    .flatMap((authority) => OF_AUTHORITY.get(authority) ?? [])
    .sort((one, other) => one - other)
    .map((place) => episode(INDEX.inspections[place], place, issue));
}

function episode(inspection, place, issue) {
  return { inspection, place, state: inspection.states[issue], count: parseInt(inspection.counts[issue], 36) };
}

export function thread(line, issue) {
  return INDEX.threads[line]?.[issue] || null;
}

export function lineGates(line) {
  const members = new Set(lineMembers(line));
  return INDEX.gates.map((gate, place) => ({ gate, place })).filter(({ gate }) => members.has(gate.a) && members.has(gate.b));
}

/** Gates of one day are one reorganisation. */
export function gateDays(line) {
  const days = new Map();
  for (const { gate, place } of lineGates(line)) {
    if (!days.has(gate.date)) days.set(gate.date, { date: gate.date, name: gate.name, place, from: [], to: gate.b });
    days.get(gate.date).from.push(gate.a);
  }
  return [...days.values()].sort((one, other) => one.date.localeCompare(other.date));
}

export function linePromises(line, issue) {
  const members = new Set(lineMembers(line));
  return INDEX.promises
    .map((promise, place) => ({ promise, place }))
    .filter(({ promise }) => members.has(promise.a) && promise.i.includes(issue) && promise.made);
}

export function linePosts(line) {
  const members = new Set(lineMembers(line));
  return INDEX.posts.filter((post) => members.has(post.a));
}

export function leads(inspection) {
  return (inspection.people ?? []).filter(([, role]) => role === "lead_inspector").map(([person]) => person);
}

/** The first inspection after a promise with the issue in scope, if one came. */
export function nextAfter(promise, issue) {
  return INDEX.inspections[promise.next?.[issue]];
}

/** What it found: a letter, or null if none came. */
export function verdict(promise, issue) {
  return nextAfter(promise, issue)?.states[issue] ?? null;
}

export function speaks(letter) {
  return SPOKEN.includes(letter);
}
