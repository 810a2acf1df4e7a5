//! One entry was, or became, several places: it closes, and names those that came in its place.

use super::{DeclaredArea, Effect, Share, Site, SiteList, SiteProblem, SiteStatus, Successor};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use vocab::Point;

/// A wish to split.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The site that ends.
    pub site: String,
    /// What comes in its place.
    pub parts: Vec<Part>,
    /// Since when.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

/// A site that comes in the place of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its id, which is nobody's yet.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// How much of the other it takes over.
    pub share: Share,
    /// Where it is, if known: half of a place is not where the whole was.
    pub position: Option<Point>,
    /// What kind it is; as the whole, where nobody says.
    pub kind: Option<String>,
    /// The area it is said to lie in; that of the whole, where nobody says.
    pub area: Option<DeclaredArea>,
}

/// Splits a site into new ones.
///
/// # Errors
/// All that stands against it.
pub fn split(list: &SiteList, wish: &Split) -> Result<Effect, Vec<SiteProblem>> {
    let mut problems = Vec::new();
    match list.find(&wish.site) {
        Err(problem) => problems.push(problem),
        Ok(site) if !site.stands() => problems.push(SiteProblem::NotStanding(site.id.clone())),
        Ok(site) if site.status == SiteStatus::Proposed => problems.push(SiteProblem::OnlyProposed(site.id.clone())),
        Ok(_) => {}
    }
    problems.extend(problems_of_parts(list, &wish.parts));
    let (Some(site), true) = (list.get(&wish.site), problems.is_empty()) else { return Err(problems) };
    let successors = wish.parts.iter().map(|part| Successor { id: part.id.clone(), share: part.share });
    let mut successors: Vec<Successor> = successors.collect();
    successors.sort_by(|a, b| a.id.cmp(&b.id));
    let ended = Site {
        status: SiteStatus::Closed,
        reason: Some(wish.reason.clone()),
        since: Some(wish.on),
        successors,
        ..site.clone()
    };
    let parts = wish.parts.iter().map(|part| Site {
        kind: part.kind.clone().or_else(|| site.kind.clone()),
        status: site.status,
        reason: Some(wish.reason.clone()),
        since: Some(wish.on),
        area: part.area.clone().or_else(|| site.area.clone()),
        position: part.position,
        predecessors: vec![site.id.clone()],
        ..Site::named(&part.id, &part.name)
    });
    Ok(Effect::new(vec![site.clone()], parts.chain([ended]).collect()))
}

fn problems_of_parts(list: &SiteList, parts: &[Part]) -> Vec<SiteProblem> {
    let mut problems = Vec::new();
    if parts.len() < 2 {
        problems.push(SiteProblem::TooFewParts(parts.len()));
    }
    let mut seen = BTreeSet::new();
    for part in parts {
        if list.get(&part.id).is_some() {
            problems.push(SiteProblem::Taken(part.id.clone()));
        }
        if !seen.insert(&part.id) {
            problems.push(SiteProblem::Twice(part.id.clone()));
        }
        if !part.share.is_part() {
            problems.push(SiteProblem::ShareOut(part.name.clone()));
        }
    }
    let sum = parts.iter().fold(Share::NOTHING, |sum, part| sum.plus(part.share));
    if sum != Share::WHOLE && parts.len() >= 2 {
        problems.push(SiteProblem::SharesAddUp(sum));
    }
    problems
}
