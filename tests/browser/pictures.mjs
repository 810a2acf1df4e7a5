// Pictures of all pages, to look at: `npm run pictures` puts them into `out`, in three languages, on a screen and on a
// phone, and the one of the README into `docs/dashboard.png`. A pattern as argument makes only those that match.

import { fileURLToPath } from "node:url";

import { startServer } from "../harness/server.mjs";
import { operationOf } from "../harness/staff.mjs";
import { byId, enter, launch, LOCALES, picture, visit, whenDrawn, whenLoaded, whenMapped } from "./browser.mjs";

const README = fileURLToPath(new URL("../../docs/dashboard.png", import.meta.url));
const SIZES = [{ width: 1280, height: 900 }, { width: 360, height: 740 }];
const WORK = ["records", "forms", "devices", "imports", "places", "sources", "webhooks"];
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
  const pages = [
    { name: "dashboard", path: `/o/${burundi}`, ready: whenDrawn },
    { name: "communes", path: `/o/${burundi}?level=2`, ready: whenDrawn },
    { name: "south-sudan", path: `/o/${southSudan}`, ready: whenMapped },
    { name: "explain", path: `/o/${burundi}`, ready: explain, fullPage: false },
    { name: "login", path: "/login", ready: whenLoaded },
    ...WORK.map((page) => ({ name: page, path: `/work/${burundi}/${page}`, role: "manager", ready: whenLoaded })),
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
