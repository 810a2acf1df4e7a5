//! What is reported of one place in one round.

use super::answer::NOT_AVAILABLE;
use super::reason::divide;
use crate::catalogue::{Catalogue, Operation, Round, Series};
use crate::gate::Publishable;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use vocab::{AdminLevel, Borrowed, Confidence, Figure, Pcode, RoundNumber};

/// People displaced at one place in one round, by reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub(crate) operation_code: String,
    pub(crate) exercise: String,
    /// Without and with what must be said beside it.
    pub(crate) operation_name: String,
    pub(crate) operation: String,
    pub(crate) active: bool,
    pub(crate) demonstration: bool,
    pub(crate) admin0: (String, String),
    /// Names and codes from admin 1 down to the place itself; a place nobody has named goes by its code.
    pub(crate) places: Vec<(String, String)>,
    pub(crate) level: AdminLevel,
    pub(crate) round: RoundNumber,
    pub(crate) reporting_date: NaiveDate,
    pub(crate) assessment_type: String,
    pub(crate) individuals: u64,
    pub(crate) by_reason: Vec<(String, u64)>,
    /// Males and females, if they make up the total.
    pub(crate) sexes: Option<(u64, u64)>,
    /// How far the number may be relied upon. DTM's API has no field for it; the HXL table has.
    pub(crate) confidence: Option<Confidence>,
    /// What of it stands on a borrowed mean.
    pub(crate) borrowed: Option<Borrowed>,
    /// What worked it out.
    pub(crate) recipes: Vec<String>,
}

impl Report {
    /// Whether it is of that round.
    pub fn is_of(&self, operation: &str, exercise: &str, round: RoundNumber) -> bool {
        (self.operation_code.as_str(), self.exercise.as_str(), self.round) == (operation, exercise, round)
    }

    /// Depth of its place.
    pub fn level(&self) -> AdminLevel {
        self.level
    }
}

/// What figures say of one place, one round and one series.
#[derive(Default)]
struct Found<'a> {
    total: Option<u64>,
    of_total: Option<&'a Figure>,
    reasons: Vec<(&'a str, u64)>,
    males: Option<u64>,
    females: Option<u64>,
    /// A count by sex is absent, so that the sum of the others is no total.
    sex_open: bool,
}

/// The reports of all places and rounds of the catalogue's series, by operation, round, level and place.
pub fn reports(figures: &Publishable, catalogue: &Catalogue) -> Vec<Report> {
    type Key<'a> = (&'a str, NaiveDate, RoundNumber, &'a str, AdminLevel, &'a Pcode);
    let mut found: BTreeMap<Key<'_>, (&Operation, &Round, &Series, Found<'_>)> = BTreeMap::new();
    for figure in figures.figures() {
        let (Some(series), Some((operation, round))) = (catalogue.series_of(&figure.key), catalogue.of_figure(figure))
        else {
            continue;
        };
        let key = &figure.key;
        let key = (
            key.operation.as_str(),
            round.reporting_date,
            key.round,
            series.assessment_type.as_str(),
            key.level,
            &key.place,
        );
        found.entry(key).or_insert_with(|| (operation, round, series, Found::default())).3.take(figure);
    }
    let reports = found.into_iter().filter_map(|((.., level, place), (operation, round, series, found))| {
        report(operation, round, series, level, place, found)
    });
    reports.collect()
}

impl<'a> Found<'a> {
    fn take(&mut self, figure: &'a Figure) {
        let dimensions = &figure.key.dimensions;
        let people = figure.value.map(whole);
        if dimensions.is_empty() {
            self.total = people;
            self.of_total = Some(figure);
        } else if let (Some(reason), 1) = (dimensions.get("reason"), dimensions.len()) {
            self.reasons.extend(people.map(|people| (reason.as_str(), people)));
        } else if let Some(sex) = dimensions.get("sex") {
            let sum = if sex == "male" { &mut self.males } else { &mut self.females };
            *sum = Some(sum.unwrap_or(0) + people.unwrap_or(0));
            self.sex_open |= people.is_none();
        }
    }
}

fn report(
    operation: &Operation,
    round: &Round,
    series: &Series,
    level: AdminLevel,
    place: &Pcode,
    found: Found<'_>,
) -> Option<Report> {
    let total = found.total?;
    let demonstration = operation.is_demonstration(round);
    let places = &operation.places;
    let lineage = (1..=level.0).map(|above| match places.at_level(place, AdminLevel(above)) {
        Some(known) => (known.name.clone(), known.pcode.to_string()),
        None if above == level.0 => (place.to_string(), place.to_string()),
        None => (NOT_AVAILABLE.to_owned(), NOT_AVAILABLE.to_owned()),
    });
    let by_reason = divide(total, found.reasons);
    let sexes = found.males.zip(found.females);
    Some(Report {
        operation_code: operation.code.clone(),
        exercise: series.exercise.clone(),
        operation_name: operation.name.clone(),
        operation: operation.published_name(demonstration),
        active: operation.active,
        demonstration,
        admin0: (operation.admin0_name.clone(), operation.admin0_pcode.clone()),
        places: lineage.collect(),
        level,
        round: round.number,
        reporting_date: round.reporting_date,
        assessment_type: series.assessment_type.clone(),
        individuals: total,
        sexes: sexes.filter(|(males, females)| !found.sex_open && males + females == total && by_reason.len() == 1),
        by_reason,
        confidence: found.of_total.and_then(|figure| figure.confidence.clone()),
        borrowed: found.of_total.and_then(|figure| figure.borrowed),
        recipes: found.of_total.map(|figure| figure.recipes.clone()).unwrap_or_default(),
    })
}

/// People are counted in whole numbers; what an average left over is rounded.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // bounded below, and far from the upper end
fn whole(value: f64) -> u64 {
    value.round().max(0.0) as u64
}
