/**
 * A private key under a passphrase, as `crates/encrypted` and ODK Central keep it: AES-256-CBC over its PEM, the AES key
 * from PBKDF2 with HMAC-SHA-256. Made and opened here, so that neither key nor passphrase leaves this computer.
 */
import { DecryptionError } from './manifest'
import { bytesOf, RSA } from './privateKey'

/** Parts in base64, as the server keeps them. */
export interface ManagedKey {
  pubkey: string
  privkey: string
  salt: string
  iv: string
}

export interface KeyPair {
  /** Base64 of the SubjectPublicKeyInfo: what a form carries. */
  publicKey: string
  /** What opens the answers. */
  pem: string
}

/** Central's number of rounds. */
const ROUNDS = 128_000

function base64(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
}

function pemOf(label: string, body: string): string {
  return `-----BEGIN ${label}-----\n${(body.match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`
}

function subtle(): SubtleCrypto {
  const found = globalThis.crypto?.subtle
  if (!found) throw new DecryptionError({ code: 'needs-https' })
  return found
}

/** Makes a key pair. */
export async function makeKeyPair(): Promise<KeyPair> {
  const algorithm = { ...RSA, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) }
  const { publicKey, privateKey } = await subtle().generateKey(algorithm, true, ['encrypt', 'decrypt'])
  const [spki, pkcs8] = await Promise.all([subtle().exportKey('spki', publicKey), subtle().exportKey('pkcs8', privateKey)])
  return { publicKey: base64(spki), pem: pemOf('PRIVATE KEY', base64(pkcs8)) }
}

async function derived(passphrase: string, salt: BufferSource): Promise<CryptoKey> {
  const secret = await subtle().importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }
  return await subtle().deriveKey(how, secret, { name: 'AES-CBC', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** Puts a key pair under a passphrase. */
export async function protectKey(pair: KeyPair, passphrase: string): Promise<ManagedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const iv = crypto.getRandomValues(new Uint8Array(16))
  const sealed = await subtle().encrypt({ name: 'AES-CBC', iv }, await derived(passphrase, salt), new TextEncoder().encode(pair.pem))
  const pubkey = base64(new TextEncoder().encode(pemOf('PUBLIC KEY', pair.publicKey)))
  return { pubkey, privkey: base64(sealed), salt: base64(salt), iv: base64(iv) }
}

/** The private key's PEM, or null if the passphrase is wrong. */
export async function openManagedKey(kept: ManagedKey, passphrase: string): Promise<string | null> {
  const key = await derived(passphrase, bytesOf(kept.salt))
  try {
    const plain = await subtle().decrypt({ name: 'AES-CBC', iv: bytesOf(kept.iv) }, key, bytesOf(kept.privkey))
    const pem = new TextDecoder().decode(plain)
    return pem.includes('PRIVATE KEY-----') ? pem : null
  } catch {
    return null
  }
}
