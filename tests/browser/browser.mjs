// Debian's Chromium, headless, with WebGL done in software so that the map is really drawn.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { accountOf } from "../harness/staff.mjs";

/** Browsers in which each language of ours is the first. */
export const LOCALES = { en: "en-GB", fr: "fr-FR", rn: "rn-BI" };

const PICTURES = fileURLToPath(new URL("out/", import.meta.url));

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic",
      "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ],
  });
}

/**
 * A page of a visitor of their own. `whole(…)` runs the visit and fails if the browser reported an error or asked any
 * other host for anything. `refusals` are the statuses with which the visit means to be refused.
 */
export async function visit(browser, server, options, whole) {
  const { locale = "en-GB", width = 1280, height = 900, refusals = [] } = options;
  const context = await browser.newContext({ baseURL: server.address, locale, viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !isExpected(message, refusals)) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.stack));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== server.address) complaints.push(`asked ${request.url()}`);
  });
  try {
    await whole(page);
    assert.deepEqual(complaints, []);
  } catch (problem) {
    await picture(page, "failed").catch(() => undefined);
    throw problem;
  } finally {
    await context.close();
  }
}

/** Chromium reports every refusal by itself; asking who is logged in is answered with 401 to a stranger. */
function isExpected(message, refusals) {
  const status = Number(/status of (\d+)/.exec(message.text())?.[1]);
  return refusals.includes(status) || (status === 401 && message.location().url.endsWith("/api/v1/session"));
}

/** Keeps a picture in `out`, for whoever wants to look. */
export async function picture(page, name, options = {}) {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}${name}.png`, ...options });
}

export const byId = (page, id) => page.getByTestId(id);

/** Until the map is drawn. */
export async function whenMapped(page) {
  await page.locator('[data-testid=map][data-ready="true"]').waitFor();
}

/** Until the dashboard has drawn everything. */
export async function whenDrawn(page) {
  await whenMapped(page);
  for (const chart of ["pyramid", "series"]) await page.locator(`[data-testid=${chart}][data-drawn="true"]`).waitFor();
}

/** Logs in as a person would, with the demonstration's account of this role. */
export async function enter(page, server, role) {
  const { email, password } = accountOf(server, role);
  await page.goto("/login");
  await byId(page, "email").fill(email);
  await byId(page, "password").fill(password);
  await byId(page, "log-in").click();
  await byId(page, "session-menu").waitFor();
}

/** Until a page other than the dashboard shows what it has fetched. */
export async function whenLoaded(page) {
  await page.locator("main h1").waitFor();
  await page.waitForFunction(() => !document.querySelector("main .skeleton"));
}

/** What stands on the page where words should: keys of messages, and what a program writes for what it does not have. */
export async function withoutWords(page) {
  const texts = await page.locator("body").innerText();
  const isKey = (line) => /^[a-z]+(-[a-z0-9]+)+$/.test(line);
  const isNothing = (line) => /\b(undefined|null|NaN|Invalid Date)\b|\[object /.test(line);
  return texts.split(/\s*\n\s*/).filter((line) => isKey(line) || isNothing(line));
}

/** How far the page reaches beyond the right edge of the screen, in points. */
export async function overflow(page) {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** A headline figure as the page holds it. */
export async function headline(page, indicator) {
  const value = await byId(page, `headline-${indicator}`).getAttribute("data-value");
  return value === "" ? null : Number(value);
}

/** What the element painted: how many different colours its picture has. */
export async function colours(page, locator) {
  const png = (await locator.screenshot()).toString("base64");
  return page.evaluate(async (source) => {
    // Not fetch: the page's content security policy rightly refuses data: there.
    const bytes = Uint8Array.from(atob(source), (sign) => sign.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return new Set(new Uint32Array(canvas.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, png);
}
