//! Change between rounds, as anybody may see it.
//!
//! The totals are published figures already. Their parts (same places, newly assessed, no longer assessed, reasons) are new
//! numbers over fewer places, so they pass the same rule as tables of people: small ones are withheld, with whatever would give
//! them away. What a round does not show, no difference shows either.

use crate::catalogue::Catalogue;
use crate::gate::{Gate, GateError, Publishable};
use disclosure::{Table, protect};
use estimate::{Account, Change, Comparison, NotAssessed, PlaceGroup};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use vocab::{AdminLevel, Figure, Grade, Missing, Pcode, RoundNumber};

/// An area in two rounds.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaChange {
    /// The area.
    pub place: Pcode,
    /// Its depth.
    pub level: AdminLevel,
    /// The places in it, side by side.
    pub comparison: Comparison,
    /// What reasons explain of the same places' change, where the exercise asks for them.
    pub account: Option<AreaAccount>,
}

/// An account over several places.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaAccount {
    /// All of them together.
    pub account: Account,
    /// Places that did not say who came.
    pub silent_about_increases: usize,
    /// Places that did not say who went.
    pub silent_about_decreases: usize,
}

/// An area over many rounds, in the places that all of them assessed.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaPanel {
    /// The area.
    pub place: Pcode,
    /// Its depth.
    pub level: AdminLevel,
    /// Places in every round, and places left out.
    pub same_places: usize,
    /// Places assessed in some round only.
    pub left_out: usize,
    /// Round by round: everybody counted, and those in the same places.
    pub counts: Vec<(RoundNumber, u64, Option<u64>)>,
}

/// Why a number that exists is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hidden {
    /// It is small, or would give away one that is.
    Withheld,
    /// The places do not add up to the figure as published: the indicator has changed since.
    NotAsPublished,
}

/// An area's change as anybody may see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicChange {
    /// The area.
    pub place: Pcode,
    /// Its name, if the boundaries know it.
    pub name: Option<String>,
    /// The area it lies in.
    pub parent: Option<Pcode>,
    /// Its depth.
    pub level: AdminLevel,
    /// The published figures. Their difference is no trend unless the places are the same.
    pub total: Option<Change>,
    /// How far the two may be relied upon; none where what is counted is not graded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grades: Option<TotalGrades>,
    /// What the difference is made of.
    pub parts: Option<Decomposition>,
    /// Why there are no parts.
    pub hidden: Option<Hidden>,
    /// What reasons explain.
    pub account: Option<PublicAccount>,
    /// Why there is no account although there could be one.
    pub account_hidden: Option<Hidden>,
}

/// The grades of two totals. A total that nobody could grade, or in which nobody is counted, has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TotalGrades {
    /// The earlier round's.
    pub before: Option<Grade>,
    /// The later round's.
    pub after: Option<Grade>,
}

/// `total.net` = `like_for_like.net` + Σ `newly_assessed` − Σ `no_longer_assessed`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decomposition {
    /// Whether the same places were assessed, so that the difference of the totals is a trend.
    pub same_coverage: bool,
    /// Places assessed in both rounds.
    pub same_places: usize,
    /// The change in these; none without any.
    pub like_for_like: Option<Change>,
    /// By why the earlier round has no count of them.
    pub newly_assessed: BTreeMap<NotAssessed, PlaceGroup>,
    /// By why the later round has no count of them.
    pub no_longer_assessed: BTreeMap<NotAssessed, PlaceGroup>,
}

/// N after = N before + increases − decreases + residual, in the same places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicAccount {
    /// The account.
    #[serde(flatten)]
    pub account: Account,
    /// Places that did not say who came: the residual holds them.
    pub silent_about_increases: usize,
    /// Places that did not say who went.
    pub silent_about_decreases: usize,
}

/// A line that may be drawn: the same places in every round.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicPanel {
    /// The rounds it is over.
    pub rounds: Vec<RoundNumber>,
    /// Places in every round.
    pub same_places: usize,
    /// Places that some round did not assess.
    pub left_out: usize,
    /// The count in the same places, round by round; none where they are withheld, or where there is no such place.
    pub counts: Vec<Option<u64>>,
    /// Why there are no counts.
    pub hidden: Option<Hidden>,
}

/// Numbers of an area that add up over the areas in it.
struct Parts {
    place: Pcode,
    cells: Vec<u64>,
    /// What is left of a published total when a part is taken from it, and how large that part is. Where it is nothing, the rest is
    /// the published total itself and gives nothing away.
    rests: Vec<(u64, u64)>,
}

const REASONS: [NotAssessed; 5] = [
    NotAssessed::Closed,
    NotAssessed::Inaccessible,
    NotAssessed::NotReached,
    NotAssessed::NoAnswer,
    NotAssessed::NotSaid,
];

impl Gate {
    /// The changes that may be shown, in the order they came. `before` and `after` are the rounds as they passed the gate.
    ///
    /// All areas must come together: an area is judged beside those around it.
    ///
    /// # Errors
    /// [`GateError`]; nothing leaves then.
    pub fn changes(
        &self,
        indicator: &str,
        areas: Vec<AreaChange>,
        (before, after): (&Publishable, &Publishable),
        operation: &str,
        catalogue: &Catalogue,
    ) -> Result<Vec<PublicChange>, GateError> {
        let shown = [totals(before, indicator), totals(after, indicator)];
        let withheld = self.withheld_parts(areas.iter().map(parts_of).collect(), operation, catalogue)?;
        let accounts = self.withheld_parts(accounts_of(&areas), operation, catalogue)?;
        let unknown = || GateError::UnknownOperation { operation: operation.to_owned() };
        let places = &catalogue.operation(operation).ok_or_else(unknown)?.places;
        let public = areas.into_iter().map(|area| {
            let AreaChange { place, level, comparison, account } = area;
            let total = comparison.total;
            let standing = [(&shown[0], total.before), (&shown[1], total.after)];
            let judged: Vec<_> =
                standing.iter().map(|(figures, count)| judge(figures.get(&place).copied(), *count)).collect();
            let hidden =
                judged.iter().find_map(|one| *one).or_else(|| withheld.contains(&place).then_some(Hidden::Withheld));
            let not_public = judged.iter().any(Option::is_some);
            let graded = [&shown[0], &shown[1]].map(|figures| figures.get(&place)?.confidence.as_ref());
            let grades = (!not_public && graded.iter().any(Option::is_some)).then(|| {
                let [before, after] = graded.map(|confidence| confidence?.grade);
                TotalGrades { before, after }
            });
            let (account, account_hidden) = match (account, hidden) {
                (None, _) => (None, None),
                (Some(_), Some(why)) => (None, Some(why)),
                (Some(_), None) if accounts.contains(&place) => (None, Some(Hidden::Withheld)),
                (Some(account), None) => (Some(account.into()), None),
            };
            let known = places.get(&place);
            PublicChange {
                name: known.map(|known| known.name.clone()),
                parent: known.and_then(|known| known.parent.clone()),
                level,
                total: (!not_public).then_some(total),
                grades,
                parts: hidden.is_none().then(|| comparison.into()),
                hidden,
                account,
                account_hidden,
                place,
            }
        });
        Ok(public.collect())
    }

    /// The lines that may be shown. `rounds` are those of the lines, as they passed the gate.
    ///
    /// # Errors
    /// [`GateError`]; nothing leaves then.
    pub fn panels(
        &self,
        indicator: &str,
        areas: Vec<AreaPanel>,
        rounds: &BTreeMap<RoundNumber, &Publishable>,
        operation: &str,
        catalogue: &Catalogue,
    ) -> Result<Vec<(Pcode, PublicPanel)>, GateError> {
        let shown: BTreeMap<_, _> =
            rounds.iter().map(|(round, figures)| (*round, totals(figures, indicator))).collect();
        let withheld = self.withheld_parts(areas.iter().map(rests_of).collect(), operation, catalogue)?;
        let public = areas.into_iter().map(|AreaPanel { place, same_places, left_out, counts, .. }| {
            let figure = |round| shown.get(round).and_then(|figures| figures.get(&place).copied());
            let judged = counts.iter().find_map(|(round, total, _)| judge(figure(round), *total));
            let hidden = judged.or_else(|| withheld.contains(&place).then_some(Hidden::Withheld));
            let same = counts.iter().map(|(.., same)| same.filter(|_| hidden.is_none())).collect();
            let rounds = counts.iter().map(|(round, ..)| *round).collect();
            (place, PublicPanel { rounds, same_places, left_out, counts: same, hidden })
        });
        Ok(public.collect())
    }

    /// Areas of which some part is small, or would give away a small one.
    fn withheld_parts(
        &self,
        parts: Vec<Parts>,
        operation: &str,
        catalogue: &Catalogue,
    ) -> Result<BTreeSet<Pcode>, GateError> {
        let unknown = || GateError::UnknownOperation { operation: operation.to_owned() };
        let places = &catalogue.operation(operation).ok_or_else(unknown)?.places;
        let given: BTreeSet<Pcode> = parts.iter().map(|parts| parts.place.clone()).collect();
        let above = |place: &Pcode| {
            let mut above = places.above(place).map(|place| &place.pcode);
            above.find(|above| given.contains(*above)).cloned()
        };
        let parents: BTreeMap<Pcode, Pcode> =
            given.iter().filter_map(|place| Some((place.clone(), above(place)?))).collect();
        let has_below: BTreeSet<&Pcode> = parents.values().collect();
        let mut rests: BTreeMap<Pcode, Vec<u64>> = BTreeMap::new();
        for part in parts.iter().filter(|part| !has_below.contains(&part.place)) {
            let own = part.rests.iter().map(|(rest, taken)| if *taken > 0 { *rest } else { 0 });
            let own: Vec<u64> = own.collect();
            let mut next = Some(&part.place);
            while let Some(place) = next {
                let sums = rests.entry(place.clone()).or_insert_with(|| vec![0; own.len()]);
                sums.iter_mut().zip(&own).for_each(|(sum, own)| *sum += own);
                next = parents.get(place);
            }
        }
        let tables: Vec<Table> = parts
            .iter()
            .map(|part| Table {
                place: part.place.clone(),
                parent: parents.get(&part.place).cloned(),
                cells: part.cells.iter().chain(rests.get(&part.place).into_iter().flatten()).copied().collect(),
            })
            .collect();
        Ok(protect(&tables, &self.rule)?.into_keys().collect())
    }
}

/// Totals of an indicator by place.
fn totals<'a>(figures: &'a Publishable, indicator: &str) -> BTreeMap<&'a Pcode, &'a Figure> {
    let total = |figure: &&Figure| figure.key.indicator == indicator && figure.key.dimensions.is_empty();
    figures.figures().iter().filter(total).map(|figure| (&figure.key.place, figure)).collect()
}

/// Whether a count that was added up from places is what the round published.
#[allow(clippy::cast_precision_loss)] // counts are below 2^53
fn judge(figure: Option<&Figure>, count: u64) -> Option<Hidden> {
    match figure.map(|figure| (figure.value, figure.missing)) {
        Some((_, Some(Missing::Withheld))) => Some(Hidden::Withheld),
        Some((Some(value), _)) if value == count as f64 => None,
        // Nobody counted anything there, and the round says no number.
        Some((None, _)) | None if count == 0 => None,
        _ => Some(Hidden::NotAsPublished),
    }
}

fn parts_of(area: &AreaChange) -> Parts {
    let Comparison { newly_assessed, no_longer_assessed, like_for_like, .. } = &area.comparison;
    let groups = [newly_assessed, no_longer_assessed];
    let cell = |groups: &BTreeMap<NotAssessed, PlaceGroup>, why| groups.get(why).map_or(0, |group| group.count);
    let all = |groups: &BTreeMap<NotAssessed, PlaceGroup>| groups.values().map(|group| group.count).sum();
    let (before, after) = like_for_like.map_or((0, 0), |change| (change.before, change.after));
    Parts {
        place: area.place.clone(),
        cells: groups.iter().flat_map(|groups| REASONS.iter().map(move |why| cell(groups, why))).collect(),
        rests: vec![(before, all(no_longer_assessed)), (after, all(newly_assessed))],
    }
}

fn rests_of(area: &AreaPanel) -> Parts {
    let left_out = |total: &u64, same: &Option<u64>| total - same.unwrap_or(0).min(*total);
    Parts {
        place: area.place.clone(),
        cells: area.counts.iter().map(|(_, total, same)| left_out(total, same)).collect(),
        rests: area.counts.iter().map(|(_, total, same)| (same.unwrap_or(0), left_out(total, same))).collect(),
    }
}

/// All reasons of all areas as cells. An area without an account has none of these people.
fn accounts_of(areas: &[AreaChange]) -> Vec<Parts> {
    let sides = |area: &AreaChange| {
        let account = area.account.as_ref().map(|account| &account.account);
        let increases = account.into_iter().flat_map(|account| &account.increases).map(|movement| (true, movement));
        let decreases = account.into_iter().flat_map(|account| &account.decreases).map(|movement| (false, movement));
        let movements = increases.chain(decreases);
        movements
            .map(|(side, movement)| ((side, movement.reason.clone()), movement.count.given().unwrap_or(0)))
            .collect()
    };
    let by_area: Vec<BTreeMap<(bool, String), u64>> = areas.iter().map(sides).collect();
    let reasons: BTreeSet<&(bool, String)> = by_area.iter().flat_map(BTreeMap::keys).collect();
    let cells = |counts: &BTreeMap<(bool, String), u64>| {
        reasons.iter().map(|reason| counts.get(*reason).copied().unwrap_or(0)).collect()
    };
    let parts = areas.iter().zip(&by_area);
    parts.map(|(area, counts)| Parts { place: area.place.clone(), cells: cells(counts), rests: Vec::new() }).collect()
}

impl From<Comparison> for Decomposition {
    fn from(comparison: Comparison) -> Self {
        Self {
            same_coverage: comparison.trend().is_ok(),
            same_places: comparison.same_places,
            like_for_like: comparison.like_for_like,
            newly_assessed: comparison.newly_assessed,
            no_longer_assessed: comparison.no_longer_assessed,
        }
    }
}

impl From<AreaAccount> for PublicAccount {
    fn from(account: AreaAccount) -> Self {
        let AreaAccount { account, silent_about_increases, silent_about_decreases } = account;
        Self { account, silent_about_increases, silent_about_decreases }
    }
}
