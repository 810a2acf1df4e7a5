// Events between rounds: shown beside the stock as soon as an update is approved, and never inside it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { collines, logIn, operationOf } from "../harness/staff.mjs";
import {
  byId,
  enter,
  headline,
  LOCALES,
  overflow,
  picture,
  visit,
  whenDrawn,
  whenLoaded,
  withoutWords,
} from "./browser.mjs";

const EVENT = "BDI-2026-014";
const PEOPLE = 640;
/** Why an event is not added to a stock. */
const REASONS = { en: /same people/, fr: /mêmes personnes/, rn: /abantu/ };
const digits = (text) => text.replace(/\D/g, "");

export function eventTests(given) {
  test("an update of an event that is approved shows beside the stock without a reload", async (context) => {
    const operation = await operationOf(given.server, "BDI");
    const reviewer = await logIn(given.server, "reviewer");
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto(`/o/${operation.code}`);
      await whenDrawn(page);
      await page.locator('[data-testid=live-state][data-state="live"]').waitFor();
      const before = await headline(page, "idps_individuals");
      const marks = page.locator(".map .event-mark");
      const marked = await marks.count();
      await page.evaluate(() => (window.openSince = "the beginning"));
      await sendUpdate(given.server, { number: 1, commune: "BDI012004", day: "2026-08-25", people: PEOPLE });
      const row = byId(page, `event-${EVENT}-BDI012004`);
      assert.equal(await row.count(), 0, "nobody stands by it yet");
      await approve(reviewer, operation);
      const approved = performance.now();
      await row.waitFor();
      context.diagnostic(`on the dashboard ${Math.round(performance.now() - approved)} ms after the answer to the approval`);
      assert.match(await row.innerText(), /Flood.*Gasorwe.*640/s);
      assert.equal(await page.evaluate(() => window.openSince), "the beginning");
      assert.equal(await headline(page, "idps_individuals"), before, "the stock knows nothing of it");
      await byId(page, "map-event-legend").waitFor();
      await marks.nth(marked).waitFor();
      assert.equal(await marks.count(), marked + 1, "one more place is marked on the map");
      await picture(page, "events-beside");
    });
  });

  test("staff see each event with its updates, on a screen and on a phone", async () => {
    const operation = await operationOf(given.server, "BDI");
    await sendUpdate(given.server, { number: 2, commune: "BDI012004", day: "2026-08-27", people: 700 });
    for (const width of [1280, 360]) {
      await visit(given.browser, given.server, { width, height: 800 }, async (page) => {
        await enter(page, given.server, "reviewer");
        await page.goto(`/work/${operation.code}/events`);
        await whenLoaded(page);
        const event = byId(page, `event-${EVENT}`);
        await event.waitFor();
        assert.match(await event.innerText(), /640/, "what is approved counts");
        assert.match(await event.innerText(), /700/, "what waits is listed");
        assert.match(await byId(page, "event-open").getAttribute("href"), /\/fill\/emergency_event$/);
        assert.equal(await overflow(page), 0);
        await picture(page, `events-${width}`);
      });
    }
  });

  test("numbers are added up, or the reason is given why they are not, in each language and on a phone", async () => {
    const operation = await operationOf(given.server, "BDI");
    const refusals = [422];
    for (const [language, locale] of Object.entries(LOCALES)) {
      await visit(given.browser, given.server, { locale, width: 360, height: 800, refusals }, async (page) => {
        await page.goto(`/o/${operation.code}`);
        await whenDrawn(page);
        const add = byId(page, "sum-add");
        const pick = async (place) => {
          await byId(page, "sum-place").selectOption(place);
          await add.focus();
          await page.keyboard.press("Enter");
        };
        const places = await byId(page, "sum-place").locator("option").evaluateAll((all) => all.map((one) => one.value));
        const [whole, first, second] = places;
        await pick(first);
        const alone = Number(digits(await byId(page, "sum-value").innerText()));
        await pick(second);
        const together = byId(page, "sum-value");
        await page.waitForFunction((before) => document.querySelector("[data-testid=sum-value]")?.innerText.replace(/\D/g, "") !== before, `${alone}`);
        assert.ok(Number(digits(await together.innerText())) > alone, "two places of one series are added up");
        await picture(page, `sum-${language}`, { fullPage: true });

        await pick(whole);
        const refused = byId(page, "sum-refused");
        await refused.waitFor();
        assert.match(await refused.innerText(), new RegExp(operation.admin0_pcode), "the country holds its provinces");
        await page.locator("[data-testid=sum] .picked button").last().click();
        await together.waitFor();

        await byId(page, "sum-series").selectOption(`event:${EVENT}/BDI012004`);
        await add.click();
        await refused.waitFor();
        assert.match(await refused.innerText(), REASONS[language]);
        assert.deepEqual(await withoutWords(page), []);
        assert.equal(await overflow(page), 0);
        await refused.scrollIntoViewIfNeeded();
        await picture(page, `sum-refused-${language}`);
      });
    }
  });

  test("an event that is over, and one that a round has counted, say so in English and in French, and leave the overlay", async () => {
    const operation = await operationOf(given.server, "BDI");
    const reviewer = await logIn(given.server, "reviewer");
    const [round] = collines(operation).rounds.map(({ number }) => number).sort((a, b) => a - b);
    const [over, counted] = ["BDI-2026-020", "BDI-2026-021"];
    const commune = "BDI012004";
    const began = { number: 1, commune, day: "2026-08-25", people: 210 };
    const closed = (why) => `<event_closed>yes</event_closed><closed_because>${why}</closed_because>`;
    const ends = { [over]: closed("returned"), [counted]: `${closed("absorbed")}<absorbed_by_round>${round}</absorbed_by_round>` };
    for (const code of [over, counted]) {
      await sendUpdate(given.server, { ...began, code });
      await approve(reviewer, operation, code);
    }
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto(`/o/${operation.code}`);
      await whenDrawn(page);
      await page.locator('[data-testid=live-state][data-state="live"]').waitFor();
      for (const code of [over, counted]) await byId(page, `event-${code}-${commune}`).waitFor();
      for (const [code, end] of Object.entries(ends)) {
        await sendUpdate(given.server, { ...began, code, number: 2, day: "2026-08-29", end });
        await approve(reviewer, operation, code);
        await byId(page, `event-${code}-${commune}`).waitFor({ state: "detached" });
      }
      const absorbed = byId(page, "events-absorbed");
      await absorbed.locator("summary").click();
      const lines = absorbed.locator("li");
      await lines.filter({ hasText: counted }).waitFor();
      assert.match(await lines.filter({ hasText: counted }).innerText(), /210/, "what was counted stays readable");
      assert.equal(await lines.filter({ hasText: over }).count(), 0, "nobody counted those who went home");
    });
    const words = {
      en: { [over]: /closed.*have returned/s, [counted]: new RegExp(`counted by round\\D*${round}`) },
      fr: { [over]: /clos.*sont rentrés/s, [counted]: new RegExp(`compté par le cycle\\D*${round}`) },
    };
    for (const [language, said] of Object.entries(words)) {
      for (const width of [1280, 360]) {
        await visit(given.browser, given.server, { locale: LOCALES[language], width, height: 800 }, async (page) => {
          await enter(page, given.server, "reviewer");
          await page.goto(`/work/${operation.code}/events`);
          await whenLoaded(page);
          for (const [code, wanted] of Object.entries(said)) {
            const event = byId(page, `event-${code}`);
            await event.waitFor();
            assert.match(await event.innerText(), wanted);
          }
          assert.deepEqual(await withoutWords(page), []);
          assert.equal(await overflow(page), 0);
          await picture(page, `events-ended-${language}-${width}`);
        });
      }
    }
  });
}

/** An update of a flood, as a phone sends it. `end`: the answers about the end of the event, as XML. */
async function sendUpdate(server, { code = EVENT, number, commune, day, people, end = "" }) {
  const id = `uuid:event-${code}-${commune}-${number}`;
  const xml = `<data id="emergency_event" version="2026112203" xmlns:orx="http://openrosa.org/xforms"><event>
    <event_code>${code}</event_code><update_number>${number}</update_number><reporting_date>${day}</reporting_date>
    <event_trigger>flood</event_trigger><event_date>2026-08-24</event_date><event_source>telephone</event_source></event>
    <arrival><admin1>${commune.slice(0, 6)}</admin1><admin2>${commune}</admin2><access>remote</access></arrival>
    <people><displaced_households>${Math.ceil(people / 5)}</displaced_households>
    <displaced_individuals>${people}</displaced_individuals></people>${end && `<end_of_event>${end}</end_of_event>`}
    <orx:meta><orx:instanceID>${id}</orx:instanceID></orx:meta></data>`;
  const body = new FormData();
  body.append("xml_submission_file", new Blob([xml], { type: "text/xml" }), "submission.xml");
  const base = server.device.server_url.replace(/\/$/, "");
  const answer = await fetch(`${base}/submission`, { method: "POST", headers: { "X-OpenRosa-Version": "1.0" }, body });
  assert.equal(answer.status, 201, await answer.text());
}

/** Approves the updates that wait; with `code`, only those of that event. */
async function approve(reviewer, operation, code = "") {
  const { records } = await reviewer.get(`/operations/${operation.code}/records?exercise=emergency_event&state=received`);
  for (const record of records.filter(({ key }) => key.includes(code))) {
    await reviewer.post(`/records/${record.id}/decision`, { version: record.version, decision: "approve", reason: "seen" });
  }
}
