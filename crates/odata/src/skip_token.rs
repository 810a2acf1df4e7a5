//! `$skiptoken`: where the next page begins.
//!
//! To clients it is opaque. As in Central it is `01` and, in base64, JSON that names the last row of the page before. A row is
//! found again by its id, so submissions that arrive between two pages neither shift nor repeat a row.

use crate::problem::Problem;
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
    prelude::BASE64_STANDARD,
};
use serde_json::{Map, Value};

/// The version of the scheme, which is Central's.
const VERSION: &str = "01";

/// Bytes of a token: two ids and what is around them.
const LONGEST: usize = 4_096;

/// The last row of the page before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SkipToken {
    /// The submission: its instanceID.
    pub instance_id: Option<String>,
    /// In a repeat's table: the row's `__id`. Central's tokens have this alone there.
    pub repeat_id: Option<String>,
    /// In an entity list: the entity's uuid.
    pub uuid: Option<String>,
}

impl SkipToken {
    /// As a query option's value, still to be percent-encoded.
    pub fn write(&self) -> String {
        let members = [("instanceId", &self.instance_id), ("repeatId", &self.repeat_id), ("uuid", &self.uuid)];
        let given = members.into_iter().filter_map(|(name, id)| Some((name.to_owned(), Value::from(id.clone()?))));
        let json = Value::from(given.collect::<Map<_, _>>());
        format!("{VERSION}{}", BASE64_STANDARD.encode(json.to_string()))
    }

    /// Reads one, with or without padding.
    ///
    /// # Errors
    /// [`Problem::InvalidSkipToken`].
    pub fn read(text: &str) -> Result<Self, Problem> {
        Self::try_read(text).ok_or(Problem::InvalidSkipToken)
    }

    fn try_read(text: &str) -> Option<Self> {
        let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        let engine = GeneralPurpose::new(&alphabet::STANDARD, config);
        // A `+` that was not encoded arrives as a space, and tools that build addresses prefer the other two characters.
        let code = text.strip_prefix(VERSION).filter(|code| code.len() <= LONGEST)?;
        let code = code.replace([' ', '-'], "+").replace('_', "/");
        let json: Map<String, Value> = serde_json::from_slice(&engine.decode(code).ok()?).ok()?;
        let member = |name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
        let token = Self { instance_id: member("instanceId"), repeat_id: member("repeatId"), uuid: member("uuid") };
        (token != Self::default()).then_some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back() {
        let token = SkipToken { instance_id: Some("uuid:ÿ?>".into()), repeat_id: Some("3f".into()), uuid: None };
        let text = token.write();
        assert_eq!(SkipToken::read(&text).as_ref(), Ok(&token));
        assert_eq!(SkipToken::read(text.trim_end_matches('=')).as_ref(), Ok(&token));
        assert_eq!(SkipToken::read(&text.replace('+', "-").replace('/', "_")).as_ref(), Ok(&token));
    }

    #[test]
    fn what_is_no_token_is_said_to_be_none() {
        for text in ["", "01", "02eyJpbnN0YW5jZUlkIjoiYSJ9", "01!!!!", "01e30=", "01bnVsbA==", "01Ww=="] {
            assert_eq!(SkipToken::read(text), Err(Problem::InvalidSkipToken), "{text}");
        }
    }

    #[test]
    fn a_token_of_central_is_read() {
        let token = SkipToken::read("01eyJpbnN0YW5jZUlkIjoidXVpZDoxIn0=").unwrap();
        assert_eq!(token.instance_id.as_deref(), Some("uuid:1"));
    }
}
