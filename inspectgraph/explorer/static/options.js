// Options of the pickers.

import { INDEX } from "./data.js";
import { h } from "./dom.js";

export function authorityOptions() {
  return Object.keys(INDEX.lines)
    .map((line) => INDEX.authorities[line])
    .sort((one, other) => one.name.localeCompare(other.name))
    .map(({ id, name, until }) => h("option", { value: id }, until ? `${name} (until ${until.slice(0, 4)})` : name));
}

export function issueOptions() {
  const themes = new Map();
  for (const [id, label, theme] of INDEX.issues) {
    if (!themes.has(theme)) themes.set(theme, h("optgroup", { label: theme }));
    themes.get(theme).append(h("option", { value: id }, label));
  }
  return [...themes.values()];
}
