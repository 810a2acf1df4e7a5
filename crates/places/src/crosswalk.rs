//! Crosswalks: what became of each place of one boundary version in another.

use serde::{Deserialize, Serialize};
use vocab::Pcode;

/// Part of an old place that is part of a new one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CrosswalkLink {
    /// The old place.
    pub from: Pcode,
    /// The new place.
    pub to: Pcode,
    /// How much of the old place, from 0 to 1; none where nobody knows. Unknown is not zero, and is not filled in.
    pub share: Option<f64>,
    /// Where the share comes from: a law, a census, the lack of a better table.
    pub basis: String,
    /// Whether the table states the share; if not, it is all of the place because this is its only link. Crosswalks kept
    /// before this was asked do not say, which is taken for no.
    #[serde(default)]
    pub stated: bool,
}

/// The links from one boundary version to another. The known shares of an old place add up to 1, or to less where some
/// are unknown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Crosswalk {
    /// Code of the old version.
    pub from_version: String,
    /// Code of the new version.
    pub to_version: String,
    /// By old place, then new place.
    links: Vec<CrosswalkLink>,
}

impl Crosswalk {
    pub(crate) fn of_links(from_version: String, to_version: String, mut links: Vec<CrosswalkLink>) -> Self {
        links.sort_by(|a, b| (&a.from, &a.to).cmp(&(&b.from, &b.to)));
        Self { from_version, to_version, links }
    }

    /// All links by old place, then new place.
    pub fn links(&self) -> &[CrosswalkLink] {
        &self.links
    }

    /// What became of an old place.
    pub fn from(&self, pcode: &Pcode) -> impl Iterator<Item = &CrosswalkLink> {
        // Links are in order, and a table may have tens of thousands.
        let first = self.links.partition_point(|link| link.from < *pcode);
        self.links.iter().skip(first).take_while(move |link| link.from == *pcode)
    }

    /// What a new place was made of.
    pub fn to(&self, pcode: &Pcode) -> impl Iterator<Item = &CrosswalkLink> {
        self.links.iter().filter(move |link| link.to == *pcode)
    }
}

/// Three decimals of thirds still add up.
const ROUNDING: f64 = 0.002;

/// Whether the known shares of an old place can be right: all of it, or less where some are unknown (`complete` is false).
pub(crate) fn adds_up(known: f64, complete: bool) -> bool {
    if complete { (known - 1.0).abs() <= ROUNDING } else { known <= 1.0 + ROUNDING }
}
