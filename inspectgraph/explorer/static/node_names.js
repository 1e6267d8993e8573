// Names of nodes in addresses: they stay the same in every page, unlike places in a list.

import { INDEX } from "./data.js";

const KEYS = {
  a: (place) => INDEX.authorities[place]?.id,
  i: (place) => INDEX.inspections[place]?.key,
  t: (place) => INDEX.issues[place]?.[0],
  p: (place) => INDEX.personKeys[place],
};
const LISTS = {
  a: () => INDEX.authorities.map(({ id }) => id),
  i: () => INDEX.inspections.map(({ key }) => key),
  t: () => INDEX.issues.map(([id]) => id),
  p: () => INDEX.personKeys,
};

/** t24 → t:iro-effectiveness; findings are named so from the start. */
export function nodeName(id) {
  const key = KEYS[id[0]]?.(Number(id.slice(1)));
  return key === undefined ? id : `${id[0]}:${key}`;
}

/** The way back; null for what this page does not have. */
export function nodeId(name) {
  if (name[1] !== ":" || name[0] === "f") return name;
  const place = LISTS[name[0]]?.().indexOf(name.slice(2)) ?? -1;
  return place < 0 ? null : `${name[0]}${place}`;
}

/** Ids of a list in an address. */
export function nodeIds(text) {
  return new Set((text ?? "").split(",").filter(Boolean).map(nodeId).filter(Boolean));
}

export function nodeList(ids) {
  return [...ids].map(nodeName).join(",") || null;
}
