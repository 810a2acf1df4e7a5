//! The series of an area in other boundaries than those its rounds were assessed in.
//!
//! Points and lines are worked out from what the rounds publish: published totals, and published lines over the same places of the
//! old areas. What is withheld there is in no number here.

use super::{
    areas::any,
    pair::{Asked, Opened, RoundTold, told},
    places::RoundPlaces,
    series::{Apart, RunLines, Why, coverage_apart, run_lines},
};
use crate::{
    problem::Problem,
    publication,
    reform::{self, Carried, Way, refused},
    state::App,
    territory::Territory,
};
use axum::http::StatusCode;
use estimate::{ComparisonRefused, Count, RoundCounts, Standing, compare};
use figures::Unit;
use messages::codes;
use places::{CrosswalkLink, ReformError};
use publish::{Hidden, PublicPanel};
use serde::Serialize;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use vocab::{AdminLevel, Figure, Pcode, RoundNumber};

/// The boundaries that are asked for instead of the rounds' own.
#[derive(Debug, Clone, Copy)]
pub struct Elsewhere<'a> {
    /// Code of the version.
    pub to: &'a str,
    /// Code of the crosswalk; none for the preferred one.
    pub crosswalk: Option<&'a str>,
}

/// How a published figure is told, with the names of its boundaries.
pub type Tell = fn(&Figure, Option<&Territory>) -> Value;

/// A round of the series.
#[derive(Debug, Clone)]
pub struct PointElsewhere {
    /// The round.
    pub round: RoundTold,
    /// The area's figure, carried over or the round's own; none where there is none.
    pub figure: Option<Value>,
    /// Who is in no area, and may be in this one.
    pub remainder: Vec<Value>,
}

/// Why a line that exists is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum HiddenElsewhere {
    /// A line of an old area that it is made of is hidden.
    Published(Hidden),
    /// The lines of the old areas are over different rounds.
    Rounds(OtherRounds),
}

/// The lines of the old areas are over different rounds, so they are not of the same places together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OtherRounds {
    /// As it is told.
    RoundsDiffer,
}

/// A line over the same places. Where it was carried over, with the least and the most it can be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PanelElsewhere {
    /// The rounds it is over.
    pub rounds: Vec<RoundNumber>,
    /// Places in every round, in the old areas it is made of.
    pub same_places: usize,
    /// Places that some round did not assess.
    pub left_out: usize,
    /// Round by round.
    pub counts: Vec<Option<u64>>,
    /// The least it can be; empty where nothing was carried over.
    pub least: Vec<Option<u64>>,
    /// The most it can be.
    pub most: Vec<Option<u64>>,
    /// Why there are no counts.
    pub hidden: Option<HiddenElsewhere>,
}

/// A series of one area in other boundaries.
#[derive(Debug, Clone)]
pub struct SeriesElsewhere {
    /// The rounds.
    pub points: Vec<PointElsewhere>,
    /// Why the totals are not joined.
    pub apart: Vec<Apart>,
    /// Lines over the same places.
    pub panels: Vec<PanelElsewhere>,
    /// The crosswalk that was used; none where no round was carried over.
    pub way: Option<Way>,
}

/// A round, as it was opened, and carried over if it was assessed in other boundaries.
pub(super) struct Round {
    pub opened: Opened,
    pub carried: Option<Carried>,
    /// The boundaries it was assessed in.
    pub own: Option<Arc<Territory>>,
}

impl Round {
    pub async fn open(
        app: &App,
        asked: &Asked,
        round: store::Round,
        elsewhere: Elsewhere<'_>,
    ) -> Result<Self, Problem> {
        let opened = asked.open(app, round).await?;
        let published = &opened.1;
        let own = publication::territory_of(app, &asked.operation, published.boundaries.as_deref()).await?;
        let carried = match published.boundaries.as_deref() == Some(elsewhere.to) {
            true => None,
            false => {
                let indicator = &asked.indicator;
                Some(reform::carry(app, published, indicator, elsewhere.to, elsewhere.crosswalk).await?)
            }
        };
        Ok(Self { opened, carried, own })
    }

    pub fn told(&self) -> RoundTold {
        let (of, published, places) = &self.opened;
        told(of, published, places)
    }

    fn places(&self) -> &RoundPlaces {
        &self.opened.2
    }

    /// Rows of those who are in no area, and may be in this one.
    pub fn remainder(&self, indicator: &str, place: Option<&Pcode>) -> Vec<Value> {
        let like = self.opened.1.figures.figures().iter().find(|figure| figure.key.indicator == indicator);
        let Some((carried, like)) = self.carried.as_ref().zip(like) else { return Vec::new() };
        let name = |pcode: &Pcode| self.own.as_deref().and_then(|own| own.name(pcode)).map(str::to_owned);
        carried.remainder(like, place, name)
    }

    fn point(&self, indicator: &str, area: &Area<'_>, tell: Tell) -> PointElsewhere {
        let mut figures = self.opened.1.figures.figures().iter().filter(|figure| figure.key.indicator == indicator);
        let place = (!area.is_country()).then_some(area.place);
        let figure = match (&self.carried, place) {
            (Some(carried), Some(place)) => figures.next().and_then(|like| carried.figure_of(like, place)),
            _ => {
                let is_it = |figure: &&Figure| match place {
                    Some(place) => figure.key.place == *place,
                    None => figure.key.level == AdminLevel::COUNTRY,
                };
                let total = figures.find(|figure| is_it(figure) && figure.key.dimensions.is_empty());
                total.map(|figure| tell(figure, self.own.as_deref()))
            }
        };
        PointElsewhere { round: self.told(), figure, remainder: self.remainder(indicator, place) }
    }
}

/// The area the series is of.
struct Area<'a> {
    place: &'a Pcode,
    level: AdminLevel,
}

impl Area<'_> {
    fn is_country(&self) -> bool {
        self.level == AdminLevel::COUNTRY
    }
}

/// The series of an indicator in an area of other boundaries.
///
/// # Errors
/// When there are no such boundaries or no such area, no crosswalk leads there or none to its level, and when figures cannot be
/// computed.
pub async fn series_elsewhere(
    app: &App,
    asked: &Asked,
    place: &Pcode,
    elsewhere: Elsewhere<'_>,
    tell: Tell,
) -> Result<SeriesElsewhere, Problem> {
    let no_way = || Problem::not_found(codes::BOUNDARIES_NO_CROSSWALK).arg("to", elsewhere.to);
    let territory = app.territories.named(&app.store, elsewhere.to).await?.ok_or_else(no_way)?;
    let unknown = || Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", place.as_str());
    let level = territory.boundaries.area(place).ok_or_else(unknown)?.level;
    let area = Area { place, level };
    let mut rounds = Vec::new();
    for round in asked.rounds(app).await? {
        let round = Round::open(app, asked, round, elsewhere).await?;
        if let Some(carried) = round.carried.as_ref().filter(|carried| !area.is_country() && carried.level != level) {
            let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::BOUNDARIES_LEVEL_NOT_CARRIED);
            return Err(problem.arg("level", i64::from(carried.level.0)).arg("place", place.as_str()));
        }
        rounds.push(round);
    }
    let points = rounds.iter().map(|round| round.point(&asked.indicator.code, &area, tell)).collect();
    let way = rounds.iter().rev().find_map(|round| round.carried.as_ref()).map(|carried| carried.way.clone());
    let mut series = SeriesElsewhere { points, apart: Vec::new(), panels: Vec::new(), way };
    let runs = runs(&rounds, elsewhere.to, &mut series.apart);
    // A share has no line over the same places: it is not added up over them.
    let runs = if asked.indicator.unit == Unit::Percent { Vec::new() } else { runs };
    for run in runs {
        let opened: Vec<&Opened> = run.iter().map(|round| &round.opened).collect();
        let lines = run_lines(app, asked, &opened).await?;
        match run.first().and_then(|first| first.carried.as_ref()).filter(|_| !area.is_country()) {
            None => own_line(&run, &lines, &area, &mut series)?,
            Some(carried) => carried_line(&run, &lines, place, carried, &mut series)?,
        }
    }
    series.apart.sort_by_key(|apart| apart.after);
    Ok(series)
}

/// Rounds that follow each other, count the same thing and were assessed in the same boundaries. In which places two boundary
/// versions agree nobody says, so that a run ends where they change.
fn runs<'a>(rounds: &'a [Round], to: &str, apart: &mut Vec<Apart>) -> Vec<Vec<&'a Round>> {
    let mut runs: Vec<Vec<&Round>> = Vec::new();
    for round in rounds {
        let before = runs.last().and_then(|run| run.last()).copied();
        let joined = before.map(|before| why_apart(before, round, to));
        match joined {
            Some(Ok(())) => runs.last_mut().into_iter().for_each(|run| run.push(round)),
            Some(Err(why)) => {
                let before = before.map_or(round.places().round, |before| before.places().round);
                apart.extend(why.map(|why| Apart { before, after: round.places().round, why }));
                runs.push(vec![round]);
            }
            None => runs.push(vec![round]),
        }
    }
    runs
}

/// Why two rounds do not count the same thing in the same places; an error that is none of the reader's is not told.
pub(super) fn why_apart(before: &Round, after: &Round, to: &str) -> Result<(), Option<Why>> {
    let same = before.places().definition.boundary_version == after.places().definition.boundary_version;
    let nowhere = |round: &Round| {
        let mut definition = round.places().definition.clone();
        // Counts that are carried over are of the version they are carried to.
        definition.boundary_version = to.to_owned();
        RoundCounts { round: round.places().round, definition, places: BTreeMap::new() }
    };
    match compare(&nowhere(before), &nowhere(after)) {
        Ok(_) if same => Ok(()),
        Ok(_) => Err(Some(Why::Boundaries { before: before.places().round, after: after.places().round })),
        Err(refused @ (ComparisonRefused::DefinitionsDiffer { .. } | ComparisonRefused::Shares { .. })) => {
            Err(Some(Why::Definition(refused)))
        }
        Err(_) => Err(None),
    }
}

/// The line of an area that the rounds themselves know.
fn own_line(run: &[&Round], lines: &RunLines, area: &Area<'_>, series: &mut SeriesElsewhere) -> Result<(), Problem> {
    let own = run.first().and_then(|first| first.own.as_deref());
    let country = own.and_then(|own| own.boundaries.country()).map(|country| &country.pcode);
    let place = if area.is_country() { country.unwrap_or(area.place) } else { area.place };
    if let Some(counted) = lines.counted.get(place) {
        series.apart.extend(coverage_apart(&lines.splits, counted).map_err(|error| Problem::failed(&error))?);
    }
    series.panels.extend(lines.panels.get(place).map(|panel| PanelElsewhere {
        rounds: panel.rounds.clone(),
        same_places: panel.same_places,
        left_out: panel.left_out,
        counts: panel.counts.clone(),
        least: Vec::new(),
        most: Vec::new(),
        hidden: panel.hidden.map(HiddenElsewhere::Published),
    }));
    Ok(())
}

/// The line of an area that is made of old ones.
fn carried_line(
    run: &[&Round],
    lines: &RunLines,
    place: &Pcode,
    carried: &Carried,
    series: &mut SeriesElsewhere,
) -> Result<(), Problem> {
    let links: Vec<&CrosswalkLink> = carried.way.links().to(place).filter(|link| link.share != Some(0.0)).collect();
    let known: Vec<&Pcode> = links.iter().filter(|link| link.share.is_some()).map(|link| &link.from).collect();
    let counted = together(lines, &known);
    let mut apart = coverage_apart(&lines.splits, &counted).map_err(|error| Problem::failed(&error))?;
    for pair in run.windows(2) {
        let [before, after] = pair else { continue };
        let numbers = (before.places().round, after.places().round);
        let differs = apart.iter().any(|one| (one.before, one.after) == numbers);
        if let Some(why) = not_known_differs(before, after, place).filter(|_| !differs) {
            apart.push(Apart { before: numbers.0, after: numbers.1, why });
        }
    }
    series.apart.extend(apart);
    let touching: Vec<&PublicPanel> = links.iter().filter_map(|link| lines.panels.get(&link.from)).collect();
    let rounds: Vec<RoundNumber> = run.iter().map(|round| round.places().round).collect();
    let panel = panel(&rounds, lines, (&known, &touching), place, carried).map_err(|error| refused(&error))?;
    series.panels.extend(panel);
    Ok(())
}

/// All places of several old areas, round by round; only rounds that counted anything in them.
fn together(lines: &RunLines, areas: &[&Pcode]) -> Vec<RoundCounts> {
    let mut rounds: BTreeMap<RoundNumber, RoundCounts> = BTreeMap::new();
    for counted in areas.iter().filter_map(|area| lines.counted.get(*area)).flatten() {
        let round = rounds.entry(counted.round).or_insert_with(|| RoundCounts {
            round: counted.round,
            definition: counted.definition.clone(),
            places: BTreeMap::new(),
        });
        for (id, standing) in &counted.places {
            // A place that moved stands in both areas, and was counted in one.
            let known = round.places.entry(id.clone()).or_insert(*standing);
            if matches!(standing, Standing::Assessed(_)) {
                *known = *standing;
            }
        }
    }
    rounds.into_values().filter(any).collect()
}

/// Whether the numbers of two rounds are made of different old areas, though the same places were assessed.
fn not_known_differs(before: &Round, after: &Round, place: &Pcode) -> Option<Why> {
    let not_known = |round: &Round| -> Option<BTreeSet<Pcode>> {
        let place = round.carried.as_ref()?.counts.places.iter().find(|one| one.to == *place)?;
        place.count.given()?;
        Some(place.not_known.iter().cloned().collect())
    };
    let (one, other) = (not_known(before)?, not_known(after)?);
    let places: Vec<Pcode> = one.symmetric_difference(&other).cloned().collect();
    let (before, after) = (before.places().round, after.places().round);
    (!places.is_empty()).then_some(Why::NotKnown { before, after, places })
}

/// The old areas' lines, carried over round by round.
fn panel(
    rounds: &[RoundNumber],
    lines: &RunLines,
    (known, touching): (&[&Pcode], &[&PublicPanel]),
    place: &Pcode,
    carried: &Carried,
) -> Result<Option<PanelElsewhere>, ReformError> {
    if touching.is_empty() {
        return Ok(None);
    }
    let of_known = || known.iter().filter_map(|area| lines.panels.get(*area));
    let mut found = PanelElsewhere {
        rounds: rounds.to_vec(),
        same_places: of_known().map(|panel| panel.same_places).sum(),
        left_out: of_known().map(|panel| panel.left_out).sum(),
        counts: vec![None; rounds.len()],
        least: vec![None; rounds.len()],
        most: vec![None; rounds.len()],
        hidden: None,
    };
    let with_places = || touching.iter().filter(|panel| panel.same_places > 0);
    let given = |panel: &PublicPanel| panel.counts.iter().map(Option::is_some).collect::<Vec<_>>();
    let gaps: BTreeSet<Vec<bool>> = with_places().map(|panel| given(panel)).collect();
    found.hidden = match touching.iter().find_map(|panel| panel.hidden) {
        Some(hidden) => Some(HiddenElsewhere::Published(hidden)),
        None if gaps.len() > 1 => Some(HiddenElsewhere::Rounds(OtherRounds::RoundsDiffer)),
        None => None,
    };
    if found.hidden.is_some() || found.same_places == 0 {
        return Ok(Some(found));
    }
    for at in 0..rounds.len() {
        let of_round = lines.panels.iter().filter_map(|(area, panel)| {
            let count = panel.counts.get(at).copied().flatten()?;
            Some((area.clone(), Count::Given(count)))
        });
        let links = carried.way.links();
        let counts: BTreeMap<Pcode, Count> =
            of_round.filter(|(area, _)| links.from(area).any(|link| link.to == *place)).collect();
        if counts.is_empty() {
            continue;
        }
        let carried = links.carry(&links.from_version, &counts)?;
        let there = carried.places.into_iter().find(|one| one.to == *place);
        if let Some((there, count)) = there.and_then(|there| there.count.given().map(|count| (there, count))) {
            // Of the same places, all of which are counted; old areas without such places have no part in it.
            let most = there.most_of_counted;
            (found.counts[at], found.least[at], found.most[at]) = (Some(count), Some(there.least), Some(most));
        }
    }
    Ok(Some(found))
}
