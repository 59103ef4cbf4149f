// Figures by year, with every document behind a cell; and a chart of the rows that are chosen.
import { ask } from "./api.js";
import { el, link, query, replace } from "./dom.js";
import { day, indicator, number, t } from "./words.js";

const kSigns = { ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ " };
const kMostCharted = 5;
/** What people would rather look at than read. */
const kCharts = [["chart_money", { kind: "budget", by: "holder" }], ["chart_cases", { kind: "count", unit: "vụ|vụ việc|vụ án|vụ cháy|vụ tai nạn|ca|ca mắc|cas|trường hợp" }], ["chart_shares", { kind: "percentage", targets: "1" }]];

function amount(figure, unit) {
  const sign = (kSigns[figure.comparator] ?? "") + (figure.change === "increase" ? "▲ " : figure.change === "decrease" ? "▼ " : "");
  return sign + number(figure.value) + (unit === "%" ? " %" : "");
}

/** Values of a cell, each once; a target is told from what was reached. */
function cellWords(cell, unit) {
  const values = [...new Set(cell.figures.map((figure) => amount(figure, unit) + (figure.modality === "target" ? " (" + t("modality_target") + ")" : "")))];
  return values.length > 3 ? [...values.slice(0, 3), "…"].join("; ") : values.join("; ");
}

function behind(row, year) {
  const cell = row.cells[year];
  return el("section", { class: "behind", tabindex: "-1" }, el("h2", { lang: "vi" }, t("behind_cell", { name: indicator(row.name), year })), cell.conflict ? el("p", { class: "doubt" }, "≠ " + t("conflict")) : null,
    el("table", {}, el("thead", {}, el("tr", {}, ["value", "period", "area", "document"].map((key) => el("th", { scope: "col" }, t(key))))),
      el("tbody", {}, cell.figures.map((figure) => el("tr", {}, el("td", { class: "number" }, amount(figure, row.unit), figure.modality === "target" ? " (" + t("modality_target") + ")" : ""),
        el("td", {}, day(figure.period)), el("td", {}, figure.area ?? "–"),
        el("td", { lang: "vi" }, link("/document/" + figure.sha256.slice(0, 16) + query({ fact: figure.id, page: figure.page }), {}, [figure.number, figure.issuer, day(figure.date)].filter(Boolean).join(", ") || figure.source),
          ", ", t("page"), " ", figure.page)))))); 
}

/** What a chart draws: for every chosen row what was reported, and its targets as a series of their own. */
function seriesOf(rows, years) {
  return rows.flatMap((row) => ["reported", "target"].map((modality) => ({
    name: indicator(row.name) + (modality === "target" ? " (" + t("modality_target") + ")" : ""),
    row: indicator(row.name),
    target: modality === "target",
    // Several documents that say the same are one bar.
    points: years.flatMap((year) => [...new Map((row.cells[year]?.figures ?? []).filter((figure) => (figure.modality ?? "reported") === modality && !figure.change && typeof figure.value === "number")
      .map((figure) => [amount(figure, row.unit), { year, value: figure.value, label: amount(figure, row.unit) }])).values()]),
  })).filter((series) => series.points.length > 0));
}

/** The rows of a chart nobody has chosen yet: of holders, areas and issuers several, of what is measured the first. */
function firstRows(rows, values) {
  const most = values.targets ? 3 : ["", "series"].includes(values.by) ? 1 : kMostCharted;
  return rows.map((row, i) => i).filter((i) => rows[i].unit === rows[0].unit && seriesOf([rows[i]], Object.keys(rows[i].cells)).length > 0).slice(0, most);
}

export async function figuresView(app, main) {
  const given = new URLSearchParams(location.search);
  const values = Object.fromEntries(["kind", "by", "words", "unit", "area", "targets", "rows", "cell"].map((key) => [key, given.get(key) ?? ""]));
  const { rows: chosenRows, cell: chosenCell, ...asked } = values;
  const { rows, columns, units, areas, total } = await ask("/api/figures" + query({ ...asked, limit: 60 }));
  // Half as large as all the rest of the page: only who looks at figures loads it.
  const { chart, saveSvg } = await import("./chart.js");
  document.title = t("figures") + " – trichluc";
  const option = (value, own, words) => el("option", { value, selected: value === own }, words);
  const form = el("form", { class: "bar filters", onsubmit: (event) => {
    event.preventDefault();
    app.go("/figures" + query(Object.fromEntries(new FormData(event.target))));
  } },
    el("label", {}, t("figure_kind") + " ", el("select", { name: "kind" }, ["count", "budget", "percentage"].map((one) => option(one, values.kind || "count", t("figure_" + one))))),
    el("label", {}, t("figure_by") + " ", el("select", { name: "by" }, ["series", "holder", "area", "issuer"].map((one) => option(one, values.by || "series", t("by_" + one))))),
    el("label", {}, t("words_in") + " ", el("input", { name: "words", value: values.words, size: 18, maxlength: 200 })),
    el("label", {}, t("unit") + " ", el("select", { name: "unit" }, option("", values.unit, t("any")), [...new Set([values.unit, ...units.map((one) => one.value)])].filter(Boolean).map((one) => option(one, values.unit, one.replaceAll("|", ", "))))),
    el("label", {}, t("area") + " ", el("select", { name: "area" }, option("", values.area, t("any")), [...new Set([values.area, ...areas.map((one) => one.value)])].filter(Boolean).map((one) => option(one, values.area, one)))),
    el("label", {}, el("input", { type: "checkbox", name: "targets", value: "1", checked: values.targets === "1" }), " " + t("with_targets")),
    el("button", { class: "main" }, t("show")));
  const picked = new Set(chosenRows ? chosenRows.split(",").map(Number) : rows.length ? firstRows(rows, values) : []);
  const place = el("div", { class: "chart-place" });
  const cellPlace = el("div", {});
  const note = () => app.note("/figures" + query({ ...asked, rows: [...picked].join(","), cell: cellPlace.dataset.cell ?? "" }));
  const drawChart = () => {
    const own = [...picked].filter((i) => rows[i]).map((i) => rows[i]).filter((row, i, all) => row.unit === all[0].unit);
    const series = seriesOf(own, columns);
    const years = columns.filter((year) => series.some((one) => one.points.some((point) => point.year === year)));
    if (series.length === 0) return replace(place);
    const width = Math.min(Math.max(place.clientWidth, 300), 960);
    place.dataset.width = width;
    const picture = chart(series, years, own[0].unit, width);
    replace(place, picture, el("p", {}, el("button", { type: "button", onclick: () => saveSvg(picture, "trichluc-" + (values.kind || "count") + ".svg") }, t("save_svg"))));
  };
  const showCell = async (i, year, focus) => {
    const cell = rows[i]?.cells[year];
    if (!cell) return;
    // The table comes with the first figures of each cell.
    if (cell.count > cell.figures.length && !cell.all) {
      const whole = await ask("/api/figures" + query({ ...asked, unit: rows[i].unit, row: rows[i].name, each: 1000, limit: 5 }));
      rows[i].cells[year] = { ...(whole.rows.find((row) => row.unit === rows[i].unit)?.cells[year] ?? cell), all: true };
    }
    replace(cellPlace, behind(rows[i], year));
    cellPlace.dataset.cell = i + "-" + year;
    if (focus) cellPlace.firstChild.focus();
  };
  const head = el("tr", {}, el("th", { scope: "col" }, t("by_" + (values.by || "series"))), el("th", { scope: "col" }, t("unit")), columns.map((year) => el("th", { scope: "col", class: "number" }, year)));
  const body = rows.map((row, i) => el("tr", {},
    el("th", { scope: "row", lang: "vi" }, el("label", {}, el("input", { type: "checkbox", "aria-label": t("chart_row") + ": " + indicator(row.name), checked: picked.has(i), onchange: (event) => {
      if (event.target.checked) picked.add(i);
      else picked.delete(i);
      if (picked.size > kMostCharted) picked.delete([...picked][0]);
      drawChart();
      note();
    } }), " ", indicator(row.name))), el("td", {}, row.unit),
    columns.map((year) => el("td", { class: "number" + (row.cells[year]?.conflict ? " conflict" : "") }, row.cells[year] ? el("button", { type: "button", class: "inline", onclick: async () => { await showCell(i, year, true); note(); } },
      row.cells[year].conflict ? el("span", { title: t("conflict"), role: "img", "aria-label": t("conflict") }, "≠ ") : null, cellWords(row.cells[year], row.unit)) : ""))));
  replace(main, el("div", { class: "plain wide" },
    el("div", { class: "bar" }, el("h1", {}, t("figures")), el("a", { href: "/api/figures" + query({ ...asked, format: "csv" }), download: true }, t("csv"))),
    el("p", { class: "hint" }, t("figures_about")),
    el("nav", { class: "bar", "aria-label": t("charts") }, el("span", {}, t("charts") + ":"), kCharts.map(([name, choice]) => {
      const own = ["kind", "by", "unit", "targets", "words", "area"].every((key) => (values[key] || (key === "by" ? "series" : "")) === (choice[key] ?? (key === "by" ? "series" : "")));
      return link("/figures" + query(choice), { "aria-current": own ? "true" : null }, t(name));
    })), form,
    rows.length === 0 ? el("p", {}, t("no_figures")) : [place, cellPlace,
      el("p", { class: "hint" }, total > rows.length ? t("n_rows_more", { n: number(rows.length), all: number(total) }) : t("n_rows", { n: number(rows.length) })),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("figures") }, el("table", { class: "figures" }, el("thead", {}, head), el("tbody", {}, body)))]));
  drawChart();
  // Letters keep their size: a chart is drawn for the width there is.
  const watch = new ResizeObserver(() => { if (Math.abs(Math.min(Math.max(place.clientWidth, 300), 960) - Number(place.dataset.width)) > 8) drawChart(); });
  watch.observe(place);
  const cell = /^(\d+)-(\d{4})$/.exec(chosenCell);
  if (cell) showCell(Number(cell[1]), cell[2], false);
  return { end: () => watch.disconnect() };
}
