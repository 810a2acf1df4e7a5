//! Are these rings an area? Checks them, rounds them, turns them the way RFC 7946 wants them.
//!
//! A file that was rounded to a grid (quantised TopoJSON) has spikes and loops that its authors never drew: two banks of
//! a bay fall on the same grid line. Those are cut off when they hold no more than [`MENDABLE_CELLS`] cells of the grid;
//! the same cut is made in the neighbour, which has the same corners. Anything larger is a mistake and is reported.

mod contact;

use crate::{Fault, GeometryStanding, Limits, ReadOptions};
use contact::{Contact, TooTangled, first_contact};
use geo::{Area, Coord, CoordinatePosition, LineString, MapCoords, MultiPolygon, Orient, Polygon, unary_union};
use geo::{coordinate_position::CoordPos, orient::Direction};

/// A corner as a file writes it: longitude, latitude; none if there are not two numbers.
pub(crate) type Corner = Option<[f64; 2]>;

/// Steps per degree that coordinates are rounded to: about 1 cm, finer than any border is surveyed. The rounded number
/// has few digits, so that it comes back the same from JSON, and shared corners stay shared.
pub(crate) const STEPS_PER_DEGREE: f64 = 1e7;

/// The largest loop that rounding to a grid makes, in cells. A corner moves by half a cell at most each way, and source
/// files simplified before rounding show loops of up to 2.5 cells (South Sudan COD counties).
const MENDABLE_CELLS: f64 = 4.0;

/// No outline is mended in more places than this; one that needs more is not a rounding matter.
const MOST_MENDS: usize = 200;

/// Square degrees, about a tenth of a square kilometre: larger than the gaps that rounding and mending leave between
/// provinces, smaller than any enclave of another country.
const SLIVER: f64 = 1e-5;

/// What is known of an area's outline.
pub(crate) struct Outline {
    pub(crate) geometry: Option<MultiPolygon>,
    pub(crate) faults: Vec<Fault>,
    /// Places where it was mended.
    pub(crate) mended: usize,
}

impl Outline {
    /// No outline: names and codes only.
    pub(crate) fn none() -> Self {
        Self { geometry: None, faults: vec![], mended: 0 }
    }

    /// One that cannot be used.
    pub(crate) fn faulty(fault: Fault) -> Self {
        Self { geometry: None, faults: vec![fault], mended: 0 }
    }
}

/// Checks the outlines of one file and counts what they cost.
pub(crate) struct RingChecker {
    wanted: bool,
    vertices: usize,
    most_vertices: usize,
    comparisons: u64,
    mendable: f64,
}

impl RingChecker {
    /// `cell`: the area of a cell of the file's own grid in square degrees, if it has one.
    pub(crate) fn new(options: &ReadOptions, cell: Option<f64>) -> Self {
        let rounding = (1.0 / STEPS_PER_DEGREE).powi(2);
        Self {
            wanted: options.geometry != GeometryStanding::None,
            vertices: 0,
            most_vertices: options.limits.vertices,
            comparisons: options.limits.comparisons,
            mendable: MENDABLE_CELLS * cell.filter(|cell| cell.is_finite()).unwrap_or(0.0).max(rounding),
        }
    }

    /// Counts corners before they are laid out.
    ///
    /// # Errors
    /// When the file has more than it may.
    pub(crate) fn count(&mut self, corners: usize) -> Result<(), Fault> {
        self.vertices = self.vertices.saturating_add(corners);
        let limit = self.most_vertices;
        if self.vertices > limit { Err(Fault::TooManyVertices { limit }) } else { Ok(()) }
    }

    /// Polygons of rings of corners to an area, with all that is wrong with any ring.
    pub(crate) fn outline(&mut self, polygons: Vec<Vec<Vec<Corner>>>) -> Outline {
        if !self.wanted {
            return Outline::none();
        }
        let mut outline = Outline::none();
        let mut number = 0;
        let mut areas = vec![];
        for polygon in polygons {
            let first = number + 1;
            let mut rings = vec![];
            for ring in polygon {
                number += 1;
                match self.ring(&ring, number) {
                    Ok((ring, mended)) => {
                        outline.mended += mended;
                        rings.push(ring);
                    }
                    Err(faults) => outline.faults.extend(faults),
                }
            }
            if number < first || rings.len() <= number - first {
                continue; // empty, or at fault already
            }
            let mut rings = rings.into_iter();
            if let Some(outer) = rings.next() {
                let polygon = Polygon::new(outer, rings.collect());
                outline.faults.extend(stray_holes(&polygon, first));
                areas.push(polygon.orient(Direction::Default));
            }
        }
        if areas.is_empty() && outline.faults.is_empty() {
            outline.faults.push(Fault::EmptyGeometry);
        }
        if outline.faults.is_empty() {
            outline.geometry = Some(MultiPolygon(areas));
        }
        outline
    }

    fn ring(&mut self, corners: &[Corner], ring: usize) -> Result<(LineString, usize), Vec<Fault>> {
        let mut points = rounded(corners, ring)?;
        if let (Some(&first), Some(&last)) = (points.first(), points.last())
            && first != last
        {
            return Err(vec![Fault::Unclosed { ring, start: show(first), end: show(last) }]);
        }
        points.dedup();
        let mut mended = 0;
        loop {
            if points.len() < 4 {
                return Err(vec![Fault::TooFewPoints { ring, points: points.len() }]);
            }
            let contact = first_contact(&points, &mut self.comparisons);
            let Some(contact) = contact.map_err(|TooTangled| vec![Fault::TooTangled { ring }])? else { break };
            let cut = if mended < MOST_MENDS { cut_off(&points, &contact, self.mendable) } else { None };
            points = cut.ok_or_else(|| vec![Fault::SelfIntersection { ring, at: show(contact.at) }])?;
            mended += 1;
        }
        let line = LineString(points);
        let land = Polygon::new(line.clone(), vec![]).unsigned_area();
        if land > 0.0 { Ok((line, mended)) } else { Err(vec![Fault::NoLand { ring }]) }
    }
}

/// Corners on the grid of [`STEPS_PER_DEGREE`]. All corners that are off the globe are one problem: usually the whole
/// file is in another coordinate system.
fn rounded(corners: &[Corner], ring: usize) -> Result<Vec<Coord>, Vec<Fault>> {
    let mut points = Vec::with_capacity(corners.len());
    for (vertex, corner) in (1..).zip(corners) {
        let Some([x, y]) = *corner else { return Err(vec![Fault::ShortPosition { ring, vertex }]) };
        let on_the_globe = (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y);
        if !on_the_globe {
            return Err(vec![Fault::OutOfRange { ring, vertex, at: format!("{x}, {y}") }]);
        }
        points.push(Coord { x: round(x), y: round(y) });
    }
    Ok(points)
}

pub(crate) fn round(degrees: f64) -> f64 {
    // never −0: it would be written otherwise than 0
    (degrees * STEPS_PER_DEGREE).round() / STEPS_PER_DEGREE + 0.0
}

fn show(at: Coord) -> String {
    format!("{}, {}", at.x, at.y)
}

/// The ring without the smaller of the two loops that a contact makes of it, if that is small enough to cut off.
fn cut_off(ring: &[Coord], contact: &Contact, mendable: f64) -> Option<Vec<Coord>> {
    let open = &ring[..ring.len() - 1];
    let loop_between = &open[contact.first + 1..=contact.second];
    let rest = [&open[contact.second + 1..], &open[..=contact.first]].concat();
    let inner = land(&[&[contact.at], loop_between].concat());
    let outer = land(&[&[contact.at_rest][..], &rest].concat());
    let (smaller, at, kept) =
        if inner <= outer { (inner, contact.at, &rest[..]) } else { (outer, contact.at_rest, loop_between) };
    let at = Coord { x: round(at.x), y: round(at.y) };
    let mut closed = [&[at], kept, &[at]].concat();
    closed.dedup();
    (smaller <= mendable && closed.len() < ring.len()).then_some(closed)
}

/// Whether a closed ring neither crosses nor covers itself. One that cannot be told within the usual bounds does not.
pub(crate) fn is_simple(ring: &[Coord]) -> bool {
    let mut comparisons = Limits::default().comparisons;
    matches!(first_contact(ring, &mut comparisons), Ok(None))
}

/// The outline of several areas together. Holes smaller than [`SLIVER`] are where their common borders do not quite meet.
pub(crate) fn around(areas: &[&MultiPolygon]) -> MultiPolygon {
    let together = unary_union(areas.iter().flat_map(|area| area.iter()));
    let polygons = together.into_iter().map(|polygon| {
        let (outer, mut holes) = polygon.into_inner();
        holes.retain(|hole| land(&hole.0) > SLIVER);
        Polygon::new(outer, holes).map_coords(|at| Coord { x: round(at.x), y: round(at.y) })
    });
    MultiPolygon(polygons.collect()).orient(Direction::Default)
}

/// What a loop encloses, in square degrees.
fn land(corners: &[Coord]) -> f64 {
    Polygon::new(LineString(corners.to_vec()), vec![]).unsigned_area()
}

fn stray_holes(polygon: &Polygon, first: usize) -> Vec<Fault> {
    let outer = polygon.exterior();
    let inside = |hole: &LineString| {
        let places = hole.coords().map(|corner| Polygon::new(outer.clone(), vec![]).coordinate_position(corner));
        places.into_iter().find(|place| *place != CoordPos::OnBoundary) != Some(CoordPos::Outside)
    };
    let holes = (first + 1..).zip(polygon.interiors());
    holes.filter(|(_, hole)| !inside(hole)).map(|(ring, _)| Fault::HoleOutside { ring }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rings: &[&[[f64; 2]]], cell: Option<f64>) -> Outline {
        let rings = rings.iter().map(|ring| ring.iter().map(|at| Some(*at)).collect()).collect();
        let options = ReadOptions { geometry: GeometryStanding::Official, ..ReadOptions::default() };
        RingChecker::new(&options, cell).outline(vec![rings])
    }

    const SQUARE: &[[f64; 2]] = &[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];

    #[test]
    fn a_square_is_an_area_and_turns_anticlockwise() {
        let clockwise: Vec<[f64; 2]> = SQUARE.iter().rev().copied().collect();
        let outline = check(&[&clockwise], None);
        assert_eq!(outline.faults, []);
        assert_eq!(outline.geometry.unwrap().signed_area(), 16.0);
    }

    #[test]
    fn what_is_no_ring_is_named() {
        let codes = |rings: &[&[[f64; 2]]]| check(rings, None).faults.iter().map(Fault::code).collect::<Vec<_>>();
        assert_eq!(codes(&[&SQUARE[..4]]), ["places.unclosed_ring"]);
        assert_eq!(codes(&[&[[0.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]), ["places.too_few_points"]);
        assert_eq!(
            codes(&[&[[0.0, 0.0], [2.0, 2.0], [2.0, 0.0], [0.0, 2.0], [0.0, 0.0]]]),
            ["places.self_intersection"]
        );
        assert_eq!(codes(&[&[[200.0, 0.0], [2.0, 2.0], [2.0, 0.0], [200.0, 0.0]]]), ["places.out_of_range"]);
        assert_eq!(codes(&[]), ["places.empty_geometry"]);
        assert_eq!(codes(&[&[]]), ["places.too_few_points"]);
        let hole = SQUARE.iter().map(|[x, y]| [x + 9.0, *y]).collect::<Vec<_>>();
        assert_eq!(codes(&[SQUARE, &hole]), ["places.hole_outside"]);
    }

    #[test]
    fn all_rings_at_fault_are_named_together() {
        let outline = check(&[&SQUARE[..4], &SQUARE[..3]], None);
        assert_eq!(outline.faults.len(), 2);
        assert!(outline.geometry.is_none());
    }

    #[test]
    fn a_loop_of_one_grid_cell_is_cut_off_and_a_larger_one_is_not() {
        let with_loop = &[
            [0.0, 0.0],
            [4.0, 0.0],
            [4.0, 4.0],
            [2.0, 4.0],
            [2.0, 4.2],
            [2.2, 4.2],
            [2.2, 3.9],
            [0.0, 3.9],
            [0.0, 0.0],
        ];
        assert_eq!(check(&[with_loop], Some(0.02)).mended, 1);
        assert_eq!(check(&[with_loop], Some(0.02)).faults, []);
        assert_eq!(check(&[with_loop], None).faults.len(), 1);
    }

    #[test]
    fn a_spike_has_no_land_and_is_cut_off() {
        let spiked = &[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [9.0, 4.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];
        let outline = check(&[spiked], None);
        assert_eq!((outline.mended, outline.faults.len()), (1, 0));
        assert_eq!(outline.geometry.unwrap().signed_area(), 16.0);
    }

    #[test]
    fn a_ring_may_touch_itself_at_a_point() {
        let pinched = &[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 1.0], [2.0, 0.0], [1.0, 4.0], [0.0, 0.0]];
        assert_eq!(check(&[pinched], None).faults, []);
    }
}
