//! Numbers that a server worked out about a record.

use std::collections::BTreeMap;

/// Measures by name; see [`crate::expression::MEASURES`].
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measures(BTreeMap<String, f64>);

impl Measures {
    /// None at all.
    pub const fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// With another one. What is unknown, or no finite number, stays unknown.
    #[must_use]
    pub fn with(mut self, name: &str, number: Option<f64>) -> Self {
        self.set(name, number);
        self
    }

    /// All of `other` besides, which take precedence.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.0.extend(other.0.iter().map(|(name, number)| (name.clone(), *number)));
        self
    }

    pub(crate) fn set(&mut self, name: &str, number: Option<f64>) {
        match number.filter(|number| number.is_finite()) {
            Some(number) => drop(self.0.insert(name.to_owned(), number)),
            None => drop(self.0.remove(name)),
        }
    }

    /// The measure of that name, if it is known.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }

    /// All that are known, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, number)| (name.as_str(), *number))
    }
}

impl<'n> FromIterator<(&'n str, Option<f64>)> for Measures {
    fn from_iter<I: IntoIterator<Item = (&'n str, Option<f64>)>>(measures: I) -> Self {
        measures.into_iter().fold(Self::none(), |so_far, (name, number)| so_far.with(name, number))
    }
}
