//! The `__id` of a repeat's entries, and the links to them.
//!
//! An entry has no id of its own. Central makes one by hashing where it stands: the instanceID, then every group and repeat
//! on the way with its number from 0. The same is done here, so that tables fetched from either can be joined.

use crate::names::{identifier, percent};
use sha1::{Digest, Sha1};

/// Where an entry stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    /// What its id is the hash of, except for a submission.
    place: String,
    /// Its link: `Submissions('uuid%3A…')/household('3f2…')`.
    link: String,
    /// Its `__id`.
    pub(crate) id: String,
}

impl Key {
    pub(crate) fn of_submission(instance_id: &str) -> Self {
        Self {
            place: format!("Submissions#{instance_id}"),
            link: format!("Submissions('{}')", percent(instance_id)),
            id: instance_id.to_owned(),
        }
    }

    /// The link to the entries of a repeat that is reached by these steps.
    pub(crate) fn link_to(&self, steps: &[String]) -> String {
        let mut link = self.link.clone();
        for step in steps {
            link.push('/');
            link.push_str(&identifier(step));
        }
        link
    }

    /// The entry with that number, from 0, of the repeat that is reached by these steps.
    pub(crate) fn entry(&self, steps: &[String], number: usize) -> Self {
        let mut place = self.place.clone();
        for (at, step) in steps.iter().enumerate() {
            let last = at + 1 == steps.len();
            place.push_str(&format!("%%{step}#"));
            if last {
                place.push_str(&number.to_string());
            }
        }
        let id = hex::encode(Sha1::digest(place.as_bytes()));
        Self { link: format!("{}('{id}')", self.link_to(steps)), place, id }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// Source: the expectations in Central's own tests, for its forms `withrepeat` and `doubleRepeat`.
    #[test]
    fn the_ids_are_those_of_central() {
        let two = Key::of_submission("two");
        assert_eq!(two.entry(&steps(&["children", "child"]), 0).id, "cf9a1b5cc83c6d6270c1eb98860d294eac5d526d");
        let blaine = two.entry(&steps(&["children", "child"]), 1);
        assert_eq!(blaine.id, "c76d0ccc6d5da236be7b93b985a80413d2e3e172");
        assert_eq!(
            blaine.link_to(&steps(&["toys", "toy"])),
            "Submissions('two')/children/child('c76d0ccc6d5da236be7b93b985a80413d2e3e172')/toys/toy"
        );
        let sparkle = blaine.entry(&steps(&["toys", "toy"]), 0);
        assert_eq!(sparkle.id, "edc8e56945b78ca7d8edeb54c98d5f5e1dec8490");
    }
}
