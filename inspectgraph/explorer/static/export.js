// What is shown, to take along: picture, table, paper.

import { byId, h, s, say } from "./dom.js";
import { chosenIssue, route } from "./route.js";
import { INDEX } from "./data.js";

let sources = {};

/** Each view says how it is exported: `svg()` gives its picture, `rows()` a table. */
export function exportsOf(view) {
  sources = view;
}

export function exportMenu() {
  const item = (label, action) => h("button", { type: "button", onclick: async (event) => {
    event.target.closest("details").open = false;
    await action();
  } }, label);
  return h("details", { class: "menu" }, h("summary", {}, "Export"),
    h("div", {},
      item("Picture (PNG)", savePng), item("Drawing (SVG)", saveSvg), item("Table (CSV)", saveCsv),
      item("Print", () => window.print())));
}

function csv(rows) {
  // A cell that begins like a formula would be run by spreadsheets.
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function saveCsv() {
  save(new Blob(["\ufeff", csv(sources.rows())], { type: "text/csv;charset=utf-8" }), "csv");
}

function saveSvg() {
  save(new Blob([written(sources.svg())], { type: "image/svg+xml" }), "svg");
}

async function savePng() {
  const canvas = await painted(sources.svg());
  canvas.toBlob((blob) => save(blob, "png"), "image/png");
}

/** A drawing as a file of its own: size, ground and letters included. */
function written(svg) {
  const copy = svg.cloneNode(true);
  const box = copy.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", box.width);
  copy.setAttribute("height", box.height);
  copy.setAttribute("font-family", "'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif");
  copy.prepend(s("rect", { x: box.x, y: box.y, width: box.width, height: box.height, fill: "#fff" }));
  return new XMLSerializer().serializeToString(copy);
}

async function painted(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(svg))}`;
  await image.decode();
  const canvas = h("canvas", { width: image.width * 2, height: image.height * 2 });
  const brush = canvas.getContext("2d");
  brush.scale(2, 2);
  brush.drawImage(image, 0, 0);
  return canvas;
}

function save(blob, ending) {
  const place = byId("place").textContent.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const link = h("a", { href: URL.createObjectURL(blob), download: `${place}-${INDEX.issues[chosenIssue()][0]}-${route().view}${INDEX.asOf ? `-as-known-${INDEX.asOf}` : ""}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(`Saved ${link.download}`);
}
