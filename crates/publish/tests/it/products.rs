//! Tables and maps.

use crate::support::{catalogue, figure, figures, published};
use publish::dtm::reports;
use publish::{Catalogue, DEMONSTRATION, Edition, figures_csv, geojson, hxl_csv};
use vocab::{AdminLevel, RoundNumber};

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
    assert!(hxl(&self::catalogue())[2..].iter().all(|row| row.last().unwrap().is_empty()));
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
