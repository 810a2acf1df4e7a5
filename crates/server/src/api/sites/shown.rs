//! Sites as pages get them.

use crate::{sites::Sites, territory::Territory};
use places::sites::{AreaCheck, DeclaredArea, Site, check_area};
use serde_json::{Value, json};
use store::SiteChange;
use vocab::Pcode;

/// A site as a list shows it, with what its position says of its area.
pub(super) fn line(sites: &Sites, territory: Option<&Territory>, site: &Site) -> Value {
    let mut line = plain(sites, territory, site);
    if let Some(object) = line.as_object_mut() {
        object.insert("version".to_owned(), json!(sites.version(&site.id)));
        object.insert("check".to_owned(), territory.map_or(Value::Null, |territory| check(territory, site)));
    }
    line
}

/// What a site says of itself, with the names of what it names.
pub(super) fn plain(sites: &Sites, territory: Option<&Territory>, site: &Site) -> Value {
    let named = |id: &String| json!({"id": id, "name": sites.name(id)});
    let successors =
        site.successors.iter().map(|next| json!({"id": next.id, "name": sites.name(&next.id), "share": next.share}));
    json!({
        "id": site.id, "name": site.name, "aliases": site.aliases, "kind": site.kind, "status": site.status,
        "reason": site.reason, "since": site.since, "position": site.position, "stands": site.stands(),
        "offered": site.is_offered(), "area": site.area.as_ref().map(|area| declared(territory, area)),
        "predecessors": site.predecessors.iter().map(named).collect::<Vec<_>>(),
        "successors": successors.collect::<Vec<_>>(),
    })
}

/// An area with its name and the areas above it, where the operation's boundaries have it; the days of its version only if it
/// is theirs.
fn declared(territory: Option<&Territory>, area: &DeclaredArea) -> Value {
    let boundaries = territory.map(|territory| &territory.boundaries);
    let version = boundaries.map(places::Boundaries::version);
    let version = version.filter(|version| area.version.as_ref().is_none_or(|said| *said == version.code));
    json!({
        "pcode": area.pcode, "version": area.version, "lineage": lineage(territory, &area.pcode),
        "valid_from": version.map(|version| version.valid_from), "valid_to": version.and_then(|version| version.valid_to),
    })
}

/// Codes and names from the country down.
pub(super) fn lineage(territory: Option<&Territory>, pcode: &Pcode) -> Vec<Value> {
    let Some(territory) = territory else { return Vec::new() };
    let above = territory.boundaries.lineage(pcode);
    above.iter().map(|pcode| json!({"pcode": pcode, "name": territory.name(pcode)})).collect()
}

/// What the position says of the area.
pub(super) fn check(territory: &Territory, site: &Site) -> Value {
    let AreaCheck { finding, metres, lies_in, outlines } = check_area(site, &territory.boundaries, &territory.index);
    json!({
        "finding": finding, "metres": metres, "outlines": outlines,
        "lies_in": lies_in.map(|pcode| json!({"pcode": pcode, "lineage": lineage(Some(territory), &pcode)})),
    })
}

/// Sites of a decision that are named; they are all counted.
const NAMED: usize = 100;

/// A decision with the names of its sites.
pub(super) fn change(sites: &Sites, change: &SiteChange) -> Value {
    let part = |part: &store::SiteChangePart| json!({"id": part.uuid, "name": sites.name(&part.uuid), "before": part.before, "after": part.after});
    let undone = change.undone.as_ref().map(|(at, by, reason)| json!({"at": at, "by": by, "reason": reason}));
    json!({
        "id": change.id, "kind": change.kind, "reason": change.reason, "detail": change.detail, "at": change.at,
        "by": change.actor, "undone": undone, "site_count": change.parts.len(),
        "sites": change.parts.iter().take(NAMED).map(part).collect::<Vec<_>>(),
    })
}
