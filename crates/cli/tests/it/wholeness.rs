//! `inzira doctor`: what is whole, and what somebody changed.

use crate::desk::{Desk, in_workspace};
use std::path::{Path, PathBuf};

fn file_named(folder: &Path, name: &str) -> Option<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(Result::unwrap).find_map(|entry| match entry.path() {
        path if path.is_dir() => file_named(&path, name),
        path => (entry.file_name().to_str() == Some(name)).then_some(path),
    })
}

#[test]
fn a_changed_snapshot_is_noticed_and_the_whole_folder_is_not() {
    let desk = Desk::operation("south-sudan", ("SSD", "South Sudan"), "places-south-sudan/2020", "ssd-2020");
    let file = in_workspace("packs/demo-south-sudan/data/south_sudan_baseline_round_11.xlsx");
    desk.ask(&["import", &file, "--operation", "south-sudan", "--mapping", "south_sudan_baseline_round_11"]);
    let whole = desk.ask(&["doctor"]);
    assert!(whole.contains("audit log        whole"), "{whole}");
    let name = "south-sudan/baseline_subarea/11";
    assert!(whole.contains(&format!("snapshot         {name}: whole, ")), "{whole}");
    let told = desk.ask(&["explain", &format!("{name}/idps_individuals/SSD"), "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let snapshot = told["figure"]["snapshot"].as_str().unwrap().to_owned();
    let kept = file_named(desk.data(), &snapshot).expect("the snapshot lies under its hash");
    std::fs::write(&kept, b"somebody wrote over it").unwrap();
    let said = desk.run(&["doctor"]);
    assert!(!said.well && said.out.contains(&format!("{name}: its file is GONE or CHANGED")), "{said:?}");
    std::fs::remove_file(&kept).unwrap();
    let said = desk.run(&["doctor"]);
    assert!(!said.well && said.err.contains("restore them from a backup"), "{said:?}");
}

#[test]
fn a_new_folder_is_whole() {
    let desk = Desk::new();
    let made = desk.ask(&["init"]);
    assert!(made.contains('@'), "the first administrator: {made}");
    assert_eq!(desk.ask(&["doctor"]).trim(), "audit log        whole");
}

#[test]
fn one_changed_byte_of_a_snapshot_is_named_wherever_it_is() {
    let desk = Desk::operation("south-sudan", ("SSD", "South Sudan"), "places-south-sudan/2020", "ssd-2020");
    let file = in_workspace("packs/demo-south-sudan/data/south_sudan_baseline_round_11.xlsx");
    desk.ask(&["import", &file, "--operation", "south-sudan", "--mapping", "south_sudan_baseline_round_11"]);
    let nothing = desk.ask(&["verify"]);
    assert!(nothing.starts_with("0 revisions"), "what is not closed may change: {nothing}");
    for to in ["closed", "published"] {
        desk.ask(&["round", "move", "south-sudan", "baseline_subarea", "11", to]);
    }
    let name = "south-sudan/baseline_subarea/11";
    let said = desk.ask(&["verify", "--operation", "south-sudan"]);
    assert!(said.contains(&format!("{name} revision 1, published: ")), "{said}");
    assert!(said.contains("all the same; the records make the same snapshot"), "{said}");
    let again = desk.data().join("again");
    let told = desk.ask(&["verify", "--json", "--write", again.to_str().unwrap()]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["differences"], &told["revisions"][0]["rebuilt"]), (&0.into(), &"same_bytes".into()));
    let snapshot = told["revisions"][0]["snapshot"].as_str().unwrap().to_owned();
    let kept = file_named(&desk.data().join("blobs"), &snapshot).unwrap();
    let bytes = std::fs::read(&kept).unwrap();
    let written = std::fs::read(again.join("south-sudan-baseline_subarea-11-1.parquet")).unwrap();
    assert_eq!(written, bytes, "made again from the records");

    for (at, bit) in
        [(0, 0), (3, 7), (bytes.len() / 3, 1), (bytes.len() / 2, 4), (bytes.len() - 9, 2), (bytes.len() - 1, 0)]
    {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << bit;
        std::fs::write(&kept, changed).unwrap();
        let said = desk.run(&["doctor"]);
        assert!(
            !said.well && said.out.contains(&format!("{name}: its file is GONE or CHANGED ({snapshot})")),
            "{said:?}"
        );
        assert!(said.out.contains(&format!("CHANGED: {snapshot}")), "byte {at}: {said:?}");
    }
    let said = desk.run(&["verify"]);
    assert!(!said.well && said.out.contains(&format!("the file {snapshot} was changed")), "{said:?}");
    std::fs::write(&kept, bytes).unwrap();
    desk.ask(&["doctor"]);
    desk.ask(&["verify"]);
}
