//! One level as GeoJSON for a map.

use super::Boundaries;
use super::stored::as_geojson;
use crate::{AdminArea, GeometryStanding, simplify};
use geojson::{Feature, FeatureCollection, Geometry, JsonObject};
use vocab::AdminLevel;

impl Boundaries {
    /// One level as a GeoJSON feature collection, by code. Properties: `pcode`, `name`, `parent`, and `approximate`,
    /// which a map must show. An area without an outline has a null geometry.
    ///
    /// `tolerance`, in degrees, is how far a simplified border may lie from the true one (0.001 is about 110 m); 0 keeps
    /// all corners. Neighbours that share a border still share it, corner for corner.
    pub fn to_geojson(&self, level: AdminLevel, tolerance: f64) -> String {
        let areas: Vec<&AdminArea> = self.areas_at(level).collect();
        let outlines: Vec<_> = areas.iter().filter_map(|area| area.geometry.as_deref()).collect();
        let mut simplified = simplify::simplify(&outlines, tolerance).into_iter();
        let features = areas.into_iter().map(|area| {
            let outline = area.geometry.as_ref().and_then(|_| simplified.next());
            let geometry = outline.map(|outline| Geometry::new(as_geojson(&outline)));
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
