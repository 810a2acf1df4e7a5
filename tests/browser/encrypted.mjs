// Encrypted forms, as a manager makes them and a reviewer reads them: no private key and no answer leaves the page.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { encryptedSubmission, formOf, sendEncrypted } from "../harness/encrypted.mjs";
import { logIn, operationOf } from "../harness/staff.mjs";
import { byId, enter, overflow, picture, visit, whenLoaded, withoutWords } from "./browser.mjs";
import { find } from "./live.mjs";

/** Submissions that Java encrypted as ODK Collect does. */
const VECTORS = fileURLToPath(new URL("../../crates/encrypted/tests/elsewhere/vectors/", import.meta.url));
const INSTANCE = "uuid:7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a6ef";
const PASSPHRASE = "amasunzu n’imigani 2026";

const form = (id, key) => `
| survey   |         |                   |                    |
|          | type    | name              | label::English (en) |
|          | text    | name              | Name of the household |
|          | integer | people            | People             |
| settings |         |                   |                    |
|          | form_id | version           | ${key ? "public_key |" : ""}
|          | ${id}   | 2026112201        | ${key ? `${key} |` : ""}
`;

export function encryptedTests(given) {
  const publish = async (page, operation, id, key) => {
    await enter(page, given.server, "manager");
    await page.goto(`/work/${operation.code}/forms`);
    const file = { name: `${id}.md`, mimeType: "text/markdown", buffer: Buffer.from(form(id, key)) };
    await byId(page, "form-upload").setInputFiles(file);
    await byId(page, "form-published").waitFor();
  };
  /** Fails if what must stay on the page is sent anywhere. */
  const nothingLeaks = (page, secrets) => {
    const leaks = [];
    page.on("request", (request) => {
      const sent = `${request.url()} ${request.postData() ?? ""}`;
      if (secrets.some((secret) => sent.includes(secret))) leaks.push(request.url());
    });
    return leaks;
  };

  test("what Collect encrypts is read on the record's page with the key file", async () => {
    const operation = await operationOf(given.server, "BDI");
    const key = readFileSync(`${VECTORS}public.txt`, "utf8").trim();
    await visit(given.browser, given.server, {}, (page) => publish(page, operation, "household", key));
    const files = new Map(
      readdirSync(`${VECTORS}files`).filter((name) => name.endsWith(".enc")).map((name) => [name, readFileSync(`${VECTORS}files/${name}`)]),
    );
    const sent = await sendEncrypted(given.server, readFileSync(`${VECTORS}files/manifest.xml`, "utf8"), files);
    assert.equal(sent.status, 201, sent.said);
    const record = await find(await logIn(given.server, "reviewer"), operation, INSTANCE);
    assert.equal(record.encrypted, true);
    for (const [name, width] of [["decrypt", 1280], ["decrypt-narrow", 390]]) {
      await visit(given.browser, given.server, { width, height: 900 }, async (page) => {
        await enter(page, given.server, "reviewer");
        const leaks = nothingLeaks(page, ["PRIVATE KEY", "Umuryango"]);
        await page.goto(`/work/${operation.code}/records/${record.id}`);
        await byId(page, "decrypt").waitFor();
        assert.deepEqual(await withoutWords(page), []);
        await picture(page, `${name}-closed`);
        await byId(page, "decrypt-file").setInputFiles({ name: "wrong.pem", mimeType: "text/plain", buffer: Buffer.from(key) });
        await byId(page, "decrypt-problem").waitFor();
        await byId(page, "decrypt-file").setInputFiles(`${VECTORS}private.pem`);
        await byId(page, "decrypted-answers").getByText("Umuryango wa Néema").waitFor();
        assert.equal(await page.locator("[data-testid=decrypt] [role=alert]").count(), 0, "it came whole and unchanged");
        assert.equal(await page.locator('[data-testid=decrypt] img[alt="1763790000123.jpg"]').count(), 1);
        assert.equal(await overflow(page), 0);
        await picture(page, name);
        await byId(page, "decrypt-close").click();
        await byId(page, "decrypt-file").waitFor();
        assert.equal(await page.getByText("Umuryango").count(), 0);
        assert.deepEqual(leaks, []);
      });
    }
  });

  test("a form is encrypted with a key made in the browser, and its passphrase opens what is sent", async () => {
    const operation = await operationOf(given.server, "BDI");
    await visit(given.browser, given.server, {}, async (page) => {
      const leaks = nothingLeaks(page, ["PRIVATE KEY", "amasunzu"]);
      await publish(page, operation, "sealed_visit", "");
      await byId(page, "encrypt-sealed_visit").click();
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "encrypt");
      await byId(page, "encrypt-secret").fill(PASSPHRASE);
      await byId(page, "encrypt-secret-again").fill(PASSPHRASE);
      await byId(page, "encrypt-hint").fill("the book on the shelf");
      await byId(page, "encrypt-confirm").click();
      await byId(page, "encrypt-done").waitFor();
      await page.keyboard.press("Escape");
      await whenLoaded(page);
      await picture(page, "forms-encrypted");
      assert.deepEqual(leaks, []);
    });
    const xform = await formOf(given.server, "sealed_visit");
    const [, publicKey] = /base64RsaPublicKey="([^"]+)"/.exec(xform);
    const [, version] = /version="([^"]*\[encrypted:[^"]+)"/.exec(xform);
    const instanceId = "uuid:3d0f2c5e-0d5a-4f6e-8f0e-0f6b8d3a7c11";
    const xml = `<?xml version='1.0' ?><sealed_visit id="sealed_visit" version="${version}"><name>Iragi</name><people>7</people>
      <meta><instanceID>${instanceId}</instanceID></meta></sealed_visit>`;
    const { manifest, files } = encryptedSubmission({ formId: "sealed_visit", version, instanceId, xml, publicKey });
    const sent = await sendEncrypted(given.server, manifest, files);
    assert.equal(sent.status, 201, sent.said);
    const record = await find(await logIn(given.server, "reviewer"), operation, instanceId);
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "reviewer");
      const leaks = nothingLeaks(page, ["amasunzu", "PRIVATE KEY"]);
      await page.goto(`/work/${operation.code}/records/${record.id}`);
      await byId(page, "decrypt-by-passphrase").check({ force: true });
      await page.getByText("the book on the shelf").waitFor();
      await byId(page, "decrypt-passphrase").fill("not the passphrase");
      await byId(page, "decrypt-open").click();
      await byId(page, "decrypt-problem").waitFor();
      await byId(page, "decrypt-passphrase").fill(PASSPHRASE);
      await byId(page, "decrypt-open").click();
      await byId(page, "decrypted-answers").getByText("Iragi").waitFor();
      assert.equal(await page.locator("[data-testid=decrypt] [role=alert]").count(), 0);
      assert.deepEqual(leaks, []);
    });
  });
}
