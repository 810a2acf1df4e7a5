//! All figures with what they stand on, one row each.

use crate::catalogue::{Catalogue, DEMONSTRATION};
use crate::gate::Publishable;
use crate::table::{TableError, csv, number, text};
use vocab::{Figure, Grade};

const COLUMNS: [&str; 33] = [
    "operation",
    "operation_name",
    "exercise",
    "round",
    "reporting_date",
    "indicator",
    "indicator_version",
    "level",
    "place",
    "place_name",
    "disaggregation",
    "dimensions",
    "value",
    "missing",
    "records",
    "omitted",
    "places_assessed",
    "places_expected",
    "coverage_level",
    "method",
    "snapshot",
    "figure",
    "demonstration",
    "grade",
    "grade_a",
    "grade_b",
    "grade_c",
    "grade_d",
    "not_graded",
    "borrowed_mean",
    "share_part",
    "share_whole",
    "recipes",
];

/// Every figure of the catalogue's operations and rounds, in the order given. An empty `value` has its reason in
/// `missing`; `omitted` counts records that should have contributed and hold no answer. `grade` is of the whole figure,
/// `grade_a` … `not_graded` say how much of it has which grade, `borrowed_mean` how much of it stands on a mean that is not of
/// the place itself; all of these are given for totals. A share is 100 × `share_part` / `share_whole`.
///
/// # Errors
/// When the writer fails.
pub fn figures_csv(figures: &Publishable, catalogue: &Catalogue) -> Result<Vec<u8>, TableError> {
    let rows = figures.figures().iter().filter_map(|figure| row(figure, catalogue));
    csv(std::iter::once(COLUMNS.map(str::to_owned).to_vec()).chain(rows))
}

fn row(figure: &Figure, catalogue: &Catalogue) -> Option<Vec<String>> {
    let (operation, round) = catalogue.of_figure(figure)?;
    let demonstration = operation.is_demonstration(round);
    let key = &figure.key;
    let dimensions: Vec<String> = key.dimensions.iter().map(|(name, code)| format!("{name}={code}")).collect();
    let graded = |grade| number(figure.confidence.as_ref().and_then(|one| one.of(grade)).map(|part| part.value));
    let grade = figure.confidence.as_ref().and_then(|confidence| confidence.grade);
    let missing = figure.missing.and_then(|missing| serde_json::to_value(missing).ok());
    Some(vec![
        text(&key.operation),
        text(&operation.published_name(demonstration)),
        text(&key.exercise),
        key.round.to_string(),
        round.reporting_date.to_string(),
        text(&key.indicator),
        text(&figure.indicator_version),
        key.level.0.to_string(),
        text(key.place.as_str()),
        text(operation.places.name(&key.place)),
        text(&key.disaggregation),
        text(&dimensions.join("; ")),
        number(figure.value),
        missing.as_ref().and_then(|missing| missing.as_str()).unwrap_or_default().to_owned(),
        figure.records.to_string(),
        figure.omitted.to_string(),
        figure.coverage.assessed.to_string(),
        figure.coverage.expected.to_string(),
        figure.coverage.level.0.to_string(),
        text(&figure.method),
        figure.snapshot.clone(),
        text(&key.path()),
        if demonstration { DEMONSTRATION.to_owned() } else { String::new() },
        grade.map(|grade| grade.code().to_owned()).unwrap_or_default(),
        graded(Some(Grade::A)),
        graded(Some(Grade::B)),
        graded(Some(Grade::C)),
        graded(Some(Grade::D)),
        graded(None),
        number(figure.borrowed.map(|borrowed| borrowed.value)),
        number(figure.ratio.map(|ratio| ratio.part)),
        number(figure.ratio.map(|ratio| ratio.whole)),
        text(&figure.recipes.join("; ")),
    ])
}
