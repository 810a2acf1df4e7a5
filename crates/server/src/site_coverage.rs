//! How far a round is whose list holds sites: its records by the site that they tell of, whatever name or id they give it.
//! An open round follows the list of sites. One that is closed keeps what the list said when it was closed.

use crate::{
    coverage::{RoundCoverage, SitesNow, coverage},
    problem::Problem,
    sites::{KnownSites, lies_below},
    state::App,
    territory::Territory,
};
use places::sites::{Site, SiteList, SiteStatus, whole};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, PoisonError, RwLock},
};
use store::{AreaRecords, Exercise, ExpectedPlace, Operation, PlaceMark, RecordFilter, Round};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use vocab::Pcode;

/// How far a round is, and the list of sites that its own was held against; none where it holds no sites.
#[derive(Debug)]
pub struct Covered {
    /// How far it is.
    pub coverage: RoundCoverage,
    /// The list of sites.
    pub sites: Option<KnownSites>,
}

/// A round of an operation.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The operation.
    pub operation: &'a Operation,
    /// Its exercise.
    pub exercise: &'a Exercise,
    /// The round.
    pub round: &'a Round,
}

/// Holds a round's records against its list. `by_area` are its records as they lie in areas.
///
/// # Errors
/// When the store fails.
pub async fn covered(
    app: &App,
    of: Asked<'_>,
    expected: Vec<ExpectedPlace>,
    by_area: &[AreaRecords],
) -> Result<Covered, Problem> {
    let found = if holds_sites(&expected) { found_in(app, of).await? } else { None };
    let Some(found) = found else {
        return Ok(Covered { coverage: coverage(expected, by_area, &SitesNow::default()), sites: None });
    };
    let expected = as_they_stand(expected, &found.known);
    let coverage = coverage(expected, &found.records, &found.known.now());
    Ok(Covered { coverage, sites: Some(found.known.clone()) })
}

/// The list of sites that goes with a round: as it stands, or as it stood when the round was closed.
///
/// # Errors
/// When the store fails.
pub async fn sites_of_round(app: &App, operation: &Operation, round: &Round) -> Result<Option<KnownSites>, Problem> {
    let closed_at = match round.stage.is_settled() {
        true => app.store.revisions(round.id).await?.last().and_then(|revision| revision.closed_at),
        false => None,
    };
    match closed_at {
        Some(moment) => KnownSites::as_of(app, operation, moment).await,
        None => KnownSites::of(app, operation).await,
    }
}

/// Whether a list holds sites.
pub fn holds_sites(places: &[ExpectedPlace]) -> bool {
    places.iter().any(|place| place.site.is_some())
}

/// The places of a list with what the list of sites says of them, where nobody has marked them on the round's own: a site that
/// is closed or inaccessible is so, with the reason that stands there.
pub fn as_they_stand(places: Vec<ExpectedPlace>, known: &KnownSites) -> Vec<ExpectedPlace> {
    let list = &known.sites().list;
    let now = |place: ExpectedPlace| {
        let site = place.site.as_deref().and_then(|id| list.get(whole(list, id)?));
        // What others came in the place of goes on as those.
        let Some(site) = site.filter(|site| place.mark.is_none() && site.successors.is_empty()) else { return place };
        let mark = match site.status {
            SiteStatus::Closed => PlaceMark::Closed,
            SiteStatus::Inaccessible => PlaceMark::Inaccessible,
            SiteStatus::Active | SiteStatus::Proposed => return place,
        };
        ExpectedPlace { mark: Some(mark), reason: site.reason.clone(), ..place }
    };
    places.into_iter().map(now).collect()
}

/// Records by the sites that they tell of, and the list that says so.
#[derive(Debug)]
struct Found {
    known: KnownSites,
    records: Vec<AreaRecords>,
}

/// By the row of the round and its revision.
type Kept = HashMap<(i32, u32), Arc<Found>>;

/// What was found in closed rounds: nothing of them changes any more.
#[derive(Debug, Clone, Default)]
pub struct ClosedRounds(Arc<RwLock<Kept>>);

impl ClosedRounds {
    fn get(&self, of: (i32, u32)) -> Option<Arc<Found>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&of).cloned()
    }

    fn keep(&self, of: (i32, u32), found: &Arc<Found>) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(of, Arc::clone(found));
    }
}

async fn found_in(app: &App, of: Asked<'_>) -> Result<Option<Arc<Found>>, Problem> {
    let (key, settled) = ((of.round.id, of.round.revision), of.round.stage.is_settled());
    if let Some(found) = app.closed_rounds.get(key).filter(|_| settled) {
        return Ok(Some(found));
    }
    let Some(known) = sites_of_round(app, of.operation, of.round).await? else { return Ok(None) };
    let records = by_site(app, of, &known).await?;
    let found = Arc::new(Found { known, records });
    if settled {
        app.closed_rounds.keep(key, &found);
    }
    Ok(Some(found))
}

async fn by_site(app: &App, of: Asked<'_>, known: &KnownSites) -> Result<Vec<AreaRecords>, Problem> {
    let (exercise_ids, round_ids) = (vec![of.exercise.id], vec![of.round.id]);
    let filter = RecordFilter { exercise_ids, round_ids, ..RecordFilter::default() };
    let (records, _) = app.store.records(&filter, u64::from(u32::MAX)).await?;
    let identified_by = app.figures.programme().identified_by(&of.exercise.code);
    let mut alike = BTreeMap::<(Vec<Pcode>, Option<String>, &str), AreaRecords>::new();
    for one in records {
        let site = known.site_of(&one.record.answers, identified_by).map(str::to_owned);
        let (places, state) = (one.record.places, one.state);
        let none = || AreaRecords { places: places.clone(), site: site.clone(), state, count: 0 };
        alike.entry((places.clone(), site.clone(), state.code())).or_insert_with(none).count += 1;
    }
    Ok(alike.into_values().collect())
}

/// Which sites of the list are meant.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WhichSites {
    /// These, whatever else is said.
    pub ids: Option<BTreeSet<String>>,
    /// Those declared to lie in one of these areas, or below it; anywhere, if none is named.
    #[serde(default)]
    pub areas: Vec<Pcode>,
    /// Those that stand so.
    pub status: Option<SiteStatus>,
    /// Those of this kind.
    pub kind: Option<String>,
    /// Those with this in a name or other name, or whose id begins so. Case and accents do not matter.
    pub search: Option<String>,
}

impl WhichSites {
    /// Those of a list.
    pub fn of<'w, 's: 'w>(
        &'w self,
        territory: Option<&'w Territory>,
        list: &'s SiteList,
    ) -> impl Iterator<Item = &'s Site> + use<'w, 's> {
        let search = self.search.as_deref().map(folded).filter(|text| !text.is_empty());
        let kind = self.kind.as_deref().filter(|kind| !kind.is_empty());
        list.iter().filter(move |site| {
            self.ids.as_ref().is_none_or(|ids| ids.contains(&site.id))
                && self.status.is_none_or(|status| site.status == status)
                && kind.is_none_or(|kind| site.kind.as_deref() == Some(kind))
                && (self.areas.is_empty() || self.areas.iter().any(|area| lies_below(territory, site, area)))
                && search.as_ref().is_none_or(|wanted| {
                    site.id.starts_with(wanted.as_str()) || site.names().any(|name| folded(name).contains(wanted))
                })
        })
    }
}

/// Small letters without accents.
pub fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

impl KnownSites {
    /// What became of the sites of the list.
    pub fn now(&self) -> SitesNow {
        let list = &self.sites().list;
        let moved = list.iter().filter_map(|site| Some((site.id.clone(), whole(list, &site.id)?.to_owned())));
        let whole: BTreeMap<String, String> = moved.filter(|(id, now)| id != now).collect();
        SitesNow { whole, splits: self.splits() }
    }
}
