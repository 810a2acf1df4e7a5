//! The grade of a total: how its people are spread over the grades of its places.

use super::{Grade, GradeRecipe, InformantError};
use crate::whole::sum;
use serde::{Deserialize, Serialize};

/// People whose place has one grade.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GradeShare {
    /// The grade.
    pub grade: Grade,
    /// Places.
    pub places: usize,
    /// People in them.
    pub people: u64,
    /// Of all people, from 0 to 1; none where there is nobody.
    pub share: Option<f64>,
}

/// The grade of a total, always with the people behind each grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TotalGrade {
    /// The grade of the total; none where there is nobody.
    pub grade: Option<Grade>,
    /// From A to D, all four.
    pub shares: Vec<GradeShare>,
    /// The rule, with its parameters.
    pub recipe: GradeRecipe,
}

/// Grades a total of places, each with its people and grade.
///
/// The total has the worst grade that counts: going from D upwards, the first at which the places of this grade **or worse**
/// hold more than the recipe's `overlooked_share` of the people (10 % by default). So one poorly known hamlet does not spoil
/// a country's figure, and many of them, each too small to matter, still do. A recipe of Inzira.
///
/// # Errors
/// For a recipe without sense and for people beyond 2⁵³.
pub fn grade_of_total(places: &[(u64, Grade)], recipe: &GradeRecipe) -> Result<TotalGrade, InformantError> {
    recipe.check()?;
    let all = sum(places.iter().map(|(people, _)| *people))?;
    let share = |people: u64| (all > 0).then(|| people as f64 / all as f64);
    let shares = [Grade::A, Grade::B, Grade::C, Grade::D].map(|grade| {
        let of_grade = || places.iter().filter(|(_, of)| *of == grade);
        let people = of_grade().map(|(people, _)| people).sum();
        GradeShare { grade, places: of_grade().count(), people, share: share(people) }
    });
    let mut worse = 0;
    let counts = shares.iter().rev().find(|of_grade| {
        worse += of_grade.people;
        share(worse).is_some_and(|share| share > recipe.overlooked_share)
    });
    Ok(TotalGrade { grade: counts.map(|of_grade| of_grade.grade), shares: shares.to_vec(), recipe: recipe.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grade(places: &[(u64, Grade)]) -> Option<Grade> {
        grade_of_total(places, &GradeRecipe::default()).unwrap().grade
    }

    #[test]
    fn a_poorly_known_hamlet_is_overlooked_and_many_of_them_are_not() {
        use Grade::{A, B, C, D};
        assert_eq!(grade(&[(9_000, A), (1_000, D)]), Some(A), "exactly the share that is overlooked");
        assert_eq!(grade(&[(8_999, A), (1_001, D)]), Some(D));
        assert_eq!(grade(&[(8_900, B), (600, C), (500, D)]), Some(C), "C and D together hold 11 %");
        assert_eq!(grade(&[(5, A), (0, D)]), Some(A));
        assert_eq!((grade(&[]), grade(&[(0, B)])), (None, None));
    }

    #[test]
    fn the_people_behind_each_grade_are_always_shown() {
        let total =
            grade_of_total(&[(300, Grade::A), (100, Grade::C), (0, Grade::C)], &GradeRecipe::default()).unwrap();
        let shares: Vec<_> = total.shares.iter().map(|of| (of.places, of.people, of.share)).collect();
        assert_eq!(shares, [(1, 300, Some(0.75)), (0, 0, Some(0.0)), (2, 100, Some(0.25)), (0, 0, Some(0.0))]);
    }

    proptest! {
        #[test]
        fn all_people_are_behind_some_grade(places in proptest::collection::vec((0_u64..1_000, 0_usize..4), 0..40)) {
            let places: Vec<_> = places.into_iter()
                .map(|(people, grade)| (people, [Grade::A, Grade::B, Grade::C, Grade::D][grade])).collect();
            let total = grade_of_total(&places, &GradeRecipe::default()).unwrap();
            prop_assert_eq!(total.shares.iter().map(|of| of.people).sum::<u64>(), places.iter().map(|(people, _)| people).sum::<u64>());
            prop_assert_eq!(total.shares.iter().map(|of| of.places).sum::<usize>(), places.len());
        }
    }
}
