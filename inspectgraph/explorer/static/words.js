// Dates, grades and the like, as the reports print them.

import { INDEX, WORDS } from "./data.js";

const MONTHS = "January February March April May June July August September October November December".split(" ");
const SHORT_TYPES = { full_inspection: "full", focused_visit: "visit", monitoring_visit: "monitoring", jtai: "JTAI", area_send: "SEND", other: "other" };
const KINDS = { headline: "headline", finding: "finding", strength: "listed strength", area_for_improvement: "area for improvement", priority_action: "area for priority action", recommendation: "recommendation", commitment: "commitment" };
const METHODS = { r: "rule", m: "model", h: "hand" };
const ROLES = { lead_inspector: "lead inspector", inspector: "inspector", support: "inspection support", addressee: "addressee", signatory: "signatory", speaker: "speaker", director: "director", post: "post" };

/** 13 October 2020; October 2020 and 2020 where no more is known. */
export function longDate(iso) {
  const [year, month, day] = iso.split("-");
  return [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

export function shortMonth(iso) {
  return MONTHS[iso.slice(5, 7) - 1].slice(0, 3);
}

export function monthYear(iso) {
  return `${shortMonth(iso)} ${iso.slice(0, 4)}`;
}

export function gradeWords(grade) {
  if (!grade) return null;
  return /^\d$/.test(grade) ? `outcome ${grade}` : grade.replaceAll("_", " ");
}

export function typeWords(type) {
  return WORDS.types[type] ?? type;
}

export function shortType(type) {
  return SHORT_TYPES[type] ?? type;
}

export function stateWords(letter) {
  return WORDS.states[letter][2];
}

export function statusWords(status) {
  return WORDS.status[status] ?? status;
}

export function kindWords(kind) {
  return KINDS[kind] ?? kind;
}

/** What a listed item asks for, to stand before it; empty for all else. */
export function askedWords(kind) {
  return WORDS.asked[kind] ? `${WORDS.asked[kind]}: ` : "";
}

export function methodWords(letter) {
  return METHODS[letter];
}

export function roleWords(role) {
  return ROLES[role] ?? role;
}

/** Full inspection, judged inadequate. */
export function eventWords(inspection) {
  const grade = gradeWords(inspection.grade);
  const type = typeWords(inspection.type);
  return grade ? `${type}, judged ${grade}` : type;
}

export function authorityName(place) {
  return INDEX.authorities[place].name;
}

export function issueLabel(place) {
  return INDEX.issues[place][1];
}

export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function many(count, one, more = `${one}s`) {
  return `${count} ${count === 1 ? one : more}`;
}

/** What a thread comes to, in a sentence or two; `found` are its episodes. */
export function threadWords(thread, found) {
  if (!thread) return "Never raised in the inspections of this line.";
  const [status, times, run, first, days, crossed] = thread;
  const parts = [`${capital(status.replaceAll("_", " "))}: ${statusWords(status)}.`];
  if (first) {
    const scoped = found.filter(({ state }) => state !== "x" && state !== "q").length;
    parts.push(`First raised ${longDate(first)}; raised at ${times} of ${many(scoped, "inspection")} in this store that could speak of it${run > 1 ? `, ${run} of them running` : ""}.`);
  }
  if (crossed) parts.push("Raised before a reorganisation and again after it.");
  if (days !== null) parts.push(`First later strength after ${(days / 365.25).toFixed(1)} years.`);
  return parts.join(" ");
}
