//! Real files that are not part of the repository.

use places::{AreaFile, BoundaryVersion, GeometryStanding, ReadOptions, read_areas};
use std::path::PathBuf;
use vocab::AdminLevel;

/// A file of `../shared/data/geo`, or none, with a message, where there is no such folder.
pub fn bytes(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/geo").join(name);
    match std::fs::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(_) => {
            println!("skipped: needs ../shared (data/geo/{name})");
            None
        }
    }
}

pub fn official(name: &str) -> Option<AreaFile> {
    let options = ReadOptions { geometry: GeometryStanding::Official, ..ReadOptions::default() };
    Some(read_areas(name, &bytes(name)?, &options).unwrap())
}

pub fn of_level(name: &str, level: u8) -> Option<AreaFile> {
    let options = ReadOptions { level: Some(AdminLevel(level)), ..ReadOptions::default() };
    Some(read_areas(name, &bytes(name)?, &options).unwrap())
}

pub fn version(code: &str, country: &str, valid_from: &str) -> BoundaryVersion {
    BoundaryVersion {
        code: code.into(),
        country: country.parse().unwrap(),
        country_name: None,
        label: code.into(),
        valid_from: valid_from.parse().unwrap(),
        valid_to: None,
        source: "OCHA common operational dataset".into(),
        licence: "not stated".into(),
        note: None,
        levels: vec![],
    }
}
