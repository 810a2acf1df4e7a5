//! Values, and how they compare.

use super::{Comparison, Literal};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use std::{borrow::Cow, cmp::Ordering};

/// A value of a row, of a literal, or of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'row> {
    /// There is none.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
    /// A text.
    Text(Cow<'row, str>),
    /// A day.
    Date(NaiveDate),
    /// A moment.
    Moment(DateTime<FixedOffset>),
    /// A position, line or area: there is one, and that is all a filter can ask.
    Place,
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'row> From<&'row str> for Value<'row> {
    fn from(text: &'row str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// The type of a column or expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Type {
    Null,
    Boolean,
    Integer,
    Decimal,
    Text,
    Date,
    Moment,
    Place,
}

impl Type {
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    /// What people call it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "true or false",
            Self::Integer => "a whole number",
            Self::Decimal => "a number",
            Self::Text => "a text",
            Self::Date => "a date",
            Self::Moment => "a date with time",
            Self::Place => "a position",
        }
    }

    /// Whether the operator can compare the two.
    pub(super) fn compares(self, operator: Comparison, other: Self) -> bool {
        let equality = matches!(operator, Comparison::Equal | Comparison::NotEqual);
        match (self, other) {
            (Self::Null, _) | (_, Self::Null) => true,
            (Self::Place, _) | (_, Self::Place) => false,
            (Self::Boolean, Self::Boolean) => equality,
            (Self::Date | Self::Moment, Self::Date | Self::Moment) => true,
            (one, other) => one == other || one.is_number() && other.is_number(),
        }
    }
}

impl Literal {
    pub(super) fn value(&self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(*value),
            Self::Integer(number) => Value::Integer(*number),
            Self::Decimal(number) => Value::Decimal(*number),
            Self::Text(text) | Self::Guid(text) => Value::from(text.clone()),
            Self::Date(date) => Value::Date(*date),
            Self::Moment(moment) => Value::Moment(*moment),
        }
    }
}

impl Value<'_> {
    /// Its type.
    pub fn type_of(&self) -> Type {
        match self {
            Self::Null => Type::Null,
            Self::Boolean(_) => Type::Boolean,
            Self::Integer(_) => Type::Integer,
            Self::Decimal(_) => Type::Decimal,
            Self::Text(_) => Type::Text,
            Self::Date(_) => Type::Date,
            Self::Moment(_) => Type::Moment,
            Self::Place => Type::Place,
        }
    }

    /// `None` is null.
    pub(crate) fn compare(&self, operator: Comparison, other: &Value<'_>) -> Option<bool> {
        match operator {
            Comparison::Equal => Some(self.is(other)),
            Comparison::NotEqual => Some(!self.is(other)),
            Comparison::Less => self.order(other).map(Ordering::is_lt),
            Comparison::LessOrEqual => self.order(other).map(Ordering::is_le),
            Comparison::Greater => self.order(other).map(Ordering::is_gt),
            Comparison::GreaterOrEqual => self.order(other).map(Ordering::is_ge),
        }
    }

    /// Whether the two are the same; null is null.
    pub(super) fn is(&self, other: &Value<'_>) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Boolean(one), Value::Boolean(other)) => one == other,
            _ => self.order(other) == Some(Ordering::Equal),
        }
    }

    /// Texts by their characters' numbers; a day is the moment it begins in UTC.
    fn order(&self, other: &Value<'_>) -> Option<Ordering> {
        match (self, other) {
            (Value::Integer(one), Value::Integer(other)) => Some(one.cmp(other)),
            (Value::Integer(one), Value::Decimal(other)) => order_mixed(*one, *other),
            (Value::Decimal(one), Value::Integer(other)) => order_mixed(*other, *one).map(Ordering::reverse),
            (Value::Decimal(one), Value::Decimal(other)) => one.partial_cmp(other),
            (Value::Text(one), Value::Text(other)) => Some(one.cmp(other)),
            (Value::Date(one), Value::Date(other)) => Some(one.cmp(other)),
            (Value::Moment(one), Value::Moment(other)) => Some(one.cmp(other)),
            (Value::Date(one), Value::Moment(other)) => Some(start_of(*one).cmp(other)),
            (Value::Moment(one), Value::Date(other)) => Some(one.cmp(&start_of(*other))),
            _ => None,
        }
    }
}

/// A whole number against another number, exactly: beyond 2^53 the two do not fit into one type.
fn order_mixed(whole: i64, number: f64) -> Option<Ordering> {
    // 2^63, which no whole number reaches.
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if number.is_nan() {
        None
    } else if number >= BEYOND {
        Some(Ordering::Less)
    } else if number < -BEYOND {
        Some(Ordering::Greater)
    } else {
        #[allow(clippy::cast_possible_truncation)] // between the bounds above
        let floor = number.floor() as i64;
        let fraction = number > number.floor();
        Some(whole.cmp(&floor).then(if fraction { Ordering::Less } else { Ordering::Equal }))
    }
}

fn start_of(date: NaiveDate) -> DateTime<FixedOffset> {
    date.and_time(NaiveTime::MIN).and_utc().fixed_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_two_types_compare_exactly() {
        let big = Value::Integer(9_007_199_254_740_993);
        assert_eq!(big.compare(Comparison::Greater, &Value::Decimal(9_007_199_254_740_992.0)), Some(true));
        assert_eq!(Value::Integer(2).compare(Comparison::Less, &Value::Decimal(2.5)), Some(true));
        assert_eq!(Value::Decimal(2.5).compare(Comparison::Less, &Value::Integer(2)), Some(false));
        assert_eq!(Value::Integer(-3).compare(Comparison::Less, &Value::Decimal(-2.5)), Some(true));
        assert_eq!(Value::Integer(2).compare(Comparison::Equal, &Value::Decimal(2.0)), Some(true));
        assert_eq!(Value::Integer(i64::MAX).compare(Comparison::Less, &Value::Decimal(1e300)), Some(true));
    }
}
