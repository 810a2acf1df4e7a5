//! Reading answers from JSON.
//!
//! By hand, because what is derived for such a shape reads every answer into a tree before it looks at it, and a round has
//! millions of them.

use crate::{Answer, Missing, Value};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de};
use std::fmt;

/// What an answer may be described by.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    Missing,
    Type,
    Value,
    #[serde(other)]
    Other,
}

/// The variants of [`Value`].
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Text,
    Integer,
    Decimal,
    Date,
    Time,
    Moment,
    Choice,
    Choices,
    Point,
    Repeat,
}

impl<'de> DeserializeSeed<'de> for Kind {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        Ok(match self {
            Self::Text => Value::Text(Deserialize::deserialize(from)?),
            Self::Integer => Value::Integer(Deserialize::deserialize(from)?),
            Self::Decimal => Value::Decimal(Deserialize::deserialize(from)?),
            Self::Date => Value::Date(Deserialize::deserialize(from)?),
            Self::Time => Value::Time(Deserialize::deserialize(from)?),
            Self::Moment => Value::Moment(Deserialize::deserialize(from)?),
            Self::Choice => Value::Choice(Deserialize::deserialize(from)?),
            Self::Choices => Value::Choices(Deserialize::deserialize(from)?),
            Self::Point => Value::Point(Deserialize::deserialize(from)?),
            Self::Repeat => Value::Repeat(Deserialize::deserialize(from)?),
        })
    }
}

struct AnswerVisitor;

impl<'de> Visitor<'de> for AnswerVisitor {
    type Value = Answer;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an answer: its 'type' and 'value', or why it is 'missing'")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Answer, A::Error> {
        let (mut missing, mut kind, mut value): (Option<Missing>, Option<Kind>, Option<Value>) = (None, None, None);
        let mut early: Option<serde_json::Value> = None;
        while let Some(field) = map.next_key()? {
            match (field, kind) {
                (Field::Missing, _) => missing = Some(map.next_value()?),
                (Field::Type, _) => kind = Some(map.next_value()?),
                (Field::Value, Some(kind)) => value = Some(map.next_value_seed(kind)?),
                // What it is of comes after it.
                (Field::Value, None) => early = Some(map.next_value()?),
                (Field::Other, _) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if let (None, Some(kind), Some(early)) = (&value, kind, early) {
            value = Some(kind.deserialize(early).map_err(de::Error::custom)?);
        }
        match (value, missing) {
            (Some(value), _) => Ok(Answer::Given(value)),
            (None, Some(missing)) => Ok(Answer::absent(missing)),
            (None, None) => Err(Error::missing_field(if kind.is_some() { "value" } else { "type" })),
        }
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(AnswerVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use indexmap::IndexMap;

    fn read(text: &str) -> Result<Answer, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn every_kind_of_answer_reads_as_it_was_written() {
        let entry: IndexMap<String, Answer> =
            [("a".to_owned(), Answer::from(Value::Integer(1))), ("b".to_owned(), Answer::absent(Missing::Missing))]
                .into();
        let written = [
            Answer::from(Value::Text("a \"b\" \u{e9}".to_owned())),
            Answer::from(Value::Integer(i64::MIN)),
            Answer::from(Value::Decimal(2.5)),
            Answer::from(Value::Decimal(3.0)),
            Answer::from(Value::Date("2026-11-23".parse().unwrap())),
            Answer::from(Value::Time("04:15:00".parse().unwrap())),
            Answer::from(Value::Moment("2026-11-23T04:15:00.5+02:00".parse().unwrap())),
            Answer::from(Value::Choice("yes".to_owned())),
            Answer::from(Value::Choices(vec!["a".to_owned(), "b".to_owned()])),
            Answer::from(Value::Point(crate::Point {
                longitude: 29.3,
                latitude: -3.4,
                altitude_m: None,
                accuracy_m: Some(5.0),
            })),
            Answer::from(Value::Repeat(vec![entry, IndexMap::new()])),
            Answer::absent(Missing::NotApplicable),
        ];
        for answer in written {
            let text = serde_json::to_string(&answer).unwrap();
            assert_eq!(read(&text), Ok(answer.clone()), "{text}");
            // However its parts are ordered, and through a tree, as API bodies come.
            let tree: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(serde_json::from_value::<Answer>(tree).unwrap(), answer);
        }
        assert!(read(r#"{"value":[1],"type":"choices"}"#).unwrap_err().contains("expected a string"));
        assert_eq!(read(r#"{"value":7,"type":"integer"}"#), Ok(Answer::from(Value::Integer(7))));
    }

    #[test]
    fn what_is_no_answer_is_refused_with_what_is_wrong() {
        for (text, why) in [
            ("{}", "missing field `type`"),
            (r#"{"type":"integer"}"#, "missing field `value`"),
            (r#"{"value":1}"#, "missing field `type`"),
            (r#"{"type":"number","value":1}"#, "unknown variant `number`"),
            (r#"{"type":"integer","value":"1"}"#, "invalid type"),
            (r#"{"missing":"lost"}"#, "unknown variant `lost`"),
            ("7", "an answer"),
        ] {
            let said = read(text).unwrap_err();
            assert!(said.contains(why), "{text}: {said}");
        }
        let more = r#"{"note":[{}],"type":"integer","value":7,"missing":"withheld"}"#;
        assert_eq!(read(more), Ok(Answer::from(Value::Integer(7))), "a number that is there stands");
    }
}
