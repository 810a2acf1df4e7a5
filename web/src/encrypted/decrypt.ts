/**
 * Decrypting submissions of ODK's encrypted forms in the browser: the private key stays on this computer.
 *
 * The key of a submission is unwrapped by the browser's own cryptography; AES in CFB and MD5, which browsers do not have,
 * come from @noble. The same as `crates/encrypted`, and tested with the same submissions made by Java. One thing less: a
 * client that makes the OAEP mask with SHA-1 cannot be read here (browsers take one digest for both), only by
 * `inzira decrypt`.
 */
import { md5 } from '@noble/hashes/legacy.js'
import { decryptFile, initialVector } from './fileCipher'
import { DecryptionError, type Manifest, plainName } from './manifest'
import { unwrap } from './privateKey'

export type Finding = { kind: 'missing' | 'unexpected' | 'damaged'; name: string }

/** Whether everything together is what was sent; `incomplete` if a file is missing or damaged. */
export type SignatureCheck = 'valid' | 'absent' | 'incomplete' | 'differs'

export interface Decrypted {
  xml: string
  /** By the names they had before. */
  files: Map<string, Blob>
  findings: Finding[]
  signature: SignatureCheck
}

/** Decrypts a submission; `files` by the names they came under. What is missing or damaged is named, the rest is read. */
export async function decryptSubmission(
  manifest: Manifest,
  files: Map<string, Blob>,
  privateKey: CryptoKey,
): Promise<Decrypted> {
  const key = await unwrap(manifest.encryptedKey, privateKey)
  if (key === null || key.length !== 32) throw new DecryptionError({ code: 'other-key' })
  const findings: Finding[] = []
  const lines = [manifest.formId, manifest.formVersion, manifest.encryptedKey, manifest.instanceId]
  const signed = lines.filter((line) => line !== null)
  const plain = new Map<string, Blob>()
  for (const [position, name] of manifest.files.entries()) {
    const encrypted = files.get(name)
    const vector = initialVector(manifest.instanceId, key, position)
    const opened = encrypted && (await decryptFile(encrypted, key, vector))
    if (opened) {
      plain.set(plainName(name), opened.content)
      signed.push(`${plainName(name)}::${opened.md5}`)
    } else {
      findings.push({ kind: encrypted ? 'damaged' : 'missing', name })
    }
  }
  for (const name of files.keys()) {
    if (!manifest.files.includes(name)) findings.push({ kind: 'unexpected', name })
  }
  const xml = await takeAnswers(manifest, plain, findings)
  const signature = await check(manifest, signed, plain.size + 1, privateKey)
  return { xml, files: plain, findings, signature }
}

async function takeAnswers(manifest: Manifest, plain: Map<string, Blob>, findings: Finding[]): Promise<string> {
  const name = manifest.files.at(-1) ?? ''
  const answers = plain.get(plainName(name))
  if (!answers) {
    const damaged = findings.some((finding) => finding.kind === 'damaged' && finding.name === name)
    throw new DecryptionError({ code: damaged ? 'answers-damaged' : 'answers-missing', name })
  }
  plain.delete(plainName(name))
  return await answers.text()
}

async function check(manifest: Manifest, signed: string[], read: number, key: CryptoKey): Promise<SignatureCheck> {
  if (manifest.signature === null) return 'absent'
  if (read !== manifest.files.length) return 'incomplete'
  const expected = md5(new TextEncoder().encode(`${signed.join('\n')}\n`))
  const found = await unwrap(manifest.signature, key)
  const same = found?.length === expected.length && expected.every((byte, place) => byte === found[place])
  return same ? 'valid' : 'differs'
}
