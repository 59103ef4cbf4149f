// What waits for a person, across documents, and how far the review is.
import { ask } from "./api.js";
import { el, link, query, replace } from "./dom.js";
import { moment, number, percent, t, term } from "./words.js";

const kKinds = ["legal_reference", "budget", "count", "percentage", "deadline", "case_identifier", "contact", "time", "place"];

export async function reviewView(app, main) {
  const kind = new URLSearchParams(location.search).get("kind") ?? "";
  const [{ doubts, more }, overview] = await Promise.all([ask("/api/doubts" + query({ kind, limit: 100 })), ask("/api/overview")]);
  app.overview = overview;
  document.title = t("review") + " – trichluc";
  const { reviewed, unreviewed, reviewers } = overview.archive;
  const all = reviewed + unreviewed;
  const share = all ? reviewed / all : 0;
  const address = (doubt) => "/document/" + doubt.sha256.slice(0, 16) + query({ fact: doubt.id, page: doubt.page, review: 1, kind });
  replace(main, el("div", { class: "plain" },
    el("div", { class: "bar" }, el("h1", {}, t("review")), el("a", { href: "/api/doubts" + query({ kind, format: "csv" }), download: true }, t("csv")),
      el("a", { href: "/api/events", download: true }, t("export_events"))),
    el("p", {}, el("label", { for: "progress" }, t("progress", { done: number(reviewed), all: number(all), percent: percent(share) })), el("br"), el("progress", { id: "progress", max: all || 1, value: reviewed })),
    el("p", { class: "bar" }, doubts.length ? link(address(doubts[0]), { class: "button main" }, t("start_review")) : null,
      el("label", {}, t("kind") + " ", el("select", { onchange: (event) => app.go("/review" + query({ kind: event.target.value })) }, el("option", { value: "" }, t("all_kinds")),
        kKinds.map((one) => el("option", { value: one, selected: one === kind }, term("kind_", one)))))),
    el("p", { class: "hint" }, t("review_about")),
    doubts.length === 0 ? el("p", {}, t("nothing_doubtful")) : el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("review") }, el("table", {},
      el("thead", {}, el("tr", {}, ["reason", "fact", "kind", "confidence", "document"].map((key) => el("th", { scope: "col" }, t(key))))),
      el("tbody", {}, doubts.map((doubt) => el("tr", {}, el("td", { class: "short" }, t("reason_" + doubt.reason), doubt.note ? el("span", { class: "hint" }, " " + doubt.note.replace(/^(\w+): /, (head, type) => term("check_", type) + ": ")) : null),
        el("td", {}, link(address(doubt), { lang: "vi" }, doubt.text)), el("td", { class: "short" }, term("kind_", doubt.kind)), el("td", { class: "number" }, percent(doubt.confidence ?? 0)),
        el("td", { lang: "vi" }, [doubt.number, doubt.title].filter(Boolean).join(" · ") || doubt.source, ", ", t("page"), " ", doubt.page)))))),
    more ? el("p", { class: "hint" }, "…") : null,
    reviewers.length ? [el("h2", {}, t("reviewers")), el("table", {}, el("thead", {}, el("tr", {}, ["reviewer", "events", "last"].map((key) => el("th", { scope: "col" }, t(key))))),
      el("tbody", {}, reviewers.map((one) => el("tr", {}, el("td", {}, one.reviewer), el("td", { class: "number" }, number(one.events)), el("td", {}, moment(one.last))))))] : null));
  return {};
}
