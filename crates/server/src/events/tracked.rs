//! Events with their places and updates, and the overlay they make.

use super::{
    area::{Area, area},
    cover::{Asked, Covers, GROUP, stock_rows},
    state::EventState,
    update::Update,
};
use crate::{problem::Problem, state::App};
use estimate::{Count, CountedAt, PlaceId, PopulationPart, SeriesKind, StockRow, Unit, add_up};
use forms::{
    Form,
    form::{ChoiceSource, Words},
};
use packs::Events;
use publish::EventSharing;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{Exercise, Operation};
use vocab::{Pcode, RoundStage, Sharing, Text};

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Event {
    /// What it is known by.
    pub code: String,
    /// What happened, as the newest update that says it codes it.
    pub trigger: Option<String>,
    /// Day it happened.
    pub began: Option<chrono::NaiveDate>,
    /// How it stands in all its places.
    #[serde(flatten)]
    pub state: EventState,
    /// Individuals still displaced where it is not over: the latest update of each place. None where none says.
    pub individuals: Option<u64>,
    /// Its places, by p-code.
    pub areas: Vec<Area>,
}

/// All events of an exercise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tracked {
    /// Code of the exercise.
    pub exercise: String,
    /// The form in which updates are written.
    pub form_id: String,
    /// Who may see what its updates say.
    #[serde(skip)]
    pub sharing: EventSharing,
    /// What people read for what happened, for sources and for endings, by their codes.
    pub words: BTreeMap<String, BTreeMap<String, Text>>,
    /// The exercise whose rounds absorb updates.
    pub absorbed_in: String,
    /// Events, the newest first.
    pub events: Vec<Event>,
}

/// Works out the events of an operation, exercise by exercise.
pub(super) async fn of_operation(
    app: &App,
    operation: &Operation,
    covers: &mut HashMap<i32, Covers>,
) -> Result<Vec<Tracked>, Problem> {
    let mut all = Vec::new();
    for exercise in app.store.exercises(operation.id).await? {
        all.extend(of_exercise(app, operation, &exercise, covers).await?);
    }
    Ok(all)
}

async fn of_exercise(
    app: &App,
    operation: &Operation,
    exercise: &Exercise,
    covers: &mut HashMap<i32, Covers>,
) -> Result<Option<Tracked>, Problem> {
    let programme = app.figures.programme();
    let Some(by) = programme.events(&exercise.code) else { return Ok(None) };
    let form = app.forms.newest(&app.store, exercise).await?;
    let schema = form.as_deref().map(Form::schema).unwrap_or_default();
    let sharing = |question: &String| schema.column(question).map_or(Sharing::default(), |column| column.sharing);
    let sharing = EventSharing {
        numbers: [&by.individuals, &by.event, &by.update, &by.place, &by.day].map(sharing),
        households: sharing(&by.households),
        trigger: sharing(&by.trigger),
        began: sharing(&by.began),
        source: sharing(&by.source),
    };
    let records = app.store.records_that_stand(exercise.id).await?;
    let updates: Vec<Update> = records.iter().filter_map(|record| Update::of(record, by)).collect();
    let mut places: BTreeMap<(String, Pcode), Vec<Update>> = BTreeMap::new();
    for update in updates {
        places.entry((update.event.clone(), update.place.clone())).or_default().push(update);
    }
    places.values_mut().for_each(|updates| updates.sort_by_key(|update| (update.number, update.record)));
    let asked = asked(&places);
    let (mut rows, mut rounds) = (Vec::new(), BTreeSet::new());
    if let Some(counting) = app.store.exercise(operation.id, &by.absorbed_in).await? {
        let known = app.known.rounds(&app.store, counting.id).await?;
        rounds.extend(known.iter().filter(|round| round.stage != RoundStage::Planned).map(|round| round.number.0));
        rows = stock_rows(app, &counting, by, &asked, covers).await?;
    }
    let mut counted: BTreeMap<PlaceId, Vec<StockRow>> = BTreeMap::new();
    for row in rows {
        counted.entry(row.place.clone()).or_default().push(row);
    }
    let mut events: BTreeMap<String, Vec<Area>> = BTreeMap::new();
    for ((event, place), updates) in places {
        let rows = counted.get(&PlaceId::from(place.as_str())).map_or(&[][..], Vec::as_slice);
        events.entry(event).or_default().push(area(place, updates, rows, &rounds));
    }
    let mut events: Vec<Event> = events.into_iter().map(|(code, areas)| event(code, areas)).collect();
    let newest = |event: &Event| event.areas.iter().flat_map(|area| &area.updates).map(|update| update.day).max();
    events.sort_by(|a, b| newest(b).cmp(&newest(a)).then_with(|| a.code.cmp(&b.code)));
    Ok(Some(Tracked {
        exercise: exercise.code.clone(),
        form_id: exercise.xml_form_id.clone(),
        sharing,
        words: form.as_deref().map(|form| words(form, by)).unwrap_or_default(),
        absorbed_in: by.absorbed_in.clone(),
        events,
    }))
}

/// The places where an event is not over, with the days of its updates: what rounds counted elsewhere and before decides nothing.
fn asked(places: &BTreeMap<(String, Pcode), Vec<Update>>) -> Asked {
    let mut asked = Asked::new();
    for ((_, place), updates) in places {
        let approved: Vec<&Update> = updates.iter().filter(|update| update.counts()).collect();
        let over = approved.last().is_none_or(|latest| latest.closed.is_some());
        for update in approved.iter().filter(|_| !over) {
            let (first, last) = asked.entry(place.clone()).or_insert((update.day, update.day));
            (*first, *last) = (update.day.min(*first), update.day.max(*last));
        }
    }
    asked
}

/// What people read for the choices of a question: by what it is asked for, and there by the name that is stored.
fn words(form: &Form, by: &Events) -> BTreeMap<String, BTreeMap<String, Text>> {
    let asked = [("trigger", &by.trigger), ("source", &by.source), ("because", &by.because)];
    let of_question = |name: &String| {
        let question = form.questions().find(|question| question.answer == *name)?;
        let Some(ChoiceSource::List(list)) = question.kind.choices() else { return None };
        let label = |words: &Words| words.to_text(&form.default_language);
        let choices = form.lists.get(list)?.choices.iter();
        Some(choices.filter_map(|choice| Some((choice.name.clone(), label(choice.label.as_ref()?)))).collect())
    };
    asked.into_iter().filter_map(|(what, name)| Some((what.to_owned(), of_question(name)?))).collect()
}

fn event(code: String, areas: Vec<Area>) -> Event {
    let mut updates: Vec<&Update> = areas.iter().flat_map(|area| &area.updates).collect();
    updates.sort_by_key(|update| (update.counts(), update.day, update.number));
    let trigger = updates.iter().rev().find_map(|update| update.trigger.clone());
    let began = updates.iter().rev().find_map(|update| update.began);
    let state = EventState::of(areas.iter().map(|area| &area.state));
    Event { individuals: still_displaced(&code, &areas), code, trigger, began, state, areas }
}

/// A stock of an event is its latest update in each place, never the sum of updates.
fn still_displaced(code: &str, areas: &[Area]) -> Option<u64> {
    let parts: Vec<PopulationPart> = areas.iter().filter_map(|area| part(code, area)).collect();
    add_up(&parts).ok()?.count.given()
}

/// An event in a place, as a number that may be added to others of its kind.
pub(crate) fn part(code: &str, area: &Area) -> Option<PopulationPart> {
    let latest = area.latest.as_ref().filter(|latest| latest.closed.is_none())?;
    Some(PopulationPart {
        place: PlaceId::from(area.place.as_str()),
        counted_at: CountedAt::Presence,
        setting: Some(code.to_owned()),
        group: GROUP.to_owned(),
        of_which: None,
        kind: SeriesKind::Event,
        unit: Unit::Individuals,
        as_of: latest.day,
        count: latest.individuals.map_or(Count::absent(vocab::Missing::Missing), Count::from),
    })
}
