// Forms filled in the browser: by link, without a network, and whatever happens to the tab meanwhile.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { chromium } from "playwright-core";

import { Line } from "../harness/line.mjs";
import { logIn, operationOf } from "../harness/staff.mjs";
import { byId, enter, LOCALES, overflow, picture, visit, withoutWords } from "./browser.mjs";

const FORM = `
| survey |                       |              |                    |          |
|        | type                  | name         | label::English (en) | required |
|        | text                  | place        | Name of the place  | yes      |
|        | int                   | people       | People             |          |
|        | select_one_from_file admin1.csv | area | Province          |          |
|        | image                 | photo        | Photo              |          |
| settings |            |                 |         |               |
|          | form_id    | form_title      | version | instance_name |
|          | FORM_ID    | Visit of a site | 1       | \${place}     |
`;

// A picture of one point.
const PHOTO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

export function fillTests(given) {
  let made = 0;

  /** A form of the test's own, a link to it over a line that can be cut, and what came of it. */
  async function prepare(kind = "many") {
    made += 1;
    const form = `web_visit_${made}`;
    const { code } = await operationOf(given.server, "BDI");
    const manager = await logIn(given.server, "manager");
    await manager.publish(code, FORM.replace("FORM_ID", form));
    const links = `/operations/${code}/forms/${form}/links`;
    const { address, link } = await manager.post(links, { name: "Partner A", kind, expires_at: null });
    /** The link's time is over in a moment, and then is. */
    const expire = async () => {
      await manager.put(`${links}/${link.id}`, { expires_at: new Date(Date.now() + 3_000).toISOString() });
      await until(async () => (await fetch(address.replace("/f/", "/api/v1/fill/"))).status === 410);
    };
    const line = await Line.to(given.server.address);
    const reviewer = await logIn(given.server, "reviewer");
    const records = async () => (await reviewer.get(`/operations/${code}/records?exercise=${form}`)).records;
    return { code, expire, form, line, link: `${line.address}${new URL(address).pathname}`, manager, records, reviewer };
  }

  test("a form is filled by link, with a photo, and arrives", async () => {
    const { line, link, records, reviewer } = await prepare();
    await visit(given.browser, { address: line.address }, { width: 390, height: 800 }, async (page) => {
      await begin(page, link);
      assert.deepEqual(await withoutWords(page), []);
      await answer(page, "Gatwe", 12);
      await page.locator("input[type=file]").first().setInputFiles({ name: "a.png", mimeType: "image/png", buffer: PHOTO });
      await page.locator(".odk-form img").first().waitFor();
      await picture(page, "fill");
      await byId(page, "fill-send").click();
      await page.locator("[data-sent]").waitFor();
      assert.equal(await page.locator("[data-draft], [data-queued]").count(), 0);
      assert.equal(await overflow(page), 0);
    });
    const [record, ...others] = await records();
    assert.equal(others.length, 0);
    const whole = await reviewer.get(`/records/${record.id}`);
    const value = (name) => whole.answers.find((one) => one.name === name).answer.value;
    assert.deepEqual([value("place"), value("people"), whole.title], ["Gatwe", 12, "Gatwe"]);
    const [photo] = whole.attachments;
    assert.deepEqual(Buffer.from(await reviewer.bytes(`/attachments/${photo.id}`)), PHOTO);
    await line.close();
  });

  test("without a network a form is filled, the tab closed and opened again, and it is sent once", async () => {
    const { line, link, records } = await prepare();
    const context = await given.browser.newContext({ viewport: { width: 390, height: 800 }, locale: "fr-FR" });
    let page = await open(context);
    await page.goto(link);
    await whenOffline(page);
    await page.close();
    await line.cut();
    await context.setOffline(true);
    page = await open(context);
    await begin(page, link);
    await answer(page, "Without a network", 7);
    await page.locator("[data-testid=saved][data-saved=true]").waitFor();
    await page.close();
    page = await open(context);
    await page.goto(link);
    await page.locator("[data-draft]").filter({ hasText: "Without a network" }).waitFor();
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await withoutWords(page), []);
    await picture(page, "fill-draft");
    await byId(page, "draft-open").click();
    await whenFilling(page);
    assert.equal(await page.getByLabel("Name of the place").inputValue(), "Without a network");
    await byId(page, "fill-send").click();
    await page.locator('[data-queued][data-state="waiting"]').waitFor();
    await picture(page, "fill-waiting");
    assert.equal((await records()).length, 0);
    await page.close();
    page = await open(context);
    await page.goto(link);
    await page.locator("[data-queued]").waitFor();
    await line.mend();
    await context.setOffline(false);
    await page.locator("[data-sent]").waitFor();
    assert.equal((await records()).length, 1);
    await page.reload();
    await page.locator("[data-sent]").waitFor();
    assert.equal((await records()).length, 1);
    await context.close();
    await line.close();
  });

  test("a tab that crashes while a form is filled has lost nothing", async () => {
    const { line, link, records } = await prepare();
    const context = await given.browser.newContext();
    let page = await open(context);
    await begin(page, link);
    await answer(page, "Before the crash", 3);
    await page.locator("input[type=file]").first().setInputFiles({ name: "a.png", mimeType: "image/png", buffer: PHOTO });
    await page.locator(".odk-form img").first().waitFor();
    await page.locator("[data-testid=saved][data-saved=true]").waitFor();
    await savedWith(page, "Before the crash", 1);
    const crashed = page.waitForEvent("crash");
    void (await context.newCDPSession(page)).send("Page.crash").catch(() => undefined);
    await crashed;
    page = await open(context);
    await page.goto(link);
    await byId(page, "draft-open").click();
    await whenFilling(page);
    assert.equal(await page.getByLabel("Name of the place").inputValue(), "Before the crash");
    await page.locator(".odk-form img").first().waitFor();
    await byId(page, "fill-send").click();
    await page.locator("[data-sent]").waitFor();
    assert.equal((await records()).length, 1);
    await context.close();
    await line.close();
  });

  test("a browser that is killed while it sends has lost nothing, and nothing is there twice", async () => {
    const { line, link, records } = await prepare();
    const folder = mkdtempSync(join(tmpdir(), "inzira-browser-"));
    try {
      let own = await ownBrowser(folder);
      let page = await open(own.context);
      await begin(page, link);
      await answer(page, "Killed", 5);
      await page.locator("[data-testid=saved][data-saved=true]").waitFor();
      // The server takes it, and the browser never hears of it.
      line.loseAnswers();
      await byId(page, "fill-send").click();
      await until(async () => (await records()).length === 1);
      await page.locator('[data-queued][data-state="sending"]').waitFor();
      await own.kill();
      await line.cut();

      own = await ownBrowser(folder);
      page = await open(own.context);
      await page.goto(link);
      await page.locator("[data-queued]").filter({ hasText: "Killed" }).waitFor();
      await line.mend();
      await byId(page, "send-now").click();
      await page.locator("[data-sent]").waitFor();
      assert.equal((await records()).length, 1);

      // And one that is killed while a form is being filled.
      await begin(page, link);
      await answer(page, "Killed while filling", 6);
      await savedWith(page, "Killed while filling", 0);
      // Other tabs see a draft a moment before it is on the disk; the page says "saved" after.
      await page.locator("[data-testid=saved][data-saved=true]").waitFor();
      await own.kill();
      own = await ownBrowser(folder);
      page = await open(own.context);
      await page.goto(link);
      await page.locator("[data-draft]").filter({ hasText: "Killed while filling" }).waitFor();
      await own.kill();
      assert.equal((await records()).length, 1);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      await line.close();
    }
  });

  test("a link for one submission takes one", async () => {
    const { line, link, records } = await prepare("single");
    await visit(given.browser, { address: line.address }, { refusals: [410] }, async (page) => {
      await begin(page, link);
      await answer(page, "The only one", 1);
      await byId(page, "fill-send").click();
      await page.locator("[data-sent]").waitFor();
      await page.reload();
      await byId(page, "fill-problem").getByText("for one submission").waitFor();
      assert.equal(await byId(page, "fill-begin").count(), 0);
      await page.locator("[data-sent]").waitFor();
    });
    // Somebody else with the same link.
    await visit(given.browser, { address: line.address }, { refusals: [410] }, async (page) => {
      await page.goto(link);
      await byId(page, "fill-problem").getByText("for one submission").waitFor();
      assert.equal(await byId(page, "fill-begin").count(), 0);
    });
    assert.equal((await records()).length, 1);
    await line.close();
  });

  test("a link whose time is over says so, and keeps what was filled in", async () => {
    const { expire, line, link, records } = await prepare();
    await visit(given.browser, { address: line.address }, { refusals: [410] }, async (page) => {
      await begin(page, link);
      await answer(page, "Too late", 2);
      await page.locator("[data-testid=saved][data-saved=true]").waitFor();
      await expire();
      await byId(page, "fill-send").click();
      await page.locator('[data-queued][data-state="refused"]').getByText("time for this link is over").waitFor();
      await page.reload();
      await byId(page, "fill-problem").getByText("time for this link is over").waitFor();
      await page.locator('[data-queued][data-state="refused"]').waitFor();
      const saved = page.waitForEvent("download");
      await byId(page, "fill-download").click();
      assert.match(readFileSync(await (await saved).path(), "utf8"), /<place>Too late<\/place>/);
    });
    assert.equal((await records()).length, 0);
    await line.close();
  });

  test("a reviewer corrects a submission in the form it came from", async () => {
    const { code, line, link, records, reviewer } = await prepare();
    await visit(given.browser, { address: line.address }, {}, async (page) => {
      await begin(page, link);
      await answer(page, "Misspelt", 9);
      await page.locator("input[type=file]").first().setInputFiles({ name: "a.png", mimeType: "image/png", buffer: PHOTO });
      await page.locator(".odk-form img").first().waitFor();
      await byId(page, "fill-send").click();
      await page.locator("[data-sent]").waitFor();
    });
    const [before] = await records();
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "reviewer");
      await page.goto(`/work/${code}/records/${before.id}`);
      await byId(page, "record-edit").click();
      await whenFilling(page);
      assert.equal(await page.getByLabel("Name of the place").inputValue(), "Misspelt");
      await page.locator(".odk-form img").first().waitFor();
      await page.getByLabel("Name of the place").fill("Corrected");
      await savedWith(page, "Corrected", 1);
      // It is a draft like any other until it is sent.
      await byId(page, "fill-close").click();
      await byId(page, "draft-open").click();
      await whenFilling(page);
      assert.equal(await page.getByLabel("Name of the place").inputValue(), "Corrected");
      await byId(page, "fill-send").click();
      await page.locator("[data-sent]").waitFor();
    });
    const [after, ...others] = await records();
    assert.deepEqual([after.id, after.state, after.source.version, others.length], [before.id, "edited", 2, 0]);
    const whole = await reviewer.get(`/records/${after.id}`);
    assert.equal(whole.answers.find((one) => one.name === "place").answer.value, "Corrected");
    assert.equal(whole.attachments.length, 1);
    await line.close();
  });

  test("a manager makes a link, which opens, and takes it back", async () => {
    const { code, form, line, manager } = await prepare();
    await visit(given.browser, given.server, { refusals: [410] }, async (page) => {
      await enter(page, given.server, "manager");
      await page.goto(`/work/${code}/forms`);
      await page.locator("tr").filter({ hasText: form }).getByTestId("form-links").click();
      await byId(page, "link-name").fill("Red Cross, Muyinga");
      await picture(page, "links");
      await byId(page, "link-create").click();
      const address = await byId(page, "link-address").innerText();
      assert.ok(await byId(page, "link-qr").evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
      await picture(page, "link");
      await page.keyboard.press("Escape");
      await byId(page, "link-card").waitFor({ state: "detached" });
      const { links } = await manager.get(`/operations/${code}/forms/${form}/links`);
      const line = byId(page, `link-${links[0].id}`);
      assert.equal(links[0].name, "Red Cross, Muyinga");
      await line.getByRole("button").last().click();
      await byId(page, "confirm").click();
      await line.locator(".tag.bad").waitFor();
      await page.goto(address);
      await byId(page, "fill-problem").getByText("no longer in use").waitFor();
    });
    await line.close();
  });

  for (const [language, locale] of Object.entries(LOCALES)) {
    test(`around a form everything is said in the language of the browser: ${language}`, async () => {
      const { line, link } = await prepare();
      await visit(given.browser, { address: line.address }, { locale, width: 360, height: 740 }, async (page) => {
        await page.goto(link);
        await whenOffline(page);
        assert.equal(await page.locator("html").getAttribute("lang"), language);
        assert.deepEqual(await withoutWords(page), []);
        assert.equal(await overflow(page), 0);
        await byId(page, "fill-begin").click();
        await whenFilling(page);
        assert.deepEqual(await withoutWords(page), []);
        assert.equal(await overflow(page), 0);
        await page.goto(`${line.address}/fill`);
        await byId(page, "kept-forms").waitFor();
        assert.deepEqual(await withoutWords(page), []);
        assert.equal(await overflow(page), 0);
      });
      await line.close();
    });
  }
}

async function open(context) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  return page;
}

/** Until the application is on the device and opens without a network. */
async function whenOffline(page) {
  await page.locator("[data-testid=fill-offline-ready][data-ready=true]").waitFor();
}

async function whenFilling(page) {
  await page.locator("[data-testid=filler][data-ready=true]").waitFor();
}

async function begin(page, link) {
  await page.goto(link);
  await byId(page, "fill-begin").click();
  await whenFilling(page);
}

async function answer(page, place, people) {
  await page.getByLabel("Name of the place").fill(place);
  await page.getByRole("spinbutton").pressSequentially(String(people));
  await page.getByRole("spinbutton").press("Tab");
}

/** Until the draft on the device says this and has that many files. */
async function savedWith(page, words, files) {
  await page.waitForFunction(
    async ([words, files]) => {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open("inzira");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const drafts = await new Promise((resolve) => {
        const request = database.transaction("drafts").objectStore("drafts").getAll();
        request.onsuccess = () => resolve(request.result);
      });
      database.close();
      return drafts.some((draft) => draft.xml.includes(words) && draft.files.length === files);
    },
    [words, files],
  );
}

/** A browser with a profile in a folder, which can be killed as a power cut would. */
async function ownBrowser(folder) {
  const child = spawn(
    process.env.CHROMIUM ?? "/usr/bin/chromium",
    [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", `--user-data-dir=${folder}`,
    ],
    { stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  const port = await new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (bytes) => {
      said += bytes;
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said);
      if (found) resolve(found[1]);
    });
    child.once("exit", () => reject(new Error(`the browser did not start:\n${said}`)));
  });
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const kill = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    process.kill(-child.pid, "SIGKILL"); // the browser and all its processes, none of which is told
    await ended;
    await browser.close().catch(() => undefined);
  };
  return { context: browser.contexts()[0], kill };
}

async function until(isSo) {
  const deadline = Date.now() + 120_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, "it did not become so within two minutes");
    await sleep(200);
  }
}
