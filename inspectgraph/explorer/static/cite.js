// A citation to paste: what was said, where it stands, which bytes were read.

import { h, say } from "./dom.js";
import { authorityName, longDate, typeWords } from "./words.js";

export function placeWords(finding) {
  const parts = [];
  if (finding.n !== undefined) parts.push(`paragraph ${finding.n}`);
  if (finding.p !== undefined) parts.push(`page ${finding.p}`);
  return parts.join(", ");
}

/** `texts`: sentences of the finding, in the order they stand there. */
export function citation(inspection, document, finding, texts) {
  const quoted = finding.f ? `[paraphrase] ${texts.join(" … ")}` : texts.map((text) => `“${text}”`).join(" … ");
  const where = [finding.s && `“${finding.s}”`, placeWords(finding)].filter(Boolean).join(", ");
  return [
    quoted,
    `— ${document.title}. ${authorityName(inspection.a)}, ${typeWords(inspection.type)} ended ${longDate(inspection.end)}${document.published ? `, published ${longDate(document.published)}` : ""}${where ? `: ${where}` : ""}.`,
    document.url ? document.url : null,
    document.sha?.length ? `SHA-256 ${document.sha[0]}` : null,
  ].filter(Boolean).join("\n");
}

export function copyButton(label, text) {
  const button = h("button", { type: "button", class: "quiet", onclick: async () => {
    await copy(text());
    say("Copied");
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1600);
  } }, label);
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some browsers give pages opened from disk no clipboard of that kind.
    const field = h("textarea", { class: "unseen" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
