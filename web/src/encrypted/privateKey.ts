import { DecryptionError } from './manifest'

/** RSA-OAEP with SHA-256 for label and mask: what Collect's algorithm name means (see `crates/encrypted`). */
export const RSA = { name: 'RSA-OAEP', hash: 'SHA-256' }

/** Bytes of base64, blanks and line breaks left out. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64.replace(/\s+/g, '')), (character) => character.charCodeAt(0))
}

/** A DER element: tag, length, content. */
function element(tag: number, content: Uint8Array): Uint8Array {
  const length = content.length
  const head = length < 0x80 ? [tag, length] : length < 0x100 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 0xff]
  return Uint8Array.from([...head, ...content])
}

/** Version 0 and the algorithm rsaEncryption, as they stand before the key in PKCS #8. */
const PKCS8_HEAD = [0x02, 1, 0, 0x30, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1, 0x05, 0]

/** PKCS #8 around a PKCS #1 key: browsers read only the former, and older openssl writes the latter. */
function wrapped(pkcs1: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(element(0x30, Uint8Array.from([...PKCS8_HEAD, ...element(0x04, pkcs1)])))
}

/**
 * Reads a private key from PEM. The browser keeps it so that no script can read it out again, and it goes nowhere.
 */
export async function readPrivateKey(pem: string): Promise<CryptoKey> {
  if (!globalThis.crypto?.subtle) throw new DecryptionError({ code: 'needs-https' })
  const match = /-----BEGIN ([A-Z ]+)-----([^-]+)-----END/.exec(pem)
  const [, label, body] = match ?? []
  if (label === 'ENCRYPTED PRIVATE KEY' || pem.includes('Proc-Type:')) {
    throw new DecryptionError({ code: 'protected-private-key' })
  }
  if (body === undefined || (label !== 'PRIVATE KEY' && label !== 'RSA PRIVATE KEY')) {
    throw new DecryptionError({ code: 'not-a-private-key' })
  }
  try {
    const der = label === 'PRIVATE KEY' ? bytesOf(body) : wrapped(bytesOf(body))
    return await crypto.subtle.importKey('pkcs8', der, RSA, false, ['decrypt'])
  } catch {
    throw new DecryptionError({ code: 'not-a-private-key' })
  }
}

/** Decrypts what was encrypted for the key, or null. */
export async function unwrap(base64: string, key: CryptoKey): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(RSA, key, bytesOf(base64)))
  } catch {
    return null
  }
}
