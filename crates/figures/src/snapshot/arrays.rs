//! One question's answers over all records, as a column.

use super::columns::{choice_field, point_fields};
use chrono::{Datelike, Timelike};
use datafusion::arrow::array::{
    ArrayRef, Date32Array, Float64Array, Float64Builder, Int64Array, ListBuilder, StringArray, StringBuilder,
    StructBuilder, Time64MicrosecondArray, TimestampMicrosecondArray,
};
use std::sync::Arc;
use vocab::{ColumnType, Point, Value};

/// Days from 0001-01-01 to 1970-01-01.
const EPOCH_DAY: i32 = 719_163;

/// A value of another type than its question has, and the row it is in.
pub(crate) struct Mismatch<'a> {
    pub(crate) row: usize,
    pub(crate) found: &'a Value,
}

/// The values of a question of type `kind`, one for each row and none where the answer is absent; nothing for a kind that has no
/// column.
pub(crate) fn column_array<'a>(
    kind: ColumnType,
    values: &[Option<&'a Value>],
    mismatches: &mut Vec<Mismatch<'a>>,
) -> Option<ArrayRef> {
    let mut values = Values { values, mismatches };
    Some(match kind {
        ColumnType::Text | ColumnType::Choice => Arc::new(StringArray::from(values.read(text))),
        ColumnType::Integer => Arc::new(Int64Array::from(values.read(integer))),
        ColumnType::Decimal => Arc::new(Float64Array::from(values.read(decimal))),
        ColumnType::Date => Arc::new(Date32Array::from(values.read(date))),
        ColumnType::Time => Arc::new(Time64MicrosecondArray::from(values.read(time))),
        ColumnType::Moment => Arc::new(TimestampMicrosecondArray::from(values.read(moment)).with_timezone("UTC")),
        ColumnType::Choices => choices_array(values.read(choices)),
        ColumnType::Point => points_array(values.read(point)),
        ColumnType::File | ColumnType::Repeat => return None,
    })
}

struct Values<'a, 'b> {
    values: &'b [Option<&'a Value>],
    mismatches: &'b mut Vec<Mismatch<'a>>,
}

impl<'a> Values<'a, '_> {
    /// Each row's value; what `read` does not take is put aside.
    fn read<T>(&mut self, read: impl Fn(&'a Value) -> Option<T>) -> Vec<Option<T>> {
        let mut column = Vec::with_capacity(self.values.len());
        for (row, found) in self.values.iter().enumerate() {
            let value = found.and_then(&read);
            if let (Some(found), None) = (found, &value) {
                self.mismatches.push(Mismatch { row, found });
            }
            column.push(value);
        }
        column
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) | Value::Choice(text) => Some(text),
        _ => None,
    }
}

fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

#[allow(clippy::cast_precision_loss)] // a whole number written where a decimal is asked
fn decimal(value: &Value) -> Option<f64> {
    match value {
        Value::Decimal(number) if number.is_finite() => Some(*number),
        Value::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

fn date(value: &Value) -> Option<i32> {
    match value {
        Value::Date(day) => Some(day.num_days_from_ce() - EPOCH_DAY),
        _ => None,
    }
}

fn time(value: &Value) -> Option<i64> {
    match value {
        Value::Time(time) => {
            Some(i64::from(time.num_seconds_from_midnight()) * 1_000_000 + i64::from(time.nanosecond() / 1_000))
        }
        _ => None,
    }
}

fn moment(value: &Value) -> Option<i64> {
    match value {
        Value::Moment(moment) => Some(moment.timestamp_micros()),
        _ => None,
    }
}

fn choices(value: &Value) -> Option<&[String]> {
    match value {
        Value::Choices(names) => Some(names),
        _ => None,
    }
}

fn point(value: &Value) -> Option<&Point> {
    match value {
        Value::Point(point) => Some(point),
        _ => None,
    }
}

fn choices_array(values: Vec<Option<&[String]>>) -> ArrayRef {
    let mut builder = ListBuilder::new(StringBuilder::new()).with_field(choice_field());
    for value in values {
        for name in value.unwrap_or_default() {
            builder.values().append_value(name);
        }
        builder.append(value.is_some());
    }
    Arc::new(builder.finish())
}

fn points_array(values: Vec<Option<&Point>>) -> ArrayRef {
    let mut builder = StructBuilder::from_fields(point_fields(), values.len());
    for value in values {
        let parts = value.map_or([None; 4], |point| {
            [Some(point.longitude), Some(point.latitude), point.altitude_m, point.accuracy_m]
        });
        for (part, number) in parts.into_iter().enumerate() {
            if let Some(numbers) = builder.field_builder::<Float64Builder>(part) {
                numbers.append_option(number);
            }
        }
        builder.append(value.is_some());
    }
    Arc::new(builder.finish())
}
