// The public dashboard, as anyone sees it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { collines, operationOf } from "../harness/staff.mjs";
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
      for (const [chart, rows] of [["pyramid", 5], ["series", collines(operation).rounds.length]]) {
        assert.ok((await colours(page, byId(page, chart))) > 10, chart);
        const panel = page.locator("section.panel").filter({ has: byId(page, chart) });
        await panel.locator("summary").last().click();
        assert.equal(await panel.locator("tbody tr").count(), rows, chart);
      }
    });
  });

  test("no line is drawn over rounds of different places, and a change is made of its parts", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      await page.goto(`/o/${operation.code}`);
      await whenDrawn(page);
      const refused = byId(page, "series-refused");
      await refused.waitFor();
      await refused.locator("summary").click();
      assert.equal(await refused.locator("li").count(), collines(operation).rounds.length - 1, "every step says why");
      assert.match(await byId(page, "same-line").innerText(), /same \d+ places, rounds 1 to/i);
      const step = async (name) => Number(await byId(page, `step-${name}`).getAttribute("data-value"));
      const [before, same, newly, gone, after] = await Promise.all(["before", "same", "newly", "gone", "after"].map(step));
      assert.equal(before + same + newly + gone, after);
      assert.equal(after, await headline(page, "idps_individuals"));
      const told = await byId(page, "headline-change").getAttribute("data-value");
      assert.equal(Number(told), same, "what is called a change is that of the same places");
      await byId(page, "residual").waitFor();
      const csv = await page.request.get(await byId(page, "change-panel").locator("a[download]").getAttribute("href"));
      assert.match(await csv.text(), new RegExp(`,0,BDI,.*,${before},${after},`));
    });
  });

  test("the same round is read under other boundaries, with what is estimated and what has no place there", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      await page.goto(`/o/${operation.code}`);
      await whenDrawn(page);
      const [other] = operation.other_boundaries;
      await byId(page, "boundary-choice").selectOption(other.code);
      const panel = byId(page, "other-boundaries");
      await panel.locator("canvas, .over").first().waitFor();
      await byId(page, "carried-all").waitFor();
      assert.equal(await page.locator('[data-testid^="carried-BI-PR-"]').count(), 5);
      assert.equal(await byId(page, "carried-remainder").count(), 2, "Muramvya and Rumonge were divided, and nobody knows how");
      const all = Number((await byId(page, "carried-all").innerText()).replace(/\D/g, ""));
      assert.equal(all, await headline(page, "idps_individuals"), "nobody is lost");
      assert.match(await byId(page, "crosswalk-used").innerText(), /approximate/i);
      assert.match(await panel.innerText(), /between [\d,]+ and [\d,]+|at least [\d,]+; .+ not known/);
      await picture(page, "other-boundaries", { fullPage: true });
      await byId(page, "boundary-choice").selectOption("");
      await panel.waitFor({ state: "detached" });
    });
    await visit(given.browser, given.server, { locale: "fr-FR", width: 360, height: 740 }, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      await page.goto(`/o/${operation.code}?boundaries=${operation.other_boundaries[0].code}`);
      await byId(page, "carried-all").waitFor();
      assert.equal(await overflow(page), 0);
      await picture(page, "narrow-other-boundaries", { fullPage: true });
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

  test("how far a total may be relied upon stands beside it, in the table and in its explanation", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      await page.goto(`/o/${operation.code}?exercise=baseline_subarea&level=2`);
      await whenDrawn(page);
      assert.match(await byId(page, "confidence").first().innerText(), /[ABCD] \d+%/);
      const grades = new Set(await byId(page, "grade").locator(".grade").evaluateAll((all) => all.map((one) => one.innerText.trim()[0])));
      assert.ok(grades.size > 1, `communes differ: ${[...grades]}`);
      await byId(page, "explain-idps_individuals").click();
      assert.match(await byId(page, "explain-recipes").innerText(), /key-informants\/1/);
    });
  });

  test("people of households say how much stands on borrowed means", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      await page.goto(`/o/${operation.code}?exercise=location_assessment&indicator=idps_location_people_by_size`);
      await whenDrawn(page);
      const tile = page.locator(".tile").filter({ has: byId(page, "headline-idps_location_people_by_size") });
      assert.match(await tile.getByTestId("borrowed").innerText(), /\d+% by a borrowed household size/);
      await page.goto(`/o/${operation.code}?exercise=location_assessment&indicator=msla_water_not_enough_share`);
      await whenDrawn(page);
      assert.match(await byId(page, "headline-msla_water_not_enough_share").innerText(), /%/);
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
