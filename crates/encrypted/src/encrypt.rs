//! Encrypting a submission as a phone does.

use crate::{
    file_cipher::{self, ContentDigest},
    initial_vectors::{KEY, initial_vector},
    key_wrap::wrap,
    manifest::{Manifest, ManifestProblem, check_name, encrypted_name},
    public_key::PublicKey,
    signature,
};
use rand_core::CryptoRng;
use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Read, Write},
};
use zeroize::Zeroizing;

/// The name Collect gives the answers.
const XML: &str = "submission.xml";

/// A submission in memory, to be encrypted.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// The form's id.
    pub form_id: &'a str,
    /// The form's version, if it has one.
    pub form_version: Option<&'a str>,
    /// The instanceID, with its `uuid:`: the same as in `xml`.
    pub instance_id: &'a str,
    /// The answers.
    pub xml: &'a [u8],
    /// Files by name.
    pub files: &'a [(&'a str, &'a [u8])],
}

/// A submission as it is sent: the manifest, and encrypted files by the names in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncryptedSubmission {
    /// What is sent in place of the answers.
    pub manifest: Manifest,
    /// Everything else.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Why a submission could not be encrypted.
#[derive(Debug, thiserror::Error)]
pub enum EncryptProblem {
    /// A name that cannot be used.
    #[error(transparent)]
    Name(#[from] ManifestProblem),
    /// Form, version or instanceID that would not come back as it is.
    #[error("the {which} is empty, has blanks around it or holds characters that XML cannot carry")]
    Identity {
        /// Which of them.
        which: &'static str,
    },
    /// The public key refused.
    #[error("the key of the submission could not be encrypted: {detail}")]
    Wrapping {
        /// What `rsa` said.
        detail: String,
    },
    /// Reading or writing failed.
    #[error("the file '{name}' could not be read or written")]
    Io {
        /// The plain name.
        name: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// A submission being encrypted, file by file: every [`file`](Self::file) first, then the answers with
/// [`finish`](Self::finish).
pub struct Encryption {
    manifest: Manifest,
    public: PublicKey,
    key: Zeroizing<[u8; KEY]>,
    digests: Vec<ContentDigest>,
}

impl Encryption {
    /// Begins a submission with a fresh AES key.
    ///
    /// # Errors
    /// When form, version or instanceID cannot stand in a manifest.
    pub fn begin(
        form_id: &str,
        form_version: Option<&str>,
        instance_id: &str,
        public: &PublicKey,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, EncryptProblem> {
        let parts = [("form id", Some(form_id)), ("form version", form_version), ("instanceID", Some(instance_id))];
        for (which, text) in parts {
            let sound = |text: &str| !text.is_empty() && text.trim() == text && !text.chars().any(is_not_xml);
            if !text.is_none_or(sound) {
                return Err(EncryptProblem::Identity { which });
            }
        }
        let mut key = Zeroizing::new([0; KEY]);
        rng.fill_bytes(key.as_mut_slice());
        let manifest = Manifest {
            form_id: form_id.to_owned(),
            form_version: form_version.map(str::to_owned),
            instance_id: instance_id.to_owned(),
            encrypted_key: wrapped(key.as_slice(), public, rng)?,
            media: Vec::new(),
            xml_file: encrypted_name(XML),
            signature: None,
        };
        Ok(Self { manifest, public: public.clone(), key, digests: Vec::new() })
    }

    /// Encrypts a file; returns the name it must be sent under.
    ///
    /// # Errors
    /// When the name was used already or is no plain file name, or when reading or writing fails; then begin again.
    pub fn file(&mut self, name: &str, from: &mut dyn Read, to: &mut dyn Write) -> Result<String, EncryptProblem> {
        let sent_as = encrypted_name(name);
        check_name(&sent_as)?;
        if name != name.trim() {
            return Err(ManifestProblem::BadName { name: name.to_owned() }.into());
        }
        if self.manifest.position(&sent_as).is_some() {
            return Err(ManifestProblem::NameTwice { name: name.to_owned() }.into());
        }
        self.encrypt(name, from, to)?;
        self.manifest.media.push(sent_as.clone());
        Ok(sent_as)
    }

    /// Encrypts the answers and signs; the answers' file must be sent under the manifest's `xml_file`.
    ///
    /// # Errors
    /// When reading or writing fails.
    pub fn finish(
        mut self,
        xml: &mut dyn Read,
        to: &mut dyn Write,
        rng: &mut impl CryptoRng,
    ) -> Result<Manifest, EncryptProblem> {
        self.encrypt(XML, xml, to)?;
        let Self { mut manifest, public, digests, .. } = self;
        let digest = signature::digest(&manifest, manifest.files().zip(digests));
        manifest.signature = Some(wrapped(&digest, &public, rng)?);
        Ok(manifest)
    }

    fn encrypt(&mut self, name: &str, from: &mut dyn Read, to: &mut dyn Write) -> Result<(), EncryptProblem> {
        let vector = initial_vector(&self.manifest.instance_id, &self.key, self.digests.len());
        let digest = file_cipher::encrypt(&self.key, &vector, from, to);
        self.digests.push(digest.map_err(|source| EncryptProblem::Io { name: name.to_owned(), source })?);
        Ok(())
    }
}

fn wrapped(secret: &[u8], public: &PublicKey, rng: &mut impl CryptoRng) -> Result<String, EncryptProblem> {
    wrap(secret, public, rng).map_err(|error| EncryptProblem::Wrapping { detail: error.to_string() })
}

fn is_not_xml(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Encrypts a submission that is in memory.
///
/// # Errors
/// As [`Encryption`].
pub fn encrypt_submission(
    content: &Content<'_>,
    public: &PublicKey,
    rng: &mut impl CryptoRng,
) -> Result<EncryptedSubmission, EncryptProblem> {
    let Content { form_id, form_version, instance_id, xml, files } = *content;
    let mut encryption = Encryption::begin(form_id, form_version, instance_id, public, rng)?;
    let mut sent = BTreeMap::new();
    for (name, bytes) in files {
        let mut encrypted = Vec::with_capacity(bytes.len() + 16);
        let sent_as = encryption.file(name, &mut &**bytes, &mut encrypted)?;
        sent.insert(sent_as, encrypted);
    }
    let mut encrypted = Vec::with_capacity(xml.len() + 16);
    let manifest = encryption.finish(&mut &*xml, &mut encrypted, rng)?;
    sent.insert(manifest.xml_file.clone(), encrypted);
    Ok(EncryptedSubmission { manifest, files: sent })
}

impl fmt::Debug for Encryption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Encryption({}, {} files, key not shown)", self.manifest.instance_id, self.digests.len())
    }
}

impl fmt::Debug for Content<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({}, {} files, not shown)", self.instance_id, self.files.len())
    }
}
