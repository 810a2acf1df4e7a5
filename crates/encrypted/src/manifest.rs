//! The submission manifest: what a phone sends in place of the answers.

use crate::{
    initial_vectors::KEY,
    signature::{SUFFIX, plain_name},
};
use collect::{Element, SubmissionDocument};
use quick_xml::escape::{escape, partial_escape};
use std::collections::HashSet;

/// Files of one submission, at most: a hundred photos are a lot, and the server takes no more parts in a post.
const FILES: usize = 10_000;

/// Bytes of a file's name, at most: what file systems take.
const NAME_BYTES: usize = 255;

/// Bytes of an RSA secret as base64, at most: 4,096 bits are 684 characters, and some clients break lines.
const SECRET_BYTES: usize = 4_096;

/// What a phone says of an encrypted submission. It is the submission's XML for the server; the answers are one of the files.
///
/// Names are those of the encrypted files, as they are sent (`photo.jpg.enc`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The form's id.
    pub form_id: String,
    /// The form's version, if it has one.
    pub form_version: Option<String>,
    /// The instanceID, with its `uuid:`.
    pub instance_id: String,
    /// The submission's AES key, encrypted with the form's public key; base64 as it stands.
    pub encrypted_key: String,
    /// Names of the files beside the answers, in the order they were encrypted, which decrypting depends on.
    pub media: Vec<String>,
    /// Name of the file with the answers.
    pub xml_file: String,
    /// The element signature, if there is one; base64 as it stands.
    pub signature: Option<String>,
}

/// Why a manifest cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ManifestProblem {
    /// An ordinary submission.
    #[error("this submission is not encrypted: its first element does not say encrypted=\"yes\"")]
    NotEncrypted,
    /// Something it must have is not there.
    #[error("the manifest of this encrypted submission has no '{element}'")]
    Lacks {
        /// The element.
        element: &'static str,
    },
    /// A secret that is too long to be one.
    #[error("'{element}' has {found} bytes; at most {SECRET_BYTES} are read")]
    TooLong {
        /// The element.
        element: &'static str,
        /// Bytes found.
        found: usize,
    },
    /// More files than any submission has.
    #[error("the manifest names {found} files; at most {FILES} are taken")]
    TooManyFiles {
        /// Files named.
        found: usize,
    },
    /// A name that must not be used to store a file.
    #[error("the manifest names a file '{name}', which is not a plain file name")]
    BadName {
        /// The name, made printable.
        name: String,
    },
    /// A name that stands for two files.
    #[error("the manifest names the file '{name}' twice")]
    NameTwice {
        /// The name.
        name: String,
    },
}

impl Manifest {
    /// Whether a submission is a manifest, so that its answers are in a file beside it.
    pub fn is_one(document: &SubmissionDocument) -> bool {
        document.root.attribute("encrypted").is_some_and(|says| says.trim() == "yes")
    }

    /// Reads the manifest out of a submission. Its namespaces do not matter: Collect's is not the specification's.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(document: &SubmissionDocument) -> Result<Self, ManifestProblem> {
        if !Self::is_one(document) {
            return Err(ManifestProblem::NotEncrypted);
        }
        if document.instance_id_derived {
            return Err(ManifestProblem::Lacks { element: "instanceID" });
        }
        let root = &document.root;
        let required = |element| text(root, element)?.ok_or(ManifestProblem::Lacks { element });
        let manifest = Self {
            form_id: document.form_id.clone(),
            form_version: document.form_version.clone(),
            instance_id: document.instance_id.clone(),
            encrypted_key: required("base64EncryptedKey")?,
            media: media_of(root),
            xml_file: required("encryptedXmlFile")?,
            signature: text(root, "base64EncryptedElementSignature")?,
        };
        manifest.check_names()?;
        Ok(manifest)
    }

    /// Names of all files that belong to the submission, in the order they were encrypted: the answers last.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.media.iter().chain([&self.xml_file]).map(String::as_str)
    }

    /// The XML, as Collect writes it.
    pub fn to_xml(&self) -> String {
        let version = self.form_version.as_deref().map(|version| format!(" version=\"{}\"", escape(version)));
        let media = self.media.iter().map(|name| format!("<media><file>{}</file></media>\n", partial_escape(name)));
        let signature = self.signature.as_deref().map(|signature| {
            format!("<base64EncryptedElementSignature>{}</base64EncryptedElementSignature>", partial_escape(signature))
        });
        format!(
            "<data xmlns=\"http://www.opendatakit.org/xforms/encrypted\" id=\"{id}\"{version} encrypted=\"yes\">\
             <base64EncryptedKey>{key}</base64EncryptedKey>\
             <orx:meta xmlns:orx=\"http://openrosa.org/xforms\"><orx:instanceID>{instance}</orx:instanceID></orx:meta>\n\
             {media}<encryptedXmlFile>{xml}</encryptedXmlFile>{signature}</data>",
            id = escape(self.form_id.as_str()),
            version = version.unwrap_or_default(),
            key = partial_escape(self.encrypted_key.as_str()),
            instance = partial_escape(self.instance_id.as_str()),
            media = media.collect::<String>(),
            xml = partial_escape(self.xml_file.as_str()),
            signature = signature.unwrap_or_default(),
        )
    }

    /// Where a file stands in the order of encryption.
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.files().position(|known| known == name)
    }

    fn check_names(&self) -> Result<(), ManifestProblem> {
        let found = self.media.len() + 1;
        if found > FILES {
            return Err(ManifestProblem::TooManyFiles { found });
        }
        let mut seen = HashSet::with_capacity(2 * found);
        for name in self.files() {
            check_name(name)?;
            // Two names that differ in the ending only would become one file.
            if !seen.insert(plain_name(name)) {
                return Err(ManifestProblem::NameTwice { name: name.to_owned() });
            }
        }
        Ok(())
    }
}

/// Refuses what would leave its folder, or what no file system takes.
pub(crate) fn check_name(name: &str) -> Result<(), ManifestProblem> {
    let plain = plain_name(name);
    let is_sound = !plain.trim().is_empty()
        && name.len() <= NAME_BYTES
        && !plain.starts_with('.')
        && !name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\' | ':'));
    if is_sound {
        Ok(())
    } else {
        Err(ManifestProblem::BadName { name: name.escape_debug().take(NAME_BYTES).collect() })
    }
}

/// Several clients put each file into a `media` of its own, others all into one.
fn media_of(root: &Element) -> Vec<String> {
    let media = root.children.iter().filter(|child| child.name == "media");
    let files = media.flat_map(|media| media.children.iter().filter(|child| child.name == "file"));
    files.filter_map(Element::trimmed).map(str::to_owned).collect()
}

fn text(root: &Element, element: &'static str) -> Result<Option<String>, ManifestProblem> {
    match root.child(element).and_then(Element::trimmed) {
        Some(text) if text.len() > SECRET_BYTES => Err(ManifestProblem::TooLong { element, found: text.len() }),
        text => Ok(text.map(str::to_owned)),
    }
}

/// The name a file is sent under.
pub(crate) fn encrypted_name(plain: &str) -> String {
    format!("{plain}{SUFFIX}")
}

/// The AES key in the bytes that were unwrapped.
pub(crate) fn aes_key(bytes: &[u8]) -> Option<[u8; KEY]> {
    bytes.try_into().ok()
}
