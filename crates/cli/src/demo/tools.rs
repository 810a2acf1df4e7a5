//! Three rounds of each of the other tools, in step with the last three of the baseline.

use super::{ACTOR, Left, SEED, approve_but, note, publish_up_to, submit};
use crate::data::said;
use anyhow::Context;
use chrono::NaiveDate;
use demonstration::{Commune, Filled, Tool};
use server::{App, round_figures::RoundOf, sampling};
use store::{Exercise, NewRound, Operation, Round};
use vocab::{Period, RoundNumber, RoundStage, SeededRandomness};

/// Records of a round that is not closed which are left for the visitor to review.
const LEFT_FOR_REVIEW: usize = 8;
/// The rule by which the collines of the demonstration are chosen.
const RULE: &str = "five_largest";

/// First and last days of the three rounds, as month and day of 2026, and the stage each has reached.
type Calendar = [((u32, u32), (u32, u32), RoundStage); 3];

/// Communes are asked before the collines are; events fall between; how people live, and who came back, is asked after.
fn calendar(tool: Tool) -> Calendar {
    use RoundStage::{Closed, Collecting, Published, Review};
    match tool {
        Tool::Areas => [((1, 12), (1, 23), Published), ((4, 13), (4, 24), Published), ((7, 13), (7, 24), Closed)],
        Tool::Events => [((1, 2), (1, 30), Published), ((4, 1), (4, 30), Closed), ((7, 1), (7, 31), Review)],
        Tool::Locations => {
            [((2, 9), (2, 27), Published), ((5, 11), (5, 29), Published), ((8, 10), (8, 28), Collecting)]
        }
        Tool::Returns => [((2, 16), (3, 6), Published), ((5, 18), (6, 5), Closed), ((8, 17), (9, 4), Review)],
    }
}

/// Collects all rounds of all tools.
pub(super) async fn collect(
    app: &App,
    operation: &Operation,
    communes: &[Commune],
    baseline: &[Filled],
    with: &[demonstration::Round],
) -> anyhow::Result<()> {
    for (seed, tool) in (SEED + 1..).zip(Tool::ALL) {
        let exercise = app.store.exercise(operation.id, tool.code()).await?;
        let exercise = exercise.with_context(|| format!("The pack has no '{}'.", tool.code()))?;
        let form = app.forms.newest(&app.store, &exercise).await.map_err(|problem| said(&problem))?;
        let form = form.context("The form is published.")?;
        let rounds = open(app, &exercise, calendar(tool)).await?;
        let in_step: Vec<_> = rounds.iter().map(super::drawn).zip(with.iter().skip(1).copied()).collect();
        let dice = SeededRandomness::new(seed);
        let filled = demonstration::generate_tool(tool, &form, communes, baseline, &in_step, &dice);
        submit(app, operation, &form, &filled).await?;
        // Before anybody decides, as a reviewer would have it.
        app.checking.settle().await;
        for (round, (.., stage)) in rounds.iter().zip(calendar(tool)) {
            settle(app, operation, &exercise, round, stage).await?;
        }
        println!("  {}: {} submissions in {} rounds", tool.code(), filled.len(), rounds.len());
    }
    Ok(())
}

async fn open(app: &App, exercise: &Exercise, calendar: Calendar) -> anyhow::Result<Vec<Round>> {
    let day = |(month, day)| NaiveDate::from_ymd_opt(2026, month, day).context("a day of the calendar");
    let mut rounds = Vec::new();
    for (number, (from, to, _)) in (1..).zip(calendar) {
        let new = NewRound {
            number: RoundNumber(number),
            period: Period::new(day(from)?, day(to)?)?,
            demonstration: true,
            note: note(),
            stage: RoundStage::Collecting,
            form_version_id: None,
        };
        rounds.push(app.store.save_round(exercise, &new, ACTOR).await?);
    }
    Ok(rounds)
}

/// Approves what came, and moves the round on. Of one that goes on, some records are left.
async fn settle(
    app: &App,
    operation: &Operation,
    exercise: &Exercise,
    round: &Round,
    stage: RoundStage,
) -> anyhow::Result<()> {
    let left = if stage.is_settled() { 0 } else { LEFT_FOR_REVIEW };
    approve_but(app, exercise, round, Left { records: left, plain_too: false }).await?;
    // Closing a round computes its figures; of one that goes on somebody must ask for them.
    if !stage.is_settled() {
        app.figures.stale(round.id);
    }
    publish_up_to(app, operation, exercise, round, stage).await
}

/// Chooses the collines of the rounds that communes were asked before.
pub(super) async fn choose_places(
    app: &App,
    operation: &Operation,
    exercise: &Exercise,
    rounds: &[Round],
) -> anyhow::Result<()> {
    for (from, round) in (1..).zip(rounds.iter().skip(1)) {
        let of = RoundOf { operation: operation.clone(), exercise: exercise.clone(), round: round.clone() };
        let draw = sampling::draw(app, &of, RULE, Some(from)).await.map_err(|problem| said(&problem))?;
        sampling::take(app, &of, &draw, None, ACTOR).await.map_err(|problem| said(&problem))?;
    }
    Ok(())
}
