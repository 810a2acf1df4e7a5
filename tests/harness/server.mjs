// A server of the tests' own: a demonstration made in a temporary folder and served on a free port.

import { spawn } from "node:child_process";
import { closeSync, cpSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// A demonstration is made with an unoptimised build on a machine that may be busy.
const PATIENCE_MS = 600_000;

/**
 * Starts `inzira demo`, on a copy of the filled data folder that `INZIRA_DEMO` names if it does; gives its address,
 * accounts and device, and `stop()`.
 */
export async function startServer() {
  const folder = mkdtempSync(join(tmpdir(), "inzira-test-"));
  const accountsFile = join(folder, "accounts.json");
  if (process.env.INZIRA_DEMO) cpSync(process.env.INZIRA_DEMO, join(folder, "data"), { recursive: true });
  const logFile = join(folder, "server.log");
  const log = openSync(logFile, "a");
  const program = process.env.INZIRA_BIN ?? "target/debug/inzira";
  const options = ["--data", join(folder, "data"), "--listen", "127.0.0.1:0", "--accounts-file", accountsFile];
  const child = spawn(program, ["demo", ...options], { stdio: ["ignore", log, log] });
  closeSync(log);
  const ended = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  process.once("exit", () => child.kill("SIGKILL"));

  const stop = async () => {
    child.kill("SIGTERM");
    await Promise.race([ended, sleep(10_000, undefined, { ref: false }).then(() => child.kill("SIGKILL"))]);
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const told = await waitFor(accountsFile, child, logFile);
    return { ...told, address: told.address.replace(/\/$/, ""), stop };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

/** What the server writes for tests, once it answers; fails with the server's own words if it ended. */
async function waitFor(accountsFile, child, logFile) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const told = read(accountsFile);
    if (told && (await answers(told.address))) return told;
    await sleep(100);
  }
  throw new Error(`The server did not become ready:\n${readFileSync(logFile, "utf8")}`);
}

function read(accountsFile) {
  try {
    return JSON.parse(readFileSync(accountsFile, "utf8"));
  } catch {
    return null; // not there yet, or not yet written to its end
  }
}

async function answers(address) {
  try {
    return (await fetch(`${address}/api/v1/public/operations`)).ok;
  } catch {
    return false;
  }
}
