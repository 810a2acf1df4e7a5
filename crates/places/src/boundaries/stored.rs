//! Areas as rows of a store, and back.

use super::Boundaries;
use crate::rings::STEPS_PER_DEGREE;
use crate::{AdminArea, BoundaryVersion, Fault, PlaceProblem, PlaceProblems, Position};
use geo::MultiPolygon;
use geojson::{Geometry, GeometryValue};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;
use vocab::{AdminLevel, Pcode};

/// An area as a store keeps it. Coordinates have at most seven decimals, so the text gives the same geometry back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredArea {
    /// Its code.
    pub pcode: Pcode,
    /// Its level.
    pub level: AdminLevel,
    /// Its name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub alternative_names: Vec<String>,
    /// Its parent; none for the country.
    pub parent: Option<Pcode>,
    /// A GeoJSON `MultiPolygon`, as text.
    pub geometry: Option<String>,
}

impl From<&AdminArea> for StoredArea {
    fn from(area: &AdminArea) -> Self {
        Self {
            pcode: area.pcode.clone(),
            level: area.level,
            name: area.name.clone(),
            alternative_names: area.alternative_names.clone(),
            parent: area.parent.clone(),
            geometry: area.geometry.as_deref().map(|outline| Geometry::new(as_geojson(outline)).to_string()),
        }
    }
}

/// The GeoJSON of an outline; always a `MultiPolygon`, so that readers meet one type.
pub(crate) fn as_geojson(outline: &MultiPolygon) -> GeometryValue {
    GeometryValue::from(outline)
}

impl Boundaries {
    /// The areas as rows, from the country downwards.
    pub fn stored(&self) -> impl Iterator<Item = StoredArea> + '_ {
        self.areas.iter().map(StoredArea::from)
    }

    /// Puts a version together again from what [`Boundaries::version`] and [`Boundaries::stored`] gave. Codes, parents and
    /// the form of geometries are checked again; outlines were checked for crossings when they came in, and are not again.
    ///
    /// # Errors
    /// With all problems, if the rows are not what was stored.
    pub fn from_stored(version: BoundaryVersion, rows: Vec<StoredArea>) -> Result<Self, PlaceProblems> {
        let levels: HashMap<Pcode, AdminLevel> = rows.iter().map(|row| (row.pcode.clone(), row.level)).collect();
        let mut problems = vec![];
        let mut areas = vec![];
        let mut seen: HashMap<Pcode, u64> = HashMap::new();
        for (row, stored) in (1..).zip(rows) {
            let mut problem = |fault| {
                let (file, value) = (version.code.clone(), stored.pcode.to_string());
                problems.push(PlaceProblem { file, position: Position::Row(row), value, fault });
            };
            if let Some(first) = seen.insert(stored.pcode.clone(), row) {
                let (file, name) = (version.code.clone(), stored.name.clone());
                problem(Fault::DuplicateCode { file, position: Position::Row(first), name });
            }
            if let Err(fault) = check_parent(&stored, &levels) {
                problem(fault);
            }
            match stored.geometry.as_deref().map(outline).transpose() {
                Ok(geometry) => areas.push(AdminArea {
                    pcode: stored.pcode.clone(),
                    level: stored.level,
                    name: stored.name.clone(),
                    alternative_names: stored.alternative_names.clone(),
                    parent: stored.parent.clone(),
                    geometry: geometry.map(Arc::new),
                }),
                Err(fault) => problem(fault),
            }
        }
        if areas.is_empty() && problems.is_empty() {
            return Err(PlaceProblems::of_file(&version.code, "", Fault::NoAreas));
        }
        if problems.is_empty() { Ok(Self::new(version, areas)) } else { Err(PlaceProblems(problems)) }
    }
}

fn check_parent(row: &StoredArea, levels: &HashMap<Pcode, AdminLevel>) -> Result<(), Fault> {
    let (Some(above), parent) = (row.level.above(), row.parent.as_ref()) else {
        return match &row.parent {
            None => Ok(()),
            Some(_) => Err(Fault::BadLevel { text: row.level.0.to_string() }),
        };
    };
    let parent = parent.ok_or(Fault::NoParent { level: above })?;
    match levels.get(parent) {
        Some(level) if *level == above => Ok(()),
        Some(level) => Err(Fault::LevelJump { level: row.level, parent: parent.to_string(), parent_level: *level }),
        None => Err(Fault::Orphan { parent: parent.to_string() }),
    }
}

fn outline(text: &str) -> Result<MultiPolygon, Fault> {
    let unreadable = |detail: String| Fault::UnreadableArea { what: "geometry", detail };
    let geometry: Geometry = text.parse().map_err(|error: geojson::Error| unreadable(error.to_string()))?;
    let GeometryValue::MultiPolygon { coordinates } = &geometry.value else {
        return Err(Fault::NotAnArea { found: geometry.value.type_name().to_owned() });
    };
    let closed = |ring: &Vec<geojson::Position>| ring.len() >= 4 && ring.first() == ring.last();
    if !coordinates.iter().all(|polygon| !polygon.is_empty() && polygon.iter().all(closed)) {
        return Err(unreadable("a ring is not closed".into()));
    }
    MultiPolygon::try_from(geometry.value).map_err(|error| unreadable(error.to_string()))
}

const _: () = assert!(STEPS_PER_DEGREE <= 1e7, "more digits would not come back the same from JSON");
