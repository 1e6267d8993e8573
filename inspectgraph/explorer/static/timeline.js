// The lineage timeline: the picture, and the same in words below it.

import { byId, h } from "./dom.js";
import { exportsOf } from "./export.js";
import { outline, outlineRows } from "./outline.js";
import { picture } from "./picture.js";
import { chosenIssue, chosenLine, go, route } from "./route.js";
import { rove } from "./rove.js";
import { signImage } from "./signs.js";
import { episodes, thread } from "./threads.js";
import { issueLabel, stateWords, threadWords } from "./words.js";

/** Below this the picture gives way to the list, which says the same. */
const NARROWEST = 600;

export function timelineView() {
  const line = chosenLine();
  const issue = chosenIssue();
  const holder = h("div", { class: "picture-holder" });
  let drawn = null;
  const draw = () => {
    const width = Math.floor(byId("main").clientWidth - padding());
    holder.hidden = width < NARROWEST;
    drawn = picture(line, issue, Math.max(NARROWEST, width));
    for (const button of drawn.buttons) button.addEventListener("click", () => go({ at: button.dataset.at }));
    rove(drawn.buttons);
    holder.replaceChildren(drawn.svg);
    mark();
  };
  const content = h("article", { class: "timeline" },
    h("h2", { dir: "auto" }, issueLabel(issue)),
    h("p", { class: "lead" }, threadWords(thread(line, issue), episodes(line, issue))),
    legend(), holder, h("h3", { class: "words-title" }, "In words"), outline(line, issue));
  const mark = () => {
    for (const element of content.querySelectorAll("[data-at]")) element.classList.toggle("chosen", element.dataset.at === route().at);
    for (const button of drawn?.buttons ?? []) button.setAttribute("aria-pressed", String(button.dataset.at === route().at));
  };
  const watch = new ResizeObserver(() => { if (content.isConnected) draw(); });
  watch.observe(byId("main"));
  draw();
  exportsOf({ svg: () => drawn.svg, rows: () => outlineRows(line, issue) });
  return { content, mark, leave: () => watch.disconnect() };
}

export function legend() {
  return h("ul", { class: "legend", "aria-label": "Signs" }, ["w", "m", "s", "n", "o", "x", "q"].map((letter) =>
    h("li", {}, signImage(letter), stateWords(letter))));
}

function padding() {
  const style = getComputedStyle(byId("main"));
  return parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
}
