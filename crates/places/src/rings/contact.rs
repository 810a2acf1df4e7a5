//! Where a ring crosses or covers itself.

use geo::{Coord, GeoNum, Kernel, Orientation};

/// Two segments of a ring that cross, or run along each other. Segment i goes from corner i to corner i + 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Contact {
    /// The earlier segment.
    pub(crate) first: usize,
    /// The later one.
    pub(crate) second: usize,
    /// Where they meet, as seen by the loop between them (corners `first + 1` to `second`).
    pub(crate) at: Coord,
    /// Where they meet, as seen by the rest of the ring. The same, unless they run along each other.
    pub(crate) at_rest: Coord,
}

/// The comparisons allowed are used up.
#[derive(Debug)]
pub(crate) struct TooTangled;

/// The first contact in the order of the sweep from west to east; none for a ring that only touches itself at points.
///
/// # Errors
/// When `comparisons`, which counts down, comes to 0.
pub(crate) fn first_contact(ring: &[Coord], comparisons: &mut u64) -> Result<Option<Contact>, TooTangled> {
    let mut segments: Vec<Segment> =
        ring.windows(2).enumerate().map(|(at, ends)| Segment::new(at, ends[0], ends[1])).collect();
    segments.sort_by(|a, b| a.west.total_cmp(&b.west).then(a.at.cmp(&b.at)));
    for (place, segment) in segments.iter().enumerate() {
        for other in segments[place + 1..].iter().take_while(|other| other.west <= segment.east) {
            *comparisons = comparisons.checked_sub(1).ok_or(TooTangled)?;
            if other.south <= segment.north
                && segment.south <= other.north
                && let Some(contact) = meet(segment, other)
            {
                return Ok(Some(contact));
            }
        }
    }
    Ok(None)
}

struct Segment {
    at: usize,
    from: Coord,
    to: Coord,
    west: f64,
    east: f64,
    south: f64,
    north: f64,
}

impl Segment {
    fn new(at: usize, from: Coord, to: Coord) -> Self {
        let (west, east) = (from.x.min(to.x), from.x.max(to.x));
        let (south, north) = (from.y.min(to.y), from.y.max(to.y));
        Self { at, from, to, west, east, south, north }
    }

    /// A corner of the other segment that lies on this one, ends included.
    fn holds(&self, corner: Coord) -> bool {
        (self.west..=self.east).contains(&corner.x) && (self.south..=self.north).contains(&corner.y)
    }
}

/// Two segments that cross in their middles, or run along each other. Touching at a point is no contact.
fn meet(one: &Segment, other: &Segment) -> Option<Contact> {
    let (a, b) = if one.at < other.at { (one, other) } else { (other, one) };
    let sides = [side(a, b.from), side(a, b.to), side(b, a.from), side(b, a.to)];
    let (at, at_rest) = if sides == [Orientation::Collinear; 4] {
        along(a, b)?
    } else if apart(sides[0], sides[1]) && apart(sides[2], sides[3]) {
        let at = crossing(a, b);
        (at, at)
    } else {
        return None;
    };
    Some(Contact { first: a.at, second: b.at, at, at_rest })
}

fn apart(one: Orientation, other: Orientation) -> bool {
    one != other && one != Orientation::Collinear && other != Orientation::Collinear
}

fn side(segment: &Segment, point: Coord) -> Orientation {
    <f64 as GeoNum>::Ker::orient2d(segment.from, segment.to, point)
}

/// For two segments on one line that share more than a point: the shared corner nearest to the rest of the ring, and
/// the one nearest to the loop between them. Cutting there takes the whole shared stretch away.
fn along(a: &Segment, b: &Segment) -> Option<(Coord, Coord)> {
    let corners = [(a.from, b), (b.to, a), (b.from, a), (a.to, b)];
    let shared = || corners.iter().filter(|(corner, other)| other.holds(*corner)).map(|(corner, _)| *corner);
    let (first, last) = (shared().next()?, shared().next_back()?);
    shared().any(|corner| corner != first).then_some((first, last))
}

fn crossing(a: &Segment, b: &Segment) -> Coord {
    let (step, other) = (a.to - a.from, b.to - b.from);
    let across = step.x * other.y - step.y * other.x;
    let way = b.from - a.from;
    let share = if across == 0.0 { 0.5 } else { (way.x * other.y - way.y * other.x) / across };
    a.from + step * share
}
