//! GeoJSON feature collections (RFC 7946), read feature by feature so that one broken feature is one problem.

use super::rows::RowReader;
use super::{AreaFile, ReadOptions, unreadable};
use crate::rings::{Corner, Outline, RingChecker};
use crate::{Fault, PlaceProblem, Position};
use geojson::{Feature, Geometry, GeometryValue};
use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow, default)]
    features: Vec<&'a RawValue>,
    #[serde(default)]
    crs: Option<Value>,
}

pub(super) fn read(file_name: &str, bytes: &[u8], options: &ReadOptions) -> Result<AreaFile, Fault> {
    let collection: Collection<'_> = serde_json::from_slice(bytes).map_err(unreadable)?;
    check_crs(collection.crs.as_ref())?;
    if collection.features.len() > options.limits.areas {
        return Err(Fault::TooManyAreas { limit: options.limits.areas });
    }
    let mut file = AreaFile::empty(file_name, options);
    let mut checker = RingChecker::new(options, None);
    let mut features = vec![];
    for (number, raw) in (1..).zip(&collection.features) {
        match serde_json::from_str::<Feature>(raw.get()) {
            Ok(feature) => {
                let outline = outline(feature.geometry, &mut checker)?;
                features.push((number, feature.properties.unwrap_or_default(), outline));
            }
            Err(error) => file.problems.push(PlaceProblem {
                file: file_name.to_owned(),
                position: Position::Feature(number),
                value: String::new(),
                fault: Fault::UnreadableArea { what: "feature", detail: error.to_string() },
            }),
        }
    }
    if features.is_empty() && !file.problems.is_empty() {
        return Ok(file);
    }
    read_features(&mut file, features, options)?;
    Ok(file)
}

/// Reads features whose properties are the columns: those of all features together.
pub(super) fn read_features(
    file: &mut AreaFile,
    features: Vec<(u64, Map<String, Value>, Outline)>,
    options: &ReadOptions,
) -> Result<(), Fault> {
    let mut headers = indexmap::IndexSet::new();
    headers.extend(features.iter().flat_map(|(_, properties, _)| properties.keys().cloned()));
    let headers: Vec<String> = headers.into_iter().collect();
    if features.is_empty() {
        return Ok(());
    }
    let reader = RowReader::new(&headers, None, options)?;
    for (number, properties, outline) in features {
        let cells: Vec<String> = headers.iter().map(|header| cell(properties.get(header))).collect();
        reader.read(file, Position::Feature(number), &cells, outline);
    }
    Ok(())
}

fn cell(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(truth)) => truth.to_string(),
        _ => String::new(),
    }
}

/// # Errors
/// When the file has more corners than it may.
fn outline(geometry: Option<Geometry>, checker: &mut RingChecker) -> Result<Outline, Fault> {
    let Some(geometry) = geometry else { return Ok(Outline::none()) };
    let polygons = match geometry.value {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates,
        other => return Ok(Outline::faulty(Fault::NotAnArea { found: other.type_name().to_owned() })),
    };
    checker.count(polygons.iter().flatten().map(Vec::len).sum())?;
    let corners = |ring: Vec<geojson::Position>| ring.iter().map(corner).collect();
    let rings = |polygon: Vec<Vec<geojson::Position>>| polygon.into_iter().map(corners).collect();
    Ok(checker.outline(polygons.into_iter().map(rings).collect()))
}

fn corner(position: &geojson::Position) -> Corner {
    match position.as_slice() {
        [longitude, latitude, ..] => Some([*longitude, *latitude]),
        _ => None,
    }
}

/// GeoJSON is WGS 84; the older `crs` member may say otherwise.
fn check_crs(crs: Option<&Value>) -> Result<(), Fault> {
    let name = crs.and_then(|crs| crs.get("properties")?.get("name")?.as_str()).unwrap_or("EPSG:4326");
    let fine = ["4326", "CRS84"].iter().any(|known| name.ends_with(known));
    if fine { Ok(()) } else { Err(Fault::OtherCrs { crs: name.chars().take(80).collect() }) }
}
