// @vitest-environment happy-dom
import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { decryptSubmission } from './decrypt'
import { DecryptionError, readManifest } from './manifest'
import { readPrivateKey } from './privateKey'

/** Submissions that Java encrypted as Collect does; see `Odk.java` beside them. */
const VECTORS = join(import.meta.dirname, '../../../crates/encrypted/tests/elsewhere/vectors')
const pem = readFileSync(join(VECTORS, 'private.pem'), 'utf8')

function folder(name: string): Map<string, Blob> {
  const entries = readdirSync(join(VECTORS, name), { withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(entries.map(({ name: file }) => [file, new Blob([readFileSync(join(VECTORS, name, file))])]))
}

async function vector(name: string) {
  const files = folder(name)
  const manifest = readManifest(await files.get('manifest.xml')!.text())
  files.delete('manifest.xml')
  return { manifest, files, key: await readPrivateKey(pem) }
}

async function problem(work: Promise<unknown> | (() => unknown)): Promise<unknown> {
  try {
    await (typeof work === 'function' ? work() : work)
  } catch (error) {
    if (error instanceof DecryptionError) return error.problem
    throw error
  }
  return null
}

const bytes = async (blob: Blob) => Buffer.from(await blob.arrayBuffer())

describe('submissions that Java encrypted as Collect does', () => {
  it.each(['files', 'unversioned', 'many'])('%s is read whole', async (name) => {
    const { manifest, files, key } = await vector(name)
    const read = await decryptSubmission(manifest, files, key)
    expect(read.findings).toEqual([])
    expect(read.signature).toBe('valid')
    const plain = folder(`${name}/plain`)
    expect(read.xml).toBe(await plain.get('submission.xml')!.text())
    plain.delete('submission.xml')
    expect([...read.files.keys()].sort()).toEqual([...plain.keys()].sort())
    for (const [file, content] of plain) expect((await bytes(read.files.get(file)!)).equals(await bytes(content))).toBe(true)
  })

  it('cannot read a client that makes the mask with SHA-1', async () => {
    const { manifest, files, key } = await vector('hyphen')
    expect(await problem(decryptSubmission(manifest, files, key))).toEqual({ code: 'other-key' })
  })
})

describe('what was changed on the way', () => {
  it('names what is missing, renamed and damaged, and reads the rest', async () => {
    const { manifest, files, key } = await vector('files')
    files.set('other.txt.enc', files.get('empty.txt.enc')!)
    files.delete('empty.txt.enc')
    files.set('sixteen.bin.enc', files.get('sixteen.bin.enc')!.slice(0, 20))
    const read = await decryptSubmission(manifest, files, key)
    expect(read.signature).toBe('incomplete')
    expect(read.findings).toEqual([
      { kind: 'missing', name: 'empty.txt.enc' },
      { kind: 'damaged', name: 'sixteen.bin.enc' },
      { kind: 'unexpected', name: 'other.txt.enc' },
    ])
    expect(read.files.size).toBe(2)
  })

  it('notices a changed byte, a changed version, exchanged files', async () => {
    const { manifest, files, key } = await vector('many')
    const changed = await bytes(files.get('photo-9.jpg.enc')!)
    changed[3]! ^= 1
    const tampered = new Map(files).set('photo-9.jpg.enc', new Blob([changed]))
    expect((await decryptSubmission(manifest, tampered, key)).signature).toBe('differs')
    expect((await decryptSubmission({ ...manifest, formVersion: '1' }, files, key)).signature).toBe('differs')
    const one = files.get('photo-8.jpg.enc')!
    const exchanged = new Map(files).set('photo-8.jpg.enc', files.get('photo-7.jpg.enc')!).set('photo-7.jpg.enc', one)
    expect((await decryptSubmission(manifest, exchanged, key)).signature).toBe('differs')
    expect((await decryptSubmission({ ...manifest, signature: null }, files, key)).signature).toBe('absent')
  })

  it('tells missing answers from damaged ones', async () => {
    const { manifest, files, key } = await vector('unversioned')
    const name = 'submission.xml.enc'
    const cut = new Map([[name, files.get(name)!.slice(0, 17)]])
    expect(await problem(decryptSubmission(manifest, cut, key))).toEqual({ code: 'answers-damaged', name })
    expect(await problem(decryptSubmission(manifest, new Map(), key))).toEqual({ code: 'answers-missing', name })
  })
})

describe('private keys', () => {
  it('are read from the older structure too, and never leave the browser', async () => {
    const older = createPrivateKey(pem).export({ type: 'pkcs1', format: 'pem' }).toString()
    const { manifest, files } = await vector('unversioned')
    const key = await readPrivateKey(older)
    expect(key.extractable).toBe(false)
    expect((await decryptSubmission(manifest, files, key)).signature).toBe('valid')
  })

  it('cannot be used on a page that came over plain http, and the problem says so', async () => {
    vi.stubGlobal('crypto', {})
    expect(await problem(readPrivateKey(pem))).toEqual({ code: 'needs-https' })
    vi.unstubAllGlobals()
  })

  it('are told apart from what is none', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const open = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const locked = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()
    const broken = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'
    for (const none of ['', open, broken]) expect(await problem(readPrivateKey(none))).toEqual({ code: 'not-a-private-key' })
    expect(await problem(readPrivateKey(locked))).toEqual({ code: 'protected-private-key' })
    const other = await readPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    const { manifest, files } = await vector('unversioned')
    expect(await problem(decryptSubmission(manifest, files, other))).toEqual({ code: 'other-key' })
  })
})

describe('manifests', () => {
  const xml = (inside: string) =>
    `<data id="a" encrypted="yes">${inside}<meta><instanceID>uuid:1</instanceID></meta></data>`
  const secrets = '<base64EncryptedKey>AAAA</base64EncryptedKey><encryptedXmlFile>submission.xml.enc</encryptedXmlFile>'

  it('name their files each in its own element or all in one', () => {
    const one = readManifest(xml(`${secrets}<media><file>a.enc</file><file>b.enc</file></media>`))
    expect(one.files).toEqual(['a.enc', 'b.enc', 'submission.xml.enc'])
    expect(readManifest(xml(`${secrets}<media><file>a.enc</file></media><media><file>b.enc</file></media>`))).toEqual(one)
  })

  it('that are none, or lack something, are refused', async () => {
    expect(await problem(() => readManifest('<data id="a"/>'))).toEqual({ code: 'not-a-manifest', lacks: 'encrypted="yes"' })
    expect(await problem(() => readManifest(xml('')))).toEqual({ code: 'not-a-manifest', lacks: 'encryptedXmlFile' })
  })

  it('may not name files that lead elsewhere or stand for two', async () => {
    for (const name of ['../a.enc', 'C:a.enc', '.enc', 'submission.xml']) {
      const given = `${secrets}<media><file>${name}</file></media>`
      const found = (await problem(() => readManifest(xml(given)))) as { code: string }
      expect(found.code, name).toBe('bad-file-name')
    }
  })
})
