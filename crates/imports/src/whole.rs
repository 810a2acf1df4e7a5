//! Parts of a number: what an empty part means, and whether the parts contradict their total.

use crate::{
    mapping::{OnMismatch, Whole},
    report::{Blame, Severity},
    trouble::Trouble,
};
use indexmap::IndexMap;
use vocab::{Answer, Missing, Value};

/// Fills in the parts that can only be zero, and checks the parts against their total. `broken` are the questions whose
/// cells could not be read: they stay absent, for something did stand there.
pub(crate) fn apply(
    whole: &Whole,
    answers: &mut IndexMap<String, Answer>,
    broken: &[&str],
) -> Option<(Severity, Blame)> {
    let total = answers.get(&whole.total)?.integer()?;
    let given: Vec<Option<i64>> = whole.parts.iter().map(|part| answers.get(part).and_then(Answer::integer)).collect();
    let sum = given.iter().flatten().try_fold(0_i64, |sum, part| sum.checked_add(*part))?;
    let complete = given.iter().all(Option::is_some);
    if sum == total {
        if whole.rest_is_zero {
            fill(whole, answers, broken);
        }
        return None;
    }
    // Fewer than the total with a part unknown is no contradiction: the unknown part may be the rest.
    if sum < total && !complete {
        return None;
    }
    let parts = describe(whole, &given);
    let trouble = Trouble::PartsDisagree { total: whole.total.clone(), whole: total, sum, parts };
    let severity = match whole.on_mismatch {
        OnMismatch::Note => Severity::Note,
        OnMismatch::SetPartsAside | OnMismatch::SetAllAside => Severity::ValueSetAside,
        OnMismatch::RefuseRow => Severity::RowRefused,
    };
    match whole.on_mismatch {
        OnMismatch::SetPartsAside => set_aside(&whole.parts, answers),
        OnMismatch::SetAllAside => set_aside(whole.parts.iter().chain([&whole.total]), answers),
        OnMismatch::Note | OnMismatch::RefuseRow => {}
    }
    Some((severity, Blame::row(trouble)))
}

/// The given parts reach the total, so nothing is left for the empty ones: they are zero, not unknown.
fn fill(whole: &Whole, answers: &mut IndexMap<String, Answer>, broken: &[&str]) {
    for part in whole.parts.iter().filter(|part| !broken.contains(&part.as_str())) {
        if let Some(answer) = answers.get_mut(part)
            && answer.value().is_none()
        {
            *answer = Value::Integer(0).into();
        }
    }
}

fn set_aside<'n>(questions: impl IntoIterator<Item = &'n String>, answers: &mut IndexMap<String, Answer>) {
    for question in questions {
        if let Some(answer) = answers.get_mut(question) {
            *answer = Answer::absent(Missing::Missing);
        }
    }
}

fn describe(whole: &Whole, given: &[Option<i64>]) -> String {
    let text = |part: &Option<i64>| part.map_or_else(|| "?".to_owned(), |part| part.to_string());
    let parts = whole.parts.iter().zip(given).map(|(name, part)| format!("{name} {}", text(part)));
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: Answer = Answer::absent(Missing::Missing);

    fn run(total: Answer, parts: [Answer; 2], on_mismatch: OnMismatch) -> (Vec<Answer>, Option<Severity>) {
        let names = ["conflict".to_owned(), "disaster".to_owned()];
        let whole = Whole { total: "all".into(), parts: names.to_vec(), rest_is_zero: true, on_mismatch };
        let mut answers: IndexMap<_, _> = names.into_iter().zip(parts).collect();
        answers.insert("all".into(), total);
        let severity = apply(&whole, &mut answers, &[]).map(|(severity, _)| severity);
        (answers.into_values().take(2).collect(), severity)
    }

    fn number(number: i64) -> Answer {
        Value::Integer(number).into()
    }

    #[test]
    fn an_empty_part_is_zero_only_when_nothing_is_left_for_it() {
        let note = OnMismatch::Note;
        assert_eq!(run(number(0), [EMPTY, EMPTY], note).0, [number(0), number(0)]);
        assert_eq!(run(number(7), [EMPTY, number(7)], note).0, [number(0), number(7)]);
        assert_eq!(run(number(7), [EMPTY, number(3)], note), (vec![EMPTY, number(3)], None));
        assert_eq!(run(number(7), [EMPTY, EMPTY], note), (vec![EMPTY, EMPTY], None));
        assert_eq!(run(EMPTY, [EMPTY, number(3)], note), (vec![EMPTY, number(3)], None));
    }

    #[test]
    fn parts_that_contradict_their_total_do_what_the_mapping_says() {
        let parts = || [number(4), number(4)];
        assert_eq!(run(number(7), parts(), OnMismatch::Note), (parts().to_vec(), Some(Severity::Note)));
        let aside = run(number(7), parts(), OnMismatch::SetPartsAside);
        assert_eq!(aside, (vec![EMPTY, EMPTY], Some(Severity::ValueSetAside)));
        assert_eq!(run(number(7), parts(), OnMismatch::RefuseRow).1, Some(Severity::RowRefused));
        assert_eq!(run(number(7), [EMPTY, number(9)], OnMismatch::Note).1, Some(Severity::Note));
        assert_eq!(run(number(9), parts(), OnMismatch::Note).1, Some(Severity::Note));
    }
}
