// The value of a fact as a form, made from what the server says a value of its kind is made of (/api/forms).
import { el, replace } from "./dom.js";
import { t, term } from "./words.js";

/** As people type it here: dots group thousands, a comma is the decimal mark; nothing for what is no number. */
export function numberOf(text) {
  const bare = text.trim().replace(/\s/g, "");
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)) return Number(bare.replaceAll(".", "").replace(",", "."));
  if (/^-?\d+(,\d+)?$/.test(bare)) return Number(bare.replace(",", "."));
  if (/^-?\d+\.\d{1,2}$/.test(bare)) return Number(bare);
  return null;
}

function typed(value) {
  if (typeof value === "number") return String(value).replace(".", ",");
  return value && typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
}

/** `on`: {save(kind, value, note), cancel()}. */
export function valueForm(forms, fact, moved, on) {
  const fields = el("div", { class: "fields" });
  const complaint = el("p", { class: "complaint", role: "alert" });
  const kind = el("select", { name: "kind", id: "form-kind", onchange: () => draw() }, Object.keys(forms).map((one) => el("option", { value: one, selected: one === fact.kind }, term("kind_", one))));
  const draw = () => replace(fields, forms[kind.value].map((field) => {
    const id = "form-" + field.name;
    const value = fact.value?.[field.name];
    const control = field.type === "choice" ? el("select", { id, name: field.name }, el("option", { value: "" }, "–"), field.choices.map((choice) => el("option", { value: choice, selected: choice === value }, term(field.name + "_", choice))))
      : field.type === "boolean" ? el("input", { id, name: field.name, type: "checkbox", checked: value === true })
      : el("input", { id, name: field.name, value: typed(value), required: field.needed, inputmode: field.type === "number" || field.type === "whole" ? "decimal" : null, autocomplete: "off" });
    return el("div", {}, el("label", { for: id, title: field.about }, term("f_", field.name)), control);
  }));
  draw();
  const note = el("input", { id: "form-note", name: "note", maxlength: 500, autocomplete: "off" });
  const read = () => {
    const value = {};
    for (const field of forms[kind.value]) {
      const control = fields.querySelector("[name=\"" + field.name + "\"]");
      if (field.type === "boolean") {
        if (control.checked) value[field.name] = true;
        else if (fact.value?.[field.name] === false) value[field.name] = false;
        continue;
      }
      const text = control.value.trim();
      if (text === "") continue;
      if (field.type === "number" || field.type === "whole") {
        const number = numberOf(text);
        if (number === null) throw new Error(t("bad_number", { value: text }));
        value[field.name] = number;
      } else if (field.type === "json") {
        value[field.name] = JSON.parse(text);
      } else {
        value[field.name] = text;
      }
    }
    if (Object.keys(value).length === 0) throw new Error(t("no_value"));
    return value;
  };
  return el("form", { class: "value-form", onsubmit: (event) => {
    event.preventDefault();
    try {
      complaint.textContent = "";
      on.save(kind.value, read(), note.value.trim());
    } catch (failure) {
      complaint.textContent = failure.message;
    }
  }, onkeydown: (event) => { if (event.key === "Escape") on.cancel(); } },
    el("p", {}, t("new_words") + ": ", el("q", { lang: "vi" }, moved ? moved.text : fact.text)),
    el("div", { class: "fields" }, el("div", {}, el("label", { for: "form-kind" }, t("kind")), kind)), fields,
    el("div", { class: "fields" }, el("div", {}, el("label", { for: "form-note" }, t("note")), note)), complaint,
    el("p", { class: "buttons" }, el("button", { class: "main" }, t("save")), el("button", { type: "button", onclick: () => on.cancel() }, t("cancel"))));
}
