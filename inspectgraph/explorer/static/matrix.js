// Issues by inspections: the whole history at a glance, every cell a way to its evidence.

import { INDEX } from "./data.js";
import { h, s } from "./dom.js";
import { exportsOf } from "./export.js";
import { matrixSvg } from "./matrix_svg.js";
import { address, chosenIssue, chosenLine, go, route } from "./route.js";
import { rove } from "./rove.js";
import { sign } from "./signs.js";
import { columnsOf, orderOf, SORTS, sorted } from "./sorting.js";
import { thread } from "./threads.js";
import { legend } from "./timeline.js";
import { authorityName, capital, eventWords, issueLabel, longDate, shortMonth, shortType, stateWords } from "./words.js";

export function matrixView() {
  const line = chosenLine();
  const columns = columnsOf(line);
  const order = orderOf(route().sort);
  const rows = sorted(line, order);
  const body = h("tbody");
  const table = h("table", { class: "matrix" },
    h("caption", { class: "unseen" }, `Issues by inspections, ${authorityName(line)}`),
    head(columns, order), body);
  let group = null;
  const cells = [];
  for (const issue of rows) {
    const theme = INDEX.issues[issue][2];
    if (order === "theme" && theme !== group) {
      group = theme;
      body.append(h("tr", { class: "theme" }, h("th", { scope: "rowgroup", colspan: columns.length + 2 }, h("span", {}, theme))));
    }
    body.append(row(line, issue, columns, cells));
  }
  grid(cells, columns.length);
  const content = h("section", {}, h("h2", {}, "Every issue, every inspection"), bar(order), legend(),
    h("div", { class: "wide", tabindex: 0, role: "region", "aria-label": "Matrix, scrolls sideways" }, table));
  const filter = () => hide(body, rows);
  filter();
  exportsOf({ svg: () => matrixSvg(line, shownRows(rows), columns), rows: () => asRows(line, shownRows(rows), columns) });
  return {
    content,
    mark: () => mark(body),
    update(names) {
      if (![...names].every((name) => ["q", "raised", "i", "at", "node"].includes(name))) return false;
      filter();
      mark(body);
      return true;
    },
  };
}

function bar(order) {
  const sort = h("select", { onchange: (event) => go({ sort: event.target.value }) }, Object.entries(SORTS).map(([name, { label }]) => h("option", { value: name }, label)), order in SORTS ? null : h("option", { value: order }, "by one inspection"));
  sort.value = order;
  const search = h("input", { type: "search", size: 16, oninput: (event) => go({ q: event.target.value || null }, { quiet: true }) });
  search.value = route().q ?? "";
  const raised = h("input", { type: "checkbox", onchange: (event) => go({ raised: event.target.checked ? "1" : null }) });
  raised.checked = route().raised === "1";
  return h("form", { class: "bar", onsubmit: (event) => event.preventDefault(), "aria-label": "Order and filter" },
    h("label", {}, h("span", {}, "Order"), sort), h("label", {}, h("span", {}, "Issues with"), search),
    h("label", { class: "tick" }, raised, " raised at least once"));
}

function head(columns, order) {
  const groups = [];
  for (const { inspection } of columns) {
    if (groups.at(-1)?.authority === inspection.a) groups.at(-1).count += 1;
    else groups.push({ authority: inspection.a, count: 1 });
  }
  return h("thead", {},
    h("tr", { class: "bodies" }, h("td"), groups.map(({ authority, count }) => h("th", { scope: "colgroup", colspan: count, class: "first" }, h("span", { title: authorityName(authority) }, authorityName(authority)))), h("td")),
    h("tr", {}, h("th", { scope: "col" }, "Issue"), columns.map(({ inspection, first }) => h("th", { scope: "col", class: first ? "first" : null, "aria-sort": order === inspection.key ? "descending" : null },
      h("button", { type: "button", class: "column", title: `${longDate(inspection.end)}: ${eventWords(inspection)}. Order by it.`, onclick: () => go({ sort: inspection.key }) },
        h("span", {}, shortMonth(inspection.end)), h("strong", {}, inspection.end.slice(0, 4)), h("span", { class: "what" }, shortType(inspection.type)), h("span", { class: "grade" }, initials(inspection.grade)), h("span", { class: "unseen" }, `${longDate(inspection.end)}, ${eventWords(inspection)}: order by it`)))),
      h("th", { scope: "col", class: "result" }, "What became of it")));
}

function initials(grade) {
  if (!grade) return "\u00a0";
  return /^\d$/.test(grade) ? grade : grade.split("_").map((word) => word[0].toUpperCase()).join("");
}

function row(line, issue, columns, cells) {
  const found = thread(line, issue);
  return h("tr", { "data-issue": issue },
    h("th", { scope: "row" }, issueLink(issue)),
    columns.map(({ inspection, first }) => {
      const state = inspection.states[issue];
      const label = `${issueLabel(issue)}, ${longDate(inspection.end)}: ${stateWords(state)}`;
      const button = h("button", { type: "button", class: `cell c-${state}`, "aria-label": label, title: label, "data-at": inspection.key, onclick: () => go({ i: INDEX.issues[issue][0], at: inspection.key }) },
        s("svg", { viewBox: "-10 -10 20 20", "aria-hidden": "true" }, sign(state)));
      cells.push(button);
      return h("td", { class: first ? "first" : null }, button);
    }),
    h("td", { class: "result" }, found ? [capital(found[0]), h("span", { class: "soft" }, ` · ${found[1]}×`)] : h("span", { class: "soft" }, "–")));
}

/** Its address serves a new tab; here, what was filtered since it was made must stay so. */
function issueLink(issue) {
  const chosen = { i: INDEX.issues[issue][0], at: null };
  return h("a", { href: address(chosen), dir: "auto", onclick: (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(chosen);
  } }, issueLabel(issue));
}

/** Arrow keys over the cells: up and down by rows that are shown. */
function grid(cells, wide) {
  rove(cells);
  cells.forEach((cell, at) => cell.addEventListener("keydown", (event) => {
    const step = { ArrowDown: wide, ArrowUp: -wide }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    let next = at + step;
    while (cells[next]?.closest("tr").hidden) next += step;
    if (!cells[next]) return;
    for (const one of cells) one.tabIndex = -1;
    cells[next].tabIndex = 0;
    cells[next].focus();
  }, { capture: true }));
}

function shownRows(rows) {
  const query = (route().q ?? "").toLowerCase();
  return rows.filter((issue) => issueLabel(issue).toLowerCase().includes(query) && (route().raised !== "1" || thread(chosenLine(), issue)));
}

function hide(body, rows) {
  const shown = new Set(shownRows(rows).map(String));
  let theme = null;
  for (const element of body.rows) {
    if (element.className === "theme") {
      theme = element;
      theme.hidden = true;
    } else {
      element.hidden = !shown.has(element.dataset.issue);
      if (!element.hidden && theme) theme.hidden = false;
    }
  }
}

function mark(body) {
  const issue = String(chosenIssue());
  for (const element of body.rows) {
    const mine = element.dataset.issue === issue;
    element.classList.toggle("chosen", mine);
    for (const cell of element.querySelectorAll(".cell")) cell.toggleAttribute("data-chosen", mine && cell.dataset.at === route().at);
  }
}

function asRows(line, rows, columns) {
  return [["issue", ...columns.map(({ inspection }) => `${inspection.end} ${authorityName(inspection.a)} ${eventWords(inspection)}`), "status", "times raised"],
    ...rows.map((issue) => [issueLabel(issue), ...columns.map(({ inspection }) => stateWords(inspection.states[issue])), thread(line, issue)?.[0] ?? "not raised", thread(line, issue)?.[1] ?? 0])];
}
