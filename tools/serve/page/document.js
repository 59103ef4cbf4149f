// One document: its paper, its text and its facts side by side, each leading to the others.
import { ask } from "./api.js";
import { el, link, query, replace } from "./dom.js";
import { factsPane } from "./document_facts.js";
import { keyOf } from "./fact_view.js";
import { kReviewKeys } from "./keys.js";
import { findWords, markedText, searchWords } from "./marked_text.js";
import { PagePictures } from "./page_picture.js";
import { Reviewing } from "./reviewing.js";
import { day, number, t } from "./words.js";

const kNewsEvery = 5000;  // ms

class DocumentView {
  constructor(app, data, given) {
    this.app = app;
    this.data = data;
    this.words = searchWords(given.get("q"));
    this.given = given;
    this.chosen = null;
    this.kinds = new Set((given.get("kinds") ?? "").split(",").filter(Boolean));
    this.reviewing = new Reviewing(app, this);
    this.hasPictures = data.media_type === "application/pdf" || data.media_type.startsWith("image/");
    if (this.hasPictures) this.pictures = new PagePictures(data.sha256, data.page_texts.length ? data.page_texts : [...Array(data.pages).keys()].map((i) => ({ page: i + 1 })), (key) => this.choose(key, "page"));
    this.text = el("div", { class: "texts" });
    this.facts = el("div", { class: "facts" });
  }

  standing() {
    return this.data.facts.filter((fact) => fact.review !== "replaced" && (this.kinds.size === 0 || this.kinds.has(fact.kind)));
  }

  fact(key) {
    return this.data.facts.find((fact) => fact.review !== "replaced" && keyOf(fact) === key);
  }

  build() {
    const { metadata, source } = this.data;
    const title = metadata.title || source;
    document.title = title + " – trichluc";
    const pane = (name, ...content) => el("section", { class: "pane pane-" + name, id: "pane-" + name, tabindex: "0", "aria-labelledby": "title-" + name },
      el("h2", { id: "title-" + name, class: "unseen" }, t("pane_" + name)), content);
    const panes = ["facts", "text", ...(this.hasPictures ? ["page"] : [])].reverse();
    this.root = el("div", { class: "document" + (this.hasPictures ? "" : " without-paper"), dataset: { pane: this.given.get("show") ?? "facts" } },
      el("div", { class: "title" },
        el("h1", { lang: "vi" }, title),
        el("p", { class: "about", lang: "vi" }, [metadata.type_name, metadata.number, day(metadata.date), metadata.issuer].filter(Boolean).join(" · "))),
      this.reviewing.bar(),
      el("div", { class: "tabs", role: "group", "aria-label": t("panes") }, panes.map((name) =>
        el("button", { type: "button", dataset: { pane: name }, onclick: () => this.showPane(name, true) }, t("pane_" + name)))),
      el("div", { class: "panes" },
        this.hasPictures ? pane("page", this.pictures.root) : null,
        pane("text", this.hasPictures ? null : el("p", { class: "hint" }, t("no_pages")), this.text),
        pane("facts", this.facts)));
    this.text.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-fact]");
      if (!mark || !document.getSelection().isCollapsed) return;
      // A second click on the same words goes to the fact around.
      const keys = mark.dataset.fact.split(" ");
      const at = keys.indexOf(this.chosen);
      this.choose(keys[(at + 1) % keys.length], "text");
    });
    this.showPane(this.root.dataset.pane, false);
    return this.root;
  }

  showPane(name, note) {
    this.root.dataset.pane = name;
    for (const tab of this.root.querySelectorAll(".tabs button")) tab.setAttribute("aria-pressed", String(tab.dataset.pane === name));
    if (note) this.note({ show: name });
    if (this.chosen) this.reveal(this.chosen, "tab");
  }

  /** Text, facts and boxes as the data are now; what was chosen stays chosen, and what was scrolled to stays. */
  draw() {
    const facts = this.standing();
    const scrolled = [this.text, this.facts].map((one) => one.parentElement?.scrollTop ?? 0);
    replace(this.text, this.data.page_texts.map((page) =>
      el("section", { class: "page" }, el("h3", {}, t("page_n", { n: page.page }), page.origin && page.origin !== "text-layer" ? el("span", { class: "hint" }, " " + page.origin) : null),
        markedText(page, facts.filter((fact) => fact.page === page.page), this.data.repairs.filter((repair) => repair.page === page.page), this.words, keyOf))));
    replace(this.facts, factsPane(this));
    this.pictures?.setFacts(facts);
    if (this.chosen) this.markChosen();
    [this.text, this.facts].forEach((one, i) => { if (one.parentElement) one.parentElement.scrollTop = scrolled[i]; });
  }

  note(more) {
    const values = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(more)) {
      if (value) values.set(key, value);
      else values.delete(key);
    }
    const text = values.toString();
    this.app.note(location.pathname + (text ? "?" + text : ""));
  }

  /** `from`: where the person clicked; the other panes go there, that one stays. */
  choose(key, from) {
    this.chosen = this.fact(key) ? key : null;
    this.note({ fact: this.chosen, page: this.chosen ? this.fact(this.chosen).page : null });
    this.reviewing.closeForm();
    replace(this.facts, factsPane(this));
    this.markChosen();
    if (this.chosen) this.reveal(this.chosen, from);
  }

  markChosen() {
    for (const mark of this.text.querySelectorAll("mark.chosen")) mark.classList.remove("chosen");
    for (const mark of this.marksOf(this.chosen)) mark.classList.add("chosen");
    this.pictures?.show(this.chosen ?? "", false);
  }

  marksOf(key) {
    return key ? [...this.text.querySelectorAll("mark[data-fact~=\"" + CSS.escape(key) + "\"]")] : [];
  }

  reveal(key, from) {
    if (from !== "page") this.pictures?.show(key, true);
    if (from !== "text") this.marksOf(key)[0]?.scrollIntoView({ block: "center" });
    if (from !== "facts") this.facts.querySelector(".fact.chosen")?.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    const facts = this.standing();
    if (facts.length === 0) return;
    const at = facts.findIndex((fact) => keyOf(fact) === this.chosen);
    const next = facts[at < 0 ? (by > 0 ? 0 : facts.length - 1) : Math.min(Math.max(at + by, 0), facts.length - 1)];
    this.choose(keyOf(next), "keys");
  }

  chooseKinds(kinds) {
    this.kinds = kinds;
    this.note({ kinds: [...kinds].join(",") });
    this.draw();
  }

  key(key) {
    if (key === "Escape") return this.reviewing.closeForm() || (this.choose(null), true);
    if (key === "j" || key === "k") return this.step(key === "j" ? 1 : -1), true;
    const action = kReviewKeys.find(([one]) => one === key)?.[1].slice(3) ?? (key === "]" ? "next" : null);
    if (!action) return false;
    this.reviewing.act(action);
    return true;
  }

  async reload() {
    this.data = await ask("/api/document/" + this.data.sha256);
    if (this.chosen && !this.fact(this.chosen)) this.chosen = null;
    this.draw();
  }

  watchNews() {
    this.news = setInterval(async () => {
      if (document.hidden || this.reviewing.busy) return;
      try {
        const news = await ask("/api/news?since=" + this.data.last_event);
        if (this.ended || !news.documents.includes(this.data.sha256) || this.reviewing.form) return;
        await this.reload();
        this.app.say(t("news"));
      } catch { /* the server is gone for a moment; the next round asks again */ }
    }, kNewsEvery);
  }

  end() {
    this.ended = true;
    clearInterval(this.news);
    this.pictures?.end();
  }
}

export async function documentView(app, main) {
  const given = new URLSearchParams(location.search);
  const data = await ask("/api/document/" + encodeURIComponent(location.pathname.slice("/document/".length)));
  const view = new DocumentView(app, data, given);
  replace(main, view.build());
  // The fact of the address: by its place, or by its name in the record, as lists of other views have it.
  const wanted = given.get("fact");
  const fact = data.facts.find((one) => one.review !== "replaced" && (keyOf(one) === wanted || one.id === wanted));
  view.chosen = fact ? keyOf(fact) : null;
  view.draw();
  view.watchNews();
  requestAnimationFrame(() => {
    if (fact) return view.reveal(view.chosen, "address");
    const page = Number(given.get("page")) || 0;
    const found = page ? view.text.querySelector(".page-text[data-page=\"" + page + "\"] .found") : view.text.querySelector(".found");
    if (page) view.pictures?.toPage(page);
    (found ?? (page ? view.text.querySelector(".page-text[data-page=\"" + page + "\"]") : null))?.scrollIntoView({ block: "center" });
    if (view.words.length && !given.get("show")) view.showPane("text", false);
  });
  return view;
}
