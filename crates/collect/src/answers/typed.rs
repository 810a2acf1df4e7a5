//! One answer's text, typed by its question.
//!
//! Source: the ODK XForms specification, "Data types": <https://getodk.github.io/xforms-spec/#data-types>

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use forms::form::{ChoiceList, ChoiceSource, Form, Question};
use vocab::{ColumnType, Point, Value};

/// Why a text does not fit its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    Type(ColumnType),
    Choice,
}

/// Types `text`, which is not blank.
pub(super) fn typed(form: &Form, question: &Question, column: ColumnType, text: &str) -> Result<Value, Unfit> {
    let trimmed = text.trim();
    let value = match column {
        ColumnType::Text => Some(Value::Text(text.to_owned())),
        ColumnType::File => Some(Value::Text(trimmed.to_owned())),
        ColumnType::Integer => integer(trimmed).map(Value::Integer),
        ColumnType::Decimal => decimal(trimmed).map(Value::Decimal),
        ColumnType::Date => date(trimmed).map(Value::Date),
        ColumnType::Time => time(trimmed).map(Value::Time),
        ColumnType::Moment => moment(trimmed).map(Value::Moment),
        ColumnType::Point => point(trimmed).map(Value::Point),
        ColumnType::Choice => return choices(form, question, &[trimmed]).map(|()| Value::Choice(trimmed.to_owned())),
        ColumnType::Choices => {
            let names: Vec<&str> = trimmed.split_whitespace().collect();
            return choices(form, question, &names)
                .map(|()| Value::Choices(names.into_iter().map(str::to_owned).collect()));
        }
        ColumnType::Repeat => None,
    };
    value.ok_or(Unfit::Type(column))
}

/// Checks names against the question's list, where the list is part of the form.
fn choices(form: &Form, question: &Question, names: &[&str]) -> Result<(), Unfit> {
    let Some(ChoiceSource::List(list)) = question.kind.choices() else { return Ok(()) };
    let known = |list: &ChoiceList, name: &str| list.choices.iter().any(|choice| choice.name == name);
    let fits = form.lists.get(list).is_some_and(|list| names.iter().all(|name| known(list, name)));
    if fits { Ok(()) } else { Err(Unfit::Choice) }
}

/// A whole number; `12.0` is one, as some clients compute it.
fn integer(text: &str) -> Option<i64> {
    let whole = text.split_once('.').filter(|(_, zeros)| !zeros.is_empty() && zeros.bytes().all(|b| b == b'0'));
    whole.map_or(text, |(whole, _)| whole).parse().ok()
}

fn decimal(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A day; of a moment, the day on the device.
fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok().or_else(|| moment(text).map(|moment| moment.date_naive()))
}

/// A time of day on the device. Clients add their offset from UTC (`14:05:00.000+02:00`), which says nothing of the answer.
fn time(text: &str) -> Option<NaiveTime> {
    let end = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let clock = &text[..end];
    NaiveTime::parse_from_str(clock, "%H:%M:%S%.f").or_else(|_| NaiveTime::parse_from_str(clock, "%H:%M")).ok()
}

fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    // JavaRosa writes offsets as +02:00, some browsers as +0200 or +02.
    DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%#z")).ok()
}

/// `latitude longitude [altitude [accuracy]]`. A position set on the map comes with altitude and accuracy 0, which means that
/// the device did not measure them.
fn point(text: &str) -> Option<Point> {
    let numbers: Vec<f64> = text.split_whitespace().map(decimal).collect::<Option<_>>()?;
    let (latitude, longitude, altitude, accuracy) = match numbers[..] {
        [latitude, longitude] => (latitude, longitude, 0.0, 0.0),
        [latitude, longitude, altitude] => (latitude, longitude, altitude, 0.0),
        [latitude, longitude, altitude, accuracy] => (latitude, longitude, altitude, accuracy),
        _ => return None,
    };
    let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) && accuracy >= 0.0;
    let measured = accuracy > 0.0;
    on_earth.then(|| Point {
        longitude,
        latitude,
        altitude_m: (measured || altitude != 0.0).then_some(altitude),
        accuracy_m: measured.then_some(accuracy),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(integer("12"), Some(12));
        assert_eq!(integer("-3.00"), Some(-3));
        for text in ["", "1.5", "1.", "1,000", "many", "99999999999999999999", "1e3"] {
            assert_eq!(integer(text), None, "{text}");
        }
        assert_eq!(decimal("1.25"), Some(1.25));
        for text in ["NaN", "inf", "1,5", "1e999"] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn days_times_and_moments_as_clients_write_them() {
        let day = "2026-03-14".parse().unwrap();
        assert_eq!(date("2026-03-14"), Some(day));
        assert_eq!(date("2026-03-14T00:30:00.000+02:00"), Some(day));
        assert_eq!(date("14/03/2026"), None);
        let clock = NaiveTime::from_hms_opt(14, 5, 0);
        assert_eq!([time("14:05:00.000+02:00"), time("14:05:00.000Z"), time("14:05")], [clock, clock, clock]);
        assert_eq!(time("25:00"), None);
        for text in ["2026-03-14T10:11:12.345+02:00", "2026-03-14T10:11:12.345+0200", "2026-03-14T10:11:12.345+02"] {
            assert_eq!(moment(text).map(|m| m.to_rfc3339()), Some("2026-03-14T10:11:12.345+02:00".into()), "{text}");
        }
        assert_eq!(moment("2026-03-14T10:11:12"), None);
    }

    #[test]
    fn positions() {
        let found = point("-3.38 29.36 790.5 4.2").unwrap();
        assert_eq!((found.latitude, found.longitude), (-3.38, 29.36));
        assert_eq!((found.altitude_m, found.accuracy_m), (Some(790.5), Some(4.2)));
        let on_the_map = point("-3.38 29.36 0.0 0.0").unwrap();
        assert_eq!((on_the_map.altitude_m, on_the_map.accuracy_m), (None, None));
        for text in ["", "-3.38", "91 0", "0 181", "0 0 0 -1", "a b", "1 2 3 4 5", "NaN 0"] {
            assert_eq!(point(text), None, "{text}");
        }
    }
}
