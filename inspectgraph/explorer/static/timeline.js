// The history along a line: outline only, for now drawn as a list.

import { h } from "./dom.js";
import { exportsOf } from "./export.js";
import { outline, outlineRows } from "./outline.js";
import { chosenIssue, chosenLine } from "./route.js";
import { issueLabel, threadWords } from "./words.js";
import { thread } from "./threads.js";

export function timelineView() {
  const line = chosenLine();
  const issue = chosenIssue();
  exportsOf({ rows: () => outlineRows(line, issue) });
  return { content: [h("h2", {}, issueLabel(issue)), h("p", {}, threadWords(thread(line, issue))), outline(line, issue)] };
}
