//! Reading the answers that numbers are worked out of.

use estimate::Count;
use indexmap::IndexMap;
use vocab::{Answer, Missing, Value};

pub(crate) type Answers = IndexMap<String, Answer>;

/// A count as answered: whole and not below zero, or the reason why there is none.
pub(crate) fn count(answers: &Answers, question: &str) -> Count {
    match answers.get(question) {
        Some(Answer::Given(Value::Integer(number))) if *number >= 0 => Count::Given(number.unsigned_abs()),
        Some(Answer::Absent { missing }) => Count::absent(*missing),
        _ => Count::absent(Missing::Missing),
    }
}

/// A text or a choice.
pub(crate) fn text<'a>(answers: &'a Answers, question: &str) -> Option<&'a str> {
    answers.get(question).and_then(Answer::text)
}

/// The entries of a repeat; none where it was not asked.
pub(crate) fn entries<'a>(answers: &'a Answers, repeat: &str) -> &'a [Answers] {
    match answers.get(repeat).and_then(Answer::value) {
        Some(Value::Repeat(entries)) => entries,
        _ => &[],
    }
}

/// A count as an answer of a derived column.
pub(crate) fn answer(count: Count) -> Answer {
    match count {
        Count::Given(number) => whole(number),
        Count::Absent { missing } => Answer::absent(missing),
    }
}

/// Counts added up; none where one has no number, or where the sum is beyond all counting.
pub(crate) fn sum(counts: &[Count]) -> Option<u64> {
    counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(count.given()?))
}

/// A whole number as an answer.
pub(crate) fn whole(number: u64) -> Answer {
    i64::try_from(number).map_or(Answer::absent(Missing::Missing), |number| Value::Integer(number).into())
}

/// How a number came about, as one line of JSON.
pub(crate) fn basis(basis: &impl serde::Serialize) -> Answer {
    serde_json::to_string(basis).map_or(Answer::absent(Missing::Missing), |text| Value::Text(text).into())
}
