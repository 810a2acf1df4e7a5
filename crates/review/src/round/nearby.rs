//! Which places lie near each other, and which of these have nearly the same name.

use super::RoundRecord;
use places::{Grid, InSpace, PlaceName};

/// Metres within which neighbours are looked for: twice what the measured position of one place wanders between visits to its two
/// ends. Further away, a like name is another place of that name.
const REACH_M: f64 = 2_000.0;

/// A record's place on the earth.
pub(super) struct Spot<'a> {
    at: Option<InSpace>,
    identity: Option<&'a str>,
    name: PlaceName,
}

/// What lies nearest.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbours {
    pub(super) nearest_m: Option<f64>,
    pub(super) like_named_m: Option<f64>,
}

impl<'a> Spot<'a> {
    pub(super) fn of(record: &RoundRecord<'a>) -> Self {
        let at = record.position().map(InSpace::from);
        Self { at, identity: record.place_identity, name: PlaceName::of(record.name().unwrap_or_default()) }
    }

    /// Whether both are known to be the same place. Where that is not known they count as two.
    fn is(&self, other: &Self) -> bool {
        self.identity.is_some() && self.identity == other.identity
    }
}

/// For each spot, how far it is to others.
pub(super) fn neighbours(spots: &[Spot<'_>]) -> Vec<Neighbours> {
    let grid = Grid::new(REACH_M, spots.iter().enumerate().filter_map(|(number, spot)| Some((number, spot.at?))));
    spots.iter().enumerate().map(|(own, spot)| around(own, spot, spots, &grid)).collect()
}

fn around(own: usize, spot: &Spot<'_>, spots: &[Spot<'_>], grid: &Grid) -> Neighbours {
    let Some(at) = spot.at else { return Neighbours::default() };
    let beyond = REACH_M * REACH_M;
    let (mut nearest, mut like_named) = ((beyond, None), (beyond, None));
    for other in grid.around(&at).filter(|other| *other != own).filter_map(|other| spots.get(other)) {
        let Some(there) = other.at else { continue };
        let distance = at.square_to(&there);
        // Names take time to compare: only where the distance makes it worth while.
        if (distance < nearest.0 || distance < like_named.0) && !spot.is(other) {
            if distance < nearest.0 {
                nearest = (distance, Some(there));
            }
            if distance < like_named.0 && spot.name.is_like(&other.name) {
                like_named = (distance, Some(there));
            }
        }
        if like_named.0 == 0.0 {
            break;
        }
    }
    let metres = |found: Option<InSpace>| found.map(|there| at.metres_to(&there));
    Neighbours { nearest_m: metres(nearest.1), like_named_m: metres(like_named.1) }
}
