//! Distances over ground, and what lies near.

use std::collections::BTreeMap;
use vocab::Point;

/// Mean radius of the earth (IUGG), in metres.
const EARTH_M: f64 = 6_371_008.8;

/// A position as metres from the centre of the earth: no seam at the poles and at the date line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InSpace([f64; 3]);

impl From<Point> for InSpace {
    fn from(point: Point) -> Self {
        let (longitude, latitude) = (point.longitude.to_radians(), point.latitude.to_radians());
        let from_axis = EARTH_M * latitude.cos();
        Self([from_axis * longitude.cos(), from_axis * longitude.sin(), EARTH_M * latitude.sin()])
    }
}

impl InSpace {
    /// The square of the metres to another in a straight line: enough to compare with.
    pub fn square_to(&self, other: &Self) -> f64 {
        self.0.iter().zip(&other.0).map(|(a, b)| (a - b) * (a - b)).sum()
    }

    /// Metres to another in a straight line, to the centimetre: sines differ in the last bit from machine to machine,
    /// centimetres do not. Within some kilometres that is the way over ground.
    pub fn metres_to(&self, other: &Self) -> f64 {
        centimetres(self.square_to(other).sqrt())
    }
}

/// Metres between two positions in a straight line, to the centimetre.
pub fn metres(one: Point, other: Point) -> f64 {
    InSpace::from(one).metres_to(&InSpace::from(other))
}

/// Metres, to the centimetre.
pub(crate) fn centimetres(metres: f64) -> f64 {
    (metres * 100.0).round() / 100.0
}

/// Positions in cells as wide as the reach of a question, so that neighbours are found without asking everybody.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    reach_m: f64,
    cells: BTreeMap<[i32; 3], Vec<usize>>,
}

impl Grid {
    /// Puts numbered positions into cells `reach_m` metres wide, which must be one metre at least.
    pub fn new(reach_m: f64, positions: impl IntoIterator<Item = (usize, InSpace)>) -> Self {
        let mut grid = Self { reach_m: reach_m.max(1.0), cells: BTreeMap::new() };
        for (number, at) in positions {
            let cell = grid.cell(&at);
            grid.cells.entry(cell).or_default().push(number);
        }
        grid
    }

    /// The numbers of all that may lie within the reach, and of some that lie a little further.
    pub fn around(&self, at: &InSpace) -> impl Iterator<Item = usize> {
        let [x, y, z] = self.cell(at);
        let near = |middle: i32| middle - 1..=middle + 1;
        let cells = near(x).flat_map(move |x| near(y).flat_map(move |y| near(z).map(move |z| [x, y, z])));
        cells.filter_map(|cell| self.cells.get(&cell)).flatten().copied()
    }

    fn cell(&self, at: &InSpace) -> [i32; 3] {
        at.0.map(|metres| (metres / self.reach_m).floor() as i32) // at most 6.4 million either way
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_earth_also_over_the_date_line() {
        let point = |longitude, latitude| Point { longitude, latitude, altitude_m: None, accuracy_m: None };
        // A degree of latitude is 111.195 km on the mean sphere.
        assert_eq!(metres(point(29.9, -3.0), point(29.9, -3.001)), 111.2);
        assert_eq!(metres(point(179.9995, 0.0), point(-179.9995, 0.0)), 111.2);
        assert_eq!(metres(point(0.0, 90.0), point(120.0, 90.0)), 0.0);
    }
}
