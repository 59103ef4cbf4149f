// The pane beside a document: facts with all that is known of them, then what else was found out about the paper.
import { el } from "./dom.js";
import { details, eventLine, eventsOf, keyOf, reviewBadge, valueLine } from "./fact_view.js";
import { day, number, percent, t, term } from "./words.js";

const kOpened = new Map();  // blocks that a person has opened or closed; the pane is made anew with every choice

function block(name, count, open, content) {
  return el("details", { class: "block block-" + name, open: kOpened.get(name) ?? open }, el("summary", { onclick: (event) => kOpened.set(name, !event.currentTarget.parentElement.open) }, el("h3", {}, t(name)), count === null ? null : el("span", { class: "count" }, number(count))), content);
}

function metadata(data) {
  const m = data.metadata;
  const signed = [m.signatory_capacity, m.signatory_authority, m.signatory_position, m.signatory_name].filter(Boolean).join(" ");
  const rows = { type: m.type_name, number: m.number, symbol: m.number ? null : m.symbol, date: day(m.date), place: m.place, issuer: m.issuer, parent_issuer: m.parent_issuer, title: m.title,
    urgency: m.urgency, confidentiality: m.confidentiality, addressees: m.addressees?.join("; "), signatory: signed, distribution: m.distribution?.join("; "), area: data.area,
    source: data.source, media_type: data.media_type, bytes: number(data.bytes), pages: number(data.pages), quality: percent(data.quality), sha256: data.sha256, run: data.run.name };
  return el("dl", { class: "details" }, Object.entries(rows).filter(([, value]) => value).map(([key, value]) =>
    el("div", {}, el("dt", {}, t("m_" + key)), el("dd", { lang: "vi" }, String(value)))));
}

function kindFilter(view) {
  const counts = new Map();
  for (const fact of view.data.facts) if (fact.review !== "replaced") counts.set(fact.kind, (counts.get(fact.kind) ?? 0) + 1);
  return el("div", { class: "kinds", role: "group", "aria-label": t("kinds") }, [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) =>
    el("button", { type: "button", class: "chip kind-" + kind, "aria-pressed": String(view.kinds.has(kind)), onclick: () => {
      const kinds = new Set(view.kinds);
      if (!kinds.delete(kind)) kinds.add(kind);
      view.chooseKinds(kinds);
    } }, term("kind_", kind), " ", el("span", { class: "count" }, number(count)))));
}

function factItem(view, fact) {
  const key = keyOf(fact);
  const chosen = key === view.chosen;
  const events = chosen ? eventsOf(fact, view.data.events) : [];
  return el("li", { class: "fact kind-" + fact.kind + (chosen ? " chosen" : "") + (fact.review ? " was-" + fact.review : ""), dataset: { fact: key } },
    el("button", { type: "button", class: "head", "aria-expanded": String(chosen), onclick: () => view.choose(chosen ? null : key, "facts") },
      el("span", { class: "kind" }, term("kind_", fact.kind)), el("span", { class: "value" }, valueLine(fact.kind, fact.value)), reviewBadge(fact),
      el("span", { class: "words", lang: "vi" }, "“" + fact.text + "”")),
    chosen ? el("div", { class: "more" }, details(fact), events.length ? el("ul", { class: "events" }, events.map((event) => el("li", {}, eventLine(event)))) : null,
      view.actions(fact)) : null);
}

function factLink(view, name) {
  const fact = view.data.facts.find((one) => one.id === name && one.review !== "replaced");
  if (!fact) return name;
  return el("button", { type: "button", class: "inline", onclick: () => view.choose(keyOf(fact), "checks") }, valueLine(fact.kind, fact.value));
}

function check(view, one) {
  const parts = (one.parts ?? []).map((name, i) => [i ? " + " : "", factLink(view, name)]);
  return el("li", { class: one.holds ? "holds" : "fails" }, el("strong", {}, t("check_" + one.type) + ": " + t(one.holds ? "check_holds" : "check_fails")), " ",
    t("stated", { stated: number(one.stated), computed: number(one.computed) }), el("br"),
    factLink(view, one.percentage ?? one.whole), one.percentage ? [" = ", parts, " / ", factLink(view, one.whole)] : parts.length ? [" = ", parts] : null);
}

/** A place in the text that is no fact: a click goes there. */
function place(view, one, words) {
  return el("button", { type: "button", class: "inline", lang: "vi", onclick: () => view.showPlace(one.page, one.span_begin, one.span_end) }, words);
}

function lists(view) {
  const { checks, warnings, numbers, repairs, stamps, events, facts } = view.data;
  const unexplained = numbers.filter((one) => one.role === "unexplained");
  const unplaced = view.hasPictures ? facts.filter((fact) => !fact.boxes && fact.review !== "replaced") : [];
  const failed = checks.filter((one) => !one.holds);
  const some = (name, all, open, item) => (all.length ? block(name, all.length, open, el("ul", { class: "lines" }, all.map(item))) : null);
  return [
    some("checks", checks, failed.length > 0, (one) => check(view, one)),
    some("warnings", warnings, true, (one) => el("li", {}, one.page ? t("page") + " " + one.page + ": " : "", el("strong", { title: one.code }, term("warning_", one.code)), one.text ? [" ", el("q", { lang: "vi" }, one.text)] : null,
      one.suggestion ? [" → ", el("q", { lang: "vi" }, one.suggestion)] : null, el("br"), el("span", { class: "hint" }, one.message))),
    some("unexplained", unexplained, true, (one) => el("li", {}, t("page") + " " + one.page + ": ", place(view, one, one.text))),
    some("unplaced", unplaced, false, (fact) => el("li", {}, factLink(view, fact.id))),
    some("repairs", repairs, false, (one) => el("li", {}, t("page") + " " + one.page + ": ", el("del", { lang: "vi" }, one.from), " → ", place(view, one, one.to), " ", el("code", {}, one.rule))),
    some("stamps", stamps, false, (one) => el("li", {}, t("page") + " " + one.page + ": ", el("span", { lang: "vi" }, one.text))),
    some("history", events, false, (event) => el("li", {}, eventLine(event), ": ", el("q", { lang: "vi" }, event.text))),
  ];
}

export function factsPane(view) {
  const facts = view.standing();
  const groups = new Map();
  for (const fact of facts) groups.set(fact.page, [...(groups.get(fact.page) ?? []), fact]);
  return [
    block("metadata", null, !view.chosen, metadata(view.data)),
    lists(view).slice(0, 3),
    el("section", { class: "block" }, el("div", { class: "bar" }, el("h3", {}, t("facts")), el("span", { class: "count" }, number(facts.length)),
      view.downloads()),
      kindFilter(view), view.addForm(),
      [...groups].map(([page, own]) => [groups.size > 1 ? el("h4", {}, t("page_n", { n: page })) : null, el("ol", { class: "fact-list" }, own.map((fact) => factItem(view, fact)))])),
    lists(view).slice(3),
  ];
}
