//! Tables and maps.

use crate::support::{catalogue, figure, figures, published};
use publish::dtm::reports;
use publish::{Catalogue, DEMONSTRATION, Edition, figures_csv, geojson, hxl_csv};
use vocab::{AdminLevel, Borrowed, Confidence, Figure, Grade, GradePart, RoundNumber};

fn made_up() -> Catalogue {
    let mut catalogue = catalogue();
    catalogue.rounds[0].demonstration = true;
    catalogue
}

fn rows(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column(rows: &[Vec<String>], name: &str) -> Vec<String> {
    let index = rows[0].iter().position(|header| header == name).unwrap();
    rows[1..].iter().map(|row| row[index].clone()).collect()
}

fn hxl(catalogue: &Catalogue) -> Vec<Vec<String>> {
    rows(&hxl_csv(&reports(&published(figures(), catalogue), catalogue)).unwrap())
}

#[test]
fn the_hxl_table_adds_up_at_each_level() {
    let table = hxl(&catalogue());
    let (levels, people) = (column(&table, "adminLevel"), column(&table, "numPresentIdpInd"));
    for level in ["0", "1", "2"] {
        let of_level = levels.iter().zip(&people).filter(|(found, _)| *found == level);
        assert_eq!(of_level.map(|(_, people)| people.parse::<u32>().unwrap()).sum::<u32>(), 500);
    }
    assert_eq!(table[1][9], "#affected+idps");
    assert_eq!(table[2][12], "2024-03"); // a date, as every cell under #date has to be
}

#[test]
fn reports_can_be_chosen_by_round() {
    let catalogue = catalogue();
    let all = reports(&published(figures(), &catalogue), &catalogue);
    assert_eq!(all.iter().filter(|report| report.is_of("op", "baseline", RoundNumber(1))).count(), 6);
    assert_eq!(all.iter().filter(|report| report.is_of("op", "baseline", RoundNumber(2))).count(), 0);
    assert_eq!(all.iter().filter(|report| report.level() == AdminLevel(2)).count(), 3);
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let catalogue = catalogue();
    assert!(column(&hxl(&catalogue), "admin1Name").contains(&"'=South".to_owned()));
    let table = rows(&figures_csv(&published(figures(), &catalogue), &catalogue).unwrap());
    assert!(table.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
}

#[test]
fn made_up_data_is_labelled_in_every_product() {
    let catalogue = made_up();
    let published = published(figures(), &catalogue);
    let labels = column(&hxl(&catalogue), "demonstration");
    assert!(labels[1..].iter().all(|label| label == DEMONSTRATION)); // after the hashtag
    let table = rows(&figures_csv(&published, &catalogue).unwrap());
    assert!(column(&table, "demonstration").iter().all(|label| label == DEMONSTRATION));
    let map = geojson(&published, &catalogue, &edition(1)).unwrap();
    for feature in map["features"].as_array().unwrap() {
        assert_eq!(
            (&feature["properties"]["demonstration"], &feature["properties"]["notice"]),
            (&true.into(), &DEMONSTRATION.into())
        );
    }
    assert!(column(&hxl(&self::catalogue()), "demonstration")[1..].iter().all(String::is_empty));
}

fn edition(level: u8) -> Edition {
    Edition { operation: "op".into(), exercise: "baseline".into(), round: RoundNumber(1), level: AdminLevel(level) }
}

#[test]
fn a_map_has_every_place_and_says_why_a_number_is_absent() {
    let catalogue = catalogue();
    let mut all = figures();
    all.retain(|figure| figure.key.place.as_str() != "C12");
    all.push(figure("C12", "", None));
    let map = geojson(&published(all, &catalogue), &catalogue, &edition(2)).unwrap();
    let features = map["features"].as_array().unwrap();
    assert_eq!(features.len(), 3);
    let properties = |code: &str| &features.iter().find(|one| one["id"] == code).unwrap()["properties"];
    assert_eq!(properties("C11")["idps"], 250.0);
    assert_eq!(properties("C11")["idps_sex_age_0_male"], 100.0);
    assert_eq!(properties("C11")["parent"], "C1");
    assert!(properties("C12")["idps"].is_null());
    assert_eq!(properties("C12")["idps_missing"], "not_assessed");
    assert_eq!(
        geojson(&published(figures(), &catalogue), &catalogue, &Edition { round: RoundNumber(9), ..edition(2) }),
        None
    );
}

#[test]
fn the_table_of_figures_says_what_each_stands_on() {
    let catalogue = catalogue();
    let mut all = figures();
    all.push(figure("C22", "", None));
    let table = rows(&figures_csv(&published(all, &catalogue), &catalogue).unwrap());
    assert_eq!(table.len(), 1 + 6 * 5 + 1);
    assert!(column(&table, "snapshot").iter().all(|hash| hash.len() == 64));
    let last = table.last().unwrap();
    let at = |name: &str| &last[table[0].iter().position(|header| header == name).unwrap()];
    assert_eq!((at("value").as_str(), at("missing").as_str()), ("", "not_assessed"));
    assert_eq!(at("figure"), "op/baseline/1/idps/C22");
}

/// The figures of the others, graded: most people of each total A, 40 of them D, 10 without a grade, and 50 on a borrowed mean.
fn graded() -> Vec<Figure> {
    let with_grades = |mut figure: Figure| {
        if let (true, Some(people)) = (figure.key.dimensions.is_empty(), figure.value) {
            let part = |grade, value| GradePart { grade, records: 1, value };
            let grades = [Grade::A, Grade::B, Grade::C, Grade::D].map(Some).into_iter().chain([None]);
            let parts = grades.zip([people - 50.0, 0.0, 0.0, 40.0, 10.0]).map(|(grade, value)| part(grade, value));
            figure.confidence = Some(Confidence { grade: Some(Grade::D), parts: parts.collect() });
            figure.borrowed = Some(Borrowed { records: 1, value: 50.0 });
            figure.recipes = vec!["key-informants/1".into()];
        }
        figure
    };
    figures().into_iter().map(with_grades).collect()
}

#[test]
fn grades_and_borrowed_means_go_out_with_every_product() {
    let catalogue = catalogue();
    let published = published(graded(), &catalogue);
    let table = rows(&hxl_csv(&reports(&published, &catalogue)).unwrap());
    let at = |name: &str| column(&table, name)[1].clone();
    assert_eq!([at("confidenceGrade"), at("shareGradeA"), at("shareGradeD")], ["D", "0.9000", "0.0800"]);
    assert_eq!(
        [at("shareNotGraded"), at("shareBorrowedMean"), at("recipes")],
        ["0.0200", "0.1000", "key-informants/1"]
    );
    let counted = table[1].iter().filter(|tag| tag.starts_with("#affected+idps")).count();
    assert_eq!(counted, 3, "nobody may add grades up with people");
    let table = rows(&figures_csv(&published, &catalogue).unwrap());
    let names = ["grade", "grade_a", "grade_d", "not_graded", "borrowed_mean", "recipes"];
    assert_eq!(names.map(|name| column(&table, name)[0].clone()), ["D", "450", "40", "10", "50", "key-informants/1"]);
    let edition =
        Edition { operation: "op".into(), exercise: "baseline".into(), round: RoundNumber(1), level: AdminLevel(1) };
    let map = geojson(&published, &catalogue, &edition).unwrap();
    let place = &map["features"][0]["properties"];
    assert_eq!((&place["idps_grade"], &place["idps_grade_a"]), (&"D".into(), &350.0.into()));
    assert_eq!((&place["idps_not_graded"], &place["idps_borrowed_mean"]), (&10.0.into(), &50.0.into()));
}
