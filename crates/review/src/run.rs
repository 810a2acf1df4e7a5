//! Running checks over a record.

use crate::{
    check::{Check, Severity},
    expression::{Answers, Found, Scene},
    measures::Measures,
    round::Others,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use vocab::{Language, Text};

/// What checks look at.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    answers: &'a Answers,
    previous: Option<&'a Answers>,
    elsewhere: BTreeMap<String, &'a Answers>,
    facts: BTreeSet<String>,
    measures: Measures,
    others: Option<Others<'a>>,
}

impl<'a> Subject<'a> {
    /// A record by its answers.
    pub fn new(answers: &'a Answers) -> Self {
        Self {
            answers,
            previous: None,
            elsewhere: BTreeMap::new(),
            facts: BTreeSet::new(),
            measures: Measures::none(),
            others: None,
        }
    }

    /// With the answers of the same place in the round before.
    #[must_use]
    pub fn with_previous(mut self, previous: Option<&'a Answers>) -> Self {
        self.previous = previous;
        self
    }

    /// With something the caller found to be so, which a check asks for as `fact(name)`.
    #[must_use]
    pub fn with_fact(mut self, name: &str, is_so: bool) -> Self {
        if is_so {
            self.facts.insert(name.to_owned());
        }
        self
    }

    /// With numbers the caller worked out, which a check asks for as `measure(name)`; those that were given before stay.
    #[must_use]
    pub fn with_measures(mut self, measures: &Measures) -> Self {
        self.measures = self.measures.and(measures);
        self
    }

    /// With the answers of the same place in another exercise, which a check asks for as `elsewhere(exercise, …)`.
    #[must_use]
    pub fn with_elsewhere(mut self, exercise: &str, answers: Option<&'a Answers>) -> Self {
        self.elsewhere.extend(answers.map(|answers| (exercise.to_owned(), answers)));
        self
    }

    /// With the other records of its round.
    pub(crate) fn with_others(mut self, others: Others<'a>) -> Self {
        self.others = Some(others);
        self
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            previous: self.previous,
            elsewhere: &self.elsewhere,
            facts: &self.facts,
            measures: &self.measures,
            others: self.others,
            ..Scene::of(self.answers)
        }
    }
}

/// What a check says about a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// The check's code.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What was found.
    pub message: Text,
    /// What to do about it.
    pub what_to_do: Text,
}

/// The flags of all checks whose condition holds, heaviest first, otherwise in the checks' order.
pub fn run_checks(checks: &[Check], subject: &Subject<'_>) -> Vec<Flag> {
    let scene = subject.scene();
    let raised = checks.iter().filter(|check| scene.holds(&check.flag_when) == Some(true));
    let mut flags: Vec<Flag> = raised.map(|check| flag(check, &scene)).collect();
    flags.sort_by_key(|flag| std::cmp::Reverse(flag.severity));
    flags
}

/// A record's flags after checks were run over it again: what these checks said before gives way to what they say now; what
/// anything else said of the record stays, such as the reading of a submission or checks that were not run again.
pub fn renew_flags(before: &[Flag], checks: &[Check], raised: Vec<Flag>) -> Vec<Flag> {
    let renewed = |flag: &&Flag| checks.iter().any(|check| check.code == flag.code);
    let mut flags: Vec<Flag> = before.iter().filter(|flag| !renewed(flag)).cloned().chain(raised).collect();
    flags.sort_by_key(|flag| std::cmp::Reverse(flag.severity));
    flags
}

fn flag(check: &Check, scene: &Scene<'_>) -> Flag {
    let mut message = Text::default();
    for language in Language::ALL.into_iter().filter(|l| !check.message.untranslated().any(|missing| missing == *l)) {
        message = message.with(language, fill(check, scene, language));
    }
    Flag { code: check.code.clone(), severity: check.severity, message, what_to_do: check.what_to_do.clone() }
}

/// The message with its values. Values come from the record and are not read for braces again.
fn fill(check: &Check, scene: &Scene<'_>, language: Language) -> String {
    let mut pieces = check.message.in_language(language).split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, after) = piece.split_once('}').unwrap_or((piece, ""));
        let value = check.values.get(name).and_then(|expression| scene.value(expression));
        filled.push_str(&shown(value, language));
        filled.push_str(after);
    }
    filled
}

/// Whole numbers as they are, others with one decimal, what is unknown as a dash.
fn shown(value: Option<Found>, language: Language) -> String {
    match value {
        None => "–".to_owned(),
        Some(Found::Text(text)) => text,
        Some(Found::Number(number)) if number.fract() == 0.0 => format!("{number}"),
        Some(Found::Number(number)) => {
            let written = format!("{number:.1}");
            if language == Language::English { written } else { written.replace('.', ",") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocab::{Answer, Missing, Value};

    fn check(code: &str, severity: &str, flag_when: &str) -> Check {
        let text = format!(
            r#"
            code = "{code}"
            severity = "{severity}"
            flag_when = "{flag_when}"
            values = {{ size = "idp_individuals / idp_households", remarks = "remarks" }}
            name = {{ en = "Name" }}
            message = {{ en = "{{size}} people ({{remarks}}).", fr = "{{size}} personnes ({{remarks}})." }}
            why = {{ en = "Why." }}
            what_to_do = {{ en = "Ask." }}
            "#
        );
        Check::read(&text).unwrap()
    }

    fn answers(individuals: i64) -> Answers {
        [("idp_households", 8), ("idp_individuals", individuals)]
            .map(|(name, number)| (name.to_owned(), Answer::from(Value::Integer(number))))
            .into()
    }

    #[test]
    fn a_flag_shows_its_values_in_each_language() {
        let mut answers = answers(100);
        answers.insert("remarks".into(), Value::Text("{size}".into()).into());
        let flags = run_checks(&[check("large", "warning", "idp_individuals > 1")], &Subject::new(&answers));
        assert_eq!(flags[0].message.in_language(Language::English), "12.5 people ({size}).");
        assert_eq!(flags[0].message.in_language(Language::French), "12,5 personnes ({size}).");
        answers.insert("idp_households".into(), Answer::absent(Missing::Missing));
        let flags = run_checks(&[check("large", "warning", "idp_individuals > 1")], &Subject::new(&answers));
        assert_eq!(flags[0].message.in_language(Language::English), "– people ({size}).");
    }

    #[test]
    fn only_what_surely_holds_is_flagged_and_the_heaviest_comes_first() {
        let checks = [
            check("one", "note", "idp_individuals > 1"),
            check("unknown", "error", "idp_male_0 > 1"),
            check("two", "error", "fact(outside_area)"),
            check("three", "warning", "idp_individuals > 2 * previous(idp_individuals)"),
            check("no", "error", "idp_individuals == 1"),
        ];
        let (now, before) = (answers(100), answers(10));
        let codes = |subject: &Subject<'_>| {
            let flags = run_checks(&checks, subject);
            flags.into_iter().map(|flag| flag.code).collect::<Vec<_>>()
        };
        assert_eq!(codes(&Subject::new(&now)), ["one"]);
        let all = Subject::new(&now).with_previous(Some(&before)).with_fact("outside_area", true);
        assert_eq!(codes(&all), ["two", "three", "one"]);
        assert_eq!(codes(&Subject::new(&now).with_fact("outside_area", false)), ["one"]);
    }

    #[test]
    fn flags_of_checks_that_ran_again_give_way_and_others_stay() {
        let checks = [check("size", "warning", "idp_individuals > 1"), check("many", "note", "idp_individuals > 50")];
        let (many, few) = (answers(100), answers(16));
        let read = Flag { code: "submission.odd".into(), ..run_checks(&checks, &Subject::new(&many))[1].clone() };
        let before = [run_checks(&checks, &Subject::new(&many)), vec![read]].concat();
        let after = renew_flags(&before, &checks[1..], run_checks(&checks[1..], &Subject::new(&few)));
        assert_eq!(after.iter().map(|flag| flag.code.as_str()).collect::<Vec<_>>(), ["size", "submission.odd"]);
        assert_eq!(renew_flags(&after, &checks[1..], vec![]), after, "again changes nothing");
    }

    #[test]
    fn a_flag_survives_being_kept_as_json() {
        let flags = run_checks(&[check("large", "warning", "idp_individuals > 1")], &Subject::new(&answers(16)));
        let kept = serde_json::to_string(&flags).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Flag>>(&kept).unwrap(), flags);
    }
}
