// Registers: their pages, as a manager and a reviewer meet them.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { accountOf, operationOf } from "../harness/staff.mjs";
import { byId, enter, overflow, picture, visit, withoutWords } from "./browser.mjs";

export function registerTests(given) {
  const open = async (page, where = "") => {
    const { code } = await operationOf(given.server, "BDI");
    await page.goto(`/work/${code}/registers${where}`);
  };
  /** A program that speaks ODK Central's API, which fills a register quickly. */
  const program = async () => {
    const { email, password } = accountOf(given.server, "manager");
    const call = async (method, path, body, token) => {
      const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
      const answer = await fetch(`${given.server.address}/v1${path}`, { method, headers, body: JSON.stringify(body) });
      assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
      return answer.json();
    };
    const { token } = await call("POST", "/sessions", { email, password });
    const projects = await fetch(`${given.server.address}/v1/projects`, { headers: { Authorization: `Bearer ${token}` } });
    const project = (await projects.json()).find((one) => one.name === "Burundi").id;
    return (method, path, body) => call(method, `/projects/${project}/datasets${path}`, body, token);
  };

  test("a manager makes a register and fills it from a file, after a look at what it would change", async () => {
    const name = `wells_${randomUUID().slice(0, 8)}`;
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "manager");
      await open(page);
      await byId(page, "register-name").fill(name);
      await byId(page, "register-create").click();
      await page.waitForURL(new RegExp(`/registers/${name}$`));
      await byId(page, "register-upload").click();
      const file = { name: "wells.csv", mimeType: "text/csv", buffer: Buffer.from("label,depth\nNorth,12\nSouth,7\n,3\n") };
      await byId(page, "bulk-file").setInputFiles(file);
      await byId(page, "bulk").getByRole("checkbox").nth(1).check();
      await byId(page, "bulk-look").click();
      await byId(page, "bulk-account").waitFor();
      assert.deepEqual(await byId(page, "bulk-account").locator("dd").allInnerTexts(), ["2", "0", "1", "0"]);
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "register-file");
      await byId(page, "bulk-apply").click();
      await byId(page, "bulk-done").waitFor();
      await byId(page, "entities").getByText("North").waitFor();
      await byId(page, "register-search").fill("south");
      await byId(page, "register-search").press("Enter");
      await byId(page, "entities").getByText("South").waitFor();
      await byId(page, "entities").getByText("North").waitFor({ state: "detached" });
      assert.deepEqual(await withoutWords(page), []);
      await page.setViewportSize({ width: 390, height: 844 });
      assert.equal(await overflow(page), 0);
      await picture(page, "register-small");
    });
  });

  test("an entry shows its history, value by value", async () => {
    const [call, name, uuid] = [await program(), `camps_${randomUUID().slice(0, 8)}`, randomUUID()];
    await call("POST", "", { name });
    await call("POST", `/${name}/properties`, { name: "people" });
    await call("POST", `/${name}/entities`, { uuid, label: "East", data: { people: "10" } });
    await call("PATCH", `/${name}/entities/${uuid}?baseVersion=1`, { data: { people: "12" } });
    await visit(given.browser, given.server, {}, async (page) => {
      await enter(page, given.server, "reviewer");
      await open(page, `/${name}`);
      await byId(page, `entity-${uuid}`).click();
      await byId(page, "version-2").getByText("12", { exact: true }).waitFor();
      assert.match(await byId(page, "version-2").innerText(), /people 10 → 12/);
      assert.deepEqual(await withoutWords(page), []);
      await picture(page, "register-entry");
    });
  });
}
