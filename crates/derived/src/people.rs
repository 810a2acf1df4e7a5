//! People of households: by the mean size of the households sampled in the place, or of places around it.

use crate::DerivedError;
use crate::columns::{BASIS, beside};
use crate::read::{self, Answers};
use estimate::{Count, MeanFrom, PlaceHouseholds, PlacePeople, SizeRecipe, SizeSample, Strata, estimate_people};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocab::{Answer, Missing, Record, Text, Value};

/// Which households become people. Adds `column`, and beside it `…_from`, `…_mean`, `…_borrowed` (1 where the mean is not of
/// the place's own sample), `…_implausible` and `…_basis`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// The column to add.
    pub column: String,
    /// What people read.
    pub label: Text,
    /// The question with the households of the place.
    pub households: String,
    /// The question how many households were sampled.
    pub sampled: String,
    /// The questions with the members of the sampled households; one left without an answer leaves the place without a sample.
    pub members: Vec<String>,
    /// The level of the places that make a stratum: 2 is the commune. The levels above are the strata above.
    pub stratum: u8,
    /// The rule, with a mean that somebody states if nothing else helps.
    #[serde(default)]
    pub recipe: SizeRecipe,
}

/// How the people of one place came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PeopleBasis {
    /// Households of the place.
    pub households: Count,
    /// The mean size that made people of them.
    pub mean: Option<f64>,
    /// Where the mean is from.
    pub from: Option<MeanFrom>,
    /// What was sampled in the place.
    pub sample: Option<SizeSample>,
    /// The mean is outside what the recipe finds plausible.
    pub implausible: bool,
}

/// The stratum of what lies nowhere.
const NOWHERE: &str = "";

impl People {
    pub(crate) fn work_out(&self, records: &mut [Record]) -> Result<(), DerivedError> {
        let places: Vec<PlaceHouseholds> = records.iter().map(|record| self.place(record)).collect();
        let strata = strata(records, self.stratum);
        let estimate = estimate_people(&places, &strata, &self.recipe)
            .map_err(|source| DerivedError::People { column: self.column.clone(), source })?;
        let mut found: BTreeMap<&str, &PlacePeople> =
            estimate.places.iter().map(|place| (place.place.as_str(), place)).collect();
        for record in records {
            if let Some(place) = found.remove(record.key.as_str()) {
                self.put(place, &mut record.answers);
            }
        }
        Ok(())
    }

    fn place(&self, record: &Record) -> PlaceHouseholds {
        PlaceHouseholds {
            place: record.key.as_str().into(),
            stratum: stratum_of(record, self.stratum).to_owned(),
            households: read::count(&record.answers, &self.households),
            sample: self.sample(&record.answers),
        }
    }

    fn sample(&self, answers: &Answers) -> Option<SizeSample> {
        let sampled = read::count(answers, &self.sampled).given()?;
        let members: Vec<Count> = self.members.iter().map(|question| read::count(answers, question)).collect();
        let members = read::sum(&members)?;
        // Fewer people than households: somebody counted something else.
        let sample = SizeSample::of_totals(usize::try_from(sampled).ok()?, members);
        sample.filter(|_| members >= sampled)
    }

    fn put(&self, place: &PlacePeople, answers: &mut Answers) {
        let missing = match place.people {
            Count::Given(_) => None,
            Count::Absent { missing } => Some(missing),
        };
        let known = |answer: Option<Answer>| match (missing, answer) {
            (Some(missing), _) => Answer::absent(missing),
            (None, Some(answer)) => answer,
            (None, None) => Answer::absent(Missing::NotApplicable),
        };
        let flag = |is: bool| Answer::from(Value::Integer(is.into()));
        let (mean, from) = place.mean.clone().unzip();
        let word = from.as_ref().map(|from| match from {
            MeanFrom::OwnSample => "own_sample",
            MeanFrom::Stratum { .. } => "stratum",
            MeanFrom::ParentStratum { .. } => "parent_stratum",
            MeanFrom::Stated { .. } => "stated",
        });
        // Where no household is, nobody stands on any mean.
        let counts = place.people != Count::Given(0);
        let borrowed = counts && from.as_ref().is_some_and(|from| *from != MeanFrom::OwnSample);
        let basis = PeopleBasis {
            households: place.households,
            mean,
            from,
            sample: place.sample.clone(),
            implausible: place.implausible,
        };
        let beside_it = [
            ("", read::answer(place.people)),
            ("_from", known(word.map(|word| Value::Choice(word.to_owned()).into()))),
            ("_mean", known(mean.map(|mean| Value::Decimal(mean).into()))),
            ("_borrowed", known(Some(flag(borrowed)))),
            ("_implausible", known(Some(flag(place.implausible)))),
            (BASIS, known(Some(read::basis(&basis)))),
        ];
        answers.extend(beside_it.map(|(what, answer)| (beside(&self.column, what), answer)));
    }
}

/// The place at `level` that a record lies in, or the deepest it is known to lie in.
pub(crate) fn stratum_of(record: &Record, level: u8) -> &str {
    let place = record.places.get(usize::from(level)).or(record.places.last());
    place.map_or(NOWHERE, vocab::Pcode::as_str)
}

/// The places that records lie in, from `level` up to the country.
pub(crate) fn strata(records: &[Record], level: u8) -> Strata {
    let mut above: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for record in records {
        if record.places.is_empty() {
            above.insert(NOWHERE, None);
        }
        let lineage = record.places.iter().take(usize::from(level) + 1).map(vocab::Pcode::as_str);
        let lineage: Vec<&str> = lineage.collect();
        for (at, place) in lineage.iter().enumerate() {
            above.insert(place, at.checked_sub(1).and_then(|before| lineage.get(before)).copied());
        }
    }
    Strata::new(above)
}
