// The list of sites, as a manager and a reviewer meet it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { operationOf } from "../harness/staff.mjs";
import { byId, enter, overflow, picture, visit, whenLoaded, withoutWords } from "./browser.mjs";

const PHONE = { width: 360, height: 780 };

export function siteTests(given) {
  const open = async (page, where = "") => {
    const { code } = await operationOf(given.server, "BDI");
    await page.goto(`/work/${code}/sites${where}`);
    await whenLoaded(page);
  };
  const mapped = (page) => page.locator('[data-testid=sites-map][data-ready="true"]').first().waitFor();
  /** Nothing reaches beyond a small screen, and no word is missing. */
  const holds = async (page, name) => {
    assert.deepEqual(await withoutWords(page), []);
    await picture(page, name, { fullPage: true });
    const before = page.viewportSize();
    await page.setViewportSize(PHONE);
    assert.equal(await overflow(page), 0, name);
    await picture(page, `${name}-small`, { fullPage: true });
    await page.setViewportSize(before);
  };

  test("a manager finds a site, closes it, and takes that back", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "manager");
      await open(page);
      await mapped(page);
      await holds(page, "sites");
      await byId(page, "sites-status").selectOption("active");
      await byId(page, "sites-search").fill("DEMO COLLINE 1");
      await byId(page, "sites-search").press("Enter");
      await page.waitForURL(/search=/);
      await byId(page, "sites").getByRole("link").first().click();
      await byId(page, "site-status").waitFor();
      await mapped(page);
      await holds(page, "site");
      await byId(page, "site-move-closed").click();
      await byId(page, "site-reason").fill("Everybody has gone home");
      await byId(page, "site-status-go").click();
      await byId(page, "site-move-active").waitFor();
      await byId(page, "site-decisions").getByRole("button", { name: "Undo" }).first().click();
      await byId(page, "reason").fill("They are still there");
      await byId(page, "confirm").click();
      await byId(page, "site-move-closed").waitFor();
      assert.match(await byId(page, "site-decisions").innerText(), /They are still there/);
    });
  });

  test("two entries of one place are compared on a map, merged after a look, and parted again", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "manager");
      await open(page, "?view=duplicates");
      const total = async () => Number((await byId(page, "duplicates-total").innerText()).match(/\d+/)[0]);
      const before = await total();
      assert.ok(before > 2, `${before} pairs`);
      await byId(page, "pair-map").first().click();
      await mapped(page);
      await holds(page, "sites-duplicates");
      await byId(page, "pair-merge").first().click();
      await byId(page, "site-preview").waitFor();
      await byId(page, "merge-reason").fill("Told by two teams");
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "sites-merge");
      await byId(page, "merge-go").click();
      await page.waitForFunction(
        (was) => Number(document.querySelector("[data-testid=duplicates-total]")?.textContent.match(/\d+/)?.[0]) < was,
        before,
      );
      await byId(page, "sites-view-decisions").click();
      await byId(page, "site-decisions").waitFor();
      await holds(page, "sites-decisions");
      await byId(page, "site-decisions").getByRole("button", { name: "Undo" }).first().click();
      await byId(page, "reason").fill("They are two");
      await byId(page, "confirm").click();
      await byId(page, "site-decisions").getByText("They are two").waitFor();
      await byId(page, "sites-view-duplicates").click();
      await byId(page, "duplicates-total").waitFor();
      assert.equal(await total(), before);
    });
  });

  test("a site is split by the keyboard, with shares that have to add up", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "manager");
      await open(page, "?status=active&search=demo+colline+3");
      await byId(page, "sites").getByRole("link").first().focus();
      await page.keyboard.press("Enter");
      await byId(page, "site-split").focus();
      await page.keyboard.press("Enter");
      await byId(page, "part-name-0").fill("The upper part");
      await byId(page, "part-name-1").fill("The lower part");
      await byId(page, "part-share-0").fill("60");
      await byId(page, "split-reason").fill("Two hills");
      await byId(page, "split-look").click();
      await byId(page, "site-preview").getByText("add up").waitFor();
      await byId(page, "part-share-1").fill("40");
      await byId(page, "split-look").click();
      await byId(page, "site-preview").getByText("The lower part").waitFor();
      await picture(page, "sites-split");
      await byId(page, "split-go").click();
      await byId(page, "site").getByRole("button", { name: "The upper part" }).first().waitFor();
      assert.match(await byId(page, "site").innerText(), /60\s?%/);
    });
  });

  test("a site in the wrong area is put right by its position", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "manager");
      await open(page, "?view=areas");
      await byId(page, "finding").selectOption("outside");
      await byId(page, "areas").locator("li").first().waitFor();
      await holds(page, "sites-areas");
      const first = byId(page, "areas").locator("li").first();
      const name = await first.getByRole("button").first().innerText();
      await first.getByTestId("believe-position").click();
      await byId(page, "areas").getByRole("button", { name, exact: true }).waitFor({ state: "detached" });
    });
  });

  test("a file with a wrong row is refused whole, and a reviewer only proposes", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "manager");
      await open(page);
      await byId(page, "sites-import").click();
      const file = (text) => ({ name: "sites.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await byId(page, "sites-file").setInputFiles(file("label,pcode,latitude,longitude\nBrought,BDI012004,-2.95,30.3\nWrong,BDI999,,\n"));
      await byId(page, "sites-look").click();
      await byId(page, "sites-plan").waitFor();
      assert.ok(await byId(page, "sites-apply").isDisabled());
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "sites-import");
    });
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "manager");
      await open(page);
      await byId(page, "sites-import").click();
      const text = "label,pcode,latitude,longitude\nBrought by a file,BDI012004,-2.95,30.3\n";
      await byId(page, "sites-file").setInputFiles({ name: "brought.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await byId(page, "sites-look").click();
      await byId(page, "sites-plan").waitFor();
      assert.ok(await byId(page, "sites-apply").isDisabled(), "a decision has a reason");
      await byId(page, "sites-why").fill("The commune sent its list");
      await byId(page, "sites-apply").click();
      await byId(page, "sites-why").waitFor({ state: "detached" });
      await byId(page, "sites-view-decisions").click();
      await byId(page, "site-decisions").getByText("brought.csv: 1 new, 0 changed").waitFor();
      await picture(page, "sites-imported");
      await byId(page, "site-decisions").getByRole("button", { name: "Undo" }).first().click();
      await byId(page, "reason").fill("It was the list of another year");
      await byId(page, "confirm").click();
      await byId(page, "site-decisions").getByText("It was the list of another year").waitFor();
      assert.deepEqual(await withoutWords(page), []);
    });
    await visit(given.browser, given.server, { locale: "fr-FR" }, async (page) => {
      await enter(page, given.server, "reviewer");
      await open(page);
      await byId(page, "site-add").click();
      await byId(page, "site-form-name").fill("Kibimba de la rivière");
      await byId(page, "site-form-latitude").fill("-3,02");
      await byId(page, "site-form-longitude").fill("30,27");
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "sites-propose");
      await byId(page, "site-form-save").click();
      assert.equal(await byId(page, "site-status").innerText(), "Proposé");
      assert.equal(await byId(page, "site-merge").count(), 0);
      await byId(page, "sites-search").waitFor();
    });
  });
}
