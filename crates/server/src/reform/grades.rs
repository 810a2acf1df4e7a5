//! Grades of carried totals: by the rule of every total, over what each old place gave.
//!
//! Who came from a divided place is taken to be as well known as its people are on the whole. Its records stand behind each part
//! of it.

use crate::problem::Problem;
use estimate::{GradeRecipe, apportion_by_counts};
use figures::graded;
use places::{CarriedCount, CarriedCounts, Contribution};
use std::collections::BTreeMap;
use vocab::{Confidence, Grade, Pcode};

/// From the best to what has none.
const GRADES: [Option<Grade>; 5] = [Some(Grade::A), Some(Grade::B), Some(Grade::C), Some(Grade::D), None];

/// The grade of each new place; none where no old place in it is graded. `of_old`: the grades of the old places' totals.
///
/// # Errors
/// For a recipe without sense and for people beyond 2⁵³.
pub fn carried(
    counts: &CarriedCounts,
    of_old: &BTreeMap<&Pcode, &Confidence>,
    recipe: &GradeRecipe,
) -> Result<BTreeMap<Pcode, Confidence>, Problem> {
    let mut grades = BTreeMap::new();
    for place in &counts.places {
        if let Some(parts) = together(place, of_old)? {
            let parts = GRADES.iter().zip(parts).map(|(grade, (records, people))| (*grade, records, people)).collect();
            let confidence = graded(parts, recipe).map_err(|error| Problem::failed(&error))?;
            grades.insert(place.to.clone(), confidence);
        }
    }
    Ok(grades)
}

/// Records and people behind each grade; none where no old place that gave anybody is graded.
fn together(place: &CarriedCount, of_old: &BTreeMap<&Pcode, &Confidence>) -> Result<Option<[(u64, u64); 5]>, Problem> {
    let (mut sums, mut is_graded) = ([(0, 0); 5], false);
    for Contribution { from, count, .. } in &place.parts {
        let Some(people) = count.given() else { continue };
        let confidence = of_old.get(from);
        is_graded |= confidence.is_some();
        for (sum, more) in sums.iter_mut().zip(divided(people, confidence.copied())?) {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        }
    }
    Ok(is_graded.then_some(sums))
}

/// The people that an old place gave, by its grades; what is not graded has none.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // sums of people, checked when they were computed
fn divided(people: u64, confidence: Option<&Confidence>) -> Result<[(u64, u64); 5], Problem> {
    let part = |grade: &Option<Grade>| confidence.and_then(|confidence| confidence.of(*grade));
    let records = GRADES.each_ref().map(|grade| part(grade).map_or(0, |part| part.records));
    let mut known = GRADES.each_ref().map(|grade| part(grade).map_or(0, |part| part.value.max(0.0) as u64));
    if known.iter().sum::<u64>() == 0 {
        known[4] = 1;
    }
    let people = apportion_by_counts(people, &known).map_err(|error| Problem::failed(&error))?;
    let mut parts = records.map(|records| (records, 0));
    parts.iter_mut().zip(people).for_each(|(part, people)| part.1 = people);
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use estimate::Count;
    use places::{Crosswalk, CrosswalkOptions};
    use vocab::GradePart;

    fn code(text: &str) -> Pcode {
        text.parse().unwrap()
    }

    fn confidence(people: [f64; 5]) -> Confidence {
        let part = |(grade, value): (&Option<Grade>, f64)| GradePart { grade: *grade, records: 2, value };
        Confidence { grade: None, parts: GRADES.iter().zip(people).map(part).collect() }
    }

    /// Grade and people behind each grade of the new places X and Y.
    fn told(table: &str, old: &[(&str, u64, Option<[f64; 5]>)]) -> Vec<(String, Option<Grade>, Vec<f64>)> {
        let options = CrosswalkOptions { from_version: "old".into(), to_version: "new".into(), basis: String::new() };
        let table = format!("from_pcode,to_pcode,share\n{table}");
        let links = Crosswalk::read_csv("links.csv", table.as_bytes(), &options).unwrap();
        let counts = old.iter().map(|(place, people, _)| (code(place), Count::Given(*people))).collect();
        let counts = links.carry("old", &counts).unwrap();
        let graded: Vec<(Pcode, Confidence)> =
            old.iter().filter_map(|(place, _, parts)| Some((code(place), confidence((*parts)?)))).collect();
        let of_old = graded.iter().map(|(place, confidence)| (place, confidence)).collect();
        let found = carried(&counts, &of_old, &GradeRecipe::default()).unwrap();
        let people = |confidence: &Confidence| confidence.parts.iter().map(|part| part.value).collect();
        found.iter().map(|(place, of)| (place.to_string(), of.grade, people(of))).collect()
    }

    #[test]
    fn whole_places_have_the_grade_of_their_total() {
        let old = [("A", 900, Some([900.0, 0.0, 0.0, 0.0, 0.0])), ("B", 200, Some([0.0, 0.0, 0.0, 200.0, 0.0]))];
        let expected = [("X".to_owned(), Some(Grade::D), vec![900.0, 0.0, 0.0, 200.0, 0.0])];
        assert_eq!(told("A,X,1\nB,X,1", &old), expected, "more than a tenth is D");
        let few = [old[0], ("B", 100, Some([0.0, 0.0, 0.0, 100.0, 0.0]))];
        assert_eq!(told("A,X,1\nB,X,1", &few)[0].1, Some(Grade::A));
    }

    #[test]
    fn a_divided_place_gives_of_each_grade_as_much_as_it_has() {
        let old = [("A", 100, Some([80.0, 0.0, 0.0, 20.0, 0.0])), ("B", 900, Some([900.0, 0.0, 0.0, 0.0, 0.0]))];
        let expected = [
            ("X".to_owned(), Some(Grade::A), vec![940.0, 0.0, 0.0, 10.0, 0.0]),
            ("Y".to_owned(), Some(Grade::D), vec![40.0, 0.0, 0.0, 10.0, 0.0]),
        ];
        assert_eq!(told("A,X,0.5\nA,Y,0.5\nB,X,1", &old), expected);
    }

    #[test]
    fn what_is_not_graded_has_no_grade_and_takes_it_from_others() {
        assert_eq!(told("A,X,1", &[("A", 100, None)]), []);
        let old = [("A", 100, None), ("B", 100, Some([100.0, 0.0, 0.0, 0.0, 0.0]))];
        let expected = [("X".to_owned(), None, vec![100.0, 0.0, 0.0, 0.0, 100.0])];
        assert_eq!(told("A,X,1\nB,X,1", &old), expected);
    }
}
