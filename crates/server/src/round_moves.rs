//! Moving rounds on: what the store does, and the figures that belong to it.

use crate::{
    live::{FiguresChanged, RoundChanged},
    problem::Problem,
    round_figures::RoundOf,
    state::App,
};
use store::Round;
use vocab::RoundStage;

/// Moves a round to another stage. When it is closed its figures are computed once more, for good; it is published with
/// those.
///
/// # Errors
/// Why it does not move; then nothing was changed.
pub async fn move_on(
    app: &App,
    of: &RoundOf,
    to: RoundStage,
    reason: Option<&str>,
    actor: &str,
) -> Result<Round, Problem> {
    if to == RoundStage::Published {
        make_ready(app, of).await?;
    }
    let round = app.store.move_round(&of.exercise, of.round.id, to, reason, actor).await?;
    let of = RoundOf { round, ..of.clone() };
    if to == RoundStage::Closed {
        app.figures.compute(app, &of).await?;
    }
    announce(app, &of);
    Ok(of.round)
}

/// Begins a correction of a closed round, and says how many records joined it that had come too late.
///
/// # Errors
/// Why none begins; then nothing was changed.
pub async fn revise(app: &App, of: &RoundOf, reason: &str, actor: &str) -> Result<(Round, u64), Problem> {
    make_ready(app, of).await?;
    let (round, joined) = app.store.begin_revision(&of.exercise, of.round.id, reason, actor).await?;
    app.figures.stale(round.id);
    app.checking.stale(round.id);
    let of = RoundOf { round, ..of.clone() };
    announce(app, &of);
    Ok((of.round, joined))
}

/// Computes the figures of a closed round if a server was ended before it did.
async fn make_ready(app: &App, of: &RoundOf) -> Result<(), Problem> {
    if of.round.stage.is_settled() && !app.store.round_facts(of.round.id).await?.figures_ready {
        app.figures.compute(app, of).await?;
    }
    Ok(())
}

fn announce(app: &App, of: &RoundOf) {
    let (operation, exercise) = (of.operation.code.clone(), of.exercise.code.clone());
    app.live.announce_round(RoundChanged::new(&operation, &exercise, of.round.number));
    // Dashboards show the stage.
    app.live.announce(FiguresChanged { operation, exercise, round: of.round.number, snapshot: String::new() });
}
