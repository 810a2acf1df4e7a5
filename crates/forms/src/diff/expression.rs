//! Whether two expressions mean the same, whatever their spaces, quotes and the names of renamed questions.

use crate::xpath::{Expr, Reference, Start, Step, in_text, parse};
use std::collections::HashMap;

/// Names of the older form, with those of the newer form they probably became.
#[derive(Debug, Default)]
pub(super) struct Renamed<'a>(pub(super) HashMap<&'a str, &'a str>);

impl Renamed<'_> {
    fn same_name(&self, old: &str, new: &str) -> bool {
        self.0.get(old).copied().unwrap_or(old) == new
    }

    /// A text for people with the references of the older form under their new names.
    pub(super) fn text(&self, old: &str) -> String {
        if self.0.is_empty() || !old.contains("${") {
            return old.to_owned();
        }
        let mut result = old.to_owned();
        for reference in in_text(old).unwrap_or_default().into_iter().rev() {
            if let Some(new) = self.0.get(reference.name.as_str()) {
                let saved = if reference.last_saved { "last-saved#" } else { "" };
                result.replace_range(reference.at.clone(), &format!("${{{saved}{new}}}"));
            }
        }
        result
    }

    /// Whether two expressions mean the same. What cannot be parsed is compared word by word.
    pub(super) fn same(&self, old: &str, new: &str) -> bool {
        if old == new && self.0.is_empty() {
            return true;
        }
        match (parse(old), parse(new)) {
            (Ok(old), Ok(new)) => self.same_tree(&old, &new),
            _ => self.text(old).split_whitespace().eq(new.split_whitespace()),
        }
    }

    fn same_tree(&self, old: &Expr, new: &Expr) -> bool {
        match (old, new) {
            (Expr::Number(old), Expr::Number(new)) => same_number(old, new),
            (Expr::Literal(old, _), Expr::Literal(new, _)) => self.text(old) == *new,
            (Expr::Reference(old), Expr::Reference(new)) => self.same_reference(old, new),
            (Expr::Call { name: old, arguments: mine, .. }, Expr::Call { name: new, arguments: theirs, .. }) => {
                old == new && self.same_trees(mine, theirs)
            }
            (Expr::Path { start: old, steps: mine }, Expr::Path { start: new, steps: theirs }) => {
                self.same_start(old, new)
                    && mine.len() == theirs.len()
                    && mine.iter().zip(theirs).all(|(old, new)| self.same_step(old, new))
            }
            (
                Expr::Binary { operator: old, left: l1, right: r1 },
                Expr::Binary { operator: new, left: l2, right: r2 },
            ) => old == new && self.same_tree(l1, l2) && self.same_tree(r1, r2),
            (Expr::Negate(old), Expr::Negate(new)) => self.same_tree(old, new),
            _ => false,
        }
    }

    fn same_trees(&self, old: &[Expr], new: &[Expr]) -> bool {
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| self.same_tree(old, new))
    }

    fn same_reference(&self, old: &Reference, new: &Reference) -> bool {
        old.last_saved == new.last_saved && self.same_name(&old.name, &new.name)
    }

    fn same_start(&self, old: &Start, new: &Start) -> bool {
        match (old, new) {
            (Start::Root, Start::Root) | (Start::Here, Start::Here) => true,
            (Start::From(old, mine), Start::From(new, theirs)) => {
                self.same_tree(old, new) && self.same_trees(mine, theirs)
            }
            _ => false,
        }
    }

    fn same_step(&self, old: &Step, new: &Step) -> bool {
        self.same_name(&old.test, &new.test) && self.same_trees(&old.predicates, &new.predicates)
    }
}

/// `1`, `1.0` and `01` are one number.
fn same_number(old: &str, new: &str) -> bool {
    old == new || matches!((old.parse::<f64>(), new.parse::<f64>()), (Ok(old), Ok(new)) if old == new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_quotes_and_brackets_around_all_make_no_difference() {
        let renamed = Renamed::default();
        assert!(renamed.same("selected(${a}, 'x') and ${b}>5", " selected( ${a},\"x\" )  and ${b} > 5.0 "));
        assert!(renamed.same("(${a} = 1)", "${a} = 1"));
        assert!(!renamed.same("${a} > 5", "${a} >= 5"));
        assert!(!renamed.same("${a} = 'x y'", "${a} = 'xy'"));
        assert!(!renamed.same("${a} - ${b}", "${b} - ${a}"));
        assert!(!renamed.same("${a}", "${last-saved#a}"));
    }

    #[test]
    fn a_renamed_question_makes_no_difference() {
        let renamed = Renamed(HashMap::from([("a", "alpha")]));
        assert!(renamed.same("${a} > 5 and /data/a = 1", "${alpha} > 5 and /data/alpha = 1"));
        assert!(renamed.same("jr:choice-name(${a}, '${a}')", "jr:choice-name(${alpha}, '${alpha}')"));
        assert!(!renamed.same("${a} > 5", "${a} > 5"));
        assert_eq!(renamed.text("Of ${a}: ${last-saved#a}"), "Of ${alpha}: ${last-saved#alpha}");
    }
}
