//! Whether two lists of names speak of the same places, where the places have no codes.

use super::{MatchReason, compare::compare, fold::Folded};

/// A name as written, ready to be held against others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenName {
    name: String,
    folded: Folded,
}

impl WrittenName {
    /// Prepares a name.
    pub fn new(name: &str) -> Self {
        let name: String =
            name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(super::LONGEST_NAME).collect();
        Self { folded: Folded::new(&name), name }
    }

    /// Why the two may be the same place; none if they are not alike.
    pub fn alike(&self, other: &Self) -> Option<MatchReason> {
        if self.name == other.name {
            return Some(MatchReason::Exact);
        }
        compare(&self.folded, &other.folded).map(|(reason, _)| reason)
    }

    /// Whether they are the same name but for capitals, accents, kinds and the order of words. Spelt alike is not enough:
    /// neighbouring collines often are.
    pub fn same(&self, other: &Self) -> bool {
        self.alike(other).is_some_and(|reason| reason <= MatchReason::WordOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_kinds_do_not_matter_but_a_number_or_another_letter_does() {
        let same = |one: &str, other: &str| WrittenName::new(one).same(&WrittenName::new(other));
        for (one, other) in
            [("Rugari", "RUGARI "), ("Colline Rugari", "rugari"), ("Múgano", "Mugano"), ("Site  Kinama", "Kinama site")]
        {
            assert!(same(one, other), "{one} {other}");
        }
        for (one, other) in [("Rugari 1", "Rugari 2"), ("Rugari", "Rugali"), ("Kigoma", "Mugano"), ("", "Mugano")] {
            assert!(!same(one, other), "{one} {other}");
        }
        assert_eq!(WrittenName::new("Rugari").alike(&WrittenName::new("Rugali")), Some(MatchReason::Similar));
    }
}
