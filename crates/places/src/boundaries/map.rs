//! One level as GeoJSON for a map.

use super::Boundaries;
use super::stored::as_geojson;
use crate::{AdminArea, GeometryStanding, simplify};
use geo::{Coord, MapCoords, MultiPolygon};
use geojson::{Feature, FeatureCollection, Geometry, JsonObject};
use vocab::AdminLevel;

impl Boundaries {
    /// One level as a GeoJSON feature collection, by code. Properties: `pcode`, `name`, `parent`, and `approximate`,
    /// which a map must show. An area without an outline has a null geometry.
    ///
    /// `tolerance`, in degrees, is how far a simplified border may lie from the true one (0.001 is about 110 m); 0 keeps
    /// all corners and decimals. Neighbours that share a border still share it, corner for corner.
    pub fn to_geojson(&self, level: AdminLevel, tolerance: f64) -> String {
        let areas: Vec<&AdminArea> = self.areas_at(level).collect();
        let outlines: Vec<_> = areas.iter().filter_map(|area| area.geometry.as_deref()).collect();
        let mut simplified = simplify::simplify(&outlines, tolerance).into_iter();
        let features = areas.into_iter().map(|area| {
            let outline = area.geometry.as_ref().and_then(|_| simplified.next());
            let geometry = outline.map(|outline| Geometry::new(as_geojson(&shortened(&outline, tolerance))));
            Feature { geometry, properties: Some(self.properties(area)), ..Feature::default() }
        });
        FeatureCollection { bbox: None, features: features.collect(), foreign_members: None }.to_string()
    }

    fn properties(&self, area: &AdminArea) -> JsonObject {
        let approximate = self.version.geometry(area.level) == GeometryStanding::Approximate;
        let parent = area.parent.as_ref().map(|parent| parent.as_str());
        let mut properties = JsonObject::new();
        properties.insert("pcode".into(), area.pcode.as_str().into());
        properties.insert("name".into(), area.name.as_str().into());
        properties.insert("parent".into(), parent.into());
        properties.insert("approximate".into(), approximate.into());
        properties
    }
}

/// Coordinates with no more decimals than a hundredth of the tolerance needs: half of a map's size is digits.
fn shortened(outline: &MultiPolygon, tolerance: f64) -> MultiPolygon {
    let decimals = if tolerance > 0.0 { (2.0 - tolerance.log10().floor()).clamp(0.0, 7.0) } else { 7.0 };
    let steps = 10_f64.powf(decimals.round());
    let short = |degrees: f64| (degrees * steps).round() / steps;
    outline.map_coords(|at| Coord { x: short(at.x), y: short(at.y) })
}

#[cfg(test)]
mod tests {
    use crate::testing::{feature, table, version};
    use crate::{Boundaries, ReadOptions, read_areas};
    use serde_json::Value;
    use vocab::AdminLevel;

    fn map(boundaries: &Boundaries, tolerance: f64) -> Value {
        serde_json::from_str(&boundaries.to_geojson(AdminLevel(1), tolerance)).unwrap()
    }

    #[test]
    fn each_area_says_where_it_belongs_and_whether_its_outline_is_approximate() {
        let text =
            format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, feature("X01", "One", 1.234_567_8, 0.0));
        let file = read_areas("a.geojson", text.as_bytes(), &ReadOptions::default()).unwrap();
        let boundaries = Boundaries::build(version(), vec![file]).unwrap();
        let properties = serde_json::json!({"pcode": "X01", "name": "One", "parent": "XXX", "approximate": true});
        let full = map(&boundaries, 0.0);
        assert_eq!(full["features"][0]["properties"], properties);
        let first = |map: &Value| map["features"][0]["geometry"]["coordinates"][0][0][0][0].as_f64();
        assert_eq!(first(&full), Some(1.234_567_8));
        assert_eq!(first(&map(&boundaries, 0.01)), Some(1.2346));
    }

    #[test]
    fn an_area_without_an_outline_is_there_with_none() {
        let boundaries = Boundaries::build(version(), vec![table("admin1Pcode,admin1Name\nX01,One")]).unwrap();
        let map = map(&boundaries, 0.01);
        assert_eq!(map["features"][0]["geometry"], Value::Null);
        assert_eq!(map["features"][0]["properties"]["approximate"], false);
    }
}
