//! Change between rounds and series in other boundaries than those the rounds were assessed in, for anybody.

use super::{
    change::{RECIPE, told_apart, told_why},
    public::shown,
};
use crate::{
    change::{Asked, Elsewhere, between_elsewhere, series_elsewhere},
    problem::Problem,
    state::{App, Language},
};
use messages::codes;
use serde_json::{Value, json};
use vocab::{Pcode, RoundNumber};

/// The boundaries that are asked for, if any.
///
/// # Errors
/// When a crosswalk is named without the boundaries it leads to.
pub(super) fn wanted_elsewhere<'a>(
    boundaries: Option<&'a str>,
    crosswalk: Option<&'a str>,
) -> Result<Option<Elsewhere<'a>>, Problem> {
    match (boundaries, crosswalk) {
        (Some(to), crosswalk) => Ok(Some(Elsewhere { to, crosswalk })),
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Problem::invalid("crosswalk", "boundaries=")),
    }
}

/// The series of a place of other boundaries.
///
/// # Errors
/// When there is no such place, no way there, or figures cannot be computed.
pub(super) async fn read_series_elsewhere(
    app: &App,
    asked: &Asked,
    place: &Pcode,
    elsewhere: Elsewhere<'_>,
    language: Language,
) -> Result<Value, Problem> {
    let found = series_elsewhere(app, asked, place, elsewhere, shown).await?;
    let points = found.points.iter().map(|point| {
        let round = &point.round;
        json!({"round": round.round, "stage": round.stage, "figure": point.figure, "remainder": point.remainder})
    });
    let reasons: Vec<Value> = found.apart.iter().map(|apart| told_apart(apart, language)).collect();
    let plain = if reasons.is_empty() { "drawn" } else { "refused" };
    Ok(json!({
        "operation": asked.operation.code, "exercise": asked.exercise.code, "indicator": asked.indicator.code,
        "place": place, "boundaries": elsewhere.to, "crosswalk": found.way, "recipe": RECIPE,
        "points": points.collect::<Vec<_>>(), "plain": plain, "reasons": reasons, "like_for_like": found.panels,
    }))
}

/// Two rounds side by side in other boundaries. `area`: a place, a level, or a place and a level of places in it.
///
/// # Errors
/// When there is no such place, no way there, or figures cannot be computed.
pub(super) async fn change_elsewhere(
    app: &App,
    asked: &Asked,
    rounds: (RoundNumber, RoundNumber),
    (place, level): (Option<&Pcode>, Option<u8>),
    elsewhere: Elsewhere<'_>,
    language: Language,
) -> Result<Value, Problem> {
    let found = between_elsewhere(app, asked, rounds, elsewhere).await?;
    let (refused, areas) = match found.areas {
        Ok(areas) => (None, areas),
        Err(why) => (Some(told_why(&why, language)), Vec::new()),
    };
    let territory = app.territories.named(&app.store, elsewhere.to).await?;
    if let Some((place, territory)) = place.zip(territory)
        && territory.boundaries.area(place).is_none()
    {
        return Err(Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", place.as_str()));
    }
    let wanted = |area: &Value| match (place, level) {
        (Some(place), Some(level)) => area["parent"] == json!(place) && area["level"] == json!(level),
        (place, level) => {
            place.is_none_or(|place| area["place"] == json!(place))
                && level.is_none_or(|level| area["level"] == json!(level))
        }
    };
    let areas: Vec<Value> = areas.into_iter().filter(wanted).collect();
    let [before, after] = found.remainder;
    Ok(json!({
        "operation": asked.operation.code, "exercise": asked.exercise.code, "indicator": asked.indicator.code,
        "unit": asked.indicator.unit, "recipe": RECIPE, "rule": disclosure::Rule::RECIPE,
        "boundaries": elsewhere.to, "crosswalk": found.way, "from": found.before, "to": found.after,
        "refused": refused, "areas": areas, "remainder": {"from": before, "to": after},
        "no_account": found.no_account, "demonstration": found.demonstration,
    }))
}
