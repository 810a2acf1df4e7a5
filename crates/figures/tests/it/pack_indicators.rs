//! The indicators that come with the mobility tracking pack.

use crate::support::{choosing, compute, derived_of, figure, form_schema, frame, pack_folder, pack_indicator, record};
use figures::{Engine, Indicator, Unit};
use std::collections::BTreeMap;
use vocab::{Sharing, Value};

/// The form of each exercise.
fn exercises() -> BTreeMap<String, String> {
    let manifest: toml::Table = std::fs::read_to_string(pack_folder().join("pack.toml")).unwrap().parse().unwrap();
    let text = |exercise: &toml::Value, key: &str| exercise[key].as_str().unwrap().to_owned();
    let exercises = manifest["exercises"].as_array().unwrap().iter();
    exercises.map(|exercise| (text(exercise, "code"), text(exercise, "form"))).collect()
}

/// All of them, in the order a server reads them.
fn indicators() -> Vec<Indicator> {
    let files = std::fs::read_dir(pack_folder().join("indicators")).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.iter().map(|name| pack_indicator(name.strip_suffix(".toml").unwrap())).collect()
}

#[test]
fn the_packs_indicators_fit_its_forms() {
    let (engine, indicators) = (Engine::new(), indicators());
    for (exercise, form) in exercises() {
        let schema = derived::extended(&derived_of(&exercise), &form_schema(&form));
        let of_exercise = indicators.iter().filter(|indicator| indicator.levels_in(&exercise).is_some());
        for indicator in of_exercise {
            engine.check(&schema, indicator).unwrap_or_else(|problems| panic!("in {exercise}: {problems}"));
        }
    }
}

/// Whoever reads a table by its tags must be able to tell one column from the others.
#[test]
fn no_two_indicators_of_an_exercise_have_the_same_tag() {
    let indicators = indicators();
    for exercise in exercises().keys() {
        let mut tagged = BTreeMap::new();
        for indicator in indicators.iter().filter(|one| one.levels_in(exercise).is_some()) {
            let other = tagged.insert(&indicator.hxl, &indicator.code);
            assert!(other.is_none(), "{exercise}: {} and {other:?} are both {}", indicator.code, indicator.hxl);
        }
    }
}

/// The DTM API reports what is tagged as displaced people present, and nothing else, as such.
#[test]
fn what_others_read_as_displaced_people_counts_displaced_people() {
    let (indicators, exercises) = (indicators(), exercises());
    let mut told = Vec::new();
    for exercise in exercises.keys() {
        let public = |one: &&Indicator| one.sharing == Sharing::Public && one.unit == Unit::Individuals;
        let of_exercise = indicators.iter().filter(|one| one.levels_in(exercise).is_some());
        let series = of_exercise.filter(public).filter(|one| one.hxl == "#affected+idps+ind");
        told.extend(series.map(|one| (exercise.as_str(), one.code.as_str())));
    }
    // Of whole communes nothing is public, of returns only who returned, of events what comes beside the figures.
    assert_eq!(
        told,
        [
            ("baseline_subarea", "idps_individuals"),
            ("location_assessment", "idps_location_individuals"),
            ("published_admin0", "published_idps_individuals"),
            ("published_admin1", "published_idps_individuals"),
            ("published_admin2", "published_idps_individuals"),
        ]
    );
}

#[test]
fn every_text_is_there_in_three_languages() {
    let published = ["idps_individuals", "idps_households", "published_idps_individuals"];
    for code in published.into_iter().chain(["returnees_individuals", "returnees_households"]) {
        let indicator = pack_indicator(code);
        let dimensions = indicator.disaggregations.iter().flat_map(|one| &one.dimensions);
        let labels = dimensions.flat_map(|one| one.values.iter().map(|value| &value.label).chain([&one.label]));
        for text in labels.chain([&indicator.name, &indicator.method]).chain(&indicator.recipe_note) {
            assert_eq!(text.untranslated().count(), 0, "{code}: {text:?}");
        }
    }
}

/// Three places: one where it is so, one where it is not, one where nobody knows.
#[tokio::test]
async fn people_are_counted_where_it_is_so_and_left_out_where_nobody_knows() {
    let place = |key: &str, people, water: &str, complaint: &str| {
        let record =
            choosing(record(key, "BDI BDI012 BDI012004", &[("idp_individuals", people)]), "water_source", water);
        let mut record = choosing(record, "need_first", "food");
        record.answers.insert("aap_complaints".into(), Value::Choices(vec![complaint.into()]).into());
        record
    };
    let records =
        [place("a", 40, "surface", "none"), place("b", 30, "tap", "box"), place("c", 5, "not_known", "not_known")];
    let asked = ["idps_location_individuals", "msla_water_unprotected", "msla_no_complaint", "msla_need_named"];
    let asked = asked.map(pack_indicator);
    let frame = frame("location_assessment", &["BDI BDI012 BDI012004"]);
    let figures = compute(&form_schema("location_assessment"), &records, &asked, &frame).await;
    let number = |indicator, cell| {
        let figure = figure(&figures, indicator, "BDI", cell);
        (figure.value, figure.records, figure.omitted)
    };
    assert_eq!(number("idps_location_individuals", ""), (Some(75.0), 3, 0));
    assert_eq!(number("idps_location_individuals", "water_source=surface"), (Some(40.0), 1, 0));
    assert_eq!(number("msla_water_unprotected", ""), (Some(40.0), 2, 1));
    assert_eq!(number("msla_no_complaint", ""), (Some(40.0), 2, 1));
    assert_eq!(number("msla_need_named", "need=food"), (Some(75.0), 3, 0));
    assert_eq!(number("msla_need_named", "need=water"), (Some(0.0), 3, 0));
}
