//! The time between two answers.

use super::{Found, TimeUnit};
use chrono::{DateTime, NaiveDate};

/// From `earlier` to `later`; negative when they stand the other way round, unknown when one of them is of another kind.
pub(super) fn between(unit: TimeUnit, later: &Found, earlier: &Found) -> Option<f64> {
    let (Found::Text(later), Found::Text(earlier)) = (later, earlier) else { return None };
    match unit {
        TimeUnit::Minutes => {
            let moment = |text: &str| DateTime::parse_from_rfc3339(text).ok();
            Some((moment(later)? - moment(earlier)?).num_milliseconds() as f64 / 60_000.0)
        }
        TimeUnit::Days => {
            let day = |text: &str| text.parse::<NaiveDate>().ok();
            Some((day(later)? - day(earlier)?).num_days() as f64)
        }
    }
}
