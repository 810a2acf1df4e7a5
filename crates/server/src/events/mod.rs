//! Emergency event tracking: what the numbered updates of events say, and which round has counted the people since.
//!
//! Which questions make a record an update is data of the pack ([`packs::Events`]); the rule of what a round absorbs is
//! [`estimate::overlay`]. Updates of an event are never added up: of each place the latest approved one counts.

mod area;
mod cover;
mod kept;
mod parts;
mod shown;
mod state;
mod tracked;
mod update;

pub use area::Area;
pub use kept::{KeptEvents, tracked};
pub use shown::public_parts;
pub use state::{AreaState, EventState};
pub(crate) use tracked::part;
pub use tracked::{Event, Tracked};
pub use update::Update;

use crate::{live::FiguresChanged, problem::Problem, state::App};
use store::StoredRecord;
use vocab::RoundNumber;

/// Tells open dashboards that updates of events were decided about, whichever round they are in.
pub(crate) async fn announce(app: &App, changed: &[StoredRecord]) -> Result<(), Problem> {
    let mut seen = std::collections::BTreeSet::new();
    for record in changed.iter().filter(|record| seen.insert(record.exercise_id)) {
        let Some(exercise) = app.store.exercise_by_id(record.exercise_id).await? else { continue };
        if app.figures.programme().events(&exercise.code).is_none() {
            continue;
        }
        if let Some(operation) = app.known.operation(&app.store, exercise.operation_id).await? {
            app.live.announce(FiguresChanged {
                operation: operation.code,
                exercise: exercise.code,
                round: RoundNumber(0),
                snapshot: String::new(),
            });
        }
    }
    Ok(())
}
