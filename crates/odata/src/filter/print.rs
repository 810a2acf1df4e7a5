//! An expression as text, which reads as the same expression.

use super::{Expression, Literal, Node};
use chrono::SecondsFormat;
use std::fmt::{Display, Formatter, Result};

impl Display for Expression {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.node {
            Node::Literal(literal) => literal.fmt(f),
            Node::Path(path) => f.write_str(path),
            Node::Not(inner) => write!(f, "not ({inner})"),
            Node::Negate(inner) => write!(f, "-({inner})"),
            Node::And(parts) => joined(parts, " and ", f),
            Node::Or(parts) => joined(parts, " or ", f),
            Node::Compare(operator, left, right) => binary(left, operator.word(), right, f),
            Node::Arithmetic(operator, left, right) => binary(left, operator.word(), right, f),
            Node::In(left, members) => {
                operand(left, f)?;
                f.write_str(" in (")?;
                joined(members, ", ", f)?;
                f.write_str(")")
            }
            Node::Call(function, arguments) => {
                write!(f, "{}(", function.name())?;
                joined(arguments, ", ", f)?;
                f.write_str(")")
            }
        }
    }
}

fn binary(left: &Expression, word: &str, right: &Expression, f: &mut Formatter<'_>) -> Result {
    operand(left, f)?;
    write!(f, " {word} ")?;
    operand(right, f)
}

fn joined(parts: &[Expression], between: &str, f: &mut Formatter<'_>) -> Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(between)?;
        }
        operand(part, f)?;
    }
    Ok(())
}

/// In parentheses wherever that could matter.
fn operand(expression: &Expression, f: &mut Formatter<'_>) -> Result {
    match expression.node {
        Node::Literal(_) | Node::Path(_) | Node::Call(..) => expression.fmt(f),
        _ => write!(f, "({expression})"),
    }
}

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Integer(number) => write!(f, "{number}"),
            // With a point or exponent, so that it is not read as a whole number.
            Self::Decimal(number) => write!(f, "{number:?}"),
            Self::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Self::Date(date) => write!(f, "{date}"),
            Self::Moment(moment) => f.write_str(&moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            Self::Guid(guid) => f.write_str(guid),
        }
    }
}
