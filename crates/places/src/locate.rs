//! Which area a point lies in.

use crate::{Boundaries, GeometryStanding};
use geo::{BoundingRect, Coord, CoordinatePosition, MultiPolygon, coordinate_position::CoordPos};
use rstar::{AABB, RTree, RTreeObject};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use vocab::{AdminLevel, Pcode};

/// Finds the area of a level that a point lies in. Keeps the outlines alive by itself, so it can outlive its [`Boundaries`].
#[derive(Debug)]
pub struct PlaceIndex {
    levels: BTreeMap<AdminLevel, RTree<Piece>>,
    standings: BTreeMap<AdminLevel, GeometryStanding>,
    /// For levels without outlines of their own: code of an area below to its lineage.
    lineages: HashMap<Pcode, Vec<Pcode>>,
}

/// One polygon of an area, by its bounds.
#[derive(Debug)]
struct Piece {
    pcode: Pcode,
    outline: Arc<MultiPolygon>,
    polygon: usize,
    bounds: AABB<[f64; 2]>,
}

impl RTreeObject for Piece {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        self.bounds
    }
}

impl Piece {
    /// Inside, or on the border.
    fn covers(&self, point: Coord) -> bool {
        let polygon = self.outline.0.get(self.polygon);
        polygon.is_some_and(|polygon| polygon.coordinate_position(&point) != CoordPos::Outside)
    }
}

impl PlaceIndex {
    /// Indexes the outlines of all levels that have any.
    pub fn new(boundaries: &Boundaries) -> Self {
        let mut pieces: BTreeMap<AdminLevel, Vec<Piece>> = BTreeMap::new();
        let mut lineages = HashMap::new();
        for area in boundaries.areas() {
            let Some(outline) = &area.geometry else { continue };
            lineages.insert(area.pcode.clone(), boundaries.lineage(&area.pcode));
            for (polygon, shape) in outline.iter().enumerate() {
                let Some(bounds) = shape.bounding_rect() else { continue };
                let bounds = AABB::from_corners(bounds.min().into(), bounds.max().into());
                let piece = Piece { pcode: area.pcode.clone(), outline: Arc::clone(outline), polygon, bounds };
                pieces.entry(area.level).or_default().push(piece);
            }
        }
        let standing = |level: &AdminLevel| (*level, boundaries.version().geometry(*level));
        let standings = pieces.keys().map(standing).collect();
        let levels = pieces.into_iter().map(|(level, pieces)| (level, RTree::bulk_load(pieces))).collect();
        Self { levels, standings, lineages }
    }

    /// The area of `level` that holds the point (degrees east, north). A point on a border belongs to the area with the
    /// smaller code, always. A level without outlines is answered through the nearest level below that has some; a level
    /// with none below it has no answer. None also for a point outside all areas: the nearest one would be a guess.
    pub fn locate(&self, longitude: f64, latitude: f64, level: AdminLevel) -> Option<&Pcode> {
        let (drawn, tree) = self.levels.range(level..).next()?;
        let found = covering_code(tree, Coord { x: longitude, y: latitude })?;
        if *drawn == level { Some(found) } else { self.lineages.get(found)?.get(usize::from(level.0)) }
    }

    /// What the outlines are worth that answer for `level`.
    pub fn standing(&self, level: AdminLevel) -> GeometryStanding {
        self.standings.range(level..).next().map_or(GeometryStanding::None, |(_, standing)| *standing)
    }

    /// The country, …, down to the area of the deepest level with outlines that holds the point; empty outside all.
    pub fn lineage(&self, longitude: f64, latitude: f64) -> &[Pcode] {
        let deepest_first = self.levels.values().rev();
        let mut found = deepest_first.filter_map(|tree| covering_code(tree, Coord { x: longitude, y: latitude }));
        found.next().and_then(|code| self.lineages.get(code)).map_or(&[], Vec::as_slice)
    }
}

/// The smallest code among the areas that cover the point.
fn covering_code(tree: &RTree<Piece>, point: Coord) -> Option<&Pcode> {
    if !(point.x.is_finite() && point.y.is_finite()) {
        return None;
    }
    let at = AABB::from_point([point.x, point.y]);
    let covering = tree.locate_in_envelope_intersecting(at).filter(|piece| piece.covers(point));
    covering.map(|piece| &piece.pcode).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{feature, version};
    use crate::{ReadOptions, read_areas};

    fn two_squares() -> PlaceIndex {
        let features = [feature("X01", "West", 0.0, 0.0), feature("X02", "East", 1.0, 0.0)].join(",");
        let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
        let file = read_areas("a.geojson", text.as_bytes(), &ReadOptions::default()).unwrap();
        PlaceIndex::new(&Boundaries::build(version(), vec![file]).unwrap())
    }

    fn at(index: &PlaceIndex, x: f64, y: f64) -> Option<&str> {
        index.locate(x, y, AdminLevel(1)).map(Pcode::as_str)
    }

    #[test]
    fn a_point_on_a_border_belongs_to_the_smaller_code() {
        let index = two_squares();
        assert_eq!(at(&index, 0.5, 0.5), Some("X01"));
        assert_eq!(at(&index, 1.5, 0.5), Some("X02"));
        assert_eq!(at(&index, 1.0, 0.5), Some("X01"));
        assert_eq!(at(&index, 2.0, 1.0), Some("X02"));
    }

    #[test]
    fn a_point_outside_is_nowhere() {
        let index = two_squares();
        assert_eq!(at(&index, 9.0, 9.0), None);
        assert_eq!(at(&index, f64::NAN, 0.5), None);
        assert!(index.lineage(9.0, 9.0).is_empty());
    }

    #[test]
    fn the_country_answers_through_its_provinces_and_a_level_below_all_outlines_has_no_answer() {
        let index = two_squares();
        assert_eq!(index.locate(0.5, 0.5, AdminLevel::COUNTRY).map(Pcode::as_str), Some("XXX"));
        assert_eq!(index.locate(0.5, 0.5, AdminLevel(2)), None);
        assert_eq!(index.lineage(0.5, 0.5).len(), 2);
        assert_eq!(index.standing(AdminLevel::COUNTRY), GeometryStanding::Approximate);
    }
}
