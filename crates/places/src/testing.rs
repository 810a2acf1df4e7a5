//! Small places for tests.

use crate::{AreaFile, BoundaryVersion, ReadOptions, read_areas};

/// A version of a country that does not exist.
pub(crate) fn version() -> BoundaryVersion {
    BoundaryVersion {
        code: "xxx-2020".into(),
        country: "XXX".parse().unwrap(),
        country_name: None,
        label: "Test".into(),
        valid_from: "2020-01-01".parse().unwrap(),
        valid_to: None,
        source: "made up".into(),
        licence: "none needed".into(),
        note: None,
        levels: vec![],
    }
}

/// A feature of level 1: the square of one degree whose south-west corner is at (`x`, `y`).
pub(crate) fn feature(code: &str, name: &str, x: f64, y: f64) -> String {
    let (east, north) = (x + 1.0, y + 1.0);
    format!(
        r#"{{"type":"Feature","properties":{{"admin1Pcode":"{code}","admin1Name":"{name}"}},"geometry":{{"type":"Polygon",
        "coordinates":[[[{x},{y}],[{east},{y}],[{east},{north}],[{x},{north}],[{x},{y}]]]}}}}"#
    )
}

/// A table, its lines indented or not.
pub(crate) fn table(text: &str) -> AreaFile {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    read_areas("areas.csv", lines.join("\n").as_bytes(), &ReadOptions::default()).unwrap()
}
