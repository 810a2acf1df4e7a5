// Review, as two people do it: the queue, values edited, a conflict of two browsers, many at once, sent back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { logIn, operationOf } from "../harness/staff.mjs";
import { byId, enter, overflow, picture, visit, whenLoaded, whenMapped, withoutWords } from "./browser.mjs";
import { find, sendAssessment } from "./live.mjs";

const WIDTHS = [1280, 360];

export function reviewTests(given) {
  const receive = async (location) => {
    const operation = await operationOf(given.server, "BDI");
    const instanceId = await sendAssessment(given.server, operation, location);
    const reviewer = await logIn(given.server, "reviewer");
    const record = await find(reviewer, operation, instanceId);
    return { code: operation.code, id: record.id, instanceId, reviewer, whole: () => reviewer.get(`/records/${record.id}`) };
  };
  const valueOf = (record, name) => record.answers.find((one) => one.name === name).answer.value;
  const type = async (page, value) => {
    await byId(page, "edit-idp_individuals").click();
    await byId(page, "value-idp_individuals").fill(String(value));
    await byId(page, "edit-reason").fill("The key informant said so by phone");
  };

  test("the queue is narrowed by the gravest flag and gone through with keys", async () => {
    const { code, id } = await receive("Colline Queued");
    for (const width of WIDTHS) {
      await visit(given.browser, given.server, { width }, async (page) => {
        await enter(page, given.server, "reviewer");
        await page.goto(`/work/${code}/records?search=Colline+Queued`);
        await byId(page, `record-row-${id}`).waitFor();
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await withoutWords(page), []);
        await picture(page, `review-queue-${width}`);
        await page.keyboard.press("j");
        await byId(page, "edit-idp_individuals").waitFor();
        await page.keyboard.press("e");
        await page.keyboard.press("Enter");
        await byId(page, "edit-bar").waitFor();
        await byId(page, "edit-cancel").click();
        await page.goto(`/work/${code}/records?state=`);
        await byId(page, "review-list").waitFor();
        const errors = Number((await byId(page, "severity-error").innerText()).replace(/\D/g, ""));
        await byId(page, "severity-error").click();
        await page.waitForURL(/severity=error/);
        await whenLoaded(page);
        if (errors > 0) await page.waitForFunction((n) => document.querySelector('[data-testid=records-total]')?.textContent?.replace(/\D/g, "") === String(n), errors);
      });
    }
  });

  test("a value is edited with a reason, and what came stays beside it", async () => {
    const { code, id, whole } = await receive("Colline Edited");
    const came = valueOf(await whole(), "idp_individuals");
    for (const [index, width] of WIDTHS.entries()) {
      await visit(given.browser, given.server, { width }, async (page) => {
        await enter(page, given.server, "reviewer");
        await page.goto(`/work/${code}/records/${id}`);
        await byId(page, "record-panel").waitFor();
        await type(page, "not a number");
        assert.ok(await byId(page, "edit-save").isDisabled());
        await byId(page, "value-idp_individuals").fill(String(31 + index));
        await picture(page, `review-editing-${width}`);
        assert.equal(await overflow(page), 0);
        await byId(page, "edit-save").click();
        await byId(page, "raw-value").waitFor();
        await byId(page, "edit-bar").waitFor({ state: "detached" });
        assert.match(await byId(page, "raw-value").innerText(), new RegExp(String(came)));
        await page.locator('[data-question="idp_individuals"] summary').first().click();
        await page.getByText("The key informant said so by phone").first().waitFor();
        assert.deepEqual(await withoutWords(page), []);
        await byId(page, "raw-value").scrollIntoViewIfNeeded();
        await picture(page, `review-edited-${width}`);
        await byId(page, "record-map").scrollIntoViewIfNeeded();
        await whenMapped(page);
        await picture(page, `review-map-${width}`);
        await byId(page, "comment").fill("Called the team leader");
        await byId(page, "comment-add").click();
        await page.locator(".history").getByText("Called the team leader").first().waitFor();
      });
    }
    const record = await whole();
    assert.deepEqual([valueOf(record, "idp_individuals"), record.state, record.edits.length], [32, "edited", 2]);
  });

  test("of two browsers the second sees what the first did, and loses nothing that was typed", async () => {
    const { code, id, whole } = await receive("Colline Contested");
    await visit(given.browser, given.server, { refusals: [409] }, async (first) => {
      await visit(given.browser, given.server, { refusals: [409] }, async (second) => {
        for (const page of [first, second]) {
          await enter(page, given.server, "reviewer");
          await page.goto(`/work/${code}/records/${id}`);
          await byId(page, "record-panel").waitFor();
        }
        await type(first, 21);
        await type(second, 22);
        await byId(first, "edit-save").click();
        await byId(first, "raw-value").waitFor();
        await byId(second, "edit-save").click();
        await byId(second, "meanwhile").waitFor();
        const told = await byId(second, "meanwhile").innerText();
        assert.match(told, /idp_individuals/);
        assert.match(told, /21[\s\S]*22/);
        assert.equal(valueOf(await whole(), "idp_individuals"), 21);
        await byId(second, "meanwhile").scrollIntoViewIfNeeded();
        await picture(second, "review-conflict");
        await byId(second, "take-up-again").click();
        assert.equal(await byId(second, "edit-reason").inputValue(), "The key informant said so by phone");
        await byId(second, "edit-save").click();
        await byId(second, "edit-bar").waitFor({ state: "detached" });
        assert.equal(valueOf(await whole(), "idp_individuals"), 22);
        // The first has not seen that: nor can it be approved unseen.
        await byId(first, "approve").click();
        await byId(first, "meanwhile").waitFor();
        assert.equal((await whole()).state, "edited");
      });
    });
  });

  test("many are decided about as previewed", async () => {
    const one = await receive("Colline Many A");
    const other = await receive("Colline Many B");
    for (const width of WIDTHS) {
      await visit(given.browser, given.server, { width }, async (page) => {
        await enter(page, given.server, "reviewer");
        await page.goto(`/work/${one.code}/records?state=&search=Colline+Many`);
        await byId(page, `record-row-${one.id}`).waitFor();
        await byId(page, "bulk-all").click();
        await byId(page, "bulk-return").check();
        await byId(page, "bulk-reason").fill("Which colline?");
        await byId(page, "bulk-look").click();
        await byId(page, "bulk-preview").waitFor();
        assert.deepEqual(await withoutWords(page), []);
        assert.equal(await overflow(page), 0);
        await picture(page, `review-bulk-${width}`);
        if (width === 360) {
          await byId(page, "bulk-would-not").waitFor();
          assert.ok(await byId(page, "bulk-apply").isDisabled());
          return;
        }
        await byId(page, "bulk-apply").click();
        await byId(page, "bulk-dialog").waitFor({ state: "detached" });
      });
    }
    for (const { whole } of [one, other]) assert.equal((await whole()).state, "has_issues");
    for (const width of WIDTHS) {
      await visit(given.browser, given.server, { width }, async (page) => {
        await enter(page, given.server, "viewer");
        await page.goto(`/work/${one.code}/returned`);
        await byId(page, "returned-list").getByText("Colline Many A").waitFor();
        assert.deepEqual(await withoutWords(page), []);
        assert.equal(await overflow(page), 0);
        await picture(page, `review-returned-${width}`);
      });
    }
  });

  test("whoever sent what is sent back sees it with the reason where forms are filled in", async () => {
    const { code, id, reviewer, whole } = await receive("Colline Returned");
    const form = (await whole()).form_id;
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "reviewer");
      const status = await page.evaluate(correct, { code, form, id });
      assert.equal(status, 201);
      const { version } = await whole();
      await reviewer.post(`/records/${id}/decision`, { decision: "return", reason: "Which colline is it?", version });
      await page.goto("/fill");
      const returned = byId(page, "fill-returned");
      await returned.getByText("Which colline is it?").waitFor();
      await picture(page, "review-fill-returned");
      await byId(page, "fill-correct").first().click();
      await page.waitForURL(new RegExp(`record=${id}`));
    });
  });
}

/** In the page: sends a correction of the record as the person who is logged in. */
async function correct({ code, form, id }) {
  const xml = await (await fetch(`/api/v1/records/${id}/submission`)).text();
  const own = /<(?:\w+:)?instanceID>([^<]+)</.exec(xml)[1];
  const later = `uuid:${crypto.randomUUID()}`;
  const corrected = xml.replace(/<((?:\w+:)?)instanceID>[^<]+<\/(?:\w+:)?instanceID>/, `<$1instanceID>${later}</$1instanceID><$1deprecatedID>${own}</$1deprecatedID>`);
  const body = new FormData();
  body.append("xml_submission_file", new File([corrected], "xml_submission_file", { type: "text/xml" }));
  const answer = await fetch(`/api/v1/operations/${code}/fill/${form}/submission`, { method: "POST", headers: { "X-Inzira": "1" }, body });
  return answer.status;
}
