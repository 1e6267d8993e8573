// One quotation: the words, where they stand, how they were read, whether they are whole.

import { citation, copyButton, placeWords } from "./cite.js";
import { h, webAddress } from "./dom.js";
import { markedText, otherSide, sentence } from "./quote.js";
import { stateMark } from "./signs.js";
import { kindWords, longDate, methodWords } from "./words.js";

/** A finding as evidence on an issue. */
export function quotation(inspection, details, finding, coding) {
  const document = details.documents[finding.d ?? 0] ?? { title: "untitled" };
  const text = sentence(finding, coding);
  const other = otherSide(finding, coding);
  const said = other ? (other.first ? [other.text, text] : [text, other.text]) : [text];
  const quote = h("blockquote", { class: finding.f ? "paraphrase" : null, dir: "auto" }, markedText(text, coding?.w));
  return h("figure", { class: `quotation ${coding ? `is-${coding.p}` : ""}` },
    coding ? h("p", { class: "reading" }, stateMark(coding.p), h("span", { class: "soft" }, ` · ${kindWords(finding.k)}${finding.tr ? ` · ${finding.tr}` : ""}`)) : null,
    quote,
    other && [
      h("p", { class: "reading" }, h("span", { class: "soft" }, "but also "), stateMark(other.polarity)),
      h("blockquote", { dir: "auto" }, markedText(other.text, coding.w)),
    ],
    text === finding.t ? null : wholeFinding(finding, coding),
    h("figcaption", {},
      source(document, finding),
      h("details", { class: "coded" },
        h("summary", {}, "Source and coding"),
        provenance(document, finding, coding)),
      copyButton("Copy as citation", () => citation(inspection, document, finding, said))));
}

function wholeFinding(finding, coding) {
  return h("details", { class: "whole" },
    h("summary", {}, "The whole paragraph"),
    h("p", { dir: "auto" }, markedText(finding.t, coding?.w)));
}

function source(document, finding) {
  const where = [finding.s && `“${finding.s}”`, placeWords(finding) || "no page numbers in this copy"].filter(Boolean).join(", ");
  return h("p", { class: "source", dir: "auto" }, finding.f ? "Paraphrase of " : null, finding.r ?? document.title, h("br"), h("span", { class: "soft" }, where));
}

function provenance(document, finding, coding) {
  const link = webAddress(document.url ?? "");
  const rows = [
    ["Document", document.title],
    ["Published", document.published ? longDate(document.published) : "date not stated"],
    ["Original", link ? h("a", { href: link, rel: "noreferrer noopener", target: "_blank" }, link) : (document.url ?? "address not known")],
    ["Read from", (document.files ?? []).join(", ")],
    ["SHA-256", h("code", {}, (document.sha ?? []).join(" "))],
  ];
  if (coding) {
    rows.push(["Coded by", `${methodWords(coding.m)}${coding.by ? ` (${coding.by})` : ""}${coding.c === undefined ? "" : `, confidence ${coding.c.toFixed(2)}`}`]);
    if (coding.w?.length) rows.push(["Because of", coding.w.map((word) => `“${word}”`).join(", ")]);
    if (coding.old) rows.push(["No longer held", coding.why ?? "superseded"]);
  }
  return h("dl", {}, rows.filter(([, value]) => value).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", { dir: "auto" }, value))));
}

export function sourceLine(document) {
  const link = webAddress(document.url ?? "");
  const when = document.published ? `, ${longDate(document.published)}` : "";
  return h("p", { class: "source", dir: "auto" }, link ? h("a", { href: link, rel: "noreferrer noopener", target: "_blank" }, document.title) : document.title, when);
}
