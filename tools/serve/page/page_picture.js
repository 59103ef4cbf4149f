// The pages of a document as pictures, with the boxes of facts over them.
import { el, replace, svg } from "./dom.js";
import { keyOf } from "./fact_view.js";
import { explained, t, term } from "./words.js";

const kMostKept = 12;  // pictures; those far from what is read are let go

export class PagePictures {
  /**
   * `load(page)` promises {address, width, height}: what an image takes, and the page's points; `letGo(address)` is called
   * when it is no longer shown. `choose(key)` is called when a box is clicked.
   */
  constructor(pages, load, letGo, choose) {
    this.found = () => Promise.resolve([]);
    this.asking = Promise.resolve();
    this.picture = load;
    this.free = letGo;
    this.choose = choose;
    this.pages = new Map();
    this.recent = [];
    this.root = el("div", { class: "pictures" });
    // A page is asked for when it comes near: an archive's document may have hundreds.
    this.watch = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) this.load(Number(entry.target.dataset.page));
    }, { root: null, rootMargin: "400px" });
    for (const page of pages) {
      const frame = el("figure", { class: "sheet", dataset: { page: page.page } },
        el("div", { class: "paper waiting" }, el("span", { class: "hint" }, t("loading"))), el("figcaption", {}, t("page_n", { n: page.page })));
      this.pages.set(page.page, { frame, paper: frame.firstChild, facts: [], state: "waiting" });
      this.root.append(frame);
      this.watch.observe(frame);
    }
  }

  /** `find(page)` promises [[left, top, right, bottom], …] of what was searched for; it may take seconds, for a scan. */
  markFound(find) {
    this.found = find;
  }

  setFacts(facts) {
    for (const page of this.pages.values()) page.facts = [];
    for (const fact of facts) if (fact.boxes && fact.review !== "replaced") this.pages.get(fact.page)?.facts.push(fact);
    for (const page of this.pages.values()) this.draw(page);
  }

  async load(number) {
    const page = this.pages.get(number);
    if (!page || page.state !== "waiting") return;
    page.state = "asked";
    try {
      const picture = await this.picture(number);
      page.size = [picture.width, picture.height];
      page.address = picture.address;
      const image = el("img", { src: page.address, alt: t("picture_of", { n: number }) });
      page.overlay = svg("svg", { viewBox: "0 0 " + page.size.join(" "), preserveAspectRatio: "none", "aria-hidden": "true" });
      page.paper.className = "paper";
      page.paper.style.aspectRatio = page.size[0] + " / " + page.size[1];
      replace(page.paper, image, page.overlay);
      page.state = "shown";
      this.draw(page);
      this.recent.push(number);
      if (this.recent.length > kMostKept) this.letGo(this.recent.shift());
      if (this.wanted) this.show(this.wanted, false);
      // One page after the other: reading is more work than drawing.
      this.asking = this.asking.then(() => this.mark(number, page));
    } catch (failure) {
      page.state = "failed";
      page.paper.className = "paper without";
      replace(page.paper, el("p", {}, el("strong", {}, t("no_picture")), el("br"), explained(failure).what, " ", el("span", { class: "hint" }, explained(failure).more)));
    }
  }

  async mark(number, page) {
    try {
      page.words ??= await this.found(number);
    } catch {
      page.words = [];  // they are marked in the text
    }
    this.draw(page);
    if (number === this.toFound && page.words.length > 0 && page.overlay) {
      this.toFound = null;
      page.overlay.querySelector(".found").scrollIntoView({ block: "center" });
    }
  }

  letGo(number) {
    const page = this.pages.get(number);
    const frame = page.frame.getBoundingClientRect();
    if (frame.bottom > -2000 && frame.top < innerHeight + 2000) return this.recent.push(number);
    this.free(page.address);
    page.state = "waiting";
    page.overlay = null;
    replace(page.paper, el("span", { class: "hint" }, t("loading")));
    this.watch.unobserve(page.frame);
    this.watch.observe(page.frame);
  }

  draw(page) {
    if (!page.overlay) return;
    const large = (fact) => fact.boxes.reduce((sum, [left, top, right, bottom]) => sum + (right - left) * (bottom - top), 0);
    // Small boxes last: what lies inside another fact can be clicked.
    const facts = [...page.facts].sort((a, b) => large(b) - large(a));
    const word = ([left, top, right, bottom]) => svg("rect", { x: left - 1, y: top - 1, width: Math.max(right - left, 1) + 2, height: Math.max(bottom - top, 1) + 2, rx: 1.5 });
    replace(page.overlay, page.words?.length ? svg("g", { class: "found" }, page.words.map(word)) : null, facts.map((fact) =>
      svg("g", { class: "kind-" + fact.kind + (fact.review === "rejected" ? " rejected" : "") + (keyOf(fact) === this.wanted ? " chosen" : ""),
                 "data-fact": keyOf(fact), onclick: () => this.choose(keyOf(fact)) },
        svg("title", {}, term("kind_", fact.kind) + ": " + fact.text),
        fact.boxes.map(([left, top, right, bottom]) =>
          svg("rect", { x: left - 1, y: top - 1, width: Math.max(right - left, 1) + 2, height: Math.max(bottom - top, 1) + 2, rx: 1.5 })))));
  }

  /** Marks the fact and, with `scroll`, brings it into sight. */
  show(key, scroll) {
    this.wanted = key;
    for (const page of this.pages.values()) {
      for (const group of page.overlay?.children ?? []) group.classList.toggle("chosen", group.dataset.fact !== undefined && group.dataset.fact === key);
    }
    if (!scroll) return;
    const number = Number(key.split("-")[0]);
    const page = this.pages.get(number);
    if (!page) return;
    const box = page.overlay?.querySelector(".chosen");
    (box ?? page.frame).scrollIntoView({ block: box ? "center" : "start", behavior: "auto" });
  }

  /** And, once it is known where the words are that were searched for, to the first of them. */
  toPage(number) {
    this.toFound = number;
    this.pages.get(number)?.frame.scrollIntoView({ block: "start" });
  }

  end() {
    this.found = () => Promise.resolve([]);
    this.watch.disconnect();
    for (const page of this.pages.values()) if (page.address) this.free(page.address);
  }
}
