// What records were made with, how documents were read, and what a person should look at.
import { ask } from "./api.js";
import { el, link, replace } from "./dom.js";
import { moment, number, percent, remedy, t, term } from "./words.js";

/** columns: [heading, (row) => cell, isNumber] */
function table(name, rows, columns) {
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, el("table", {}, el("thead", {}, el("tr", {}, columns.map(([heading, , isNumber]) => el("th", { scope: "col", class: isNumber ? "number" : null }, heading)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, columns.map(([, cell, isNumber]) => el("td", { class: isNumber ? "number" : null }, cell(row))))))));
}

export async function runsView(app, main) {
  const { runs, formats, warnings, doubtful, unread } = await ask("/api/runs");
  document.title = t("runs") + " – trichluc";
  const short = (text) => el("code", { title: text }, (text ?? "").slice(0, 19));
  replace(main, el("div", { class: "plain" },
    el("div", { class: "bar" }, el("h1", {}, t("runs")), el("a", { href: "/api/runs?format=csv", download: true }, t("csv"))),
    table(t("runs"), runs, [[t("run_began"), (run) => (run.began ? moment(run.began) : "–")], [t("run_program"), (run) => short(run.program)], [t("run_rules"), (run) => short(run.rules)],
      [t("run_options"), (run) => run.options || "–"], [t("run_documents"), (run) => number(run.documents), true], [t("failures"), (run) => number(run.unread), true], [t("run_pages"), (run) => number(run.pages), true],
      [t("run_recognised"), (run) => number(run.recognised), true], [t("run_quality"), (run) => (run.quality === undefined ? "–" : percent(run.quality)), true]]),
    unread.length ? [el("h2", {}, t("failures")), table(t("failures"), unread, [[t("file"), (one) => one.source], [t("code"), (one) => el("span", { title: one.status }, term("status_", one.status))],
      [t("reason"), (one) => [el("span", { lang: "en" }, one.message), one.page ? " (" + t("page") + " " + one.page + ")" : "", el("span", { class: "hint" }, " " + (remedy(one.status, one.next_step) ?? ""))]]])] : null,
    el("h2", {}, t("formats")),
    table(t("formats"), formats, [[t("format"), (one) => one.media_type], [t("origin"), (one) => term("origin_", one.text_origin)], [t("run_documents"), (one) => number(one.documents), true],
      [t("run_pages"), (one) => number(one.pages), true], [t("run_quality"), (one) => percent(one.quality), true]]),
    el("h2", {}, t("warnings_by_code")),
    warnings.length ? table(t("warnings_by_code"), warnings, [[t("code"), (one) => el("span", { title: one.code }, term("warning_", one.code))], [t("warnings"), (one) => number(one.warnings), true], [t("run_documents"), (one) => number(one.documents), true]]) : el("p", {}, t("none")),
    el("h2", {}, t("worst")),
    doubtful.length ? table(t("worst"), doubtful, [[t("document"), (one) => link("/document/" + one.sha256.slice(0, 16), { lang: "vi" }, one.title ?? one.source)], [t("origin"), (one) => term("origin_", one.text_origin)], [t("run_quality"), (one) => percent(one.quality), true]]) : el("p", {}, t("none"))));
  return {};
}
