//! TopoJSON: areas whose borders are shared arcs, usually as steps on a grid (quantised, delta-encoded).
//!
//! Laying out the arcs is done here, in `lay_out` and `join`: the `topojson` crate (0.5) brings an older `geojson` whose
//! types do not fit ours, and would hide which ring of which feature is wrong.
//!
//! Source: the TopoJSON format specification 1.0, sections 2.1.2 (transforms) and 2.1.4 (arc indexes).

use super::geojson::read_features;
use super::{AreaFile, ReadOptions, unreadable};
use crate::rings::{Corner, Outline, RingChecker};
use crate::{Fault, PlaceProblem, Position};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Deserialize)]
struct Topology {
    arcs: Vec<Vec<geojson::Position>>,
    #[serde(default)]
    transform: Option<Transform>,
    objects: indexmap::IndexMap<String, Value>,
}

#[derive(Deserialize, Clone, Copy)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

/// A geometry object. Each object of a topology is a collection of them, or a single one.
#[derive(Deserialize)]
struct Shape {
    #[serde(rename = "type", default)]
    kind: Option<String>,
    #[serde(default)]
    arcs: Value,
    #[serde(default)]
    properties: Option<Map<String, Value>>,
}

pub(super) fn read(file_name: &str, bytes: &[u8], options: &ReadOptions) -> Result<AreaFile, Fault> {
    let topology: Topology = serde_json::from_slice(bytes).map_err(unreadable)?;
    let cell = topology.transform.map(|transform| (transform.scale[0] * transform.scale[1]).abs());
    let arcs: Vec<Vec<Corner>> = topology.arcs.iter().map(|arc| lay_out(arc, topology.transform)).collect();
    let mut file = AreaFile::empty(file_name, options);
    let mut checker = RingChecker::new(options, cell);
    let mut number = 0;
    for object in topology.objects.into_values() {
        let mut features = vec![];
        for shape in shapes(object) {
            number += 1;
            if number > options.limits.areas as u64 {
                return Err(Fault::TooManyAreas { limit: options.limits.areas });
            }
            match serde_json::from_value::<Shape>(shape) {
                Ok(shape) => {
                    let outline = outline(shape.kind.as_deref(), &shape.arcs, &arcs, &mut checker)?;
                    features.push((number, shape.properties.unwrap_or_default(), outline));
                }
                Err(error) => file.problems.push(PlaceProblem {
                    file: file_name.to_owned(),
                    position: Position::Feature(number),
                    value: String::new(),
                    fault: Fault::UnreadableArea { what: "feature", detail: error.to_string() },
                }),
            }
        }
        read_features(&mut file, features, options)?;
    }
    Ok(file)
}

fn shapes(object: Value) -> Vec<Value> {
    match object {
        Value::Object(mut members) if members.get("type").is_some_and(|kind| kind == "GeometryCollection") => {
            match members.remove("geometries") {
                Some(Value::Array(shapes)) => shapes,
                _ => vec![],
            }
        }
        other => vec![other],
    }
}

/// The corners of an arc in degrees: each position of a transformed arc is a step from the one before.
fn lay_out(arc: &[geojson::Position], transform: Option<Transform>) -> Vec<Corner> {
    let mut at = [0.0, 0.0];
    let step = |position: &geojson::Position| {
        let [x, y, ..] = position.as_slice() else { return None };
        let Some(Transform { scale, translate }) = transform else { return Some([*x, *y]) };
        at = [at[0] + x, at[1] + y];
        Some([at[0] * scale[0] + translate[0], at[1] * scale[1] + translate[1]])
    };
    arc.iter().map(step).collect()
}

/// # Errors
/// When the file has more corners than it may.
fn outline(
    kind: Option<&str>,
    indexes: &Value,
    arcs: &[Vec<Corner>],
    checker: &mut RingChecker,
) -> Result<Outline, Fault> {
    let read = |indexes: Value| serde_json::from_value::<Vec<Vec<i64>>>(indexes);
    let polygons = match kind {
        None => return Ok(Outline::none()),
        Some("Polygon") => read(indexes.clone()).map(|polygon| vec![polygon]),
        Some("MultiPolygon") => serde_json::from_value::<Vec<Vec<Vec<i64>>>>(indexes.clone()),
        Some(other) => return Ok(Outline::faulty(Fault::NotAnArea { found: other.chars().take(40).collect() })),
    };
    let polygons = match polygons {
        Ok(polygons) => polygons,
        Err(error) => {
            return Ok(Outline::faulty(Fault::UnreadableArea { what: "list of arcs", detail: error.to_string() }));
        }
    };
    let mut laid_out = vec![];
    for polygon in polygons {
        let mut rings = vec![];
        for (number, ring) in (1..).zip(polygon) {
            match join(&ring, arcs, number, checker) {
                Ok(ring) => rings.push(ring),
                Err(fault @ Fault::TooManyVertices { .. }) => return Err(fault),
                Err(fault) => return Ok(Outline::faulty(fault)),
            }
        }
        laid_out.push(rings);
    }
    Ok(checker.outline(laid_out))
}

/// The corners of a ring: its arcs one after the other, those written `~n` backwards, joints once.
fn join(ring: &[i64], arcs: &[Vec<Corner>], number: usize, checker: &mut RingChecker) -> Result<Vec<Corner>, Fault> {
    let mut corners: Vec<Corner> = vec![];
    for &index in ring {
        let backwards = index < 0;
        let at = usize::try_from(if backwards { !index } else { index }).ok();
        let arc = at.and_then(|at| arcs.get(at)).ok_or(Fault::NoSuchArc { arc: index })?;
        // one long arc named a million times would be laid out a million times
        checker.count(arc.len().max(1))?;
        let (first, last) = if backwards { (arc.last(), arc.first()) } else { (arc.first(), arc.last()) };
        if let (Some(end), Some(first)) = (corners.last(), first)
            && end != first
        {
            return Err(Fault::ArcsDoNotMeet { ring: number, arc: index });
        }
        if last.is_some() {
            corners.pop();
        }
        if backwards {
            corners.extend(arc.iter().rev());
        } else {
            corners.extend(arc);
        }
    }
    Ok(corners)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Source: the worked example of the TopoJSON format specification, section 1.1.
    #[test]
    fn steps_on_the_grid_add_up() {
        let transform = Transform { scale: [0.000_5, 0.000_1], translate: [100.0, 0.0] };
        let arc: Vec<geojson::Position> = [[4000.0, 0.0], [1999.0, 9999.0], [2000.0, -9999.0]].map(Into::into).to_vec();
        let corners = lay_out(&arc, Some(transform));
        assert_eq!(corners, [Some([102.0, 0.0]), Some([102.9995, 0.9999]), Some([103.9995, 0.0])]);
    }
}
