// Who is at the page: a name that goes with every event.
import { el } from "./dom.js";
import { t } from "./words.js";

const kName = "trichluc-reviewer";

export function reviewer() {
  return localStorage.getItem(kName) ?? "";
}

/** Asks for the name; "" when the person would rather not say. */
export function askReviewer() {
  return new Promise((done) => {
    const input = el("input", { id: "reviewer", name: "name", value: reviewer(), required: true, maxlength: 80, autocomplete: "name" });
    const finish = () => { dialog.remove(); done(reviewer()); };
    const dialog = el("dialog", { "aria-labelledby": "reviewer-title", onclose: finish },
      el("form", { onsubmit: (event) => {
        event.preventDefault();
        const name = input.value.trim();
        if (name) localStorage.setItem(kName, name);
        dialog.close();
      } },
        el("h2", { id: "reviewer-title" }, t("reviewer")), el("label", { for: "reviewer" }, t("reviewer_ask")), input,
        el("p", { class: "buttons" }, el("button", { class: "main" }, t("save")), el("button", { type: "button", onclick: () => dialog.close() }, t("cancel")))));
    document.body.append(dialog);
    dialog.showModal();
  });
}
