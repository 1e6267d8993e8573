// The address of what is shown: every view, filter and selection is in the hash.

import { INDEX } from "./data.js";

const listeners = [];
let current = null;

/** View, authority, issue, selection and filters of this moment. */
export function route() {
  current ??= read(location.hash);
  return current;
}

/** Change some of it; a step the back button can undo, unless it is a mere filter. */
export function go(changes, { quiet = false } = {}) {
  const next = { ...route(), ...changes };
  const hash = write(next);
  if (hash === write(route())) return;
  if (quiet) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  arrive();
}

export function address(changes) {
  return write({ ...route(), ...changes });
}

export function onRoute(listener) {
  listeners.push(listener);
}

export function startRouting() {
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
}

/** Place of the chosen authority, issue. */
export function chosenLine() {
  return lineOf(route().a) ?? Number(Object.keys(INDEX.lines)[0]);
}

export function lineOf(id) {
  const place = INDEX.authorities.findIndex((authority) => authority.id === id);
  return place in INDEX.lines ? place : null;
}

export function chosenIssue() {
  const place = INDEX.issues.findIndex(([id]) => id === route().i);
  return place < 0 ? INDEX.issue : place;
}

/** The selected thing: {kind: "inspection", place}, {kind: "promise", place} … */
export function selection() {
  const at = route().at;
  if (!at) return null;
  const [, kind, key] = /^(promise|person):(.+)$/.exec(at) ?? [];
  if (kind === "promise") return found(kind, INDEX.promises.findIndex((promise) => promise.key === key));
  if (kind === "person") return found(kind, INDEX.personKeys.indexOf(key));
  return found("inspection", INDEX.inspections.findIndex((inspection) => inspection.key === at));
}

export function personAt(place) {
  return `person:${INDEX.personKeys[place]}`;
}

export function promiseAt(place) {
  return `promise:${INDEX.promises[place].key}`;
}

function found(kind, place) {
  return place < 0 ? null : { kind, place };
}

function arrive() {
  const before = current;
  const next = read(location.hash);
  if (before && write(before) === write(next)) return;
  current = next;
  for (const listener of listeners) listener(next, before);
}

function read(hash) {
  const [, view, query] = /^#\/([a-z]*)(?:\?(.*))?$/.exec(hash) ?? [];
  return { view: view || (INDEX.national ? "national" : "timeline"), ...Object.fromEntries(new URLSearchParams(query ?? "")) };
}

function write({ view, ...rest }) {
  const query = new URLSearchParams();
  for (const name of Object.keys(rest).sort()) {
    if (rest[name] !== null && rest[name] !== undefined && rest[name] !== "") query.set(name, rest[name]);
  }
  const text = query.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%2C", ",");
  return `#/${view}${text ? `?${text}` : ""}`;
}
