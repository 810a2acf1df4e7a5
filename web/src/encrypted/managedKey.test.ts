// @vitest-environment happy-dom
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeKeyPair, openManagedKey, protectKey } from './managedKey'

/** A key that node made as ODK Central does. */
const vector = JSON.parse(readFileSync(join(import.meta.dirname, '../../../crates/encrypted/tests/elsewhere/vectors/managed.json'), 'utf8'))

describe('a private key under a passphrase', () => {
  it('that Central made opens with its passphrase and no other', async () => {
    expect(await openManagedKey(vector.archive, vector.passphrase)).toBe(vector.private)
    expect(await openManagedKey(vector.archive, `${vector.passphrase} `)).toBeNull()
  })

  it('that was made here opens again, and fits its public key', async () => {
    const pair = await makeKeyPair()
    const kept = await protectKey(pair, 'amasunzu n’imigani')
    expect(await openManagedKey(kept, 'amasunzu n’imigani')).toBe(pair.pem)
    expect(await openManagedKey(kept, 'another')).toBeNull()
    const spki = createPublicKey(createPrivateKey(pair.pem)).export({ type: 'spki', format: 'der' })
    expect(pair.publicKey).toBe(spki.toString('base64'))
    expect(Buffer.from(kept.pubkey, 'base64').toString()).toContain('-----BEGIN PUBLIC KEY-----\nMIIBIjAN')
  })
})
