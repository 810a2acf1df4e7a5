// The built application in a real browser, against one running server. One file a subject.

import { after, before } from "node:test";

import { startServer } from "../harness/server.mjs";
import { launch } from "./browser.mjs";
import { dashboardTests } from "./dashboard.mjs";
import { fillTests } from "./fill.mjs";
import { encryptedTests } from "./encrypted.mjs";
import { liveTests } from "./live.mjs";
import { registerTests } from "./registers.mjs";
import { staffTests } from "./staff.mjs";

const given = {};

before(async () => {
  given.server = await startServer();
  given.browser = await launch();
});

after(async () => {
  await given.browser?.close();
  await given.server?.stop();
});

dashboardTests(given);
liveTests(given);
staffTests(given);
registerTests(given);
fillTests(given);
encryptedTests(given);
