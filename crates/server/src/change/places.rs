//! What a round says of each place that it assessed, read from the snapshot its public figures stand on.

use super::recipes;
use crate::{
    problem::Problem,
    publication::Published,
    round_figures::RoundOf,
    site_coverage::{as_they_stand, holds_sites, sites_of_round},
    sites::{self, KnownSites},
    state::App,
};
use estimate::{Definition, NotAssessed, PlaceId, SeriesKind, Standing};
use figures::{Indicator, PlaceRow, Unit};
use indexmap::IndexMap;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use store::{ExpectedPlace, PlaceKey, PlaceMark};
use vocab::{AdminLevel, Answer, Missing, Pcode, RecordKey, RoundNumber, Value};

/// The places of a round, for one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundPlaces {
    /// The round.
    pub round: RoundNumber,
    /// What is counted.
    pub definition: Definition,
    /// What it says of each place that has a record.
    pub places: BTreeMap<PlaceId, RoundPlace>,
    /// Records that do not tell their place from others: each counts as a place of its own.
    pub unrecognised: usize,
    /// Records whose place the list of sites knows as another one than they say.
    pub followed: usize,
    /// The sites that were split, each with its parts.
    pub(super) splits: BTreeMap<String, Vec<String>>,
    /// The list of sites and the boundaries that places were looked up in; none where there is no list.
    pub sites: Option<(i64, Option<i32>)>,
    snapshot: String,
    expected: Expected,
}

/// A place of a round.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RoundPlace {
    /// The site that it is, if the list knows it.
    pub site: Option<String>,
    /// What was said of it, by the areas that it was said to lie in: more than one only where sites were merged across a border.
    pub spots: Vec<Spot>,
}

/// What a round says of a place in one area.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The areas, from the country downwards.
    pub lineage: Vec<Pcode>,
    /// The count, or why there is none.
    pub standing: Standing,
    /// The records, with where each was read from.
    pub records: Vec<(RecordKey, String)>,
}

impl RoundPlace {
    /// What was said of it within an area.
    pub fn within<'p>(&'p self, area: &Pcode) -> impl Iterator<Item = &'p Spot> {
        self.spots.iter().filter(|spot| spot.lineage.contains(area))
    }

    /// How it stands within an area; none where it lies elsewhere.
    pub fn standing(&self, area: &Pcode) -> Option<Standing> {
        self.within(area).map(|spot| spot.standing).reduce(together)
    }

    fn add(&mut self, row: PlaceRow) {
        let (standing, record) = (standing(&row.value), (row.key, row.source));
        match self.spots.iter_mut().find(|spot| spot.lineage == row.places) {
            Some(spot) => {
                spot.standing = together(spot.standing, standing);
                spot.records.push(record);
            }
            None => self.spots.push(Spot { lineage: row.places, standing, records: vec![record] }),
        }
    }
}

/// What a round was to assess, for the places it says nothing of.
#[derive(Debug, Clone, PartialEq)]
struct Expected {
    /// The round's own list; none where it has none, and every area of the level is expected.
    listed: Option<BTreeMap<PlaceKey, Option<PlaceMark>>>,
    level: AdminLevel,
    /// Areas that some record lies in.
    visited: BTreeSet<Pcode>,
}

impl RoundPlaces {
    /// Reads them, or takes what was read of the same snapshot before.
    ///
    /// # Errors
    /// When the snapshot is gone or the store fails.
    pub async fn of(
        app: &App,
        of: &RoundOf,
        published: &Published,
        indicator: &Indicator,
    ) -> Result<Arc<Self>, Problem> {
        let round = of.round.id;
        let listed = app.store.expected_places(round).await?;
        let sample = app.store.round_sample(round).await?.map(|sample| sample.definition());
        let kind = app.figures.programme().series(&of.exercise.code, &indicator.code);
        let definition = Definition { sample, ..definition(published, indicator, kind) };
        let identified_by = app.figures.programme().identified_by(&of.exercise.code);
        let known = sites::telling_apart(app, &of.operation, identified_by).await?;
        let sites = known.as_ref().map(KnownSites::stamp);
        let listed = self::listed(app, of, listed).await?;
        let kept = app.places_read.get(round, &indicator.code).filter(|kept| {
            let recipes = kept.definition.recipes.clone(); // those of its snapshot
            kept.snapshot == published.snapshot
                && kept.sites == sites
                && kept.expected.listed == listed
                && kept.definition == Definition { recipes, ..definition.clone() }
        });
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let definition = Definition { recipes: recipes::of(app, published, indicator)?, ..definition };
        let rows = app.figures.place_rows(app, of, indicator, &published.snapshot).await?;
        let visited = rows.iter().flat_map(|row| row.places.iter().cloned()).collect();
        let expected = Expected { listed, level: of.exercise.coverage_level, visited };
        let Gathered { places, unrecognised, followed } = gather(rows, known.as_ref(), identified_by);
        let splits = known.as_ref().map(KnownSites::splits).unwrap_or_default();
        let (round_number, snapshot) = (of.round.number, published.snapshot.clone());
        let read = Arc::new(Self {
            round: round_number,
            definition,
            places,
            unrecognised,
            followed,
            splits,
            sites,
            snapshot,
            expected,
        });
        app.places_read.keep(round, &indicator.code, &read);
        Ok(read)
    }

    /// Why this round has no count of a place in these areas that another round has.
    pub fn why_absent(&self, site: Option<&str>, lineage: &[Pcode]) -> NotAssessed {
        let Expected { listed, level, visited } = &self.expected;
        let listed_site = listed.as_ref().zip(site).and_then(|(listed, id)| listed.get(&PlaceKey::Site(id.to_owned())));
        match listed_site {
            Some(Some(PlaceMark::Closed)) => return NotAssessed::Closed,
            Some(Some(PlaceMark::Inaccessible)) => return NotAssessed::Inaccessible,
            Some(None) => return NotAssessed::NotReached,
            None => {}
        }
        let (place, mark) = match listed {
            Some(listed) => {
                let area = |place: &Pcode| listed.get(&PlaceKey::Area(place.clone())).copied();
                let found = lineage.iter().rev().find_map(|place| Some((place, area(place)?)));
                found.map_or((None, None), |(place, mark)| (Some(place), mark))
            }
            None => (lineage.get(usize::from(level.0)), None),
        };
        match (mark, place) {
            (Some(PlaceMark::Closed), _) => NotAssessed::Closed,
            (Some(PlaceMark::Inaccessible), _) => NotAssessed::Inaccessible,
            (None, Some(place)) if !visited.contains(place) => NotAssessed::NotReached,
            _ => NotAssessed::NotSaid,
        }
    }
}

/// What a round's list says of its places, sites as what they are now; none where it has no list.
async fn listed(
    app: &App,
    of: &RoundOf,
    places: Vec<ExpectedPlace>,
) -> Result<Option<BTreeMap<PlaceKey, Option<PlaceMark>>>, Problem> {
    let (mut places, mut whole) = (places, BTreeMap::new());
    if holds_sites(&places) {
        if let Some(then) = sites_of_round(app, &of.operation, &of.round).await? {
            places = as_they_stand(places, &then);
        }
        let known = KnownSites::of(app, &of.operation).await?;
        whole = known.map(|known| known.now().whole).unwrap_or_default();
    }
    let now = |key: &PlaceKey| match key {
        PlaceKey::Site(id) => PlaceKey::Site(whole.get(id).unwrap_or(id).clone()),
        PlaceKey::Area(_) => key.clone(),
    };
    let mut listed = BTreeMap::new();
    for place in places {
        let (key, mark) = (place.key(), place.mark);
        let goes_on_as = now(&key);
        // What is said of a site itself goes before what is said of those that were merged into it.
        if goes_on_as == key {
            listed.insert(goes_on_as, mark);
        } else {
            listed.entry(goes_on_as).or_insert(mark);
        }
    }
    Ok((!listed.is_empty()).then_some(listed))
}

/// The places that rows tell of.
#[derive(Debug, Default)]
struct Gathered {
    places: BTreeMap<PlaceId, RoundPlace>,
    unrecognised: usize,
    followed: usize,
}

/// Puts records of one place together. A place with a number in one of them was assessed, as in the figure.
fn gather(rows: Vec<PlaceRow>, known: Option<&KnownSites>, identified_by: &[String]) -> Gathered {
    let (mut found, asked) = (Gathered::default(), sites::asked_of(identified_by));
    for row in rows {
        let answers = answers(&row, &asked);
        let identity = match identified_by {
            // An exercise that counts by area: the area itself.
            [] => row.places.last().map(ToString::to_string),
            _ => sites::identities(known, &answers, identified_by).into_iter().next(),
        };
        if identity.is_some()
            && !identified_by.is_empty()
            && identity != review::place_identity(&answers, identified_by)
        {
            found.followed += 1;
        }
        let id = identity.unwrap_or_else(|| {
            found.unrecognised += 1;
            format!("record {}", row.key)
        });
        let place = found.places.entry(id.into()).or_default();
        place.site = known.and_then(|known| known.site_of(&answers, identified_by)).map(str::to_owned);
        place.add(row);
    }
    found
}

/// What a row answers to the questions asked.
fn answers(row: &PlaceRow, asked: &[String]) -> IndexMap<String, Answer> {
    let answers = asked.iter().zip(&row.identity);
    answers.filter_map(|(name, text)| Some((name.clone(), Value::Text(text.clone()?).into()))).collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count; the gate holds it against the published figure
fn standing(value: &Result<f64, Missing>) -> Standing {
    Standing::NotAssessed(match value {
        Ok(count) => return Standing::Assessed(count.round().max(0.0) as u64),
        // The question does not apply: nobody lives there, or the site is closed.
        Err(Missing::NotApplicable) => NotAssessed::Closed,
        Err(Missing::NotAccessible) => NotAssessed::Inaccessible,
        Err(Missing::NotAssessed) => NotAssessed::NotReached,
        Err(Missing::Missing | Missing::Withheld) => NotAssessed::NoAnswer,
    })
}

fn together(one: Standing, other: Standing) -> Standing {
    match (one, other) {
        (Standing::Assessed(one), Standing::Assessed(other)) => Standing::Assessed(one.saturating_add(other)),
        (assessed @ Standing::Assessed(_), _) | (_, assessed @ Standing::Assessed(_)) => assessed,
        (Standing::NotAssessed(one), Standing::NotAssessed(other)) => Standing::NotAssessed(one.max(other)),
    }
}

/// What is counted. The rule by which places were chosen is kept with the round.
fn definition(published: &Published, indicator: &Indicator, kind: SeriesKind) -> Definition {
    let figures = published.figures.figures().iter();
    let version =
        figures.filter(|figure| figure.key.indicator == indicator.code).map(|figure| &figure.indicator_version);
    Definition {
        indicator: indicator.code.clone(),
        indicator_version: version.max().unwrap_or(&indicator.version).clone(),
        unit: match indicator.unit {
            Unit::Individuals => estimate::Unit::Individuals,
            Unit::Households => estimate::Unit::Households,
            Unit::Sites => estimate::Unit::Sites,
            Unit::Percent => estimate::Unit::Percent,
        },
        kind,
        population_group: indicator.hxl.clone(),
        boundary_version: published.boundaries.clone().unwrap_or_default(),
        sample: None,
        recipes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, name: Option<&str>, value: Result<f64, Missing>) -> PlaceRow {
        PlaceRow {
            key: RecordKey::submission(&number.to_string()),
            source: String::new(),
            identity: vec![Some("BDI012004".into()), name.map(str::to_owned)],
            places: ["BDI", "BDI012", "BDI012004"].map(|code| code.parse().unwrap()).to_vec(),
            value,
        }
    }

    #[test]
    fn a_place_is_known_by_its_answers_whatever_their_spelling_of_spaces_and_case() {
        let by = ["admin2".to_owned(), "location_name".to_owned()];
        let rows = vec![
            row(1, Some("Kiremba"), Ok(10.0)),
            row(2, Some(" KIREMBA "), Ok(5.0)),
            row(3, Some("Mugano"), Err(Missing::NotAccessible)),
            row(4, Some("Mugano"), Err(Missing::Missing)),
            row(5, None, Ok(1.0)),
            row(6, None, Err(Missing::NotApplicable)),
        ];
        let Gathered { places, unrecognised, followed } = gather(rows, None, &by);
        let muyinga = "BDI012".parse().unwrap();
        let found: Vec<_> = places.iter().map(|(id, place)| (id.as_str(), place.standing(&muyinga).unwrap())).collect();
        let expected = [
            ("bdi012004/kiremba", Standing::Assessed(15)),
            ("bdi012004/mugano", Standing::NotAssessed(NotAssessed::NoAnswer)),
            ("record submission/5", Standing::Assessed(1)),
            ("record submission/6", Standing::NotAssessed(NotAssessed::Closed)),
        ];
        assert_eq!((found, unrecognised, followed), (expected.to_vec(), 2, 0));
    }

    #[test]
    fn a_place_that_was_said_to_lie_in_two_areas_counts_in_each_what_was_said_there() {
        let code = |text: &str| -> Pcode { text.parse().unwrap() };
        let mut place = RoundPlace::default();
        place.add(row(1, Some("Mugano"), Ok(7.0)));
        let elsewhere = ["BDI", "BDI013", "BDI013001"].map(code).to_vec();
        place.add(PlaceRow { places: elsewhere, ..row(2, Some("Mugano"), Ok(5.0)) });
        let of = |area: &str| place.standing(&code(area));
        let counts = [of("BDI"), of("BDI012"), of("BDI013001"), of("BDI014")];
        assert_eq!(
            counts,
            [Some(Standing::Assessed(12)), Some(Standing::Assessed(7)), Some(Standing::Assessed(5)), None]
        );
    }

    #[test]
    fn a_place_without_a_record_is_closed_inaccessible_not_reached_or_not_mentioned() {
        let code = |text: &str| -> Pcode { text.parse().unwrap() };
        let lineage = |commune: &str| vec![code("BDI"), code("BDI012"), code(commune)];
        let listed = BTreeMap::from([
            (PlaceKey::Area(code("BDI012001")), Some(PlaceMark::Closed)),
            (PlaceKey::Area(code("BDI012002")), Some(PlaceMark::Inaccessible)),
            (PlaceKey::Area(code("BDI012003")), None),
            (PlaceKey::Area(code("BDI012004")), None),
            (PlaceKey::Site("a".to_owned()), None),
            (PlaceKey::Site("b".to_owned()), Some(PlaceMark::Closed)),
        ]);
        let definition = Definition {
            indicator: "idps".into(),
            indicator_version: "1".into(),
            unit: estimate::Unit::Individuals,
            kind: SeriesKind::Stock,
            population_group: "idp".into(),
            boundary_version: "2017".into(),
            sample: None,
            recipes: Vec::new(),
        };
        let expected = Expected { listed: Some(listed), level: AdminLevel(2), visited: [code("BDI012004")].into() };
        let mut round = RoundPlaces {
            round: RoundNumber(2),
            definition,
            places: BTreeMap::new(),
            unrecognised: 0,
            followed: 0,
            splits: BTreeMap::new(),
            sites: None,
            snapshot: String::new(),
            expected,
        };
        let communes = ["BDI012001", "BDI012002", "BDI012003", "BDI012004", "BDI012005"];
        let why = |round: &RoundPlaces| communes.map(|commune| round.why_absent(None, &lineage(commune)));
        use NotAssessed::{Closed, Inaccessible, NotReached, NotSaid};
        assert_eq!(why(&round), [Closed, Inaccessible, NotReached, NotSaid, NotSaid]);
        let of_site = |id: &str| round.why_absent(Some(id), &lineage("BDI012004"));
        assert_eq!(["a", "b", "c"].map(of_site), [NotReached, Closed, NotSaid], "what the list says of a site");
        round.expected.listed = None;
        assert_eq!(why(&round), [NotReached, NotReached, NotReached, NotSaid, NotReached], "every commune is expected");
    }
}
