//! Numbered updates of one event in one area, as emergency event tracking collects them between rounds.

use crate::{expression::Answers, measures::Measures};
use vocab::Answer;

/// An update as the other updates of its event see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventUpdate<'a> {
    /// Key of its record.
    pub key: &'a str,
    /// Its number, from 1.
    pub number: i64,
    /// People still displaced, of all updates.
    pub displaced: Option<i64>,
}

/// What the updates of an event tell of one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct EventFacts {
    /// Whether another update has its number: the fact of that name.
    pub duplicate_update: bool,
    /// `last_update` (0 when none is earlier) and `last_displaced`.
    pub measures: Measures,
}

impl<'a> EventUpdate<'a> {
    /// The update that a record is, from its answers to `update_number` and `displaced_individuals`.
    pub fn of(key: &'a str, answers: &Answers) -> Option<Self> {
        let number = answers.get("update_number").and_then(Answer::integer)?;
        Some(Self { key, number, displaced: answers.get("displaced_individuals").and_then(Answer::integer) })
    }

    /// What the updates of the same event in the same area tell of this one; they may include it. Those come from all rounds, and
    /// none of them is rejected.
    pub fn among(&self, updates: &[EventUpdate<'_>]) -> EventFacts {
        let others = || updates.iter().filter(|other| other.key != self.key);
        let earlier = others().filter(|other| other.number < self.number);
        let last = earlier.max_by_key(|other| (other.number, other.key));
        EventFacts {
            duplicate_update: others().any(|other| other.number == self.number),
            measures: Measures::none()
                .with("last_update", Some(last.map_or(0, |last| last.number) as f64))
                .with("last_displaced", last.and_then(|last| last.displaced).map(|people| people as f64)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_is_seen_beside_the_others_of_its_event() {
        let update = |key, number, displaced| EventUpdate { key, number, displaced };
        let all = [update("a", 1, Some(40)), update("b", 2, None), update("c", 4, Some(90)), update("d", 4, Some(80))];
        let of = |at: usize| all[at].among(&all);
        assert_eq!((of(0).duplicate_update, of(0).measures.get("last_update")), (false, Some(0.0)));
        assert_eq!(of(1).measures.get("last_displaced"), Some(40.0));
        assert_eq!((of(2).duplicate_update, of(2).measures.get("last_update")), (true, Some(2.0)));
        assert_eq!(of(2).measures.get("last_displaced"), None, "unknown in the update before stays unknown");
        let mut turned = all;
        turned.reverse();
        assert!(all.iter().all(|one| one.among(&all) == one.among(&turned)));
    }
}
