//! A whole round, looked over.

use super::{
    Renewed,
    audit_log::{from_json, read_late_logs},
    beside::{Beside, Facts},
    enumerator::enumerator_of,
    renewed::renew,
};
use crate::{live::RoundChanged, problem::Problem, round_figures::RoundOf, sites, state::App};
use review::{Check, Flag, Round as Records, RoundRecord};
use store::{CheckedRecord, Deed, Round, StoreError};
use vocab::Pcode;

/// What came of looking a round over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct RoundCheck {
    /// Records that were looked at: those neither rejected nor encrypted.
    pub records: usize,
    /// How many flags came and went.
    #[serde(flatten)]
    pub flags: Renewed,
}

/// A place that had a record in the round before and has none now.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct GonePlace {
    /// What it was called.
    pub name: Option<String>,
    /// The places it lay in, from the country downwards.
    pub places: Vec<Pcode>,
    /// Row of the record that told of it.
    pub record: i64,
}

/// The records of a round, with what their places are known by and who asked.
struct Looked {
    records: Vec<CheckedRecord>,
    identities: Vec<Vec<String>>,
    enumerators: Vec<Option<String>>,
}

impl Looked {
    async fn of(app: &App, of: &RoundOf, round: &Round, records: Vec<CheckedRecord>) -> Result<Self, Problem> {
        let questions = app.figures.programme().identified_by(&of.exercise.code);
        let sites = sites::telling_apart(app, &of.operation, questions).await?;
        let known_by = |one: &CheckedRecord| sites::identities(sites.as_ref(), &one.record.record.answers, questions);
        let identities = records.iter().map(known_by).collect();
        let enumerators = records.iter().map(|one| enumerator_of(one, Some(round))).collect();
        Ok(Self { identities, enumerators, records })
    }

    fn facts(&self) -> impl Iterator<Item = Facts<'_>> {
        self.records.iter().zip(&self.identities).map(|(one, identities)| Facts {
            key: one.record.record.key.as_str(),
            places: &one.record.record.places,
            answers: &one.record.record.answers,
            identities,
        })
    }

    fn beside_each_other(&self) -> Vec<RoundRecord<'_>> {
        let all = self.facts().zip(&self.records).zip(&self.enumerators);
        all.map(|((facts, one), enumerator)| RoundRecord {
            places: facts.places,
            place_identity: facts.place_identity(),
            enumerator: enumerator.as_deref(),
            measures: from_json(one.audit_measures.as_ref()),
            ..RoundRecord::new(facts.key, facts.answers)
        })
        .collect()
    }

    /// The flags that checks raise, record by record.
    fn flags(&self, checks: &[Check], beside: &Beside) -> Vec<Vec<Flag>> {
        let round = Records::new(self.beside_each_other(), checks);
        let flags = |facts: Facts<'_>| {
            let subject = round.subject(facts.key)?;
            Some(review::run_checks(checks, &beside.with(subject, &facts)))
        };
        self.facts().map(|facts| flags(facts).unwrap_or_default()).collect()
    }
}

/// Runs all checks of a round's records again, each beside the others. `asked_by` is in the log with what came of it; what
/// the server does by itself is there if it changed anything.
///
/// # Errors
/// `RoundSettled` if the round is closed: it stays as it is.
pub async fn check_round(app: &App, of: &RoundOf, asked_by: Option<&str>) -> Result<RoundCheck, Problem> {
    let stage = of.round.stage;
    if stage.is_settled() {
        return Err(StoreError::RoundSettled { round: of.round.number.0, stage }.into());
    }
    let mut records = app.store.records_to_check(of.round.id).await?;
    read_late_logs(app, &mut records).await?;
    let looked = Looked::of(app, of, &of.round, records).await?;
    let rounds = app.store.rounds(of.exercise.id).await?;
    let facts: Vec<Facts<'_>> = looked.facts().collect();
    let beside = Beside::of(app, &of.operation, &of.exercise, (&rounds, Some(&of.round)), &facts).await?;
    drop(facts);
    let (programme, code) = (app.figures.shared_programme(), of.exercise.code.clone());
    // Going over thousands of records must not keep others waiting for this thread.
    let work = move || {
        let checks = programme.checks(&code);
        let all = looked.flags(checks, &beside);
        let renewed = looked.records.iter().zip(all).map(|(record, raised)| renew(record, checks, raised));
        Ok::<_, Problem>((looked.records.len(), renewed.collect::<Result<Vec<_>, _>>()?))
    };
    let (records, renewed) = tokio::task::spawn_blocking(work).await.map_err(|error| Problem::failed(&error))??;
    let (mut changed, mut flags) = (Vec::new(), Renewed::default());
    for (record, counted) in renewed.into_iter().flatten() {
        changed.push(record);
        flags += counted;
    }
    let found = RoundCheck { records, flags };
    if asked_by.is_some() || !changed.is_empty() {
        let detail = serde_json::to_value(found).map_err(|error| Problem::failed(&error))?;
        let subject = format!("round:{}/{}", of.exercise.code, of.round.number);
        let deed = Deed::new(asked_by.unwrap_or("server"), "round.checked", subject).detail(detail);
        app.store.renew_flags(Some(of.round.id), &changed, Some(deed)).await?;
    }
    if !changed.is_empty() {
        app.live.announce_round(RoundChanged::new(&of.operation.code, &of.exercise.code, of.round.number));
    }
    Ok(found)
}

/// The places of the round before that this round tells nothing of.
///
/// # Errors
/// When the store fails.
pub async fn gone_places(app: &App, of: &RoundOf) -> Result<Vec<GonePlace>, Problem> {
    let rounds = app.store.rounds(of.exercise.id).await?;
    let Some(before) = rounds.iter().rev().find(|other| other.number < of.round.number) else { return Ok(Vec::new()) };
    let looked = async |round: &Round| {
        let records = app.store.records_to_check(round.id).await?;
        Looked::of(app, of, round, records).await
    };
    let (before, now) = (looked(before).await?, looked(&of.round).await?);
    let row =
        |key: &str| before.records.iter().find(|one| one.record.record.key.as_str() == key).map(|one| one.record.id);
    let gone = review::places_gone(&before.beside_each_other(), &now.beside_each_other()).into_iter();
    let told =
        gone.filter_map(|gone| Some(GonePlace { record: row(&gone.record)?, name: gone.name, places: gone.places }));
    Ok(told.collect())
}
