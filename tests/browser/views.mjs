// Pages of the dashboard as packs describe them, and the places a round visits.

import assert from "node:assert/strict";
import { test } from "node:test";

import { operationOf } from "../harness/staff.mjs";
import { byId, enter, headline, LOCALES, overflow, visit, withoutWords } from "./browser.mjs";

const VIEWS = ["displacement", "areas", "needs", "returns", "events"];

export function viewTests(given) {
  const burundi = async () => (await operationOf(given.server, "BDI")).code;

  for (const [language, locale] of Object.entries(LOCALES)) {
    test(`every view is drawn with numbers and without a missing word: ${language}`, async () => {
      await visit(given.browser, given.server, { locale }, async (page) => {
        for (const view of VIEWS) {
          await page.goto(`/o/${await burundi()}/v/${view}`);
          await byId(page, "place-table").waitFor();
          assert.deepEqual(await withoutWords(page), [], view);
          const values = await page.locator("[data-testid^=headline-][data-value]").evaluateAll((all) => all.map((one) => one.dataset.value));
          assert.ok(values.length > 0 && values.some((value) => Number(value) > 0), `${view}: ${values}`);
        }
      });
    });
  }

  test("a view is one click from the dashboard, by keyboard too, and shows the same number", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto(`/o/${await burundi()}`);
      await byId(page, "headline-idps_individuals").waitFor();
      const shown = await headline(page, "idps_individuals");
      await byId(page, "view-displacement").focus();
      await page.keyboard.press("Enter");
      await byId(page, "view-title").waitFor();
      await byId(page, "place-table").waitFor();
      assert.equal(await headline(page, "idps_individuals"), shown);
      assert.equal(await byId(page, "view-displacement").getAttribute("aria-current"), "page");
      assert.ok((await headline(page, "new_idps_individuals")) > 0);
      await page.locator("[data-testid^=place-row-] button").first().click();
      await byId(page, "selected-place").waitFor();
      await page.locator(`[data-testid=headline-idps_individuals]:not([data-value="${shown}"])`).waitFor();
    });
  });

  test("a view that is not there says so", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto(`/o/${await burundi()}/v/nothing`);
      await byId(page, "view-unknown").waitFor();
    });
  });

  for (const view of VIEWS) {
    test(`on a phone of 360 points nothing of a view runs over the edge: ${view}`, async () => {
      await visit(given.browser, given.server, { width: 360, height: 740 }, async (page) => {
        await page.goto(`/o/${await burundi()}/v/${view}`);
        await byId(page, "place-table").waitFor();
        assert.equal(await overflow(page), 0);
      });
    });
  }

  test("a manager looks at what another rule chooses before taking it over", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "manager");
      await page.goto(`/work/${await burundi()}/rounds`);
      await byId(page, "round-baseline_subarea-4").click();
      await byId(page, "sample-rule").waitFor();
      const before = await byId(page, "sample-rule").innerText();
      assert.ok(Number((await byId(page, "sample-assessed").innerText()).replace(/\D/g, "")) > 0);
      await byId(page, "sample-choose").click();
      await byId(page, "rule-forty_households").check();
      await byId(page, "sample-preview").click();
      await byId(page, "sample-seen").waitFor();
      assert.equal(await byId(page, "sample-rule").innerText(), before, "looking changes nothing");
      await byId(page, "sample-take").click();
      await page.waitForFunction((was) => document.querySelector("[data-testid=sample-rule]").innerText !== was, before);
      await byId(page, "sample-choose").click();
      await byId(page, "rule-five_largest").check();
      await byId(page, "sample-preview").click();
      await byId(page, "sample-seen").waitFor();
      await byId(page, "sample-take").click();
      await page.waitForFunction((was) => document.querySelector("[data-testid=sample-rule]").innerText === was, before);
    });
  });
}
