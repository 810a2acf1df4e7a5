//! From tree to text, with brackets only where they are needed. What is printed parses into the same tree.

use super::ast::{Expr, Operator, Start, Step};
use std::fmt::{self, Display, Formatter};

impl Operator {
    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "div",
            Self::Modulo => "mod",
            Self::Union => "|",
        }
    }

    /// Whether it compares.
    pub const fn is_comparison(self) -> bool {
        matches!(
            self,
            Self::Equal | Self::NotEqual | Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual
        )
    }

    /// Whether it makes a number out of numbers.
    pub const fn is_arithmetic(self) -> bool {
        matches!(self, Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Modulo)
    }
}

impl Display for Expr {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => f.write_str(number),
            Self::Literal(text, _) => {
                let quote = if text.contains('\'') { '"' } else { '\'' };
                write!(f, "{quote}{text}{quote}")
            }
            Self::Reference(reference) => {
                write!(f, "${{{}{}}}", if reference.last_saved { "last-saved#" } else { "" }, reference.name)
            }
            Self::Call { name, arguments, .. } => {
                write!(f, "{name}(")?;
                for (position, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if position > 0 { ", " } else { "" })?;
                }
                f.write_str(")")
            }
            Self::Path { start, steps } => path(start, steps, f),
            Self::Binary { operator, left, right } => {
                operand(left, operator.precedence(), f)?;
                write!(f, " {} ", operator.as_str())?;
                // Operators group to the left.
                operand(right, operator.precedence() + 1, f)
            }
            Self::Negate(inner) => {
                f.write_str("-")?;
                if matches!(**inner, Self::Binary { .. } | Self::Negate(_)) {
                    write!(f, "({inner})")
                } else {
                    write!(f, "{inner}")
                }
            }
        }
    }
}

fn operand(side: &Expr, least: u8, f: &mut Formatter<'_>) -> fmt::Result {
    match side {
        Expr::Binary { operator, .. } if operator.precedence() < least => write!(f, "({side})"),
        _ => write!(f, "{side}"),
    }
}

fn path(start: &Start, steps: &[Step], f: &mut Formatter<'_>) -> fmt::Result {
    match start {
        // A bare `/` would take a star or a word behind it for its first step.
        Start::Root if steps.is_empty() => return f.write_str("(/)"),
        Start::Root | Start::Here => {}
        Start::From(from, predicates) => {
            match **from {
                Expr::Number(_) | Expr::Literal(..) | Expr::Reference(_) | Expr::Call { .. } => write!(f, "{from}")?,
                _ => write!(f, "({from})")?,
            }
            conditions(predicates, f)?;
        }
    }
    let mut slash = !matches!(start, Start::Here);
    for step in steps {
        if step.test.is_empty() {
            f.write_str("//")?;
        } else {
            write!(f, "{}{}", if slash { "/" } else { "" }, step.test)?;
            conditions(&step.predicates, f)?;
        }
        slash = !step.test.is_empty();
    }
    Ok(())
}

fn conditions(predicates: &[Expr], f: &mut Formatter<'_>) -> fmt::Result {
    predicates.iter().try_for_each(|predicate| write!(f, "[{predicate}]"))
}

#[cfg(test)]
mod tests {
    use crate::xpath::parse;

    #[test]
    fn brackets_stand_where_they_are_needed() {
        for (written, printed) in [
            ("((1+2))*3", "(1 + 2) * 3"),
            ("8-(4-2)", "8 - (4 - 2)"),
            ("(8-4)-2", "8 - 4 - 2"),
            ("-(1+2) - -3", "-(1 + 2) - -3"),
            ("-(-1)", "-(-1)"),
            ("//a/b//@c[.>1][2]", "//a/b//@c[. > 1][2]"),
            ("(a|b)[1]/c", "(a | b)[1]/c"),
            ("(/)*2", "(/) * 2"),
            ("concat( \"it's\",'x',${last-saved#q} )", "concat(\"it's\", 'x', ${last-saved#q})"),
            ("ancestor::r/text()", "ancestor::r/text()"),
            (
                "instance('l')/root/item[name=current()/../a]/label",
                "instance('l')/root/item[name = current()/../a]/label",
            ),
        ] {
            let tree = parse(written).unwrap();
            assert_eq!(tree.to_string(), printed);
            assert_eq!(parse(printed).unwrap().to_string(), printed);
        }
    }
}
