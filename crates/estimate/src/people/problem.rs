//! What keeps households from becoming people.

use super::{PlaceHouseholds, SizeRecipe, Strata};
use crate::PlaceId;
use crate::whole::{MOST, sum};
use messages::{Arg, codes};
use std::collections::BTreeSet;
use std::fmt;
use thiserror::Error;

/// All problems of one estimate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("households cannot be made people:{}", lines(.0))]
pub struct PeopleProblems(pub Vec<PeopleProblem>);

fn lines(problems: &[PeopleProblem]) -> impl fmt::Display + use<> {
    problems.iter().map(|problem| format!("\n  - {problem}")).collect::<String>()
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PeopleProblem {
    /// A recipe that asks for no sample, or whose sizes are no sizes.
    #[error("recipe '{version}' has a parameter that makes no sense")]
    SenselessRecipe {
        /// The recipe's version.
        version: String,
    },
    /// A place stands in the list twice.
    #[error("place '{place}' stands in the list twice")]
    PlaceTwice {
        /// The place.
        place: PlaceId,
    },
    /// A sampled household of nobody.
    #[error("a sampled household in '{place}' has nobody in it")]
    EmptyHousehold {
        /// The place.
        place: PlaceId,
    },
    /// A stratum that is not there.
    #[error("stratum '{stratum}' is not in the list of strata")]
    UnknownStratum {
        /// Its code.
        stratum: String,
    },
    /// A stratum above itself.
    #[error("stratum '{stratum}' lies in itself")]
    StrataCircle {
        /// Its code.
        stratum: String,
    },
    /// Beyond what is added up exactly.
    #[error("a number or a sum is larger than {MOST}")]
    TooLarge,
}

impl PeopleProblem {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SenselessRecipe { .. } => codes::ESTIMATE_RECIPE_SENSELESS,
            Self::PlaceTwice { .. } => codes::ESTIMATE_PLACE_TWICE,
            Self::EmptyHousehold { .. } => codes::ESTIMATE_HOUSEHOLD_EMPTY,
            Self::UnknownStratum { .. } => codes::ESTIMATE_STRATUM_UNKNOWN,
            Self::StrataCircle { .. } => codes::ESTIMATE_STRATA_CIRCLE,
            Self::TooLarge => codes::ESTIMATE_TOO_LARGE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::SenselessRecipe { version } => vec![("recipe", version.clone().into())],
            Self::PlaceTwice { place } | Self::EmptyHousehold { place } => vec![("place", place.as_str().into())],
            Self::UnknownStratum { stratum } | Self::StrataCircle { stratum } => {
                vec![("stratum", stratum.clone().into())]
            }
            Self::TooLarge => vec![("limit", MOST.into())],
        }
    }
}

pub(super) fn check(places: &[PlaceHouseholds], strata: &Strata, recipe: &SizeRecipe) -> Vec<PeopleProblem> {
    let mut problems = Vec::new();
    if !makes_sense(recipe) {
        problems.push(PeopleProblem::SenselessRecipe { version: recipe.version.clone() });
    }
    problems.extend(strata.missing().map(|code| PeopleProblem::UnknownStratum { stratum: code.to_owned() }));
    problems.extend(strata.circles().map(|code| PeopleProblem::StrataCircle { stratum: code.to_owned() }));
    let mut seen = BTreeSet::new();
    for place in places {
        if !seen.insert(&place.place) {
            problems.push(PeopleProblem::PlaceTwice { place: place.place.clone() });
        }
        if place.sample.as_ref().is_some_and(|sample| sample.smallest == Some(0) || sample.mean < 1.0) {
            problems.push(PeopleProblem::EmptyHousehold { place: place.place.clone() });
        }
        if !strata.has(&place.stratum) {
            problems.push(PeopleProblem::UnknownStratum { stratum: place.stratum.clone() });
        }
    }
    if sum(places.iter().filter_map(|place| place.households.given())).is_err() {
        problems.push(PeopleProblem::TooLarge);
    }
    problems
}

fn makes_sense(recipe: &SizeRecipe) -> bool {
    let sizes =
        [Some(recipe.plausible_from), Some(recipe.plausible_to), recipe.stated.as_ref().map(|stated| stated.mean)];
    let stands = sizes.into_iter().flatten().all(|size| size.is_finite() && size > 0.0);
    recipe.least_sampled > 0 && stands && recipe.plausible_from <= recipe.plausible_to
}
