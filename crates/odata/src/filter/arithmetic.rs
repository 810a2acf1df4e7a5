//! Computing with numbers.

use super::{Arithmetic, Type, Value};

/// Whole numbers stay whole.
pub(super) fn type_of(one: Type, other: Type) -> Type {
    match (one, other) {
        (Type::Null, _) | (_, Type::Null) => Type::Null,
        (Type::Integer, Type::Integer) => Type::Integer,
        _ => Type::Decimal,
    }
}

/// Null where there is no number: by null, by dividing by zero, by leaving what a number can hold.
pub(super) fn compute<'row>(operator: Arithmetic, one: &Value<'_>, other: &Value<'_>) -> Value<'row> {
    match (one, other) {
        (Value::Integer(one), Value::Integer(other)) => {
            whole(operator, *one, *other).map_or(Value::Null, Value::Integer)
        }
        _ => match (number(one), number(other)) {
            (Some(one), Some(other)) => decimal(operator, one, other),
            _ => Value::Null,
        },
    }
}

pub(super) fn negated<'row>(value: &Value<'_>) -> Value<'row> {
    match value {
        Value::Integer(number) => number.checked_neg().map_or(Value::Null, Value::Integer),
        Value::Decimal(number) => Value::Decimal(-number),
        _ => Value::Null,
    }
}

fn whole(operator: Arithmetic, one: i64, other: i64) -> Option<i64> {
    match operator {
        Arithmetic::Add => one.checked_add(other),
        Arithmetic::Subtract => one.checked_sub(other),
        Arithmetic::Multiply => one.checked_mul(other),
        Arithmetic::Divide => one.checked_div(other),
        Arithmetic::Remainder => one.checked_rem(other),
    }
}

fn decimal<'row>(operator: Arithmetic, one: f64, other: f64) -> Value<'row> {
    let result = match operator {
        Arithmetic::Add => one + other,
        Arithmetic::Subtract => one - other,
        Arithmetic::Multiply => one * other,
        Arithmetic::Divide => one / other,
        Arithmetic::Remainder => one % other,
    };
    if result.is_finite() { Value::Decimal(result) } else { Value::Null }
}

#[allow(clippy::cast_precision_loss)] // beside a decimal number, a whole one is one too
fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Decimal(number) => Some(*number),
        _ => None,
    }
}
