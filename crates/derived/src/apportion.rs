//! A number divided into whole parts that add up to it, by what was counted of each part.

use crate::DerivedError;
use crate::columns::{BASIS, beside};
use crate::people::{strata, stratum_of};
use crate::read::{self, Answers};
use estimate::{ApportionError, Count, apportion_by_counts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocab::{Answer, Missing, Record, Text, Value};

/// What is divided, and by what. Adds a column for each part, and beside them `…_from`, `…_borrowed` and `…_basis`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apportion {
    /// What begins the names of its columns of method.
    pub name: String,
    /// What people read.
    pub label: Text,
    /// The column with the number to divide.
    pub people: String,
    /// The parts; of equal remainders the earlier one is rounded up.
    pub parts: Vec<SharePart>,
    /// Given where the counts are of a sample: the level of the places from which a pattern is borrowed where none was counted; 2
    /// is the commune, then those above it. Without it the counts are of the people themselves: where nothing can be divided
    /// they stay as they were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stratum: Option<u8>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharePart {
    /// The column to add.
    pub column: String,
    /// The question whose count is the part's share.
    pub by: String,
}

/// How the parts of one place came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartsBasis {
    /// What was divided.
    pub people: Count,
    /// The counts it was divided by, in the order of the parts; none where they stay as they were told.
    pub by: Option<Vec<u64>>,
    /// The stratum that the counts are borrowed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stratum: Option<String>,
}

const OWN: &str = "own_counts";
const AS_TOLD: &str = "as_told";
const STRATUM: &str = "stratum";

/// Where a record's parts come from.
enum Parts {
    Known {
        counts: Vec<u64>,
        by: Vec<u64>,
        stratum: Option<String>,
    },
    /// Some were not told, so that nothing can be divided: the others stay as they were told.
    AsTold(Vec<Count>),
    /// Not yet: a pattern has to be borrowed.
    Open(Vec<Count>),
}

impl Apportion {
    pub(crate) fn work_out(&self, records: &mut [Record]) -> Result<(), DerivedError> {
        let own = records.iter().map(|record| self.own(record)).collect::<Result<Vec<_>, _>>()?;
        let patterns = self.patterns(records, &own);
        let strata = strata(records, self.stratum.unwrap_or_default());
        for (record, mut parts) in records.iter_mut().zip(own) {
            if let (Parts::Open(_), Some(level)) = (&parts, self.stratum) {
                let nearest = strata.upwards(stratum_of(record, level)).find_map(|at| Some((at, patterns.get(at)?)));
                if let Some((at, pattern)) = nearest {
                    parts = self.divided(record, pattern, Some(at.to_owned()))?;
                }
            }
            self.put(parts, &mut record.answers);
        }
        Ok(())
    }

    /// The parts by the record's own counts.
    fn own(&self, record: &Record) -> Result<Parts, DerivedError> {
        let told: Vec<Count> = self.parts.iter().map(|part| read::count(&record.answers, &part.by)).collect();
        let given: Vec<Count> = told.iter().copied().filter(|count| count.given().is_some()).collect();
        let sum = read::sum(&given).unwrap_or(u64::MAX);
        let of_people = self.stratum.is_none() && sum > 0;
        let Some(people) = read::count(&record.answers, &self.people).given() else {
            return Ok(if of_people { Parts::AsTold(told) } else { Parts::Open(told) });
        };
        if people == 0 {
            let none = vec![0; self.parts.len()];
            return Ok(Parts::Known { counts: none.clone(), by: none, stratum: None });
        }
        match (given.len() == told.len(), sum) {
            (true, 1..) => {
                self.divided(record, &given.iter().filter_map(|count| count.given()).collect::<Vec<_>>(), None)
            }
            (false, 1..) if of_people && sum <= people => Ok(Parts::AsTold(told)),
            _ => Ok(Parts::Open(told)),
        }
    }

    fn divided(&self, record: &Record, by: &[u64], stratum: Option<String>) -> Result<Parts, DerivedError> {
        let Some(people) = read::count(&record.answers, &self.people).given() else { return Ok(Parts::Open(vec![])) };
        let parts = |source: ApportionError| DerivedError::Parts {
            name: self.name.clone(),
            record: record.key.clone(),
            source,
        };
        let counts = apportion_by_counts(people, by).map_err(parts)?;
        Ok(Parts::Known { counts, by: by.to_vec(), stratum })
    }

    /// The people of each part over the places of each stratum that were counted.
    fn patterns(&self, records: &[Record], own: &[Parts]) -> BTreeMap<String, Vec<u64>> {
        let mut patterns: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        let Some(level) = self.stratum else { return patterns };
        let strata = strata(records, level);
        for (record, parts) in records.iter().zip(own) {
            let Parts::Known { counts, .. } = parts else { continue };
            for at in strata.upwards(stratum_of(record, level)) {
                let sums = patterns.entry(at.to_owned()).or_insert_with(|| vec![0; counts.len()]);
                sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            }
        }
        patterns.retain(|_, sums| sums.iter().any(|sum| *sum > 0));
        patterns
    }

    fn put(&self, parts: Parts, answers: &mut Answers) {
        let people = read::count(answers, &self.people);
        let why = match people {
            Count::Given(_) => Missing::Missing,
            Count::Absent { missing } => missing,
        };
        let choice = |word: &str| Answer::from(Value::Choice(word.to_owned()));
        let counts: Vec<Answer> = match &parts {
            Parts::Known { counts, .. } => counts.iter().map(|count| read::whole(*count)).collect(),
            Parts::AsTold(told) => told.iter().map(|count| read::answer(*count)).collect(),
            Parts::Open(told) => {
                told.iter().map(|count| Answer::absent(reason(*count, people).unwrap_or(why))).collect()
            }
        };
        let (from, borrowed, basis) = match parts {
            Parts::Known { by, stratum, .. } => {
                let (from, borrowed) = if stratum.is_some() { (STRATUM, true) } else { (OWN, false) };
                (choice(from), Value::Integer(borrowed.into()).into(), PartsBasis { people, by: Some(by), stratum })
            }
            Parts::AsTold(_) => {
                (choice(AS_TOLD), Value::Integer(0).into(), PartsBasis { people, by: None, stratum: None })
            }
            Parts::Open(_) => {
                (Answer::absent(why), Answer::absent(why), PartsBasis { people, by: None, stratum: None })
            }
        };
        answers.extend(self.parts.iter().map(|part| part.column.clone()).zip(counts));
        let beside_it = [("_from", from), ("_borrowed", borrowed), (BASIS, read::basis(&basis))];
        answers.extend(beside_it.map(|(what, answer)| (beside(&self.name, what), answer)));
    }
}

/// Why a part has no number: because of the whole if that has none, else because of its own question.
fn reason(told: Count, people: Count) -> Option<Missing> {
    match (people, told) {
        (Count::Absent { missing }, _) | (Count::Given(_), Count::Absent { missing }) => Some(missing),
        (Count::Given(_), Count::Given(_)) => None,
    }
}
