// Below the lanes: who was in post, who led the inspections, what was promised.

import { INDEX } from "./data.js";
import { s } from "./dom.js";
import { postDates } from "./person.js";
import { personAt, promiseAt } from "./route.js";
import { rows, shortened, textWidth } from "./scale.js";
import { sign } from "./signs.js";
import { leads, linePosts, linePromises, nextAfter, verdict } from "./threads.js";
import { authorityName, longDate, stateWords } from "./words.js";

const ROW = 25;
const HEAD = 20;
const MOST = 7;

/** Bands under one another from `top`: {content, buttons, bottom}. */
export function bands(line, issue, episodes, scale, top) {
  const content = [];
  const buttons = [];
  let y = top;
  for (const [title, items] of [
    ["Directors of children’s services", directors(line, scale)],
    ["Lead inspectors", inspectors(episodes, scale)],
    ["Promises on this issue", promises(line, issue, scale)],
  ]) {
    if (!items.length) continue;
    const row = rows(items, MOST);
    const left = row.filter((at) => at < 0).length;
    const count = Math.max(...row) + 1;
    content.push(s("text", { x: scale.left, y: y + 11, class: "band-title", fill: "#55606e", "font-size": 12 }, left ? `${title} (${left} more in the list below)` : title));
    items.forEach((item, at) => {
      if (row[at] < 0) return;
      const button = s("g", { role: "button", class: "band-item", "aria-label": item.label, "data-at": item.at, transform: `translate(0 ${y + HEAD + row[at] * ROW})` },
        s("title", {}, item.label), s("rect", { x: item.from - 4, y: -1, width: item.to - item.from + 8, height: ROW - 2, fill: "transparent", rx: 4, class: "target" }), item.draw());
      content.push(button);
      buttons.push(button);
    });
    y += HEAD + count * ROW + 16;
  }
  return { content, buttons, bottom: y };
}

function words(x, text, about = {}) {
  return s("text", { x, y: 15, "font-size": 12.5, fill: "#1c2530", ...about }, text);
}

function directors(line, scale) {
  return linePosts(line).filter((post) => post.director && (post.from || post.on.length)).map((post) => {
    const days = [post.from, ...post.on, post.to].filter(Boolean).map(scale.x);
    const one = Math.max(scale.left, Math.min(...days));
    const other = Math.min(scale.right, Math.max(...days));
    const name = INDEX.persons[post.p];
    const wide = textWidth(name, 12.5);
    const before = one + wide + 12 > scale.right;
    return {
      from: before ? one - wide - 10 : one, to: Math.max(other, before ? one : one + wide + 14), at: personAt(post.p),
      label: `${name}, ${post.post[0] ?? "director"}, ${authorityName(post.a)}. ${postDates(post)}`,
      draw: () => [
        s("rect", { x: one, y: 1, width: Math.max(3, other - one), height: 20, fill: "#e8ecf1", rx: 3 }),
        post.from ? s("rect", { x: one, y: 1, width: 3, height: 20, fill: "#55606e" }) : null,
        post.to ? s("rect", { x: other - 3, y: 1, width: 3, height: 20, fill: "#55606e" }) : null,
        post.on.map((day) => s("circle", { cx: scale.x(day), cy: 20.5, r: 2.4, fill: "#55606e" })),
        words(before ? one - 6 : one + 8, name, before ? { "text-anchor": "end" } : {}),
      ],
    };
  });
}

function inspectors(episodes, scale) {
  const led = new Map();
  for (const { inspection } of episodes) {
    for (const person of leads(inspection)) {
      if (!led.has(person)) led.set(person, []);
      led.get(person).push(inspection);
    }
  }
  return [...led].map(([person, inspections]) => {
    const places = inspections.map(({ end }) => scale.x(end));
    const name = INDEX.persons[person];
    const last = places.at(-1);
    const wide = textWidth(name, 12.5) + 8;
    const before = last + wide > scale.right;
    return {
      from: before ? places[0] - wide : places[0] - 4, to: before ? last + 4 : last + wide, at: personAt(person),
      label: `${name} led ${inspections.map(({ end }) => longDate(end)).join(", ")}`,
      draw: () => [
        s("line", { x1: places[0], x2: last, y1: 11, y2: 11, stroke: "#9aa4af" }),
        places.map((x) => s("circle", { cx: x, cy: 11, r: 3.6, fill: "#55606e" })),
        words(before ? places[0] - 8 : last + 8, name, before ? { "text-anchor": "end" } : {}),
      ],
    };
  });
}

function promises(line, issue, scale) {
  return linePromises(line, issue).map(({ promise, place }) => {
    const one = scale.x(promise.made);
    const next = nextAfter(promise, issue);
    const other = next ? scale.x(next.end) : one;
    const state = verdict(promise, issue);
    const text = shortened(promise.text, 46);
    const wide = textWidth(text, 12.5);
    const before = other + wide + 16 > scale.right;
    const outcome = state ? `at the next inspection: ${stateWords(state)}` : "no inspection since that looked at it";
    return {
      from: before ? one - wide - 14 : one - 6, to: before ? other + 10 : other + wide + 16, at: promiseAt(place),
      label: `${text} (promise of ${longDate(promise.made)}; ${outcome})`,
      draw: () => [
        next ? s("line", { x1: one + 5, x2: other - 9, y1: 11, y2: 11, stroke: "#66727f", "stroke-dasharray": "2 3" }) : null,
        s("circle", { cx: one, cy: 11, r: 4.6, fill: "#fff", stroke: "#1c2530", "stroke-width": 1.6 }),
        next ? sign(state, { x: other, y: 11, size: 0.78 }) : null,
        words(before ? one - 11 : other + 13, text, before ? { "text-anchor": "end" } : {}),
      ],
    };
  });
}
