//! Figures on the map: one feature for each place.

use crate::catalogue::{Catalogue, DEMONSTRATION, Operation, Round};
use crate::gate::Publishable;
use crate::place::Place;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use vocab::{AdminLevel, Figure, Grade, Pcode, RoundNumber};

/// Which figures a map shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// The round.
    pub round: RoundNumber,
    /// Depth of the places.
    pub level: AdminLevel,
}

/// A GeoJSON feature collection (RFC 7946) of every place of the level, with figures or without; none if the catalogue
/// does not have the operation or the round.
///
/// Properties beside the place's: for each indicator its value under its code (null with the reason in `…_missing`),
/// `…_records`, `…_omitted`, `…_assessed`, `…_expected`, `…_version`; for each part
/// `<indicator>_<disaggregation>_<value of each dimension>`; where records are graded `…_grade` and how much has which grade in
/// `…_grade_a` to `…_grade_d` and `…_not_graded`; where means are borrowed `…_borrowed_mean`; of a share `…_share_part` and
/// `…_share_whole`; where anything was worked out `…_recipes`; `snapshot`; and `demonstration`.
pub fn geojson(figures: &Publishable, catalogue: &Catalogue, edition: &Edition) -> Option<Value> {
    let operation = catalogue.operation(&edition.operation)?;
    let round = catalogue.round(&edition.operation, &edition.exercise, edition.round)?;
    let mut by_place: BTreeMap<&Pcode, Vec<&Figure>> = BTreeMap::new();
    for figure in figures.figures().iter().filter(|figure| edition.shows(figure)) {
        by_place.entry(&figure.key.place).or_default().push(figure);
    }
    let places = operation.places.of_level(edition.level);
    let features = places.map(|place| {
        let figures = by_place.get(&place.pcode).map(Vec::as_slice).unwrap_or_default();
        feature(place, operation, round, figures)
    });
    Some(json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() }))
}

impl Edition {
    fn shows(&self, figure: &Figure) -> bool {
        let key = &figure.key;
        (&key.operation, &key.exercise, key.round, key.level)
            == (&self.operation, &self.exercise, self.round, self.level)
    }
}

fn feature(place: &Place, operation: &Operation, round: &Round, figures: &[&Figure]) -> Value {
    let demonstration = operation.is_demonstration(round);
    let mut properties = Map::new();
    let mut put = |name: &str, value: Value| properties.insert(name.to_owned(), value);
    put("pcode", json!(place.pcode));
    put("name", json!(place.name));
    put("parent", json!(place.parent));
    put("level", json!(place.level));
    put("approximate", json!(place.approximate));
    put("operation", json!(operation.published_name(demonstration)));
    put("exercise", json!(round.exercise));
    put("round", json!(round.number));
    put("reporting_date", json!(round.reporting_date.to_string()));
    put("demonstration", json!(demonstration));
    put("notice", if demonstration { json!(DEMONSTRATION) } else { Value::Null });
    put("snapshot", json!(figures.first().map(|figure| &figure.snapshot)));
    for figure in figures {
        numbers(figure, &mut put);
    }
    json!({
        "type": "Feature",
        "id": place.pcode,
        "geometry": place.geometry,
        "properties": properties,
    })
}

fn numbers(figure: &Figure, put: &mut impl FnMut(&str, Value) -> Option<Value>) {
    let key = &figure.key;
    if key.dimensions.is_empty() {
        let code = &key.indicator;
        put(code, json!(figure.value));
        put(&format!("{code}_missing"), json!(figure.missing));
        put(&format!("{code}_records"), json!(figure.records));
        put(&format!("{code}_omitted"), json!(figure.omitted));
        put(&format!("{code}_assessed"), json!(figure.coverage.assessed));
        put(&format!("{code}_expected"), json!(figure.coverage.expected));
        put(&format!("{code}_version"), json!(figure.indicator_version));
        standing(figure, code, put);
    } else {
        let codes: Vec<&str> = key.dimensions.values().map(String::as_str).collect();
        put(&format!("{}_{}_{}", key.indicator, key.disaggregation, codes.join("_")), json!(figure.value));
    }
}

/// What is said beside the number where records are graded, means are borrowed or a share is worked out.
fn standing(figure: &Figure, code: &str, put: &mut impl FnMut(&str, Value) -> Option<Value>) {
    if let Some(confidence) = &figure.confidence {
        put(&format!("{code}_grade"), json!(confidence.grade));
        for grade in Grade::ALL {
            let name = format!("{code}_grade_{}", grade.code().to_lowercase());
            put(&name, json!(confidence.of(Some(grade)).map(|part| part.value)));
        }
        put(&format!("{code}_not_graded"), json!(confidence.of(None).map(|part| part.value)));
    }
    if let Some(borrowed) = figure.borrowed {
        put(&format!("{code}_borrowed_mean"), json!(borrowed.value));
    }
    if let Some(ratio) = figure.ratio {
        put(&format!("{code}_share_part"), json!(ratio.part));
        put(&format!("{code}_share_whole"), json!(ratio.whole));
    }
    if !figure.recipes.is_empty() {
        put(&format!("{code}_recipes"), json!(figure.recipes.join("; ")));
    }
}
