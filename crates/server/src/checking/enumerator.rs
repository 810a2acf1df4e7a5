//! Whose records are held against each other.

use store::{CheckedRecord, Round};

/// The person or device that asked the questions; none where that cannot be told. An import, a link that many share and a
/// demonstration would make one enumerator of many, and flag them all.
pub(super) fn enumerator_of(checked: &CheckedRecord, round: Option<&Round>) -> Option<String> {
    if round.is_some_and(|round| round.demonstration) {
        return None;
    }
    let sender = checked.sender.as_ref()?;
    if let Some(device_id) = sender.device_id {
        return Some(format!("device:{device_id}"));
    }
    if sender.brought {
        // Who brought it did not ask; the phone may be known by what it called itself.
        let label = sender.device_label.as_deref().filter(|label| !label.trim().is_empty());
        return label.map(|label| format!("label:{label}"));
    }
    sender.actor.clone().filter(|actor| actor.starts_with("user:"))
}
