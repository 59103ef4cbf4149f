// The page driven as a person drives it. One browser, one archive of corpus/; steps build on each other.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ended, fromTree, kPatience, launch, need, ready, serve, trichluc } from "./driver.mjs";

const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf8");

const kHostile = "<img src=x onerror=\"window.hacked=1\">.txt";
const folder = mkdtempSync(join(tmpdir(), "trichluc-page-"));
const archive = join(folder, "archive.db");

let failed = 0;
async function step(name, work) {
  if (failed > 0) return console.log(`left out: ${name}`);  // steps build on each other
  const begin = Date.now();
  try {
    await work();
    console.log(`ok     ${name} (${Date.now() - begin} ms)`);
  } catch (error) {
    ++failed;
    console.log(`FAILED ${name}\n${error.stack}`);
    if (process.env.TRICHLUC_SHOTS) await page.screenshot({ path: join(process.env.TRICHLUC_SHOTS, "failed-" + failed + ".png") }).catch(() => {});
  }
}

writeFileSync(join(folder, kHostile), "<script>window.hacked=1</script>\nCÔNG HÒA <img src=x onerror=\"window.hacked=1\"> năm 2023 có 12 vụ việc, \u0001chi\u0002 5.000.000 đồng.\n</title><svg onload=alert(1)>\n");
const corpus = execFileSync("find", ["corpus", "-maxdepth", "1", "-type", "f", "!", "-name", "README.md"], { encoding: "utf8" }).trim().split("\n").sort();
trichluc("extract", ...corpus, join(folder, kHostile), "--archive", archive);
writeFileSync(join(folder, "cut off.pdf"), "%PDF-1.7\n1 0 obj <<");
try {
  trichluc("extract", join(folder, "cut off.pdf"), "--archive", archive);
} catch { /* it says so by its exit code; the archive keeps why */ }

const server = serve(archive);
const printed = await server.address;
const base = new URL(printed).origin;
const browser = await launch();
const troubles = [];

async function person(options = {}) {
  const context = await browser.newContext({ locale: "vi-VN", viewport: { width: 1500, height: 900 }, ...options });
  context.setDefaultTimeout(kPatience);
  await fromTree(context);
  const one = await context.newPage();
  one.on("pageerror", (error) => troubles.push("error: " + error.message));
  one.on("dialog", (dialog) => { troubles.push("dialog: " + dialog.message()); dialog.dismiss(); });
  one.on("console", (message) => { if (/Content Security Policy|TrustedHTML/.test(message.text())) troubles.push(message.text()); });
  one.on("request", (request) => { if (!/^(blob:|data:|file:)/.test(request.url()) && !request.url().startsWith(base + "/")) troubles.push("asked " + request.url()); });
  return one;
}

/** When the view is there. */
async function open(one, path) {
  await one.goto(path.startsWith("http") ? path : base + path);
  await ready(one);
}
async function accessible(one, where) {
  await one.evaluate(axe);
  const found = await one.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  assert.ok(found.passes.length > 8, "axe looked at " + where);
  const grave = found.violations.filter((one) => ["serious", "critical"].includes(one.impact));
  assert.deepEqual(grave.map((one) => one.id + ": " + one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")), [], where);
}

const page = await person();

await step("the list, facets and the token that leaves the address", async () => {
  await open(page, printed);
  assert.equal(new URL(page.url()).hash, "");
  assert.match(await page.locator("h1").textContent(), new RegExp("^" + (corpus.length + 1) + " tài liệu"));
  await page.locator(".facets a", { hasText: "Nghị quyết" }).first().click();
  await page.waitForURL(/type=NQ/);
  await page.locator("h1", { hasText: /^1 tài liệu/ }).waitFor();
});

await step("words without marks find the document, and its page shows them marked", async () => {
  await page.fill("#q", "thu tien su dung dat");
  await page.press("#q", "Enter");
  const hit = page.locator(".entry", { hasText: "bao-cao-ngan-sach-9-thang.pdf" }).first();
  await hit.waitFor();
  // Facets count the documents that were found; choosing one leaves as many as it said.
  const choice = page.locator(".facets section li a").first();
  const count = Number(await choice.locator(".count").textContent());
  const all = Number(/^\d+/.exec(await page.locator("h1").textContent())[0]);
  assert.ok(count >= 1 && count <= all, count + " of " + all);
  await choice.click();
  await page.locator("h1", { hasText: new RegExp("^" + count + " tài liệu") }).waitFor();
  await page.goBack();
  await page.locator("h1", { hasText: new RegExp("^" + all + " tài liệu") }).waitFor();
  assert.match(await hit.locator(".snippet mark").first().textContent(), /^(thu|tiền|sử|dụng|đất)$/i);
  await hit.locator("h2 a").click();
  await page.waitForURL(/\/document\/[0-9a-f]{16}\?page=1&q=/);
  await page.locator(".texts .found").first().waitFor();
  assert.ok((await page.locator(".texts .found").count()) >= 5);
});

const pixels = async (clip) => (await page.screenshot({ clip })).toString("base64");
const hide = (what, hidden) => page.evaluate(([selector, value]) => { for (const one of document.querySelectorAll(selector)) one.style.visibility = value; }, [what, hidden ? "hidden" : ""]);
/** Whether what `selector` names can be seen at its own place on the paper. */
async function isSeen(selector) {
  const clip = await page.locator(selector).first().boundingBox();
  const pane = await page.locator(".pane-page").boundingBox();
  assert.ok(clip.y >= pane.y && clip.y + clip.height <= pane.y + pane.height, selector + " was scrolled into sight");
  const marked = await pixels(clip);
  await hide(selector, true);
  const plain = await pixels(clip);
  await hide(selector, false);
  return marked !== plain;
}

await step("the words stand marked on the paper too, where they are printed", async () => {
  await page.locator(".paper g.found rect").first().waitFor();
  assert.ok((await page.locator(".paper g.found rect").count()) >= 5);
  assert.ok(await isSeen(".paper g.found rect"));
  // Each box lies on ink: dark points of the picture under it.
  const inked = await page.evaluate(() => {
    const image = document.querySelector(".paper img");
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth, canvas.height = image.naturalHeight;
    const paint = canvas.getContext("2d");
    paint.drawImage(image, 0, 0);
    const scale = image.naturalWidth / image.closest(".paper").querySelector("svg").viewBox.baseVal.width;
    return [...image.closest(".paper").querySelectorAll("g.found rect")].map((box) => {
      const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Math.round(box[name].baseVal.value * scale));
      const points = paint.getImageData(x, y, width, height).data;
      return points.some((value, i) => i % 4 === 0 && value < 100);
    });
  });
  assert.ok(inked.length >= 5 && inked.every(Boolean), JSON.stringify(inked));
});

await step("a fact leads to its place on the paper, whose pixels show the mark", async () => {
  await page.locator(".paper img").first().waitFor();
  const fact = page.locator(".fact.kind-budget").first();
  await fact.locator(".head").click();
  await page.waitForURL(/fact=/);
  await page.locator(".paper g.chosen rect").first().waitFor();
  assert.ok(await isSeen(".paper g.chosen rect"));
  assert.equal(await page.locator(".texts mark.chosen").first().textContent().then((text) => text.length > 0), true);
});

await step("a box on the paper, and a mark in the text, lead back to the fact", async () => {
  const box = page.locator(".paper g.kind-percentage").nth(2);
  const key = await box.getAttribute("data-fact");
  await box.locator("rect").first().click();
  await page.locator(".fact.chosen").waitFor();
  assert.equal(await page.locator(".fact.chosen").getAttribute("data-fact"), key);
  assert.equal(await page.locator(".fact.chosen .head").getAttribute("aria-expanded"), "true");
  const mark = page.locator(".texts mark.kind-legal_reference").first();
  await mark.click();
  assert.equal(await page.locator(".fact.chosen").getAttribute("data-fact"), (await mark.getAttribute("data-fact")).split(" ")[0]);
});

let corrected = "";
await step("a value is corrected by keyboard, with a name, and the correction is taken back", async () => {
  await page.locator(".fact.kind-budget .head").first().click();
  corrected = page.url();
  const before = await page.locator(".fact.chosen .value").textContent();
  await page.locator(".fact.chosen .head").focus();
  await page.keyboard.press("e");
  await page.locator("dialog input").fill("Nguyễn Thị An");
  await accessible(page, "the dialog");
  await page.keyboard.press("Enter");
  await page.locator(".value-form [name=amount]").fill("123.456.789");
  await accessible(page, "the form");
  await page.keyboard.press("Enter");
  await page.locator(".fact.chosen .badge.review-corrected").waitFor();
  assert.match(await page.locator(".fact.chosen .value").textContent(), /123\.456\.789/);
  await page.keyboard.press("u");
  await page.locator(".fact.chosen .badge").waitFor({ state: "detached" });
  assert.equal(await page.locator(".fact.chosen .value").textContent(), before);
  await page.locator(".fact.chosen .head").focus();
  await page.keyboard.press("e");
  await page.locator(".value-form [name=amount]").fill("123.456.789");
  await page.keyboard.press("Enter");
  await page.locator(".fact.chosen .badge.review-corrected").waitFor();
});

/** Marks words of the text as a mouse does. */
const mark = (words) => page.evaluate((sought) => {
  const walker = document.createTreeWalker(document.querySelector(".page-text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(sought);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + sought.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
  throw new Error("no such words");
}, words);

await step("the place of a fact is corrected by marking other words, and taken back as one step", async () => {
  const fact = page.locator(".fact.kind-budget").nth(1);
  await fact.locator(".head").click();
  const key = await page.locator(".fact.chosen").getAttribute("data-fact");
  const value = await page.locator(".fact.chosen .value").textContent();
  await page.locator(".fact.chosen .head").focus();
  await mark("Kính gửi");
  await page.keyboard.press("e");
  assert.match(await page.locator(".value-form").textContent(), /Kính gửi/);
  await page.locator(".value-form .main").click();
  const moved = page.locator(".fact", { has: page.locator(".badge.review-added") });
  await moved.waitFor();
  assert.match(await moved.locator(".words").textContent(), /Kính gửi/);
  assert.equal(await moved.locator(".value").textContent(), value, "only its place is another");
  await page.locator(`.fact[data-fact="${key}"] .badge.review-rejected`).waitFor();
  await moved.locator(".head").click();
  await page.locator(".texts mark.chosen", { hasText: "Kính gửi" }).waitFor();
  await page.keyboard.press("u");
  await moved.waitFor({ state: "detached" });
  await page.locator(`.fact[data-fact="${key}"] .badge.review-rejected`).waitFor({ state: "detached" });
});

await step("accept, reject and add by keyboard; the keys do nothing while one types", async () => {
  await page.locator(".fact.kind-time .head").first().click();
  await page.locator(".fact.chosen .head").focus();
  await page.keyboard.press("a");
  await page.locator(".fact.chosen .badge.review-accepted").waitFor();
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.locator(".fact.chosen .badge.review-rejected").waitFor();
  await mark("Kính gửi");
  await page.keyboard.press("n");
  await page.locator("#form-kind").selectOption("place");
  await page.locator(".value-form [name=name]").fill("Bình Sơn");
  await page.keyboard.press("Enter");
  const added = page.locator(".fact", { has: page.locator(".badge.review-added") });
  await added.waitFor();
  assert.match(await added.locator(".words").textContent(), /Kính gửi/);
  await page.keyboard.press("u");
  await added.waitFor({ state: "detached" });
  const url = page.url();
  await page.locator("#q").fill("");
  await page.locator("#q").pressSequentially("xaj]");
  assert.equal(page.url(), url);
});

await step("another person's event arrives, and none is overruled unseen", async () => {
  const other = await person({ locale: "en-GB" });
  await open(other, printed);
  await other.evaluate(() => localStorage.setItem("trichluc-reviewer", "Binh"));
  await open(other, corrected);
  await page.goto(corrected);
  await ready(page);
  await other.locator(".fact.chosen").waitFor();
  assert.match(await other.locator(".fact.chosen .events").textContent(), /Nguyễn Thị An/);
  await other.locator(".fact.chosen .head").focus();
  await other.keyboard.press("a");
  await other.locator("#said", { hasText: "Accepted" }).waitFor();
  await page.locator(".fact.chosen .events", { hasText: "Binh" }).waitFor();
  // Before the news comes: the page says that another was quicker, and shows what was said.
  await page.route("**/api/news*", (route) => route.abort());
  const events = async () => (await (await fetch(base + "/api/events")).text()).split("\n").length;
  await other.keyboard.press("x");
  await other.locator("#said", { hasText: "Rejected" }).waitFor();
  const before = await events();
  await page.locator(".fact.chosen .head").focus();
  await page.keyboard.press("a");
  await page.locator("#said", { hasText: "Binh" }).waitFor();
  await page.locator(".fact.chosen .badge.review-rejected").waitFor();
  assert.equal(await events(), before);
  await page.unroute("**/api/news*");
  await other.keyboard.press("u");
  await other.locator("#said", { hasText: "Taken back" }).waitFor();
  await other.context().close();
});

await step("the correction survives a reload, and a new extraction", async () => {
  await page.goto(corrected);
  await page.locator(".fact.chosen .value", { hasText: "123.456.789" }).waitFor();
  const events = await (await fetch(base + "/api/events")).text();
  assert.match(events, /"action":"undo"/);
  trichluc("extract", ...corpus, "--ocr", "never", "--archive", archive);
  await page.reload();
  await page.locator(".fact.chosen .value", { hasText: "123.456.789" }).waitFor();
  // And in another archive, by export and import.
  const again = join(folder, "again.db");
  writeFileSync(join(folder, "events.jsonl"), events);
  trichluc("extract", ...corpus, "--archive", again);
  trichluc("review", again, "apply", join(folder, "events.jsonl"));
  assert.match(trichluc("query", again, "--kind", "budget", "--format", "csv"), /123456789/);
});

await step("doubtful facts one after another, across documents", async () => {
  await open(page, "/review");
  const before = Number(await page.locator("progress").getAttribute("value"));
  await page.locator("a.button.main").click();
  await page.waitForURL(/review=1/);
  await ready(page);  // until then the view that was left takes no keys
  await page.locator(".fact.chosen").waitFor();
  const first = page.url();
  await page.keyboard.press("s");
  await page.waitForURL((url) => url.href !== first);
  await ready(page);
  await page.locator(".fact.chosen").waitFor();
  const second = page.url();
  await page.keyboard.press("a");
  await page.waitForURL((url) => url.href !== second);
  await open(page, "/review");
  assert.equal(Number(await page.locator("progress").getAttribute("value")), before + 1);
});

await step("figures: charts that can be saved, and the documents behind a cell", async () => {
  await open(page, "/figures");
  for (const name of ["Kinh phí theo đơn vị và năm", "Tỷ lệ so với mục tiêu", "Số vụ theo năm"]) {
    await page.locator("main nav a", { hasText: name }).click();
    await page.locator("main nav a[aria-current]", { hasText: name }).waitFor();
    await ready(page);
    await page.locator("svg.chart g.plot-bar rect").first().waitFor();
  }
  assert.equal(await page.locator("svg.chart style").count(), 0);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.locator("button", { hasText: "SVG" }).click()]);
  const picture = readFileSync(await saved.path(), "utf8");
  assert.match(picture, /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(picture, /<text [^>]*>\D*\d{4}/);
  await open(page, "/figures?kind=count");
  const cell = page.locator("table.figures td button").first();
  await cell.click();
  await page.locator(".behind a").first().click();
  await page.waitForURL(/\/document\/.*fact=/);
  await page.locator(".fact.chosen").waitFor();
});

await step("what could not be read is told, with the reason", async () => {
  await open(page, "/runs");
  await page.locator("td", { hasText: "cut off.pdf" }).waitFor();
  assert.match(await page.locator("tr", { hasText: "cut off.pdf" }).textContent(), /Tệp hỏng.*Lấy lại tệp/);
});

await step("markup of a document is text, wherever it stands", async () => {
  await open(page, "/?q=cong+hoa");
  await open(page, "/?sort=source");
  const entry = page.locator(".entry", { hasText: "onerror" }).first();
  await entry.locator("h2 a").click();
  await page.locator(".page-text", { hasText: "<script>window.hacked=1</script>" }).waitFor();
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main img[src=x], main script").count(), 0);
});

await step("no serious finding of axe on any view; nothing runs over at 200 % and on a narrow screen", async () => {
  const document_ = new URL(corrected).pathname;
  const views = ["/", "/?q=xam+hai", document_ + "?q=ngan+sach", document_ + "?show=page", "/review", "/figures?kind=budget&by=holder", "/figures?cell=0-2024", "/runs", "/help", "/document/0000000000000000"];
  for (const [locale, viewport] of [["vi-VN", { width: 1500, height: 900 }], ["en-GB", { width: 640, height: 500 }], ["vi-VN", { width: 360, height: 700 }]]) {
    const one = await person({ locale, viewport });
    await open(one, printed);
    for (const view of views) {
      await open(one, view);
      assert.equal(/^(Không được|That did not work)/.test(await one.locator("h1").first().textContent()), view.endsWith("0000"), view);
      await accessible(one, view + " " + locale + " " + viewport.width);
      const over = await one.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 1, view + " is " + over + " px too wide for " + viewport.width);
    }
    await one.context().close();
  }
});

await step("English by the switch, and it stays", async () => {
  await open(page, "/");
  await page.locator(".languages button", { hasText: "English" }).click();
  await page.locator("nav", { hasText: "Documents" }).waitFor();
  await page.reload();
  await page.locator("nav", { hasText: "Documents" }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
});

await step("without the token, and with --read-only, there is nothing to review with", async () => {
  const stranger = await person();
  await open(stranger, new URL(corrected).pathname);
  assert.equal(await stranger.locator(".review-bar button").count(), 0);
  await stranger.context().close();
  const reading = serve(archive, "--read-only");
  const address = await reading.address;
  assert.equal(new URL(address).hash, "");
  const overview = await (await fetch(new URL("/api/overview", address))).json();
  assert.equal(overview.read_only, true);
  assert.equal(await ended(reading, "SIGTERM"), 0);
});

await step("the report of one file opens from disk, in any language, and leads from fact to paper", async () => {
  const file = join(folder, "report <b>.html");
  trichluc("report", archive, "--pictures", "-o", file);
  for (const [locale, viewport, words] of [["vi-VN", { width: 1500, height: 900 }, "tài liệu"], ["en-GB", { width: 400, height: 800 }, "documents"]]) {
    const reader = await person({ locale, viewport, offline: true });
    await reader.goto(pathToFileURL(file).href);
    await reader.locator("h1", { hasText: (corpus.length + 1) + " " + words }).waitFor();
    await accessible(reader, "the report's list");
    await reader.locator(".entry", { hasText: "bao-cao-ngan-sach-9-thang.pdf" }).locator("h2 a").click();
    await reader.locator(".fact.kind-budget .head").first().click();
    await reader.locator(".texts mark.chosen").first().waitFor({ state: "attached" });
    if (viewport.width > 1200) {
      await reader.locator(".paper g.chosen rect").first().waitFor();
      await reader.locator(".fact.chosen .value", { hasText: "123.456.789" }).waitFor();
    }
    await accessible(reader, "the report's document");
    assert.ok((await reader.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 1);
    const there = reader.url();
    await reader.goto("about:blank");
    await reader.goto(there);
    await reader.locator(".fact.chosen").waitFor({ state: "attached" });
    await reader.goto(pathToFileURL(file).href);
    await reader.locator(".entry", { hasText: "onerror" }).first().locator("h2 a").click();
    await reader.locator(".page-text", { hasText: "window.hacked=1</script>" }).waitFor({ state: "attached" });
    assert.equal(await reader.evaluate(() => window.hacked), undefined);
    await reader.context().close();
  }
});

await step("nothing was asked of anybody else, nothing was run, nothing broke", async () => {
  assert.deepEqual(troubles, []);
});

await browser.close();
await ended(server);
rmSync(folder, { recursive: true, force: true });
if (failed > 0) {
  console.log(failed + " steps failed");
  process.exit(1);
}
