// The page of rounds, as a manager plans, covers, closes and corrects one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { collines, logIn, operationOf } from "../harness/staff.mjs";
import { byId, enter, overflow, picture, visit, whenLoaded, withoutWords } from "./browser.mjs";
import { find, sendAssessment } from "./live.mjs";

/** A change as the page writes it. */
const signedly = (change) => `${change > 0 ? "+" : "−"}${Math.abs(change)}`;

/** What the page calls the number of displaced people. */
async function labelOf(staff, round) {
  const { indicators } = await staff.get(`${round}/revisions/1`);
  return indicators.find(({ code }) => code === "idps_individuals").name.en;
}

export function roundTests(given) {
  const open = async (page, role, number) => {
    const { code } = await operationOf(given.server, "BDI");
    await enter(page, given.server, role);
    await page.goto(`/work/${code}/rounds`);
    await whenLoaded(page);
    if (number === undefined) return code;
    await byId(page, `round-baseline_subarea-${number}`).click();
    await byId(page, "coverage").waitFor();
    return code;
  };

  test("a manager plans a round, gives it places and a team, closes it and corrects it", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const code = await open(page, "manager");
      await byId(page, "team-add").click();
      await byId(page, "team-name").fill("Muyinga A");
      await byId(page, "team-form").getByRole("checkbox").first().check();
      await byId(page, "team-keep").click();
      const team = byId(page, "teams").getByText("Muyinga A");
      await team.waitFor();
      assert.doesNotMatch(await byId(page, "teams").innerText(), /nobody belongs/);

      await byId(page, "plan-baseline_subarea").click();
      const number = await byId(page, "round-number").inputValue();
      await byId(page, "round-from").fill("2027-05-01");
      await byId(page, "round-to").fill("2027-05-21");
      await byId(page, "round-keep").click();
      await byId(page, "round-panel").waitFor();
      await byId(page, "round-change").click();
      await byId(page, "round-to").fill("2027-05-28");
      await byId(page, "round-note").fill("A licence of our own");
      await byId(page, "round-form-version").selectOption({ index: 1 });
      await byId(page, "round-keep").click();
      await byId(page, "round-panel").getByText("A licence of our own").waitFor();
      const manager = await logIn(given.server, "manager");
      const address = `/operations/${code}/exercises/baseline_subarea/rounds/${number}`;
      const kept = await manager.get(address);
      assert.equal(kept.to, "2027-05-28");
      assert.notEqual(kept.form_version, null);

      await byId(page, "places-list").click();
      await byId(page, "from-boundaries").click();
      await byId(page, "places-apply").click();
      const boxes = byId(page, "coverage").getByRole("checkbox");
      await boxes.first().check();
      await byId(page, "places-reason").fill("The bridge is gone");
      await byId(page, "mark-inaccessible").click();
      await byId(page, "coverage").getByText("The bridge is gone").waitFor();
      assert.equal(await byId(page, "total-inaccessible").innerText(), "1");
      await boxes.nth(1).check();
      await byId(page, "places-team").selectOption({ label: "Muyinga A" });
      await byId(page, "places-assign").click();
      await byId(page, "coverage").getByRole("cell", { name: "Muyinga A" }).waitFor();

      for (const to of ["collecting", "review", "closed"]) await byId(page, `move-${to}`).click();
      await byId(page, "move-published").waitFor();
      assert.equal(await byId(page, "round-change").count(), 0, "a closed round is not changed");
      assert.equal(await boxes.count(), 0);
      await byId(page, "round-reason").fill("A commune was forgotten");
      await byId(page, "revise").click();
      await byId(page, "round-panel").getByText("A commune was forgotten").waitFor();
      assert.equal((await manager.get(address)).revision, 2);
      assert.deepEqual(await withoutWords(page), []);
    });
  });

  test("a manager puts sites on a round's list, and the page says what became of one", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const manager = await logIn(given.server, "manager");
      const code = await open(page, "manager");
      await byId(page, "plan-baseline_subarea").click();
      const number = await byId(page, "round-number").inputValue();
      await byId(page, "round-from").fill("2027-08-01");
      await byId(page, "round-to").fill("2027-08-21");
      await byId(page, "round-keep").click();
      await byId(page, "coverage").waitFor();
      await byId(page, "places-list").click();
      await byId(page, "places-from-sites").click();
      await byId(page, "places-sites-status").selectOption("active");
      await byId(page, "places-sites-search").fill("demo colline 1");
      await byId(page, "from-sites").click();
      await byId(page, "places-preview").waitFor();
      await picture(page, "expected-sites-preview", { fullPage: true });
      await byId(page, "places-apply").click();
      const address = `/operations/${code}/exercises/baseline_subarea/rounds/${number}/coverage`;
      await byId(page, "coverage").locator("tbody").getByRole("checkbox").first().waitFor();
      const { places } = await manager.get(address);
      assert.ok(places.length > 1 && places.every((place) => place.site && /demo colline 1/i.test(place.name)), JSON.stringify(places[0]));

      // One of them is closed afterwards: it stays on the list, and the list says so.
      const status = `/operations/${code}/sites/${places[0].site}/status`;
      const { version } = await manager.get(`/operations/${code}/sites/${places[0].site}`);
      const closed = await manager.post(status, { to: "closed", reason: "Everybody has gone home", version });
      await page.reload();
      await byId(page, `round-baseline_subarea-${number}`).click();
      await byId(page, "place-became").waitFor();
      assert.equal(await byId(page, "place-became").innerText(), "Closed in the list of sites");
      await byId(page, "coverage").getByText("Everybody has gone home").waitFor();
      assert.equal(await byId(page, "total-closed").innerText(), "1");
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "expected-sites", { fullPage: true });
      await page.setViewportSize({ width: 360, height: 780 });
      await byId(page, "places-list").click();
      await byId(page, "places-from-sites").click();
      assert.equal(await overflow(page), 0);
      await picture(page, "expected-sites-small", { fullPage: true });
      await manager.post(status, { to: "active", reason: "They are back", version: closed.version });
    });
  });

  test("a decision about a record shows in an open coverage without a reload", async () => {
    const operation = await operationOf(given.server, "BDI");
    const reviewer = await logIn(given.server, "reviewer");
    // Whatever those before have decided: one that waits is set aside, one that is decided waits again.
    const { records } = await reviewer.get(`/operations/${operation.code}/records?exercise=${collines(operation).code}&limit=200`);
    const record = records.find(({ state, round_stage }) => round_stage === "collecting" && state !== "rejected");
    const waits = record.state !== "approved";
    await visit(given.browser, given.server, {}, async (page) => {
      await open(page, "viewer", record.round);
      assert.equal(await byId(page, "round-change").count() + (await byId(page, "places-list").count()), 0, "a viewer looks on");
      const records = byId(page, "round-panel").locator("p").first();
      const before = await records.innerText();
      await reviewer.post(`/records/${record.id}/decision`, { version: record.version, decision: waits ? "reject" : "return", reason: "Not a place of ours" });
      await page.waitForFunction(([told]) => document.querySelector("[data-testid=round-panel] p").innerText !== told, [before]);
    });
  });

  test("a record of a published round cannot be changed, and the page says so", async () => {
    const { code } = await operationOf(given.server, "BDI");
    const reviewer = await logIn(given.server, "reviewer");
    const [record] = (await reviewer.get(`/operations/${code}/records?state=approved&round=1&limit=1`)).records;
    assert.equal(record.round_stage, "published");
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "reviewer");
      await page.goto(`/work/${code}/records/${record.id}`);
      await byId(page, "record-settled").waitFor();
      assert.equal(await byId(page, "approve").count() + (await byId(page, "record-edit").count()), 0);
    });
  });

  test("rounds are opened with the keyboard, and fit a phone in French", async () => {
    await visit(given.browser, given.server, { locale: "fr-FR", width: 360, height: 740 }, async (page) => {
      await open(page, "manager");
      const first = page.locator("[data-testid^=round-baseline_subarea-]").first();
      await first.focus();
      await page.keyboard.press("Enter");
      await byId(page, "coverage").waitFor();
      await whenLoaded(page);
      assert.equal(await first.getAttribute("aria-expanded"), "true");
      assert.equal(await overflow(page), 0);
      await byId(page, "plan-baseline_subarea").press("Enter");
      await byId(page, "round-form").waitFor();
      assert.equal(await overflow(page), 0);
      await page.keyboard.press("Escape");
      await byId(page, "round-form").waitFor({ state: "detached" });
      assert.deepEqual(await withoutWords(page), []);
    });
  });

  test("what a closed round said before and after its correction is read side by side", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      const operation = await operationOf(given.server, "BDI");
      const [manager, reviewer] = [await logIn(given.server, "manager"), await logIn(given.server, "reviewer")];
      const exercise = `/operations/${operation.code}/exercises/baseline_subarea`;
      const number = 900;
      await manager.post(`${exercise}/rounds`, { number, from: "2026-09-07", to: "2026-09-25" });
      const round = `${exercise}/rounds/${number}`;
      await manager.post(`${round}/stage`, { to: "collecting" });
      const approved = [];
      for (const location of ["Colline Twice", "Colline Once"]) {
        const id = await sendAssessment(given.server, { exercises: [{ code: "baseline_subarea", rounds: [{ number, to: "2026-09-20" }] }] }, location);
        const { id: record, version } = await find(reviewer, operation, id);
        await reviewer.post(`/records/${record}/decision`, { decision: "approve", version });
        approved.push(record);
      }
      for (const to of ["review", "closed"]) await manager.post(`${round}/stage`, { to });
      await manager.post(`${round}/revisions`, { reason: "One colline was sent twice" });
      const { version } = await reviewer.get(`/records/${approved[0]}`);
      await reviewer.post(`/records/${approved[0]}/decision`, { decision: "reject", reason: "Sent twice", version });
      await manager.post(`${round}/stage`, { to: "closed" });

      await open(page, "manager", number);
      const read = byId(page, "revisions-read").locator("summary");
      await read.focus();
      await page.keyboard.press("Enter");
      const country = byId(page, "revisions-table").getByRole("row", { name: /^Burundi/ });
      await country.waitFor();
      const people = async (revision) => {
        const { figures } = await manager.get(`${round}/revisions/${revision}`);
        return figures.find((one) => one.indicator === "idps_individuals" && one.level === 0 && one.disaggregation === "total").value;
      };
      const [before, after] = [await people(1), await people(2)];
      assert.ok(before === 2 * after && after > 0, `${before} and ${after}`);
      await byId(page, "revisions-indicator").selectOption({ label: await labelOf(manager, round) });
      await country.getByText(signedly(after - before)).waitFor();
      const cells = (await country.getByRole("cell").allInnerTexts()).map((cell) => Number.parseInt(cell, 10));
      assert.deepEqual(cells.slice(0, 2), [before, after]);
      await byId(page, "revisions-changed").check();
      const shown = await byId(page, "revisions-table").locator("tbody tr").count();
      assert.equal(shown, 2, "the country and the one province that differs");
      assert.deepEqual(await withoutWords(page), []);
      assert.equal(await overflow(page), 0);
      await picture(page, "revisions", { fullPage: true });
    });
  });
}
