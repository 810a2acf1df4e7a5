//! Keys as people hand them over: base64 on one line or several, or PEM.

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

/// Bits of the smallest modulus taken. What is collected today must still be unreadable in ten years; ODK's guide has people
/// make 2,048 bits, and so do Central and we.
pub(crate) const SMALLEST_BITS: usize = 2_048;

/// Bits of the largest modulus taken. More only makes phones slow, and a hostile key would make us slow.
pub(crate) const LARGEST_BITS: usize = 4_096;

/// Characters of the longest key text read: a private key of 4,096 bits has some 3,300 in PEM.
const LONGEST_TEXT: usize = 16_384;

/// Why a text is no usable key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyProblem {
    /// Nothing there.
    #[error("the key is empty")]
    Empty,
    /// Longer than any key.
    #[error("the key has {found} characters; no key has more than {LONGEST_TEXT}")]
    TooLong {
        /// Characters found.
        found: usize,
    },
    /// A private key where the public one belongs: it must not go into a form.
    #[error("this is a private key: put the public key here, and keep this one away from the form and from the server")]
    Private,
    /// A public key where the private one is needed.
    #[error("this is a public key: decrypting needs the private key that was made together with it")]
    Public,
    /// A private key that is itself protected by a passphrase.
    #[error(
        "this private key is protected by a passphrase: write it without one first (openssl pkey -in KEY.pem -out OPEN.pem)"
    )]
    Protected,
    /// A PEM of something else.
    #[error("this is a '{label}', not an RSA key")]
    OtherPem {
        /// What stands after `BEGIN`.
        label: String,
    },
    /// Neither PEM nor base64 of the expected structure.
    #[error("this is no RSA key as base64 or PEM: {detail}")]
    Unreadable {
        /// What the reader met.
        detail: String,
    },
    /// Too small to be safe.
    #[error("the key has {bits} bits; at least {SMALLEST_BITS} are needed to be safe")]
    Weak {
        /// Its bits.
        bits: usize,
    },
    /// Larger than is any use.
    #[error("the key has {bits} bits; at most {LARGEST_BITS} are taken")]
    Oversized {
        /// Its bits.
        bits: usize,
    },
    /// No key could be made.
    #[error("no key could be made: {detail}")]
    NotMade {
        /// What the maker met.
        detail: String,
    },
}

/// What a key's text holds: its PEM label, if it has one, and the bytes.
pub(crate) struct KeyText {
    pub label: Option<String>,
    pub der: Zeroizing<Vec<u8>>,
}

/// Reads the wrapping of a key. The lines of a PEM may have got lost on the way through a spreadsheet's cell.
pub(crate) fn read(text: &str) -> Result<KeyText, KeyProblem> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(KeyProblem::Empty);
    }
    if text.len() > LONGEST_TEXT {
        return Err(KeyProblem::TooLong { found: text.chars().count() });
    }
    let (label, body) = match text.split_once("-----BEGIN ") {
        Some((_, rest)) => {
            let (label, rest) = rest.split_once("-----").ok_or_else(|| unreadable("its first line does not end"))?;
            let (body, _) = rest.split_once("-----END ").ok_or_else(|| unreadable("its last line is missing"))?;
            (Some(label.trim().to_owned()), body)
        }
        None => (None, text),
    };
    let is_protected = label.as_deref() == Some("ENCRYPTED PRIVATE KEY") || body.contains("Proc-Type:");
    if is_protected {
        return Err(KeyProblem::Protected);
    }
    let body: Zeroizing<String> = Zeroizing::new(body.chars().filter(|c| !c.is_whitespace()).collect());
    let der = STANDARD.decode(body.as_bytes()).map(Zeroizing::new).map_err(unreadable)?;
    Ok(KeyText { label, der })
}

pub(crate) fn unreadable(detail: impl ToString) -> KeyProblem {
    KeyProblem::Unreadable { detail: detail.to_string() }
}

/// Refuses what is too small or too large.
pub(crate) fn check_bits(bits: usize) -> Result<(), KeyProblem> {
    match bits {
        0..SMALLEST_BITS => Err(KeyProblem::Weak { bits }),
        SMALLEST_BITS..=LARGEST_BITS => Ok(()),
        _ => Err(KeyProblem::Oversized { bits }),
    }
}
