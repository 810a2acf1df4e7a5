//! Two rounds side by side in other boundaries than those they were assessed in.
//!
//! Totals are carried over, each with how far it could be off. What a change is made of is told only of areas that hold old ones as a
//! whole: nobody knows whether those who came to a divided place live as the others do.

use super::{
    elsewhere::{Elsewhere, Round, why_apart},
    pair::{Asked, RoundTold, between},
    series::Why,
};
use crate::{
    problem::Problem,
    reform::{Way, is_exact},
    state::App,
};
use estimate::{Change, NotAssessed, PlaceGroup};
use messages::codes;
use places::{CarriedCount, Extent};
use publish::{Decomposition, Hidden, PublicChange, TotalGrades};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use vocab::{AdminLevel, Pcode, RoundNumber};

/// How far a carried number could be off.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bounds {
    /// Whether nothing in it is estimated.
    pub exact: bool,
    /// The least it can be.
    pub least: u64,
    /// The most it can be; none where an old place in it is not counted.
    pub most: Option<u64>,
    /// Old places in it of which something is not known.
    pub not_known: Vec<Pcode>,
    /// Those of them that are not counted.
    pub not_counted: Vec<Pcode>,
}

/// Why a change or its parts are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum HiddenChange {
    /// Those of an old area in it are not.
    Published(Hidden),
    /// For a reason that only carried numbers have.
    Carried(HiddenCarried),
}

/// Reasons that only carried numbers have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenCarried {
    /// An old area was divided: who of those that came is on which side nobody knows.
    Divided,
    /// The numbers of the two rounds are not made of the same old areas.
    NotKnownDiffers,
}

/// The change of an area of the other boundaries.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CarriedChange {
    /// The area.
    pub place: Pcode,
    /// Its name.
    pub name: Option<String>,
    /// The area it lies in.
    pub parent: Option<Pcode>,
    /// Its depth.
    pub level: AdminLevel,
    /// The carried totals; none where one of them has no number, or they are not made of the same old areas.
    pub total: Option<Change>,
    /// How far the two may be relied upon; none where what is counted is not graded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grades: Option<TotalGrades>,
    /// What the difference is made of.
    pub parts: Option<Decomposition>,
    /// Why there is no total, or there are no parts.
    pub hidden: Option<HiddenChange>,
    /// Reasons are not carried over.
    pub account: Option<()>,
    /// See [`CarriedChange::account`].
    pub account_hidden: Option<()>,
    /// How far the earlier and the later total could be off.
    pub carried: [Bounds; 2],
    /// The least the change of the totals can be; none where nobody knows the most that the earlier one can be.
    pub net_least: Option<i64>,
    /// The most it can be; none where nobody knows the most that the later one can be.
    pub net_most: Option<i64>,
}

/// Two rounds in other boundaries.
#[derive(Debug, Clone)]
pub struct ChangeElsewhere {
    /// The earlier round.
    pub before: RoundTold,
    /// The later round.
    pub after: RoundTold,
    /// The areas, the country first; or why the rounds cannot be compared.
    pub areas: Result<Vec<Value>, Why>,
    /// Who is in no area, in the earlier round and in the later.
    pub remainder: [Vec<Value>; 2],
    /// The crosswalk that was used.
    pub way: Option<Way>,
    /// Why no area has an account, if so.
    pub no_account: Option<&'static str>,
    /// Whether a round is made up for demonstration.
    pub demonstration: bool,
}

/// Compares two rounds in other boundaries.
///
/// # Errors
/// When there is no such round, no crosswalk leads there, and when figures cannot be computed.
pub async fn between_elsewhere(
    app: &App,
    asked: &Asked,
    (from, to): (RoundNumber, RoundNumber),
    elsewhere: Elsewhere<'_>,
) -> Result<ChangeElsewhere, Problem> {
    let rounds = asked.rounds(app).await?;
    let find = |number: RoundNumber| {
        let unknown = || Problem::not_found(codes::ROUND_UNKNOWN).arg("round", i64::from(number.0));
        rounds.iter().find(|round| round.number == number).cloned().ok_or_else(unknown)
    };
    let (before, after) = (find(from)?, find(to)?);
    let before = Round::open(app, asked, before, elsewhere).await?;
    let after = Round::open(app, asked, after, elsewhere).await?;
    let code = &asked.indicator.code;
    let mut told = ChangeElsewhere {
        before: before.told(),
        after: after.told(),
        areas: Ok(Vec::new()),
        remainder: [before.remainder(code, None), after.remainder(code, None)],
        way: after.carried.as_ref().or(before.carried.as_ref()).map(|carried| carried.way.clone()),
        no_account: None,
        demonstration: before.opened.1.demonstration || after.opened.1.demonstration,
    };
    if let Err(Some(why)) = why_apart(&before, &after, elsewhere.to) {
        told.areas = Err(why);
        return Ok(told);
    }
    let own = between(app, asked, from, to).await?;
    told.no_account = own.no_account;
    told.areas = match own.areas {
        Err(refused) => Err(Why::Definition(refused)),
        Ok(areas) => Ok(areas_elsewhere(&areas, &before, &after)),
    };
    Ok(told)
}

/// The country as it is, then the areas of the other boundaries; the rounds' own where they were assessed in these.
fn areas_elsewhere(own: &[PublicChange], before: &Round, after: &Round) -> Vec<Value> {
    let json = |area: &PublicChange| serde_json::to_value(area).unwrap_or_default();
    let (Some(earlier), Some(later)) = (&before.carried, &after.carried) else { return own.iter().map(json).collect() };
    let country = own.iter().filter(|area| area.level == AdminLevel::COUNTRY).map(json);
    let old: BTreeMap<&Pcode, &PublicChange> = own.iter().map(|area| (&area.place, area)).collect();
    let areas = later.counts.places.iter().filter_map(|place| {
        let was = earlier.counts.places.iter().find(|was| was.to == place.to)?;
        let (total, parts, hidden) = total_and_parts(was, place, &old);
        let area = later.territory.boundaries.area(&place.to);
        let bounds = [bounds(was), bounds(place)];
        let graded = [earlier, later].map(|round| round.grade(&place.to));
        let grades = (total.is_some() && graded.iter().any(Option::is_some)).then(|| {
            let [before, after] = graded.map(Option::flatten);
            TotalGrades { before, after }
        });
        serde_json::to_value(CarriedChange {
            place: place.to.clone(),
            name: area.map(|area| area.name.clone()),
            parent: area.and_then(|area| area.parent.clone()),
            level: later.level,
            total,
            grades,
            parts,
            hidden,
            account: None,
            account_hidden: None,
            carried: bounds,
            net_least: was.most().map(|before| net(before, place.least)),
            net_most: place.most().map(|after| net(was.least, after)),
        })
        .ok()
    });
    country.chain(areas).collect()
}

type Told = (Option<Change>, Option<Decomposition>, Option<HiddenChange>);

fn total_and_parts(was: &CarriedCount, is: &CarriedCount, old: &BTreeMap<&Pcode, &PublicChange>) -> Told {
    let because = |why| Some(HiddenChange::Carried(why));
    let Some((before, after)) = was.count.given().zip(is.count.given()) else { return (None, None, None) };
    if was.not_known != is.not_known {
        return (None, None, because(HiddenCarried::NotKnownDiffers));
    }
    let total = Some(change(before, after));
    if is.parts.iter().any(|part| part.extent == Extent::Part) {
        return (total, None, because(HiddenCarried::Divided));
    }
    let areas: Vec<&PublicChange> = is.parts.iter().filter_map(|part| old.get(&part.from).copied()).collect();
    match areas.iter().find_map(|area| area.hidden) {
        Some(hidden) => (total, None, Some(HiddenChange::Published(hidden))),
        None => (total, Some(added(areas.iter().filter_map(|area| area.parts.as_ref()))), None),
    }
}

fn bounds(place: &CarriedCount) -> Bounds {
    Bounds {
        exact: is_exact(place),
        least: place.least,
        most: place.most(),
        not_known: place.not_known.clone(),
        not_counted: place.not_counted.clone(),
    }
}

/// The parts of several areas together.
fn added<'a>(parts: impl Iterator<Item = &'a Decomposition>) -> Decomposition {
    let mut all = Decomposition {
        same_coverage: true,
        same_places: 0,
        like_for_like: None,
        newly_assessed: BTreeMap::new(),
        no_longer_assessed: BTreeMap::new(),
    };
    for one in parts {
        all.same_coverage &= one.same_coverage;
        all.same_places += one.same_places;
        all.like_for_like = match (all.like_for_like, one.like_for_like) {
            (Some(sum), Some(more)) => Some(change(sum.before + more.before, sum.after + more.after)),
            (sum, more) => sum.or(more),
        };
        add(&mut all.newly_assessed, &one.newly_assessed);
        add(&mut all.no_longer_assessed, &one.no_longer_assessed);
    }
    all
}

fn add(sums: &mut BTreeMap<NotAssessed, PlaceGroup>, more: &BTreeMap<NotAssessed, PlaceGroup>) {
    for (why, group) in more {
        let sum = sums.entry(*why).or_default();
        (sum.places, sum.count) = (sum.places + group.places, sum.count + group.count);
    }
}

/// Numbers were held against 2⁵³ when they were carried over, so that their sums and differences fit.
fn change(before: u64, after: u64) -> Change {
    let net = net(before, after);
    #[allow(clippy::cast_precision_loss)] // below 2^53
    let relative = (before > 0).then(|| net as f64 / before as f64);
    Change { before, after, net, relative }
}

fn net(before: u64, after: u64) -> i64 {
    i64::try_from(after).unwrap_or(i64::MAX) - i64::try_from(before).unwrap_or(i64::MAX)
}
