//! The tree of an expression.

use std::ops::Range;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A number, as written.
    Number(String),
    /// A text between quotes, and where it stands with its quotes.
    Literal(String, Range<usize>),
    /// `${name}`.
    Reference(Reference),
    /// A function with its arguments.
    Call {
        /// The function's name, with its prefix.
        name: String,
        /// What stands between the brackets.
        arguments: Vec<Expr>,
        /// Where the name begins, in bytes.
        at: usize,
    },
    /// A path.
    Path {
        /// What it starts from.
        start: Start,
        /// Its steps.
        steps: Vec<Step>,
    },
    /// Two expressions with an operator between them.
    Binary {
        /// The operator.
        operator: Operator,
        /// Left of it.
        left: Box<Expr>,
        /// Right of it.
        right: Box<Expr>,
    },
    /// Minus something.
    Negate(Box<Expr>),
}

/// What a path starts from.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// `/…`
    Root,
    /// The node at hand.
    Here,
    /// An expression that gives nodes, such as `instance('list')`, with conditions on them.
    From(Box<Expr>, Vec<Expr>),
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// `name`, `*`, `.`, `..`, `@name`, `ancestor::name`, `node()`; empty between two slashes.
    pub test: String,
    /// Conditions between square brackets.
    pub predicates: Vec<Expr>,
}

/// A reference to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The question's name.
    pub name: String,
    /// Whether the last saved submission is meant: `${last-saved#name}`.
    pub last_saved: bool,
    /// Where it stands, in bytes, from `$` to behind `}`.
    pub at: Range<usize>,
}

/// A binary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Union,
}

impl Operator {
    /// How tightly it binds.
    pub const fn precedence(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Equal | Self::NotEqual => 3,
            Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual => 4,
            Self::Add | Self::Subtract => 5,
            Self::Multiply | Self::Divide | Self::Modulo => 6,
            Self::Union => 7,
        }
    }
}

impl Expr {
    /// Calls `visit` with every expression in it, outer before inner.
    pub fn visit<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        self.children(&mut |child| child.visit(visit));
    }

    /// Calls `each` with the expressions directly in it.
    pub fn children<'a>(&'a self, each: &mut dyn FnMut(&'a Self)) {
        match self {
            Self::Number(_) | Self::Literal(..) | Self::Reference(_) => {}
            Self::Call { arguments, .. } => arguments.iter().for_each(each),
            Self::Path { start, steps } => {
                if let Start::From(from, predicates) = start {
                    each(from);
                    predicates.iter().for_each(&mut *each);
                }
                steps.iter().flat_map(|step| &step.predicates).for_each(each);
            }
            Self::Binary { left, right, .. } => {
                each(left);
                each(right);
            }
            Self::Negate(inner) => each(inner),
        }
    }
}
