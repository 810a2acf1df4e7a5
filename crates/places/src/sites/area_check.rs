//! Whether a site lies in the area that somebody said.

use super::Site;
use crate::{AdminArea, Boundaries, GeometryStanding, PlaceIndex, nearness::centimetres};
use geo::{Distance, Euclidean, MapCoords};
use serde::Serialize;
use vocab::{Pcode, Point};

/// Metres outside an outline that may be the outline's doing: lines are drawn coarsely, and a phone's position wanders.
pub const NEAR_BORDER_M: f64 = 500.0;

/// What is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaFinding {
    /// It lies in another area, or in none.
    Outside,
    /// It lies outside, though no further than lines and positions are out.
    NearBorder,
    /// The boundaries do not have the area that was said.
    AreaUnknown,
    /// Nobody said an area.
    NoArea,
    /// Nobody said where it is.
    NoPosition,
    /// The area has no outline, nor any below it.
    NoOutline,
    /// It lies where it is said to.
    Inside,
}

/// What the position says of the area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AreaCheck {
    /// What is found.
    pub finding: AreaFinding,
    /// Metres from the outline of the area that was said; none unless it lies outside and the area has an outline of its own.
    pub metres: Option<f64>,
    /// The area of the same level that it lies in; of the deepest level, if nobody said one.
    pub lies_in: Option<Pcode>,
    /// What the outlines are worth.
    pub outlines: GeometryStanding,
}

/// Holds the declared area of a site against its position.
pub fn check_area(site: &Site, boundaries: &Boundaries, index: &PlaceIndex) -> AreaCheck {
    let check = |finding| AreaCheck { finding, metres: None, lies_in: None, outlines: GeometryStanding::None };
    let Some(point) = site.position else { return check(AreaFinding::NoPosition) };
    let Some(declared) = &site.area else {
        let lies_in = index.lineage(point.longitude, point.latitude).last().cloned();
        return AreaCheck { lies_in, ..check(AreaFinding::NoArea) };
    };
    let Some(area) = boundaries.area(&declared.pcode) else { return check(AreaFinding::AreaUnknown) };
    let outlines = index.standing(area.level);
    if outlines == GeometryStanding::None {
        return check(AreaFinding::NoOutline);
    }
    let lies_in = index.locate(point.longitude, point.latitude, area.level).cloned();
    let inside = lies_in.as_ref() == Some(&area.pcode);
    let metres = metres_outside(area, point).filter(|_| !inside);
    let finding = match metres {
        _ if inside => AreaFinding::Inside,
        Some(metres) if metres <= NEAR_BORDER_M => AreaFinding::NearBorder,
        _ => AreaFinding::Outside,
    };
    AreaCheck { finding, metres, lies_in, outlines }
}

/// Metres on a degree of latitude, on the mean sphere.
const METRES_A_DEGREE: f64 = 111_195.08;

/// Metres from a point to an outline, on a plane that touches the earth at the point: right to a hundredth within 100 km.
fn metres_outside(area: &AdminArea, point: Point) -> Option<f64> {
    let along = METRES_A_DEGREE * point.latitude.to_radians().cos();
    let around_point = area.geometry.as_deref()?.map_coords(|at| geo::Coord {
        x: (at.x - point.longitude) * along,
        y: (at.y - point.latitude) * METRES_A_DEGREE,
    });
    Some(centimetres(Euclidean.distance(&geo::Point::new(0.0, 0.0), &around_point)))
}
