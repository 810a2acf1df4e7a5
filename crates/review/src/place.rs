//! Which record of the round before tells of the same place.

use crate::expression::Answers;
use vocab::{Answer, Value};

/// What a place is known by from round to round: the answers to `questions`, written alike whatever the spacing and case. None
/// where one of them has no answer: such a place is compared with nothing rather than with a wrong one.
///
/// Spelling is not mended. A place that is written otherwise in the next round counts as another place, which the reviewer sees as a
/// new one beside one that is gone.
pub fn place_identity(answers: &Answers, questions: &[String]) -> Option<String> {
    let parts = questions.iter().map(|question| value_alike(answers.get(question)?.value()?));
    let parts: Vec<String> = parts.collect::<Option<_>>()?;
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn value_alike(value: &Value) -> Option<String> {
    match value {
        Value::Integer(number) => Some(number.to_string()),
        other => written_alike(Answer::from(other.clone()).text()?),
    }
}

/// A name in the one way of writing by which names are compared; none without a word.
pub fn written_alike(text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocab::Missing;

    fn answers(commune: &str, name: &str) -> Answers {
        Answers::from([
            ("admin2".into(), Value::Choice(commune.into()).into()),
            ("location_name".into(), Value::Text(name.into()).into()),
            ("number".into(), Value::Integer(7).into()),
            ("nothing".into(), Answer::absent(Missing::Missing)),
        ])
    }

    fn identity(answers: &Answers, questions: &[&str]) -> Option<String> {
        place_identity(answers, &questions.iter().map(|question| (*question).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_place_is_the_same_whatever_the_spacing_and_case() {
        let questions = ["admin2", "location_name"];
        let known = identity(&answers("BDI012004", "Mugano  Est"), &questions);
        assert_eq!(known.as_deref(), Some("bdi012004/mugano est"));
        assert_eq!(identity(&answers("BDI012004", " MUGANO est "), &questions), known);
        assert_ne!(identity(&answers("BDI012005", "Mugano Est"), &questions), known);
    }

    #[test]
    fn without_an_answer_a_place_is_compared_with_nothing() {
        let answers = answers("BDI012004", " ");
        assert_eq!(identity(&answers, &["admin2", "location_name"]), None);
        assert_eq!(identity(&answers, &["admin2", "nothing"]), None);
        assert_eq!(identity(&answers, &["admin2", "never_asked"]), None);
        assert_eq!(identity(&answers, &[]), None);
        assert_eq!(identity(&answers, &["number"]).as_deref(), Some("7"));
    }
}
