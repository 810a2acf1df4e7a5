//! What the baseline says, place by place and round by round.

use crate::Filled;
use std::collections::BTreeMap;
use vocab::{Answer, Point, RoundNumber, Value};

/// A place in one round.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) province: String,
    pub(super) commune: String,
    pub(super) is_site: bool,
    pub(super) point: Option<Point>,
    pub(super) households: i64,
    pub(super) individuals: i64,
    /// Households and people by reason: hazards, conflict, others.
    pub(super) reasons: [(i64, i64); 3],
    /// Households and people who returned from within the country, and from abroad.
    pub(super) returned: [(i64, i64); 2],
    /// Households and people who arrived since the round before, and who left.
    pub(super) arrived: (i64, i64),
    pub(super) departed: (i64, i64),
    /// The hazard that drove those who arrived.
    pub(super) hazard: Option<String>,
}

/// Places by commune, as told in each round; where a place was not reached, it is not there.
pub(super) struct Truth(BTreeMap<(RoundNumber, String), Vec<Place>>);

impl Truth {
    pub(super) fn read(baseline: &[Filled]) -> Self {
        let mut places: BTreeMap<(RoundNumber, String), Vec<Place>> = BTreeMap::new();
        for filled in baseline {
            if let Some(place) = place(filled) {
                places.entry((filled.round, place.commune.clone())).or_default().push(place);
            }
        }
        Self(places)
    }

    /// The places of a commune in a round.
    pub(super) fn of(&self, round: RoundNumber, commune: &str) -> &[Place] {
        self.0.get(&(round, commune.to_owned())).map_or(&[], Vec::as_slice)
    }
}

fn place(filled: &Filled) -> Option<Place> {
    let answers = &filled.answers;
    let text = |name: &str| answers.get(name).and_then(Answer::text).map(str::to_owned);
    let number = |name: &str| answers.get(name).and_then(Answer::integer).unwrap_or(0);
    let (households, told) = (answers.get("idp_households")?.integer()?, number("idp_individuals"));
    let pair = |what: &str, kind: &str| {
        (number(&format!("{what}_households{kind}")), number(&format!("{what}_individuals{kind}")))
    };
    let returned =
        |kind: &str| (number(&format!("returnee_{kind}_households")), number(&format!("returnee_{kind}_individuals")));
    let moved = |repeat: &str, households: &str, individuals: &str| match answers.get(repeat).and_then(Answer::value) {
        Some(Value::Repeat(entries)) => {
            let sum = |name: &str| entries.iter().filter_map(|entry| entry.get(name)?.integer()).sum::<i64>();
            (sum(households), sum(individuals))
        }
        _ => (0, 0),
    };
    let hazard = match answers.get("new_displacement").and_then(Answer::value) {
        Some(Value::Repeat(entries)) => {
            entries.first().and_then(|entry| entry.get("hazard")?.text().map(str::to_owned))
        }
        _ => None,
    };
    let point = match answers.get("location_point").and_then(Answer::value) {
        Some(Value::Point(point)) => Some(*point),
        _ => None,
    };
    Some(Place {
        name: text("location_name")?,
        province: text("admin1")?,
        commune: text("admin2")?,
        is_site: text("location_type").as_deref() == Some("displacement_site"),
        point,
        households,
        // Where children were counted twice on purpose, the other tools count them once.
        individuals: if told > households * 9 { told / 3 } else { told },
        reasons: ["_natural_disaster", "_conflict", "_other"].map(|kind| pair("idp", kind)),
        returned: ["internal", "abroad"].map(returned),
        arrived: moved("new_displacement", "new_households", "new_individuals"),
        departed: moved("departure", "departed_households", "departed_individuals"),
        hazard,
    })
}

/// The sum of a pair over places.
pub(super) fn sum(places: &[Place], pair: impl Fn(&Place) -> (i64, i64)) -> (i64, i64) {
    places.iter().map(pair).fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1))
}
