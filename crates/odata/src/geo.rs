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

    fn push(&self, separator: u8, out: &mut Vec<u8>) {
        json::push_number(out, self.longitude);
        out.push(separator);
        json::push_number(out, self.latitude);
        if let Some(altitude) = self.altitude_m {
            out.push(separator);
            json::push_number(out, altitude);
        }
    }
}

/// Whether there is a position in the answer.
pub(crate) fn is_place(kind: FieldKind, text: &str) -> bool {
    !positions(kind, text).is_empty()
}

/// Appends the answer as GeoJSON, or as quoted well-known text; null if there is no position in it.
pub(crate) fn push(kind: FieldKind, text: &str, wkt: bool, out: &mut Vec<u8>) {
    let positions = positions(kind, text);
    if positions.is_empty() {
        out.extend_from_slice(b"null");
    } else if wkt {
        push_well_known(kind, &positions, out);
    } else {
        push_geo_json(kind, &positions, out);
    }
}

fn positions(kind: FieldKind, text: &str) -> Vec<Position> {
    if kind == FieldKind::Point {
        return Position::read(text).into_iter().collect();
    }
    text.split(';').filter_map(Position::read).collect()
}

fn push_well_known(kind: FieldKind, positions: &[Position], out: &mut Vec<u8>) {
    let (before, after): (&[u8], &[u8]) = match kind {
        FieldKind::Point => (b"\"POINT (", b")\""),
        FieldKind::Area => (b"\"POLYGON ((", b"))\""),
        _ => (b"\"LINESTRING (", b")\""),
    };
    out.extend_from_slice(before);
    push_joined(positions, out, |position, out| position.push(b' ', out));
    out.extend_from_slice(after);
}

fn push_geo_json(kind: FieldKind, positions: &[Position], out: &mut Vec<u8>) {
    let (before, after): (&[u8], &[u8]) = match kind {
        FieldKind::Point => (b"{\"type\":\"Point\",\"coordinates\":", b""),
        FieldKind::Area => (b"{\"type\":\"Polygon\",\"coordinates\":[[", b"]]"),
        _ => (b"{\"type\":\"LineString\",\"coordinates\":[", b"]"),
    };
    out.extend_from_slice(before);
    push_joined(positions, out, |position, out| {
        out.push(b'[');
        position.push(b',', out);
        out.push(b']');
    });
    out.extend_from_slice(after);
    push_properties(kind, positions, out);
    out.push(b'}');
}

/// Accuracies in metres. For lines and areas one for each position, null where the device did not say; 0 there is what
/// drawing on a map gives.
fn push_properties(kind: FieldKind, positions: &[Position], out: &mut Vec<u8>) {
    if kind == FieldKind::Point {
        if let Some(accuracy) = positions.first().and_then(|position| position.accuracy_m) {
            out.extend_from_slice(b",\"properties\":{\"accuracy\":");
            json::push_number(out, accuracy);
            out.push(b'}');
        }
        return;
    }
    let said = |position: &Position| position.accuracy_m.filter(|accuracy| *accuracy != 0.0);
    if positions.iter().any(|position| said(position).is_some()) {
        out.extend_from_slice(b",\"properties\":{\"accuracies\":[");
        push_joined(positions, out, |position, out| match said(position) {
            Some(accuracy) => json::push_number(out, accuracy),
            None => out.extend_from_slice(b"null"),
        });
        out.extend_from_slice(b"]}");
    }
}

fn push_joined(positions: &[Position], out: &mut Vec<u8>, push: impl Fn(&Position, &mut Vec<u8>)) {
    for (at, position) in positions.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        push(position, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: FieldKind, text: &str, wkt: bool) -> String {
        let mut out = Vec::new();
        push(kind, text, wkt, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn single_positions() {
        let written = |text| written(FieldKind::Point, text, false);
        assert_eq!(
            written("-3.38 29.36 790.5 4.2"),
            r#"{"type":"Point","coordinates":[29.36,-3.38,790.5],"properties":{"accuracy":4.2}}"#
        );
        assert_eq!(
            written("-3.38 29.36 0.0 0.0"),
            r#"{"type":"Point","coordinates":[29.36,-3.38,0],"properties":{"accuracy":0}}"#
        );
        assert_eq!(written("-3.38 29.36"), r#"{"type":"Point","coordinates":[29.36,-3.38]}"#);
        assert_eq!([written(""), written("-3.38"), written("by the river")], ["null"; 3]);
    }

    #[test]
    fn lines_and_areas() {
        let line = "1 2 0 5;3 4 0 0; 5 6;";
        assert_eq!(
            written(FieldKind::Trace, line, false),
            r#"{"type":"LineString","coordinates":[[2,1,0],[4,3,0],[6,5]],"properties":{"accuracies":[5,null,null]}}"#
        );
        assert_eq!(written(FieldKind::Trace, line, true), r#""LINESTRING (2 1 0,4 3 0,6 5)""#);
        assert_eq!(
            written(FieldKind::Area, "1 2;3 4;5 6;1 2", false),
            r#"{"type":"Polygon","coordinates":[[[2,1],[4,3],[6,5],[2,1]]]}"#
        );
        assert_eq!(written(FieldKind::Area, "1 2;1 2", true), r#""POLYGON ((2 1,2 1))""#);
        assert_eq!(written(FieldKind::Point, "1 2", true), r#""POINT (2 1)""#);
    }
}
