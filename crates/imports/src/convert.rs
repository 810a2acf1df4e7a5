//! One cell as a value of the type a question asks for. What does not fit is an error, never an empty answer.

use crate::{mapping::Question, source::Cell, trouble::Trouble};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use vocab::{Column, ColumnType, Value};

/// Types of questions that an import can answer from cells.
pub(crate) fn can_fill(kind: ColumnType) -> bool {
    matches!(kind, ColumnType::Text | ColumnType::Integer | ColumnType::Decimal | ColumnType::Date | ColumnType::Choice)
}

/// The cell as a value of `column`'s type.
pub(crate) fn value(cell: &Cell, column: &Column, question: &Question) -> Result<Value, Trouble> {
    if let Cell::Broken(_) = cell {
        return Err(Trouble::Broken);
    }
    match column.kind {
        ColumnType::Integer => whole(cell, question.negative).map(Value::Integer),
        ColumnType::Decimal => decimal(cell, question.negative).map(Value::Decimal),
        ColumnType::Date => date(cell, column, question).map(Value::Date),
        ColumnType::Choice => {
            let choice = word(cell, column, question)?;
            if !column.choices.is_empty() && !column.choices.contains(&choice) {
                return Err(Trouble::UnknownChoice { question: column.name.clone() });
            }
            Ok(Value::Choice(choice))
        }
        _ => word(cell, column, question).map(Value::Text),
    }
}

/// The source's word, or ours for it.
fn word(cell: &Cell, column: &Column, question: &Question) -> Result<String, Trouble> {
    let word = cell.text();
    if question.values.is_empty() {
        return Ok(word.into_owned());
    }
    question.values.get(word.as_ref()).cloned().ok_or_else(|| Trouble::UnknownWord {
        question: column.name.clone(),
        known: question.values.keys().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", "),
    })
}

/// A whole number. `12`, `12.0` and the text `12` are the same; `12.5`, `1,200` and `1e3` are refused.
pub(crate) fn whole(cell: &Cell, negative: bool) -> Result<i64, Trouble> {
    let number = match cell {
        Cell::Integer(number) => *number,
        Cell::Number(number) => exact(*number).ok_or(Trouble::NotWhole)?,
        Cell::Text(text) => whole_text(text).ok_or(Trouble::NotWhole)?,
        _ => return Err(Trouble::NotWhole),
    };
    if number < 0 && !negative { Err(Trouble::Negative) } else { Ok(number) }
}

/// The whole number a decimal is, if it is one that a decimal can hold exactly (below 2^53).
fn exact(number: f64) -> Option<i64> {
    const BOUND: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation)] // whole and within ±2^53
    (number.fract() == 0.0 && number.abs() < BOUND).then_some(number as i64)
}

fn whole_text(text: &str) -> Option<i64> {
    let digits = match text.split_once('.') {
        Some((digits, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => digits,
        Some(_) => return None,
        None => text,
    };
    digits.parse().ok()
}

fn decimal(cell: &Cell, negative: bool) -> Result<f64, Trouble> {
    let number = number(cell)?;
    if number < 0.0 && !negative { Err(Trouble::Negative) } else { Ok(number) }
}

/// A finite number, of either sign.
pub(crate) fn number(cell: &Cell) -> Result<f64, Trouble> {
    let number = match cell {
        #[allow(clippy::cast_precision_loss)] // a decimal question asks for no more
        Cell::Integer(number) => *number as f64,
        Cell::Number(number) => *number,
        // `parse` would also take "inf" and "nan".
        Cell::Text(text) if !text.bytes().any(|byte| byte.is_ascii_alphabetic()) => {
            text.parse().map_err(|_| Trouble::NotNumber)?
        }
        _ => return Err(Trouble::NotNumber),
    };
    if number.is_finite() { Ok(number) } else { Err(Trouble::NotNumber) }
}

/// A day. A time of day other than midnight is refused rather than cut off.
fn date(cell: &Cell, column: &Column, question: &Question) -> Result<NaiveDate, Trouble> {
    let format = question.date_format.as_deref();
    let not_date = || Trouble::NotDate { format: format.map(ToOwned::to_owned) };
    let moment = match cell {
        Cell::Moment(moment) => *moment,
        Cell::Text(text) => date_text(text, format).ok_or_else(not_date)?,
        _ => return Err(not_date()),
    };
    if moment.time() == NaiveTime::MIN {
        Ok(moment.date())
    } else {
        Err(Trouble::NotDay { question: column.name.clone() })
    }
}

fn date_text(text: &str, format: Option<&str>) -> Option<NaiveDateTime> {
    let day = |text: &str, format: &str| NaiveDate::parse_from_str(text, format).ok()?.and_hms_opt(0, 0, 0);
    match format {
        Some(format) => day(text, format),
        None => day(text, "%Y-%m-%d").or_else(|| text.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_from_every_way_of_writing_one() {
        for cell in [Cell::Integer(12), Cell::Number(12.0), Cell::Text("12".into()), Cell::Text("12.00".into())] {
            assert_eq!(whole(&cell, false), Ok(12), "{cell:?}");
        }
    }

    #[test]
    fn what_is_almost_a_number_is_not_guessed_at() {
        let nearly = ["1,200", "1 200", "1e3", "12.5", "12.", ".0", "douze", "inf", "NaN", "0x10", "12 men", "--1"];
        for text in nearly {
            assert_eq!(whole(&Cell::Text(text.into()), true), Err(Trouble::NotWhole), "{text}");
        }
        for number in [12.5, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(whole(&Cell::Number(number), true), Err(Trouble::NotWhole), "{number}");
        }
        assert_eq!(whole(&Cell::Bool(true), false), Err(Trouble::NotWhole));
        assert_eq!(whole(&Cell::Integer(-1), false), Err(Trouble::Negative));
        assert_eq!(number(&Cell::Text("inf".into())), Err(Trouble::NotNumber));
    }

    #[test]
    fn a_date_is_iso_unless_the_mapping_says_how_it_is_written() {
        let day = NaiveDate::from_ymd_opt(2022, 4, 30);
        assert_eq!(date_text("2022-04-30", None).map(|moment| moment.date()), day);
        assert_eq!(date_text("2022-04-30T00:00:00", None).map(|moment| moment.date()), day);
        assert_eq!(date_text("30/04/2022", Some("%d/%m/%Y")).map(|moment| moment.date()), day);
        assert_eq!(date_text("04/30/2022", None), None);
        assert_eq!(date_text("30/04/2022", Some("%")), None);
    }
}
