// Elements made by hand. Text only ever becomes a text node: nothing of a document is read as markup.

/** el("a", {href, class, onclick, "aria-label"}, "text", element, [more], null) */
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "dataset") Object.assign(element.dataset, value);
    else if (key === "value" && "value" in element) element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A link whose address may carry what a person typed: only addresses of this page are taken. */
export function link(address, attributes, ...children) {
  return el("a", { href: address.startsWith("/") && !address.startsWith("//") ? address : "/", ...attributes }, ...children);
}

export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

/** "?a=1&b=2" of what is not empty. */
export function query(values) {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== "") parts.set(key, value);
  }
  const text = parts.toString();
  return text ? "?" + text : "";
}
