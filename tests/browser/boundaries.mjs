// What became of places: a table is looked at, put right and kept, and figures and series are read by it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { readFileSync } from "node:fs";

import { operationOf } from "../harness/staff.mjs";
import { byId, enter, headline, overflow, picture, visit, whenLoaded, withoutWords } from "./browser.mjs";

const PHONE = { width: 360, height: 780 };
const ours = readFileSync(new URL("../../packs/places-burundi/2025/crosswalk.csv", import.meta.url), "utf8").trimEnd();

/** Our table with shares for the two provinces that were divided; nobody has published the real ones. */
function table(muramvya, rumonge) {
  const whole = ours.split("\n").filter((line) => !/^BDI01[18],/.test(line));
  const part = (from, to, share) => `${from},,${to},,${share},constructed`;
  return [
    ...whole,
    part("BDI011", "BI-PR-02", muramvya), part("BDI011", "BI-PR-05", 1 - muramvya),
    part("BDI018", "BI-PR-02", rumonge), part("BDI018", "BI-PR-03", 1 - rumonge),
  ].join("\n");
}

export function boundaryTests(given) {
  const holds = async (page, name) => {
    assert.deepEqual(await withoutWords(page), []);
    await picture(page, name, { fullPage: true });
    const before = page.viewportSize();
    await page.setViewportSize(PHONE);
    // Charts follow the window a moment later.
    const fits = () => document.documentElement.scrollWidth <= innerWidth;
    await page.waitForFunction(fits, null, { timeout: 10_000 }).catch(() => undefined);
    assert.equal(await overflow(page), 0, name);
    await picture(page, `${name}-small`, { fullPage: true });
    await page.setViewportSize(before);
  };
  const open = async (page) => {
    const { code } = await operationOf(given.server, "BDI");
    await page.goto(`/work/${code}/places`);
    await whenLoaded(page);
    await byId(page, "crosswalks").waitFor();
  };
  const describe = async (page, { code, label, text, official = false }) => {
    await byId(page, "crosswalk-label").fill(label);
    await byId(page, "crosswalk-code").fill(code);
    await byId(page, "crosswalk-source").fill("Made up for a test");
    await byId(page, "crosswalk-official").setChecked(official);
    await byId(page, "crosswalk-file").setInputFiles({ name: `${code}.csv`, mimeType: "text/csv", buffer: Buffer.from(text) });
    // By keyboard, as from a field.
    await byId(page, "crosswalk-code").press("Enter");
  };
  const keep = async (page) => {
    await byId(page, "crosswalk-seen").waitFor();
    await byId(page, "crosswalk-keep").click();
    await byId(page, "crosswalk-kept").waitFor();
  };
  const value = async (locator) => Number((await locator.innerText()).replace(/\D/g, ""));

  test("a table of what became of places is looked at, put right and kept, in editions that all stay readable", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "administrator");
      await open(page);
      await byId(page, "crosswalk-load").click();
      const wrong = table(0.1, 0.3).replace("BDI001,Bubanza,BI-PR-02", "BDI001,Bubanza,BI-PR-99").replace(",0.7,constructed", ",0.8,constructed").replace("BDI004,", "BDI044,");
      await describe(page, { code: "by-people", label: "Shares of the people", text: wrong });
      await byId(page, "crosswalk-problems").waitFor();
      assert.equal(await byId(page, "problems").locator("tbody tr").count(), 4, "everything that is wrong at once");
      assert.match(await byId(page, "problems").innerText(), /BI-PR-99[\s\S]*BDI018[\s\S]*BDI004/);
      assert.equal(await byId(page, "old-linked").innerText(), "17 of 18");
      assert.equal(await byId(page, "crosswalk-keep").isDisabled(), true);
      await holds(page, "crosswalk-wrong");

      await describe(page, { code: "by-people", label: "Shares of the people", text: table(0.1, 0.3) });
      await byId(page, "people-baseline_subarea").waitFor();
      const people = byId(page, "people-baseline_subarea");
      const sure = await Promise.all(["exact", "estimated", "without_place"].map((name) => value(people.getByTestId(name))));
      assert.ok(sure[0] > 0 && sure[1] > 0 && sure[2] === 0, String(sure));
      await holds(page, "crosswalk-seen");
      await keep(page);
      await describe(page, { code: "by-area", label: "Shares of the area", text: table(0.333, 0.4) });
      await keep(page);
      await describe(page, { code: "by-area", label: "Shares of the area", text: table(0.5, 0.5) });
      await byId(page, "crosswalk-seen").waitFor();
      assert.equal(await byId(page, "crosswalk-keep").isDisabled(), true, "what was kept is not changed");
      assert.match(await byId(page, "edition-by-area").innerText(), /used first[\s\S]*administrator@demo\.inzira/);
      await describe(page, { code: "law", label: "The law's own table", text: table(0.1, 0.3), official: true });
      await keep(page);
      await byId(page, "edition-law").waitFor();
      assert.match(await byId(page, "edition-law").innerText(), /official[\s\S]*used first/);
      assert.doesNotMatch(await byId(page, "edition-by-area").innerText(), /used first/);
      await holds(page, "crosswalks");
    });
    await visit(given.browser, given.server, { locale: "fr-FR" }, async (page) => {
      await enter(page, given.server, "manager");
      await open(page);
      assert.equal(await byId(page, "crosswalk-load").count(), 0, "only the administrator loads");
      assert.equal(await page.locator("[data-testid^=edition-]").count(), 4);
      assert.deepEqual(await withoutWords(page), []);
    });
  });

  test("a map, a table and a series are read by each edition, with how far off they could be", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      const [other] = operation.other_boundaries;
      await page.goto(`/o/${operation.code}?boundaries=${other.code}`);
      const all = async () => {
        await byId(page, "carried-all").waitFor();
        return value(byId(page, "carried-all"));
      };
      assert.equal(await all(), await headline(page, "idps_individuals"), "nobody is lost");
      assert.equal(await byId(page, "crosswalk-choice").inputValue(), "law");
      assert.doesNotMatch(await byId(page, "crosswalk-used").innerText(), /approximate/i);
      const bujumbura = () => byId(page, "carried-BI-PR-02").locator("td").first();
      const byLaw = await value(bujumbura());
      await byId(page, "crosswalk-choice").selectOption("by-area");
      await page.waitForFunction((was) => document.querySelector('[data-testid="carried-BI-PR-02"] td').innerText.replace(/\D/g, "") !== was, String(byLaw));
      assert.equal(await all(), await headline(page, "idps_individuals"), "nor by other shares");

      await byId(page, "carried-BI-PR-02").getByRole("button").press("Enter");
      await page.waitForURL(/area=BI-PR-02/);
      const series = byId(page, "other-series");
      await series.locator('[data-testid=series][data-drawn="true"]').waitFor();
      await byId(page, "other-series-place").filter({ hasText: /^Bujumbura$/ }).waitFor();
      await byId(page, "range-key").or(byId(page, "open-range-key")).first().waitFor();
      await series.locator("summary").last().click();
      const rows = byId(page, "other-series-table").locator("tbody tr");
      const { rounds } = operation.exercises.find(({ code }) => code === "baseline_subarea");
      assert.equal(await rows.count(), rounds.length);
      assert.match(await rows.last().innerText(), /between [\d,]+ and [\d,]+|at least [\d,]+; .+ not known/);
      assert.equal(await value(rows.last().locator("td").first()), await value(bujumbura()), "the table and the series agree");
      await holds(page, "other-series");
    });
  });
}
