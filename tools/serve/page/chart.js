// Figures by year as SVG, drawn by Observable Plot (plot.js): bars of what was reported, lines across them for targets.
//
// Nothing is added up or joined: several values that documents state for one year stand side by side. The picture is
// complete in itself, colours and words included, so that it can be saved.
import { axisY, barY, gridY, plot, ruleY, text, tickY } from "./plot.js";
import { svg } from "./dom.js";
import { number, t } from "./words.js";

const kColours = ["#24587a", "#b3591a", "#3d6b35", "#7a3a78", "#6b5b1e"];
const kInk = "#33383d", kFaint = "#d5d2ca";
const kFont = "system-ui, \"Noto Sans\", sans-serif";
const kLeft = 84, kRight = 10, kBottom = 30, kPlotHeight = 250, kLegendLine = 18;
const kLetter = 6.4;  // px, of the legend's words

function shortened(words, px) {
  const most = Math.max(8, Math.floor(px / kLetter));
  return words.length > most ? words.slice(0, most - 1) + "…" : words;
}

/** Every value with its slot in the group of its year: series keep theirs, so that years can be compared. */
function placed(series) {
  const bars = series.filter((one) => !one.target);
  const slots = [];
  const values = [];
  const slotOf = (name, k) => {
    const key = name + "\u0001" + k;
    if (!slots.includes(key)) slots.push(key);
    return key;
  };
  for (const one of bars) {
    const most = Math.max(0, ...one.points.map((point) => one.points.filter((other) => other.year === point.year).indexOf(point) + 1));
    for (let k = 0; k < most; ++k) slotOf(one.row, k);
  }
  for (const one of series) {
    for (const point of one.points) {
      const k = one.target ? 0 : one.points.filter((other) => other.year === point.year).indexOf(point);
      values.push({ ...point, row: one.row, target: one.target, slot: slotOf(one.row, k) });
    }
  }
  return { values, slots };
}

/** What is drawn, one line each: a square for bars, a stroke for targets. */
function legend(series, rows, width) {
  const entries = [...rows.map((row, i) => ({ colour: kColours[i % kColours.length], words: row, target: false })),
    ...(series.some((one) => one.target) ? [{ colour: kInk, words: t("modality_target"), target: true }] : [])];
  return entries.map(({ colour, words, target }, i) => {
    const y = 12 + kLegendLine * i;
    return [target ? svg("line", { x1: kLeft, x2: kLeft + 12, y1: y, y2: y, stroke: colour, "stroke-width": 3 }) : svg("rect", { x: kLeft, y: y - 6, width: 12, height: 12, fill: colour }),
      svg("text", { x: kLeft + 19, y: y + 4, fill: kInk }, shortened(words, width - kLeft - 24), svg("title", {}, words))];
  });
}

/** `series`: [{name, row, target, points: [{year, value, label}]}], of one unit. `width`: of the place, in px. */
export function chart(series, years, unit, width) {
  const rows = [...new Set(series.map((one) => one.row))];
  const { values, slots } = placed(series);
  const most = Math.max(...values.map((one) => Math.abs(one.value)));
  // Seven digits and more are read in millions and thousands of millions.
  const power = most >= 2e9 ? 9 : most >= 2e6 ? 6 : 0;
  const scaled = (value) => number(value / 10 ** power, power ? 2 : 1);
  const marginTop = kLegendLine * (rows.length + (series.some((one) => one.target) ? 1 : 0)) + 34;
  const height = marginTop + kPlotHeight + kBottom;
  const band = (width - kLeft - kRight) / years.length;
  const bars = values.filter((one) => !one.target), targets = values.filter((one) => one.target);
  const colour = (one) => kColours[rows.indexOf(one.row) % kColours.length];
  const title = (one) => one.row + ", " + one.year + ": " + one.label + (one.target ? " (" + t("modality_target") + ")" : "");
  const room = (band * 0.85) / slots.length;
  const range = most === 0 ? 1 : most;
  // A target's number only where it stands neither on a bar nor on a bar's number.
  const free = (target) => bars.every((bar) => bar.year !== target.year || bar.slot !== target.slot || (target.value - bar.value) / range > 16 / kPlotHeight);
  const words = (of) => text(of, { fx: "year", x: "slot", y: "value", text: (one) => scaled(one.value), dy: (room < 26 ? 0 : -8), lineAnchor: "bottom", fontSize: 11, fill: kInk, stroke: "#fff", strokeWidth: 3 });
  const picture = plot({
    width, height, marginLeft: kLeft, marginRight: kRight, marginTop, marginBottom: kBottom,
    style: { fontFamily: kFont, fontSize: "12px", background: "#fff", color: kInk },
    x: { domain: slots, axis: null, padding: 0.08 }, fx: { domain: years, padding: 0.15, label: null, axis: null },
    y: { label: null, nice: true, zero: true },
    marks: [
      gridY({ stroke: kFaint, strokeOpacity: 1 }),
      axisY({ label: null, tickFormat: scaled, tickSize: 0, ticks: 5 }),
      barY(bars, { fx: "year", x: "slot", y: "value", fill: colour, title }),
      tickY(targets, { fx: "year", x: "slot", y: "value", stroke: kInk, strokeWidth: 3, title }),
      ruleY([0], { stroke: kInk }),
      text(years, { fx: (year) => year, text: (year) => year, frameAnchor: "bottom", lineAnchor: "top", dy: 10, fontSize: 12, rotate: band < 34 ? -60 : 0, fill: kInk }),
      ...(room >= 26 ? [words(bars), words(targets.filter(free))] : []),
    ],
  });
  // The policy allows no style sheet inside; what it says is in style.css.
  for (const style of picture.querySelectorAll("style")) style.remove();
  // The picture is one image with one description; groups inside may have no names of their own.
  for (const group of picture.querySelectorAll("[aria-label]")) {
    group.setAttribute("class", "plot-" + group.getAttribute("aria-label").replaceAll(" ", "-"));
    group.removeAttribute("aria-label");
  }
  const label = series.map((one) => one.name + ": " + one.points.map((point) => point.year + " " + point.label).join(", ")).join("; ");
  picture.setAttribute("class", "chart");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", t("chart") + " (" + unit + "). " + label.slice(0, 600));
  const group = svg("g", { "font-family": kFont, "font-size": 12, "text-anchor": "start" }, legend(series, rows, width),
    svg("text", { x: kLeft - 6, y: marginTop - 14, "text-anchor": "end", fill: kInk, "font-style": "italic" }, shortened(power ? t("scale_" + power, { unit }) : unit, kLeft - 8)));
  picture.append(group);
  return picture;
}

export function saveSvg(picture, name) {
  const file = new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" });
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
