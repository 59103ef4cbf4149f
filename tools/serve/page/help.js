// The shortcuts, and whether they are used.
import { el, replace } from "./dom.js";
import { kOtherKeys, kReviewKeys, keysAreOn, turnKeys } from "./keys.js";
import { t } from "./words.js";

export async function helpView(app, main) {
  document.title = t("help") + " – trichluc";
  const row = (keys, words) => el("div", {}, el("dt", {}, keys.map((key, i) => [i ? " " : null, el("kbd", {}, key)])), el("dd", {}, words));
  const longer = { do_correct: "key_correct", do_add: "key_add" };
  replace(main, el("div", { class: "plain" }, el("h1", {}, t("help")), el("h2", {}, t("keys")),
    el("p", {}, el("label", {}, el("input", { type: "checkbox", checked: keysAreOn(), onchange: (event) => turnKeys(event.target.checked) }), " ", t("keys_on"))),
    el("dl", { class: "keys" }, kReviewKeys.map(([key, action]) => row([key], t(action) + (longer[action] ? ": " + t(longer[action]) : ""))),
      kOtherKeys.map((one) => row(one.slice(0, -1), t(one.at(-1))))),
    app.canReview() ? null : el("p", { class: "hint" }, app.overview.read_only ? t("read_only") : t("no_token")),
    el("p", { class: "hint" }, app.overview.version)));
  return {};
}
