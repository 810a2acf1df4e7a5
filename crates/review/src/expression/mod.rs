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
//! | `elsewhere(baseline_subarea, idp_individuals)` | the same, in the newest record of the same place in another exercise |
//! | `fact(outside_area)` | whether the server found that to be so: one of [`FACTS`] |
//! | `measure(moved_m)` | a number that the server worked out: one of [`MEASURES`] |
//! | `mod(x, 10)`, `log(x)` | the remainder of a division, never negative; the natural logarithm |
//! | `minutes(end, start)`, `days(a, b)` | from the second moment to the first; from the second date to the first |
//! | `alike(severity_*)` | the share of the answers given to these questions that are the most frequent one |
//! | `when(condition, x)` | `x` where the condition surely holds, unknown otherwise |
//! | `any(departure, departed_individuals > 9)`, `every(…)` | of the entries of a repeat |
//! | `median(each(informants, ki_individuals))` | over the entries of a repeat; also `mad`, `lowest`, `highest`, `count` |
//! | `median(others(idp_individuals, province))` | over the other records of the round: of one of [`Scope`] |
//! | `share(x == 0, enumerator)` | of the other records in that scope for which it is known, those where it holds: 0 to 1 |
//!
//! `docs/checks.md` has the whole with examples.
//!
//! Unknown is not zero: what is computed from an absent answer, or from one of another kind, is itself unknown, and a check
//! whose condition is unknown raises nothing. A question that does not apply adds nothing to a `sum`; any other absent
//! answer makes the sum unknown. `not`, `and`, `or` follow Kleene: `false and unknown` is false, `true or unknown` is true.

mod evaluate;
mod known;
mod numbers;
mod parse;
mod token;

pub use evaluate::{Answers, Found, Scene};
pub use known::{FACTS, Fact, MEASURES, Measure, Scope, fact_named, measure_named};
pub(crate) use numbers::Ordered;
pub use numbers::Reducer;
pub use parse::{ExpressionProblem, parse, patterns};

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
    /// What is left of a division; never negative.
    Remainder,
}

/// What the time between two answers is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// Between two moments.
    Minutes,
    /// Between two dates.
    Days,
}

/// Where several numbers come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Numbers {
    /// The entries of a repeat, each asked for a number.
    Entries(String, Box<Expression>),
    /// The other records of the round, each asked for a number.
    Others(Box<Expression>, Scope),
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
    /// A number the caller worked out.
    Measure(String),
    /// Something in the newest record of the same place in another exercise.
    Elsewhere(String, Box<Expression>),
    /// The share of the most frequent answer.
    Alike(Vec<Pattern>),
    /// The time from the second to the first.
    Time(TimeUnit, Box<Expression>, Box<Expression>),
    /// The second, where the first surely holds.
    When(Box<Expression>, Box<Expression>),
    /// Whether something holds for an entry of a repeat.
    Any(String, Box<Expression>),
    /// Whether something holds for all entries of a repeat.
    Every(String, Box<Expression>),
    /// Several numbers brought to one.
    Reduced(Reducer, Numbers),
    /// The share of other records of the round where something holds.
    Share(Box<Expression>, Scope),
    /// The number without its sign.
    Abs(Box<Expression>),
    /// The natural logarithm.
    Log(Box<Expression>),
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

/// What an answer must be for an expression to make sense of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Whatever it is.
    Anything,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A moment.
    Moment,
    /// Entries.
    Repeat,
}

/// A question that an expression reads.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'e> {
    /// The exercise whose form asks it; none for that of the record itself.
    pub exercise: Option<&'e str>,
    /// The repeat in whose entries it is looked for first, before it is looked for around them.
    pub repeat: Option<&'e str>,
    /// The question, or several.
    pub pattern: &'e Pattern,
    /// What it must hold.
    pub wanted: Wanted,
}

impl Expression {
    /// What it gives.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Text(_) => Kind::Text,
            Self::Answer(_) => Kind::Asked,
            Self::Previous(inner) | Self::Elsewhere(_, inner) | Self::When(_, inner) => inner.kind(),
            Self::Present(_) | Self::Fact(_) | Self::Not(_) | Self::Any(..) | Self::Every(..) => Kind::Truth,
            Self::Joined(operator, ..) => operator.gives(),
            Self::Number(_)
            | Self::Sum(_)
            | Self::Given(_)
            | Self::Entries(_)
            | Self::Measure(_)
            | Self::Alike(_)
            | Self::Time(..)
            | Self::Reduced(..)
            | Self::Share(..)
            | Self::Log(_)
            | Self::Abs(_)
            | Self::Negate(_) => Kind::Number,
        }
    }

    /// Calls `visit` with the expression and every part of it.
    pub fn walk<'e>(&'e self, visit: &mut dyn FnMut(&'e Self)) {
        visit(self);
        match self {
            Self::Previous(inner)
            | Self::Elsewhere(_, inner)
            | Self::Any(_, inner)
            | Self::Every(_, inner)
            | Self::Reduced(_, Numbers::Entries(_, inner) | Numbers::Others(inner, _))
            | Self::Share(inner, _)
            | Self::Not(inner)
            | Self::Abs(inner)
            | Self::Log(inner)
            | Self::Negate(inner) => inner.walk(visit),
            Self::Joined(_, left, right) | Self::Time(_, left, right) | Self::When(left, right) => {
                left.walk(visit);
                right.walk(visit);
            }
            Self::Number(_)
            | Self::Text(_)
            | Self::Answer(_)
            | Self::Sum(_)
            | Self::Given(_)
            | Self::Entries(_)
            | Self::Present(_)
            | Self::Fact(_)
            | Self::Measure(_)
            | Self::Alike(_) => {}
        }
    }

    /// Whether what it gives can change when other records of the round do.
    pub fn looks_at_others(&self) -> bool {
        let mut looks = false;
        self.walk(&mut |part| {
            looks |= match part {
                Self::Share(..) | Self::Reduced(_, Numbers::Others(..)) => true,
                Self::Fact(name) => fact_named(name).is_some_and(|fact| fact.looks_at_others),
                Self::Measure(name) => measure_named(name).is_some_and(|measure| measure.looks_at_others),
                _ => false,
            }
        });
        looks
    }

    /// Calls `visit` with every question it reads.
    pub fn questions(&self, visit: &mut dyn FnMut(&Asked<'_>)) {
        self.visit_questions(Wanted::Anything, (None, None), visit);
    }

    fn visit_questions<'e>(
        &'e self,
        wanted: Wanted,
        (exercise, repeat): (Option<&'e str>, Option<&'e str>),
        visit: &mut dyn FnMut(&Asked<'_>),
    ) {
        let here = (exercise, repeat);
        let mut ask = |pattern: &Pattern, wanted| visit(&Asked { exercise, repeat, pattern, wanted });
        match self {
            Self::Answer(name) => ask(&Pattern::named(name), wanted),
            Self::Present(name) => ask(&Pattern::named(name), Wanted::Anything),
            Self::Entries(name) => ask(&Pattern::named(name), Wanted::Repeat),
            Self::Sum(patterns) => patterns.iter().for_each(|pattern| ask(pattern, Wanted::Number)),
            Self::Given(patterns) | Self::Alike(patterns) => {
                patterns.iter().for_each(|pattern| ask(pattern, Wanted::Anything));
            }
            Self::Previous(inner) => inner.visit_questions(wanted, here, visit),
            Self::Elsewhere(exercise, inner) => inner.visit_questions(wanted, (Some(exercise), None), visit),
            Self::Not(inner) | Self::Share(inner, _) => inner.visit_questions(Wanted::Anything, here, visit),
            Self::Abs(inner) | Self::Log(inner) | Self::Negate(inner) => {
                inner.visit_questions(Wanted::Number, here, visit);
            }
            Self::Any(name, inner) | Self::Every(name, inner) => {
                ask(&Pattern::named(name), Wanted::Repeat);
                inner.visit_questions(Wanted::Anything, (exercise, Some(name)), visit);
            }
            Self::Reduced(_, Numbers::Entries(name, inner)) => {
                ask(&Pattern::named(name), Wanted::Repeat);
                inner.visit_questions(Wanted::Number, (exercise, Some(name)), visit);
            }
            Self::Reduced(_, Numbers::Others(inner, _)) => inner.visit_questions(Wanted::Number, here, visit),
            Self::When(condition, inner) => {
                condition.visit_questions(Wanted::Anything, here, visit);
                inner.visit_questions(wanted, here, visit);
            }
            Self::Time(unit, left, right) => {
                let wanted = if *unit == TimeUnit::Days { Wanted::Date } else { Wanted::Moment };
                left.visit_questions(wanted, here, visit);
                right.visit_questions(wanted, here, visit);
            }
            Self::Joined(operator, left, right) => {
                let counted = |other: &Self| operator.takes() == Kind::Number || other.kind() == Kind::Number;
                let wanted = |other: &Self| if counted(other) { Wanted::Number } else { Wanted::Anything };
                left.visit_questions(wanted(right), here, visit);
                right.visit_questions(wanted(left), here, visit);
            }
            Self::Number(_) | Self::Text(_) | Self::Fact(_) | Self::Measure(_) => {}
        }
    }
}

impl Operator {
    /// What it gives.
    pub fn gives(self) -> Kind {
        match self {
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Remainder => Kind::Number,
            _ => Kind::Truth,
        }
    }

    /// What it needs on both sides; `Asked` for comparisons, which take any two of one kind but truths.
    pub fn takes(self) -> Kind {
        match self {
            Self::And | Self::Or => Kind::Truth,
            Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Remainder => Kind::Number,
            _ => Kind::Asked,
        }
    }
}
