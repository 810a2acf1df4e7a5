//! What an expression gives for one record.

use super::{Expression, Operator, Pattern};
use indexmap::IndexMap;
use std::{cmp::Ordering, collections::BTreeSet};
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
    /// The answers of the same place in the round before.
    pub previous: Option<&'a Answers>,
    /// What the caller found to be so.
    pub facts: &'a BTreeSet<String>,
}

impl Scene<'_> {
    /// Whether a condition holds; `None` when that is unknown.
    pub fn holds(&self, condition: &Expression) -> Option<bool> {
        match condition {
            Expression::Joined(Operator::And, left, right) => {
                let (left, right) = (self.holds(left), self.holds(right));
                if left == Some(false) || right == Some(false) { Some(false) } else { Some(left? && right?) }
            }
            Expression::Joined(Operator::Or, left, right) => {
                let (left, right) = (self.holds(left), self.holds(right));
                if left == Some(true) || right == Some(true) { Some(true) } else { Some(left? || right?) }
            }
            Expression::Joined(operator, left, right) => compare(*operator, &self.value(left)?, &self.value(right)?),
            Expression::Not(inner) => self.holds(inner).map(|holds| !holds),
            Expression::Present(name) => Some(self.answers.get(name).and_then(Answer::value).is_some()),
            Expression::Fact(name) => Some(self.facts.contains(name)),
            Expression::Previous(inner) => self.before()?.holds(inner),
            _ => None,
        }
    }

    /// The value of an expression that is not a condition; `None` when it is unknown.
    pub fn value(&self, expression: &Expression) -> Option<Found> {
        match expression {
            Expression::Number(number) => Some(Found::Number(*number)),
            Expression::Text(text) => Some(Found::Text(text.clone())),
            Expression::Answer(name) => found(self.answers.get(name)?.value()?),
            Expression::Sum(patterns) => self.sum(patterns).map(Found::Number),
            Expression::Given(patterns) => Some(Found::Number(self.given(patterns) as f64)),
            Expression::Entries(name) => match self.answers.get(name)?.value()? {
                Value::Repeat(entries) => Some(Found::Number(entries.len() as f64)),
                _ => None,
            },
            Expression::Previous(inner) => self.before()?.value(inner),
            Expression::Abs(inner) => self.number(inner).map(|number| Found::Number(number.abs())),
            Expression::Negate(inner) => self.number(inner).map(|number| Found::Number(-number)),
            Expression::Joined(operator, left, right) => {
                let number = calculate(*operator, self.number(left)?, self.number(right)?)?;
                number.is_finite().then_some(Found::Number(number))
            }
            Expression::Not(_) | Expression::Present(_) | Expression::Fact(_) => None,
        }
    }

    fn number(&self, expression: &Expression) -> Option<f64> {
        match self.value(expression)? {
            Found::Number(number) => Some(number),
            Found::Text(_) => None,
        }
    }

    fn before(&self) -> Option<Scene<'_>> {
        self.previous.map(|answers| Scene { answers, previous: None, facts: self.facts })
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
        _ => None,
    }
}

#[cfg(test)]
mod tests;
