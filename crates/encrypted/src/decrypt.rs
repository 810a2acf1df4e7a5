//! Decrypting a submission, and telling what is missing from it or was changed.

use crate::{
    file_cipher::{self, ContentDigest, Damage},
    initial_vectors::{KEY, initial_vector},
    key_wrap::{Unwrapped, unwrap},
    manifest::{Manifest, aes_key},
    private_key::PrivateKey,
    signature::{self, SignatureCheck, plain_name},
};
use collect::{Limits, parse_submission};
use rand_core::CryptoRng;
use std::{
    collections::BTreeMap,
    fmt,
    io::{self, Read, Write},
};
use zeroize::Zeroizing;

/// Why a submission cannot be decrypted at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenProblem {
    /// `base64EncryptedKey` is broken.
    #[error("the manifest's base64EncryptedKey is not base64")]
    KeyNotBase64,
    /// Encrypted for somebody else, or changed.
    #[error("this submission was not encrypted for this private key (or its base64EncryptedKey was changed)")]
    OtherKey,
    /// Something else was encrypted in place of the AES key.
    #[error("the submission's own key has {bytes} bytes in place of {KEY}: it was not made by an ODK client")]
    KeyLength {
        /// Bytes found.
        bytes: usize,
    },
    /// The answers did not come.
    #[error("the file '{name}', which holds the answers, is missing")]
    AnswersMissing {
        /// Its name.
        name: String,
    },
    /// The answers are damaged.
    #[error("the file '{name}', which holds the answers, is damaged: {damage}")]
    AnswersDamaged {
        /// Its name.
        name: String,
        /// How it shows.
        damage: Damage,
    },
}

/// Why one file cannot be decrypted.
#[derive(Debug, thiserror::Error)]
pub enum FileProblem {
    /// The manifest does not name it: it was renamed, or belongs elsewhere.
    #[error("the manifest names no file '{name}': it was renamed, or belongs to another submission")]
    Unexpected {
        /// The name it came under.
        name: String,
    },
    /// Changed or cut.
    #[error("the file '{name}' is damaged: {damage}")]
    Damaged {
        /// Its name.
        name: String,
        /// How it shows.
        damage: Damage,
    },
    /// Reading or writing failed.
    #[error("the file '{name}' could not be read or written")]
    Io {
        /// Its name.
        name: String,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

/// Something about a decrypted submission that people must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Named in the manifest, but not there (it may still come, or came under another name).
    Missing {
        /// Name in the manifest.
        name: String,
    },
    /// There, but not named in the manifest.
    Unexpected {
        /// The name it came under.
        name: String,
    },
    /// Changed or cut; its content is left out.
    Damaged {
        /// Name in the manifest.
        name: String,
        /// How it shows.
        damage: Damage,
    },
    /// The answers inside are of another form or submission than the manifest says.
    OtherSubmission {
        /// Form id and instanceID in the manifest.
        manifest: (String, String),
        /// Form id and instanceID in the answers.
        answers: (String, String),
    },
    /// The answers are not a submission's XML.
    AnswersUnreadable {
        /// What the reader met.
        detail: String,
    },
}

/// A submission whose AES key is known, so that its files can be decrypted in any order.
pub struct Opened<'manifest> {
    manifest: &'manifest Manifest,
    key: Zeroizing<[u8; KEY]>,
    /// The MD5 that was signed; `Some(None)` if what stands there cannot be read.
    signed: Option<Option<Zeroizing<Vec<u8>>>>,
    digests: Vec<Option<ContentDigest>>,
}

impl Manifest {
    /// Opens a submission with the private key.
    ///
    /// # Errors
    /// When the key does not fit, or the manifest's own key is broken.
    pub fn open(&self, key: &PrivateKey, rng: &mut impl CryptoRng) -> Result<Opened<'_>, OpenProblem> {
        let bytes = unwrap(&self.encrypted_key, key, rng).map_err(|problem| match problem {
            Unwrapped::NotBase64 => OpenProblem::KeyNotBase64,
            Unwrapped::OtherKey => OpenProblem::OtherKey,
        })?;
        let own_key = aes_key(&bytes).ok_or(OpenProblem::KeyLength { bytes: bytes.len() })?;
        let signed = self.signature.as_deref().map(|signature| unwrap(signature, key, rng).ok());
        let digests = vec![None; self.files().count()];
        Ok(Opened { manifest: self, key: Zeroizing::new(own_key), signed, digests })
    }
}

impl Opened<'_> {
    /// Decrypts the file that came under `name`. What was written is worth nothing if this returns an error, and may have
    /// been changed on the way until [`signature`](Self::signature) says otherwise.
    ///
    /// # Errors
    /// When the manifest names no such file, when it is damaged, or when reading or writing fails.
    pub fn decrypt(&mut self, name: &str, from: &mut dyn Read, to: &mut dyn Write) -> Result<(), FileProblem> {
        let unexpected = || FileProblem::Unexpected { name: name.to_owned() };
        let position = self.manifest.position(name).ok_or_else(unexpected)?;
        let vector = initial_vector(&self.manifest.instance_id, &self.key, position);
        let result = file_cipher::decrypt(&self.key, &vector, from, to);
        let result = result.map_err(|source| FileProblem::Io { name: name.to_owned(), source })?;
        let digest = result.map_err(|damage| FileProblem::Damaged { name: name.to_owned(), damage })?;
        if let Some(kept) = self.digests.get_mut(position) {
            *kept = Some(digest);
        }
        Ok(())
    }

    /// What the element signature says of the files decrypted so far.
    pub fn signature(&self) -> SignatureCheck {
        let Some(signed) = &self.signed else { return SignatureCheck::Absent };
        let Some(digests) = self.digests.iter().copied().collect::<Option<Vec<_>>>() else {
            return SignatureCheck::Incomplete;
        };
        let expected = signature::digest(self.manifest, self.manifest.files().zip(digests));
        match signed {
            Some(signed) if signed.as_slice() == expected => SignatureCheck::Valid,
            _ => SignatureCheck::Differs,
        }
    }
}

/// A decrypted submission, in memory.
#[derive(Clone, PartialEq, Eq)]
pub struct Decrypted {
    /// The answers.
    pub xml: Vec<u8>,
    /// Files by the names they had before they were encrypted.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is missing, renamed, damaged.
    pub findings: Vec<Finding>,
    /// Whether everything together is what was sent.
    pub signature: SignatureCheck,
}

impl Decrypted {
    /// Whether everything is there and the signature says that nothing was changed.
    pub fn is_intact(&self) -> bool {
        self.findings.is_empty() && self.signature == SignatureCheck::Valid
    }
}

/// Decrypts a submission that is in memory; `files` by the names they came under.
///
/// Other files than the answers may be missing or damaged: everything that can be read is returned, and the findings name the
/// rest. A file renamed on the way is found twice: missing by its name, unexpected by the other. Files whose contents were
/// exchanged show as [`SignatureCheck::Differs`].
///
/// # Errors
/// When the key does not fit, or when the answers are missing or damaged.
pub fn decrypt_submission(
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
    key: &PrivateKey,
    rng: &mut impl CryptoRng,
) -> Result<Decrypted, OpenProblem> {
    let mut opened = manifest.open(key, rng)?;
    let (mut plain, mut findings) = (BTreeMap::new(), Vec::new());
    for name in manifest.files() {
        let Some(bytes) = files.get(name) else {
            findings.push(Finding::Missing { name: name.to_owned() });
            continue;
        };
        let mut content = Vec::with_capacity(bytes.len());
        match opened.decrypt(name, &mut bytes.as_slice(), &mut content) {
            Ok(()) => drop(plain.insert(plain_name(name).to_owned(), content)),
            Err(FileProblem::Damaged { name, damage }) => findings.push(Finding::Damaged { name, damage }),
            // Neither happens: the name is the manifest's, and memory can be read and written.
            Err(FileProblem::Unexpected { name } | FileProblem::Io { name, .. }) => {
                findings.push(Finding::Unexpected { name });
            }
        }
    }
    let strangers = files.keys().filter(|name| manifest.position(name).is_none());
    findings.extend(strangers.map(|name| Finding::Unexpected { name: name.clone() }));
    let Some(xml) = plain.remove(plain_name(&manifest.xml_file)) else {
        return Err(answers_problem(manifest, &findings));
    };
    findings.extend(stranger_inside(manifest, &xml));
    Ok(Decrypted { xml, files: plain, findings, signature: opened.signature() })
}

fn answers_problem(manifest: &Manifest, findings: &[Finding]) -> OpenProblem {
    let damage = findings.iter().find_map(|finding| match finding {
        Finding::Damaged { name, damage } if *name == manifest.xml_file => Some(*damage),
        _ => None,
    });
    let name = manifest.xml_file.clone();
    match damage {
        Some(damage) => OpenProblem::AnswersDamaged { name, damage },
        None => OpenProblem::AnswersMissing { name },
    }
}

/// Whether the answers are not those the manifest announces.
fn stranger_inside(manifest: &Manifest, xml: &[u8]) -> Option<Finding> {
    let inside = match parse_submission(xml, &Limits::default()) {
        Ok(inside) => inside,
        Err(problem) => return Some(Finding::AnswersUnreadable { detail: problem.to_string() }),
    };
    let same_form = inside.form_id == manifest.form_id;
    let same_instance = inside.instance_id_derived || inside.instance_id == manifest.instance_id;
    (!same_form || !same_instance).then(|| Finding::OtherSubmission {
        manifest: (manifest.form_id.clone(), manifest.instance_id.clone()),
        answers: (inside.form_id, inside.instance_id),
    })
}

impl fmt::Debug for Opened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opened({}, key not shown)", self.manifest.instance_id)
    }
}

impl fmt::Debug for Decrypted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.files.keys().collect();
        f.debug_struct("Decrypted")
            .field("files", &names)
            .field("findings", &self.findings)
            .field("signature", &self.signature)
            .finish_non_exhaustive()
    }
}
