// A fact in words: its value on one line, and everything that is known of it.
import { el } from "./dom.js";
import { day, indicator, moment, number, percent, t, term } from "./words.js";

/** Stays when a new extraction numbers facts anew, or a correction takes a fact's place. */
export function keyOf(fact) {
  return [fact.page, fact.span_begin, fact.span_end, fact.kind].join("-");
}

const kComparators = { "=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ " };

function plain(value) {
  if (typeof value === "number") return number(value);
  if (typeof value === "boolean") return value ? "✓" : "–";
  if (Array.isArray(value)) return value.map(plain).join("; ");
  if (value && typeof value === "object") return Object.entries(value).map(([key, one]) => key + " " + plain(one)).join(", ");
  return String(value ?? "");
}

/** "≥ 95 %", "68.091.000.000 VND", "trước 06/09/2024" */
export function valueLine(kind, value) {
  const v = value || {};
  const sign = (kComparators[v.comparator] ?? "") + (v.change === "increase" ? "▲ " : v.change === "decrease" ? "▼ " : "");
  switch (kind) {
    case "budget": return sign + number(v.amount) + " " + (v.currency ?? "");
    case "count": return sign + number(v.value) + (v.total ? "/" + number(v.total) : "") + " " + (v.unit ?? "");
    case "percentage": return sign + number(v.value) + " %";
    case "deadline": return v.due ? term("relation_", v.relation ?? "") + " " + day(v.due) : v.within ?? "";
    case "legal_reference": return v.number ?? v.name ?? v.symbol ?? v.id ?? "";
    case "case_identifier": return [v.type, v.number].filter(Boolean).join(" ");
    case "time": return day(v.value);
    case "place": return v.name ?? "";
    default: return plain(v.value ?? v.name ?? "");
  }
}

function fieldValue(name, value) {
  if (name === "modality" || name === "change") return term(name + "_", value);
  if (name === "indicator") return indicator(value);
  if (name === "date" || name === "due" || name === "period") return day(value);
  return plain(value);
}

/** All of it, as a list of terms. */
export function details(fact) {
  const list = el("dl", { class: "details" });
  const add = (term_, value) => value !== undefined && value !== null && value !== "" && list.append(el("div", {}, el("dt", {}, term_), el("dd", {}, value)));
  for (const [name, value] of Object.entries(fact.value || {})) add(term("f_", name), fieldValue(name, value));
  if (fact.area) add(t("f_area"), fact.area);
  if (fact.table_row !== undefined || fact.table_column !== undefined)
    add(t("cell"), [fact.table_row, fact.table_column].filter(Boolean).join(" / "));
  if (fact.section?.length) add(t("section"), fact.section.join(" › "));
  add(t("rule"), fact.rule ? el("code", {}, fact.rule) : null);
  if (fact.confidence !== undefined) add(t("confidence"), percent(fact.confidence));
  return list;
}

/** What people said of it, the latest last. */
export function eventsOf(fact, events) {
  return events.filter((event) => event.page === fact.page && event.kind === fact.kind && event.text === fact.text);
}

export function eventLine(event) {
  return el("span", { class: "event" }, event.reviewer + ": " + term("event_", event.action) + ", " + moment(event.time) + (event.note ? " (" + event.note + ")" : ""));
}

export function reviewBadge(fact) {
  return fact.review ? el("span", { class: "badge review-" + fact.review }, t("review_" + fact.review)) : null;
}
