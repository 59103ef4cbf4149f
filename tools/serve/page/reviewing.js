// What a person says of the facts of a document: accept, correct, reject, add, skip, undo. Everything is an event.
import { ask, sendReview } from "./api.js";
import { el, query } from "./dom.js";
import { keyOf } from "./fact_view.js";
import { kReviewKeys } from "./keys.js";
import { markedByPerson } from "./marked_text.js";
import { askReviewer, reviewer } from "./reviewer.js";
import { valueForm } from "./value_form.js";
import { explained, t } from "./words.js";

const kUndo = "trichluc-undo";  // what this window did: a list of steps, each a list of events
const kSkipped = "trichluc-skipped";

function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

export class Reviewing {
  constructor(app, view) {
    this.app = app;
    this.view = view;
    this.form = null;
    this.busy = false;
  }

  /** All actions with their keys, on screen. */
  bar() {
    if (!this.app.canReview()) return el("p", { class: "review-bar hint" }, this.app.overview.read_only ? "" : t("no_token"));
    const button = (key, action) => el("button", { type: "button", onclick: () => this.act(action.slice(3)) }, t(action), " ", el("kbd", {}, key));
    return el("div", { class: "review-bar", role: "toolbar", "aria-label": t("review") }, kReviewKeys.map(([key, action]) => button(key, action)), button("]", "do_next"));
  }

  buttons(fact) {
    if (!this.app.canReview()) return null;
    const button = (action) => el("button", { type: "button", onclick: () => this.act(action) }, t("do_" + action));
    const own = [...this.view.data.events].reverse().find((event) => event.event === fact.event);
    return el("p", { class: "buttons" }, button("accept"), button("correct"), button("reject"),
      own ? el("button", { type: "button", onclick: () => this.undoEvents([own]) }, t("do_undo")) : null);
  }

  fact() {
    return this.view.chosen ? this.view.fact(this.view.chosen) : null;
  }

  async act(action) {
    if (this.busy) return;
    if (action === "skip" || action === "next") return this.next(action === "skip");
    if (!this.app.canReview()) return this.app.say(t("no_token"));
    if (!reviewer() && !(await askReviewer())) return;
    this.app.refreshHead();
    if (action === "undo") return this.undo();
    if (action === "add") {
      const marked = markedByPerson(this.view.text);
      if (!marked) return this.app.say(t("mark_first"));
      return this.openForm(null, marked);
    }
    const fact = this.fact();
    if (!fact) return this.app.say(t("choose_first"));
    if (action === "correct") return this.openForm(fact, markedByPerson(this.view.text));
    await this.send([this.event(action, fact)], action);
  }

  event(action, fact, more = {}) {
    return { document: this.view.data.sha256, action, kind: fact.kind, page: fact.page, span: [fact.span_begin, fact.span_end], text: fact.text, ...more, reviewer: reviewer() };
  }

  /** Sends the events of one step; after it the next doubtful fact is shown, where a person goes through those. */
  async send(events, action) {
    this.busy = true;
    try {
      const made = [];
      for (const event of events) {
        const answer = await sendReview(event, action === "undo" || made.length ? null : this.view.data.last_event);
        if (answer.overtaken?.length) {
          await this.view.reload();
          return this.app.say(t("overtaken", { who: answer.overtaken.at(-1).reviewer }));
        }
        made.push({ ...event, event: answer.event });
      }
      if (action !== "undo") sessionStorage.setItem(kUndo, JSON.stringify([...stored(kUndo), made].slice(-100)));
      this.form = null;
      await this.view.reload();
      this.app.say(t("done_" + action));
      if (action !== "undo" && new URLSearchParams(location.search).has("review")) await this.next(false);
    } catch (failure) {
      this.app.say([explained(failure).what, explained(failure).more].filter(Boolean).join(" "));
      if (failure.code === "token") this.app.refreshHead();
    } finally {
      this.busy = false;
    }
  }

  async undo() {
    const steps = stored(kUndo);
    const last = steps.pop();
    if (!last) return this.app.say(t("nothing_to_undo"));
    sessionStorage.setItem(kUndo, JSON.stringify(steps));
    await this.undoEvents([...last].reverse());
  }

  async undoEvents(events) {
    if (!reviewer() && !(await askReviewer())) return;
    await this.send(events.map((one) => ({ document: one.document ?? this.view.data.sha256, action: "undo", kind: one.kind, page: one.page,
      span: one.span ?? [one.span_begin, one.span_end], text: one.text, undoes: one.event, reviewer: reviewer() })), "undo");
  }

  /** For a correction, or without `fact` for one that was missed; `marked`: words a person has marked. */
  async openForm(fact, marked) {
    this.forms ??= await ask("/api/forms");
    const start = fact ?? { kind: "count", value: {}, page: marked.page, span_begin: marked.begin, span_end: marked.end, text: marked.text };
    const moved = marked && (!fact || marked.page !== fact.page || marked.begin !== fact.span_begin || marked.end !== fact.span_end) ? marked : null;
    const root = valueForm(this.forms, start, moved, {
      cancel: () => { this.closeForm(); this.view.draw(); },
      save: (kind, value, note) => {
        const at = moved ? { ...start, page: moved.page, span_begin: moved.begin, span_end: moved.end, text: moved.text } : start;
        const more = { new: value, ...(note ? { note } : {}) };
        if (!fact) return this.send([this.event("add", { ...at, kind }, more)], "add");
        if (kind === fact.kind && !moved) return this.send([this.event("correct", fact, more)], "correct");
        // Events bind by kind, page and words: another kind or other words are another fact.
        return this.send([this.event("reject", fact), this.event("add", { ...at, kind }, more)], "correct");
      },
    });
    this.form = { key: fact ? keyOf(fact) : null, root };
    this.view.showPane("facts", false);
    this.view.draw();
    root.scrollIntoView({ block: "nearest" });
    (root.querySelectorAll(".fields")[1]?.querySelector("input, select") ?? root).focus();
  }

  /** Whether there was one. */
  closeForm() {
    const had = this.form !== null;
    this.form = null;
    return had;
  }

  /** The next doubtful fact of the archive; with `skip`, the chosen one is left for later in this window. */
  async next(skip) {
    const skipped = stored(kSkipped);
    const fact = this.fact();
    if (skip && fact) skipped.push(this.view.data.sha256 + keyOf(fact));
    sessionStorage.setItem(kSkipped, JSON.stringify(skipped.slice(-2000)));
    const { doubts } = await ask("/api/doubts" + query({ kind: new URLSearchParams(location.search).get("kind"), limit: Math.min(500, 50 + skipped.length) }));
    const here = fact ? fact.row : null;
    const found = doubts.find((doubt) => doubt.row !== here && !skipped.includes(doubt.sha256 + doubt.place));
    if (!found) return this.app.say(t("nothing_doubtful"));
    this.app.go("/document/" + found.sha256.slice(0, 16) + query({ fact: found.id, page: found.page, review: 1, kind: new URLSearchParams(location.search).get("kind") }));
  }
}
