// A phone: what ODK Collect does over OpenRosa, with ODK's own form engine filling the form. The engine is unmodified;
// it expects a browser's document, which jsdom gives it.

import { JSDOM } from "jsdom";

const { window } = new JSDOM("", { url: "http://localhost/" });
for (const name of [
  "document", "Node", "Element", "Text", "Attr", "Document", "DOMParser", "XMLSerializer", "localStorage",
]) {
  globalThis[name] = window[name];
}
// The engine's WebAssembly loader asks for it before anything else, and is content with any value.
globalThis.__dirname = ".";
const { loadForm } = await import("@getodk/xforms-engine");

const VERSION = { "X-OpenRosa-Version": "1.0" };

/** A phone set up with the server's address and token, as from a settings QR code. */
export class Phone {
  constructor(server) {
    this.base = server.device.server_url.replace(/\/$/, "");
  }

  async formList() {
    const list = await this.#xml(`${this.base}/formList`);
    return elements(list, "xform").map((form) => ({
      formID: text(form, "formID"),
      version: text(form, "version"),
      downloadUrl: text(form, "downloadUrl"),
      manifestUrl: text(form, "manifestUrl"),
    }));
  }

  /** Downloads a form with all files of its manifest, and opens it to be filled. */
  async open(formID) {
    const entry = (await this.formList()).find((form) => form.formID === formID);
    const xml = await (await this.#get(entry.downloadUrl)).text();
    const files = new Map();
    for (const file of elements(await this.#xml(entry.manifestUrl), "mediaFile")) {
      files.set(text(file, "filename"), await (await this.#get(text(file, "downloadUrl"))).text());
    }
    const form = await loadForm(xml, {
      fetchFormAttachment: async (resource) => new Response(files.get(resource.href.split("/").pop())),
    });
    if (form.status === "failure") throw new Error("The engine cannot read the form", { cause: form.error });
    return new Filled(form.createInstance().root, form.warnings, files);
  }

  /** Posts a payload as the engine prepared it. */
  async send(payload) {
    const answers = [];
    for (const body of payload.data) {
      const answer = await fetch(`${this.base}/submission?deviceID=tests`, { method: "POST", headers: VERSION, body });
      answers.push({ status: answer.status, said: await answer.text() });
    }
    return answers;
  }

  async #get(url) {
    const answer = await fetch(url, { headers: VERSION });
    if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async #xml(url) {
    return new DOMParser().parseFromString(await (await this.#get(url)).text(), "text/xml");
  }
}

/** One form being filled. Questions are addressed by name, wherever they stand in the form. */
export class Filled {
  constructor(root, warnings, files) {
    this.root = root;
    this.warnings = warnings;
    this.files = files;
  }

  question(name, within = this.root) {
    const found = find(within, name);
    if (!found) throw new Error(`The form has no question '${name}'`);
    return found;
  }

  answer(answers, within = this.root) {
    for (const [name, value] of Object.entries(answers)) setValue(this.question(name, within), value);
    return this;
  }

  /** Makes a repeat have exactly these entries; a form may begin with an empty one. */
  entries(repeat, all) {
    const range = this.question(repeat);
    const present = () => range.currentState.children;
    while (present().length < all.length) range.addInstances();
    while (present().length > all.length) range.removeInstances(0);
    all.forEach((answers, at) => this.answer(answers, present()[at]));
    return this;
  }

  /** The choices that are offered now. */
  choices(name) {
    return this.question(name).currentState.valueOptions.map((option) => option.value);
  }

  /** Names of the questions whose answer breaks a rule of the form. */
  violations() {
    return this.root.validationState.violations.map((violation) => lastStep(violation.reference));
  }

  async payload() {
    return this.root.prepareInstancePayload({ payloadType: "monolithic" });
  }

  get instanceId() {
    return this.question("instanceID").currentState.value;
  }
}

function setValue(question, value) {
  if (question.nodeType === "select") question.selectValue(value);
  else question.setValue(value);
}

function find(node, name) {
  if (nameOf(node) === name && !node.nodeType.startsWith("repeat-instance")) return node;
  for (const child of childrenOf(node)) {
    const found = find(child, name);
    if (found) return found;
  }
  return null;
}

function childrenOf(node) {
  return node.currentState.children ?? [];
}

function nameOf(node) {
  return lastStep(node.currentState.reference);
}

function lastStep(reference) {
  return reference.split("/").pop().replace(/\[\d+\]$/, "");
}

function elements(parent, name) {
  return Array.from(parent.getElementsByTagName(name));
}

function text(parent, name) {
  return elements(parent, name)[0]?.textContent.trim();
}
