//! What is shown of events beside the stock, before the gate.

use super::{area::Area, state::AreaState, tracked::Tracked};
use publish::{EventCounts, EventPart};
use vocab::Missing;

/// The places where events are open, or those that a round has counted (`absorbed`).
pub fn public_parts(tracked: &Tracked, absorbed: bool) -> Vec<EventPart> {
    let areas = tracked.events.iter().flat_map(|event| event.areas.iter().map(move |area| (event.code.as_str(), area)));
    areas.filter_map(|(code, area)| part(code, area, absorbed)).collect()
}

fn part(code: &str, area: &Area, absorbed: bool) -> Option<EventPart> {
    let (shown, round) = match area.state {
        AreaState::Open => (!absorbed, area.absorbed_by_round),
        AreaState::Absorbed { round } => (absorbed, Some(round)),
        _ => (false, None),
    };
    let latest = area.latest.as_ref().filter(|_| shown)?;
    Some(EventPart {
        event: code.to_owned(),
        trigger: latest.trigger.clone(),
        began: latest.began,
        place: area.place.clone(),
        update: latest.number,
        as_of: latest.day,
        source: latest.source.clone(),
        individuals: latest.individuals,
        households: latest.households,
        missing: latest.individuals.is_none().then_some(Missing::Missing),
        beyond: area.beyond,
        counted: area
            .counted
            .as_ref()
            .map(|update| EventCounts { individuals: update.individuals, households: update.households }),
        absorbed_by_round: round,
        partly_counted_by_round: area.partly_counted_by,
    })
}
