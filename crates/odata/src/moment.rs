//! Days and moments, as clients and filters write them.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

/// A day: `2026-03-14`. Some clients write a moment at midnight instead; its day is taken.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    let (date, rest) = text.split_at_checked(10)?;
    let date = plain_day(date)?;
    (rest.is_empty() || rest.starts_with('T') && clock(text).is_some()).then_some(date)
}

/// Exactly `2026-03-14`; chrono by itself takes `2026-3-4` too.
pub(crate) fn plain_day(text: &str) -> Option<NaiveDate> {
    let digits = |range: std::ops::Range<usize>| text.get(range).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
    let shaped = text.len() == 10 && digits(0..4) && digits(5..7) && digits(8..10);
    let dashes = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    (shaped && dashes).then(|| text.parse().ok()).flatten()
}

/// A moment with its offset. Offsets may be `Z`, `+02:00`, `+0200` or, as JavaRosa writes them, `+02`.
pub(crate) fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    let (local, offset) = clock(text)?;
    let offset = FixedOffset::east_opt(offset?)?;
    local.and_local_timezone(offset).single()
}

/// A moment; one without an offset is taken for UTC.
pub(crate) fn moment_or_utc(text: &str) -> Option<DateTime<FixedOffset>> {
    moment(text).or_else(|| clock(text).map(|(local, _)| local.and_utc().fixed_offset()))
}

/// Date and time of day, and the seconds east of UTC where the text says.
pub(crate) fn clock(text: &str) -> Option<(NaiveDateTime, Option<i32>)> {
    let (date, time) = text.split_once('T')?;
    plain_day(date)?;
    let at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, offset) = time.split_at_checked(at)?;
    let offset = if offset.is_empty() { None } else { Some(seconds_east(offset)?) };
    let local = format!("{date}T{time}");
    let pattern = if time.len() == 5 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S%.f" };
    Some((NaiveDateTime::parse_from_str(&local, pattern).ok()?, offset))
}

fn seconds_east(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let digits: String = rest.chars().filter(|c| *c != ':').collect();
    let well_formed = matches!(rest.len(), 2 | 4 | 5) && digits.bytes().all(|b| b.is_ascii_digit());
    if !well_formed || !matches!(digits.len(), 2 | 4) {
        return None;
    }
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..).filter(|m| !m.is_empty()).map_or(Ok(0), str::parse).ok()?;
    let seconds = hours * 3600 + minutes * 60;
    (hours <= 14 && minutes < 60).then_some(if sign == "-" { -seconds } else { seconds })
}

/// A moment as JavaScript writes it, which Central's clients read: `2026-03-14T08:11:12.345Z`.
pub(crate) fn written(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        assert_eq!(day("2026-03-14").map(|d| d.to_string()), Some("2026-03-14".into()));
        assert_eq!(day("2026-03-14T00:30:00.000+02:00").map(|d| d.to_string()), Some("2026-03-14".into()));
        for text in ["", "2026-3-14", "14/03/2026", "2026-02-30", "2026-03-14x", "2026-03-1\u{e9}"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn moments() {
        for text in [
            "2026-03-14T10:11:12.345+02:00",
            "2026-03-14T10:11:12.345+0200",
            "2026-03-14T10:11:12.345+02",
            "2026-03-14T08:11:12.345Z",
        ] {
            assert_eq!(moment(text).map(|m| written(m.to_utc())), Some("2026-03-14T08:11:12.345Z".into()), "{text}");
        }
        assert!(moment("2026-03-14T10:11Z").is_some());
        for text in ["2026-03-14T10:11:12", "2026-03-14T25:00:00Z", "2026-03-14T10:11:12+99", "2026-03-14", "T", "now"]
        {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
