//! Reading a file through a mapping into an operation.

use crate::{
    problem::Problem,
    sites::{self, KnownSites},
    state::App,
    territory::Territory,
};
use imports::{Import, ImportReport, Options, PlaceLookup, Progress, SourceFile};
use messages::codes;
use std::{collections::BTreeMap, sync::Arc};
use store::{Exercise, ImportOutcome, NewImport, NewRecord, NewRound, Operation};
use vocab::{AdminLevel, Answer, Pcode, Period, Record, RecordState, RoundNumber, RoundStage, Schema, Text, Value};

/// What to import.
#[derive(Debug)]
pub struct Request {
    /// The file's name.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Code of the mapping.
    pub mapping: String,
    /// The round, for a mapping that does not say it.
    pub round: Option<RoundNumber>,
    /// Source and licence of the data, for readers of its figures.
    pub note: Text,
    /// Who imports.
    pub actor: String,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The file is read and understood.
    File(Progress),
    /// Records are stored: done, of total.
    Store(usize, usize),
}

/// What was read, and what became of it.
#[derive(Debug)]
pub struct Imported {
    /// The accounting of every row.
    pub report: ImportReport,
    /// What the store made of the records.
    pub outcome: ImportOutcome,
    /// The rounds that got records.
    pub rounds: Vec<RoundNumber>,
}

struct Lookup(Arc<Territory>);

impl PlaceLookup for Lookup {
    fn lineage(&self, pcode: &Pcode) -> Option<Vec<Pcode>> {
        Some(self.0.boundaries.lineage(pcode)).filter(|lineage| !lineage.is_empty())
    }

    fn name(&self, pcode: &Pcode) -> Option<String> {
        self.0.name(pcode).map(str::to_owned)
    }

    fn propose(&self, name: &str, level: AdminLevel) -> Vec<(Pcode, String, f64)> {
        let candidates = self.0.matcher.propose(name, level, None).into_iter();
        candidates.map(|candidate| (candidate.pcode, candidate.name, candidate.score)).collect()
    }
}

/// Imports a file. Its rows become approved records: whoever imports a published file stands by it.
///
/// # Errors
/// When mapping, exercise or boundaries are missing or the file cannot be read at all. Rows that cannot be used are in the
/// report, not an error.
pub async fn import(
    app: &App,
    operation: &Operation,
    request: Request,
    mut progress: impl FnMut(Step) + Send + 'static,
) -> Result<Imported, Problem> {
    let mapping = app.figures.programme().mappings().get(&request.mapping).cloned();
    let mapping = mapping.ok_or_else(|| unknown_mapping(app, &request.mapping))?;
    let unknown = || Problem::not_found(codes::EXERCISE_UNKNOWN).arg("exercise", mapping.exercise.as_str());
    let exercise = app.store.exercise(operation.id, &mapping.exercise).await?.ok_or_else(unknown)?;
    let schema = app.forms.schema(&app.store, &exercise).await?.ok_or_else(unknown)?;
    let territory = app.territories.of(&app.store, operation).await?;
    let lookup = Lookup(territory.ok_or_else(|| Problem::not_found(codes::BOUNDARIES_NONE))?);
    let Request { file_name, bytes, round, note, actor, .. } = request;
    let name = file_name.clone();
    let read = tokio::task::spawn_blocking(move || {
        let file = SourceFile { name: &name, bytes: &bytes };
        let options = Options { round, ..Options::default() };
        let import =
            imports::read_file(&mapping, file, &options, &schema, &lookup, &mut |done| progress(Step::File(done)));
        (import, progress)
    });
    let (import, mut progress) = read.await.map_err(|error| Problem::failed(&error))?;
    let Import { records, report } = import.map_err(|error| Problem::invalid("file", error.to_string()))?;
    let rounds = make_rounds(app, operation, &exercise, &records, &note, &actor).await?;
    let schema = Arc::new(app.forms.schema(&app.store, &exercise).await?.unwrap_or_default());
    let sites = sites::telling_apart(app, operation, app.figures.programme().identified_by(&exercise.code)).await?;
    let sites = sites.as_ref();
    let new: Vec<NewRecord> = records
        .into_iter()
        .map(|(number, record)| new_record((app, sites), &exercise, &schema, rounds.get(&number).copied(), record))
        .collect();
    let total = new.len();
    let run = NewImport {
        operation_id: operation.id,
        exercise_code: exercise.code.clone(),
        file: file_name,
        sha256: report.sha256.clone(),
        mapping: report.mapping.clone(),
        mapping_version: report.mapping_version.clone(),
        refused: i64::try_from(report.refused()).unwrap_or(i64::MAX),
        report: serde_json::to_value(&report).map_err(|error| Problem::failed(&error))?,
    };
    let outcome = app.store.store_import(&run, &new, &actor, |done| progress(Step::Store(done, total))).await?;
    if outcome.stored > 0 {
        for round_id in rounds.values() {
            app.figures.stale(*round_id);
            app.checking.stale(*round_id);
        }
    }
    Ok(Imported { report, outcome, rounds: rounds.into_keys().collect() })
}

fn unknown_mapping(app: &App, code: &str) -> Problem {
    let known: Vec<&str> = app.figures.programme().mappings().keys().map(String::as_str).collect();
    Problem::invalid("mapping", format!("'{code}' is not one of {}", known.join(", ")))
}

fn new_record(
    (app, sites): (&App, Option<&KnownSites>),
    exercise: &Exercise,
    schema: &Arc<Schema>,
    round_id: Option<i32>,
    record: Record,
) -> NewRecord {
    let title = record.answers.get("location_name").and_then(Answer::text);
    let title = title.filter(|title| !sealing::repeats_personal(schema, &record.answers, title));
    let identified_by = app.figures.programme().identified_by(&exercise.code);
    let identities = sites::identities(sites, &record.answers, identified_by);
    NewRecord {
        exercise_id: exercise.id,
        round_id,
        outside_round_id: None,
        title: title.unwrap_or(record.key.as_str()).to_owned(),
        flags: serde_json::Value::Array(Vec::new()),
        place_identity: identities.into_iter().next(),
        schema: Arc::clone(schema),
        state: RecordState::Approved,
        encrypted: false,
        audit_measures: None,
        record,
    }
}

/// The rounds the records belong to; new ones last from the first to the last reporting date found.
async fn make_rounds(
    app: &App,
    operation: &Operation,
    exercise: &Exercise,
    records: &[(RoundNumber, Record)],
    note: &Text,
    actor: &str,
) -> Result<BTreeMap<RoundNumber, i32>, Problem> {
    let mut known: BTreeMap<RoundNumber, i32> =
        app.store.rounds(exercise.id).await?.into_iter().map(|round| (round.number, round.id)).collect();
    let mut wanted: BTreeMap<RoundNumber, Option<Period>> = BTreeMap::new();
    for (number, record) in records {
        let period = wanted.entry(*number).or_default();
        if let Some(Value::Date(day)) = record.answers.get("reporting_date").and_then(Answer::value) {
            let seen = period.get_or_insert(Period { from: *day, to: *day });
            (seen.from, seen.to) = (seen.from.min(*day), seen.to.max(*day));
        }
    }
    let mut rounds = BTreeMap::new();
    for (number, period) in wanted {
        let id = match known.remove(&number) {
            Some(id) => id,
            None => {
                let today = app.clock.now().date_naive();
                let period = period.unwrap_or(Period { from: today, to: today });
                let demonstration = operation.demonstration;
                let new = NewRound {
                    number,
                    period,
                    demonstration,
                    note: note.clone(),
                    stage: RoundStage::Review,
                    form_version_id: None,
                };
                app.store.save_round(exercise, &new, actor).await?.id
            }
        };
        rounds.insert(number, id);
    }
    Ok(rounds)
}
