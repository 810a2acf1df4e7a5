//! Reads a file of places and writes one level of it with fewer corners, as GeoJSON, to standard output:
//!
//! ```text
//! cargo run -p places --example simplify -- provinces.geojson 1 BDI 0.001 > smaller.geojson
//! ```

use places::{Boundaries, BoundaryVersion, ReadOptions, read_areas};
use std::error::Error;
use vocab::AdminLevel;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, level, country, tolerance] = arguments.as_slice() else {
        return Err("usage: simplify FILE LEVEL COUNTRY TOLERANCE-IN-DEGREES".into());
    };
    let level = AdminLevel(level.parse()?);
    let options = ReadOptions { level: Some(level), ..ReadOptions::default() };
    let areas = read_areas(file, &std::fs::read(file)?, &options)?;
    let version = BoundaryVersion {
        code: file.clone(),
        country: country.parse()?,
        country_name: None,
        label: file.clone(),
        valid_from: areas.valid_from().first().copied().unwrap_or_default(),
        valid_to: None,
        source: file.clone(),
        licence: "as the file's".into(),
        note: None,
        levels: vec![],
    };
    println!("{}", Boundaries::build(version, vec![areas])?.to_geojson(level, tolerance.parse()?));
    Ok(())
}
