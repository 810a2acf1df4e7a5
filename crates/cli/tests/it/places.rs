//! `inzira places`.

use crate::desk::{Desk, in_workspace};

#[test]
fn names_are_proposed_with_a_score_and_points_are_found() {
    let desk = Desk::new();
    let kept = desk.ask(&["places", "import", &in_workspace("packs/places-burundi/2017")]);
    assert_eq!(kept, "Boundaries 'bdi-2017' are kept: 1 at admin 0, 18 at admin 1, 119 at admin 2.\n");
    let listed = desk.ask(&["places", "list"]);
    assert!(listed.starts_with("bdi-2017\t"), "{listed}");
    for (name, level, pcode, exact) in [
        ("Karusi", "1", "BDI007", false),
        ("Karuzi", "1", "BDI007", true),
        ("Buja Rural", "1", "BDI002", false),
        ("gasorwe", "2", "BDI012004", false),
    ] {
        let said = desk.ask(&["places", "match", "bdi-2017", name, "--level", level]);
        let first: Vec<&str> = said.lines().next().unwrap().split('\t').collect();
        assert_eq!(first[1], pcode, "{name}: {said}");
        let score: f64 = first[0].parse().unwrap();
        assert!((0.5..=1.0).contains(&score), "{name}: {said}");
        if exact {
            assert_eq!(first[0], "1.000", "{name}: {said}");
        }
    }
    let nothing = desk.ask(&["places", "match", "bdi-2017", "Reykjavik", "--level", "1"]);
    assert_eq!(nothing, "No place of that level is called anything like 'Reykjavik'.\n");
    let within = desk.ask(&["places", "match", "bdi-2017", "Gasorwe", "--level", "2", "--within", "BDI001"]);
    assert!(!within.contains("BDI012004"), "{within}");

    let found = desk.ask(&["places", "locate", "bdi-2017", "30.3414", "-2.8451"]);
    let lines: Vec<&str> = found.lines().collect();
    assert_eq!(lines.len(), 3, "{found}");
    assert!(lines[0].contains("\tBDI\tBurundi") && lines[1].contains("\tBDI012\tMuyinga"), "{found}");
    let sea = desk.ask(&["places", "locate", "bdi-2017", "0", "0"]);
    assert_eq!(sea, "The point lies in no place of these boundaries.\n");
    let unknown = desk.refused(&["places", "locate", "bdi-1962", "30", "-3"]);
    assert!(unknown.contains("There are no boundaries 'bdi-1962'"), "{unknown}");
}

#[test]
fn what_is_wrong_with_a_file_is_said_all_together_and_nothing_is_kept() {
    let desk = Desk::new();
    let file = desk.data().join("communes.csv");
    std::fs::write(&file, "pcode,name,admin level,parent pcode\nBDI01,A,1,BDI\nBDI01,B,1,BDI\nBDI0203,C,2,BDI02\n")
        .unwrap();
    let said = desk.refused(&[
        "places",
        "import",
        file.to_str().unwrap(),
        "--code",
        "broken",
        "--country",
        "BDI",
        "--label",
        "Broken",
        "--valid-from",
        "2020-01-01",
        "--source",
        "a test",
        "--licence",
        "none",
    ]);
    assert!(said.contains("BDI01") && said.contains("BDI02"), "the code twice and the orphan: {said}");
    assert_eq!(desk.ask(&["places", "list"]), "");
}
