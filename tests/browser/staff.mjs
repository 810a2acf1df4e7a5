// The pages for staff, as a reviewer, a viewer and a manager meet them.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { Phone } from "../harness/phone.mjs";
import { accountOf, logIn, operationOf } from "../harness/staff.mjs";
import { byId, enter, overflow, picture, visit, whenLoaded, withoutWords } from "./browser.mjs";
import { find, sendAssessment } from "./live.mjs";

const GOOD_FORM = `
| survey |      |           |                    |
|        | type | name      | label::English (en) |
|        | text | site_name | Name of the site   |
|        | int  | people    | People             |
| settings |         |            |         |
|          | form_id | form_title | version |
|          | visit   | Site visit | 1       |
`;

export function staffTests(given) {
  const enterAs = (page, role) => enter(page, given.server, role);
  const work = async (page, where) => {
    const { code } = await operationOf(given.server, "BDI");
    await page.goto(`/work/${code}/${where}`);
  };
  /** A submission of its own for each test, so that none depends on another. */
  const send = async (location) => {
    const operation = await operationOf(given.server, "BDI");
    const instanceId = await sendAssessment(given.server, operation, location);
    const reviewer = await logIn(given.server, "reviewer");
    const state = async (id) => (await reviewer.get(`/records/${id}`)).state;
    return { ...(await find(reviewer, operation, instanceId)), state };
  };

  test("whoever is not logged in is led to the log-in, and back to where they wanted", async () => {
    await visit(given.browser, given.server, { refusals: [401] }, async (page) => {
      await work(page, "records");
      await page.waitForURL(/\/login\?next=/);
      const { email, password } = accountOf(given.server, "reviewer");
      await byId(page, "email").fill(email);
      await byId(page, "password").fill("not the password");
      await byId(page, "log-in").click();
      await page.locator("[role=alert]").first().waitFor();
      await byId(page, "password").fill(password);
      await byId(page, "log-in").click();
      await page.waitForURL(/\/work\/[^/]+\/records/);
      await byId(page, "log-out").waitFor({ state: "attached" });
    });
  });

  test("a reviewer reads a submission and approves it", async () => {
    const record = await send("Colline Approved");
    await visit(given.browser, given.server, {}, async (page) => {
      await enterAs(page, "reviewer");
      await work(page, `records/${record.id}`);
      const panel = byId(page, "record-panel");
      await panel.getByText("Colline Approved").first().waitFor();
      await panel.getByText("Host community", { exact: true }).waitFor();
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "record");
      await byId(page, "approve").click();
      await until(async () => (await record.state(record.id)) === "approved");
    });
  });

  test("a rejection asks why", async () => {
    const record = await send("Colline Rejected");
    await visit(given.browser, given.server, {}, async (page) => {
      await enterAs(page, "reviewer");
      await work(page, `records/${record.id}`);
      await byId(page, "reject").click();
      await byId(page, "reason").fill("Counted twice");
      await byId(page, "confirm").click();
      await until(async () => (await record.state(record.id)) === "rejected");
      await work(page, `records/${record.id}`);
      await byId(page, "record-panel").getByText("Counted twice").waitFor();
    });
  });

  test("a viewer reads and has nothing to decide with", async () => {
    const record = await send("Colline Viewed");
    await visit(given.browser, given.server, {}, async (page) => {
      await enterAs(page, "viewer");
      await work(page, `records/${record.id}`);
      await byId(page, "record-panel").getByText("Colline Viewed").first().waitFor();
      assert.equal(await byId(page, "approve").count(), 0);
      assert.equal(await byId(page, "reject").count(), 0);
    });
  });

  test("a form with a mistake is refused with its place, and a good one reaches the phone", async () => {
    await visit(given.browser, given.server, { refusals: [422] }, async (page) => {
      await enterAs(page, "manager");
      await work(page, "forms");
      await upload(page, GOOD_FORM.replace("| int ", "| itn "));
      await byId(page, "form-refused").waitFor();
      const [row] = await byId(page, "form-refused").locator("tbody tr").allInnerTexts();
      assert.match(row, /survey[\s\S]*itn/);
      assert.ok(!(await formsOnPhone()).includes("visit"));
      await upload(page, GOOD_FORM);
      await byId(page, "form-published").waitFor();
      assert.ok((await formsOnPhone()).includes("visit"));
    });
  });

  test("a manager sets a phone up and takes it out of use", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enterAs(page, "manager");
      await work(page, "devices");
      await byId(page, "device-name").fill("Phone of Gatwe");
      await byId(page, "device-create").click();
      const address = await byId(page, "device-url").innerText();
      assert.ok(await byId(page, "device-qr").evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
      const phone = new Phone({ device: { server_url: address } });
      assert.ok((await phone.formList()).length > 0);
      await picture(page, "device");
      await page.keyboard.press("Escape");
      const row = byId(page, "devices").locator("tr").filter({ hasText: "Phone of Gatwe" });
      await row.locator("button").click();
      await byId(page, "confirm").click();
      await until(async () => (await fetch(`${address}/formList`, { headers: { "X-OpenRosa-Version": "1.0" } })).status === 403);
    });
  });

  test("a manager adds a webhook, is shown its secret once, and sees what it was told", async () => {
    const told = [];
    const receiver = createServer((request, response) => {
      request.resume().on("end", () => {
        told.push(request.headers["inzira-event"]);
        response.writeHead(204).end();
      });
    });
    await new Promise((done) => receiver.listen(0, "127.0.0.1", done));
    try {
      await visit(given.browser, given.server, {}, async (page) => {
        await enterAs(page, "manager");
        await work(page, "webhooks");
        await byId(page, "webhook-add").click();
        await byId(page, "webhook-name").fill("Register of the ministry");
        await byId(page, "webhook-url").fill(`http://127.0.0.1:${receiver.address().port}/`);
        await picture(page, "webhook-form");
        await byId(page, "webhook-keep").click();
        assert.match(await byId(page, "secret").innerText(), /^[\w$!]{64}$/);
        await page.keyboard.press("Escape");
        await send("Colline Told");
        await until(async () => told.includes("submission.received"));
        await page.reload();
        const panel = page.locator("li.panel").filter({ hasText: "Register of the ministry" });
        await panel.getByTestId("webhook-log").click();
        await panel.getByTestId("deliveries").getByText("Delivered").first().waitFor();
        assert.deepEqual(await withoutWords(page), []);
        await picture(page, "webhook");
        await panel.getByText("Remove", { exact: true }).click();
        await byId(page, "confirm").click();
        await panel.waitFor({ state: "detached" });
      });
    } finally {
      receiver.close();
    }
  });

  test("a manager keeps a source and is told why it cannot be read", async () => {
    await visit(given.browser, given.server, {}, async (page) => {
      await enterAs(page, "manager");
      await work(page, "sources");
      await byId(page, "source-add").click();
      await byId(page, "source-name").fill("Kobo of Rutana");
      await byId(page, "source-url").fill("http://127.0.0.1:9/"); // nobody listens on the port of 'discard'
      await byId(page, "source-project").fill("aXb");
      await byId(page, "source-form").selectOption("baseline_subarea");
      await byId(page, "source-secret").fill("t0ken");
      await picture(page, "source-form");
      await byId(page, "source-keep").click();
      const panel = page.locator("li.panel").filter({ hasText: "Kobo of Rutana" });
      await panel.getByText("The source does not answer").waitFor();
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "source");
      await panel.getByText("Remove", { exact: true }).click();
      await byId(page, "confirm").click();
      await panel.waitFor({ state: "detached" });
    });
  });

  for (const where of ["records", "forms", "devices", "imports", "places", "sources", "webhooks"]) {
    test(`on a phone of 360 points nothing runs over the edge: ${where}`, async () => {
      await visit(given.browser, given.server, { locale: "fr-FR", width: 360, height: 740 }, async (page) => {
        await enterAs(page, "manager");
        await work(page, where);
        await whenLoaded(page);
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await withoutWords(page), []);
        await picture(page, `narrow-${where}`);
      });
    });
  }

  for (const where of ["users", "audit"]) {
    test(`an administrator's page has all its words, also on a phone: ${where}`, async () => {
      await visit(given.browser, given.server, { locale: "rn-BI", width: 360, height: 740 }, async (page) => {
        await enterAs(page, "administrator");
        await page.goto(`/admin/${where}`);
        await whenLoaded(page);
        await page.locator("main table tbody tr").first().waitFor();
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await withoutWords(page), []);
      });
    });
  }

  async function formsOnPhone() {
    return (await new Phone(given.server).formList()).map((form) => form.formID);
  }
}

async function upload(page, text) {
  const file = { name: "visit.md", mimeType: "text/markdown", buffer: Buffer.from(text) };
  await byId(page, "form-upload").setInputFiles(file);
}

/** Asks again until it is so; the page and the server take their time. */
async function until(isSo) {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, "it did not become so within a minute");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
