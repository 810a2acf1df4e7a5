//! What a server finds out beside the answers: facts, measures and the circles of other records. A name that stands in none of
//! these tables is refused when a pack is read.

/// Something a server finds to be so, for `fact(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub meaning: &'static str,
    /// Whether it can change when other records do.
    pub looks_at_others: bool,
}

/// A number a server works out, for `measure(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Its name.
    pub name: &'static str,
    /// What it counts in.
    pub unit: &'static str,
    /// What it says, and when it is unknown.
    pub meaning: &'static str,
    /// Whether it can change when other records do.
    pub looks_at_others: bool,
}

const fn fact(name: &'static str, looks_at_others: bool, meaning: &'static str) -> Fact {
    Fact { name, meaning, looks_at_others }
}

const fn of_record(name: &'static str, unit: &'static str, meaning: &'static str) -> Measure {
    Measure { name, unit, meaning, looks_at_others: false }
}

const fn of_others(name: &'static str, unit: &'static str, meaning: &'static str) -> Measure {
    Measure { name, unit, meaning, looks_at_others: true }
}

/// The facts there are.
pub const FACTS: [Fact; 4] = [
    fact("outside_area", false, "the position lies outside the area that was chosen"),
    fact("outside_round", false, "the reporting date lies outside the days of the round"),
    fact("duplicate_place", true, "another record of the round, not rejected, is of the same place"),
    fact("duplicate_update", true, "another record of the event in this area has the same update number"),
];

/// The measures there are. Those that begin with `audit_` come from the log that ODK Collect keeps beside a form; they are
/// unknown where it is absent, cannot be read, or times no screen.
pub const MEASURES: [Measure; 15] = [
    of_record(
        "audit_minutes",
        "minutes",
        "time in which a screen of the form was looked at, each visit at most ten minutes",
    ),
    of_record("audit_questions", "questions", "how many questions that stand alone on a screen were timed"),
    of_record("audit_seconds_median", "seconds", "the middle of the times of these questions"),
    of_record(
        "audit_seconds_mad",
        "seconds",
        "their median distance from that middle: small when all took the same time",
    ),
    of_record(
        "audit_night_share",
        "share, 0 to 1",
        "how many of the visits to screens began from 20:00 to 05:00 on the phone's clock",
    ),
    of_record("audit_gap_hours", "hours", "the longest time in which nothing happened in the form"),
    of_record("audit_sittings", "sittings", "how often the form was opened"),
    of_record(
        "audit_changed",
        "answers",
        "how many answers were changed after they had been given; needs track-changes",
    ),
    of_record("moved_m", "metres", "from the position of the same place in the round before"),
    of_others("nearest_place_m", "metres", "to the nearest other place of the round; unknown beyond 2,000"),
    of_others(
        "like_named_m",
        "metres",
        "to the nearest other place of the round whose name is nearly the same; unknown beyond 2,000",
    ),
    of_others("enumerator_day_records", "records", "of this enumerator on this reporting date, this one included"),
    of_others(
        "enumerator_same_share",
        "share, 0 to 1",
        "of choices that are those of a record which this enumerator sent before: the highest among the 20 before it; unknown with fewer than 15 choices in common",
    ),
    of_others("last_update", "number", "the highest number among earlier updates of the event in this area"),
    of_others("last_displaced", "people", "displaced in that earlier update"),
];

/// The fact of that name.
pub fn fact_named(name: &str) -> Option<Fact> {
    FACTS.into_iter().find(|fact| fact.name == name)
}

/// The measure of that name.
pub fn measure_named(name: &str) -> Option<Measure> {
    MEASURES.into_iter().find(|measure| measure.name == name)
}

/// Which other records of the round are looked at, for `others(…)` and `share(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Those in the same area of level 1.
    Province,
    /// Those in the same area of level 2.
    Commune,
    /// All.
    Round,
    /// Those of the same place, as `identified_by` tells it.
    Place,
    /// Those that the same person or device sent.
    Enumerator,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Province, Self::Commune, Self::Round, Self::Place, Self::Enumerator];

    /// As it is written in a check.
    pub fn name(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Commune => "commune",
            Self::Round => "round",
            Self::Place => "place",
            Self::Enumerator => "enumerator",
        }
    }

    /// How many values must be known before anything but their count is. Below five, the middle and the spread of numbers are
    /// mostly chance; those who tell of one place are few, and three who agree say something.
    pub fn fewest(self) -> usize {
        if self == Self::Place { 3 } else { 5 }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_for_people_who_write_checks_has_every_name() {
        let page = include_str!("../../../../docs/checks.md");
        for fact in FACTS {
            assert!(page.contains(&format!("| `{}` |", fact.name)), "{}", fact.name);
        }
        for measure in MEASURES {
            assert!(page.contains(&format!("| `{}` | {} |", measure.name, measure.unit)), "{}", measure.name);
        }
        for scope in Scope::ALL {
            let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", scope.name())));
            assert!(row.is_some_and(|row| row.ends_with(&format!(" {} |", scope.fewest()))), "{}", scope.name());
        }
        for function in crate::expression::parse::FUNCTIONS {
            assert!(page.contains(&format!("{function}(")), "{function}");
        }
    }
}
