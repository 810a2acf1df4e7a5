//! What a crosswalk covers, and how sure its numbers are: what somebody looks at before it is kept.

use crate::{Boundaries, CarriedCounts, CrosswalkLink, Extent};
use serde::Serialize;
use std::collections::BTreeMap;
use vocab::{AdminLevel, Pcode};

/// Which places of both versions a table of links is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkCoverage {
    /// The level it leads from; none where it has no code of that version.
    pub from_level: Option<AdminLevel>,
    /// The level it leads to.
    pub to_level: Option<AdminLevel>,
    /// Old places of that level that have a link.
    pub old_linked: usize,
    /// Old places of that level that have none.
    pub old_missing: Vec<Pcode>,
    /// New places of that level that some link leads to.
    pub new_linked: usize,
    /// New places that no link leads to. A new place may have nobody in it, so this is no fault.
    pub new_missing: Vec<Pcode>,
    /// Old places that are in one new place as a whole, as the table states.
    pub whole: usize,
    /// Old places with one link of which the table does not say that it is all.
    pub assumed_whole: usize,
    /// Old places that are divided in known shares.
    pub divided: usize,
    /// Old places of which some share is not known.
    pub not_known: usize,
}

impl LinkCoverage {
    /// Counts what links cover. They come in the order of their old codes.
    pub(crate) fn of<'a>(links: impl Iterator<Item = &'a CrosswalkLink>, old: &Boundaries, new: &Boundaries) -> Self {
        let links: Vec<&CrosswalkLink> = links.collect();
        let (from_level, old_linked, old_missing) = Self::side(links.iter().map(|link| &link.from), old);
        let (to_level, new_linked, new_missing) = Self::side(links.iter().map(|link| &link.to), new);
        let mut coverage = Self {
            from_level,
            to_level,
            old_linked,
            old_missing,
            new_linked,
            new_missing,
            whole: 0,
            assumed_whole: 0,
            divided: 0,
            not_known: 0,
        };
        for links in links.chunk_by(|a, b| a.from == b.from) {
            let used: Vec<_> = links.iter().filter(|link| link.share != Some(0.0)).collect();
            let kind = match used.as_slice() {
                _ if used.iter().any(|link| link.share.is_none()) => &mut coverage.not_known,
                [only] if only.stated => &mut coverage.whole,
                [_] => &mut coverage.assumed_whole,
                _ => &mut coverage.divided,
            };
            *kind += 1;
        }
        coverage
    }
}

/// How sure it is in which new place people are. The three add up to all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Certainty {
    /// People of old places that are in a new one as a whole, as the crosswalk states.
    pub exact: u64,
    /// People who were counted to a new place by a share, or by the lack of another link.
    pub estimated: u64,
    /// People who could be counted to no new place.
    pub without_place: u64,
    /// Old places without a number: whoever is there is in none of these.
    pub places_not_known: usize,
}

impl CarriedCounts {
    /// How sure the numbers are, all in all.
    pub fn certainty(&self) -> Certainty {
        let mut by_extent: BTreeMap<bool, u64> = BTreeMap::new();
        for part in self.places.iter().flat_map(|place| &place.parts) {
            // Their sum was held against the limit when they were carried.
            *by_extent.entry(part.extent == Extent::Whole).or_default() += part.count.given().unwrap_or(0);
        }
        Certainty {
            exact: by_extent.get(&true).copied().unwrap_or(0),
            estimated: by_extent.get(&false).copied().unwrap_or(0),
            without_place: self.remainder.iter().map(|left| left.count).sum(),
            places_not_known: self.not_known.len(),
        }
    }
}
