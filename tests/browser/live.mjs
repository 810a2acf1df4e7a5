// A figure follows what happens in the field, on a page that stays open.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fillAssessment } from "../harness/assessment.mjs";
import { Phone } from "../harness/phone.mjs";
import { collines, logIn, operationOf } from "../harness/staff.mjs";
import { headline, picture, visit, whenDrawn } from "./browser.mjs";

const PEOPLE = 37;

export function liveTests(given) {
  test("a submission that is approved shows in the figure without a reload", async () => {
    const operation = await operationOf(given.server, "BDI");
    const reviewer = await logIn(given.server, "reviewer");
    await visit(given.browser, given.server, {}, async (page) => {
      await page.goto(`/o/${operation.code}`);
      await whenDrawn(page);
      await page.locator('[data-testid=live-state][data-state="live"]').waitFor();
      const before = await headline(page, "idps_individuals");
      // A reload or a navigation would make a new window without the mark.
      await page.evaluate(() => (window.openSince = "the beginning"));

      const instanceId = await sendAssessment(given.server, operation);
      const received = await find(reviewer, operation, instanceId);
      assert.equal(await headline(page, "idps_individuals"), before, "what is not approved is not published");
      await reviewer.post(`/records/${received.id}/decision`, { version: received.version, decision: "approve", reason: "seen" });

      await page.locator(`[data-testid=headline-idps_individuals][data-value="${before + PEOPLE}"]`).waitFor();
      assert.equal(await page.evaluate(() => window.openSince), "the beginning");
      // Said a moment after it is drawn, so that readers of the screen hear the new number.
      await page.waitForFunction(
        ([id, total]) => document.querySelector(`[data-testid=${id}]`).textContent.replace(/\D/g, "").includes(total),
        ["announcement", `${before + PEOPLE}`],
      );
      await picture(page, "live");
    });
  });
}

/** An assessment of the last round, filled by ODK's engine and posted over OpenRosa; gives its instanceID. */
export async function sendAssessment(server, operation, locationName = "Colline Gatwe") {
  const rounds = collines(operation).rounds;
  const last = rounds.reduce((one, other) => (other.number > one.number ? other : one));
  const phone = new Phone(server);
  const form = await fillAssessment(phone, {
    day: last.to, location: locationName, women: [0n, 0n, 0n, 20n, 0n], men: [0n, 0n, 0n, BigInt(PEOPLE) - 20n, 0n],
  });
  const payload = await form.payload();
  assert.equal(payload.status, "ready", `the phone refuses: ${form.violations()}`);
  const [answer] = await phone.send(payload);
  assert.equal(answer.status, 201, answer.said);
  return form.instanceId;
}

export async function find(reviewer, operation, instanceId) {
  const { records } = await reviewer.get(`/operations/${operation.code}/records?state=received&limit=200`);
  return records.find((record) => record.source.instance_id === instanceId);
}
