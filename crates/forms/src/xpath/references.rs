//! The references in an expression or a text, with what the writer must know of their surroundings.

use super::{
    ast::{Expr, Reference, Start},
    parser::{XPathError, read_reference},
    reason::Reason,
};

/// A reference, and how it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The reference.
    pub reference: Reference,
    /// Whether it stands between square brackets, where `.` is another node than outside.
    pub in_predicate: bool,
    /// Whether it names nodes for `indexed-repeat`, which wants them in full.
    pub in_full: bool,
}

/// The references of a parsed expression, in the order they stand, those within quotes included: `jr:choice-name` takes
/// its second one so.
pub fn in_expression(text: &str, expression: &Expr) -> Vec<Use> {
    let mut uses = Vec::new();
    gather(text, expression, false, false, &mut uses);
    uses.sort_by_key(|found| found.reference.at.start);
    uses
}

fn gather(text: &str, expression: &Expr, in_predicate: bool, in_full: bool, uses: &mut Vec<Use>) {
    match expression {
        Expr::Reference(reference) => uses.push(Use { reference: reference.clone(), in_predicate, in_full }),
        Expr::Literal(_, range) => {
            let quoted = &text[range.clone()];
            uses.extend(whole_references(quoted).map(|mut reference| {
                reference.at = reference.at.start + range.start..reference.at.end + range.start;
                Use { reference, in_predicate, in_full }
            }));
        }
        Expr::Call { name, arguments, .. } => {
            for (position, argument) in arguments.iter().enumerate() {
                let names_nodes = name == "indexed-repeat" && matches!(position, 0 | 1 | 3 | 5);
                gather(text, argument, in_predicate, in_full || names_nodes, uses);
            }
        }
        Expr::Path { start, steps } => {
            if let Start::From(from, predicates) = start {
                gather(text, from, in_predicate, in_full, uses);
                predicates.iter().for_each(|inner| gather(text, inner, true, in_full, uses));
            }
            steps.iter().flat_map(|step| &step.predicates).for_each(|inner| gather(text, inner, true, in_full, uses));
        }
        other => other.children(&mut |child| gather(text, child, in_predicate, in_full, uses)),
    }
}

/// The references in a text for people, such as a label.
///
/// # Errors
/// When a `${` begins something that is no reference.
pub fn in_text(text: &str) -> Result<Vec<Reference>, XPathError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("${").map(|offset| at + offset) {
        let unreadable = |near: &str| XPathError {
            reason: Reason::NoReference,
            at: start,
            near: near.chars().take(40).collect(),
            in_reference: true,
        };
        let length = text[start..].find('}').ok_or_else(|| unreadable(&text[start..]))?;
        let end = start + length + 1;
        found.push(read_reference(text, start..end).ok_or_else(|| unreadable(&text[start..end]))?);
        at = end;
    }
    Ok(found)
}

fn whole_references(text: &str) -> impl Iterator<Item = Reference> {
    in_text(text).unwrap_or_default().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xpath::parse;

    #[test]
    fn surroundings_are_told() {
        let text = "indexed-repeat(${a}, ${r}, ${i}) + count(${r}[x = ${b}]) + jr:choice-name(${c}, '${c}')";
        let uses = in_expression(text, &parse(text).unwrap());
        let told: Vec<_> = uses.iter().map(|u| (u.reference.name.as_str(), u.in_predicate, u.in_full)).collect();
        assert_eq!(
            told,
            [
                ("a", false, true),
                ("r", false, true),
                ("i", false, false),
                ("r", false, false),
                ("b", true, false),
                ("c", false, false),
                ("c", false, false)
            ]
        );
        assert_eq!(&text[uses[6].reference.at.clone()], "${c}");
    }

    #[test]
    fn a_text_with_a_broken_reference_is_told() {
        assert_eq!(in_text("Hello ${name}, ${last-saved#x}").unwrap().len(), 2);
        assert!(in_text("Hello ${first name}").is_err());
        assert!(in_text("Hello ${").is_err());
        assert!(in_text("costs $5").unwrap().is_empty());
    }
}
