//! Several entries were one place: one stays, the others point to it.

use super::{Effect, Share, Site, SiteList, SiteProblem, SiteStatus, Successor};
use crate::PlaceName;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A wish to merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// The site that stays, under its own id.
    pub into: String,
    /// The sites that it takes in.
    pub from: Vec<String>,
    /// Since when they are one.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Merges sites: those taken in are closed and name the one that stays as their successor, whole; their names become names of
/// that one. Where it lies stays what it was: no position is made up from several.
///
/// # Errors
/// All that stands against it.
pub fn merge(list: &SiteList, wish: &Merge) -> Result<Effect, Vec<SiteProblem>> {
    let mut problems = Vec::new();
    if wish.from.is_empty() {
        problems.push(SiteProblem::NothingToMerge);
    }
    let mut seen = BTreeSet::new();
    for id in std::iter::once(&wish.into).chain(&wish.from) {
        let found = list.find(id).and_then(|site| match site {
            site if !site.stands() => Err(SiteProblem::NotStanding(id.clone())),
            site if *id == wish.into && site.status == SiteStatus::Proposed => {
                Err(SiteProblem::OnlyProposed(id.clone()))
            }
            site => Ok(site),
        });
        problems.extend(found.err());
        if !seen.insert(id) {
            problems.push(SiteProblem::Twice(id.clone()));
        }
    }
    let (Some(into), true) = (list.get(&wish.into), problems.is_empty()) else { return Err(problems) };
    let from: Vec<&Site> = wish.from.iter().filter_map(|id| list.get(id)).collect();
    let mut stays = into.clone();
    for other in &from {
        take_names(&mut stays, other);
        stays.predecessors.push(other.id.clone());
    }
    stays.predecessors.sort();
    stays.predecessors.dedup();
    let gone = from.iter().map(|site| Site {
        status: SiteStatus::Closed,
        reason: Some(wish.reason.clone()),
        since: Some(wish.on),
        successors: vec![Successor { id: wish.into.clone(), share: Share::WHOLE }],
        ..(*site).clone()
    });
    let after = gone.chain([stays]).collect();
    Ok(Effect::new(from.into_iter().chain([into]).cloned().collect(), after))
}

/// Names that the site does not have yet, but for case and signs.
fn take_names(site: &mut Site, other: &Site) {
    for name in other.names() {
        let wanted = PlaceName::of(name);
        if !site.names().any(|known| known == name || PlaceName::of(known).is_same(&wanted)) {
            site.aliases.push(name.to_owned());
        }
    }
}
