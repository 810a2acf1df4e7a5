//! Functions: what each takes, and inside which others it may not stand.

use super::{ExpressionProblem, Parser};
use crate::expression::{Expression, Kind, Numbers, Operator, Reducer, Scope, TimeUnit, token::Token};

/// All there are.
pub(in crate::expression) const FUNCTIONS: [&str; 25] = [
    "abs",
    "alike",
    "any",
    "count",
    "days",
    "each",
    "elsewhere",
    "entries",
    "every",
    "fact",
    "given",
    "highest",
    "log",
    "lowest",
    "mad",
    "measure",
    "median",
    "minutes",
    "mod",
    "others",
    "present",
    "previous",
    "share",
    "sum",
    "when",
];

/// What could never be answered inside of a function: another record brings only its own answers and measures, an entry of a
/// repeat only what was asked in it.
const NOT_INSIDE: [(&str, &[&str]); 7] = [
    ("others", &["previous", "elsewhere", "others", "share", "fact"]),
    ("share", &["previous", "elsewhere", "others", "share", "fact"]),
    ("previous", &["elsewhere", "others", "share", "measure"]),
    ("elsewhere", &["previous", "elsewhere", "others", "share", "measure", "fact"]),
    ("any", OF_A_RECORD),
    ("every", OF_A_RECORD),
    ("each", OF_A_RECORD),
];

const OF_A_RECORD: &[&str] =
    &["previous", "elsewhere", "others", "share", "sum", "given", "alike", "entries", "any", "every", "each"];

impl Parser {
    pub(super) fn call(&mut self, function: &str, at: usize) -> Result<Expression, ExpressionProblem> {
        let unknown = || ExpressionProblem::Function { at, name: function.to_owned() };
        let known = FUNCTIONS.into_iter().find(|known| *known == function).ok_or_else(unknown)?;
        self.may_stand(known, at)?;
        self.next += 1;
        self.around.push(known);
        let call = self.inside(known, at)?;
        self.around.pop();
        self.sign(")")?;
        Ok(call)
    }

    fn inside(&mut self, function: &str, at: usize) -> Result<Expression, ExpressionProblem> {
        if let Some(reducer) = Reducer::named(function) {
            return Ok(Expression::Reduced(reducer, self.numbers()?));
        }
        Ok(match function {
            "abs" => Expression::Abs(self.of_kind(Kind::Number)?),
            "log" => Expression::Log(self.of_kind(Kind::Number)?),
            "previous" => Expression::Previous(Box::new(self.joined(0)?)),
            "present" => Expression::Present(self.name()?),
            "entries" => Expression::Entries(self.name()?),
            "fact" => Expression::Fact(self.name()?),
            "measure" => Expression::Measure(self.name()?),
            "sum" => Expression::Sum(self.patterns()?),
            "given" => Expression::Given(self.patterns()?),
            "alike" => Expression::Alike(self.patterns()?),
            "mod" => {
                let number = self.of_kind(Kind::Number)?;
                self.sign(",")?;
                Expression::Joined(Operator::Remainder, number, self.of_kind(Kind::Number)?)
            }
            "minutes" => self.time(TimeUnit::Minutes)?,
            "days" => self.time(TimeUnit::Days)?,
            "when" => {
                let condition = self.of_kind(Kind::Truth)?;
                self.sign(",")?;
                Expression::When(condition, Box::new(self.joined(0)?))
            }
            "elsewhere" => {
                let exercise = self.name()?;
                self.sign(",")?;
                Expression::Elsewhere(exercise, Box::new(self.joined(0)?))
            }
            "any" | "every" => {
                let repeat = self.name()?;
                self.sign(",")?;
                let condition = self.of_kind(Kind::Truth)?;
                if function == "any" {
                    Expression::Any(repeat, condition)
                } else {
                    Expression::Every(repeat, condition)
                }
            }
            "share" => {
                let condition = self.of_kind(Kind::Truth)?;
                self.sign(",")?;
                Expression::Share(condition, self.scope()?)
            }
            _ => {
                let wanted = "'each' or 'others' inside of count, median, mad, lowest or highest";
                return Err(ExpressionProblem::Unexpected { at, wanted, found: format!("'{function}' alone") });
            }
        })
    }

    /// `each(repeat, number)` or `others(number, scope)`.
    fn numbers(&mut self) -> Result<Numbers, ExpressionProblem> {
        let at = self.at();
        let source = match self.peek() {
            Some(Token::Name(name)) if name == "each" => "each",
            Some(Token::Name(name)) if name == "others" => "others",
            _ => return Err(self.unexpected("each(…) or others(…)")),
        };
        self.may_stand(source, at)?;
        self.next += 1;
        self.sign("(")?;
        self.around.push(source);
        let numbers = if source == "each" {
            let repeat = self.name()?;
            self.sign(",")?;
            Numbers::Entries(repeat, self.of_kind(Kind::Number)?)
        } else {
            let number = self.of_kind(Kind::Number)?;
            self.sign(",")?;
            Numbers::Others(number, self.scope()?)
        };
        self.around.pop();
        self.sign(")")?;
        Ok(numbers)
    }

    fn time(&mut self, unit: TimeUnit) -> Result<Expression, ExpressionProblem> {
        let later = self.point_in_time()?;
        self.sign(",")?;
        Ok(Expression::Time(unit, later, self.point_in_time()?))
    }

    fn point_in_time(&mut self) -> Result<Box<Expression>, ExpressionProblem> {
        let part = self.of_kind(Kind::Asked)?;
        match part.kind() {
            Kind::Number => {
                Err(ExpressionProblem::Kind { at: self.at(), wanted: "a date or a moment", found: "a number" })
            }
            _ => Ok(part),
        }
    }

    fn scope(&mut self) -> Result<Scope, ExpressionProblem> {
        let at = self.at();
        let name = self.name()?;
        Scope::named(&name).ok_or(ExpressionProblem::Scope { at, name })
    }

    fn of_kind(&mut self, kind: Kind) -> Result<Box<Expression>, ExpressionProblem> {
        let part = self.joined(0)?;
        self.needs(&part, kind)?;
        Ok(Box::new(part))
    }

    fn may_stand(&self, function: &str, at: usize) -> Result<(), ExpressionProblem> {
        let forbids =
            |outer: &&&str| NOT_INSIDE.iter().any(|(name, inner)| name == *outer && inner.contains(&function));
        match self.around.iter().find(forbids) {
            Some(outer) => Err(ExpressionProblem::NotInside { at, inner: function.to_owned(), outer }),
            None => Ok(()),
        }
    }
}
