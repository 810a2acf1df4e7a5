//! Figures of a round under other boundaries than those it was assessed in.
//!
//! They are worked out from what the round publishes and from nothing else: what is withheld there is unknown here too, so that
//! asking for other boundaries tells nobody more.

use crate::{problem::Problem, publication::Published, state::App, territory::Territory};
use estimate::Count;
use figures::{Indicator, TOTAL};
use messages::codes;
use places::{CarriedCount, CarriedCounts, Crosswalk, CrosswalkEdition, ReformError, Remainder};
use serde::Serialize;
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};
use store::{Operation, StoredCrosswalk};
use vocab::{AdminLevel, Confidence, Figure, Grade, Missing, Pcode};

mod grades;

/// A crosswalk and the way it is read.
#[derive(Debug, Clone, Serialize)]
pub struct Way {
    /// What it says of itself.
    #[serde(flatten)]
    pub edition: CrosswalkEdition,
    /// Whether it is read from the new version to the old.
    pub reversed: bool,
    #[serde(skip)]
    links: Crosswalk,
}

impl Way {
    fn of(stored: StoredCrosswalk) -> Result<Self, Problem> {
        let links = serde_json::from_value(stored.links).map_err(|error| Problem::failed(&error))?;
        let StoredCrosswalk { code, from_version, to_version, label, source, official, .. } = stored;
        let edition = CrosswalkEdition { code, from_version, to_version, label, source, official };
        Ok(Self { edition, reversed: false, links })
    }

    fn turned(self) -> Self {
        Self { edition: self.edition, reversed: true, links: self.links.reversed() }
    }

    /// The links, as they are read.
    pub fn links(&self) -> &Crosswalk {
        &self.links
    }

    /// The version it leads from, as it is read.
    pub fn from(&self) -> &str {
        &self.links.from_version
    }

    /// The version it leads to, as it is read.
    pub fn to(&self) -> &str {
        &self.links.to_version
    }
}

/// All ways from one version to another: crosswalks that lead there, then those that lead back, each in the order they were loaded.
///
/// # Errors
/// When the store fails.
pub async fn ways(app: &App, from: &str, to: &str) -> Result<Vec<Way>, Problem> {
    let (mut there, mut back) = (Vec::new(), Vec::new());
    for stored in app.store.crosswalks().await? {
        if stored.from_version == from && stored.to_version == to {
            there.push(Way::of(stored)?);
        } else if stored.from_version == to && stored.to_version == from {
            back.push(Way::of(stored)?.turned());
        }
    }
    there.extend(back);
    Ok(there)
}

/// The way that is meant: the one of that code, or the preferred one of those that lead there, or else of those that lead back.
fn chosen(ways: Vec<Way>, code: Option<&str>) -> Option<Way> {
    let preferred = |reversed: bool| {
        let editions = ways.iter().filter(|way| way.reversed == reversed).map(|way| &way.edition);
        CrosswalkEdition::preferred(editions).map(|edition| edition.code.clone())
    };
    let code = code.map(str::to_owned).or_else(|| preferred(false)).or_else(|| preferred(true))?;
    ways.into_iter().find(|way| way.edition.code == code)
}

/// A round's totals of one indicator under other boundaries.
#[derive(Debug)]
pub struct Carried {
    /// The way they were carried.
    pub way: Way,
    /// The boundaries they are of now.
    pub territory: Arc<Territory>,
    /// The level they are of.
    pub level: AdminLevel,
    /// The numbers.
    pub counts: CarriedCounts,
    /// How far each may be relied upon, where the old places are graded.
    grades: BTreeMap<Pcode, Confidence>,
}

/// Carries a round's published totals of an indicator to other boundaries.
///
/// # Errors
/// When there are no such boundaries, or no crosswalk leads there.
pub async fn carry(
    app: &App,
    published: &Published,
    indicator: &Indicator,
    to: &str,
    crosswalk: Option<&str>,
) -> Result<Carried, Problem> {
    let no_way = || Problem::not_found(codes::BOUNDARIES_NO_CROSSWALK).arg("to", to);
    let from = published.boundaries.as_deref().ok_or_else(no_way)?;
    let way = chosen(ways(app, from, to).await?, crosswalk).ok_or_else(no_way)?;
    let (old, territory) =
        (app.territories.named(&app.store, from).await?, app.territories.named(&app.store, to).await?);
    let (old, territory) = (old.ok_or_else(no_way)?, territory.ok_or_else(no_way)?);
    let level = level_of(&territory, &way).ok_or_else(no_way)?;
    let totals = totals(&way.links, &old, published.figures.figures(), &indicator.code);
    let counts = carried_totals(&way.links, &totals).map_err(|error| refused(&error))?;
    let graded = totals.iter().filter_map(|total| Some((&total.key.place, total.confidence.as_ref()?)));
    let grades = grades::carried(&counts, &graded.collect(), &published.grading(app, indicator)?)?;
    Ok(Carried { way, territory, level, counts, grades })
}

/// Published totals carried by a crosswalk. `old`: the boundaries it leads from.
///
/// # Errors
/// As [`Crosswalk::carry`].
pub fn carried_by(
    links: &Crosswalk,
    old: &Territory,
    figures: &[Figure],
    indicator: &str,
) -> Result<CarriedCounts, ReformError> {
    carried_totals(links, &totals(links, old, figures, indicator))
}

fn carried_totals(links: &Crosswalk, totals: &[&Figure]) -> Result<CarriedCounts, ReformError> {
    let counts = totals.iter().map(|figure| (figure.key.place.clone(), count(figure))).collect();
    links.carry(&links.from_version, &counts)
}

/// The totals of an indicator, of the level that a crosswalk leads from.
fn totals<'f>(links: &Crosswalk, old: &Territory, figures: &'f [Figure], indicator: &str) -> Vec<&'f Figure> {
    let first = links.links().first().and_then(|link| old.boundaries.area(&link.from));
    let level = first.map(|area| area.level);
    let is_it = |figure: &&Figure| {
        figure.key.indicator == indicator && Some(figure.key.level) == level && figure.key.disaggregation == TOTAL
    };
    figures.iter().filter(is_it).collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked: whole and not below zero
fn count(figure: &Figure) -> Count {
    match figure.value {
        // A share is worked out anew of what it is a share of; places do not divide it.
        Some(_) if figure.ratio.is_some() => Count::absent(Missing::NotApplicable),
        Some(value) if value >= 0.0 && value.fract() == 0.0 => Count::Given(value as u64),
        // What is not whole is no count of people, and cannot be divided into whole people.
        Some(_) => Count::absent(Missing::NotApplicable),
        None => Count::absent(figure.missing.unwrap_or(Missing::Missing)),
    }
}

/// Why counts could not be carried, said to people.
pub fn refused(error: &ReformError) -> Problem {
    let problem = Problem::new(axum::http::StatusCode::CONFLICT, error.code());
    error.args().into_iter().fold(problem, |problem, (name, value)| problem.arg(name, value))
}

/// Whether nothing in a carried number is estimated.
pub fn is_exact(place: &CarriedCount) -> bool {
    place.not_known.is_empty()
        && place.count.given().is_some_and(|count| place.least == count && place.most() == Some(count))
}

impl Carried {
    /// The carried totals of one round as figures, in the shape the public API gives figures in. `like`: any figure of the round
    /// and indicator, for what they share.
    pub fn figures(&self, like: &Figure) -> Vec<Value> {
        self.counts.places.iter().map(|place| self.figure(like, place)).collect()
    }

    /// The same, of one place; none if the crosswalk does not lead there.
    pub fn figure_of(&self, like: &Figure, place: &Pcode) -> Option<Value> {
        self.counts.places.iter().find(|one| one.to == *place).map(|one| self.figure(like, one))
    }

    /// The grade of a place: none where nothing is graded, and within that none where it has no grade.
    pub fn grade(&self, place: &Pcode) -> Option<Option<Grade>> {
        self.grades.get(place).map(|confidence| confidence.grade)
    }

    fn figure(&self, like: &Figure, place: &CarriedCount) -> Value {
        let area = self.territory.boundaries.area(&place.to);
        let (value, missing) = match place.count {
            Count::Given(count) => (Some(count), None),
            Count::Absent { missing } => (None, Some(missing)),
        };
        let mut figure = json!({
            "operation": like.key.operation, "exercise": like.key.exercise, "round": like.key.round,
            "indicator": like.key.indicator, "level": self.level, "place": place.to,
            "place_name": area.map(|area| area.name.as_str()),
            "parent": area.and_then(|area| area.parent.as_ref()),
            "disaggregation": TOTAL, "dimensions": {}, "value": value, "missing": missing,
            "records": null, "coverage": null, "indicator_version": like.indicator_version, "method": like.method,
            "snapshot": like.snapshot, "path": null,
            "carried": {
                "exact": is_exact(place), "least": place.least, "most": place.most(), "not_known": place.not_known,
                "not_counted": place.not_counted, "parts": place.parts, "from_version": self.counts.from_version, "recipe": self.counts.recipe,
            },
        });
        if let Some((object, confidence)) = figure.as_object_mut().zip(self.grades.get(&place.to)) {
            object.insert("confidence".to_owned(), json!(confidence));
        }
        figure
    }

    /// People who could be counted to no place of the other boundaries: rows of their own, never dropped. `place`: only those who
    /// may be in it.
    pub fn remainder(
        &self,
        like: &Figure,
        place: Option<&Pcode>,
        old_name: impl Fn(&Pcode) -> Option<String>,
    ) -> Vec<Value> {
        let row = |left: &Remainder| {
            json!({
                "round": like.key.round, "indicator": like.key.indicator, "from": left.from,
                "from_name": old_name(&left.from), "value": left.count, "perhaps_in": left.perhaps_in,
            })
        };
        // Of whom no link says anything, they may be anywhere.
        let may_be =
            |left: &&Remainder| place.is_none_or(|place| left.perhaps_in.is_empty() || left.perhaps_in.contains(place));
        self.counts.remainder.iter().filter(may_be).map(row).collect()
    }
}

/// The boundary versions an operation's figures can be read in, beside its own, each with the crosswalks that lead there.
///
/// # Errors
/// When the store fails.
pub async fn other_boundaries(app: &App, operation: &Operation) -> Result<Vec<(Arc<Territory>, Vec<Way>)>, Problem> {
    let Some(own) = app.territories.of(&app.store, operation).await? else { return Ok(Vec::new()) };
    let own = own.boundaries.version().code.clone();
    let mut others = Vec::new();
    for version in app.store.boundary_versions().await? {
        let ways = if version.code == own { Vec::new() } else { ways(app, &own, &version.code).await? };
        if let Some(territory) = app.territories.named(&app.store, &version.code).await?.filter(|_| !ways.is_empty()) {
            others.push((territory, ways));
        }
    }
    Ok(others)
}

/// The level that a crosswalk leads to.
pub fn level_of(territory: &Territory, way: &Way) -> Option<AdminLevel> {
    way.links.links().first().and_then(|link| territory.boundaries.area(&link.to)).map(|area| area.level)
}

#[cfg(test)]
mod tests {
    use super::*;
    use places::CrosswalkOptions;
    use std::collections::BTreeMap;
    use vocab::{Coverage, FigureKey, Ratio, RoundNumber};

    fn figure(place: &str, value: Option<f64>, missing: Option<Missing>) -> Figure {
        Figure {
            key: FigureKey {
                operation: "burundi".into(),
                exercise: "baseline".into(),
                round: RoundNumber(1),
                indicator: "idps".into(),
                level: AdminLevel(1),
                place: place.parse().unwrap(),
                disaggregation: TOTAL.into(),
                dimensions: BTreeMap::new(),
            },
            value,
            missing,
            records: 1,
            omitted: 0,
            coverage: Coverage { assessed: 1, expected: 1, level: AdminLevel(1) },
            confidence: None,
            borrowed: None,
            ratio: None,
            recipes: vec![],
            indicator_version: "1".into(),
            method: String::new(),
            snapshot: String::new(),
        }
    }

    #[test]
    fn what_is_withheld_stays_unknown_under_other_boundaries() {
        let figures = [figure("A", Some(40.0), None), figure("B", None, Some(Missing::Withheld))];
        let counts: BTreeMap<Pcode, Count> =
            figures.iter().map(|figure| (figure.key.place.clone(), count(figure))).collect();
        let options = CrosswalkOptions { from_version: "old".into(), to_version: "new".into(), basis: String::new() };
        let table = "from_pcode,to_pcode,share\nA,X,1\nB,X,1\nB2,Y,1\nB,Z,0";
        let carried =
            Crosswalk::read_csv("links.csv", table.as_bytes(), &options).unwrap().carry("old", &counts).unwrap();
        let x = &carried.places[0];
        assert_eq!((x.count.given(), x.least, x.most_of_counted), (Some(40), 40, 40), "nothing of B is in any number");
        assert_eq!((x.most(), x.not_counted.len()), (None, 1), "and B may be any number");
        assert_eq!((x.not_known.len(), is_exact(x)), (1, false));
        assert_eq!(count(&figure("C", Some(2.5), None)).given(), None, "half a person is no count");
        let share = Figure { ratio: Some(Ratio { part: 1.0, whole: 2.0 }), ..figure("C", Some(50.0), None) };
        assert_eq!(count(&share).given(), None, "a share is no count");
    }

    #[test]
    fn a_way_there_goes_before_a_way_back_and_the_official_before_ours() {
        let way = |code: &str, official: bool, reversed: bool| {
            let options = CrosswalkOptions { from_version: "a".into(), to_version: "b".into(), basis: String::new() };
            let links = Crosswalk::read_csv("links.csv", b"from_pcode,to_pcode,share\nA,X,1", &options).unwrap();
            let edition = CrosswalkEdition { code: code.into(), official, ..CrosswalkEdition::unnamed("a", "b") };
            let way = Way { edition, reversed: false, links };
            if reversed { way.turned() } else { way }
        };
        let ways = [way("back", true, true), way("ours", false, false), way("law", true, false)];
        let code = |ways: &[Way], wanted| chosen(ways.to_vec(), wanted).map(|way| way.edition.code);
        assert_eq!(code(&ways, None).unwrap(), "law");
        assert_eq!(code(&ways, Some("ours")).unwrap(), "ours");
        assert_eq!(code(&ways[..1], None).unwrap(), "back");
        assert_eq!(code(&ways, Some("none")), None);
    }
}
