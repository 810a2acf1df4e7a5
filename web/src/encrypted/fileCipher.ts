import { cfb } from '@noble/ciphers/aes.js'
import { md5 } from '@noble/hashes/legacy.js'

const BLOCK = 16

/** Bytes decrypted at once: a multiple of the block; the page stays usable in between. */
const PIECE = 1 << 20

/** The MD5 of instanceID and key, in which byte n modulo 16 is raised by one for each n from 0 to `position`. */
export function initialVector(instanceId: string, key: Uint8Array, position: number): Uint8Array {
  const vector = md5.create().update(new TextEncoder().encode(instanceId)).update(key).digest()
  for (let counter = 0; counter <= position; counter += 1) vector[counter % BLOCK]! += 1
  return vector
}

/** What is left of the last block without its padding, or null if it has none. */
function unpadded(block: Uint8Array): Uint8Array | null {
  const missing = block.at(-1) ?? 0
  const sound = missing >= 1 && missing <= BLOCK && block.slice(BLOCK - missing).every((byte) => byte === missing)
  return sound ? block.slice(0, BLOCK - missing) : null
}

export interface Plain {
  content: Blob
  /** Of the content, in hex. */
  md5: string
}

/** AES-256 in CFB, padded to whole blocks. Null if the file was cut, or does not end as every encrypted file does. */
export async function decryptFile(encrypted: Blob, key: Uint8Array, vector: Uint8Array): Promise<Plain | null> {
  if (encrypted.size === 0 || encrypted.size % BLOCK !== 0) return null
  const digest = md5.create()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let before = vector
  for (let start = 0; start < encrypted.size; start += PIECE) {
    const end = Math.min(start + PIECE, encrypted.size)
    const piece = new Uint8Array(await encrypted.slice(start, end).arrayBuffer())
    let plain: Uint8Array = cfb(key, before).decrypt(piece)
    before = piece.slice(-BLOCK)
    if (end === encrypted.size) {
      const rest = unpadded(plain.slice(-BLOCK))
      if (rest === null) return null
      plain = plain.subarray(0, plain.length - BLOCK + rest.length)
    }
    digest.update(plain)
    pieces.push(new Uint8Array(plain))
  }
  const hex = [...digest.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { content: new Blob(pieces), md5: hex }
}
