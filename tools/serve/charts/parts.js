// What the page's charts use of Observable Plot; the bundler leaves the rest out.
export { axisY, barY, gridY, plot, ruleY, text, tickY } from "@observablehq/plot";
