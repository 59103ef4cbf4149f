// One document of the archive, to be read and reviewed.
import { ask, askPicture } from "./api.js";
import { el, replace } from "./dom.js";
import { keyOf } from "./fact_view.js";
import { kReviewKeys } from "./keys.js";
import { boxesOf, searchWords } from "./marked_text.js";
import { PagePictures } from "./page_picture.js";
import { Reviewing } from "./reviewing.js";
import { SideBySide } from "./side_by_side.js";
import { day, t } from "./words.js";

const kNewsEvery = 5000;  // ms

class DocumentView extends SideBySide {
  constructor(app, data, given) {
    super(data, searchWords(given.get("q")), new Set((given.get("kinds") ?? "").split(",").filter(Boolean)));
    this.app = app;
    this.given = given;
    this.reviewing = new Reviewing(app, this);
    this.hasPictures = data.media_type === "application/pdf" || data.media_type.startsWith("image/");
    if (!this.hasPictures) return;
    const pages = data.page_texts.length ? data.page_texts : [...Array(data.pages).keys()].map((i) => ({ page: i + 1 }));
    const dpi = window.devicePixelRatio > 1.4 ? 220 : 150;
    const load = async (page) => {
      const { blob, width, height } = await askPicture("/api/document/" + data.sha256 + "/page/" + page + ".picture?dpi=" + dpi);
      return { address: URL.createObjectURL(blob), width, height };
    };
    this.pictures = new PagePictures(pages, load, (address) => URL.revokeObjectURL(address), (key) => this.choose(key, "page"));
    if (this.words.length) this.pictures.markFound(async (page) => boxesOf(await ask("/api/document/" + data.sha256 + "/page/" + page + ".words"), this.words));
  }

  build() {
    const { metadata, source } = this.data;
    const title = metadata.title || source;
    document.title = title + " – trichluc";
    this.root = el("div", { class: "document" + (this.hasPictures ? "" : " without-paper"), dataset: { pane: this.given.get("show") ?? "facts" } },
      el("div", { class: "title" },
        el("h1", { lang: "vi" }, title),
        el("p", { class: "about", lang: "vi" }, [metadata.type_name, metadata.number, day(metadata.date), metadata.issuer].filter(Boolean).join(" · "))),
      this.reviewing.bar(), this.panes());
    this.showPane(this.root.dataset.pane, false);
    return this.root;
  }

  actions(fact) {
    return [this.reviewing.buttons(fact), this.reviewing.form?.key === keyOf(fact) ? this.reviewing.form.root : null];
  }

  addForm() {
    return this.reviewing.form && !this.reviewing.form.key ? this.reviewing.form.root : null;
  }

  downloads() {
    const address = "/api/document/" + this.data.sha256;
    return [el("a", { href: address + "?format=csv", download: true }, t("csv")), el("a", { href: address + "/source", download: true }, t("save_original"))];
  }

  choose(key, from) {
    this.reviewing.closeForm();
    super.choose(key, from);
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

  key(key) {
    if (key === "Escape") {
      if (this.reviewing.closeForm()) this.draw();
      else this.choose(null);
      return true;
    }
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
