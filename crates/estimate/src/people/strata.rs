//! Strata: groups of places whose households are alike, within larger ones.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Each stratum with the one above it: commune, province, country.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Strata(BTreeMap<String, Option<String>>);

impl Strata {
    /// Strata by code, each with the code of the one above.
    pub fn new<'a>(strata: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) -> Self {
        Self(strata.into_iter().map(|(code, above)| (code.to_owned(), above.map(str::to_owned))).collect())
    }

    /// A stratum and those above it, nearest first; ends where they would go round in a circle.
    pub fn upwards<'a>(&'a self, stratum: &'a str) -> impl Iterator<Item = &'a str> {
        let above = |code: &&'a str| self.0.get(*code)?.as_deref();
        let mut seen = BTreeSet::new();
        std::iter::successors(Some(stratum), above).take_while(move |code| seen.insert(*code))
    }

    pub(super) fn has(&self, stratum: &str) -> bool {
        self.0.contains_key(stratum)
    }

    /// Strata named as being above another that are not there.
    pub(super) fn missing(&self) -> impl Iterator<Item = &str> {
        let named: BTreeSet<&str> = self.0.values().flatten().map(String::as_str).collect();
        named.into_iter().filter(|code| !self.has(code))
    }

    /// Strata that are above themselves.
    pub(super) fn circles(&self) -> impl Iterator<Item = &str> {
        let above = |code: &str| self.0.get(code).and_then(|above| above.as_deref());
        self.0
            .keys()
            .map(String::as_str)
            .filter(move |code| above(code).is_some_and(|first| self.upwards(first).any(|other| other == *code)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strata_are_climbed_and_a_circle_ends() {
        let strata = Strata::new([("commune", Some("province")), ("province", Some("country")), ("country", None)]);
        assert_eq!(strata.upwards("commune").collect::<Vec<_>>(), ["commune", "province", "country"]);
        assert_eq!((strata.circles().count(), strata.missing().count()), (0, 0));
        let round = Strata::new([("a", Some("b")), ("b", Some("a")), ("c", Some("a")), ("d", Some("nowhere"))]);
        assert_eq!(round.upwards("c").collect::<Vec<_>>(), ["c", "a", "b"]);
        assert_eq!(round.circles().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(round.missing().collect::<Vec<_>>(), ["nowhere"]);
    }
}
