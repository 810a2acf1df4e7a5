//! The language of a check's condition.
//!
//! | written | means |
//! |---|---|
//! | `idp_households` | the answer to that question |
//! | `12`, `0.5`, `'accessible'` | a number, a text or a choice's name; dates are texts such as `'2026-03-14'` |
//! | `+ - * /`, `abs(x)` | arithmetic |
//! | `== != < <= > >=` | comparison of two numbers, two texts or two dates |
//! | `and`, `or`, `not` | of conditions |
//! | `sum(idp_female_*, idp_male_*)` | sum over all questions whose names start so |
//! | `sum(new_displacement.new_individuals)` | sum over the entries of a repeat |
//! | `given(idp_female_*)` | how many of these questions have an answer |
//! | `entries(departure)` | how many entries a repeat has |
//! | `present(ki_name)` | whether there is an answer |
//! | `previous(idp_individuals)` | the same, in the record of the same place in the round before |
//! | `fact(outside_area)` | whether the server found that to be so: one of [`FACTS`] |
//!
//! Unknown is not zero: what is computed from an absent answer, or from one of another kind, is itself unknown, and a check
//! whose condition is unknown raises nothing. A question that does not apply adds nothing to a `sum`; any other absent
//! answer makes the sum unknown. `not`, `and`, `or` follow Kleene: `false and unknown` is false, `true or unknown` is true.

mod evaluate;
mod parse;
mod token;

pub use evaluate::{Answers, Found, Scene};
pub use parse::{ExpressionProblem, parse, patterns};

/// What a server looks at beside the answers, for `fact(…)`.
pub const FACTS: [(&str, &str); 2] = [
    ("outside_area", "the position lies outside the area that was chosen"),
    ("outside_round", "the reporting date lies outside the days of the round"),
];

/// Questions meant by a name, by a beginning (`idp_female_*`), or by either inside a repeat (`departure.departed_*`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The repeat the question is in.
    pub repeat: Option<String>,
    /// The name, or how it begins.
    pub name: String,
    /// Whether `name` is a beginning.
    pub open: bool,
}

impl Pattern {
    /// The question of that name.
    fn named(name: &str) -> Self {
        Self { repeat: None, name: name.to_owned(), open: false }
    }

    /// Whether the pattern means the question of that name.
    pub fn means(&self, question: &str) -> bool {
        if self.open { question.starts_with(&self.name) } else { question == self.name }
    }
}

/// What joins two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Either.
    Or,
    /// Both.
    And,
    /// The same.
    Equal,
    /// Not the same.
    NotEqual,
    /// Smaller, or earlier.
    Less,
    /// Not larger.
    LessOrEqual,
    /// Larger, or later.
    Greater,
    /// Not smaller.
    GreaterOrEqual,
    /// Sum.
    Add,
    /// Difference.
    Subtract,
    /// Product.
    Multiply,
    /// Quotient.
    Divide,
}

/// A condition or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A number.
    Number(f64),
    /// A text, a choice or a date.
    Text(String),
    /// The answer to a question.
    Answer(String),
    /// Sum over questions.
    Sum(Vec<Pattern>),
    /// How many questions have an answer.
    Given(Vec<Pattern>),
    /// How many entries a repeat has.
    Entries(String),
    /// Whether a question has an answer.
    Present(String),
    /// Something in the round before.
    Previous(Box<Expression>),
    /// Whether the caller found something to be so.
    Fact(String),
    /// The number without its sign.
    Abs(Box<Expression>),
    /// The number with the other sign.
    Negate(Box<Expression>),
    /// The contrary.
    Not(Box<Expression>),
    /// Two joined.
    Joined(Operator, Box<Expression>, Box<Expression>),
}

/// What kind of thing an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number.
    Number,
    /// A text, a choice or a date.
    Text,
    /// Yes, no or unknown.
    Truth,
    /// Whatever the question asks for; the form says which.
    Asked,
}

impl Expression {
    /// What it gives.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Answer(_) => Kind::Asked,
            Self::Previous(inner) => inner.kind(),
            Self::Present(_) | Self::Fact(_) | Self::Not(_) => Kind::Truth,
            Self::Joined(operator, ..) => operator.gives(),
            Self::Number(_) | Self::Sum(_) | Self::Given(_) | Self::Entries(_) | Self::Abs(_) | Self::Negate(_) => {
                Kind::Number
            }
        }
    }

    /// Calls `visit` with every fact it asks for.
    pub fn facts(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Self::Fact(name) => visit(name),
            Self::Previous(inner) | Self::Not(inner) | Self::Abs(inner) | Self::Negate(inner) => inner.facts(visit),
            Self::Joined(_, left, right) => {
                left.facts(visit);
                right.facts(visit);
            }
            _ => {}
        }
    }

    /// Calls `visit` with every question it reads, and whether it must be a number.
    pub fn questions(&self, visit: &mut dyn FnMut(&Pattern, bool)) {
        self.visit_questions(false, visit);
    }

    fn visit_questions(&self, numeric: bool, visit: &mut dyn FnMut(&Pattern, bool)) {
        match self {
            Self::Answer(name) => visit(&Pattern::named(name), numeric),
            Self::Present(name) | Self::Entries(name) => visit(&Pattern::named(name), false),
            Self::Sum(patterns) => patterns.iter().for_each(|pattern| visit(pattern, true)),
            Self::Given(patterns) => patterns.iter().for_each(|pattern| visit(pattern, false)),
            Self::Previous(inner) => inner.visit_questions(numeric, visit),
            Self::Not(inner) => inner.visit_questions(false, visit),
            Self::Abs(inner) | Self::Negate(inner) => inner.visit_questions(true, visit),
            Self::Joined(operator, left, right) => {
                let counted = operator.takes() == Kind::Number;
                left.visit_questions(counted || right.kind() == Kind::Number, visit);
                right.visit_questions(counted || left.kind() == Kind::Number, visit);
            }
            Self::Number(_) | Self::Text(_) | Self::Fact(_) => {}
        }
    }
}

impl Operator {
    /// What it gives.
    pub fn gives(self) -> Kind {
        match self {
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide => Kind::Number,
            _ => Kind::Truth,
        }
    }

    /// What it needs on both sides; `Asked` for comparisons, which take any two of one kind but truths.
    pub fn takes(self) -> Kind {
        match self {
            Self::And | Self::Or => Kind::Truth,
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide => Kind::Number,
            _ => Kind::Asked,
        }
    }
}
