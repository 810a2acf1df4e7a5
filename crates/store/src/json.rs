//! JSON in a column, as the text that was written.
//!
//! A column of type `jsonb` would reorder the answers of a form and rewrite numbers, and sea-orm hands JSON to PostgreSQL
//! as `jsonb` even where the column is `json`. So the columns are text, the same on both databases.

use crate::error::{Result, StoreError};
use sea_orm::DeriveValueType;
use serde::{Serialize, de::DeserializeOwned};

/// The text of a JSON value.
#[derive(Debug, Clone, PartialEq, Eq, DeriveValueType)]
#[sea_orm(column_type = "Text")]
pub struct JsonText(pub String);

impl From<&serde_json::Value> for JsonText {
    fn from(value: &serde_json::Value) -> Self {
        Self(value.to_string())
    }
}

/// Reads a JSON column as its type.
pub(crate) fn from_json<T: DeserializeOwned>(what: &str, text: &JsonText) -> Result<T> {
    serde_json::from_str(&text.0).map_err(|source| StoreError::Unreadable { what: what.to_owned(), source })
}

/// Writes a value for a JSON column. Our types have string keys and finite numbers, so it cannot fail for them.
pub(crate) fn to_json<T: Serialize>(what: &str, value: &T) -> Result<JsonText> {
    match serde_json::to_string(value) {
        Ok(text) => Ok(JsonText(text)),
        Err(source) => Err(StoreError::Unreadable { what: what.to_owned(), source }),
    }
}
