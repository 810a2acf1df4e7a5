//! Editions of crosswalks: who says what became of the places, and which of several is to be believed.

use serde::{Deserialize, Serialize};

/// What a crosswalk says of itself. Several may lead from one boundary version to another; all stay readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrosswalkEdition {
    /// Its short name, unique on a server.
    pub code: String,
    /// Code of the old version.
    pub from_version: String,
    /// Code of the new version.
    pub to_version: String,
    /// What people read.
    pub label: String,
    /// Where it comes from.
    pub source: String,
    /// Whether the authority that drew the boundaries published it. If not, it is approximate and says so wherever it is used.
    pub official: bool,
}

impl CrosswalkEdition {
    /// An edition that nobody has named: approximate, known by the versions it leads between.
    pub fn unnamed(from_version: &str, to_version: &str) -> Self {
        Self {
            code: format!("{from_version}--{to_version}"),
            from_version: from_version.to_owned(),
            to_version: to_version.to_owned(),
            label: format!("{from_version} → {to_version}"),
            source: String::new(),
            official: false,
        }
    }

    /// Which of several that lead the same way is used unless another is asked for: an official one supersedes ours, and a later
    /// one an earlier. `editions` come in the order they were loaded.
    pub fn preferred<'a>(editions: impl Iterator<Item = &'a Self>) -> Option<&'a Self> {
        editions.enumerate().max_by_key(|(loaded, edition)| (edition.official, *loaded)).map(|(_, edition)| edition)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_official_one_supersedes_ours_and_a_later_one_an_earlier() {
        let edition = |code: &str, official| CrosswalkEdition {
            code: code.to_owned(),
            official,
            ..CrosswalkEdition::unnamed("2017", "2025")
        };
        let chosen = |editions: &[CrosswalkEdition]| {
            CrosswalkEdition::preferred(editions.iter()).map(|edition| edition.code.clone())
        };
        let [ours, law, corrected, later] = [("ours", false), ("law", true), ("corrected", true), ("later", false)]
            .map(|(code, official)| edition(code, official));
        assert_eq!(chosen(&[]), None);
        assert_eq!(chosen(std::slice::from_ref(&ours)).unwrap(), "ours");
        assert_eq!(
            chosen(&[ours.clone(), law.clone(), later.clone()]).unwrap(),
            "law",
            "a later one of ours changes nothing"
        );
        assert_eq!(chosen(&[ours, law, corrected, later]).unwrap(), "corrected");
    }
}
