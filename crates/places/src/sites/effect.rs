//! What a decision does to the list.

use super::Site;

/// The sites that a decision changes, by their ids: as they were and as they become. One that is only after is new.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// As they were.
    pub before: Vec<Site>,
    /// As they become.
    pub after: Vec<Site>,
}

impl Effect {
    /// One site that changes, or comes to be.
    pub fn of(before: Option<Site>, after: Site) -> Self {
        Self { before: before.into_iter().collect(), after: vec![after] }
    }

    pub(super) fn new(mut before: Vec<Site>, mut after: Vec<Site>) -> Self {
        before.sort_by(|a, b| a.id.cmp(&b.id));
        after.sort_by(|a, b| a.id.cmp(&b.id));
        Self { before, after }
    }

    /// How a site was before.
    pub fn was(&self, id: &str) -> Option<&Site> {
        self.before.iter().find(|site| site.id == id)
    }
}
