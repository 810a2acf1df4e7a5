//! Which places a round visits, where a pack says how they are chosen: candidates come from the lists in the records of
//! another exercise's round, a rule chooses, people take it over.

use crate::{problem::Problem, round_figures::RoundOf, state::App};
use axum::http::StatusCode;
use estimate::{SampleCandidate, SampleVerdict, SampledPlace, sample};
use messages::codes;
use packs::{NamedRule, SampleSettings};
use places::WrittenName;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::{Exercise, NewRoundSample, RecordFilter, Round, RoundSample, sha256_hex};
use vocab::{Answer, Missing, Record, RecordState, Value};

/// Why an area gives no candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoList {
    /// No record of it came.
    NoRecord,
    /// Records came, and nobody has approved one yet.
    Waiting,
    /// It could not be reached.
    NotAccessible,
    /// The list was not to be asked there, because nobody is there to list.
    NotApplicable,
    /// The list was to be asked, and was not given.
    NotGiven,
}

/// An area without candidates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaWithoutList {
    /// Its p-code.
    pub area: String,
    /// Its name, if the boundaries know it.
    pub name: Option<String>,
    /// Why.
    pub reason: NoList,
}

/// What a rule makes of the lists of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Every candidate; in each area those that are visited come first.
    pub places: Vec<SampledPlace>,
    /// Every area without candidates.
    pub areas_without: Vec<AreaWithoutList>,
}

impl Drawn {
    /// The candidates with this verdict.
    pub fn of(&self, verdict: SampleVerdict) -> impl Iterator<Item = &SampledPlace> {
        self.places.iter().filter(move |place| place.verdict == verdict)
    }

    /// Tells one list from another, so that nobody takes over another than they saw.
    pub fn fingerprint(&self) -> String {
        sha256_hex(serde_json::to_string(self).unwrap_or_default().as_bytes())[..16].to_owned()
    }
}

/// A round's list with where it comes from.
#[derive(Debug, Clone)]
pub struct Draw {
    /// The rule.
    pub rule: NamedRule,
    /// The round whose records list the candidates.
    pub from: Round,
    /// What the rule makes of them.
    pub drawn: Drawn,
}

/// How the places of an exercise are chosen in its operation; none where no pack that is set for it says so.
///
/// # Errors
/// When the store fails.
pub async fn settings<'a>(app: &'a App, exercise: &Exercise) -> Result<Option<&'a SampleSettings>, Problem> {
    let set = app.store.packs_set(exercise.operation_id).await?;
    Ok(app.figures.programme().sampling(&exercise.code, &set))
}

/// The same, refusing an exercise that has no rules.
///
/// # Errors
/// When no pack says how.
pub async fn settings_needed<'a>(app: &'a App, exercise: &Exercise) -> Result<&'a SampleSettings, Problem> {
    let none = || Problem::not_found(codes::SAMPLE_NO_RULES).arg("exercise", exercise.code.as_str());
    settings(app, exercise).await?.ok_or_else(none)
}

/// The rounds that may list candidates, the newest first.
///
/// # Errors
/// When the store fails.
pub async fn rounds_to_choose_from(app: &App, of: &RoundOf, settings: &SampleSettings) -> Result<Vec<Round>, Problem> {
    let Some(from) = app.store.exercise(of.operation.id, &settings.from).await? else { return Ok(Vec::new()) };
    let mut rounds = app.store.rounds(from.id).await?;
    rounds.retain(|round| round.stage != vocab::RoundStage::Planned);
    rounds.reverse();
    Ok(rounds)
}

/// Applies a rule to the lists of a round: of the one asked for, or of the newest that is closed, or else of the newest.
///
/// # Errors
/// When there is no such rule or round, or the store fails.
pub async fn draw(app: &App, of: &RoundOf, rule: &str, from: Option<u32>) -> Result<Draw, Problem> {
    let settings = settings_needed(app, &of.exercise).await?;
    let unknown = || Problem::not_found(codes::SAMPLE_RULE_UNKNOWN).arg("rule", rule);
    let rule = settings.rules.iter().find(|known| known.code == rule).ok_or_else(unknown)?.clone();
    let rounds = rounds_to_choose_from(app, of, settings).await?;
    let found = match from {
        Some(number) => rounds.iter().find(|round| round.number.0 == number),
        None => rounds.iter().find(|round| round.stage.is_settled()).or(rounds.first()),
    };
    let none = || Problem::new(StatusCode::CONFLICT, codes::SAMPLE_NO_ROUND).arg("exercise", settings.from.as_str());
    let from = found.ok_or_else(none)?.clone();
    let lists = lists(app, of, settings, &from).await?;
    let places = sample(rule.choose, lists.candidates);
    Ok(Draw { rule, from, drawn: Drawn { places, areas_without: lists.areas_without } })
}

/// Keeps a draw with its round. `seen` is the fingerprint of the list that was looked at.
///
/// # Errors
/// When the list is another by now, chooses nothing, or the round is closed; then nothing was changed.
pub async fn take(app: &App, of: &RoundOf, draw: &Draw, seen: Option<&str>, actor: &str) -> Result<(), Problem> {
    let held = app.store.round_sample(of.round.id).await?;
    if seen.is_some_and(|seen| seen != looked_at(&draw.drawn, held.as_ref())) {
        return Err(Problem::new(StatusCode::CONFLICT, codes::SAMPLE_CHANGED));
    }
    let places = draw.drawn.of(SampleVerdict::Chosen).count();
    if places == 0 {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::SAMPLE_EMPTY));
    }
    let json = |value: serde_json::Result<serde_json::Value>| value.map_err(|error| Problem::failed(&error));
    let new = NewRoundSample {
        rule_code: draw.rule.code.clone(),
        rule: json(serde_json::to_value(&draw.rule))?,
        from_round_id: draw.from.id,
        from_revision: draw.from.revision,
        chosen: json(serde_json::to_value(&draw.drawn))?,
        places,
    };
    let subject = format!("round:{}/{}", of.exercise.code, of.round.number);
    let replaces = held.map(|held| held.id);
    app.store.set_round_sample((&subject, &of.round), &new, replaces, actor).await?;
    Ok(())
}

/// What tells that the same list is taken over, in place of the same choice, as somebody looked at.
pub fn looked_at(drawn: &Drawn, held: Option<&RoundSample>) -> String {
    let held = held.map_or_else(String::new, |held| held.id.to_string());
    sha256_hex(format!("{} {held}", drawn.fingerprint()).as_bytes())
}

struct Lists {
    candidates: Vec<SampleCandidate>,
    areas_without: Vec<AreaWithoutList>,
}

async fn lists(app: &App, of: &RoundOf, settings: &SampleSettings, from: &Round) -> Result<Lists, Problem> {
    let approved = app.store.approved_records(from.id).await?;
    let waiting = RecordFilter {
        exercise_ids: vec![from.exercise_id],
        round_ids: vec![from.id],
        states: vec![RecordState::Received, RecordState::Edited, RecordState::HasIssues],
        ..RecordFilter::default()
    };
    let (waiting, _) = app.store.records(&waiting, u64::from(u32::MAX)).await?;
    let waiting: BTreeSet<&str> = waiting.iter().filter_map(|one| area_of(&one.record, settings)).collect();
    let mut entries: BTreeMap<&str, Vec<SampleCandidate>> = BTreeMap::new();
    let mut silent: BTreeMap<&str, NoList> = BTreeMap::new();
    for record in &approved {
        let Some(area) = area_of(record, settings) else { continue };
        match list_of(record, area, settings) {
            Ok(listed) => entries.entry(area).or_default().extend(listed),
            Err(reason) => drop(silent.insert(area, reason)),
        }
    }
    let territory = app.territories.of(&app.store, &of.operation).await?;
    let level = app.store.exercise_by_id(from.exercise_id).await?.map(|exercise| exercise.coverage_level);
    let known = territory.as_deref().zip(level).map(|(territory, level)| territory.boundaries.areas_at(level));
    let expected: BTreeSet<&str> = known.into_iter().flatten().map(|area| area.pcode.as_str()).collect();
    let all = expected.iter().chain(silent.keys()).chain(waiting.iter()).copied().collect::<BTreeSet<&str>>();
    let without = all.into_iter().filter(|area| !entries.contains_key(area));
    let name = |area: &str| territory.as_deref()?.name(&area.parse().ok()?).map(str::to_owned);
    let areas_without = without.map(|area| AreaWithoutList {
        area: area.to_owned(),
        name: name(area),
        reason: match silent.get(area) {
            Some(reason) => *reason,
            None if waiting.contains(area) => NoList::Waiting,
            None => NoList::NoRecord,
        },
    });
    let areas_without = areas_without.collect();
    Ok(Lists { candidates: entries.into_values().flat_map(once_each).collect(), areas_without })
}

fn area_of<'r>(record: &'r Record, settings: &SampleSettings) -> Option<&'r str> {
    record.answers.get(&settings.per).and_then(Answer::text)
}

/// The entries of a record's list, or why it has none. An entry without a name cannot be found and is no candidate; forms ask for it.
fn list_of(record: &Record, area: &str, settings: &SampleSettings) -> Result<Vec<SampleCandidate>, NoList> {
    match record.answers.get(&settings.repeat) {
        Some(Answer::Given(Value::Repeat(entries))) if !entries.is_empty() => {
            let number = |entry: &indexmap::IndexMap<String, Answer>, question: &str| {
                entry.get(question).and_then(Answer::integer).and_then(|number| u64::try_from(number).ok())
            };
            let candidate = |entry: &indexmap::IndexMap<String, Answer>| SampleCandidate {
                area: area.to_owned(),
                name: entry.get(&settings.name).and_then(Answer::text).unwrap_or_default().trim().to_owned(),
                households: number(entry, &settings.households),
                individuals: number(entry, &settings.individuals),
            };
            Ok(entries.iter().map(candidate).collect())
        }
        Some(Answer::Absent { missing: Missing::NotAccessible }) => Err(NoList::NotAccessible),
        Some(Answer::Absent { missing: Missing::NotApplicable }) => Err(NoList::NotApplicable),
        _ => Err(NoList::NotGiven),
    }
}

/// One candidate for each name of an area. Where the same name has different numbers, nobody knows which is right.
fn once_each(listed: Vec<SampleCandidate>) -> Vec<SampleCandidate> {
    let mut once: Vec<(WrittenName, SampleCandidate)> = Vec::new();
    for candidate in listed {
        let name = WrittenName::new(&candidate.name);
        match once.iter_mut().find(|(known, _)| known.same(&name)) {
            Some((_, known)) => {
                let agreed = |one: Option<u64>, other: Option<u64>| one.filter(|_| one == other);
                known.households = agreed(known.households, candidate.households);
                known.individuals = agreed(known.individuals, candidate.individuals);
            }
            None => once.push((name, candidate)),
        }
    }
    once.into_iter().map(|(_, candidate)| candidate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, households: u64, individuals: u64) -> SampleCandidate {
        SampleCandidate {
            area: "BDI012004".to_owned(),
            name: name.to_owned(),
            households: Some(households),
            individuals: Some(individuals),
        }
    }

    #[test]
    fn a_name_told_twice_is_one_place_and_what_differs_is_not_known() {
        let once = once_each(vec![told("Rugari", 40, 160), told("Colline RUGARI", 40, 170), told("Rugari 2", 5, 20)]);
        assert_eq!(once, [SampleCandidate { individuals: None, ..told("Rugari", 40, 160) }, told("Rugari 2", 5, 20)]);
    }
}
