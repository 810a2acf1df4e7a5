//! The log that ODK Collect keeps beside a form: when each screen was looked at, and for how long.
//!
//! Specification: <https://docs.getodk.org/form-audit-log/> and <https://getodk.github.io/xforms-spec/client-audit-logs.html>.
//! Times are milliseconds since 1970. Collect asks the phone's clock once, when a form is opened, and counts on from there by what
//! nobody can set; between two sittings the clock may have been set, forwards or back.
//!
//! A log is what a stranger sends. Rows that make no sense are counted and passed over; reading ends at a limit, and says so.

mod read;

use chrono::{DateTime, FixedOffset, Timelike};
use std::collections::BTreeMap;

/// Bytes that are read. A form of a thousand questions, each looked at ten times with positions and answers, stays below two
/// million.
pub const AUDIT_BYTES: usize = 10_000_000;

/// Rows that are read; a row of the shortest log has some fifty bytes.
pub const AUDIT_ROWS: usize = 100_000;

/// How long one visit to a screen counts as time that somebody was there. No question takes longer to ask and to answer; a screen
/// that stays longer was left open, and the rest of the time is a gap.
pub const LONGEST_VISIT_MS: i64 = 600_000;

/// Hours of the phone's clock that are night: from eight in the evening to five in the morning, when nobody visits a key informant.
const NIGHT_FROM: u32 = 20;
const NIGHT_TO: u32 = 5;

/// A visit to a screen with questions.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Visit {
    /// The question or group; empty on the last screen.
    node: String,
    kind: Screen,
    start: i64,
    end: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Screen {
    /// One question.
    Question,
    /// Several on one screen.
    Group,
    /// Anything else that takes time: the end, the overview, the offer to add a repeat.
    Other,
}

/// A log, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditLog {
    visits: Vec<Visit>,
    /// Every time that something happened.
    stamps: Vec<i64>,
    sittings: usize,
    changed: Option<usize>,
    /// Rows that were understood.
    pub rows: usize,
    /// Rows that were not: fields that are no times, an end before the start, an event without a name.
    pub broken_rows: usize,
    /// Whether the log goes on beyond what is read.
    pub cut_off: bool,
}

/// Why a log cannot be read at all. `Display` is for logs of the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuditProblem {
    /// There is no header with the columns `event`, `node`, `start` and `end`.
    #[error("the log has no header with the columns event, node, start and end")]
    NoHeader,
}

impl AuditLog {
    /// Reads a log. Columns are found by their names; those that are not known are passed over.
    ///
    /// # Errors
    /// When there is no header.
    pub fn read(csv: &[u8]) -> Result<Self, AuditProblem> {
        read::read(csv)
    }

    /// Minutes in which a screen was looked at. Screens that overlap count once, and one visit at most as long as
    /// [`LONGEST_VISIT_MS`]: the time between sittings, and that of a screen left open, is no work.
    pub fn active_minutes(&self) -> Option<f64> {
        let mut spans: Vec<(i64, i64)> = self.visits.iter().map(|visit| (visit.start, visit.counted_end())).collect();
        spans.sort_unstable();
        let (mut total, mut reached) = (0_i64, i64::MIN);
        for (start, end) in spans {
            total += (end - start.max(reached)).max(0);
            reached = reached.max(end);
        }
        (!self.visits.is_empty()).then_some(total as f64 / 60_000.0)
    }

    /// Seconds that each question took which stands alone on its screen, all visits together, by its node. Questions of a group
    /// on one screen cannot be told apart, and are left out.
    pub fn seconds_by_question(&self) -> BTreeMap<&str, f64> {
        let mut groups: Vec<(i64, i64)> = self
            .visits
            .iter()
            .filter(|visit| visit.kind == Screen::Group)
            .map(|visit| (visit.start, visit.end))
            .collect();
        groups.sort_unstable();
        let mut milliseconds: BTreeMap<&str, i64> = BTreeMap::new();
        for visit in self.visits.iter().filter(|visit| visit.kind == Screen::Question) {
            // With change tracking, Collect also writes a row for each changed question of a group, with the times of the group.
            if groups.binary_search(&(visit.start, visit.end)).is_err() {
                *milliseconds.entry(&visit.node).or_default() += visit.counted_end() - visit.start;
            }
        }
        milliseconds.into_iter().map(|(node, time)| (node, time as f64 / 1_000.0)).collect()
    }

    /// The share of visits that began at night, on a clock with this offset from UTC: the phone's, as the submission's `start` has
    /// it.
    pub fn night_share(&self, offset: FixedOffset) -> Option<f64> {
        let hour = |visit: &Visit| {
            DateTime::from_timestamp_millis(visit.start).map(|start| start.with_timezone(&offset).hour())
        };
        let at_night = |visit: &&Visit| hour(visit).is_some_and(|hour| !(NIGHT_TO..NIGHT_FROM).contains(&hour));
        let all = self.visits.len();
        (all > 0).then(|| self.visits.iter().filter(at_night).count() as f64 / all as f64)
    }

    /// The longest time, in hours, in which nothing happened: between sittings, or on a screen left open.
    pub fn longest_gap_hours(&self) -> Option<f64> {
        self.stamps.windows(2).map(|pair| pair[1] - pair[0]).max().map(|gap| gap as f64 / 3_600_000.0)
    }

    /// How often the form was opened.
    pub fn sittings(&self) -> Option<usize> {
        (self.sittings > 0).then_some(self.sittings)
    }

    /// How many times an answer that had been given was changed or taken away; unknown where changes are not tracked.
    pub fn changed_answers(&self) -> Option<usize> {
        self.changed
    }

    /// What checks ask for as `measure(…)`, by name; what is unknown is none. Without the phone's offset, nothing is known of
    /// night. A log that was cut off or is mostly broken tells nothing.
    pub fn measures(&self, offset: Option<FixedOffset>) -> [(&'static str, Option<f64>); 8] {
        let usable = !self.cut_off && self.broken_rows <= self.rows;
        let seconds: Vec<f64> = self.seconds_by_question().into_values().collect();
        let median = median(seconds.clone());
        let distances = median.map(|median| seconds.iter().map(|one| (one - median).abs()).collect());
        let count = |count: usize| count as f64;
        [
            ("audit_minutes", self.active_minutes()),
            ("audit_questions", Some(count(seconds.len())).filter(|questions| *questions > 0.0)),
            ("audit_seconds_median", median),
            ("audit_seconds_mad", distances.and_then(self::median)),
            ("audit_night_share", offset.and_then(|offset| self.night_share(offset))),
            ("audit_gap_hours", self.longest_gap_hours()),
            ("audit_sittings", self.sittings().map(count)),
            ("audit_changed", self.changed_answers().map(count)),
        ]
        .map(|(name, measure)| (name, measure.filter(|_| usable)))
    }
}

impl Visit {
    fn counted_end(&self) -> i64 {
        self.end.min(self.start + LONGEST_VISIT_MS)
    }
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    let upper = *numbers.get(half)?;
    let lower = if numbers.len().is_multiple_of(2) { *numbers.get(half.checked_sub(1)?)? } else { upper };
    Some(f64::midpoint(lower, upper))
}

#[cfg(test)]
mod tests;
