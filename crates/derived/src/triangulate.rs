//! One graded number of what several key informants say of a place.

use crate::DerivedError;
use crate::columns::{BASIS, beside};
use crate::read::{self, Answers};
use estimate::{Count, GradeRecipe, InformantAnswer, Lack, Spread, triangulate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocab::{Answer, Grade, Missing, Record, Text, Value};

/// What is triangulated, and with which weights. Adds `column`, and beside it `…_from`, `…_grade`, `…_informants` (who gave
/// a number), `…_relative_mad` and `…_basis`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triangulate {
    /// The column to add.
    pub column: String,
    /// What people read.
    pub label: Text,
    /// The repeat with an entry for each informant.
    pub repeat: String,
    /// The question in it with the number.
    pub count: String,
    /// The question in it with the kind of informant.
    pub kind: String,
    /// How much an answer weighs.
    pub weight: Weight,
    /// When somebody went there and looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visited: Option<Says>,
    /// When informants were asked from afar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<Says>,
    /// The question with the one number that stands where answers were not written down apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fallback: Option<String>,
    /// The question how many informants were asked, by which such a number is graded: C for several, D for one or from afar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// The rule for grades.
    #[serde(default)]
    pub recipe: GradeRecipe,
}

/// Weights by what an informant's entry says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// The question in the entry.
    pub by: String,
    /// The weight of each of its choices.
    pub of: BTreeMap<String, f64>,
    /// The weight of an entry that says none of these.
    pub otherwise: f64,
}

/// A question that says one of some words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Says {
    /// The question.
    pub question: String,
    /// The choices for which it holds.
    pub is: Vec<String>,
}

/// How the number of one place came about; every answer is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InformantsBasis {
    /// The grade, if there is one.
    pub grade: Option<Grade>,
    /// What the next better grade would need.
    pub lacks: Vec<Lack>,
    /// Whether somebody went there and looked.
    pub visited: bool,
    /// How far apart the answers lie.
    pub spread: Option<Spread>,
    /// What each informant said; who they are is not written here.
    pub answers: Vec<InformantSaid>,
    /// The one number that was written down instead, where the answers have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<u64>,
    /// How many were asked, as far as the record says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<u64>,
}

/// What one informant said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InformantSaid {
    /// The kind of informant.
    pub kind: String,
    /// Where the informant has it from.
    pub known_by: String,
    /// How much the answer weighs.
    pub weight: f64,
    /// The number, or why there is none.
    pub count: Count,
    /// Asked from afar.
    pub remote: bool,
}

/// Where a number comes from, as column `…_from` says.
const INFORMANTS: &str = "informants";
const STATED: &str = "stated";

/// What an entry is called that does not say of which kind it is.
const NOT_KNOWN: &str = "not_known";

struct Found {
    count: Count,
    from: &'static str,
    informants: u64,
    basis: InformantsBasis,
}

impl Says {
    fn holds(&self, answers: &Answers) -> bool {
        read::text(answers, &self.question).is_some_and(|said| self.is.iter().any(|one| one == said))
    }
}

impl Triangulate {
    pub(crate) fn work_out(&self, records: &mut [Record]) -> Result<(), DerivedError> {
        for record in records {
            let found = self.found(&record.answers).map_err(|source| DerivedError::Informants {
                column: self.column.clone(),
                record: record.key.clone(),
                source,
            })?;
            self.put(found, &mut record.answers);
        }
        Ok(())
    }

    fn found(&self, answers: &Answers) -> Result<Found, estimate::InformantError> {
        let remote = self.remote.as_ref().is_some_and(|says| says.holds(answers));
        let visited = self.visited.as_ref().is_some_and(|says| says.holds(answers));
        let said: Vec<InformantSaid> =
            read::entries(answers, &self.repeat).iter().map(|entry| self.said(entry, remote)).collect();
        let weighed: Vec<InformantAnswer> = (1..).zip(&said).map(weighed).collect();
        let together = triangulate(&weighed, visited, &self.recipe)?;
        if together.estimate.given().is_none() {
            return Ok(self.stated(answers, said, remote, visited));
        }
        let informants = said.iter().filter(|one| one.count.given().is_some()).count() as u64;
        let basis = InformantsBasis {
            grade: together.grade,
            lacks: together.lacks,
            visited,
            spread: together.spread,
            answers: said,
            stated: None,
            asked: None,
        };
        Ok(Found { count: together.estimate, from: INFORMANTS, informants, basis })
    }

    fn said(&self, entry: &Answers, remote: bool) -> InformantSaid {
        let known_by = read::text(entry, &self.weight.by);
        let weight = known_by.and_then(|source| self.weight.of.get(source)).copied();
        InformantSaid {
            kind: read::text(entry, &self.kind).unwrap_or(NOT_KNOWN).to_owned(),
            known_by: known_by.unwrap_or(NOT_KNOWN).to_owned(),
            weight: weight.unwrap_or(self.weight.otherwise),
            count: read::count(entry, &self.count),
            remote,
        }
    }

    /// Without a number of any informant, the one that the record states stands: how far informants agreed is not known, so
    /// it is never better than C, and without knowing how many were asked it has no grade.
    fn stated(&self, answers: &Answers, said: Vec<InformantSaid>, remote: bool, visited: bool) -> Found {
        let count = match &self.fallback {
            Some(question) => read::count(answers, question),
            None => Count::absent(Missing::Missing),
        };
        let asked = self.asked.as_ref().and_then(|question| read::count(answers, question).given());
        let (grade, lacks) = match (count.given(), asked) {
            (None, _) => (None, vec![]),
            (_, _) if remote => (Some(Grade::D), vec![Lack::Presence]),
            (_, None) => (None, vec![]),
            (_, Some(0 | 1)) => (Some(Grade::D), vec![Lack::Informants]),
            (_, Some(_)) => (Some(Grade::C), vec![Lack::Agreement]),
        };
        let basis =
            InformantsBasis { grade, lacks, visited, spread: None, answers: said, stated: count.given(), asked };
        Found { count, from: STATED, informants: 0, basis }
    }

    fn put(&self, found: Found, answers: &mut Answers) {
        let missing = match found.count {
            Count::Given(_) => None,
            Count::Absent { missing } => Some(missing),
        };
        let choice = |word: &str| Answer::from(Value::Choice(word.to_owned()));
        let known = |answer: Option<Answer>| match (missing, answer) {
            (Some(missing), _) => Answer::absent(missing),
            (None, Some(answer)) => answer,
            (None, None) => Answer::absent(Missing::Missing),
        };
        let mad = found.basis.spread.and_then(|spread| spread.relative_mad);
        let beside_it = [
            ("", read::answer(found.count)),
            ("_from", known(Some(choice(found.from)))),
            ("_grade", known(found.basis.grade.map(|grade| choice(grade.code())))),
            ("_informants", known(Some(read::whole(found.informants)))),
            ("_relative_mad", known(mad.map(|mad| Value::Decimal(mad).into()))),
            (BASIS, known(Some(read::basis(&found.basis)))),
        ];
        answers.extend(beside_it.map(|(what, answer)| (beside(&self.column, what), answer)));
    }
}

fn weighed((number, said): (usize, &InformantSaid)) -> InformantAnswer {
    InformantAnswer {
        answer: number.to_string(),
        kind: said.kind.clone(),
        count: said.count,
        weight: said.weight,
        remote: said.remote,
    }
}
