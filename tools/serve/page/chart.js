// Bars by year as SVG: what documents state, side by side; targets are outlined, what was reported is filled.
//
// Drawn here and not by a library: this is the only form there is, a library would be many times as long, and those that
// make functions from texts the page's policy forbids.
import { svg } from "./dom.js";
import { number, t } from "./words.js";

const kColours = ["#24587a", "#b3591a", "#3d6b35", "#7a3a78", "#6b5b1e"];
const kInk = "#33383d", kFaint = "#d5d2ca";

/** About five round numbers from 0 (or below) to the largest. */
export function ticksOf(least, most) {
  const span = Math.max(most, 0) - Math.min(least, 0) || 1;
  const power = 10 ** Math.floor(Math.log10(span / 4));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => span / one <= 5) ?? 10 * power;
  const ticks = [];
  for (let at = Math.floor(Math.min(least, 0) / step) * step; at <= Math.max(most, 0) + step * 0.999; at += step) ticks.push(Math.round(at / step) * step);
  return ticks;
}

export function chart(series, years, unit) {
  const width = 720, height = 300, left = 96, bottom = 34, top = 34 + 18 * series.length, right = 12;
  const values = series.flatMap((one) => one.points.map((point) => point.value));
  const ticks = ticksOf(Math.min(...values), Math.max(...values));
  const least = ticks[0], most = ticks[ticks.length - 1];
  const y = (value) => top + (height - top - bottom) * (1 - (value - least) / (most - least));
  const band = (width - left - right) / years.length;
  // Nine digits and more are read in thousands of millions.
  const power = most >= 2e9 ? 9 : most >= 2e6 ? 6 : 0;
  const scaled = (value) => number(value / 10 ** power, power ? 3 : 2);
  const unitWords = power ? t("scale_" + power, { unit }) : unit;
  const text = (x, at, words, more = {}) => svg("text", { x, y: at, "font-size": 12, fill: kInk, "font-family": "system-ui, sans-serif", ...more }, words);
  const bars = [];
  years.forEach((year, i) => {
    const own = series.flatMap((one, s) => one.points.filter((point) => point.year === year).map((point) => ({ ...point, s, target: one.target, name: one.name })));
    const size = Math.min(48, (band * 0.8) / Math.max(own.length, 1));
    own.forEach((point, k) => {
      const x = left + band * (i + 0.5) + (k - own.length / 2) * size;
      const colour = kColours[point.s % kColours.length];
      bars.push(svg("rect", { x: x + 1, y: Math.min(y(point.value), y(0)), width: Math.max(size - 2, 1), height: Math.max(Math.abs(y(0) - y(point.value)), 1), fill: point.target ? "none" : colour, stroke: colour, "stroke-width": point.target ? 1.5 : 0, "stroke-dasharray": point.target ? "4 2" : null },
        svg("title", {}, point.name + ", " + year + ": " + point.label)));
      if (size >= 34) bars.push(text(x + size / 2, Math.min(y(point.value), y(0)) - 4, scaled(point.value), { "text-anchor": "middle", "font-size": 11 }));
    });
  });
  const label = series.map((one) => one.name + ": " + one.points.map((point) => point.year + " " + point.label).join(", ")).join("; ");
  return svg("svg", { class: "chart", viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": t("chart") + " (" + unit + "). " + label.slice(0, 600), xmlns: "http://www.w3.org/2000/svg" },
    svg("rect", { x: 0, y: 0, width, height, fill: "#fff" }),
    series.map((one, s) => [svg("rect", { x: left, y: 9 + 18 * s, width: 11, height: 11, fill: one.target ? "none" : kColours[s % kColours.length], stroke: kColours[s % kColours.length], "stroke-dasharray": one.target ? "4 2" : null }),
      text(left + 18, 19 + 18 * s, one.name.length > 84 ? one.name.slice(0, 83) + "…" : one.name)]),
    ticks.map((tick) => [svg("line", { x1: left, x2: width - right, y1: y(tick), y2: y(tick), stroke: tick === 0 ? kInk : kFaint }), text(left - 8, y(tick) + 4, scaled(tick), { "text-anchor": "end" })]),
    text(left - 8, top - 10, unitWords, { "text-anchor": "end", "font-style": "italic" }),
    years.map((year, i) => text(left + band * (i + 0.5), height - bottom + 18, year, { "text-anchor": "middle" })), bars);
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
