//! A check as it stands in a pack: one file of data.

use crate::expression::{
    self, Asked, Expression, ExpressionProblem, FACTS, Kind, MEASURES, Pattern, Wanted, fact_named, measure_named,
};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};
use thiserror::Error;
use vocab::{Column, ColumnType, Language, Schema, Sensitivity, Text};

/// How much a flag weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Unusual: ask before approving.
    Warning,
    /// Cannot be right as it stands.
    Error,
}

/// A check, read and found to be whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// Its code, unique in a pack.
    pub code: String,
    /// How much its flag weighs.
    pub severity: Severity,
    /// What it looks at, in a few words.
    pub name: Text,
    /// What a flag says; `{value}` stands for a value below.
    pub message: Text,
    /// Why it matters.
    pub why: Text,
    /// What the enumerator or the data officer should do.
    pub what_to_do: Text,
    /// When to raise a flag.
    pub flag_when: Expression,
    /// Values the message shows.
    pub values: IndexMap<String, Expression>,
}

/// One thing that is wrong with a check's file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckProblem {
    /// The file is not TOML of this shape.
    #[error("the file cannot be read as a check: {0}")]
    Toml(String),
    /// The code cannot be used.
    #[error("the code '{0}' must be written in small letters, digits and '_', and begin with a letter")]
    Code(String),
    /// An expression is not understood.
    #[error("'{key}': {problem}; write it in the language of checks (docs/checks.md)")]
    Expression {
        /// Which one.
        key: String,
        /// Why not.
        problem: ExpressionProblem,
    },
    /// `flag_when` gives a value, or a value gives yes or no.
    #[error("'{key}' must give {wanted}")]
    Kind {
        /// Which one.
        key: String,
        /// What it must give.
        wanted: &'static str,
    },
    /// There is no such fact.
    #[error("there is no fact '{0}'; the facts are {known}", known = names(FACTS.iter().map(|fact| fact.name)))]
    UnknownFact(String),
    /// There is no such measure.
    #[error("there is no measure '{0}'; the measures are {known}", known = names(MEASURES.iter().map(|measure| measure.name)))]
    UnknownMeasure(String),
    /// The English text is missing.
    #[error("'{key}' has no English text; write one")]
    NoEnglish {
        /// Which text.
        key: &'static str,
    },
    /// A text shows a value that is not given.
    #[error("the message in '{language}' shows {{{value}}}, but [values] does not have it; add it or correct the name")]
    UnknownValue {
        /// Language of the text.
        language: Language,
        /// The value's name.
        value: String,
    },
    /// A value that a text does not show.
    #[error(
        "[values] has '{value}', but the message in '{language}' does not show it; show it as {{{value}}} or delete it"
    )]
    UnusedValue {
        /// Language of the text.
        language: Language,
        /// The value's name.
        value: String,
    },
    /// The form has no such question.
    #[error("the form has no question '{0}'; correct the name")]
    UnknownQuestion(String),
    /// The question tells of a person.
    #[error(
        "the question '{0}' is marked as personal; what a flag says is kept plain and shown in lists, so take it out"
    )]
    Personal(String),
    /// The question holds something else than what is made of it.
    #[error("the question '{question}' is used as {wanted}, but it is none; take another one")]
    NotOfKind {
        /// The question.
        question: String,
        /// What it should hold.
        wanted: &'static str,
    },
}

/// All that is wrong with a check's file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct CheckProblems(pub Vec<CheckProblem>);

impl fmt::Display for CheckProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if position == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    code: String,
    severity: Severity,
    flag_when: String,
    #[serde(default)]
    values: IndexMap<String, String>,
    name: Text,
    message: Text,
    why: Text,
    what_to_do: Text,
}

impl Check {
    /// Reads a check from its file.
    ///
    /// # Errors
    /// All that is wrong with it, together.
    pub fn read(toml: &str) -> Result<Self, CheckProblems> {
        let written: Written =
            toml::from_str(toml).map_err(|error| CheckProblems(vec![CheckProblem::Toml(error.to_string())]))?;
        let mut problems = Vec::new();
        if !is_code(&written.code) {
            problems.push(CheckProblem::Code(written.code.clone()));
        }
        let condition = read_expression("flag_when", &written.flag_when, Kind::Truth, &mut problems);
        let values = written.values.iter().filter_map(|(name, text)| {
            read_expression(&format!("values.{name}"), text, Kind::Asked, &mut problems)
                .map(|value| (name.clone(), value))
        });
        let values: IndexMap<String, Expression> = values.collect();
        problems.extend(written.text_problems());
        match condition {
            Some(flag_when) if problems.is_empty() => Ok(Self {
                code: written.code,
                severity: written.severity,
                name: written.name,
                message: written.message,
                why: written.why,
                what_to_do: written.what_to_do,
                flag_when,
                values,
            }),
            _ => Err(CheckProblems(problems)),
        }
    }

    /// Languages a text of the check is not written in.
    pub fn untranslated(&self) -> BTreeSet<Language> {
        [&self.name, &self.message, &self.why, &self.what_to_do].into_iter().flat_map(Text::untranslated).collect()
    }

    /// Whether its flag can come or go when other records of the round do, so that it must be run again then.
    pub fn looks_at_others(&self) -> bool {
        self.expressions().any(Expression::looks_at_others)
    }

    /// The exercises whose newest record of the same place it asks for.
    pub fn exercises(&self) -> BTreeSet<&str> {
        let mut exercises = BTreeSet::new();
        for expression in self.expressions() {
            expression.walk(&mut |part| {
                if let Expression::Elsewhere(exercise, _) = part {
                    exercises.insert(exercise.as_str());
                }
            });
        }
        exercises
    }

    /// What does not fit the data the check is meant for.
    pub fn problems_with(&self, schema: &Schema) -> Vec<CheckProblem> {
        self.problems_in(None, schema)
    }

    /// What does not fit the data of another exercise that it asks for.
    pub fn problems_elsewhere(&self, exercise: &str, schema: &Schema) -> Vec<CheckProblem> {
        self.problems_in(Some(exercise), schema)
    }

    fn problems_in(&self, exercise: Option<&str>, schema: &Schema) -> Vec<CheckProblem> {
        let mut problems = Vec::new();
        let mut look = |asked: &Asked<'_>| {
            let problem = if asked.exercise == exercise { question_problem(schema, asked) } else { None };
            problems.extend(problem.filter(|problem| !problems.contains(problem)));
        };
        self.expressions().for_each(|expression| expression.questions(&mut look));
        problems
    }

    fn expressions(&self) -> impl Iterator<Item = &Expression> {
        [&self.flag_when].into_iter().chain(self.values.values())
    }
}

/// Names in a row, for messages.
fn names<'n>(names: impl Iterator<Item = &'n str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

fn is_code(code: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    code.starts_with(|c: char| c.is_ascii_lowercase()) && code.chars().all(plain)
}

fn read_expression(key: &str, text: &str, wanted: Kind, problems: &mut Vec<CheckProblem>) -> Option<Expression> {
    match expression::parse(text) {
        Ok(expression) if (expression.kind() == Kind::Truth) == (wanted == Kind::Truth) => {
            expression.walk(&mut |part| match part {
                Expression::Fact(name) if fact_named(name).is_none() => {
                    problems.push(CheckProblem::UnknownFact(name.clone()));
                }
                Expression::Measure(name) if measure_named(name).is_none() => {
                    problems.push(CheckProblem::UnknownMeasure(name.clone()));
                }
                _ => {}
            });
            Some(expression)
        }
        Ok(_) => {
            let wanted = if wanted == Kind::Truth { "a condition, such as 'x > 1'" } else { "a number or a text" };
            problems.push(CheckProblem::Kind { key: key.to_owned(), wanted });
            None
        }
        Err(problem) => {
            problems.push(CheckProblem::Expression { key: key.to_owned(), problem });
            None
        }
    }
}

fn question_problem(schema: &Schema, asked: &Asked<'_>) -> Option<CheckProblem> {
    let pattern = asked.pattern;
    let columns_of = |repeat: &str| schema.column(repeat).map_or(&[][..], |column| column.columns.as_slice());
    let all = schema.columns.as_slice();
    // In an entry of a repeat, a question is looked for there first, and then around it.
    let places = match (&pattern.repeat, asked.repeat) {
        (Some(repeat), _) => [columns_of(repeat), &[]],
        (None, Some(repeat)) => [columns_of(repeat), all],
        (None, None) => [all, &[]],
    };
    let meant = |columns: &[Column]| columns.iter().any(|column| pattern.means(&column.name));
    let Some(columns) = places.into_iter().find(|columns| meant(columns)) else {
        return Some(CheckProblem::UnknownQuestion(written(pattern)));
    };
    let mut meant = columns.iter().filter(|column| pattern.means(&column.name));
    if let Some(personal) = meant.clone().find(|column| column.sensitivity == Sensitivity::Personal) {
        return Some(CheckProblem::Personal(personal.name.clone()));
    }
    let (wanted, fits): (_, &[ColumnType]) = match asked.wanted {
        Wanted::Anything => return None,
        Wanted::Number => ("a number", &[ColumnType::Integer, ColumnType::Decimal]),
        Wanted::Date => ("a date", &[ColumnType::Date]),
        Wanted::Moment => ("a moment", &[ColumnType::Moment]),
        Wanted::Repeat => ("a repeat", &[ColumnType::Repeat]),
    };
    let other = meant.find(|column| !fits.contains(&column.kind));
    other.map(|column| CheckProblem::NotOfKind { question: column.name.clone(), wanted })
}

fn written(pattern: &Pattern) -> String {
    let repeat = pattern.repeat.as_ref().map_or_else(String::new, |repeat| format!("{repeat}."));
    format!("{repeat}{}{}", pattern.name, if pattern.open { "*" } else { "" })
}

impl Written {
    fn text_problems(&self) -> Vec<CheckProblem> {
        let texts =
            [("name", &self.name), ("message", &self.message), ("why", &self.why), ("what_to_do", &self.what_to_do)];
        let without_english = texts.into_iter().filter(|(_, text)| text.untranslated().any(|l| l == Language::English));
        let mut problems: Vec<_> = without_english.map(|(key, _)| CheckProblem::NoEnglish { key }).collect();
        for language in Language::ALL {
            if self.message.untranslated().any(|missing| missing == language) {
                continue;
            }
            let shown = placeholders(self.message.in_language(language));
            let unknown = shown.iter().filter(|value| !self.values.contains_key(**value));
            problems.extend(unknown.map(|value| CheckProblem::UnknownValue { language, value: (*value).to_owned() }));
            let unused = self.values.keys().filter(|value| !shown.contains(value.as_str()));
            problems.extend(unused.map(|value| CheckProblem::UnusedValue { language, value: value.clone() }));
        }
        problems
    }
}

/// Names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|piece| piece.split_once('}')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        code = "household_size"
        severity = "warning"
        flag_when = "idp_individuals / idp_households > 10"
        [values]
        size = "idp_individuals / idp_households"
        [name]
        en = "Household size"
        [message]
        en = "{size} people per household."
        fr = "{size} personnes par ménage."
        [why]
        en = "Why."
        [what_to_do]
        en = "Ask."
    "#;

    fn problems(from: &str, to: &str) -> Vec<String> {
        assert!(WHOLE.contains(from));
        Check::read(&WHOLE.replace(from, to)).unwrap_err().0.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_whole_check_is_read_and_says_what_is_not_translated() {
        let check = Check::read(WHOLE).unwrap();
        assert_eq!(check.severity, Severity::Warning);
        assert_eq!(check.untranslated(), BTreeSet::from([Language::French, Language::Kirundi]));
    }

    #[test]
    fn everything_wrong_is_reported_together() {
        let broken = WHOLE
            .replace("household_size", "Household size")
            .replace("> 10", "> ")
            .replace("fr = \"{size}", "fr = \"{taille}")
            .replace("[why]\n        en", "[why]\n        fr");
        let told = Check::read(&broken).unwrap_err();
        assert_eq!(told.0.len(), 5, "{told}");
        assert!(told.to_string().contains("shows {taille}, but [values] does not have it"), "{told}");
    }

    #[test]
    fn a_condition_must_be_one_and_a_value_must_not() {
        let told = problems("flag_when = \"idp_individuals / idp_households > 10\"", "flag_when = \"idp_households\"");
        assert_eq!(told, ["'flag_when' must give a condition, such as 'x > 1'"]);
        let told = problems("size = \"idp_individuals / idp_households\"", "size = \"idp_households > 1\"");
        assert_eq!(told, ["'values.size' must give a number or a text"]);
    }

    #[test]
    fn a_fact_must_be_one_that_servers_find() {
        let told = problems("> 10", "> 10 or not fact(outside_aera)");
        let facts = "outside_area, outside_round, duplicate_place, duplicate_update";
        assert_eq!(told, [format!("there is no fact 'outside_aera'; the facts are {facts}")]);
        let told = problems("> 10", "> measure(moved_km)");
        assert!(told[0].starts_with("there is no measure 'moved_km'; the measures are audit_minutes, "), "{told:?}");
    }

    #[test]
    fn an_unknown_key_is_not_passed_over() {
        assert!(problems("severity", "serverity")[0].contains("serverity"));
    }

    #[test]
    fn a_check_is_held_against_the_form() {
        let column = |name: &str, kind| Column {
            name: name.into(),
            kind,
            label: Text::default(),
            sensitivity: Default::default(),
            sharing: Default::default(),
            choices: Vec::new(),
            columns: Vec::new(),
        };
        let check = Check::read(WHOLE).unwrap();
        let schema = Schema { columns: vec![column("idp_individuals", ColumnType::Text)] };
        assert_eq!(
            check.problems_with(&schema),
            [
                CheckProblem::NotOfKind { question: "idp_individuals".into(), wanted: "a number" },
                CheckProblem::UnknownQuestion("idp_households".into())
            ]
        );
        let mut numbers = ["idp_individuals", "idp_households"].map(|name| column(name, ColumnType::Integer));
        numbers[1].sensitivity = Sensitivity::Personal;
        let schema = Schema { columns: numbers.to_vec() };
        assert_eq!(check.problems_with(&schema), [CheckProblem::Personal("idp_households".into())]);
        numbers[1].sensitivity = Sensitivity::None;
        assert_eq!(check.problems_with(&Schema { columns: numbers.into() }), []);
    }
}
