// The public dashboard, as anyone sees it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { operationOf } from "../harness/staff.mjs";
import { byId, colours, headline, LOCALES, overflow, picture, visit, whenDrawn, withoutWords } from "./browser.mjs";

export function dashboardTests(given) {
  for (const [language, locale] of Object.entries(LOCALES)) {
    test(`the dashboard is drawn in the language of the browser: ${language}`, async () => {
      await visit(given.browser, given.server, { locale }, async (page) => {
        await page.goto("/");
        await whenDrawn(page);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        assert.deepEqual(await withoutWords(page), []);
        assert.ok((await headline(page, "idps_individuals")) > 0);
        await picture(page, `dashboard-${language}`, { fullPage: true });
      });
    });
  }

  test("the language switch changes every heading and is remembered", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto("/");
      await whenDrawn(page);
      const headings = {};
      const read = () => page.locator("h2").allInnerTexts();
      for (const language of ["rn", "fr", "en"]) {
        const [before] = await read();
        await byId(page, "language-switch").selectOption(language);
        await page.locator(`html[lang=${language}]`).waitFor();
        await page.waitForFunction((was) => document.querySelector("h2").innerText !== was, before);
        headings[language] = await read();
      }
      for (const [at, english] of headings.en.entries()) {
        assert.notEqual(headings.fr[at], english);
        assert.notEqual(headings.rn[at], english);
      }
      await byId(page, "language-switch").selectOption("fr");
      await page.reload();
      await page.locator("html[lang=fr]").waitFor();
    });
  });

  test("the map shows the places in shades, and a click on the table marks one", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto(`/o/${(await operationOf(given.server, "BDI")).code}`);
      await whenDrawn(page);
      assert.ok((await colours(page, byId(page, "map"))) > 20, "an empty map has hardly any colours");
      const row = page.locator('[data-testid^="place-row-"]').first();
      const name = await row.locator("button.name").innerText();
      await row.locator("button.name").click();
      await byId(page, "selected-place").filter({ hasText: name }).waitFor();
      assert.match(page.url(), /place=BDI/, "what is shown can be sent as an address");
    });
  });

  test("the table ranks every place and agrees with the published figures", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      await page.goto(`/o/${operation.code}?level=1`);
      await whenDrawn(page);
      const rows = page.locator('[data-testid^="place-row-"]');
      assert.equal(await rows.count(), 18);
      const expected = await totals(given.server, operation, 1);
      const shown = await rows.evaluateAll((all) => all.map((row) => [
        row.dataset.testid.replace("place-row-", ""), row.querySelector("td.value").innerText.replace(/\D/g, ""),
      ]));
      for (const [place, value] of shown) {
        if (expected.has(place)) assert.equal(Number(value), expected.get(place), place);
      }
      const values = shown.map(([place]) => expected.get(place)).filter((value) => value !== undefined);
      assert.deepEqual(values, values.toSorted((a, b) => b - a), "the most affected place stands first");
    });
  });

  test("the pyramid and the series have their numbers beside them", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      await page.goto(`/o/${operation.code}`);
      await whenDrawn(page);
      for (const [chart, rows] of [["pyramid", 5], ["series", operation.exercises[0].rounds.length]]) {
        assert.ok((await colours(page, byId(page, chart))) > 10, chart);
        const panel = page.locator("section.panel").filter({ has: byId(page, chart) });
        await panel.locator("summary").click();
        assert.equal(await panel.locator("tbody tr").count(), rows, chart);
      }
    });
  });

  test("where a figure comes from is one click away", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto("/");
      await whenDrawn(page);
      await byId(page, "explain-idps_individuals").click();
      const dialog = byId(page, "explain-dialog");
      assert.match(await byId(page, "explain-snapshot").innerText(), /^[0-9a-f]{64}$/);
      assert.ok(Number((await byId(page, "explain-records").innerText()).replace(/\D/g, "")) > 0);
      const shown = Number((await byId(page, "explain-value").innerText()).replace(/\D/g, ""));
      assert.equal(shown, await headline(page, "idps_individuals"));
      await picture(page, "explain");
      for (const file of ["hxl", "geojson"]) {
        const address = await byId(page, `download-${file}`).getAttribute("href");
        assert.equal((await page.request.get(address)).status(), 200, address);
      }
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
    });
  });

  test("made-up data says so", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto(`/o/${(await operationOf(given.server, "BDI")).code}`);
      await byId(page, "demonstration").waitFor();
    });
  });

  for (const path of ["/", "/login"]) {
    test(`on a phone of 360 points nothing runs over the edge: ${path}`, async () => {
      await visit(given.browser, given.server, { locale: "fr-FR", width: 360, height: 740 }, async (page) => {
        await page.goto(path);
        if (path === "/") await whenDrawn(page);
        else await page.locator("form").waitFor();
        assert.equal(await overflow(page), 0);
        await picture(page, `narrow-${path === "/" ? "dashboard" : "login"}`, { fullPage: true });
      });
    });
  }

  test("an operation that does not exist is said to be unknown", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto("/o/nowhere");
      await page.locator("main h1").waitFor();
    });
  });
}

/** Published total of individuals by place in the last round. */
async function totals(server, operation, level) {
  const [exercise] = operation.exercises;
  const round = Math.max(...exercise.rounds.map((one) => one.number));
  const query = `round=${round}&indicator=idps_individuals&level=${level}&disaggregation=total`;
  const path = `/api/v1/public/operations/${operation.code}/exercises/${exercise.code}/figures?${query}`;
  const { figures } = await (await fetch(server.address + path)).json();
  return new Map(figures.filter((one) => one.value !== null).map((one) => [one.place, one.value]));
}
