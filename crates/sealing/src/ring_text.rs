//! A key ring as text: JSON, one key a line, for a file that only the server may read.

use crate::{
    key::{Key, KeyId, Secret},
    key_ring::{KeyRing, KeyRingProblem},
};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;
use std::collections::HashSet;
use zeroize::Zeroizing;

/// The format written.
const VERSION: u32 = 1;

/// Secrets are borrowed from the text, so that no copies of them stay behind in memory.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RingText<'text> {
    version: u32,
    #[serde(borrow)]
    keys: Vec<KeyText<'text>>,
    fingerprint: KeyText<'text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyText<'text> {
    id: &'text str,
    #[serde(default)]
    created_at: Option<DateTime<Utc>>,
    #[serde(default)]
    retired_at: Option<DateTime<Utc>>,
    secret: &'text str,
}

impl KeyText<'_> {
    /// The secret, if it is the one that the id was drawn from.
    fn secret(&self) -> Result<(KeyId, Secret), KeyRingProblem> {
        let damaged = || KeyRingProblem::Damaged { id: self.id.escape_debug().take(40).collect() };
        let id: KeyId = self.id.parse().map_err(|_| damaged())?;
        let secret = Secret::read(self.secret).filter(|secret| secret.id() == id).ok_or_else(damaged)?;
        Ok((id, secret))
    }
}

#[derive(Deserialize)]
struct VersionText {
    version: u32,
}

impl KeyRing {
    /// Reads a ring.
    ///
    /// # Errors
    /// When it is not one, is damaged (every secret is checked against its id), or has not exactly one active key. The error
    /// never repeats a secret.
    pub fn read(text: &str) -> Result<Self, KeyRingProblem> {
        let unreadable =
            |error: serde_json::Error| KeyRingProblem::Unreadable { line: error.line(), column: error.column() };
        let VersionText { version } = serde_json::from_str(text).map_err(unreadable)?;
        if version != VERSION {
            return Err(KeyRingProblem::Version { found: version });
        }
        let ring: RingText<'_> = serde_json::from_str(text).map_err(unreadable)?;
        debug_assert_eq!(ring.version, VERSION);
        let (_, fingerprint) = ring.fingerprint.secret()?;
        let (mut active, mut retired, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
        for key in &ring.keys {
            let (id, secret) = key.secret()?;
            if !seen.insert(id) {
                return Err(KeyRingProblem::Twice { id });
            }
            let damaged = || KeyRingProblem::Damaged { id: id.to_string() };
            let created_at = key.created_at.ok_or_else(damaged)?;
            let key = Key { id, created_at, retired_at: key.retired_at, secret };
            if key.retired_at.is_some() { retired.push(key) } else { active.push(key) }
        }
        let found = active.len();
        match active.pop() {
            Some(active) if found == 1 => Ok(Self { active, retired, fingerprint }),
            _ => Err(KeyRingProblem::Active { found }),
        }
    }

    /// Writes the ring. The text is wiped from memory when dropped; write it to a file of mode 0600 beside the old one, sync,
    /// and rename.
    pub fn to_text(&self) -> Zeroizing<String> {
        // Large enough from the start: a text that grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(256 * (2 + self.retired.len())));
        text.push_str("{\"version\": 1, \"keys\": [\n");
        for (place, key) in self.all().enumerate() {
            text.push_str(if place == 0 { "  " } else { ",\n  " });
            text.push_str(&format!("{{\"id\": \"{}\", \"created_at\": \"{}\", ", key.id, moment(key.created_at)));
            if let Some(at) = key.retired_at {
                text.push_str(&format!("\"retired_at\": \"{}\", ", moment(at)));
            }
            push_secret(&key.secret, &mut text);
        }
        text.push_str("\n], \"fingerprint\":\n  ");
        text.push_str(&format!("{{\"id\": \"{}\", ", self.fingerprint.id()));
        push_secret(&self.fingerprint, &mut text);
        text.push_str("\n}\n");
        text
    }
}

fn push_secret(secret: &Secret, text: &mut String) {
    text.push_str("\"secret\": \"");
    secret.write(text);
    text.push_str("\"}");
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
