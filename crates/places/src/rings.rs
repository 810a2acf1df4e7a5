//! Are these rings an area? Checks them, rounds them, turns them the way RFC 7946 wants them.
//!
//! A file that was rounded to a grid (quantised TopoJSON) has spikes and loops that its authors never drew: two banks of
//! a bay fall on the same grid line. Those are cut off when they hold no more than [`MENDABLE_CELLS`] cells of the grid;
//! the same cut is made in the neighbour, which has the same corners. Anything larger is a mistake and is reported. A ring
//! that only touches itself at a corner is no mistake: it becomes two areas that touch, or one with a hole.

mod contact;

use crate::{Fault, GeometryStanding, Limits, ReadOptions};
use contact::{Contact, TooTangled, first_contact};
use geo::{Area, Coord, CoordinatePosition, LineString, MapCoords, MultiPolygon, Orient, Polygon, unary_union};
use geo::{coordinate_position::CoordPos, orient::Direction};
use std::collections::HashMap;

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
            let whole = number >= first && rings.len() > number - first;
            if whole && let Some((polygons, faults)) = assemble(rings, first) {
                outline.faults.extend(faults);
                areas.extend(polygons);
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

    /// The loops of a ring, the largest first, and the places mended.
    fn ring(&mut self, corners: &[Corner], ring: usize) -> Result<(Vec<LineString>, usize), Vec<Fault>> {
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
        let mut loops = loops(points);
        loops.sort_by(|a, b| land(&b.0).total_cmp(&land(&a.0)));
        let all = loops.len();
        let mendable = self.mendable;
        let mut largest = true;
        loops.retain(|line| std::mem::take(&mut largest) || land(&line.0) > mendable);
        mended += all - loops.len();
        match loops.first() {
            Some(line) if land(&line.0) > 0.0 => Ok((loops, mended)),
            _ => Err(vec![Fault::NoLand { ring }]),
        }
    }
}

/// A ring that touches itself at corners, as the loops between them; one that does not, as it is.
fn loops(points: Vec<Coord>) -> Vec<LineString> {
    let mut loops = vec![];
    let mut open: Vec<Coord> = vec![];
    let mut places: HashMap<(u64, u64), usize> = HashMap::new();
    for point in points {
        let key = |at: Coord| (at.x.to_bits(), at.y.to_bits());
        if let Some(start) = places.get(&key(point)).copied() {
            let mut between: Vec<Coord> = open.drain(start..).collect();
            between.iter().for_each(|corner| _ = places.remove(&key(*corner)));
            between.push(point);
            if between.len() >= 4 {
                loops.push(LineString(between));
            }
        }
        places.insert(key(point), open.len());
        open.push(point);
    }
    loops
}

/// One polygon of a file: the loops of its outer ring and of its holes. A loop that turns like the outer ring's largest is
/// land beside it, one that turns the other way is a hole; of a hole's loops it is the other way round.
fn assemble(rings: Vec<Vec<LineString>>, first: usize) -> Option<(Vec<Polygon>, Vec<Fault>)> {
    let turn = |line: &LineString| Polygon::new(line.clone(), vec![]).signed_area() > 0.0;
    let mut rings = rings.into_iter();
    let mut outer = rings.next()?.into_iter();
    let largest = outer.next()?;
    let way = turn(&largest);
    let (beside, mut holes): (Vec<_>, Vec<_>) = outer.partition(|line| turn(line) == way);
    let mut land = beside;
    let mut faults = vec![];
    for (number, ring) in (first + 1..).zip(rings) {
        let Some(way) = ring.first().map(turn) else { continue };
        if ring.first().is_some_and(|hole| is_outside(hole, &largest)) {
            faults.push(Fault::HoleOutside { ring: number });
        }
        let (hollow, islands): (Vec<_>, Vec<_>) = ring.into_iter().partition(|line| turn(line) == way);
        holes.extend(hollow);
        land.extend(islands);
    }
    let others = land.into_iter().map(|line| Polygon::new(line, vec![]));
    let polygons = std::iter::once(Polygon::new(largest, holes)).chain(others);
    Some((polygons.map(|polygon| polygon.orient(Direction::Default)).collect(), faults))
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

/// Two segments, by the corners they start at, where a closed ring crosses or covers itself. A ring that cannot be told
/// within the usual bounds counts as sound.
pub(crate) fn crossing_segments(ring: &[Coord]) -> Option<[usize; 2]> {
    let mut comparisons = Limits::default().comparisons;
    let contact = first_contact(ring, &mut comparisons).ok().flatten()?;
    Some([contact.first, contact.second])
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

/// Whether a hole lies outside the outer ring, by its first corner that is not on it.
fn is_outside(hole: &LineString, outer: &LineString) -> bool {
    let outer = Polygon::new(outer.clone(), vec![]);
    let mut places = hole.coords().map(|corner| outer.coordinate_position(corner));
    places.find(|place| *place != CoordPos::OnBoundary) == Some(CoordPos::Outside)
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
    fn a_ring_that_touches_itself_at_a_corner_becomes_two_or_one_with_a_hole() {
        // two triangles that meet at (2, 0)
        let two = &[[0.0, 0.0], [2.0, 0.0], [4.0, 0.5], [4.0, -1.0], [2.0, 0.0], [0.0, -1.0], [0.0, 0.0]];
        // a square with a bay that closes at (2, 0)
        let bay = &[
            [0.0, 0.0],
            [2.0, 0.0],
            [1.0, 1.0],
            [3.0, 1.0],
            [2.0, 0.0],
            [4.0, 0.0],
            [4.0, 4.0],
            [0.0, 4.0],
            [0.0, 0.0],
        ];
        for (ring, polygons, holes, land) in [(&two[..], 2, 0, 2.5), (&bay[..], 1, 1, 15.0)] {
            let outline = check(&[ring], None);
            assert_eq!((outline.faults.len(), outline.mended), (0, 0));
            let area = outline.geometry.unwrap();
            assert_eq!((area.0.len(), area.0[0].interiors().len()), (polygons, holes));
            assert_eq!(area.signed_area(), land);
        }
    }

    #[test]
    fn a_loop_at_a_corner_within_the_grid_is_cut_off() {
        let with_loop =
            &[[0.0, 0.0], [4.0, 0.0], [4.1, 0.1], [4.1, -0.1], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]];
        let outline = check(&[with_loop], Some(0.02));
        assert_eq!((outline.faults.len(), outline.mended), (0, 1));
        assert_eq!(outline.geometry.unwrap().signed_area(), 16.0);
    }
}
