// A baseline assessment from the form list to the record, with ODK's own form engine as the phone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FORM, fillAssessment } from "../harness/assessment.mjs";
import { Phone } from "../harness/phone.mjs";
import { startServer } from "../harness/server.mjs";
import { logIn, operationOf } from "../harness/staff.mjs";

const PHOTO = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array(2000).keys(), 0xff, 0xd9].map((byte) => byte & 0xff));

let server, phone, reviewer, operation;

before(async () => {
  server = await startServer();
  phone = new Phone(server);
  reviewer = await logIn(server, "reviewer");
  operation = (await operationOf(server, "BDI")).code;
});

after(async () => server?.stop());

async function recordsOf(instanceId) {
  const { records } = await reviewer.get(`/operations/${operation}/records?limit=200`);
  return records.filter((record) => record.source.instance_id === instanceId);
}

/** A sub-area with people from two causes, everything answered. */
async function filled() {
  const women = [2n, 4n, 6n, 10n, 3n];
  const form = await fillAssessment(phone, { day: "2026-08-14", women, men: women });
  form.answer({ location_point: { latitude: -3.4, longitude: 29.9, altitude: 1200, accuracy: 5 } });
  form.answer({ ki_name: "A. Informant", ki_phone: "+257 00 00 00 00" });
  form.answer({
    idp_households_natural_disaster: 8n, idp_individuals_natural_disaster: 40n,
    idp_households_conflict: 2n, idp_individuals_conflict: 10n,
  });
  form.answer({ new_displacement_reported: "yes" }).entries("new_displacement", [
    { cause: "natural_disaster", hazard: "flood", new_households: 2n, new_individuals: 9n },
    { cause: "conflict", new_households: 1n, new_individuals: 4n },
  ]);
  return form.answer({
    photo: new File([PHOTO], "gatwe.jpg", { type: "image/jpeg" }), remarks: "Road cut <both> sides & wet",
  });
}

test("the engine reads the form without a warning, with the places of Burundi", async () => {
  const form = await phone.open(FORM);
  assert.deepEqual(form.warnings ?? [], []);
  assert.equal(form.choices("admin1").length, 18);
  assert.deepEqual([...form.files.keys()].sort(), ["admin1.csv", "admin2.csv"]);
});

test("communes follow the province", async () => {
  const form = await phone.open(FORM);
  const offered = form.choices("admin1").map((province) => form.answer({ admin1: province }).choices("admin2"));
  assert.equal(new Set(offered.flat()).size, 119);
  for (const [at, province] of form.choices("admin1").entries()) {
    assert.ok(offered[at].every((commune) => commune.startsWith(province)), province);
  }
});

test("labels come in English, French and Kirundi", async () => {
  const form = await phone.open(FORM);
  const labels = form.root.languages.map((language) => {
    form.root.setLanguage(language);
    return form.question("reporting_date").currentState.label.asString;
  });
  assert.equal(new Set(labels).size, 3, labels.join(" | "));
});

test("what does not add up is said on the phone, before anything is sent", async () => {
  const form = await filled();
  assert.deepEqual(form.violations(), []);
  form.answer({ idp_individuals: -1n });
  assert.ok(form.violations().includes("idp_individuals"));
  assert.equal((await form.payload()).status, "pending");
});

test("a filled assessment is received whole, and once", async () => {
  const form = await filled();
  const payload = await form.payload();
  assert.equal(payload.status, "ready", JSON.stringify(form.violations()));
  const [first] = await phone.send(payload);
  assert.equal(first.status, 201, first.said);

  const [again] = await phone.send(payload);
  assert.ok([201, 202].includes(again.status), again.said);
  const stored = await recordsOf(form.instanceId);
  assert.equal(stored.length, 1);

  const record = await reviewer.get(`/records/${stored[0].id}`);
  const answer = (name) => record.answers.find((one) => one.name === name)?.answer;
  assert.deepEqual(answer("location_name"), { type: "text", value: "Colline Gatwe" });
  assert.deepEqual(answer("idp_individuals"), { type: "integer", value: 50 });
  assert.deepEqual(answer("idp_female_18_59"), { type: "integer", value: 10 });
  assert.deepEqual(answer("remarks"), { type: "text", value: "Road cut <both> sides & wet" });
  assert.equal(answer("location_point").value.latitude, -3.4);
  assert.deepEqual(answer("new_displacement").value.map((entry) => entry.new_individuals.value), [9, 4]);
  assert.deepEqual(answer("departure"), { missing: "not_applicable" });
  assert.equal(record.round, 4, "the round of its day");
  assert.equal(record.attachments.length, 1);
  const photo = await fetch(`${server.address}/api/v1/attachments/${record.attachments[0].id}`);
  assert.equal(photo.status, 401, "a photo is not for strangers");
  assert.deepEqual(new Uint8Array(await reviewer.bytes(`/attachments/${record.attachments[0].id}`)), PHOTO);
});

test("a sub-area nobody could reach is received, and its counts are unknown, not zero", async () => {
  const form = await phone.open(FORM);
  form.answer({ reporting_date: "2026-08-14", admin1: form.choices("admin1")[1] });
  form.answer({ admin2: form.choices("admin2")[0], location_name: "Colline Rukina", location_type: "host_community" });
  form.answer({ access: "not_accessible" });
  const payload = await form.payload();
  assert.equal(payload.status, "ready", JSON.stringify(form.violations()));
  assert.equal((await phone.send(payload))[0].status, 201);
  const [stored] = await recordsOf(form.instanceId);
  const record = await reviewer.get(`/records/${stored.id}`);
  const count = record.answers.find((one) => one.name === "idp_individuals");
  assert.deepEqual(count.answer, { missing: "not_accessible" });
});
