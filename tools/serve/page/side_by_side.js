// A document's paper, text and facts side by side, each leading to the others. What goes beyond reading is a subclass's.
import { el, replace } from "./dom.js";
import { factsPane } from "./document_facts.js";
import { keyOf } from "./fact_view.js";
import { markedText, showPlace } from "./marked_text.js";
import { t, term } from "./words.js";

export class SideBySide {
  /** `data`: as /api/document has it; `words`: that were searched for; `kinds`: of facts that are shown, empty for all. */
  constructor(data, words, kinds) {
    this.data = data;
    this.words = words;
    this.kinds = kinds;
    this.chosen = null;
    this.hasPictures = false;
    this.text = el("div", { class: "texts" });
    this.facts = el("div", { class: "facts" });
    this.text.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[data-fact]");
      if (!mark || !document.getSelection().isCollapsed) return;
      // A second click on the same words goes to the fact around.
      const keys = mark.dataset.fact.split(" ");
      const at = keys.indexOf(this.chosen);
      this.choose(keys[(at + 1) % keys.length], "text");
    });
  }

  /** What a subclass adds to the facts: buttons of one, links for all, a form for a new one. */
  actions() { return null; }
  downloads() { return null; }
  addForm() { return null; }
  /** A part of the address has changed. */
  note() {}

  panes() {
    const pane = (name, ...content) => el("section", { class: "pane pane-" + name, id: "pane-" + name, tabindex: "0", "aria-labelledby": "title-" + name },
      el("h2", { id: "title-" + name, class: "unseen" }, t("pane_" + name)), content);
    const names = ["facts", "text", ...(this.hasPictures ? ["page"] : [])].reverse();
    return [
      el("div", { class: "tabs", role: "group", "aria-label": t("panes") }, names.map((name) =>
        el("button", { type: "button", dataset: { pane: name }, onclick: () => this.showPane(name, true) }, t("pane_" + name)))),
      el("div", { class: "panes" },
        this.hasPictures ? pane("page", this.pictures.root) : null,
        pane("text", this.hasPictures ? null : el("p", { class: "hint" }, t("no_pages")), this.text),
        pane("facts", this.facts)),
    ];
  }

  showPane(name, note) {
    this.root.dataset.pane = name;
    for (const tab of this.root.querySelectorAll(".tabs button")) tab.setAttribute("aria-pressed", String(tab.dataset.pane === name));
    if (note) this.note({ show: name });
    if (this.chosen) this.reveal(this.chosen, "tab");
  }

  standing() {
    return this.data.facts.filter((fact) => fact.review !== "replaced" && (this.kinds.size === 0 || this.kinds.has(fact.kind)));
  }

  fact(key) {
    return this.data.facts.find((fact) => fact.review !== "replaced" && keyOf(fact) === key);
  }

  /** Text, facts and boxes as the data are now; what was chosen stays chosen, and what was scrolled to stays. */
  draw() {
    const facts = this.standing();
    const scrolled = [this.text, this.facts].map((one) => one.parentElement?.scrollTop ?? 0);
    replace(this.text, this.data.page_texts.map((page) =>
      el("section", { class: "page" }, el("h3", {}, t("page_n", { n: page.page }), page.origin && page.origin !== "text-layer" ? el("span", { class: "hint" }, " · " + term("origin_", page.origin)) : null),
        markedText(page, facts.filter((fact) => fact.page === page.page), this.data.repairs.filter((repair) => repair.page === page.page), this.words, keyOf))));
    replace(this.facts, factsPane(this));
    this.pictures?.setFacts(facts);
    if (this.chosen) this.markChosen();
    [this.text, this.facts].forEach((one, i) => { if (one.parentElement) one.parentElement.scrollTop = scrolled[i]; });
  }

  /** `from`: where the person clicked; the other panes go there, that one stays. */
  choose(key, from) {
    this.chosen = this.fact(key) ? key : null;
    this.note({ fact: this.chosen, page: this.chosen ? this.fact(this.chosen).page : null });
    const head = () => this.facts.querySelector(".fact[data-fact=\"" + CSS.escape(key ?? "") + "\"] .head");
    const before = head()?.getBoundingClientRect().top;
    const focused = this.facts.contains(document.activeElement);
    replace(this.facts, factsPane(this));
    // What was clicked stays under the pointer, whatever opened or closed above it, and keeps the focus.
    const after = head()?.getBoundingClientRect().top;
    if (from === "facts" && before !== undefined && after !== undefined) this.facts.parentElement.scrollTop += after - before;
    if (from === "facts" && focused) head()?.focus({ preventScroll: true });
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

  showPlace(page, begin, end) {
    this.showPane("text", false);
    showPlace(this.text, page, begin, end);
  }
}
