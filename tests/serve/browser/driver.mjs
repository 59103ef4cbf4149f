// What drives the page: the program's server over an archive, Debian's Chromium, and people in front of it.
import { execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

export const need = createRequire(join(process.env.MODULES, "package.json"));
const { chromium } = need("playwright-core");

export const kPatience = Number(process.env.TRICHLUC_PATIENCE_MS ?? 90_000);  // ms: a loaded machine is no failure

/** Its standard output; throws where the program fails. */
export function trichluc(...words) {
  return execFileSync(process.env.TRICHLUC, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 28 });
}

/** {child, address}: the server's process, and a promise of what it prints. */
export function serve(archive, ...options) {
  const child = spawn(process.env.TRICHLUC, ["serve", archive, "--port", "0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill());  // whatever ends the test
  const address = new Promise((found, lost) => {
    let said = "";
    child.stdout.on("data", (part) => {
      said += part;
      if (said.includes("\n")) found(said.trim());
    });
    child.on("exit", (code) => lost(new Error("serve ended with " + code)));
  });
  return { child, address };
}

/** Ends it as Ctrl-C or `signal` does; its exit status. */
export function ended(server, signal = "SIGINT") {
  server.child.removeAllListeners("exit");
  const status = new Promise((done) => server.child.on("exit", done));
  server.child.kill(signal);
  return status;
}

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"], timeout: 2 * kPatience });
}

/** With TRICHLUC_PAGE=tools/serve/page: the page's files as they are in the tree, without building the program anew. */
export async function fromTree(context) {
  const tree = process.env.TRICHLUC_PAGE;
  if (tree) await context.route(/^https?:\/\/[^/]+\/page\//, (route) => route.fulfill({ path: join(tree, new URL(route.request().url()).pathname.slice("/page/".length)) }));
}

/** When the view is there. */
export async function ready(page) {
  await page.waitForFunction(() => document.querySelector("main")?.children.length > 0 && !document.querySelector("main[aria-busy]"));
}
