//! What follows from edited values: places, title, what the place is known by, flags.

use super::{Asked, Computed, RecordOf, questions::mentions};
use crate::{intake, joining::flag, problem::Problem, sites, state::App};
use indexmap::IndexMap;
use messages::{Arg, codes};
use review::{Flag, Severity};
use std::collections::BTreeSet;
use store::NewRecord;
use vocab::{Answer, Record, RecordState};

/// The record as it is with other answers. `edited` names every question that differs from what came.
///
/// # Errors
/// When the store fails.
pub async fn of_answers(
    app: &App,
    of: &RecordOf,
    asked: &Asked,
    answers: IndexMap<String, Answer>,
    edited: &BTreeSet<String>,
) -> Result<NewRecord, Problem> {
    let kept = &of.record;
    let territory = app.territories.of(&app.store, &of.operation).await?;
    let mut places = kept.record.places.clone();
    if moves(edited) {
        places = territory.as_deref().map_or_else(Vec::new, |territory| intake::places_of(territory, &answers));
    }
    let record = Record { answers, places, ..kept.record.clone() };
    let identified_by = app.figures.programme().identified_by(&of.exercise.code);
    let sites = sites::telling_apart(app, &of.operation, identified_by).await?;
    let identities = sites::identities(sites.as_ref(), &record.answers, identified_by);
    let flags = flags(of, asked, edited);
    Ok(NewRecord {
        exercise_id: kept.exercise_id,
        round_id: kept.round_id,
        outside_round_id: kept.outside_round_id,
        title: title(of, asked, &record, edited),
        flags: serde_json::to_value(flags).map_err(|error| Problem::failed(&error))?,
        place_identity: identities.into_iter().next(),
        record,
        schema: asked.schema.clone(),
        state: RecordState::Edited,
        encrypted: kept.encrypted,
        audit_measures: None, // an edit leaves what was measured as it is
    })
}

/// Whether edits of these questions move a record to another place.
pub fn moves(edited: &BTreeSet<String>) -> bool {
    ["admin1", "admin2", "admin3", "admin4"].iter().any(|name| edited.contains(*name))
}

/// What lists call it: what the form called it on the phone, unless that draws on what was edited; then where it is.
fn title(of: &RecordOf, asked: &Asked, record: &Record, edited: &BTreeSet<String>) -> String {
    let names: BTreeSet<&str> = edited.iter().map(String::as_str).collect();
    let expression = asked.form.settings.instance_name.as_deref().unwrap_or_default();
    if !edited.contains("location_name") && !mentions(expression, &names) {
        return of.record.title.clone();
    }
    let place = record.answers.get("location_name").and_then(Answer::text);
    let open = |title: &&str| !sealing::repeats_personal(&asked.schema, &record.answers, title);
    let instance = asked.submission.as_ref().map(|submission| submission.instance_id.as_str());
    place.filter(open).or(instance).unwrap_or(record.key.as_str()).to_owned()
}

/// The flags it has, with those of the edits as they are now. The checks are run again once the edits are kept.
fn flags(of: &RecordOf, asked: &Asked, edited: &BTreeSet<String>) -> Vec<Flag> {
    let mut flags: Vec<Flag> = serde_json::from_value(of.record.flags.clone()).unwrap_or_default();
    flags.retain(|flag| ![codes::EDIT_LAPSED, codes::EDIT_CALCULATED_STANDS].contains(&flag.code.as_str()));
    let stands = Computed::of(&asked.form).drawn_from(edited);
    if !stands.is_empty() {
        let questions = stands.into_iter().collect::<Vec<_>>().join(", ");
        flags.push(flag(codes::EDIT_CALCULATED_STANDS, Severity::Note, &[("questions", Arg::from(questions))]));
    }
    flags
}
