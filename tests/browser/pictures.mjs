// Pictures of all pages, to look at: `npm run pictures` puts them into `out`, in three languages, on a screen and on a
// phone, and the one of the README into `docs/dashboard.png`. A pattern as argument makes only those that match.

import { fileURLToPath } from "node:url";

import { startServer } from "../harness/server.mjs";
import { operationOf } from "../harness/staff.mjs";
import { byId, enter, launch, LOCALES, picture, visit, whenDrawn, whenLoaded, whenMapped } from "./browser.mjs";

const README = fileURLToPath(new URL("../../docs/dashboard.png", import.meta.url));
const SIZES = [{ width: 1280, height: 900 }, { width: 360, height: 740 }];
const WORK = ["records", "events", "forms", "devices", "imports", "places", "sources", "webhooks", "rounds"];
const pattern = new RegExp(process.argv[2] ?? ".");

const server = await startServer();
const browser = await launch();
try {
  const burundi = (await operationOf(server, "BDI")).code;
  const southSudan = (await operationOf(server, "SSD")).code;
  const explain = async (page) => {
    await whenDrawn(page);
    await byId(page, "explain-idps_individuals").click();
    await byId(page, "explain-value").waitFor();
  };
  const first = async (page) => {
    await whenLoaded(page);
    await page.locator("[data-record-row] a, [data-record-row] button").first().click();
    await byId(page, "approve").waitFor();
  };
  const covered = async (page) => {
    await whenLoaded(page);
    await page.locator("[data-testid^=round-baseline_subarea-]").first().click();
    await byId(page, "coverage").waitFor();
    await whenLoaded(page);
    await whenMapped(page);
  };
  const planning = async (page) => {
    await whenLoaded(page);
    await byId(page, "plan-baseline_subarea").click();
    await byId(page, "round-form").waitFor();
  };
  const teaming = async (page) => {
    await whenLoaded(page);
    await byId(page, "team-add").click();
    await byId(page, "team-form").waitFor();
  };
  const table = async (page) => {
    await byId(page, "place-table").waitFor();
    await page.waitForTimeout(1500); // charts grow
  };
  const sample = async (page) => {
    await byId(page, "round-baseline_subarea-4").click();
    await byId(page, "sample-choose").click();
    await byId(page, "rule-forty_households").check();
    await byId(page, "sample-preview").click();
    await byId(page, "sample-seen").waitFor();
    await byId(page, "sample").scrollIntoViewIfNeeded();
  };
  const pages = [
    ...["displacement", "areas", "needs", "returns"].map((view) => ({ name: `view-${view}`, path: `/o/${burundi}/v/${view}`, ready: table })),
    { name: "sample", path: `/work/${burundi}/rounds`, role: "manager", ready: sample },
    { name: "dashboard", path: `/o/${burundi}`, ready: whenDrawn },
    { name: "communes", path: `/o/${burundi}?level=2`, ready: whenDrawn },
    { name: "south-sudan", path: `/o/${southSudan}`, ready: whenMapped },
    { name: "explain", path: `/o/${burundi}`, ready: explain, fullPage: false },
    { name: "location-estimates", path: `/o/${burundi}?exercise=location_assessment&indicator=idps_location_people_by_size&level=2`, ready: whenDrawn },
    { name: "location-shares", path: `/o/${burundi}?exercise=location_assessment&indicator=msla_water_not_enough_share`, ready: whenMapped },
    { name: "login", path: "/login", ready: whenLoaded },
    ...WORK.map((page) => ({ name: page, path: `/work/${burundi}/${page}`, role: "manager", ready: whenLoaded })),
    { name: "round-open", path: `/work/${burundi}/rounds`, role: "manager", ready: covered },
    { name: "round-form", path: `/work/${burundi}/rounds`, role: "manager", ready: planning, fullPage: false },
    { name: "round-team", path: `/work/${burundi}/rounds`, role: "manager", ready: teaming, fullPage: false },
    { name: "record", path: `/work/${burundi}/records`, role: "reviewer", ready: first, fullPage: false },
    { name: "imported", path: `/work/${southSudan}/imports`, role: "manager", ready: whenLoaded },
    ...["users", "audit"].map((page) => ({ name: page, path: `/admin/${page}`, role: "administrator", ready: whenLoaded })),
  ];
  for (const { name, path, role, ready, fullPage = true } of pages.filter((page) => pattern.test(page.name))) {
    for (const [language, locale] of Object.entries(LOCALES)) {
      for (const size of SIZES) {
        await visit(browser, server, { locale, ...size }, async (page) => {
          if (role) await enter(page, server, role);
          await page.goto(path);
          await ready(page);
          await picture(page, `${name}-${size.width}-${language}`, { fullPage });
          if (name === "dashboard" && language === "en" && size.width === 1280) {
            await page.screenshot({ path: README, fullPage });
          }
        }).catch((problem) => {
          process.exitCode = 1;
          console.error(`${name} ${size.width} ${language}: ${problem.message}`);
        });
      }
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
