//! What a filter says.

use super::Function;
use chrono::{DateTime, FixedOffset, NaiveDate};

/// An expression and where it stands. Two are equal if they say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct Expression {
    /// Characters before it.
    pub at: usize,
    /// What it says.
    pub node: Node,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

/// What an expression says.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A value.
    Literal(Literal),
    /// A column: `water`, `house/rooms`, `__system/submissionDate`.
    Path(String),
    /// `not …`
    Not(Box<Expression>),
    /// `-…`
    Negate(Box<Expression>),
    /// `… and …`, two or more.
    And(Vec<Expression>),
    /// `… or …`, two or more.
    Or(Vec<Expression>),
    /// `… eq …`
    Compare(Comparison, Box<Expression>, Box<Expression>),
    /// `… in (…, …)`
    In(Box<Expression>, Vec<Expression>),
    /// `… add …`
    Arithmetic(Arithmetic, Box<Expression>, Box<Expression>),
    /// `contains(…, …)`
    Call(Function, Vec<Expression>),
}

/// A value as written.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `null`
    Null,
    /// `true`
    Boolean(bool),
    /// `12`
    Integer(i64),
    /// `1.5`; finite.
    Decimal(f64),
    /// `'text'`; also what is written for an enumeration, `Some.Type'approved'`.
    Text(String),
    /// `2026-03-14`
    Date(NaiveDate),
    /// `2026-03-14T10:11:12Z`
    Moment(DateTime<FixedOffset>),
    /// `01234567-89ab-cdef-0123-456789abcdef`
    Guid(String),
}

/// An operator that compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    pub(super) const ALL: [Self; 6] =
        [Self::Equal, Self::NotEqual, Self::Less, Self::LessOrEqual, Self::Greater, Self::GreaterOrEqual];

    /// Its word in OData.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Equal => "eq",
            Self::NotEqual => "ne",
            Self::Less => "lt",
            Self::LessOrEqual => "le",
            Self::Greater => "gt",
            Self::GreaterOrEqual => "ge",
        }
    }

    /// The operator for the two sides exchanged.
    pub const fn turned(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::NotEqual => Self::NotEqual,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }
}

/// An operator that computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Arithmetic {
    pub(super) const ALL: [Self; 5] = [Self::Add, Self::Subtract, Self::Multiply, Self::Divide, Self::Remainder];

    /// Its word in OData.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Subtract => "sub",
            Self::Multiply => "mul",
            Self::Divide => "div",
            Self::Remainder => "mod",
        }
    }
}
