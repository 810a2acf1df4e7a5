//! Grades: how much a number of key informants may be relied upon.

use super::{InformantAnswer, InformantError, Spread};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

pub use vocab::Grade;

/// What a grade needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeRule {
    /// Informants who gave a number.
    pub least_informants: usize,
    /// Kinds of informants among them.
    pub least_kinds: usize,
    /// Whether somebody must have gone there.
    pub site_visited: bool,
    /// Largest relMAD.
    pub most_relative_mad: f64,
}

/// The recipe with its parameters, which travel with each result. Whoever changes one gives the recipe another version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradeRecipe {
    /// Name and version.
    pub version: String,
    /// What grade A needs.
    pub a: GradeRule,
    /// What grade B needs. C needs two informants, not all of them remote; D is the rest.
    pub b: GradeRule,
    /// A total is as good as the grade that all but this share of its people reach or surpass.
    pub overlooked_share: f64,
}

impl Default for GradeRecipe {
    fn default() -> Self {
        Self {
            version: "key-informants/1".to_owned(),
            a: GradeRule { least_informants: 3, least_kinds: 2, site_visited: true, most_relative_mad: 0.10 },
            b: GradeRule { least_informants: 2, least_kinds: 1, site_visited: false, most_relative_mad: 0.25 },
            overlooked_share: 0.10,
        }
    }
}

/// Something that a better grade would need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// More informants.
    Informants,
    /// Informants of more kinds.
    Kinds,
    /// Somebody who goes there.
    Visit,
    /// Answers that lie closer together.
    Agreement,
    /// An informant who was not asked from afar.
    Presence,
}

impl GradeRecipe {
    pub(super) fn check(&self) -> Result<(), InformantError> {
        let distances = [self.a.most_relative_mad, self.b.most_relative_mad];
        let stands = distances.iter().all(|most| most.is_finite() && *most >= 0.0);
        if stands && (0.0..1.0).contains(&self.overlooked_share) {
            Ok(())
        } else {
            Err(InformantError::SenselessRecipe { version: self.version.clone() })
        }
    }

    /// The best grade whose needs are met, and what the next better one lacks.
    pub(super) fn grade(&self, answers: &[InformantAnswer], visited: bool, spread: &Spread) -> (Grade, Vec<Lack>) {
        let given: Vec<&InformantAnswer> = answers.iter().filter(|answer| answer.count.given().is_some()).collect();
        let mut several = Vec::new();
        if given.len() < 2 {
            several.push(Lack::Informants);
        }
        if given.iter().all(|answer| answer.remote) {
            several.push(Lack::Presence);
        }
        if !several.is_empty() {
            return (Grade::D, several);
        }
        let (a, b) = (self.a.lacks(&given, visited, spread), self.b.lacks(&given, visited, spread));
        match (a.is_empty(), b.is_empty()) {
            (true, _) => (Grade::A, a),
            (false, true) => (Grade::B, a),
            (false, false) => (Grade::C, b),
        }
    }
}

impl GradeRule {
    fn lacks(&self, given: &[&InformantAnswer], visited: bool, spread: &Spread) -> Vec<Lack> {
        let kinds: BTreeSet<&str> = given.iter().map(|answer| answer.kind.as_str()).collect();
        let lacks = [
            (Lack::Informants, given.len() < self.least_informants),
            (Lack::Kinds, kinds.len() < self.least_kinds),
            (Lack::Visit, self.site_visited && !visited),
            (Lack::Agreement, spread.relative_mad.is_none_or(|mad| mad > self.most_relative_mad)),
        ];
        lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(lack, _)| lack).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{tests::answer, triangulate};
    use super::*;

    fn graded(counts: &[(&str, u64)], visited: bool, remote: &[usize]) -> (Grade, Vec<Lack>) {
        let mut answers: Vec<_> =
            counts.iter().enumerate().map(|(at, (kind, count))| answer(at, kind, *count, 1.0)).collect();
        remote.iter().for_each(|at| answers[*at].remote = true);
        let found = triangulate(&answers, visited, &GradeRecipe::default()).unwrap();
        (found.grade.unwrap(), found.lacks)
    }

    #[test]
    fn three_of_two_kinds_who_agree_and_a_visit_make_an_a() {
        let close = [("leader", 100), ("leader", 105), ("teacher", 95)];
        assert_eq!(graded(&close, true, &[]), (Grade::A, vec![]));
        assert_eq!(graded(&close, false, &[]), (Grade::B, vec![Lack::Visit]));
        let one_kind = [("leader", 100), ("leader", 105), ("leader", 95)];
        assert_eq!(graded(&one_kind, false, &[]), (Grade::B, vec![Lack::Kinds, Lack::Visit]));
    }

    #[test]
    fn two_who_agree_make_a_b_and_two_who_do_not_a_c() {
        assert_eq!(
            graded(&[("leader", 100), ("teacher", 150)], true, &[]),
            (Grade::B, vec![Lack::Informants, Lack::Agreement])
        );
        assert_eq!(graded(&[("leader", 100), ("teacher", 300)], true, &[]), (Grade::C, vec![Lack::Agreement]));
    }

    #[test]
    fn one_alone_or_all_by_telephone_make_a_d() {
        assert_eq!(graded(&[("leader", 100)], true, &[]), (Grade::D, vec![Lack::Informants]));
        let close = [("leader", 100), ("leader", 105), ("teacher", 95)];
        assert_eq!(graded(&close, true, &[0, 1, 2]), (Grade::D, vec![Lack::Presence]));
        assert_eq!(graded(&close, true, &[0, 1]).0, Grade::A);
    }

    #[test]
    fn the_recipe_reads_back_and_refuses_what_it_does_not_know() {
        let recipe = GradeRecipe::default();
        let text = serde_json::to_string(&recipe).unwrap();
        assert_eq!(serde_json::from_str::<GradeRecipe>(&text).unwrap(), recipe);
        assert!(serde_json::from_str::<GradeRecipe>(&text.replace("overlooked_share", "overlooked")).is_err());
        let senseless = GradeRecipe { overlooked_share: 1.0, ..recipe };
        assert_eq!(triangulate(&[], true, &senseless).unwrap_err().code(), "estimate.recipe_senseless");
    }
}
