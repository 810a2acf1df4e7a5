//! A private key under a passphrase, as ODK Central keeps it for a project with managed encryption: the server holds it, and
//! cannot use it before somebody types the passphrase.

use crate::{key_text::KeyProblem, private_key::PrivateKey, public_key::PublicKey};
use aes::Aes256;
use base64::{Engine, engine::general_purpose::STANDARD};
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use pbkdf2::pbkdf2_hmac;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

/// Rounds of PBKDF2. Central's number; kept, so that its keys open here and ours there. Whoever gets hold of the archive can
/// try passphrases: only a long one protects.
const ROUNDS: u32 = 128_000;

/// Bytes of salt and initial vector.
const SALT: usize = 16;

/// A private key, encrypted with a passphrase: AES-256-CBC over its PEM, the AES key from PBKDF2 with HMAC-SHA-256.
///
/// Fields and JSON as Central keeps them in `keys.private`; the hint stands beside it there.
///
/// Source: `generateManagedKey` and `getPrivate` in `lib/util/crypto.js` of <https://github.com/getodk/central-backend>.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedKey {
    /// Base64 of the public key's PEM.
    pub pubkey: String,
    /// Base64 of the encrypted private key.
    pub privkey: String,
    /// Base64 of the salt.
    pub salt: String,
    /// Base64 of the initial vector.
    pub iv: String,
}

/// Why the private key did not come out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManagedKeyProblem {
    /// The passphrase is wrong (or the archive was changed, which looks the same).
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// A part is not what it must be.
    #[error("the key's archive is broken: '{part}' is not base64 of {SALT} bytes")]
    Broken {
        /// Which part.
        part: &'static str,
    },
    /// Not a key after all.
    #[error(transparent)]
    Key(#[from] KeyProblem),
    /// Private and public key do not belong together.
    #[error("the archive's public key is not that of its private key")]
    OtherPublicKey,
}

impl ManagedKey {
    /// Encrypts a private key with a passphrase.
    ///
    /// # Errors
    /// When the key cannot be written.
    pub fn protect(key: &PrivateKey, passphrase: &str, rng: &mut impl CryptoRng) -> Result<Self, KeyProblem> {
        let (mut salt, mut vector) = ([0; SALT], [0; SALT]);
        rng.fill_bytes(&mut salt);
        rng.fill_bytes(&mut vector);
        let cipher = cbc::Encryptor::<Aes256>::new((&*derived(passphrase, &salt)).into(), &vector.into());
        let privkey = cipher.encrypt_padded_vec::<Pkcs7>(key.to_pem()?.as_bytes());
        Ok(Self {
            pubkey: STANDARD.encode(key.public_key().to_pem()),
            privkey: STANDARD.encode(privkey),
            salt: STANDARD.encode(salt),
            iv: STANDARD.encode(vector),
        })
    }

    /// The public key, for which no passphrase is needed.
    ///
    /// # Errors
    /// When it is broken.
    pub fn public_key(&self) -> Result<PublicKey, ManagedKeyProblem> {
        let bytes = STANDARD.decode(&self.pubkey).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        Ok(PublicKey::read(&bytes.ok_or(ManagedKeyProblem::Broken { part: "pubkey" })?)?)
    }

    /// The private key. Takes a noticeable moment, on purpose.
    ///
    /// # Errors
    /// When the passphrase is wrong, or the archive broken.
    pub fn open(&self, passphrase: &str) -> Result<PrivateKey, ManagedKeyProblem> {
        let (salt, vector) = (sixteen("salt", &self.salt)?, sixteen("iv", &self.iv)?);
        let privkey = STANDARD.decode(&self.privkey).map_err(|_| ManagedKeyProblem::Broken { part: "privkey" })?;
        let cipher = cbc::Decryptor::<Aes256>::new((&*derived(passphrase, &salt)).into(), &vector.into());
        let pem = cipher.decrypt_padded_vec::<Pkcs7>(&privkey).map(Zeroizing::new);
        let pem = pem.map_err(|_| ManagedKeyProblem::WrongPassphrase)?;
        // One wrong passphrase in some 250 leaves an end that looks like padding, and rubbish before it.
        let pem = std::str::from_utf8(&pem).map_err(|_| ManagedKeyProblem::WrongPassphrase)?;
        let private = PrivateKey::read(pem)?;
        if *private.public_key() == self.public_key()? { Ok(private) } else { Err(ManagedKeyProblem::OtherPublicKey) }
    }
}

fn derived(passphrase: &str, salt: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    pbkdf2_hmac::<Sha256>(passphrase.as_bytes(), salt, ROUNDS, key.as_mut_slice());
    key
}

fn sixteen(part: &'static str, base64: &str) -> Result<[u8; SALT], ManagedKeyProblem> {
    let bytes = STANDARD.decode(base64).ok();
    bytes.and_then(|bytes| bytes.try_into().ok()).ok_or(ManagedKeyProblem::Broken { part })
}
