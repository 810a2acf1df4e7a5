//! All sites of an operation.

use super::{Effect, Site, SiteProblem};
use std::collections::BTreeMap;

/// All sites of an operation, by their ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SiteList(BTreeMap<String, Site>);

impl FromIterator<Site> for SiteList {
    fn from_iter<I: IntoIterator<Item = Site>>(sites: I) -> Self {
        Self(sites.into_iter().map(|site| (site.id.clone(), site)).collect())
    }
}

impl SiteList {
    /// One of them.
    pub fn get(&self, id: &str) -> Option<&Site> {
        self.0.get(id)
    }

    /// One of them, which must be there.
    ///
    /// # Errors
    /// That it is not.
    pub fn find(&self, id: &str) -> Result<&Site, SiteProblem> {
        self.get(id).ok_or_else(|| SiteProblem::Unknown(id.to_owned()))
    }

    /// All of them, by their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Site> {
        self.0.values()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Carries a decision out.
    pub fn apply(&mut self, effect: &Effect) {
        self.put(&effect.after, &effect.before);
    }

    /// Takes a decision back, if all that it changed is still as it left it.
    ///
    /// # Errors
    /// The ids of the sites that later decisions changed; nothing is done then.
    pub fn undo(&mut self, effect: &Effect) -> Result<(), Vec<String>> {
        let in_the_way: Vec<String> =
            effect.after.iter().filter(|site| self.get(&site.id) != Some(site)).map(|site| site.id.clone()).collect();
        if !in_the_way.is_empty() {
            return Err(in_the_way);
        }
        self.put(&effect.before, &effect.after);
        Ok(())
    }

    fn put(&mut self, now: &[Site], formerly: &[Site]) {
        for site in formerly {
            self.0.remove(&site.id);
        }
        self.0.extend(now.iter().map(|site| (site.id.clone(), site.clone())));
    }
}
