//! How far a round has come, place by place. Whatever is not known stays in sight: every place of the list is in exactly
//! one state, and what lies outside the list is counted beside it.

use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::{AreaRecords, ExpectedPlace, PlaceMark};
use vocab::{Pcode, RecordState};

/// How far a place has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceState {
    /// Somebody stands by a record of it.
    Assessed,
    /// Records came, and nobody has approved one yet.
    Received,
    /// Nothing came.
    NotYet,
    /// Nobody gets there.
    Inaccessible,
    /// There is nothing to assess any more.
    Closed,
}

/// Records by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Somebody stands by them.
    pub approved: u64,
    /// Nobody has decided about them.
    pub waiting: u64,
    /// Set aside.
    pub rejected: u64,
}

impl Counts {
    fn put(&mut self, more: &Self) {
        self.approved += more.approved;
        self.waiting += more.waiting;
        self.rejected += more.rejected;
    }

    fn add(&mut self, records: &AreaRecords) {
        match records.state {
            RecordState::Approved => self.approved += records.count,
            RecordState::Rejected => self.rejected += records.count,
            RecordState::Received | RecordState::Edited | RecordState::HasIssues => self.waiting += records.count,
        }
    }
}

/// A place of the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceCoverage {
    /// What the list says of it.
    #[serde(flatten)]
    pub place: ExpectedPlace,
    /// How far it has come.
    pub state: PlaceState,
    /// Its records.
    pub records: Counts,
    /// Other sites of the list that are this one now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
}

/// What became of the sites that a list may hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SitesNow {
    /// What a site was merged into, where it was.
    pub whole: BTreeMap<String, String>,
    /// The sites that came in the place of one that was split: all of it, and nothing else.
    pub splits: BTreeMap<String, Vec<String>>,
}

impl SitesNow {
    fn whole<'s>(&'s self, id: &'s str) -> &'s str {
        self.whole.get(id).map_or(id, String::as_str)
    }

    /// A site and all that came in its place.
    fn all_of<'s>(&'s self, id: &'s str) -> BTreeSet<&'s str> {
        let (mut all, mut open) = (BTreeSet::new(), vec![self.whole(id)]);
        while let Some(id) = open.pop() {
            if all.insert(id) {
                open.extend(self.splits.get(id).into_iter().flatten().map(String::as_str));
            }
        }
        all
    }

    /// Whether the whole of a site was assessed: itself, or every part of it.
    fn is_assessed(&self, id: &str, found: &BTreeMap<&str, Counts>, path: &mut BTreeSet<String>) -> bool {
        if found.get(id).is_some_and(|counts| counts.approved > 0) {
            return true;
        }
        let Some(parts) = self.splits.get(id).filter(|_| path.insert(id.to_owned())) else { return false };
        let assessed = parts.iter().all(|part| self.is_assessed(part, found, path));
        path.remove(id);
        assessed
    }
}

/// Places by how far they have come; they add up to `expected`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// All of them.
    pub expected: u64,
    /// With an approved record.
    pub assessed: u64,
    /// With records that wait only.
    pub received: u64,
    /// Without any.
    pub not_yet: u64,
    /// Not accessible.
    pub inaccessible: u64,
    /// With nothing to assess.
    pub closed: u64,
}

impl Totals {
    fn add(&mut self, state: PlaceState) {
        self.expected += 1;
        match state {
            PlaceState::Assessed => self.assessed += 1,
            PlaceState::Received => self.received += 1,
            PlaceState::NotYet => self.not_yet += 1,
            PlaceState::Inaccessible => self.inaccessible += 1,
            PlaceState::Closed => self.closed += 1,
        }
    }
}

/// How far a round has come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoundCoverage {
    /// Every place of the list.
    pub places: Vec<PlaceCoverage>,
    /// All together.
    pub totals: Totals,
    /// By team; those without one under none.
    pub teams: Vec<(Option<i32>, Totals)>,
    /// Records in places that are not on the list.
    pub elsewhere: Counts,
    /// Records of which no place is known.
    pub without_place: Counts,
}

/// Holds what came against what was expected. A mark gives way to records: who has been there has been there.
///
/// A record counts for the listed site that it tells of, else for the deepest listed area it lies in. Sites that are one now are
/// one place of the list. A site that was split is assessed when it was itself, or all its parts were.
pub fn coverage(expected: Vec<ExpectedPlace>, records: &[AreaRecords], sites: &SitesNow) -> RoundCoverage {
    let expected = one_of_each(expected, sites);
    let listed: Vec<BTreeSet<String>> = expected
        .iter()
        .map(|(place, _)| place.site.as_deref().map(|id| sites.all_of(id)).unwrap_or_default())
        .map(|ids| ids.into_iter().map(str::to_owned).collect())
        .collect();
    let known: BTreeSet<&str> = listed.iter().flatten().map(String::as_str).collect();
    let areas = expected.iter().filter(|(place, _)| place.site.is_none());
    let mut of_areas: BTreeMap<Pcode, Counts> =
        areas.map(|(place, _)| (place.pcode.clone(), Counts::default())).collect();
    let mut of_sites = BTreeMap::<&str, Counts>::new();
    let (mut elsewhere, mut without_place) = (Counts::default(), Counts::default());
    for area in records {
        if let Some(site) = area.site.as_deref().filter(|site| known.contains(site)) {
            of_sites.entry(site).or_default().add(area);
            continue;
        }
        let listed = area.places.iter().rev().find(|pcode| of_areas.contains_key(*pcode));
        match listed.and_then(|pcode| of_areas.get_mut(pcode)) {
            Some(counts) => counts.add(area),
            None if area.places.is_empty() => without_place.add(area),
            None => elsewhere.add(area),
        }
    }
    let (mut totals, mut teams) = (Totals::default(), BTreeMap::<Option<i32>, Totals>::new());
    let places = expected.into_iter().zip(&listed).map(|((place, also), ids)| {
        let (records, assessed) = match &place.site {
            Some(id) => {
                let mut sum = Counts::default();
                ids.iter().filter_map(|id| of_sites.get(id.as_str())).for_each(|counts| sum.put(counts));
                (sum, sites.is_assessed(sites.whole(id), &of_sites, &mut BTreeSet::new()))
            }
            None => {
                let records = of_areas.get(&place.pcode).copied().unwrap_or_default();
                (records, records.approved > 0)
            }
        };
        let state = match (assessed, records.approved + records.waiting, place.mark) {
            (true, ..) => PlaceState::Assessed,
            (false, 1.., _) => PlaceState::Received,
            (false, 0, Some(PlaceMark::Inaccessible)) => PlaceState::Inaccessible,
            (false, 0, Some(PlaceMark::Closed)) => PlaceState::Closed,
            (false, 0, None) => PlaceState::NotYet,
        };
        totals.add(state);
        teams.entry(place.team).or_default().add(state);
        PlaceCoverage { place, state, records, also }
    });
    let places = places.collect();
    RoundCoverage { places, totals, teams: teams.into_iter().collect(), elsewhere, without_place }
}

/// The places of a list, each once: of several sites that are one now, that one if it is listed, with the others beside it.
fn one_of_each(expected: Vec<ExpectedPlace>, sites: &SitesNow) -> Vec<(ExpectedPlace, Vec<String>)> {
    let listed: BTreeSet<String> = expected.iter().filter_map(|place| place.site.clone()).collect();
    let mut also = BTreeMap::<String, Vec<String>>::new();
    let mut each = Vec::new();
    for place in expected {
        let whole = place.site.as_deref().map(|id| (id, sites.whole(id))).filter(|(id, whole)| id != whole);
        // The first that is listed goes on for what it was merged into, if that is not listed itself.
        match whole.map(|(id, whole)| (id.to_owned(), whole.to_owned())) {
            Some((id, whole)) if listed.contains(&whole) || also.contains_key(&whole) => {
                also.entry(whole).or_default().push(id);
            }
            Some((_, whole)) => {
                also.insert(whole, Vec::new());
                each.push(place);
            }
            None => each.push(place),
        }
    }
    let of = |place: &ExpectedPlace| also.get(sites.whole(place.site.as_deref()?)).cloned();
    let beside = |place: ExpectedPlace| {
        let also = of(&place).unwrap_or_default();
        (place, also)
    };
    each.into_iter().map(beside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pcode(text: &str) -> Pcode {
        text.parse().unwrap()
    }

    fn records(places: &[&str], state: RecordState, count: u64) -> AreaRecords {
        AreaRecords { places: places.iter().map(|place| pcode(place)).collect(), site: None, state, count }
    }

    #[test]
    fn every_place_is_in_one_state_and_nothing_that_came_is_lost() {
        let marked = |code: &str, mark| ExpectedPlace { mark: Some(mark), ..ExpectedPlace::new(pcode(code), None) };
        let expected = vec![
            ExpectedPlace::new(pcode("BDI012001"), Some(1)),
            ExpectedPlace::new(pcode("BDI012002"), Some(1)),
            ExpectedPlace::new(pcode("BDI012003"), None),
            marked("BDI012004", PlaceMark::Inaccessible),
            marked("BDI012005", PlaceMark::Closed),
            marked("BDI012006", PlaceMark::Inaccessible),
            ExpectedPlace::new(pcode("BDI012007"), None),
        ];
        let came = [
            records(&["BDI", "BDI012", "BDI012001"], RecordState::Approved, 2),
            records(&["BDI", "BDI012", "BDI012001"], RecordState::Received, 1),
            records(&["BDI", "BDI012", "BDI012002"], RecordState::HasIssues, 1),
            records(&["BDI", "BDI012", "BDI012006"], RecordState::Approved, 1),
            records(&["BDI", "BDI012", "BDI012007"], RecordState::Rejected, 1),
            records(&["BDI", "BDI013"], RecordState::Approved, 4),
            records(&[], RecordState::Edited, 3),
        ];
        let found = coverage(expected, &came, &SitesNow::default());
        let states: Vec<PlaceState> = found.places.iter().map(|place| place.state).collect();
        use PlaceState::{Assessed, Closed, Inaccessible, NotYet, Received};
        assert_eq!(states, [Assessed, Received, NotYet, Inaccessible, Closed, Assessed, NotYet]);
        let Totals { expected, assessed, received, not_yet, inaccessible, closed } = found.totals;
        assert_eq!(expected, assessed + received + not_yet + inaccessible + closed);
        assert_eq!((assessed, received, not_yet, inaccessible, closed), (2, 1, 2, 1, 1));
        assert_eq!((found.elsewhere.approved, found.without_place.waiting), (4, 3));
        assert_eq!(
            found.teams.iter().map(|(team, totals)| (*team, totals.expected)).collect::<Vec<_>>(),
            [(None, 5), (Some(1), 2)]
        );
    }

    #[test]
    fn a_record_counts_for_the_site_it_tells_of_and_sites_that_are_one_are_one_place() {
        let site = |id: &str| ExpectedPlace::of_site(id, pcode("BDI012001"), None);
        let expected = vec![site("a"), site("b"), site("c"), site("s"), ExpectedPlace::new(pcode("BDI012001"), None)];
        let of = |id: &str, state| AreaRecords {
            site: Some(id.to_owned()),
            ..records(&["BDI", "BDI012", "BDI012001"], state, 1)
        };
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        // B was merged into A, and D, which is not listed, into C. S was split into T and U.
        let sites = SitesNow {
            whole: [("b", "a"), ("d", "c")].map(|(from, to)| (from.to_owned(), to.to_owned())).into(),
            splits: [("s".to_owned(), owned(&["t", "u"]))].into(),
        };
        let came = [
            of("a", RecordState::Approved),
            of("c", RecordState::Received),
            of("t", RecordState::Approved),
            of("x", RecordState::Approved),
        ];
        let found = coverage(expected.clone(), &came, &sites);
        let told: Vec<_> =
            found.places.iter().map(|one| (one.place.site.as_deref(), one.state, one.records.approved)).collect();
        use PlaceState::{Assessed, Received};
        let area = (None, Assessed, 1);
        assert_eq!(told, [(Some("a"), Assessed, 1), (Some("c"), Received, 0), (Some("s"), Received, 1), area]);
        assert_eq!(found.places[0].also, ["b"]);
        let both = [of("t", RecordState::Approved), of("u", RecordState::Approved)];
        assert_eq!(coverage(expected, &both, &sites).totals.assessed, 1, "all parts of S");
        // A list that still names only what was merged away.
        let found = coverage(vec![site("b")], &came, &sites);
        assert_eq!((found.places[0].state, found.totals.expected), (Assessed, 1));
    }
}
