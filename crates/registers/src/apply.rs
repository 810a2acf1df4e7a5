//! Carrying out what a submission asks for.
//!
//! Source: Central, `lib/model/query/entities.js`: `_createEntity`, `_updateEntity`, `_computeBaseVersion`,
//! `_interruptedBranch`.

use crate::{
    change::Change,
    entity::{Conflict, Current, NewVersion, Past, Values},
    merge::{Overtaken, updated},
    names::uuid_of,
    trouble::Trouble,
};

/// What becomes of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// The entity is new.
    Created(Box<NewVersion>),
    /// It has another version.
    Updated(Box<NewVersion>),
    /// It belongs to a branch of which the change before it is not here yet: it is carried out when that one is.
    Held {
        /// The branch.
        branch_id: String,
        /// The version it started from, as its client counts.
        base_version: u32,
    },
    /// It asks for nothing.
    Nothing,
}

/// Whether [`apply()`] has to know the versions of the entity; else `past` may be empty.
pub fn needs_past(current: Option<&Current>, change: &Change) -> bool {
    let Some(current) = current else { return false };
    let latest = change.base_version.as_deref().and_then(|text| text.trim().parse().ok()) == Some(current.version);
    branch_of(change).is_some() || !latest
}

/// Carries out a change of the entity `current` (none: there is no such), whose versions are `past`, the current one among
/// them. With `force`, a change whose predecessors are missing is carried out on what there is.
///
/// # Errors
/// Why it cannot be carried out.
pub fn apply(current: Option<&Current>, past: &[Past], change: &Change, force: bool) -> Result<Done, Trouble> {
    let refused = |action: &str| Err(Trouble::NotPermitted { action: action.to_owned() });
    match (change.create, change.update) {
        (false, false) => return Ok(Done::Nothing),
        (true, _) if !change.may_create => return refused("create"),
        (_, true) if !change.may_update => return refused("update"),
        _ => {}
    }
    let uuid = id_of(change)?;
    if !change.update {
        return create(current, past, change, force, &uuid);
    }
    match update(current, past, change, force, &uuid) {
        Err(Trouble::NotFound { .. } | Trouble::BaseVersionMissing)
            if change.create || (force && current.is_none()) =>
        {
            create(current, past, change, force, &uuid)
        }
        other => other,
    }
}

fn id_of(change: &Change) -> Result<String, Trouble> {
    if change.id.trim().is_empty() {
        return Err(Trouble::IdMissing);
    }
    uuid_of(&change.id).ok_or_else(|| Trouble::IdInvalid { id: change.id.clone() })
}

fn create(current: Option<&Current>, past: &[Past], change: &Change, force: bool, uuid: &str) -> Result<Done, Trouble> {
    let uuid = uuid.to_owned();
    match current {
        Some(current) if current.deleted => return Err(Trouble::Deleted { uuid }),
        // Its first version was made of an update, because this had not come: now it has.
        Some(current) if past.iter().any(|past| past.version == 1 && past.forced) => {
            return Ok(create_late(current, change, &uuid));
        }
        Some(_) => return Err(Trouble::Exists { uuid }),
        None => {}
    }
    let label = match change.label() {
        Some(label) => label.to_owned(),
        // Nothing better is known: an update rarely repeats the label.
        None if force => uuid,
        None => return Err(Trouble::LabelMissing),
    };
    let (branch_id, base) = (branch(change)?, if force { number(change.base_version.as_deref())? } else { None });
    Ok(Done::Created(Box::new(NewVersion {
        version: 1,
        received: change.received(),
        values: change.values.clone(),
        label,
        trunk_version: number(change.trunk_version.as_deref())?,
        branch_id,
        branch_base_version: base,
        forced: force && !change.create,
        ..NewVersion::default()
    })))
}

/// What later changes said stays; only what nobody has said since is added.
fn create_late(current: &Current, change: &Change, uuid: &str) -> Done {
    let received = change.received();
    let overtaken = Overtaken::between(&received, ("", &Values::new()), current);
    let unsaid = |name: &str| if name == "label" { current.label == uuid } else { !current.values.contains_key(name) };
    let added: Values =
        received.iter().filter(|(name, _)| unsaid(name)).map(|(name, value)| (name.clone(), value.clone())).collect();
    let (label, values) = updated(current, &added);
    Done::Updated(Box::new(NewVersion {
        version: current.version + 1,
        label,
        values,
        base_version: Some(current.version),
        conflict: current.conflict.max(overtaken.conflict),
        conflicting: overtaken.properties.into_iter().filter(|name| !unsaid(name)).collect(),
        received,
        ..NewVersion::default()
    }))
}

fn update(current: Option<&Current>, past: &[Past], change: &Change, force: bool, uuid: &str) -> Result<Done, Trouble> {
    let base = number(change.base_version.as_deref())?.ok_or(Trouble::BaseVersionMissing)?;
    let trunk = number(change.trunk_version.as_deref())?;
    let branch_id = branch(change)?;
    if current.is_some_and(|current| current.deleted) {
        return Err(Trouble::Deleted { uuid: uuid.to_owned() });
    }
    let unknown = |version| Trouble::VersionUnknown { uuid: uuid.to_owned(), version };
    let found = match (&branch_id, current) {
        (None, None) => return Err(Trouble::NotFound { uuid: uuid.to_owned() }),
        (None, Some(current)) => Some(version(current, past, base).ok_or_else(|| unknown(base))?),
        (Some(_), None) if change.create => return Err(Trouble::NotFound { uuid: uuid.to_owned() }),
        (Some(_), None) => None,
        (Some(_), Some(current)) if base == 1 || Some(base) == trunk => version(current, past, base),
        (Some(branch), Some(_)) => past
            .iter()
            .find(|one| one.branch_id.as_ref() == Some(branch) && one.branch_base_version == Some(base - 1))
            .map(|one| (one.version, one.label.as_str(), &one.values)),
    };
    let (Some(current), Some(found)) = (current, found.or_else(|| forced(current, force))) else {
        let branch_id = branch_id.unwrap_or_default();
        return if force {
            Err(Trouble::NotFound { uuid: uuid.to_owned() })
        } else {
            Ok(Done::Held { branch_id, base_version: base })
        };
    };
    if let Some(trunk) = trunk.filter(|trunk| branch_id.is_some() && *trunk > current.version) {
        return Err(unknown(trunk));
    }
    let (base_version, base_label, base_values) = found;
    let received = change.received();
    let overtaken = if base_version != current.version {
        Overtaken::between(&received, (base_label, base_values), current)
    } else if interrupted(past, branch_id.as_deref(), trunk) {
        Overtaken { conflict: Some(Conflict::Soft), properties: Vec::new() }
    } else {
        Overtaken::default()
    };
    let (label, values) = updated(current, &received);
    Ok(Done::Updated(Box::new(NewVersion {
        version: current.version + 1,
        label,
        values,
        received,
        base_version: Some(base_version),
        trunk_version: trunk,
        branch_base_version: branch_id.is_some().then_some(base),
        branch_id,
        conflict: current.conflict.max(overtaken.conflict), // a hard conflict stays one
        conflicting: overtaken.properties,
        forced: false,
    })))
}

/// A version with what it said.
type Version<'a> = (u32, &'a str, &'a Values);

fn version<'a>(current: &'a Current, past: &'a [Past], number: u32) -> Option<Version<'a>> {
    if number == current.version {
        return Some((current.version, &current.label, &current.values));
    }
    past.iter().find(|one| one.version == number).map(|one| (one.version, one.label.as_str(), &one.values))
}

fn forced(current: Option<&Current>, force: bool) -> Option<Version<'_>> {
    current.filter(|_| force).map(|current| (current.version, current.label.as_str(), &current.values))
}

/// Whether somebody else's version came after the one that the branch grew from. Where a branch began with a creation, that
/// was version 1.
fn interrupted(past: &[Past], branch_id: Option<&str>, trunk: Option<u32>) -> bool {
    branch_id.is_some()
        && past.iter().any(|one| one.branch_id.as_deref() != branch_id && one.version > trunk.unwrap_or(1))
}

fn branch_of(change: &Change) -> Option<&str> {
    change.branch_id.as_deref().map(str::trim).filter(|branch| !branch.is_empty())
}

fn branch(change: &Change) -> Result<Option<String>, Trouble> {
    let Some(branch) = branch_of(change) else { return Ok(None) };
    uuid_of(branch).map(Some).ok_or_else(|| Trouble::BranchInvalid { branch: branch.to_owned() })
}

/// The number of a version; none if there is none. Versions count from 1.
fn number(text: Option<&str>) -> Result<Option<u32>, Trouble> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    match text.parse::<u32>() {
        // The largest that both databases keep.
        Ok(number) if (1..=i32::MAX.unsigned_abs()).contains(&number) => Ok(Some(number)),
        _ => Err(Trouble::VersionInvalid { value: text.to_owned() }),
    }
}

#[cfg(test)]
mod tests;
