//! The functions of a filter.

use super::{Type, Value};
use chrono::{Datelike, FixedOffset, Timelike};
use std::borrow::Cow;

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Function {
    Contains,
    StartsWith,
    EndsWith,
    ToLower,
    ToUpper,
    Trim,
    Length,
    IndexOf,
    Substring,
    Concat,
    Round,
    Floor,
    Ceiling,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Date,
    Now,
}

/// Bytes that a text may grow to by `concat`. Answers are shorter; only a filter made to fill the memory is not.
const LONGEST_TEXT: usize = 1 << 20;

impl Function {
    pub(super) const ALL: [Self; 21] = [
        Self::Contains,
        Self::StartsWith,
        Self::EndsWith,
        Self::ToLower,
        Self::ToUpper,
        Self::Trim,
        Self::Length,
        Self::IndexOf,
        Self::Substring,
        Self::Concat,
        Self::Round,
        Self::Floor,
        Self::Ceiling,
        Self::Year,
        Self::Month,
        Self::Day,
        Self::Hour,
        Self::Minute,
        Self::Second,
        Self::Date,
        Self::Now,
    ];

    /// Its name in OData.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contains => "contains",
            Self::StartsWith => "startswith",
            Self::EndsWith => "endswith",
            Self::ToLower => "tolower",
            Self::ToUpper => "toupper",
            Self::Trim => "trim",
            Self::Length => "length",
            Self::IndexOf => "indexof",
            Self::Substring => "substring",
            Self::Concat => "concat",
            Self::Round => "round",
            Self::Floor => "floor",
            Self::Ceiling => "ceiling",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
            Self::Date => "date",
            Self::Now => "now",
        }
    }

    /// The function of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|function| function.name() == name)
    }

    /// How few and how many arguments it takes.
    pub(super) const fn arity(self) -> (usize, usize) {
        match self {
            Self::Now => (0, 0),
            Self::Contains | Self::StartsWith | Self::EndsWith | Self::IndexOf | Self::Concat => (2, 2),
            Self::Substring => (2, 3),
            _ => (1, 1),
        }
    }

    /// Whether it takes that type there, counted from 0.
    pub(super) fn takes(self, argument: usize, given: Type) -> bool {
        match self {
            _ if given == Type::Null => true,
            Self::Substring if argument > 0 => given == Type::Integer,
            Self::Round | Self::Floor | Self::Ceiling => given.is_number(),
            Self::Year | Self::Month | Self::Day => matches!(given, Type::Date | Type::Moment),
            Self::Hour | Self::Minute | Self::Second | Self::Date => given == Type::Moment,
            Self::Now => false,
            _ => given == Type::Text,
        }
    }

    /// The type of what it gives.
    pub(super) fn gives(self, first: Type) -> Type {
        match self {
            Self::Contains | Self::StartsWith | Self::EndsWith => Type::Boolean,
            Self::ToLower | Self::ToUpper | Self::Trim | Self::Substring | Self::Concat => Type::Text,
            Self::Round | Self::Floor | Self::Ceiling => first,
            Self::Date => Type::Date,
            Self::Now => Type::Moment,
            _ => Type::Integer,
        }
    }

    /// Its value; null if an argument is null. `now()` has been replaced by its moment before.
    pub(super) fn call<'row>(self, arguments: Vec<Value<'row>>) -> Value<'row> {
        let mut arguments = arguments.into_iter();
        match (arguments.next(), arguments.next(), arguments.next()) {
            (Some(Value::Text(text)), second, third) => self.of_text(text, second, third),
            (Some(Value::Decimal(number)), None, None) => self.of_number(number),
            (Some(number @ Value::Integer(_)), None, None) => number,
            (Some(Value::Date(date)), None, None) => self.of_date(date),
            (Some(Value::Moment(moment)), None, None) => self.of_moment(moment),
            _ => Value::Null,
        }
    }

    fn of_text<'row>(
        self,
        text: Cow<'row, str>,
        second: Option<Value<'row>>,
        third: Option<Value<'row>>,
    ) -> Value<'row> {
        match (self, second, third) {
            (Self::ToLower, None, None) => Value::from(text.to_lowercase()),
            (Self::ToUpper, None, None) => Value::from(text.to_uppercase()),
            (Self::Trim, None, None) => Value::from(text.trim().to_owned()),
            (Self::Length, None, None) => count(text.chars().count()),
            (Self::Contains, Some(Value::Text(part)), None) => Value::Boolean(text.contains(&*part)),
            (Self::StartsWith, Some(Value::Text(part)), None) => Value::Boolean(text.starts_with(&*part)),
            (Self::EndsWith, Some(Value::Text(part)), None) => Value::Boolean(text.ends_with(&*part)),
            (Self::IndexOf, Some(Value::Text(part)), None) => {
                let before = text.find(&*part).and_then(|at| text.get(..at));
                before.map_or(Value::Integer(-1), |before| count(before.chars().count()))
            }
            (Self::Concat, Some(Value::Text(more)), None) => {
                let fits = text.len() + more.len() <= LONGEST_TEXT;
                if fits { Value::from(text.into_owned() + &more) } else { Value::Null }
            }
            (Self::Substring, Some(Value::Integer(start)), None) => substring(&text, start, i64::MAX),
            (Self::Substring, Some(Value::Integer(start)), Some(Value::Integer(length))) => {
                substring(&text, start, length)
            }
            _ => Value::Null,
        }
    }

    /// Half away from zero, as OData rounds.
    fn of_number<'row>(self, number: f64) -> Value<'row> {
        match self {
            Self::Round => Value::Decimal(number.round()),
            Self::Floor => Value::Decimal(number.floor()),
            Self::Ceiling => Value::Decimal(number.ceil()),
            _ => Value::Null,
        }
    }

    fn of_date<'row>(self, date: chrono::NaiveDate) -> Value<'row> {
        Value::Integer(match self {
            Self::Year => date.year().into(),
            Self::Month => date.month().into(),
            Self::Day => date.day().into(),
            _ => return Value::Null,
        })
    }

    /// The parts of a moment are those where it was written: at ten in Bujumbura the hour is 10.
    fn of_moment<'row>(self, moment: chrono::DateTime<FixedOffset>) -> Value<'row> {
        let local = moment.naive_local();
        match self {
            Self::Hour => Value::Integer(local.hour().into()),
            Self::Minute => Value::Integer(local.minute().into()),
            Self::Second => Value::Integer(local.second().into()),
            Self::Date => Value::Date(local.date()),
            _ => self.of_date(local.date()),
        }
    }
}

fn count<'row>(number: usize) -> Value<'row> {
    i64::try_from(number).map_or(Value::Null, Value::Integer)
}

/// Characters from `start`; a start before the text is its beginning.
fn substring<'row>(text: &str, start: i64, length: i64) -> Value<'row> {
    let start = usize::try_from(start.max(0)).unwrap_or(usize::MAX);
    let length = usize::try_from(length.max(0)).unwrap_or(usize::MAX);
    Value::from(text.chars().skip(start).take(length).collect::<String>())
}
