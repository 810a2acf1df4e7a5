// Makes a key under a passphrase as ODK Central does, with the library Central uses (node's own, which is OpenSSL):
//
//   node managed_key.mjs > vectors/managed.json
//
// Written from what `generateManagedKey` of https://github.com/getodk/central-backend says: the names of the ciphers, the
// number of rounds, and that it is the PEM of the private key which is encrypted.

import { createCipheriv, generateKeyPairSync, pbkdf2Sync, randomBytes } from 'node:crypto'

const passphrase = 'amasunzu n’imigani 2026'
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const salt = randomBytes(16)
const iv = randomBytes(16)
const key = pbkdf2Sync(passphrase, salt, 128_000, 32, 'sha256')
const cipher = createCipheriv('aes-256-cbc', key, iv)
const privkey = Buffer.concat([cipher.update(privateKey, 'utf8'), cipher.final()])
const archive = {
  pubkey: Buffer.from(publicKey, 'utf8').toString('base64'),
  privkey: privkey.toString('base64'),
  salt: salt.toString('base64'),
  iv: iv.toString('base64'),
}
console.log(JSON.stringify({ passphrase, archive, private: privateKey }, null, 2))
