//! What rounds have counted of the places of events, and when.

use super::{
    kept::{RoundMark, mark_of},
    parts::{Asks, Expected, Parts},
};
use crate::{
    problem::Problem,
    sampling::{self, Drawn},
    state::App,
    territory::Territory,
};
use chrono::NaiveDate;
use estimate::{Count, PlaceId, SampleVerdict, StockRow};
use packs::Events;
use places::WrittenName;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};
use store::{Exercise, PlaceMark, Round};
use vocab::{Missing, Pcode, RoundStage};

/// The only group that events bring.
pub(super) use crate::group::DISPLACED as GROUP;

/// Places of events, each with the first and the last day of its updates.
pub(super) type Asked = BTreeMap<Pcode, (NaiveDate, NaiveDate)>;

/// What the rounds of an exercise counted in these places, at the first day of their updates and later, up to the round that
/// counted the whole of the place after the last.
pub(super) async fn stock_rows(
    app: &App,
    exercise: &Exercise,
    by: &Events,
    asked: &Asked,
    covers: &mut HashMap<i32, Covers>,
) -> Result<Vec<StockRow>, Problem> {
    let rounds = app.known.rounds(&app.store, exercise.id).await?;
    let rounds: Vec<&Round> = rounds.iter().filter(|round| round.stage != RoundStage::Planned).collect();
    let covers = covers.entry(exercise.id).or_default();
    covers.hold_for(&rounds);
    let counting = Counting { app, exercise, by, rounds };
    let (mut rows, mut asked) = (Vec::new(), asked.clone());
    for (at, round) in counting.rounds.iter().enumerate() {
        let places: Vec<Pcode> =
            asked.iter().filter(|(_, (first, _))| round.period.to >= *first).map(|(place, _)| place.clone()).collect();
        for row in counting.kept_of_round(at, places, covers).await? {
            asked.retain(|place, (_, last)| {
                place.as_str() != row.place.as_str() || !row.whole || row.counted_from < *last
            });
            rows.push(row);
        }
    }
    Ok(rows)
}

/// What settled rounds counted in places of events: it stays as it is until one of them is corrected.
#[derive(Debug, Default)]
pub(super) struct Covers {
    of: Vec<RoundMark>,
    /// By round and place; none where the round says nothing of the place.
    rows: HashMap<(i32, Pcode), Option<StockRow>>,
}

impl Covers {
    /// Forgets everything if the settled rounds are others.
    fn hold_for(&mut self, rounds: &[&Round]) {
        let of: Vec<RoundMark> = settled(rounds).map(|round| mark_of(round)).collect();
        if self.of != of {
            *self = Self { of, rows: HashMap::new() };
        }
    }
}

/// The rounds before the first that may still change: what a round counted is held against the rounds before it.
fn settled<'r>(rounds: &'r [&'r Round]) -> impl Iterator<Item = &'r &'r Round> {
    rounds.iter().take_while(|round| round.stage.is_settled())
}

struct Counting<'a> {
    app: &'a App,
    exercise: &'a Exercise,
    by: &'a Events,
    /// All but planned ones, by number.
    rounds: Vec<&'a Round>,
}

impl Counting<'_> {
    async fn kept_of_round(
        &self,
        at: usize,
        places: Vec<Pcode>,
        covers: &mut Covers,
    ) -> Result<Vec<StockRow>, Problem> {
        let Some(round) = settled(&self.rounds).nth(at) else { return self.of_round(at, &places).await };
        let missing: Vec<Pcode> =
            places.iter().filter(|place| !covers.rows.contains_key(&(round.id, (*place).clone()))).cloned().collect();
        let mut found: HashMap<String, StockRow> =
            self.of_round(at, &missing).await?.into_iter().map(|row| (row.place.as_str().to_owned(), row)).collect();
        for place in missing {
            let row = found.remove(place.as_str());
            covers.rows.insert((round.id, place), row);
        }
        Ok(places.into_iter().filter_map(|place| covers.rows.get(&(round.id, place)).cloned().flatten()).collect())
    }

    async fn of_round(&self, at: usize, places: &[Pcode]) -> Result<Vec<StockRow>, Problem> {
        let Some(round) = self.rounds.get(at).filter(|_| !places.is_empty()) else { return Ok(Vec::new()) };
        let found = self.parts(round, places).await?;
        // While a round is collected nobody knows whether a place is complete. A correction leaves it standing.
        let standing = round.stage.is_settled() || round.standing_revision.is_some();
        let expected = match standing {
            true => self.expected(at, round, found.keys()).await?,
            false => BTreeMap::new(),
        };
        let nothing = Expected::default();
        let row = |(place, parts): (&Pcode, &Parts)| {
            Some(StockRow {
                round: round.number,
                place: PlaceId::from(place.as_str()),
                group: GROUP.to_owned(),
                counted_from: *parts.counted.values().min()?,
                cut_off: parts.until?,
                whole: standing && parts.are_all(expected.get(place).unwrap_or(&nothing)),
                count: parts.people.map_or(Count::absent(Missing::Missing), Count::from),
            })
        };
        Ok(found.iter().filter_map(row).collect())
    }

    /// What names the parts of these places: the round before, the round's list and what was chosen for it.
    async fn expected(
        &self,
        at: usize,
        round: &Round,
        places: impl Iterator<Item = &Pcode>,
    ) -> Result<BTreeMap<Pcode, Expected>, Problem> {
        let asked: BTreeSet<Pcode> = places.cloned().collect();
        let mut expected: BTreeMap<Pcode, Expected> = BTreeMap::new();
        for (place, before) in self.before(at, &asked).await? {
            expected.entry(place).or_default().before = before;
        }
        let territory = self.territory().await?;
        let around = |area: &Pcode| {
            let lineage = territory.as_deref().map(|territory| territory.boundaries.lineage(area));
            lineage.unwrap_or_default().into_iter().filter(|place| asked.contains(place)).collect::<Vec<_>>()
        };
        let listed = self.app.store.expected_places(round.id).await?.into_iter();
        for area in listed.filter(|place| place.mark != Some(PlaceMark::Closed)).map(|place| place.pcode) {
            for place in around(&area) {
                expected.entry(place).or_default().listed.push(area.clone());
            }
        }
        for (area, name) in self.chosen(round).await? {
            for place in around(&area) {
                expected.entry(place).or_default().chosen.push((area.clone(), WrittenName::new(&name)));
            }
        }
        Ok(expected)
    }

    /// Areas and names of the places that were chosen for a round; none where none were.
    async fn chosen(&self, round: &Round) -> Result<Vec<(Pcode, String)>, Problem> {
        let Some(sample) = self.app.store.round_sample(round.id).await? else { return Ok(Vec::new()) };
        let drawn: Drawn = serde_json::from_value(sample.chosen).map_err(|error| Problem::failed(&error))?;
        let chosen = drawn.of(SampleVerdict::Chosen).map(|place| &place.candidate);
        Ok(chosen.filter_map(|place| Some((place.area.parse().ok()?, place.name.clone()))).collect())
    }

    /// The parts of each place that the last earlier round that counted there counted.
    async fn before(&self, at: usize, places: &BTreeSet<Pcode>) -> Result<BTreeMap<Pcode, BTreeSet<String>>, Problem> {
        let mut missing: Vec<Pcode> = places.iter().cloned().collect();
        let mut before = BTreeMap::new();
        for round in self.rounds.iter().take(at).rev() {
            if missing.is_empty() {
                break;
            }
            for (place, parts) in self.parts(round, &missing).await? {
                if !parts.counted.is_empty() {
                    before.insert(place, parts.counted.into_keys().collect());
                }
            }
            missing.retain(|place| !before.contains_key(place));
        }
        Ok(before)
    }

    async fn parts(&self, round: &Round, places: &[Pcode]) -> Result<BTreeMap<Pcode, Parts>, Problem> {
        let settings = sampling::settings(self.app, self.exercise).await?;
        let asks = Asks {
            by: self.by,
            identified_by: self.app.figures.programme().identified_by(&self.exercise.code),
            name: settings.map(|settings| settings.matches.as_str()),
        };
        let asked: BTreeSet<&Pcode> = places.iter().collect();
        let mut found: BTreeMap<Pcode, Parts> = BTreeMap::new();
        for record in self.app.store.records_in_places(round.id, places).await? {
            for place in record.record.places.iter().filter(|place| asked.contains(place)) {
                found.entry(place.clone()).or_default().add(&record, &asks, round.period.from);
            }
        }
        Ok(found)
    }

    async fn territory(&self) -> Result<Option<Arc<Territory>>, Problem> {
        match self.app.known.operation(&self.app.store, self.exercise.operation_id).await? {
            Some(operation) => self.app.territories.of(&self.app.store, &operation).await,
            None => Ok(None),
        }
    }
}
