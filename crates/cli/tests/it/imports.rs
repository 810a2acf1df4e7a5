//! `inzira import`, `inzira figures` and `inzira explain` on real workbooks.

use crate::desk::{Desk, in_workspace, shared, sum};
use serde_json::Value;

#[test]
fn burundis_round_68_gives_the_published_totals_and_every_figure_its_rows() {
    let Some(file) = shared("dtm_assessments/burundi_baseline_round_68_2022_04.xlsx") else { return };
    let desk = Desk::burundi();
    let import = ["import", &file, "--operation", "burundi", "--mapping", "burundi_baseline_round_68"];
    let said = desk.ask(&import);
    assert!(said.contains("Stored: 1415 records. Held already, unchanged: 0."), "{said}");

    let figures = |indicator, level, disaggregation| desk.figures("burundi", indicator, level, disaggregation);
    for (indicator, total) in [("idps_households", 15_581), ("idps_individuals", 68_357)] {
        let country = [(format!("burundi/baseline_subarea/68/{indicator}/BDI"), total.to_string())];
        assert_eq!(figures(indicator, "0", "total"), country);
        for level in ["1", "2"] {
            assert_eq!(sum(&figures(indicator, level, "total")), total, "{indicator} at level {level}");
        }
    }
    let communes = figures("idps_individuals", "2", "total");
    let uncovered = communes.iter().filter(|(_, value)| value == "(not assessed)").count();
    assert_eq!((communes.len(), uncovered), (119, 1));
    let bands = figures("idps_individuals", "0", "sex_age");
    assert_eq!((bands.len(), sum(&bands)), (10, 68_357), "sex and age add up");

    let again = desk.ask(&import);
    assert!(again.contains("Stored: 0 records. Held already, unchanged: 1415."), "{again}");
    assert_eq!(figures("idps_individuals", "2", "total"), communes, "twice is once");

    let path = "burundi/baseline_subarea/68/idps_individuals/BDI012004";
    let told = desk.ask(&["explain", path]);
    for words in [
        "idps_individuals 2.0.0: idp_triangulated",
        "computed from the snapshot: the same",
        "sheet 'Fiche Colline', row 3",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let told: Value = serde_json::from_str(&desk.ask(&["explain", path, "--json"])).unwrap();
    let contributing = told["explanation"]["contributing"].as_array().unwrap();
    let added: f64 = contributing.iter().map(|row| row["value"].as_f64().unwrap()).sum();
    assert_eq!((Some(added), told["agrees"].as_bool()), (told["figure"]["value"].as_f64(), Some(true)));
    let country = desk.ask(&["explain", "burundi/baseline_subarea/68/idps_individuals/BDI", "--json"]);
    let country: Value = serde_json::from_str(&country).unwrap();
    assert_eq!(country["explanation"]["contributing"].as_array().unwrap().len(), 1415);
    assert_eq!(country["figure"]["coverage"]["assessed"], 118);
    let whole = desk.ask(&["doctor"]);
    assert!(whole.contains("snapshot         burundi/baseline_subarea/68: whole"), "{whole}");
}

#[test]
fn an_openly_licensed_workbook_is_imported_without_anything_beside_the_repository() {
    let desk = Desk::operation("south-sudan", ("SSD", "South Sudan"), "places-south-sudan/2020", "ssd-2020");
    let file = in_workspace("packs/demo-south-sudan/data/south_sudan_baseline_round_11.xlsx");
    let unsaid = desk.refused(&["import", &file, "--operation", "south-sudan"]);
    assert!(unsaid.contains("fits --mapping south_sudan_baseline_round_11"), "{unsaid}");
    let said = desk.ask(&["import", &file, "--operation", "south-sudan", "--mapping", "south_sudan_baseline_round_11"]);
    assert!(said.contains("Stored: 3335 records."), "{said}");
    assert_eq!(sum(&desk.figures("south-sudan", "idps_individuals", "0", "total")), 2_017_236);
    assert_eq!(sum(&desk.figures("south-sudan", "idps_households", "2", "total")), 369_545);
}

#[test]
fn what_is_not_there_is_said_with_what_is() {
    let desk = Desk::burundi();
    for (arguments, words) in [
        (vec!["import", "nothing.xlsx", "--operation", "burundi", "--mapping", "x"], "nothing.xlsx cannot be read"),
        (vec!["figures", "mali"], "Operations: burundi"),
        (vec!["explain", "burundi/baseline_subarea/7/idps_individuals/BDI"], "burundi/baseline_subarea/7"),
    ] {
        let said = desk.refused(&arguments);
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
}
