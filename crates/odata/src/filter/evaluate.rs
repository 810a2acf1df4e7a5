//! A filter, evaluated for a row.

use super::{Filter, Value, arithmetic, bind::Bound};
use std::borrow::Cow;

/// A row, by its columns.
pub trait Cells<C> {
    /// The value of a column.
    fn cell(&self, column: &C) -> Value<'_>;
}

impl<C> Filter<C> {
    /// Whether the filter is true for the row; null is not true.
    pub fn accepts(&self, row: &impl Cells<C>) -> bool {
        self.root.evaluate(row) == Value::Boolean(true)
    }
}

impl<C> Bound<C> {
    /// Depth of recursion is bounded by [`super::DEEPEST`].
    pub(super) fn evaluate<'row>(&'row self, row: &'row impl Cells<C>) -> Value<'row> {
        match self {
            Self::Constant(value) => value.borrowed(),
            Self::Column(column) => row.cell(column),
            Self::Not(inner) => truth(inner.evaluate(row).truth().map(|value| !value)),
            Self::Negate(inner) => arithmetic::negated(&inner.evaluate(row)),
            Self::And(parts) => truth(first(parts, row, false)),
            Self::Or(parts) => truth(first(parts, row, true)),
            Self::Compare(operator, left, right) => truth(left.evaluate(row).compare(*operator, &right.evaluate(row))),
            Self::In(left, members) => {
                let left = left.evaluate(row);
                Value::Boolean(members.iter().any(|member| left.is(&member.evaluate(row))))
            }
            Self::Arithmetic(operator, left, right) => {
                arithmetic::compute(*operator, &left.evaluate(row), &right.evaluate(row))
            }
            Self::Call(function, arguments) => {
                function.call(arguments.iter().map(|argument| argument.evaluate(row)).collect())
            }
        }
    }
}

fn truth<'row>(value: Option<bool>) -> Value<'row> {
    value.map_or(Value::Null, Value::Boolean)
}

/// One `decisive` decides; else null if there is one; else the opposite.
fn first<C>(parts: &[Bound<C>], row: &impl Cells<C>, decisive: bool) -> Option<bool> {
    let mut result = Some(!decisive);
    for part in parts {
        match part.evaluate(row).truth() {
            Some(value) if value == decisive => return Some(decisive),
            Some(_) => {}
            None => result = None,
        }
    }
    result
}

impl Value<'_> {
    fn truth(&self) -> Option<bool> {
        match self {
            Value::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    fn borrowed(&self) -> Value<'_> {
        match self {
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            Value::Null => Value::Null,
            Value::Boolean(value) => Value::Boolean(*value),
            Value::Integer(number) => Value::Integer(*number),
            Value::Decimal(number) => Value::Decimal(*number),
            Value::Date(date) => Value::Date(*date),
            Value::Moment(moment) => Value::Moment(*moment),
            Value::Place => Value::Place,
        }
    }

    pub(super) fn into_owned(self) -> Value<'static> {
        match self {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Null => Value::Null,
            Value::Boolean(value) => Value::Boolean(value),
            Value::Integer(number) => Value::Integer(number),
            Value::Decimal(number) => Value::Decimal(number),
            Value::Date(date) => Value::Date(date),
            Value::Moment(moment) => Value::Moment(moment),
            Value::Place => Value::Place,
        }
    }
}
