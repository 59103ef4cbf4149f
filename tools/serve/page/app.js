// The page: which view an address means, the head with its search, and the two languages.
import { ask, hasToken, setToken, takeToken } from "./api.js";
import { catalogueView } from "./catalogue.js";
import { documentView } from "./document.js";
import { el, link, replace } from "./dom.js";
import { figuresView } from "./figures.js";
import { helpView } from "./help.js";
import { keysAreOn } from "./keys.js";
import { askReviewer, reviewer } from "./reviewer.js";
import { reviewView } from "./review_queue.js";
import { runsView } from "./runs.js";
import { explained, language, preferredLanguage, setIndicators, setLanguage, t } from "./words.js";

const kLanguage = "trichluc-language";

const app = {
  overview: null,
  view: null,
  canReview: () => !app.overview.read_only && hasToken(),
  /** Goes to an address of this page; `instead`: without a step in the history. */
  go(address, instead = false) {
    history[instead ? "replaceState" : "pushState"](null, "", address);
    open();
  },
  /** The address says more now, the view stays. */
  note(address) {
    history.replaceState(null, "", address);
  },
  say(words) {
    const place = document.getElementById("said");
    place.textContent = "";
    // A change of the same words is not read out unless they were gone.
    requestAnimationFrame(() => { place.textContent = words; });
    clearTimeout(app.silence);
    app.silence = setTimeout(() => { place.textContent = ""; }, 6000);
  },
  refreshHead: () => head(),
};

function viewOf(path) {
  if (path === "/") return catalogueView;
  if (path.startsWith("/document/")) return documentView;
  return { "/review": reviewView, "/figures": figuresView, "/runs": runsView, "/help": helpView }[path] ?? catalogueView;
}

function head() {
  const path = location.pathname;
  const values = new URLSearchParams(location.search);
  const entry = (address, words, own) => el("li", {}, link(address, { "aria-current": own ? "page" : null }, words));
  const search = el("form", { role: "search", onsubmit: (event) => {
    event.preventDefault();
    const words = event.target.elements.q.value.trim();
    app.go(words ? "/?q=" + encodeURIComponent(words) : "/");
  } },
    el("label", { class: "unseen", for: "q" }, t("search")),
    el("input", { id: "q", name: "q", type: "search", placeholder: t("search_hint"), value: values.get("q") ?? "", autocomplete: "off", maxlength: 300 }),
    el("button", {}, t("search")));
  const languages = el("div", { class: "languages", role: "group", "aria-label": t("language") },
    ["vi", "en"].map((one) => el("button", { type: "button", lang: one, "aria-pressed": String(language() === one), onclick: () => {
      localStorage.setItem(kLanguage, one);
      setLanguage(one);
      open();
    } }, one === "vi" ? "Tiếng Việt" : "English")));
  const who = app.overview.read_only ? el("span", { class: "hint" }, t("read_only"))
    : !hasToken() ? el("span", { class: "hint", title: t("no_token") }, t("read_only"))
    : el("button", { type: "button", class: "quiet", onclick: async () => { await askReviewer(); head(); } }, t("reviewer") + ": " + (reviewer() || "–"));
  replace(document.getElementById("head"),
    el("a", { class: "skip", href: "#main", onclick: (event) => { event.preventDefault(); document.getElementById("main").focus(); } }, t("skip_to_main")),
    el("div", { class: "brand" }, link("/", {}, "trichluc"), el("span", { class: "archive" }, app.overview.name)),
    el("nav", { "aria-label": t("main_menu") }, el("ul", {},
      entry("/", t("documents"), path === "/" || path.startsWith("/document/")), entry("/review", t("review"), path === "/review"),
      entry("/figures", t("figures"), path === "/figures"), entry("/runs", t("runs"), path === "/runs"), entry("/help", t("help"), path === "/help"))),
    search, el("div", { class: "who" }, who, languages));
  document.documentElement.lang = language();
}

async function open() {
  app.view?.end?.();
  app.view = null;
  head();
  const main = document.getElementById("main");
  const view = viewOf(location.pathname);
  const mine = (app.opening = {});
  main.setAttribute("aria-busy", "true");
  try {
    const made = await view(app, main);
    if (app.opening !== mine) return made?.end?.();
    app.view = made;
  } catch (failure) {
    if (app.opening !== mine) return;
    document.title = t("failed") + " – trichluc";
    replace(main, el("div", { class: "plain" }, el("h1", {}, t("failed")), el("p", {}, explained(failure).what), el("p", { class: "hint" }, explained(failure).more)));
    if (!failure.code) console.error(failure);
  } finally {
    main.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const found = event.target.closest?.("a[href]");
  if (!found || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (found.origin !== location.origin || found.hasAttribute("download") || found.pathname.startsWith("/api/") || found.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  app.go(found.pathname + found.search);
  scrollTo(0, 0);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, select, textarea, dialog")) return;
  if (event.key === "Escape") app.view?.key?.("Escape");
  if (!keysAreOn()) return;
  if (event.key === "/") document.getElementById("q").focus();
  else if (event.key === "?") app.go("/help");
  else if (!app.view?.key?.(event.key)) return;
  event.preventDefault();
});

addEventListener("popstate", open);

takeToken();
setLanguage(localStorage.getItem(kLanguage) ?? preferredLanguage(navigator.languages));
try {
  app.overview = await ask("/api/overview");
  setIndicators(app.overview.indicators);
  if (app.overview.token) setToken(app.overview.token);
  await open();
} catch (failure) {
  replace(document.getElementById("main"), el("div", { class: "plain" }, el("h1", {}, t("failed")), el("p", {}, explained(failure).what), el("p", { class: "hint" }, explained(failure).more)));
}
