// The built application in a real browser, against one running server. One file a subject.

import { after, before } from "node:test";

import { startServer } from "../harness/server.mjs";
import { launch } from "./browser.mjs";
import { boundaryTests } from "./boundaries.mjs";
import { dashboardTests } from "./dashboard.mjs";
import { fillTests } from "./fill.mjs";
import { eventTests } from "./events.mjs";
import { encryptedTests } from "./encrypted.mjs";
import { liveTests } from "./live.mjs";
import { registerTests } from "./registers.mjs";
import { reviewTests } from "./review.mjs";
import { roundTests } from "./rounds.mjs";
import { siteTests } from "./sites.mjs";
import { staffTests } from "./staff.mjs";
import { viewTests } from "./views.mjs";

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
viewTests(given);
liveTests(given);
eventTests(given);
staffTests(given);
reviewTests(given);
registerTests(given);
// An official table supersedes ours for everybody from here on; rounds that are planned after it have no numbers to carry over.
boundaryTests(given);
roundTests(given);
siteTests(given);
fillTests(given);
encryptedTests(given);
