//! Why answers are absent, where one answer tells it for others.
//!
//! A phone leaves out what does not apply, whatever the reason. Where a place could not be reached, the number of people there
//! is unknown because of that, and not because it would make no sense to ask; to the last chart the two stay apart.

use crate::expression::{Answers, Expression, Kind, Numbers, Pattern, Scene, parse, patterns};
use serde::{Deserialize, Serialize};
use vocab::{Answer, Missing};

/// When questions that were left out are absent for another reason than that they do not apply.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct AbsenceRule {
    written: Written,
    when: Expression,
    questions: Vec<Pattern>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    when: String,
    questions: String,
    reason: Missing,
}

impl AbsenceRule {
    /// Gives the rule's reason to those of its questions that were left out, if its condition holds.
    pub fn apply(&self, answers: &mut Answers) {
        if Scene::of(answers).holds(&self.when) != Some(true) {
            return;
        }
        let left_out = Answer::absent(Missing::NotApplicable);
        for (name, answer) in answers {
            if *answer == left_out && self.questions.iter().any(|pattern| pattern.means(name)) {
                *answer = Answer::absent(self.written.reason);
            }
        }
    }

    /// Calls `visit` with every question it reads or changes.
    pub fn questions(&self, visit: &mut dyn FnMut(&Pattern)) {
        self.when.questions(&mut |asked| visit(asked.pattern));
        self.questions.iter().for_each(visit);
    }
}

fn looks_beyond(part: &Expression) -> bool {
    matches!(
        part,
        Expression::Fact(_)
            | Expression::Measure(_)
            | Expression::Previous(_)
            | Expression::Elsewhere(..)
            | Expression::Share(..)
            | Expression::Reduced(_, Numbers::Others(..))
    )
}

impl TryFrom<Written> for AbsenceRule {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let when = parse(&written.when).map_err(|problem| format!("'when': {problem}"))?;
        if when.kind() != Kind::Truth {
            return Err("'when' must give a condition, such as \"access == 'not_accessible'\"".to_owned());
        }
        let mut beyond = false;
        when.walk(&mut |part| beyond |= looks_beyond(part));
        if beyond {
            return Err(
                "'when' must ask for answers of the record alone, since it is read before anything else".to_owned()
            );
        }
        let questions = patterns(&written.questions).map_err(|problem| format!("'questions': {problem}"))?;
        Ok(Self { when, questions, written })
    }
}

impl From<AbsenceRule> for Written {
    fn from(rule: AbsenceRule) -> Self {
        rule.written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocab::Value;

    const RULE: &str =
        r#"{"when": "access == 'not_accessible'", "questions": "idp_*, ki_count", "reason": "not_accessible"}"#;

    fn answers(access: &str) -> Answers {
        Answers::from([
            ("access".into(), Value::Choice(access.into()).into()),
            ("idp_households".into(), Answer::absent(Missing::NotApplicable)),
            ("idp_individuals".into(), Answer::absent(Missing::Missing)),
            ("ki_count".into(), Value::Integer(2).into()),
            ("remarks".into(), Answer::absent(Missing::NotApplicable)),
        ])
    }

    #[test]
    fn only_what_was_left_out_gets_the_reason() {
        let rule: AbsenceRule = serde_json::from_str(RULE).unwrap();
        let mut reached = answers("accessible");
        rule.apply(&mut reached);
        assert_eq!(reached, answers("accessible"));
        let mut not_reached = answers("not_accessible");
        rule.apply(&mut not_reached);
        assert_eq!(not_reached["idp_households"], Answer::absent(Missing::NotAccessible));
        for untouched in ["idp_individuals", "ki_count", "remarks"] {
            assert_eq!(not_reached[untouched], answers("not_accessible")[untouched], "{untouched}");
        }
    }

    #[test]
    fn a_rule_that_is_not_understood_is_refused_and_a_good_one_is_kept() {
        let rule: AbsenceRule = serde_json::from_str(RULE).unwrap();
        let kept = serde_json::to_string(&rule).unwrap();
        assert_eq!(serde_json::from_str::<AbsenceRule>(&kept).unwrap(), rule);
        let beyond = [("access ==", "fact(outside_area) or access =="), ("access ==", "previous(access) ==")];
        for (from, to) in beyond.into_iter().chain([
            ("== 'not_accessible'", "+ 1"),
            ("access ==", "access"),
            ("idp_*, ", "idp_*, , "),
        ]) {
            let text = RULE.replace(from, to);
            assert_ne!(text, RULE);
            assert!(serde_json::from_str::<AbsenceRule>(&text).is_err(), "{text}");
        }
    }
}
