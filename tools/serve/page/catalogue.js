// The list of documents with its facets, and what a search finds.
import { ask } from "./api.js";
import { el, link, query, replace } from "./dom.js";
import { day, indicator, number, t } from "./words.js";

const kFacets = ["type", "year", "issuer", "province", "indicator", "review"];
const kPageSize = 50;
const kShownValues = 8;
const kOrders = [["-date", "sort_date"], ["date", "sort_date_up"], ["number", "sort_number"], ["issuer", "sort_issuer"], ["source", "sort_source"]];

function label(facet, value) {
  if (facet === "indicator") return indicator(value.value);
  return facet === "review" ? t("state_" + value.value) : value.label;
}

function facets(values, found) {
  const groups = kFacets.filter((facet) => found[facet]?.length).map((facet) => {
    const chosen = values[facet];
    const item = (value) => {
      const own = value.value === chosen;
      return el("li", {}, link("/" + query({ ...values, [facet]: own ? "" : value.value, offset: "" }), { "aria-current": own ? "true" : null },
        el("span", {}, label(facet, value)), el("span", { class: "count" }, number(value.count))));
    };
    const first = found[facet].filter((value, i) => i < kShownValues || value.value === chosen);
    const rest = found[facet].filter((value) => !first.includes(value));
    return el("section", {}, el("h3", {}, t("facet_" + facet)), el("ul", {}, first.map(item)),
      rest.length ? el("details", {}, el("summary", {}, t("all_values", { n: found[facet].length })), el("ul", {}, rest.map(item))) : null);
  });
  const any = kFacets.some((facet) => values[facet]);
  return el("aside", { class: "facets", "aria-label": t("filters") },
    el("details", { open: matchMedia("(min-width: 60rem)").matches },
      el("summary", {}, el("h2", {}, t("filters"))), any ? el("p", {}, link("/" + query({ q: values.q, sort: values.sort }), { class: "clear" }, t("clear_filters"))) : null, groups));
}

function counts(one) {
  const parts = [t("n_pages", { n: number(one.pages) }), t("n_facts", { n: number(one.facts) })];
  if (one.reviewed) parts.push(t("n_reviewed", { n: number(one.reviewed) }));
  const doubts = [[one.failed_checks, "n_failed_checks"], [one.warnings, "n_warnings"], [one.unexplained, "n_unexplained"]].filter(([n]) => n > 0)
    .map(([n, key]) => el("span", { class: "doubt" }, t(key, { n: number(n) })));
  return el("p", { class: "counts" }, parts.join(" · "), doubts.map((doubt) => [" · ", doubt]));
}

function heading(one, address) {
  const about = [one.type_name, one.number, day(one.date), one.issuer].filter(Boolean).join(" · ");
  return [el("h2", {}, link(address, { lang: "vi" }, one.title || one.source || t("untitled"))), about ? el("p", { class: "about", lang: "vi" }, about) : null];
}

function documentItem(one) {
  return el("li", { class: "entry" }, heading(one, "/document/" + one.sha256.slice(0, 16)), counts(one), el("p", { class: "source" }, one.source));
}

/** The words that were found stand between U+0001 and U+0002. */
function snippet(text) {
  const parts = text.replace(/\s+/g, " ").split(/[\u0001\u0002]/);
  return el("p", { class: "snippet", lang: "vi" }, parts.map((part, i) => (i % 2 ? el("mark", {}, part) : part)));
}

function hitItem(hit, q) {
  return el("li", { class: "entry" }, heading(hit, "/document/" + hit.sha256.slice(0, 16) + query({ page: hit.page, q })), snippet(hit.snippet),
    el("p", { class: "source" }, hit.source + ", " + t("page") + " " + hit.page + " · " + t("by_" + hit.by)));
}

/** `where`: what of the whole is shown; `more`: whether something follows. */
function pager(values, offset, where, more) {
  if (offset === 0 && !more) return null;
  const to = (at, words) => link("/" + query({ ...values, offset: at || "" }), {}, words);
  return el("nav", { class: "pager", "aria-label": t("page") }, offset > 0 ? to(Math.max(0, offset - kPageSize), "← " + t("earlier")) : null,
    el("span", {}, where), more ? to(offset + kPageSize, t("later") + " →") : null);
}

export async function catalogueView(app, main) {
  const given = new URLSearchParams(location.search);
  const values = Object.fromEntries([...kFacets, "q", "sort", "offset"].map((key) => [key, given.get(key) ?? ""]));
  const { q, ...rest } = values;
  const chosen = Object.fromEntries(kFacets.map((facet) => [facet, values[facet]]));
  const offset = Number(values.offset) || 0;
  // One hit more than is shown tells whether others follow: documents are counted, the pages in them are not.
  const [list, search] = await Promise.all([
    ask("/api/documents" + query(q ? { ...chosen, q, limit: 1 } : { ...rest, limit: kPageSize })),
    q ? ask("/api/search" + query({ q, ...chosen, offset: values.offset, limit: kPageSize + 1 })) : null,
  ]);
  const hits = search?.hits.slice(0, kPageSize);
  const csv = q ? "/api/search" + query({ q, ...chosen, format: "csv" }) : "/api/documents" + query({ ...rest, offset: "", format: "csv" });
  const order = q ? null : el("label", {}, t("sort") + " ", el("select", { onchange: (event) => app.go("/" + query({ ...values, sort: event.target.value, offset: "" })) },
    kOrders.map(([value, key]) => el("option", { value, selected: (values.sort || "-date") === value }, t(key)))));
  const title = q ? (list.total ? t("n_found", { n: number(list.total), q }) : t("no_hits", { q }))
    : list.total ? t("n_documents", { n: number(list.total) }) : t("no_documents");
  const shown = { from: number(offset + 1), to: number(offset + (q ? hits : list.documents).length), n: number(list.total) };
  const pages = q ? pager(values, offset, t("hits_shown", shown), search.hits.length > kPageSize)
    : pager(values, offset, t("range", shown), offset + kPageSize < list.total);
  document.title = (q ? q + " – " : "") + t("documents") + " – trichluc";
  replace(main, el("div", { class: "catalogue" }, facets(values, list.facets),
    el("div", { class: "results" },
      el("div", { class: "bar" }, el("h1", {}, title), order, el("a", { href: csv, download: true }, t("csv"))),
      search?.pages_behind ? el("p", { class: "hint" }, t("pages_behind", { n: number(search.pages_behind) })) : null,
      el("ol", { class: "entries" }, q ? hits.map((hit) => hitItem(hit, q)) : list.documents.map(documentItem)), pages)));
  return {};
}
