//! ODK's encrypted forms, both ways: as ODK Collect and Enketo write them, as ODK Briefcase and ODK Central read them.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use encrypted::{Content, PrivateKey, decrypt_submission, encrypt_submission};
//! use rand::{SeedableRng, rngs::StdRng};
//! let mut rng = StdRng::seed_from_u64(7); // elsewhere: the operating system's
//!
//! let key = PrivateKey::generate(&mut rng)?; // stays with the people who may read the answers
//! let for_the_form = key.public_key().to_base64(); // settings sheet, column public_key
//! assert!(for_the_form.starts_with("MIIBIjAN"));
//!
//! let content = Content {
//!     form_id: "household",
//!     form_version: Some("2026112201"),
//!     instance_id: "uuid:7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a6ef",
//!     xml: b"<data id=\"household\"/>",
//!     files: &[("photo.jpg", b"...")],
//! };
//! let sent = encrypt_submission(&content, key.public_key(), &mut rng)?; // as a phone does
//! assert_eq!(sent.manifest.media, ["photo.jpg.enc"]);
//!
//! let read = decrypt_submission(&sent.manifest, &sent.files, &key, &mut rng)?; // away from the server
//! assert_eq!(read.xml, content.xml);
//! assert!(read.is_intact());
//! # Ok(())
//! # }
//! ```
//!
//! # The way of a submission
//!
//! A form whose settings carry a public key makes phones send a [`Manifest`] in place of the answers; the answers and every
//! file come beside it, encrypted. The server keeps them as they are and can read none. Whoever holds the private key opens
//! them with [`Manifest::open`] and [`Opened::decrypt`] (streams, for large files) or [`decrypt_submission`] (all in memory).
//!
//! Specification: <https://getodk.github.io/xforms-spec/encryption>. Where it names Java's algorithms only, this is what they
//! are:
//!
//! * `RSA/NONE/OAEPWithSHA256AndMGF1Padding` is RSA-OAEP with SHA-256 for the label **and for the mask** (MGF1). Only Bouncy
//!   Castle knows the name written so, on phones and in Briefcase, and takes one digest for both; Central does the same.
//!   Java's own providers know `OAEPWithSHA-256AndMGF1Padding`, with a hyphen, and take SHA-1 for the mask. We write the first
//!   and read both.
//! * `AES/CFB/PKCS5Padding` is AES-256 in CFB with whole blocks of feedback, padded to 16 bytes (PKCS #7).
//! * The *element signature* is the MD5 of names and MD5s, encrypted with the public key. It shows loss, mixing up and
//!   corruption on the way. It does not show who sent it: the public key is public, so anyone can send a new submission.
//!
//! # The private key
//!
//! `rsa` carries RUSTSEC-2023-0071: how long the private key's use takes tells something of the key to whoever can have many
//! chosen submissions decrypted and measure each. Use the private key offline (`inzira decrypt`, the browser), never in a
//! route that answers when it is done. Blinding is on, which makes measuring harder.
//!
//! Test vectors and the programs that made them, in Java and for node, are in `tests/elsewhere`.

mod decrypt;
mod encrypt;
mod file_cipher;
mod initial_vectors;
mod key_text;
mod key_wrap;
mod managed_key;
mod manifest;
mod private_key;
mod public_key;
mod random;
mod signature;

pub use decrypt::{Decrypted, FileProblem, Finding, OpenProblem, Opened, decrypt_submission};
pub use encrypt::{Content, EncryptProblem, EncryptedSubmission, Encryption, encrypt_submission};
pub use file_cipher::Damage;
pub use key_text::KeyProblem;
pub use managed_key::{ManagedKey, ManagedKeyProblem};
pub use manifest::{Manifest, ManifestProblem};
pub use private_key::PrivateKey;
pub use public_key::PublicKey;
pub use signature::SignatureCheck;
