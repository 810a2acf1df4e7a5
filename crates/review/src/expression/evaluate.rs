//! What an expression gives for one record.

mod time;

use super::{Expression, Numbers, Operator, Ordered, Pattern, Reducer, TimeUnit, numbers::logarithm};
use crate::{measures::Measures, round::Others};
use indexmap::IndexMap;
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};
use vocab::{Answer, Missing, Value};

/// Answers by question name.
pub type Answers = IndexMap<String, Answer>;

/// A value found; that there is none is `None`.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A finite number.
    Number(f64),
    /// A text, a choice or a date.
    Text(String),
}

/// What an expression is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The answers.
    pub answers: &'a Answers,
    /// The answers around them, when they are those of an entry of a repeat.
    pub around: Option<&'a Answers>,
    /// The answers of the same place in the round before.
    pub previous: Option<&'a Answers>,
    /// The answers of the same place in other exercises, by the exercise's code.
    pub elsewhere: &'a BTreeMap<String, &'a Answers>,
    /// What the caller found to be so.
    pub facts: &'a BTreeSet<String>,
    /// What the caller worked out.
    pub measures: &'a Measures,
    /// The other records of the round.
    pub others: Option<Others<'a>>,
}

static NOWHERE_ELSE: BTreeMap<String, &Answers> = BTreeMap::new();
static NO_FACTS: BTreeSet<String> = BTreeSet::new();
static NO_MEASURES: Measures = Measures::none();

impl<'a> Scene<'a> {
    /// Answers alone.
    pub fn of(answers: &'a Answers) -> Self {
        Self {
            answers,
            around: None,
            previous: None,
            elsewhere: &NOWHERE_ELSE,
            facts: &NO_FACTS,
            measures: &NO_MEASURES,
            others: None,
        }
    }

    /// Whether a condition holds; `None` when that is unknown.
    pub fn holds(&self, condition: &Expression) -> Option<bool> {
        match condition {
            Expression::Joined(Operator::And, left, right) => {
                let (left, right) = (self.holds(left), self.holds(right));
                if left == Some(false) || right == Some(false) { Some(false) } else { Some(left? && right?) }
            }
            Expression::Joined(Operator::Or, left, right) => either(self.holds(left), self.holds(right)),
            Expression::Joined(operator, left, right) => compare(*operator, &self.value(left)?, &self.value(right)?),
            Expression::Not(inner) => self.holds(inner).map(|holds| !holds),
            Expression::Present(name) => Some(self.answer(name).and_then(Answer::value).is_some()),
            Expression::Fact(name) => Some(self.facts.contains(name)),
            Expression::Previous(inner) => self.before()?.holds(inner),
            Expression::Elsewhere(exercise, inner) => self.elsewhere(exercise)?.holds(inner),
            Expression::When(condition, inner) => self.holds(condition)?.then(|| self.holds(inner))?,
            Expression::Any(repeat, inner) => self.any(repeat, &|entry| entry.holds(inner)),
            Expression::Every(repeat, inner) => {
                self.any(repeat, &|entry| entry.holds(inner).map(|holds| !holds)).map(|exception| !exception)
            }
            _ => None,
        }
    }

    /// The value of an expression that is not a condition; `None` when it is unknown.
    pub fn value(&self, expression: &Expression) -> Option<Found> {
        match expression {
            Expression::Number(number) => Some(Found::Number(*number)),
            Expression::Text(text) => Some(Found::Text(text.clone())),
            Expression::Answer(name) => found(self.answer(name)?.value()?),
            Expression::Previous(inner) => self.before()?.value(inner),
            Expression::Elsewhere(exercise, inner) => self.elsewhere(exercise)?.value(inner),
            Expression::When(condition, inner) => self.holds(condition)?.then(|| self.value(inner))?,
            _ => self.counted(expression).filter(|number| number.is_finite()).map(Found::Number),
        }
    }

    /// What can only be a number.
    fn counted(&self, expression: &Expression) -> Option<f64> {
        match expression {
            Expression::Sum(patterns) => self.sum(patterns),
            Expression::Given(patterns) => Some(self.given(patterns) as f64),
            Expression::Alike(patterns) => self.alike(patterns),
            Expression::Entries(name) => self.entries(name).map(|entries| entries.len() as f64),
            Expression::Measure(name) => self.measures.get(name),
            Expression::Abs(inner) => self.number(inner).map(f64::abs),
            Expression::Log(inner) => logarithm(self.number(inner)?),
            Expression::Negate(inner) => self.number(inner).map(|number| -number),
            Expression::Joined(operator, left, right) => calculate(*operator, self.number(left)?, self.number(right)?),
            Expression::Time(unit, later, earlier) => time::between(*unit, &self.value(later)?, &self.value(earlier)?),
            Expression::Reduced(reducer, Numbers::Entries(repeat, inner)) => self.each(*reducer, repeat, inner),
            Expression::Reduced(reducer, Numbers::Others(inner, scope)) => self.others?.reduce(*reducer, inner, *scope),
            Expression::Share(condition, scope) => self.others?.share(condition, *scope),
            _ => None,
        }
    }

    pub(crate) fn number(&self, expression: &Expression) -> Option<f64> {
        match self.value(expression)? {
            Found::Number(number) => Some(number),
            Found::Text(_) => None,
        }
    }

    fn answer(&self, name: &str) -> Option<&'a Answer> {
        self.answers.get(name).or_else(|| self.around?.get(name))
    }

    fn before(&self) -> Option<Self> {
        self.previous.map(|answers| Self { facts: self.facts, ..Self::of(answers) })
    }

    fn elsewhere(&self, exercise: &str) -> Option<Self> {
        self.elsewhere.get(exercise).map(|answers| Self::of(answers))
    }

    fn entries(&self, repeat: &str) -> Option<&'a [Answers]> {
        match self.answers.get(repeat)?.value()? {
            Value::Repeat(entries) => Some(entries),
            _ => None,
        }
    }

    /// Each entry of a repeat, with the answers around it.
    fn scenes(&self, repeat: &str) -> Option<impl Iterator<Item = Self>> {
        let entries = self.entries(repeat)?;
        Some(entries.iter().map(|entry| Self { answers: entry, around: Some(self.answers), ..*self }))
    }

    fn any(&self, repeat: &str, holds: &dyn Fn(&Self) -> Option<bool>) -> Option<bool> {
        let mut any = Some(false); // an entry that is not known keeps it from being false, not from becoming true
        for entry in self.scenes(repeat)? {
            any = either(any, holds(&entry));
        }
        any
    }

    /// The numbers that entries give, brought to one; entries that give none are passed over.
    fn each(&self, reducer: Reducer, repeat: &str, inner: &Expression) -> Option<f64> {
        let mut numbers: Vec<f64> = self.scenes(repeat)?.filter_map(|entry| entry.number(inner)).collect();
        numbers.sort_by(f64::total_cmp);
        Ordered::all(&numbers).reduce(reducer)
    }

    /// The share of the most frequent among the answers that are given; unknown when none is.
    fn alike(&self, patterns: &[Pattern]) -> Option<f64> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for answer in self.meant(patterns).filter_map(Answer::value).filter_map(written) {
            *counts.entry(answer).or_default() += 1;
        }
        let most = counts.values().max()?;
        Some(*most as f64 / counts.values().sum::<usize>() as f64)
    }

    /// Every answer the patterns mean.
    fn meant<'s>(&'s self, patterns: &'s [Pattern]) -> impl Iterator<Item = &'s Answer> {
        patterns.iter().flat_map(move |pattern| {
            let sets: Vec<&Answers> = match &pattern.repeat {
                None => vec![self.answers],
                Some(repeat) => match self.answers.get(repeat).and_then(Answer::value) {
                    Some(Value::Repeat(entries)) => entries.iter().collect(),
                    _ => Vec::new(),
                },
            };
            sets.into_iter().flatten().filter(|(name, _)| pattern.means(name)).map(|(_, answer)| answer)
        })
    }

    /// The sum of what applies; unknown when one of them is, or when there is none.
    fn sum(&self, patterns: &[Pattern]) -> Option<f64> {
        let applies = |answer: &&Answer| **answer != Answer::absent(Missing::NotApplicable);
        let mut numbers = self.meant(patterns).filter(applies).peekable();
        numbers.peek()?;
        numbers.try_fold(0.0, |sum, answer| match found(answer.value()?)? {
            Found::Number(number) => Some(sum + number),
            Found::Text(_) => None,
        })
    }

    fn given(&self, patterns: &[Pattern]) -> usize {
        self.meant(patterns).filter(|answer| answer.value().is_some()).count()
    }
}

fn either(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    if left == Some(true) || right == Some(true) { Some(true) } else { Some(left? || right?) }
}

/// An answer to compare with others for being the same.
fn written(value: &Value) -> Option<String> {
    match (value, found(value)) {
        (Value::Choices(names), _) => {
            let mut names = names.clone();
            names.sort_unstable();
            Some(names.join(" "))
        }
        (_, Some(Found::Text(text))) => Some(text),
        (_, Some(Found::Number(number))) => Some(number.to_string()),
        (_, None) => None,
    }
}

fn found(value: &Value) -> Option<Found> {
    Some(match value {
        // Exact: counts of people stay far below 2^53.
        Value::Integer(number) => Found::Number(*number as f64),
        Value::Decimal(number) => Found::Number(*number),
        Value::Text(text) | Value::Choice(text) => Found::Text(text.clone()),
        // ISO 8601 sorts as time does.
        Value::Date(day) => Found::Text(day.to_string()),
        Value::Time(time) => Found::Text(time.to_string()),
        Value::Moment(moment) => Found::Text(moment.to_utc().to_rfc3339()),
        Value::Choices(_) | Value::Point(_) | Value::Repeat(_) => return None,
    })
}

fn compare(operator: Operator, left: &Found, right: &Found) -> Option<bool> {
    let order = match (left, right) {
        (Found::Number(left), Found::Number(right)) => left.partial_cmp(right)?,
        (Found::Text(left), Found::Text(right)) => left.cmp(right),
        _ => return None,
    };
    match operator {
        Operator::Equal => Some(order == Ordering::Equal),
        Operator::NotEqual => Some(order != Ordering::Equal),
        Operator::Less => Some(order == Ordering::Less),
        Operator::LessOrEqual => Some(order != Ordering::Greater),
        Operator::Greater => Some(order == Ordering::Greater),
        Operator::GreaterOrEqual => Some(order != Ordering::Less),
        _ => None,
    }
}

fn calculate(operator: Operator, left: f64, right: f64) -> Option<f64> {
    match operator {
        Operator::Add => Some(left + right),
        Operator::Subtract => Some(left - right),
        Operator::Multiply => Some(left * right),
        Operator::Divide => Some(left / right),
        Operator::Remainder => Some(left.rem_euclid(right)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
