// Filters of the network: kind, polarity, years, words, a second authority.

import { h } from "./dom.js";
import { KINDS, networkFilters, POLARITIES } from "./filters.js";
import { authorityOptions } from "./options.js";
import { go, route } from "./route.js";
import { signImage } from "./signs.js";

export function filterBar() {
  const boxes = [];
  const box = (name, value, label, all) => {
    const input = h("input", { type: "checkbox", onchange: () => go({ [name]: picked(boxes, name, all) }) });
    boxes.push({ name, value, input });
    return h("label", { class: "tick" }, input, " ", label);
  };
  const field = (name, label, about) => {
    const input = h("input", { ...about, onchange: (event) => go({ [name]: event.target.value || null }) });
    boxes.push({ name, input, text: true });
    return h("label", {}, h("span", {}, label), input);
  };
  const kinds = Object.keys(KINDS);
  const polarities = Object.keys(POLARITIES);
  const only = h("input", { type: "checkbox", onchange: (event) => go({ only: event.target.checked ? "1" : null }) });
  const second = h("select", { onchange: (event) => go({ b: event.target.value || null }) }, h("option", { value: "" }, "none"), authorityOptions());
  const element = h("form", { class: "bar", onsubmit: (event) => event.preventDefault(), "aria-label": "Filters" },
    h("fieldset", {}, h("legend", {}, "Show"), kinds.map((kind) => box("kinds", kind, KINDS[kind], kinds))),
    h("fieldset", {}, h("legend", {}, "Lines"), polarities.map((letter) => box("pol", letter, [signImage(letter), POLARITIES[letter]], polarities))),
    h("label", { class: "tick" }, only, " the chosen issue only"),
    field("q", "Search", { type: "search", size: 14 }),
    field("from", "From year", { type: "number", min: 2005, max: 2100, class: "year" }),
    field("to", "To year", { type: "number", min: 2005, max: 2100, class: "year" }),
    h("label", {}, h("span", {}, "Beside it"), second));
  function update() {
    const filters = networkFilters();
    for (const { name, value, input, text } of boxes) {
      if (text) input.value = route()[name] ?? "";
      else input.checked = (name === "kinds" ? filters.kinds : filters.polarities).has(value);
    }
    only.checked = filters.only;
    second.value = route().b ?? "";
  }
  update();
  return { element, update };
}

function picked(boxes, name, all) {
  const values = boxes.filter((one) => one.name === name && one.input.checked).map((one) => one.value);
  return values.length === all.length && !(name === "kinds" && route().b) ? null : values.join(",") || "none";
}
