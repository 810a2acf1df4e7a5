//! Where the list of expected places of a round comes from.

use super::InRound;
use crate::{
    expected_list::{self, Ground, MOST_EXPECTED, RowProblem},
    problem::Problem,
    round_figures::RoundOf,
    site_coverage::{WhichSites, holds_sites},
    sites::{KnownSites, tells_sites},
    state::App,
    territory::Territory,
};
use axum::http::StatusCode;
use messages::codes;
use places::sites::{SiteList, standing};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::{Deed, Exercise, ExpectedPlace, PlaceKey, Team};

async fn territory(app: &App, of: &RoundOf) -> Result<Arc<Territory>, Problem> {
    let found = app.territories.of(&app.store, &of.operation).await?;
    found.ok_or_else(|| Problem::not_found(codes::BOUNDARIES_NONE))
}

/// Every place of the exercise's coverage level.
pub(super) fn all_places(territory: &Territory, exercise: &Exercise) -> Vec<ExpectedPlace> {
    let areas = territory.boundaries.areas_at(exercise.coverage_level);
    areas.map(|area| ExpectedPlace::new(area.pcode.clone(), None)).collect()
}

/// Where a list comes from.
#[derive(Deserialize)]
#[serde(tag = "from", rename_all = "snake_case")]
pub(super) enum Source {
    /// Every place of the coverage level.
    Boundaries,
    /// The list of the round before.
    Previous,
    /// A file.
    Csv {
        /// Its text.
        text: String,
    },
    /// Sites of the master list.
    Sites(SitesOf),
}

/// Which sites are to be assessed.
#[derive(Deserialize)]
pub(super) struct SitesOf {
    #[serde(flatten)]
    which: WhichSites,
    /// Whether they come to those that are on the list already.
    #[serde(default)]
    add: bool,
}

/// A list that a source gives.
#[derive(Default)]
pub(super) struct Planned {
    pub places: Vec<ExpectedPlace>,
    /// What is wrong with it.
    pub problems: Vec<RowProblem>,
    /// Names of sites that no known area is said of: nothing could be counted there.
    pub without_area: Vec<String>,
    /// Names of sites on it that are closed, or that others came in the place of.
    pub not_standing: Vec<String>,
}

impl Planned {
    fn of(places: Vec<ExpectedPlace>) -> Self {
        Self { places, ..Self::default() }
    }

    /// Looks for sites of the list that do not stand any more.
    fn look_over(mut self, known: Option<&KnownSites>) -> Self {
        let Some(list) = known.map(|known| &known.sites().list) else { return self };
        let listed = self.places.iter().filter_map(|place| list.get(place.site.as_deref()?));
        self.not_standing = listed.filter(|site| !site.stands()).map(|site| site.name.clone()).collect();
        self
    }
}

/// Sites of the master list, each with the area it lies in.
async fn of_sites(app: &App, place: &InRound, territory: &Territory, wanted: &SitesOf) -> Result<Planned, Problem> {
    let of = &place.of;
    if !tells_sites(app.figures.programme().identified_by(&of.exercise.code)) {
        let refused = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::ROUND_SITES_NOT_TOLD);
        return Err(refused.arg("exercise", of.exercise.code.as_str()));
    }
    let known = KnownSites::of(app, &of.operation).await?;
    let known = known.ok_or_else(|| Problem::not_found(codes::SITES_NONE))?;
    let list = &known.sites().list;
    if wanted.which.ids.iter().flatten().any(|id| list.get(id).is_none()) {
        return Err(Problem::not_found(codes::SITE_UNKNOWN));
    }
    if known.sites().register.is_personal() {
        note_reading(app, place).await?;
    }
    let mut planned = Planned::default();
    if wanted.add {
        planned.places = app.store.expected_places(of.round.id).await?;
    }
    let held: BTreeSet<PlaceKey> = planned.places.iter().map(ExpectedPlace::key).collect();
    // Whoever does not say how they stand means those that can be visited.
    let any = wanted.which.ids.is_some() || wanted.which.status.is_some();
    for site in wanted.which.of(Some(territory), list).filter(|site| any || site.is_offered()) {
        let area = site.area.as_ref().and_then(|area| territory.boundaries.area(&area.pcode));
        match area {
            _ if held.contains(&PlaceKey::Site(site.id.clone())) => {}
            Some(area) => planned.places.push(ExpectedPlace::of_site(&site.id, area.pcode.clone(), None)),
            None => planned.without_area.push(site.name.clone()),
        }
    }
    Ok(planned.look_over(Some(&known)))
}

/// Whoever reads what the list of sites says of people is in the log.
pub(super) async fn note_reading(app: &App, place: &InRound) -> Result<(), Problem> {
    let deed = Deed::new(&place.actor(), "register.personal_data_read", place.subject());
    Ok(app.store.audit(&[deed]).await?)
}

/// The list of the round before. Who assesses what goes on; what could not be reached then may be reached now. Sites go on as
/// those that came in their place.
async fn previous(app: &App, place: &InRound, territory: &Territory) -> Result<Planned, Problem> {
    let of = &place.of;
    let rounds = app.store.rounds(of.exercise.id).await?;
    let before = rounds.iter().rev().find(|round| round.number < of.round.number);
    let unknown = || Problem::new(StatusCode::CONFLICT, codes::ROUND_NO_LIST_BEFORE);
    let listed = app.store.expected_places(before.ok_or_else(unknown)?.id).await?;
    if listed.is_empty() {
        return Err(unknown());
    }
    let known = if holds_sites(&listed) { KnownSites::of(app, &of.operation).await? } else { None };
    if known.as_ref().is_some_and(|known| known.sites().register.is_personal()) {
        note_reading(app, place).await?;
    }
    let list = known.as_ref().map(|known| &known.sites().list);
    let mut places: BTreeMap<PlaceKey, ExpectedPlace> = BTreeMap::new();
    for place in listed {
        for again in goes_on(&place, list, territory) {
            places.entry(again.key()).or_insert(again);
        }
    }
    Ok(Planned::of(places.into_values().collect()).look_over(known.as_ref()))
}

/// A place of an earlier list in a new one: itself, or the sites that stand for it now.
fn goes_on(place: &ExpectedPlace, list: Option<&SiteList>, territory: &Territory) -> Vec<ExpectedPlace> {
    let Some(id) = place.site.as_deref() else { return vec![ExpectedPlace::new(place.pcode.clone(), place.team)] };
    let again = |id: &str| {
        let declared = list.and_then(|list| list.get(id)?.area.as_ref());
        let area = declared.filter(|area| territory.boundaries.area(&area.pcode).is_some());
        let pcode = area.map_or(&place.pcode, |area| &area.pcode);
        ExpectedPlace::of_site(id, pcode.clone(), place.team)
    };
    let now: Vec<ExpectedPlace> =
        list.into_iter().flat_map(|list| standing(list, id)).map(|one| again(&one.id)).collect();
    if now.is_empty() { vec![again(id)] } else { now }
}

/// The list that a source gives, and what is wrong with it.
pub(super) async fn planned(app: &App, place: &InRound, source: &Source) -> Result<Planned, Problem> {
    let planned = read_plan(app, place, source).await?;
    if planned.places.len() > MOST_EXPECTED {
        let refused = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::ROUND_LIST_TOO_LONG);
        return Err(refused.arg("limit", MOST_EXPECTED));
    }
    Ok(planned)
}

async fn read_plan(app: &App, place: &InRound, source: &Source) -> Result<Planned, Problem> {
    let of = &place.of;
    let territory = territory(app, of).await?;
    match source {
        Source::Boundaries => Ok(Planned::of(all_places(&territory, &of.exercise))),
        Source::Sites(wanted) => of_sites(app, place, &territory, wanted).await,
        Source::Previous => previous(app, place, &territory).await,
        Source::Csv { text } => {
            let teams: Vec<Team> = app.store.teams(of.operation.id).await?;
            let (boundaries, level) = (&territory.boundaries, of.exercise.coverage_level);
            let refused = |problem: expected_list::FileProblem| {
                let (name, value) = problem.arg;
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, problem.code).arg(name, value)
            };
            let read = expected_list::read(text, Ground { boundaries, level, teams: &teams }).map_err(refused);
            read.map(|(places, problems)| Planned { problems, ..Planned::of(places) })
        }
    }
}
