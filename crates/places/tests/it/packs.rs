//! The boundary versions that the repository itself carries.

use places::{
    Crosswalk, CrosswalkOptions, DESCRIPTION_FILE, GeometryStanding, PlaceIndex, VersionFolder, read_version_folder,
};
use std::path::PathBuf;
use vocab::{AdminLevel, Pcode};

fn read(folder: &str) -> VersionFolder {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs").join(folder);
    let description = std::fs::read_to_string(folder.join(DESCRIPTION_FILE)).unwrap();
    let read = read_version_folder(&description, |name| std::fs::read(folder.join(name)));
    read.unwrap_or_else(|problems| panic!("{problems}"))
}

fn counts(folder: &VersionFolder) -> Vec<usize> {
    folder.boundaries.levels().iter().map(|level| level.count).collect()
}

#[test]
fn burundi_before_the_reform() {
    let burundi = read("places-burundi/2017");
    assert_eq!(counts(&burundi), [1, 18, 119]);
    assert_eq!(burundi.boundaries.version().geometry(AdminLevel(2)), GeometryStanding::Official);
    let gitega: Vec<String> =
        PlaceIndex::new(&burundi.boundaries).lineage(29.92463, -3.42708).iter().map(ToString::to_string).collect();
    assert_eq!(gitega, ["BDI", "BDI006", "BDI006006"]);
}

#[test]
fn burundi_after_the_reform_with_its_crosswalk() {
    let (old, new) = (read("places-burundi/2017"), read("places-burundi/2025"));
    assert_eq!(counts(&new), [1, 5, 42, 451, 3044]);
    let standing = |level| new.boundaries.version().geometry(AdminLevel(level));
    assert_eq!((standing(1), standing(2)), (GeometryStanding::Approximate, GeometryStanding::None));
    let crosswalk = new.crosswalk.as_ref().unwrap();
    let table = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs/places-burundi/2025/crosswalk.csv");
    let options =
        CrosswalkOptions { from_version: "bdi-2017".into(), to_version: "bdi-2025".into(), basis: String::new() };
    let table = std::fs::read(table).unwrap();
    let checked = Crosswalk::read_checked("crosswalk.csv", &table, &options, &old.boundaries, &new.boundaries);
    assert_eq!(checked.crosswalk.as_ref(), Some(crosswalk), "{}", checked.problems);
    let covered = &checked.coverage;
    assert_eq!((covered.old_linked, covered.new_linked, covered.whole, covered.not_known), (18, 5, 16, 2));
    let unknown: Vec<&str> =
        crosswalk.links().iter().filter(|link| link.share.is_none()).map(|link| link.from.as_str()).collect();
    assert_eq!(unknown, ["BDI011", "BDI011", "BDI018", "BDI018"], "only Muramvya and Rumonge are split");
    assert!(crosswalk.links().iter().all(|link| !link.basis.is_empty()));
}

/// The five outlines were simplified together, so every point of the country lies in one of them.
#[test]
fn towns_lie_in_the_province_that_the_crosswalk_gives() {
    let (old, new) = (read("places-burundi/2017"), read("places-burundi/2025"));
    let (before, after) = (PlaceIndex::new(&old.boundaries), PlaceIndex::new(&new.boundaries));
    let crosswalk = new.crosswalk.unwrap();
    // Bururi, Cankuzo, Kayanza, Karusi, Bubanza
    for (longitude, latitude) in
        [(29.62438, -3.94877), (30.5528, -3.2186), (29.6293, -2.9221), (30.16278, -3.10139), (29.391, -3.0804)]
    {
        let old = before.locate(longitude, latitude, AdminLevel(1)).unwrap();
        let expected: Vec<&Pcode> = crosswalk.from(old).map(|link| &link.to).collect();
        assert_eq!(after.locate(longitude, latitude, AdminLevel(1)).into_iter().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn south_sudan_with_what_was_mended() {
    let south_sudan = read("places-south-sudan/2020");
    assert_eq!(counts(&south_sudan), [1, 10, 79]);
    assert!(south_sudan.notes.iter().all(|(_, notes)| !notes.is_empty()));
    let abyei = south_sudan.boundaries.area(&"SS0807".parse().unwrap()).unwrap();
    assert_eq!(abyei.parent.as_ref().map(Pcode::as_str), Some("SS08"));
}
