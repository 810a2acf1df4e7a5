//! What became of an id, and what a site was known by before.

use super::{Share, SiteList};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A site that stands for an old id, and how much of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Its id.
    pub id: String,
    /// How much of the old one: 1 unless it was split.
    pub share: f64,
}

/// Decimals of a share that went through several splits.
const DECIMALS: f64 = 1e8;

/// The sites that stand for an id now, by their ids: itself while nothing came in its place. Empty for an id that is nobody's, and
/// where lists from elsewhere lead in a circle.
pub fn standing(list: &SiteList, id: &str) -> Vec<Standing> {
    let mut found: BTreeMap<&str, f64> = BTreeMap::new();
    let mut path = BTreeSet::new();
    if list.get(id).is_none() || !follow(list, id, 1.0, &mut path, &mut found) {
        return Vec::new();
    }
    let rounded = |share: f64| (share * DECIMALS).round() / DECIMALS;
    found.into_iter().map(|(id, share)| Standing { id: id.to_owned(), share: rounded(share) }).collect()
}

fn follow<'s>(
    list: &'s SiteList,
    id: &'s str,
    share: f64,
    path: &mut BTreeSet<&'s str>,
    found: &mut BTreeMap<&'s str, f64>,
) -> bool {
    if !path.insert(id) {
        return false;
    }
    let successors = list.get(id).map_or(&[][..], |site| &site.successors);
    if successors.is_empty() {
        *found.entry(id).or_default() += share;
    }
    let leads = successors.iter().all(|next| follow(list, &next.id, share * next.share.value(), path, found));
    path.remove(id);
    leads
}

/// The ids under which records tell of the same place as this site, the nearest first: its own, and those of the sites it took
/// in whole, and so on. The site that it is only a part of is another place.
pub fn known_by<'s>(list: &'s SiteList, id: &'s str) -> Vec<&'s str> {
    let (mut ids, mut seen) = (vec![id], BTreeSet::from([id]));
    let mut at = 0;
    while let Some(site) = ids.get(at).map(|id| list.get(id)) {
        at += 1;
        let Some(site) = site else { continue };
        for earlier in &site.predecessors {
            let whole = list.get(earlier).is_some_and(|earlier| {
                earlier.successors.iter().any(|next| next.id == site.id && next.share == Share::WHOLE)
            });
            if whole && seen.insert(earlier) {
                ids.push(earlier);
            }
        }
    }
    ids
}

/// The site that an id is, or became as a whole: it follows those it was merged into, and stops where one was split. None for an
/// id that is nobody's, and where lists from elsewhere lead in a circle.
pub fn whole<'s>(list: &'s SiteList, id: &str) -> Option<&'s str> {
    let (mut site, mut seen) = (list.get(id)?, BTreeSet::new());
    loop {
        if !seen.insert(&site.id) {
            return None;
        }
        match site.successors.as_slice() {
            [next] if next.share == Share::WHOLE => site = list.get(&next.id)?,
            _ => return Some(&site.id),
        }
    }
}

/// The sites that are now what a split one was, by their ids: all of it, and nothing else. Empty for a site that was not split,
/// and where one of its parts took in something that was never part of it: then no sum of them is the same place.
pub fn parts<'s>(list: &'s SiteList, id: &str) -> Vec<&'s str> {
    let Some(site) = list.get(id).filter(|site| !site.successors.is_empty() && whole(list, id) == Some(id)) else {
        return Vec::new();
    };
    let now: Option<BTreeSet<&str>> = site.successors.iter().map(|next| whole(list, &next.id)).collect();
    let now = now.unwrap_or_default();
    let of_it_alone = |part: &&str| {
        let known = known_by(list, part);
        known.iter().filter_map(|id| list.get(id)).all(|one| {
            let from = &one.predecessors;
            // One that was there before, and took in a part, was not made of the split.
            from.iter().any(|from| from == id) && from.iter().all(|from| from == id || known.contains(&from.as_str()))
        })
    };
    if now.iter().all(of_it_alone) { now.into_iter().collect() } else { Vec::new() }
}
