// A report in one file: the documents it holds, one at a time, as the page shows them; read from disk, without a server.
import { el, replace } from "./dom.js";
import { keyOf } from "./fact_view.js";
import { PagePictures } from "./page_picture.js";
import { SideBySide } from "./side_by_side.js";
import { day, language, number, preferredLanguage, setLanguage, t } from "./words.js";

class ReportView extends SideBySide {
  constructor(data) {
    super(data, [], new Set());
    this.hasPictures = Object.keys(data.pictures ?? {}).length > 0;
    if (!this.hasPictures) return;
    const pages = Object.keys(data.pictures).map((page) => ({ page: Number(page) }));
    this.pictures = new PagePictures(pages, async (page) => data.pictures[page], () => {}, (key) => this.choose(key, "page"));
  }

  build() {
    const { metadata, source } = this.data;
    this.root = el("div", { class: "document" + (this.hasPictures ? "" : " without-paper"), dataset: { pane: "facts" } },
      el("div", { class: "title" }, el("h1", { lang: "vi" }, metadata.title || source),
        el("p", { class: "about", lang: "vi" }, [metadata.type_name, metadata.number, day(metadata.date), metadata.issuer].filter(Boolean).join(" · "))),
      this.panes());
    this.showPane("facts", false);
    return this.root;
  }

  /** "#document-fact": a link to a fact, in this file. */
  note(more) {
    if ("fact" in more) history.replaceState(null, "", "#" + this.data.sha256.slice(0, 16) + (more.fact ? "/" + more.fact : ""));
  }
}

const report = JSON.parse(document.getElementById("data").textContent);
let shown = null;

function head() {
  replace(document.getElementById("head"), el("div", { class: "brand" }, el("a", { href: "#" }, "trichluc"), el("span", { class: "archive" }, t("report") + " · " + report.name)),
    el("div", { class: "who" }, el("span", { class: "hint" }, report.version), el("div", { class: "languages", role: "group", "aria-label": t("language") }, ["vi", "en"].map((one) =>
      el("button", { type: "button", lang: one, "aria-pressed": String(language() === one), onclick: () => { setLanguage(one); open(); } }, one === "vi" ? "Tiếng Việt" : "English")))));
  document.documentElement.lang = language();
}

function list(main) {
  document.title = t("report") + " – " + report.name;
  replace(main, el("div", { class: "plain" }, el("h1", {}, t("n_documents", { n: number(report.documents.length) })), el("ol", { class: "entries" }, report.documents.map((one) =>
    el("li", { class: "entry" }, el("h2", {}, el("a", { href: "#" + one.sha256.slice(0, 16), lang: "vi" }, one.metadata.title || one.source)),
      el("p", { class: "about", lang: "vi" }, [one.metadata.type_name, one.metadata.number, day(one.metadata.date), one.metadata.issuer].filter(Boolean).join(" · ")),
      el("p", { class: "counts" }, t("n_pages", { n: number(one.pages) }) + " · " + t("n_facts", { n: number(one.facts.filter((fact) => fact.review !== "replaced").length) })),
      el("p", { class: "source" }, one.source))))));
}

function open() {
  shown?.pictures?.end();
  shown = null;
  head();
  const main = document.getElementById("main");
  const [sha256, wanted] = decodeURIComponent(location.hash.slice(1)).split("/");
  const found = report.documents.find((one) => sha256 && one.sha256.startsWith(sha256)) ?? (report.documents.length === 1 ? report.documents[0] : null);
  if (!found) return list(main);
  shown = new ReportView(found);
  document.title = (found.metadata.title || found.source) + " – trichluc";
  replace(main, report.documents.length > 1 ? el("nav", { class: "back", "aria-label": t("documents") }, el("a", { href: "#" }, "← " + t("documents"))) : null, shown.build());
  const fact = found.facts.find((one) => one.review !== "replaced" && keyOf(one) === wanted);
  shown.chosen = fact ? keyOf(fact) : null;
  shown.draw();
  if (fact) requestAnimationFrame(() => shown?.reveal(shown.chosen, "address"));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !shown) return;
  if (event.key === "j" || event.key === "k") shown.step(event.key === "j" ? 1 : -1);
});
addEventListener("hashchange", open);
setLanguage(preferredLanguage(navigator.languages));
open();
