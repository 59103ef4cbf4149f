// Every view as a picture, to be looked at before a change of the page is called done:
//
//   tests/serve/browser/run TRICHLUC SOURCE_FOLDER BUILD_FOLDER pictures FOLDER [ARCHIVE]
//
// In Vietnamese and English; wide, narrow, and at 200 % (a window half as wide, each point twice as large). Without ARCHIVE
// the documents of corpus/ are shown. Ends with 1 where a view runs over its window or speaks of a word it has not.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ended, fromTree, kPatience, launch, ready, serve, trichluc } from "./driver.mjs";

const [folder, given] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "trichluc-pictures-"));
const archive = given ?? join(scratch, "archive.db");
if (!given) {
  const corpus = execFileSync("find", ["corpus", "-maxdepth", "1", "-type", "f", "!", "-name", "README.md"], { encoding: "utf8" }).trim().split("\n").sort();
  trichluc("extract", ...corpus, "--archive", archive);
}
mkdirSync(folder, { recursive: true });
const server = serve(archive);
const printed = await server.address;
const base = new URL(printed).origin;
const list = (await (await fetch(base + "/api/documents?limit=500&sort=source")).json()).documents;
const most = (what, of = list) => [...of].sort((a, b) => what(b) - what(a))[0];
const pages = list.filter((one) => one.media_type === "application/pdf" || one.media_type.startsWith("image/"));
const doubtful = (one) => one.failed_checks * 3 + one.unexplained + one.warnings;
const address = (one, more = "") => "/document/" + one.sha256.slice(0, 16) + more;
const paper = most((one) => one.facts, pages), scan = most((one) => doubtful(one), pages.filter((one) => ["ocr", "mixed"].includes(one.text_origin))), text = most((one) => one.facts, list.filter((one) => !pages.includes(one)));
const wanted = (process.env.TRICHLUC_VIEWS ?? "").split(",").filter(Boolean), sizes = (process.env.TRICHLUC_SIZES ?? "").split(",").filter(Boolean);  // empty: all
const views = {
  list: ["/"], search: ["/?q=ngan+sach"], nothing: ["/?q=khongcotrongkho"], review: ["/review"], runs: ["/runs"], help: ["/help"], missing: ["/document/0000000000000000"],
  figures: ["/figures?kind=count"], money: ["/figures?kind=budget&by=holder"], cases: ["/figures?kind=count&unit=vụ"], shares: ["/figures?kind=percentage&targets=1"], cell: ["/figures?kind=count", (page) => page.locator("table.figures td button").first().click()],
  document: [address(paper), (page) => page.locator(".fact .head").nth(1).click()], found: [address(most((one) => one.facts, pages.filter((one) => one.text_origin === "text-layer")), "?q=nam+so&page=1&show=page")],
  page: [address(paper, "?show=page")], text: [address(paper, "?show=text")],
  ...(scan ? { scan: [address(scan)], scan_text: [address(scan, "?show=text")] } : {}), ...(text ? { plain: [address(text)], plain_text: [address(text, "?show=text")] } : {}),
  correcting: [address(paper), async (page) => { await page.locator(".fact .head").nth(1).click(); await page.locator(".fact.chosen .head").focus(); await page.keyboard.press("e"); await page.locator(".value-form").waitFor(); }],
};
const browser = await launch();
let wrong = 0;
for (const [size, viewport, deviceScaleFactor] of [["wide", { width: 1500, height: 900 }, 1], ["narrow", { width: 390, height: 780 }, 1], ["200", { width: 720, height: 450 }, 2]]) {
  if (sizes.length && !sizes.includes(size)) continue;
  for (const locale of ["vi-VN", "en-GB"]) {
    const context = await browser.newContext({ locale, viewport, deviceScaleFactor });
    context.setDefaultTimeout(kPatience);
    await fromTree(context);
    const page = await context.newPage();
    await page.goto(printed);
    await page.evaluate(() => localStorage.setItem("trichluc-reviewer", "Nguyễn Thị An"));
    for (const [name, [where, work]] of Object.entries(views)) {
      if (wanted.length && !wanted.includes(name)) continue;
      await page.goto(base + where);
      await ready(page);
      if (name !== "missing" && !(await page.locator("h1").count())) console.log(++wrong, name, size, locale, "has no heading");
      if ((name === "missing") !== /^(Không được|That did not work)/.test((await page.locator("h1").first().textContent()) ?? "")) console.log(++wrong, name, size, locale, await page.locator("main").innerText());
      await work?.(page);
      // What is in sight has been drawn.
      await page.waitForFunction(() => [...document.querySelectorAll(".paper.waiting")].every((one) => { const at = one.getBoundingClientRect(); return one.offsetParent === null || at.bottom < 0 || at.top > innerHeight; }));
      if (name === "found") await page.locator(".paper g.found rect").first().waitFor();
      await page.screenshot({ path: join(folder, [name, size, locale.slice(0, 2)].join("-") + ".png") });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      // A key that words.js does not know is shown as it is: small letters with an underscore.
      const keys = await page.evaluate(() => (document.getElementById("head").innerText + "\n" + [...document.querySelectorAll("h1, h2, h3, th, dt, button, label, summary, .hint")].filter((one) => !one.closest("[lang=vi]:not(html), code")).map((one) => one.innerText).join("\n")).match(/\b[a-z]+_[a-z_]+\b/g));
      if (over > 1) console.log(++wrong, name, size, locale, "is", over, "px too wide");
      if (keys) console.log(++wrong, name, size, locale, "has no word for", keys.join(", "));
    }
    await context.close();
  }
}
await browser.close();
await ended(server);
rmSync(scratch, { recursive: true, force: true });
process.exit(wrong ? 1 : 0);
