//! The places of rounds, sorted into areas.

use super::places::RoundPlaces;
use estimate::{NotAssessed, PlaceId, RoundCounts, Standing};
use std::collections::{BTreeMap, BTreeSet};
use vocab::{AdminLevel, Pcode};

/// The site that a place is, if it is known, and the areas it lies in.
type Known<'r> = (Option<&'r str>, &'r [Pcode]);

/// The counts of each area at `levels`, one for each round. A place that a round has no record of stands in it with the reason.
pub fn by_area(rounds: &[&RoundPlaces], levels: &[AdminLevel]) -> BTreeMap<(AdminLevel, Pcode), Vec<RoundCounts>> {
    let mut members: BTreeMap<(AdminLevel, Pcode), BTreeMap<&PlaceId, Known<'_>>> = BTreeMap::new();
    for round in rounds {
        let spots = round.places.iter().flat_map(|(id, place)| place.spots.iter().map(move |spot| (id, place, spot)));
        for (id, place, spot) in spots {
            for level in levels {
                if let Some(area) = spot.lineage.get(usize::from(level.0)) {
                    let of_area = members.entry((*level, area.clone())).or_default();
                    of_area.entry(id).or_insert((place.site.as_deref(), spot.lineage.as_slice()));
                }
            }
        }
    }
    let counts = |((level, area), places): ((AdminLevel, Pcode), BTreeMap<&PlaceId, Known<'_>>)| {
        let of_round = |round: &&RoundPlaces| RoundCounts {
            round: round.round,
            definition: round.definition.clone(),
            places: places.iter().map(|(id, known)| ((*id).clone(), standing(round, id, *known, &area))).collect(),
        };
        let of_rounds = rounds.iter().map(of_round).collect();
        ((level, area), of_rounds)
    };
    members.into_iter().map(counts).collect()
}

/// How a place stands in a round, for one area: a place that another round saw elsewhere is not in this one.
fn standing(round: &RoundPlaces, id: &PlaceId, (site, lineage): Known<'_>, area: &Pcode) -> Standing {
    match round.places.get(id) {
        Some(place) => place.standing(area).unwrap_or(Standing::NotAssessed(NotAssessed::NotSaid)),
        None => Standing::NotAssessed(round.why_absent(site, lineage)),
    }
}

/// Everybody counted in a round.
pub fn total(counts: &RoundCounts) -> u64 {
    let assessed = counts.places.values().filter_map(|standing| match standing {
        Standing::Assessed(count) => Some(*count),
        Standing::NotAssessed(_) => None,
    });
    assessed.fold(0, u64::saturating_add)
}

/// Whether any place of the round has a count.
pub fn any(counts: &RoundCounts) -> bool {
    counts.places.values().any(|standing| matches!(standing, Standing::Assessed(_)))
}

/// The levels an indicator is computed at, in order.
pub fn levels(indicator: &figures::Indicator, exercise: &str) -> Vec<AdminLevel> {
    let levels: BTreeSet<AdminLevel> = indicator.levels_in(exercise).unwrap_or_default().iter().copied().collect();
    levels.into_iter().collect()
}
