//! Who came and who went since the round before, by reason, as the later round's records say.
//!
//! Repeats are in no snapshot. Records of a closed round do not change, so the records of a snapshot are read again where they
//! are the very same, version by version; where they are not, there is no account.

use super::{places::RoundPlaces, splits::Together};
use estimate::{AccountError, Comparison, Count, Movement, PlaceId, RoundCounts, Standing, account};
use packs::{MovementSide, Movements};
use publish::AreaAccount;
use std::collections::{BTreeMap, HashMap};
use vocab::{Answer, Pcode, Record, Value};

/// What the places of a round say of movements, each in the areas it was said to lie in.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundMovements(BTreeMap<PlaceId, Vec<(Vec<Pcode>, PlaceMovements)>>);

/// By reason; none where the place did not say.
#[derive(Debug, Clone, PartialEq, Default)]
struct PlaceMovements {
    increases: Option<BTreeMap<String, u64>>,
    decreases: Option<BTreeMap<String, u64>>,
}

impl RoundMovements {
    /// What the records say; none if they are no longer those of the snapshot.
    pub fn read(rules: &Movements, round: &RoundPlaces, records: &[Record]) -> Option<Self> {
        let by_key: HashMap<_, _> = records.iter().map(|record| (&record.key, record)).collect();
        let mut found = BTreeMap::new();
        for (id, spot) in round.places.iter().flat_map(|(id, place)| place.spots.iter().map(move |spot| (id, spot))) {
            let mut movements = Vec::new();
            for (key, source) in &spot.records {
                let record = by_key.get(key).filter(|record| record.source.to_string() == *source)?;
                movements.push((side(&rules.increases, record), side(&rules.decreases, record)));
            }
            let (increases, decreases) = movements.into_iter().unzip();
            let said = PlaceMovements { increases: added(increases), decreases: added(decreases) };
            found.entry(id.clone()).or_insert_with(Vec::new).push((spot.lineage.clone(), said));
        }
        Some(Self(found))
    }

    /// The account of an area's change, over the places assessed in both rounds; none where there are none. A place that was put
    /// `together` says what those it is made of say.
    ///
    /// # Errors
    /// For numbers that cannot be added up.
    pub fn account(
        &self,
        area: &Pcode,
        comparison: &Comparison,
        (before, after): (&RoundCounts, &RoundCounts),
        together: &Together,
    ) -> Result<Option<AreaAccount>, AccountError> {
        let Some(change) = comparison.like_for_like else { return Ok(None) };
        let assessed = |round: &RoundCounts, id: &PlaceId| matches!(round.places.get(id), Some(Standing::Assessed(_)));
        let same = after.places.keys().filter(|id| assessed(before, id) && assessed(after, id));
        let (mut increases, mut decreases) = (BTreeMap::new(), BTreeMap::new());
        let (mut silent_about_increases, mut silent_about_decreases) = (0, 0);
        for place in same.map(|id| self.said(id, area, together)) {
            let sides = [
                (place.increases, &mut increases, &mut silent_about_increases),
                (place.decreases, &mut decreases, &mut silent_about_decreases),
            ];
            for (said, sums, silent) in sides {
                match said {
                    Some(said) => add(sums, said),
                    None => *silent += 1,
                }
            }
        }
        let (increases, decreases) = (movements(increases), movements(decreases));
        let account = account(change.before, change.after, &increases, &decreases)?;
        Ok(Some(AreaAccount { account, silent_about_increases, silent_about_decreases }))
    }
}

impl RoundMovements {
    fn said(&self, id: &PlaceId, area: &Pcode, together: &Together) -> PlaceMovements {
        let members = together.get(id).map_or(std::slice::from_ref(id), Vec::as_slice);
        let spots = members.iter().filter_map(|member| self.0.get(member)).flatten();
        let within: Vec<&PlaceMovements> =
            spots.filter(|(lineage, _)| lineage.contains(area)).map(|(_, said)| said).collect();
        if within.is_empty() {
            return PlaceMovements::default();
        }
        PlaceMovements {
            increases: added(within.iter().map(|said| said.increases.clone()).collect()),
            decreases: added(within.iter().map(|said| said.decreases.clone()).collect()),
        }
    }
}

/// One side of a record: nobody, by reason, or not said. An entry without a number leaves the side unsaid.
fn side(rule: &MovementSide, record: &Record) -> Option<BTreeMap<String, u64>> {
    if record.answers.get(&rule.asked).and_then(Answer::text) == Some(&rule.none) {
        return Some(BTreeMap::new());
    }
    let Some(Value::Repeat(entries)) = record.answers.get(&rule.repeat).and_then(Answer::value) else { return None };
    let mut sums = BTreeMap::new();
    for entry in entries {
        let count = entry.get(&rule.count).and_then(Answer::integer).and_then(|count| u64::try_from(count).ok())?;
        let parts = rule.reason.iter().filter_map(|name| entry.get(name).and_then(Answer::text));
        let reason = parts.collect::<Vec<_>>().join("/");
        let sum: &mut u64 = sums.entry(reason).or_default();
        *sum = sum.saturating_add(count);
    }
    Some(sums)
}

/// The sides of several records of a place; not said if one of them did not say.
fn added(sides: Vec<Option<BTreeMap<String, u64>>>) -> Option<BTreeMap<String, u64>> {
    let mut sums = BTreeMap::new();
    for said in sides {
        add(&mut sums, said?);
    }
    Some(sums)
}

fn add(sums: &mut BTreeMap<String, u64>, more: BTreeMap<String, u64>) {
    for (reason, count) in more {
        let sum = sums.entry(reason).or_default();
        *sum = sum.saturating_add(count);
    }
}

fn movements(sums: BTreeMap<String, u64>) -> Vec<Movement> {
    sums.into_iter().map(|(reason, count)| Movement { reason, count: Count::Given(count) }).collect()
}
