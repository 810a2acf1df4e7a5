//! How far a figure may be relied upon, and how much of it is borrowed.

use crate::error::ComputeError;
use crate::tally::{PartTally, Sum};
use derived::{Derived, Recipe};
use estimate::{GradeRecipe, InformantError, grade_of_total};
use vocab::{Borrowed, Confidence, Grade, GradePart};

/// The rule for grades that made a column; our own where the column was not worked out here.
pub fn grade_recipe(recipes: &[Recipe], column: &str) -> GradeRecipe {
    let made = recipes.iter().find(|recipe| recipe.columns.iter().any(|one| one == column));
    match made.map(|recipe| &recipe.parameters) {
        Some(Derived::Triangulate(one)) => one.recipe.clone(),
        _ => GradeRecipe::default(),
    }
}

/// The grade of a total, with what stands behind each. `by_grade`: what of the total has each grade, A to D.
///
/// What nobody could grade is no better than D; where it is more than the recipe overlooks, the total has no grade.
pub(crate) fn confidence(
    total: &PartTally,
    by_grade: &[PartTally],
    recipe: &GradeRecipe,
) -> Result<Option<Confidence>, ComputeError> {
    if total.given == 0 || by_grade.is_empty() {
        return Ok(None);
    }
    let parts = Grade::ALL.into_iter().zip(by_grade);
    let mut parts: Vec<(Option<Grade>, u64, u64)> =
        parts.map(|(grade, part)| (Some(grade), part.given, people(part))).collect();
    let (records, all) = parts.iter().fold((0, 0), |(records, sum), part| (records + part.1, sum + part.2));
    let without = people(total).saturating_sub(all);
    parts.push((None, total.given.saturating_sub(records), without));
    let confidence = graded(parts, recipe);
    confidence.map(Some).map_err(|error| ComputeError::Recipes { message: error.to_string() })
}

/// The grade of a total out of its parts: of each grade, and of what has none, the records and the people.
///
/// # Errors
/// For a recipe without sense and for people beyond 2⁵³.
pub fn graded(parts: Vec<(Option<Grade>, u64, u64)>, recipe: &GradeRecipe) -> Result<Confidence, InformantError> {
    let counted: Vec<(u64, Grade)> =
        parts.iter().map(|(grade, _, people)| (*people, grade.unwrap_or(Grade::D))).collect();
    let of_total = grade_of_total(&counted, recipe)?;
    let all = parts.iter().map(|(.., people)| people).sum();
    let without = parts.iter().filter(|(grade, ..)| grade.is_none()).map(|(.., people)| people).sum();
    let unknown = share(without, all) > recipe.overlooked_share;
    Ok(Confidence {
        grade: of_total.grade.filter(|_| !unknown),
        parts: parts
            .into_iter()
            .map(|(grade, records, people)| GradePart { grade, records, value: shown(people) })
            .collect(),
    })
}

/// What of a total stands on a borrowed mean.
pub(crate) fn borrowed(total: &PartTally, marked: &PartTally) -> Option<Borrowed> {
    let value = match marked.sum {
        None => 0.0,
        Some(Sum::Decimal(number)) => number,
        Some(Sum::Whole(_)) => shown(people(marked)),
    };
    (total.given > 0).then_some(Borrowed { records: marked.given, value })
}

/// A sum of people; nobody where there is none.
fn people(part: &PartTally) -> u64 {
    match part.sum {
        Some(Sum::Whole(number)) => u64::try_from(number).unwrap_or(0),
        _ => 0,
    }
}

#[allow(clippy::cast_precision_loss)] // parts of a figure, which is checked to be below 2^53
fn shown(people: u64) -> f64 {
    people as f64
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { shown(part) / shown(whole) }
}
