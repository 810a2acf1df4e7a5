//! What the list said of a site, and when.

use super::Site;
use chrono::{DateTime, Utc};

/// What the list said at a moment: the last of the versions, oldest first, that had been written by then. None before the first.
pub fn as_of<T>(versions: &[(DateTime<Utc>, T)], moment: DateTime<Utc>) -> Option<&T> {
    let written = versions.partition_point(|(at, _)| *at <= moment);
    written.checked_sub(1).and_then(|last| versions.get(last)).map(|(_, version)| version)
}

/// The names of what changed from one version to the next, `label` first.
pub fn changed_properties(before: Option<&Site>, after: &Site) -> Vec<String> {
    let now = after.values();
    let was = before.map(Site::values).unwrap_or_default();
    let renamed = before.is_none_or(|before| before.name != after.name);
    let changed = now.iter().filter(|(name, value)| was.get(*name).map_or("", String::as_str) != value.as_str());
    renamed.then(|| "label".to_owned()).into_iter().chain(changed.map(|(name, _)| name.clone())).collect()
}
