//! Positions, lines and areas, as GeoJSON or as well-known text.
//!
//! In answers a position is `latitude longitude altitude accuracy`, and a line positions divided by `;`. Both outputs put
//! the longitude first. GeoJSON has no place for accuracy: as in Central it stands in `properties` of the geometry.

use crate::{json, shape::FieldKind};

/// One position.
struct Position {
    longitude: f64,
    latitude: f64,
    altitude_m: Option<f64>,
    accuracy_m: Option<f64>,
}

impl Position {
    fn read(text: &str) -> Option<Self> {
        let mut numbers = text.split_whitespace().map(json::decimal);
        let (latitude, longitude) = (numbers.next()??, numbers.next()??);
        let altitude_m = numbers.next().flatten();
        Some(Self { longitude, latitude, altitude_m, accuracy_m: numbers.next().flatten() })
    }

    fn numbers(&self, separator: &str) -> String {
        let mut text = format!("{}{separator}{}", json::number(self.longitude), json::number(self.latitude));
        if let Some(altitude) = self.altitude_m {
            text.push_str(separator);
            text.push_str(&json::number(altitude));
        }
        text
    }
}

/// The answer as GeoJSON, or quoted well-known text; nothing if there is no position in it.
pub(crate) fn written(kind: FieldKind, text: &str, wkt: bool) -> Option<String> {
    let separator = if kind == FieldKind::Point { None } else { Some(';') };
    let positions: Vec<Position> = match separator {
        None => Position::read(text).into_iter().collect(),
        Some(separator) => text.split(separator).filter_map(Position::read).collect(),
    };
    if positions.is_empty() {
        return None;
    }
    Some(if wkt { well_known(kind, &positions) } else { geo_json(kind, &positions) })
}

fn well_known(kind: FieldKind, positions: &[Position]) -> String {
    let points: Vec<String> = positions.iter().map(|position| position.numbers(" ")).collect();
    let points = points.join(",");
    match kind {
        FieldKind::Point => format!("\"POINT ({points})\""),
        FieldKind::Area => format!("\"POLYGON (({points}))\""),
        _ => format!("\"LINESTRING ({points})\""),
    }
}

fn geo_json(kind: FieldKind, positions: &[Position]) -> String {
    let points: Vec<String> = positions.iter().map(|position| format!("[{}]", position.numbers(","))).collect();
    let points = points.join(",");
    let (name, coordinates) = match kind {
        FieldKind::Point => ("Point", points),
        FieldKind::Area => ("Polygon", format!("[[{points}]]")),
        _ => ("LineString", format!("[{points}]")),
    };
    let properties = properties(kind, positions);
    format!("{{\"type\":\"{name}\",\"coordinates\":{coordinates}{properties}}}")
}

/// Accuracies in metres. For lines and areas one for each position, null where the device did not say; 0 there is what
/// drawing on a map gives.
fn properties(kind: FieldKind, positions: &[Position]) -> String {
    if kind == FieldKind::Point {
        let accuracy = positions.first().and_then(|position| position.accuracy_m);
        return accuracy.map_or_else(String::new, |accuracy| {
            format!(",\"properties\":{{\"accuracy\":{}}}", json::number(accuracy))
        });
    }
    let accuracies: Vec<Option<f64>> =
        positions.iter().map(|position| position.accuracy_m.filter(|accuracy| *accuracy != 0.0)).collect();
    if accuracies.iter().all(Option::is_none) {
        return String::new();
    }
    let written: Vec<String> =
        accuracies.into_iter().map(|accuracy| accuracy.map_or_else(|| "null".to_owned(), json::number)).collect();
    format!(",\"properties\":{{\"accuracies\":[{}]}}", written.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions() {
        let written = |text| written(FieldKind::Point, text, false).unwrap_or_default();
        assert_eq!(
            written("-3.38 29.36 790.5 4.2"),
            r#"{"type":"Point","coordinates":[29.36,-3.38,790.5],"properties":{"accuracy":4.2}}"#
        );
        assert_eq!(
            written("-3.38 29.36 0.0 0.0"),
            r#"{"type":"Point","coordinates":[29.36,-3.38,0],"properties":{"accuracy":0}}"#
        );
        assert_eq!(written("-3.38 29.36"), r#"{"type":"Point","coordinates":[29.36,-3.38]}"#);
        assert_eq!([written(""), written("-3.38"), written("by the river")], ["", "", ""]);
    }

    #[test]
    fn lines_and_areas() {
        let line = "1 2 0 5;3 4 0 0; 5 6;";
        assert_eq!(
            written(FieldKind::Trace, line, false).unwrap(),
            r#"{"type":"LineString","coordinates":[[2,1,0],[4,3,0],[6,5]],"properties":{"accuracies":[5,null,null]}}"#
        );
        assert_eq!(written(FieldKind::Trace, line, true).unwrap(), r#""LINESTRING (2 1 0,4 3 0,6 5)""#);
        assert_eq!(
            written(FieldKind::Area, "1 2;3 4;5 6;1 2", false).unwrap(),
            r#"{"type":"Polygon","coordinates":[[[2,1],[4,3],[6,5],[2,1]]]}"#
        );
        assert_eq!(written(FieldKind::Area, "1 2;1 2", true).unwrap(), r#""POLYGON ((2 1,2 1))""#);
        assert_eq!(written(FieldKind::Point, "1 2", true).unwrap(), r#""POINT (2 1)""#);
    }
}
