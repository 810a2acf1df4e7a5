//! Fewer corners for the web map, with shared borders still shared.
//!
//! Outlines are cut into arcs where three areas meet, or land ends; an arc that two areas share is simplified once, in
//! one direction, and used by both. So neighbours keep meeting exactly, whatever file they came from. Two areas share a
//! border where they have the same corners; where one has a corner in the middle of the other's segment, they meet to
//! within the tolerance.

use crate::rings::{STEPS_PER_DEGREE, crossing_segments};
use geo::{Coord, LineString, MultiPolygon, Polygon, Simplify};
use std::collections::{HashMap, HashSet};

/// A corner on the grid of [`STEPS_PER_DEGREE`].
type Corner = (i64, i64);

/// An arc of a ring: which, and whether the ring runs along it backwards.
type ArcUse = (usize, bool);

/// How often a tolerance is halved for an arc that closes a ring too tightly, before the arc is left as it is.
const MOST_HALVINGS: u8 = 8;

/// The outlines with corners left out that lie within `tolerance` (degrees) of the line. No ring disappears, and none
/// crosses itself that did not before: the arcs of such a ring get half the tolerance, again and again.
pub(crate) fn simplify(outlines: &[&MultiPolygon], tolerance: f64) -> Vec<MultiPolygon> {
    if tolerance.is_nan() || tolerance <= 0.0 {
        return outlines.iter().map(|outline| (*outline).clone()).collect();
    }
    let mut arcs = Arcs::default();
    let junctions = junctions(outlines);
    let rings: Vec<Vec<ArcUse>> = rings(outlines).map(|ring| arcs.take(&ring, &junctions)).collect();
    let thin = thinned_until_sound(&arcs.list, &rings, tolerance);
    let mut rings = rings.iter().map(|ring| LineString(join(ring, &thin)));
    let mut polygon = |old: &Polygon| {
        let outer = rings.next()?;
        Some(Polygon::new(outer, rings.by_ref().take(old.interiors().len()).collect()))
    };
    outlines.iter().map(|outline| outline.iter().filter_map(&mut polygon).collect()).collect()
}

/// All arcs thinned. Those that make a ring collapse or cross itself get half the tolerance until they do not.
fn thinned_until_sound(arcs: &[Vec<Corner>], rings: &[Vec<ArcUse>], tolerance: f64) -> Vec<Vec<Coord>> {
    let mut thin: Vec<Vec<Coord>> = arcs.iter().map(|arc| thinned(arc, tolerance)).collect();
    let mut halvings = vec![0_u8; arcs.len()];
    let mut unchecked: Vec<usize> = (0..rings.len()).collect();
    while !unchecked.is_empty() {
        let tight: HashSet<usize> = unchecked.iter().flat_map(|ring| too_tight(&rings[*ring], &thin)).collect();
        let tight: HashSet<usize> = tight.into_iter().filter(|arc| halvings[*arc] <= MOST_HALVINGS).collect();
        for &arc in &tight {
            halvings[arc] += 1;
            let finer = if halvings[arc] > MOST_HALVINGS { 0.0 } else { tolerance / f64::from(1_u32 << halvings[arc]) };
            thin[arc] = thinned(&arcs[arc], finer);
        }
        unchecked = (0..rings.len()).filter(|ring| rings[*ring].iter().any(|(arc, _)| tight.contains(arc))).collect();
    }
    thin
}

/// The arcs to blame for a ring that has collapsed or crosses itself; none if it is sound.
fn too_tight(ring: &[ArcUse], thin: &[Vec<Coord>]) -> Vec<usize> {
    let line = join(ring, thin);
    if line.len() < 4 {
        return ring.iter().map(|(arc, _)| *arc).collect();
    }
    let Some(segments) = crossing_segments(&line) else { return vec![] };
    let of_segment = |segment: usize| {
        let mut before = 0;
        let holds = |(arc, _): &&ArcUse| {
            before += thin[*arc].len().saturating_sub(1);
            segment < before
        };
        ring.iter().find(holds).map(|(arc, _)| *arc)
    };
    segments.into_iter().filter_map(of_segment).collect()
}

/// All rings in order, without their last corner, which is the first again.
fn rings<'a>(outlines: &'a [&'a MultiPolygon]) -> impl Iterator<Item = Vec<Corner>> + 'a {
    let polygons = outlines.iter().flat_map(|outline| outline.iter());
    let lines = polygons.flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    lines.map(|line| line.0.iter().skip(1).map(corner).collect())
}

fn corner(at: &Coord) -> Corner {
    // the product is within ±1.8·10⁹
    ((at.x * STEPS_PER_DEGREE).round() as i64, (at.y * STEPS_PER_DEGREE).round() as i64)
}

fn coord((x, y): Corner) -> Coord {
    Coord { x: x as f64 / STEPS_PER_DEGREE, y: y as f64 / STEPS_PER_DEGREE }
}

/// Corners that do not have the same two neighbours wherever they occur.
fn junctions(outlines: &[&MultiPolygon]) -> HashSet<Corner> {
    let mut neighbours: HashMap<Corner, (Corner, Corner)> = HashMap::new();
    let mut junctions = HashSet::new();
    for ring in rings(outlines) {
        let count = ring.len();
        for at in 0..count {
            let (before, after) = (ring[(at + count - 1) % count], ring[(at + 1) % count]);
            let pair = (before.min(after), before.max(after));
            if *neighbours.entry(ring[at]).or_insert(pair) != pair {
                junctions.insert(ring[at]);
            }
        }
    }
    junctions
}

/// Arcs, each once, in one direction.
#[derive(Default)]
struct Arcs {
    list: Vec<Vec<Corner>>,
    known: HashMap<Vec<Corner>, usize>,
}

impl Arcs {
    /// Cuts a ring at the junctions, or, if it has none, at its smallest corner.
    fn take(&mut self, ring: &[Corner], junctions: &HashSet<Corner>) -> Vec<ArcUse> {
        let mut cuts: Vec<usize> = (0..ring.len()).filter(|at| junctions.contains(&ring[*at])).collect();
        if cuts.is_empty() {
            cuts.extend((0..ring.len()).min_by_key(|at| ring[*at]));
        }
        let ends = cuts.iter().skip(1).chain(cuts.first()).copied();
        cuts.iter().zip(ends).map(|(from, to)| self.number(between(ring, *from, to))).collect()
    }

    fn number(&mut self, mut arc: Vec<Corner>) -> ArcUse {
        let backwards = arc.iter().gt(arc.iter().rev());
        if backwards {
            arc.reverse();
        }
        let next = self.list.len();
        let number = *self.known.entry(arc).or_insert_with_key(|arc| {
            self.list.push(arc.clone());
            next
        });
        (number, backwards)
    }
}

/// The corners from one place of a ring to another, both included, round the ring if they are the same.
fn between(ring: &[Corner], from: usize, to: usize) -> Vec<Corner> {
    let steps = if to > from { to - from } else { to + ring.len() - from };
    (0..=steps).map(|step| ring[(from + step) % ring.len()]).collect()
}

/// An arc without the corners that lie within the tolerance. One that comes back to its start is halved at the corner
/// farthest from there, so that something remains.
fn thinned(arc: &[Corner], tolerance: f64) -> Vec<Coord> {
    let line: Vec<Coord> = arc.iter().copied().map(coord).collect();
    if arc.first() != arc.last() {
        return LineString(line).simplify(tolerance).0;
    }
    let start = line.first().copied().unwrap_or_default();
    let away = |at: &usize| (line[*at].x - start.x).powi(2) + (line[*at].y - start.y).powi(2);
    let farthest = (0..line.len()).max_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(0);
    let mut halves = LineString(line[..=farthest].to_vec()).simplify(tolerance).0;
    halves.extend(LineString(line[farthest..].to_vec()).simplify(tolerance).0.into_iter().skip(1));
    halves
}

fn join(ring: &[ArcUse], arcs: &[Vec<Coord>]) -> Vec<Coord> {
    let mut corners: Vec<Coord> = vec![];
    for (arc, backwards) in ring {
        corners.pop();
        if *backwards {
            corners.extend(arcs[*arc].iter().rev());
        } else {
            corners.extend(&arcs[*arc]);
        }
    }
    corners
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(corners: &[(f64, f64)]) -> MultiPolygon {
        MultiPolygon(vec![Polygon::new(LineString::from(corners.to_vec()), vec![])])
    }

    /// Two areas on either side of a wavy border from (1, 0) to (1, 4).
    fn neighbours() -> [MultiPolygon; 2] {
        let border = [(1.0, 0.0), (1.01, 1.0), (0.99, 2.0), (1.01, 3.0), (1.0, 4.0)];
        let west = [&[(0.0, 4.0), (0.0, 0.0)][..], &border, &[(0.0, 4.0)]].concat();
        let mut back = border;
        back.reverse();
        let east = [&[(2.0, 0.0), (2.0, 4.0)][..], &back, &[(2.0, 0.0)]].concat();
        [area(&west), area(&east)]
    }

    fn corners(area: &MultiPolygon) -> HashSet<Corner> {
        area.iter().flat_map(|polygon| polygon.exterior().coords()).map(corner).collect()
    }

    #[test]
    fn neighbours_keep_the_same_corners_on_their_border() {
        let [west, east] = neighbours();
        let simple = simplify(&[&west, &east], 0.05);
        let square = |x: i64| {
            HashSet::from([(x, 0), (x + 1, 0), (x + 1, 4), (x, 4)].map(|(x, y)| (x * 10_000_000, y * 10_000_000)))
        };
        assert_eq!(corners(&simple[0]), square(0));
        assert_eq!(corners(&simple[1]), square(1));
    }

    #[test]
    fn without_a_tolerance_nothing_changes() {
        let [west, east] = neighbours();
        for tolerance in [0.0, -1.0, f64::NAN] {
            assert_eq!(simplify(&[&west, &east], tolerance), [west.clone(), east.clone()]);
        }
    }

    #[test]
    fn an_island_smaller_than_the_tolerance_stays() {
        let island = area(&[(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.05, 0.12), (0.0, 0.1), (0.0, 0.0)]);
        let kept = &simplify(&[&island], 10.0)[0];
        assert!(kept.0[0].exterior().0.len() >= 4);
    }

    #[test]
    fn an_enclave_and_the_hole_around_it_stay_the_same() {
        let circle = |by: f64| -> Vec<(f64, f64)> {
            let corner = |step: i32| (f64::from(step) * 0.1 * by).sin_cos();
            let mut line: Vec<(f64, f64)> = (0..62).map(corner).map(|(x, y)| (round(x), round(y))).collect();
            line.push(line[0]);
            line
        };
        let round_town = area(&circle(1.0));
        let hole = LineString::from(circle(-1.0));
        let outer = LineString::from(vec![(-9.0, -9.0), (9.0, -9.0), (9.0, 9.0), (-9.0, 9.0), (-9.0, -9.0)]);
        let around = MultiPolygon(vec![Polygon::new(outer, vec![LineString(hole.0.clone())])]);
        let town = MultiPolygon(vec![Polygon::new(LineString(hole.0.into_iter().rev().collect()), vec![])]);
        let simple = simplify(&[&town, &around], 0.05);
        let left: HashSet<Corner> = simple[1].0[0].interiors()[0].coords().map(corner).collect();
        assert_eq!(corners(&simple[0]), left);
        assert!(left.len() < corners(&round_town).len() / 2);
    }

    fn round(degrees: f64) -> f64 {
        crate::rings::round(degrees)
    }
}
