// A phone that encrypts, as the specification says and ODK Collect does: with node's cryptography, which shares nothing with
// ours. https://getodk.github.io/xforms-spec/encryption

import { constants, createCipheriv, createHash, createPublicKey, publicEncrypt, randomBytes } from "node:crypto";

const md5 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("md5")).digest();

/** The manifest of a submission and its encrypted answers, for the public key (base64) that the form carries. */
export function encryptedSubmission({ formId, version, instanceId, xml, publicKey }) {
  const key = randomBytes(32);
  const wrap = (bytes) => {
    const rsa = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return publicEncrypt({ key: rsa, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, bytes).toString("base64");
  };
  const vector = md5(instanceId, key);
  vector[0] = (vector[0] + 1) % 256;
  // Padding as PKCS5Padding adds it; node pads no stream cipher by itself.
  const plain = Buffer.from(xml);
  const rest = 16 - (plain.length % 16);
  const cipher = createCipheriv("aes-256-cfb", key, vector);
  const answers = Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(rest, rest)), cipher.final()]);
  const wrapped = wrap(key);
  const digest = createHash("md5").update(plain).digest("hex");
  const signed = `${[formId, version, wrapped, instanceId, `submission.xml::${digest}`].join("\n")}\n`;
  const manifest = `<data xmlns="http://www.opendatakit.org/xforms/encrypted" id="${formId}" version="${version}" encrypted="yes">
    <base64EncryptedKey>${wrapped}</base64EncryptedKey>
    <orx:meta xmlns:orx="http://openrosa.org/xforms"><orx:instanceID>${instanceId}</orx:instanceID></orx:meta>
    <encryptedXmlFile>submission.xml.enc</encryptedXmlFile>
    <base64EncryptedElementSignature>${wrap(md5(signed))}</base64EncryptedElementSignature></data>`;
  return { manifest, files: new Map([["submission.xml.enc", answers]]) };
}

/** Posts a manifest and its files as a phone of the server's. */
export async function sendEncrypted(server, manifest, files) {
  const body = new FormData();
  body.append("xml_submission_file", new Blob([manifest], { type: "text/xml" }), "submission.xml");
  for (const [name, bytes] of files) body.append(name, new Blob([bytes]), name);
  const address = `${server.device.server_url.replace(/\/$/, "")}/submission?deviceID=tests`;
  const answer = await fetch(address, { method: "POST", headers: { "X-OpenRosa-Version": "1.0" }, body });
  return { status: answer.status, said: await answer.text() };
}

/** The form as phones get it. */
export async function formOf(server, formId) {
  const address = `${server.device.server_url.replace(/\/$/, "")}/forms/${formId}.xml`;
  return await (await fetch(address, { headers: { "X-OpenRosa-Version": "1.0" } })).text();
}
