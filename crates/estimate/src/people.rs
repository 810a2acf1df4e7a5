//! From households to people: households × the mean size of a household.
//!
//! Recipe of Inzira after DTM's usual practice (households reported by key informants, times the mean of a few households
//! sampled in the place); the order of the fallbacks is ours, not an official rule, and every number says which mean it used.

mod problem;
mod sample;
mod strata;

pub use problem::{PeopleProblem, PeopleProblems};
pub use sample::SizeSample;
pub use strata::Strata;

use crate::whole::{MOST, TooLarge, sum};
use crate::{Count, PlaceId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use vocab::Missing;

/// The recipe with its parameters, which travel with each result. Whoever changes one gives the recipe another version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeRecipe {
    /// Name and version.
    pub version: String,
    /// Households a place must have sampled for its own mean to be used; at least 1.
    pub least_sampled: usize,
    /// People per household below which a result is flagged.
    pub plausible_from: f64,
    /// People per household above which a result is flagged.
    pub plausible_to: f64,
    /// The mean for places that neither a sample nor a stratum helps. None: they stay without a number.
    pub stated: Option<StatedSize>,
}

/// A mean size that somebody states, and who.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedSize {
    /// People per household.
    pub mean: f64,
    /// Where it comes from: a census, a survey.
    pub source: String,
}

impl Default for SizeRecipe {
    fn default() -> Self {
        let version = "household-size/1".to_owned();
        Self { version, least_sampled: 1, plausible_from: 2.0, plausible_to: 10.0, stated: None }
    }
}

impl SizeRecipe {
    /// Whether a mean size needs no second look.
    pub fn is_plausible(&self, mean: f64) -> bool {
        (self.plausible_from..=self.plausible_to).contains(&mean)
    }
}

/// What is known of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaceHouseholds {
    /// The place.
    pub place: PlaceId,
    /// Code of the stratum it lies in.
    pub stratum: String,
    /// Households, or why their number is not known.
    pub households: Count,
    /// The households that were sampled in the place; none if nothing was.
    pub sample: Option<SizeSample>,
}

/// Which mean made people of households.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MeanFrom {
    /// Of the households sampled in the place.
    OwnSample,
    /// Of the place's stratum, weighted by households.
    Stratum {
        /// Its code.
        stratum: String,
    },
    /// Of a stratum above the place's, weighted by households.
    ParentStratum {
        /// Its code.
        stratum: String,
    },
    /// Stated by the recipe.
    Stated {
        /// Where it comes from.
        source: String,
    },
}

/// The people of one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacePeople {
    /// The place.
    pub place: PlaceId,
    /// Its households.
    pub households: Count,
    /// Individuals: households × mean, rounded to whole people. Without households or any mean, the reason.
    pub people: Count,
    /// The mean size and where it is from; none where there is no such mean.
    pub mean: Option<(f64, MeanFrom)>,
    /// What was sampled in the place, whether or not it was enough; none if nothing was.
    pub sample: Option<SizeSample>,
    /// The mean lies outside what the recipe finds plausible: to be reviewed.
    pub implausible: bool,
}

/// The people of all places, with the recipe they come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeopleEstimate {
    /// By place id.
    pub places: Vec<PlacePeople>,
    /// Individuals in the places where there is a number: the sum of the whole numbers shown.
    pub people: Count,
    /// Places without a number; they are not zero, and not in `people`.
    pub not_known: Vec<PlaceId>,
    /// The recipe.
    pub recipe: SizeRecipe,
}

/// Mean size of a household where people and households were both reported; none without households.
pub fn household_size(people: u64, households: u64) -> Option<f64> {
    (households > 0).then(|| people as f64 / households as f64)
}

/// Makes people of households: by the mean of the place's own sample; else of its stratum (Σ households × mean / Σ households
/// over the stratum's places with a sample); else of the strata above it, nearest first; else by what the recipe states; else
/// not at all.
///
/// # Errors
/// With everything that is wrong: a place twice, an empty household, strata unknown or above themselves, a recipe without
/// sense, numbers beyond 2⁵³.
pub fn estimate_people(
    places: &[PlaceHouseholds],
    strata: &Strata,
    recipe: &SizeRecipe,
) -> Result<PeopleEstimate, PeopleProblems> {
    let problems = problem::check(places, strata, recipe);
    if !problems.is_empty() {
        return Err(PeopleProblems(problems));
    }
    // By place id, so that sums do not depend on the order the places came in.
    let places: BTreeMap<&PlaceId, Sampled<'_>> =
        places.iter().map(|place| (&place.place, Sampled::of(place))).collect();
    let means = StratumMeans::of(places.values(), strata, recipe);
    let too_large = |_| PeopleProblems(vec![PeopleProblem::TooLarge]);
    let places = places.values().map(|place| place.people(&means, strata, recipe));
    let places: Vec<PlacePeople> = places.collect::<Result<_, TooLarge>>().map_err(too_large)?;
    let counts: Vec<Count> = places.iter().map(|place| place.people).collect();
    let not_known = places.iter().filter(|place| place.people.given().is_none()).map(|place| place.place.clone());
    Ok(PeopleEstimate {
        people: Count::sum_of_given(&counts).map_err(too_large)?,
        not_known: not_known.collect(),
        places,
        recipe: recipe.clone(),
    })
}

struct Sampled<'a> {
    place: &'a PlaceHouseholds,
}

impl<'a> Sampled<'a> {
    fn of(place: &'a PlaceHouseholds) -> Self {
        Self { place }
    }

    /// The mean of the place's own sample, if that is large enough.
    fn own_mean(&self, recipe: &SizeRecipe) -> Option<f64> {
        self.place.sample.as_ref().filter(|sample| sample.sampled >= recipe.least_sampled).map(|sample| sample.mean)
    }

    fn people(&self, means: &StratumMeans, strata: &Strata, recipe: &SizeRecipe) -> Result<PlacePeople, TooLarge> {
        let mean = self.mean(means, strata, recipe);
        let people = match (self.place.households, &mean) {
            (Count::Given(0), _) => Count::Given(0),
            (Count::Given(households), Some((mean, _))) => Count::Given(whole(households as f64 * mean)?),
            (Count::Given(_), None) => Count::absent(Missing::Missing),
            (absent, _) => absent,
        };
        Ok(PlacePeople {
            place: self.place.place.clone(),
            households: self.place.households,
            people,
            implausible: mean.as_ref().is_some_and(|(mean, _)| !recipe.is_plausible(*mean)),
            mean,
            sample: self.place.sample.clone(),
        })
    }

    fn mean(&self, means: &StratumMeans, strata: &Strata, recipe: &SizeRecipe) -> Option<(f64, MeanFrom)> {
        if let Some(mean) = self.own_mean(recipe) {
            return Some((mean, MeanFrom::OwnSample));
        }
        for (height, stratum) in strata.upwards(&self.place.stratum).enumerate() {
            if let Some(mean) = means.0.get(stratum) {
                let stratum = stratum.to_owned();
                let from =
                    if height == 0 { MeanFrom::Stratum { stratum } } else { MeanFrom::ParentStratum { stratum } };
                return Some((*mean, from));
            }
        }
        recipe.stated.as_ref().map(|stated| (stated.mean, MeanFrom::Stated { source: stated.source.clone() }))
    }
}

/// Rounds to whole people, half a person up.
fn whole(people: f64) -> Result<u64, TooLarge> {
    if (0.0..=MOST as f64).contains(&people) { sum([people.round() as u64]) } else { Err(TooLarge) }
}

/// The mean of each stratum in which any place with households has a sample.
struct StratumMeans(BTreeMap<String, f64>);

impl StratumMeans {
    fn of<'a>(places: impl Iterator<Item = &'a Sampled<'a>>, strata: &Strata, recipe: &SizeRecipe) -> Self {
        let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for place in places {
            let (Some(mean), Some(households)) = (place.own_mean(recipe), place.place.households.given()) else {
                continue;
            };
            for stratum in strata.upwards(&place.place.stratum) {
                let (people, all) = sums.entry(stratum).or_default();
                *people += households as f64 * mean;
                *all += households as f64;
            }
        }
        let means = sums.into_iter().filter(|(_, (_, households))| *households > 0.0);
        Self(means.map(|(stratum, (people, households))| (stratum.to_owned(), people / households)).collect())
    }
}

/// Places whose people come from a mean that is not of their own sample: whoever shows the numbers marks these.
pub fn borrowed_means(estimate: &PeopleEstimate) -> BTreeSet<&PlaceId> {
    let borrowed = |place: &&PlacePeople| place.mean.as_ref().is_some_and(|(_, from)| *from != MeanFrom::OwnSample);
    estimate.places.iter().filter(borrowed).map(|place| &place.place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(id: &str, stratum: &str, households: impl Into<Count>, sizes: &[u32]) -> PlaceHouseholds {
        PlaceHouseholds {
            place: id.into(),
            stratum: stratum.into(),
            households: households.into(),
            sample: SizeSample::of(sizes),
        }
    }

    /// Communes in provinces in the country.
    fn strata() -> Strata {
        Strata::new([("country", None), ("north", Some("country")), ("south", Some("country"))])
    }

    fn estimate(places: &[PlaceHouseholds]) -> PeopleEstimate {
        estimate_people(places, &strata(), &SizeRecipe::default()).unwrap()
    }

    /// People and households as IOM DTM Burundi published them (March 2020, an earlier round, April 2022).
    #[test]
    fn published_people_and_households_give_the_mean_sizes() {
        let size = |people, households| format!("{:.3}", household_size(people, households).unwrap());
        assert_eq!(size(117_239, 25_754), "4.552");
        assert_eq!(size(131_336, 28_333), "4.635");
        assert_eq!(size(84_791, 19_407), "4.369");
        assert_eq!(household_size(5, 0), None);
    }

    #[test]
    fn a_place_without_a_sample_takes_the_mean_of_its_stratum_weighted_by_households() {
        let found = estimate(&[
            place("A", "north", 120, &[5, 4, 6, 3, 5]),
            place("B", "north", 60, &[4, 4, 5, 3, 4]),
            place("C", "north", 200, &[]),
        ]);
        let people: Vec<_> = found.places.iter().map(|place| place.people).collect();
        assert_eq!(people, [552.into(), 240.into(), 880.into()]);
        assert_eq!(found.people, 1_672.into());
        let means: Vec<_> = found.places.iter().map(|place| place.mean.clone().unwrap()).collect();
        assert_eq!(means[0], (4.6, MeanFrom::OwnSample));
        assert!((means[2].0 - 4.4).abs() < 1e-12);
        assert_eq!(means[2].1, MeanFrom::Stratum { stratum: "north".into() });
        assert_eq!(borrowed_means(&found), BTreeSet::from([&"C".into()]));
    }

    #[test]
    fn a_stratum_without_any_sample_takes_the_mean_above_it_and_the_stated_one_comes_last() {
        let places = [place("A", "north", 10, &[4]), place("C", "south", 10, &[])];
        let found = estimate(&places);
        assert_eq!(found.places[1].mean, Some((4.0, MeanFrom::ParentStratum { stratum: "country".into() })));
        let alone = [place("C", "south", 10, &[])];
        let stated = StatedSize { mean: 4.7, source: "census".into() };
        let recipe = SizeRecipe { stated: Some(stated), version: "office/1".into(), ..SizeRecipe::default() };
        let found = estimate_people(&alone, &strata(), &recipe).unwrap();
        assert_eq!(found.places[0].mean, Some((4.7, MeanFrom::Stated { source: "census".into() })));
        assert_eq!((found.people, found.recipe.version.as_str()), (47.into(), "office/1"));
    }

    #[test]
    fn without_households_or_any_mean_there_is_no_number_and_the_sum_says_so() {
        let unreached = Count::absent(Missing::NotAccessible);
        let found = estimate(&[place("A", "north", unreached, &[5, 5]), place("B", "south", 10, &[])]);
        assert_eq!(found.places[0].people, unreached);
        assert_eq!(
            found.places[1].people,
            Count::absent(Missing::Missing),
            "A's sample has no households to weigh it by"
        );
        assert_eq!(found.people, Count::absent(Missing::Missing));
        assert_eq!(found.not_known, ["A".into(), "B".into()]);
        assert_eq!(estimate(&[place("A", "north", 0, &[])]).people, 0.into(), "no household is nobody, with any mean");
    }

    #[test]
    fn an_implausible_size_is_flagged_and_kept() {
        let found = estimate(&[
            place("A", "north", 10, &[12, 11]),
            place("B", "north", 10, &[2]),
            place("C", "south", 5, &[1]),
        ]);
        let flags: Vec<_> = found.places.iter().map(|place| place.implausible).collect();
        assert_eq!(flags, [true, false, true]);
        assert_eq!(found.places[0].people, 115.into());
    }

    #[test]
    fn everything_that_is_wrong_is_told_together() {
        let places = [place("A", "north", 1, &[0]), place("A", "east", 1, &[]), place("B", "north", u64::MAX, &[])];
        let strata = Strata::new([("north", Some("north"))]);
        let recipe = SizeRecipe { least_sampled: 0, ..SizeRecipe::default() };
        let problems = estimate_people(&places, &strata, &recipe).unwrap_err().0;
        let codes: Vec<_> = problems.iter().map(PeopleProblem::code).collect();
        assert_eq!(
            codes,
            [
                "estimate.recipe_senseless",
                "estimate.strata_circle",
                "estimate.household_empty",
                "estimate.place_twice",
                "estimate.stratum_unknown",
                "estimate.too_large"
            ]
        );
    }

    proptest! {
        #[test]
        fn the_order_of_the_places_changes_nothing_and_known_people_add_up(
            rows in proptest::collection::vec((0_u64..500, proptest::collection::vec(1_u32..13, 0..6), any::<bool>()), 1..30),
        ) {
            let mut places: Vec<_> = rows.iter().enumerate().map(|(at, (households, sizes, north))| {
                place(&format!("P{at:02}"), if *north { "north" } else { "south" }, *households, sizes)
            }).collect();
            let found = estimate(&places);
            places.reverse();
            prop_assert_eq!(&found, &estimate(&places));
            let known: Vec<u64> = found.places.iter().filter_map(|place| place.people.given()).collect();
            prop_assert_eq!(known.len() + found.not_known.len(), rows.len());
            if !known.is_empty() {
                prop_assert_eq!(found.people, Count::Given(known.iter().sum()));
            }
        }
    }
}
