//! What expressions give, and what functions want: types over the tree of an expression.
//!
//! XPath converts almost everything into everything, so that little is surely wrong: nodes cannot be made out of a
//! value. What an expression gives is known only where it is the same for every answer; all else is [`Type::Any`].

use super::{
    ast::{Expr, Operator, Start},
    functions::function,
};

/// What an expression gives, or a function wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Type {
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A date, with its time or without.
    Date,
    /// Nodes of the form or of a list: what a reference or a path finds.
    Nodes,
    /// Whatever comes.
    Any,
}

impl Type {
    /// Whether something of this type can never be nodes.
    pub const fn is_value(self) -> bool {
        matches!(self, Self::Text | Self::Number | Self::Boolean | Self::Date)
    }
}

/// What is surely wrong in an expression, whatever the answers are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Misuse<'a> {
    /// A function that counts, adds up or places nodes is given a value.
    NodesNeeded {
        /// The function, or `|`.
        function: &'a str,
        /// What it is given.
        given: &'a Expr,
    },
    /// A path or a condition follows a value.
    PathOnValue(&'a Expr),
    /// A text that is no number where one is needed: the result is never a number.
    NotANumber {
        /// The function or operator that needs it.
        needed_by: &'a str,
        /// The text.
        given: &'a str,
    },
}

/// The type of what an expression gives.
///
/// ```
/// use forms::xpath::{Type, gives, parse};
/// assert_eq!(gives(&parse("count(${child}) + 1")?), Type::Number);
/// assert_eq!(gives(&parse("${age}")?), Type::Nodes);
/// assert_eq!(gives(&parse("coalesce(${age}, 0)")?), Type::Any);
/// # Ok::<(), forms::xpath::XPathError>(())
/// ```
pub fn gives(expression: &Expr) -> Type {
    match expression {
        Expr::Number(_) | Expr::Negate(_) => Type::Number,
        Expr::Literal(..) => Type::Text,
        Expr::Reference(_) | Expr::Path { .. } => Type::Nodes,
        Expr::Call { name, .. } => function(name).map_or(Type::Any, |known| known.gives),
        Expr::Binary { operator, .. } => match operator {
            Operator::Union => Type::Nodes,
            operator if operator.is_arithmetic() => Type::Number,
            _ => Type::Boolean,
        },
    }
}

/// Everything that is surely wrong in an expression, outer before inner.
pub fn misuses(expression: &Expr) -> Vec<Misuse<'_>> {
    let mut found = Vec::new();
    expression.visit(&mut |part| look_at(part, &mut found));
    found
}

fn look_at<'a>(part: &'a Expr, found: &mut Vec<Misuse<'a>>) {
    match part {
        Expr::Call { name, arguments, .. } => {
            let Some(known) = function(name) else { return };
            for (position, given) in arguments.iter().enumerate() {
                match known.parameter(position) {
                    Type::Nodes if gives(given).is_value() => {
                        found.push(Misuse::NodesNeeded { function: name, given });
                    }
                    Type::Number => found.extend(not_a_number(name, given)),
                    _ => {}
                }
            }
        }
        Expr::Path { start: Start::From(from, _), .. } if gives(from).is_value() => {
            found.push(Misuse::PathOnValue(from));
        }
        Expr::Binary { operator: Operator::Union, left, right } => {
            let values = [left, right].into_iter().filter(|side| gives(side).is_value());
            found.extend(values.map(|given| Misuse::NodesNeeded { function: "|", given }));
        }
        Expr::Binary { operator, left, right } if operator.is_arithmetic() => {
            found.extend([left, right].into_iter().filter_map(|side| not_a_number(operator.as_str(), side)));
        }
        Expr::Negate(inner) => found.extend(not_a_number("-", inner)),
        _ => {}
    }
}

fn not_a_number<'a>(needed_by: &'a str, given: &'a Expr) -> Option<Misuse<'a>> {
    match given {
        Expr::Literal(text, _) if !text.is_empty() && !is_number(text) => {
            Some(Misuse::NotANumber { needed_by, given: text })
        }
        _ => None,
    }
}

/// Whether XPath makes a number out of this text. Clients differ on commas, exponents and signs; where one of them
/// reads a number, it is one.
pub fn is_number(text: &str) -> bool {
    text.trim().replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite)
}

/// Whether clients make a date out of this text: `2026-11-01`, with a time behind it or not.
pub fn is_date(text: &str) -> bool {
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<Option<u32>> = day.split('-').map(number).collect();
    matches!(parts.as_slice(), [Some(year), Some(1..=12), Some(day @ 1..=31)] if *year > 0 && *day > 0)
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xpath::parse;

    fn wrong(text: &str) -> Vec<String> {
        let tree = parse(text).unwrap();
        misuses(&tree)
            .into_iter()
            .map(|misuse| match misuse {
                Misuse::NodesNeeded { function, given } => format!("{function} needs nodes, not {given}"),
                Misuse::PathOnValue(given) => format!("no path behind {given}"),
                Misuse::NotANumber { needed_by, given } => format!("{needed_by} needs a number, not {given}"),
            })
            .collect()
    }

    #[test]
    fn nodes_cannot_be_made_out_of_values() {
        assert_eq!(wrong("count('x')"), ["count needs nodes, not 'x'"]);
        assert_eq!(wrong("sum(3)"), ["sum needs nodes, not 3"]);
        assert_eq!(wrong("position(1)"), ["position needs nodes, not 1"]);
        assert_eq!(wrong("count-non-empty(concat('a', 'b'))"), ["count-non-empty needs nodes, not concat('a', 'b')"]);
        assert_eq!(wrong("randomize('a b')"), ["randomize needs nodes, not 'a b'"]);
        assert_eq!(
            wrong("indexed-repeat('a', ${r}, 1, 'b', ${i})"),
            ["indexed-repeat needs nodes, not 'a'", "indexed-repeat needs nodes, not 'b'"]
        );
        assert_eq!(wrong("count(${a} | 'b')"), ["| needs nodes, not 'b'"]);
        assert_eq!(
            wrong("concat('a', 'b')/c + today()[1]"),
            ["no path behind concat('a', 'b')", "no path behind today()"]
        );
    }

    #[test]
    fn a_text_is_no_number() {
        assert_eq!(wrong("${a} + ' years'"), ["+ needs a number, not  years"]);
        assert_eq!(wrong("round('x', 2) * -'y'"), ["round needs a number, not x", "- needs a number, not y"]);
        assert_eq!(wrong("'1' + '2.5' - ' 3 ' + ''"), [""; 0]);
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for text in [
            "count(${r})",
            "sum(../x) + sum(instance('l')/root/item/n)",
            "position(..) + position()",
            "count(current()/../x | ${b})",
            "indexed-repeat(${a}, ${r}, position(..) - 1)",
            "max(${a}, 'x') + min('1', 2)",
            "if(${a}, ${b}, 'c')",
            "randomize(instance('l')/root/item, 3)/name",
            "coalesce(${a}, 'b')[1]",
            "unknown('x')/y",
        ] {
            assert_eq!(wrong(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn dates_and_numbers_are_told_from_texts() {
        assert!(is_date("2026-11-01") && is_date("2026-1-1") && is_date("2026-11-01T10:00:00.000+02"));
        assert!(!is_date("today") && !is_date("2026-13-01") && !is_date("01/11/2026") && !is_date("2026-11"));
        assert!(is_number("-3.5") && is_number(" 7 ") && is_number("1,5"));
        assert!(!is_number("abc") && !is_number("NaN") && !is_number("") && !is_number("1 2"));
    }
}
