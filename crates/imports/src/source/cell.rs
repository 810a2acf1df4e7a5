//! One cell, typed as the file types it.

use chrono::{NaiveDateTime, NaiveTime};
use std::{borrow::Cow, fmt};

/// A filled cell. Empty cells and cells of nothing but white space are not kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Text, with the white space around it removed.
    Text(String),
    Integer(i64),
    Number(f64),
    Bool(bool),
    Moment(NaiveDateTime),
    /// Something no question can hold: an error such as `#REF!`, an impossible date, a nested JSON value.
    Broken(String),
}

impl Cell {
    /// A text cell, or nothing if there is nothing but white space in it.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self::Text(text.to_owned()))
    }

    /// The cell as a person reads it: `12`, not `12.0`.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Broken(text) => Cow::Borrowed(text),
            other => Cow::Owned(other.to_string()),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Broken(text) => f.write_str(text),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Bool(truth) => write!(f, "{truth}"),
            Self::Moment(moment) if moment.time() == NaiveTime::MIN => write!(f, "{}", moment.date()),
            Self::Moment(moment) => write!(f, "{moment}"),
        }
    }
}
