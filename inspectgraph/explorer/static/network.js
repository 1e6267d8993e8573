// The network: who, where, when, about what; one picture or two side by side.

import { chunk, INDEX } from "./data.js";
import { h } from "./dom.js";
import { drawing, loadLibrary, pause } from "./drawing.js";
import { exportsOf } from "./export.js";
import { filtered, networkFilters } from "./filters.js";
import { findingNodes, findingPlace } from "./findings_nodes.js";
import { filterBar } from "./network_bar.js";
import { nodeId, nodeIds, nodeList, nodeName } from "./node_names.js";
import { networkOutline, networkRows } from "./network_outline.js";
import { networkSvg } from "./network_svg.js";
import { chosenIssue, chosenLine, go, lineOf, personAt, route, selection } from "./route.js";
import { authorityName, many } from "./words.js";

/** Addresses of what a node stands for. */
function pick(id) {
  const number = Number(id.slice(1));
  const node = nodeName(id);
  if (id[0] === "i") go({ at: INDEX.inspections[number].key, node });
  else if (id[0] === "t") go({ i: INDEX.issues[number][0], at: null, node });
  else if (id[0] === "p") go({ at: personAt(number), node });
  else if (id[0] === "f") go({ ...findingPlace(id), node });
  else go({ node, at: null });
}

function toggled(name, id) {
  const list = nodeIds(route()[name]);
  if (!list.delete(id)) list.add(id);
  go({ [name]: nodeList(list), node: nodeName(id) });
}

const open = (id) => toggled("open", id);
const pin = (id) => toggled("pin", id);

export function networkView() {
  const bar = filterBar();
  const panes = [pane(() => chosenLine())];
  if (lineOf(route().b) !== null) panes.push(pane(() => lineOf(route().b)));
  const content = h("section", { class: "network" }, bar.element,
    h("div", { class: panes.length > 1 ? "panes two" : "panes" }, panes.map((one) => one.element)));
  const refresh = () => panes.forEach((one) => one.refresh());
  exportsOf({
    svg: () => networkSvg(panes.map((one) => one.shown())),
    rows: () => networkRows(panes.map((one) => one.shown())),
  });
  return {
    content,
    mark: refresh,
    update(names) {
      if (["view", "a", "b"].some((name) => names.has(name))) return false;
      bar.update();
      refresh();
      return true;
    },
    leave: () => panes.forEach((one) => one.gone()),
  };
}

/** One authority's network with its outline. */
function pane(lineNow) {
  const holder = h("div", { class: "canvas", role: "img", "aria-label": `Network of ${authorityName(lineNow())}; its rows follow as a list` });
  const note = h("p", { class: "note" });
  const tools = h("div", { class: "node-tools" });
  const outline = h("div", { class: "outline" });
  const element = h("section", { class: "pane" }, h("h2", { dir: "auto" }, authorityName(lineNow())), tools, holder, note, outline);
  let drawn = null;
  let shown = { nodes: [], edges: [] };
  let turn = 0;

  async function refresh() {
    const mine = ++turn;
    const filters = networkFilters();
    const line = lineNow();
    const base = filtered(withOpened(await chunk(`n${line}`), filters), filters, line);
    const extra = await findingNodes(base, filters);
    await loadLibrary();
    if (mine !== turn || !holder.isConnected) return;
    shown = { nodes: [...base.nodes, ...extra.nodes], edges: [...base.edges.filter((edge) => !extra.instead.has(edge)), ...extra.edges] };
    if (!drawn) {
      drawn = drawing(holder, { onpick: pick, onopen: open });
      await pause();
      if (mine !== turn || !holder.isConnected) return;
    }
    const lit = litBy(shown, filters);
    shown.lit = lit;
    shown.name = authorityName(line);
    drawn.show(shown, lit);
    await pause();
    if (mine !== turn || !holder.isConnected) return;
    note.replaceChildren(...moreWords(base.more, extra.more));
    tools.replaceChildren(...nodeTools(shown, lit.chosen, filters, drawn));
    outline.replaceChildren(networkOutline(shown, { pick, chosen: lit.chosen }));
  }
  return { element, refresh, shown: () => shown, gone: () => drawn?.gone() };
}

/** Opened nodes bring their neighbours with them. */
function withOpened(data, filters) {
  for (const edge of data.edges) {
    if (filters.open.has(edge.from) || filters.open.has(edge.to)) for (const end of [edge.from, edge.to]) filters.open.size && filters.pinned.add(end);
  }
  return data;
}

/** The chosen node and its neighbours; nothing chosen, the chosen issue. */
function litBy(shown, filters) {
  const ids = new Set(shown.nodes.map((node) => node.id));
  const selected = selection();
  const wanted = [nodeId(route().node ?? ""), selected?.kind === "inspection" ? `i${selected.place}` : null, selected?.kind === "person" ? `p${selected.place}` : null, `t${chosenIssue()}`];
  const chosen = wanted.find((id) => id && ids.has(id)) ?? null;
  if (!chosen) return { near: null, chosen, pinned: filters.pinned };
  const near = new Set([chosen]);
  for (const { from, to } of shown.edges) {
    if (from === chosen || to === chosen) near.add(from).add(to);
  }
  for (const { from, to } of shown.edges) {
    if (from[0] === "f" && near.has(from)) near.add(to);
    if (to[0] === "f" && near.has(to)) near.add(from);
  }
  return { near, chosen, pinned: nodeIds(route().pin) };
}

function nodeTools(shown, chosen, filters, drawn) {
  const fit = h("button", { type: "button", class: "quiet", onclick: () => drawn.fit() }, "Fit");
  const node = shown.nodes.find(({ id }) => id === chosen);
  if (!node) return [fit];
  const isOpen = nodeIds(route().open).has(chosen);
  const isPinned = nodeIds(route().pin).has(chosen);
  return [
    h("span", { class: "chosen", dir: "auto" }, node.label),
    node.group === "finding" ? null : h("button", { type: "button", class: "quiet", "aria-pressed": String(isOpen), onclick: () => open(chosen) }, isOpen ? "Collapse" : "Expand"),
    h("button", { type: "button", class: "quiet", "aria-pressed": String(isPinned), onclick: () => pin(chosen) }, isPinned ? "Unpin" : "Pin"),
    fit,
  ].filter(Boolean);
}

function moreWords(issues, findings) {
  const parts = [];
  if (issues) parts.push(`${many(issues, "issue")} less often raised not shown. `, h("button", { type: "button", class: "quiet", onclick: () => go({ all: "1" }) }, "Show all"));
  if (findings) parts.push(` ${many(findings, "more finding")} not drawn; the evidence panel has them all.`);
  return parts;
}
