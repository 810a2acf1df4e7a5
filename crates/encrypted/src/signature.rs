//! The element signature: an MD5 over what belongs together, readable with the private key only.

use crate::{file_cipher::ContentDigest, manifest::Manifest};
use md5::{Digest, Md5};

/// What the element signature says of the files that were decrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureCheck {
    /// Form, version, key, instanceID, and the names, order and content of all files are as they were sent.
    Valid,
    /// The manifest carries no signature, or one that says nothing (it is optional).
    Absent,
    /// Not every file is there and whole, so that nothing can be said of the others.
    Incomplete,
    /// Something was changed or exchanged on the way: it does not tell what.
    Differs,
}

/// What is signed: a line each for form, version, key, instanceID and, in the order of encryption, every file.
///
/// Source: <https://getodk.github.io/xforms-spec/encryption#signature>
pub(crate) fn digest<'a>(manifest: &Manifest, files: impl Iterator<Item = (&'a str, ContentDigest)>) -> ContentDigest {
    let Manifest { form_id, form_version, encrypted_key, instance_id, .. } = manifest;
    let mut lines = Md5::new();
    for line in [Some(form_id), form_version.as_ref(), Some(encrypted_key), Some(instance_id)].into_iter().flatten() {
        lines.update(line);
        lines.update("\n");
    }
    for (name, content) in files {
        lines.update(format!("{}::{}\n", plain_name(name), hex::encode(content)));
    }
    lines.finalize().into()
}

/// The name a file had before it was encrypted.
pub(crate) fn plain_name(encrypted: &str) -> &str {
    encrypted.strip_suffix(SUFFIX).unwrap_or(encrypted)
}

/// What clients append to the names of encrypted files.
pub(crate) const SUFFIX: &str = ".enc";
