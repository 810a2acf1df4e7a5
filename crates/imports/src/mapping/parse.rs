//! Reading a mapping from its file.

use super::Mapping;
use thiserror::Error;

/// A file that is not a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file} is not a mapping: {reason}")]
pub struct MappingError {
    /// The mapping's file.
    pub file: String,
    /// What is wrong, with the line.
    pub reason: String,
}

impl Mapping {
    /// Reads a mapping. Whether it fits the form is for [`Mapping::check`] to say.
    ///
    /// # Errors
    /// When the text is not TOML or not shaped like a mapping; the message has line and column.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, MappingError> {
        toml::from_str(text)
            .map_err(|error| MappingError { file: file.to_owned(), reason: error.to_string().trim().to_owned() })
    }
}
