//! One answer of a record: a value, or the reason why there is none.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// Why a value is absent. Unknown is not zero: the reasons stay apart to the last chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Asked, but no answer came, or the source left the cell empty.
    Missing,
    /// The place was not assessed.
    NotAssessed,
    /// The place could not be reached.
    NotAccessible,
    /// The question does not apply here (not relevant).
    NotApplicable,
    /// There is a number, but showing it could point at people.
    Withheld,
}

/// A position on the ground, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Degrees east.
    pub longitude: f64,
    /// Degrees north.
    pub latitude: f64,
    /// Metres above the ellipsoid, if the device said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub altitude_m: Option<f64>,
    /// Radius in metres the device claims, if it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy_m: Option<f64>,
}

/// What was answered, typed by the question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// Free text, a calculated text, a barcode, or the name of an attachment.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A decimal number; finite.
    Decimal(f64),
    /// A day.
    Date(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// A moment with its offset from UTC.
    Moment(DateTime<FixedOffset>),
    /// The name of one choice.
    Choice(String),
    /// The names of several choices, in the order given.
    Choices(Vec<String>),
    /// A position.
    Point(Point),
    /// The entries of a repeat: each again answers by question name.
    Repeat(Vec<IndexMap<String, Answer>>),
}

/// A value, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", untagged)]
pub enum Answer {
    /// There is a value.
    Given(Value),
    /// There is none, for this reason.
    Absent {
        /// The reason.
        missing: Missing,
    },
}

impl Answer {
    /// An absent answer.
    pub const fn absent(missing: Missing) -> Self {
        Self::Absent { missing }
    }

    /// The value, if there is one.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent { .. } => None,
        }
    }

    /// The whole number, if the value is one.
    pub fn integer(&self) -> Option<i64> {
        match self.value()? {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The text or the choice's name, if the value is one.
    pub fn text(&self) -> Option<&str> {
        match self.value()? {
            Value::Text(text) | Value::Choice(text) => Some(text),
            _ => None,
        }
    }
}

impl From<Value> for Answer {
    fn from(value: Value) -> Self {
        Self::Given(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_number_is_not_a_zero_on_the_way_through_json() {
        let absent = Answer::absent(Missing::NotAccessible);
        let text = serde_json::to_string(&absent).unwrap();
        assert_eq!(text, r#"{"missing":"not_accessible"}"#);
        assert_eq!(serde_json::from_str::<Answer>(&text).unwrap(), absent);
        let zero = Answer::from(Value::Integer(0));
        let text = serde_json::to_string(&zero).unwrap();
        assert_eq!(text, r#"{"type":"integer","value":0}"#);
        assert_eq!(serde_json::from_str::<Answer>(&text).unwrap(), zero);
    }
}
