//! Events beside the stock: what event tracking knows that no round has counted yet.

use chrono::NaiveDate;
use disclosure::Rule;
use serde::Serialize;
use vocab::{Missing, Pcode, Sharing};

/// The latest update on an event in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventPart {
    /// What the event is known by.
    pub event: String,
    /// What happened, as its form codes it.
    pub trigger: Option<String>,
    /// Day it happened.
    pub began: Option<NaiveDate>,
    /// Where the people are.
    pub place: Pcode,
    /// Number of the update.
    pub update: u32,
    /// The day its numbers are for.
    pub as_of: NaiveDate,
    /// Where the report comes from, as its form codes it.
    pub source: Option<String>,
    /// Individuals still displaced.
    pub individuals: Option<u64>,
    /// Households still displaced.
    pub households: Option<u64>,
    /// Why there is no number of individuals.
    pub missing: Option<Missing>,
    /// Of these, how many come on top of what a round has counted; none where no round has counted any.
    pub beyond: Option<i64>,
    /// The earlier update that a round has counted: with what is beyond it, anybody could work it out.
    #[serde(skip)]
    pub counted: Option<EventCounts>,
    /// The round that has counted an earlier update, or this one.
    pub absorbed_by_round: Option<u32>,
    /// The last round that has counted some of the place since, and not all of it.
    pub partly_counted_by_round: Option<u32>,
}

/// Updates that may be shown to anyone. Made by [`open_events`] only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublicEvents {
    parts: Vec<EventPart>,
}

impl PublicEvents {
    /// The updates, in the order they came.
    pub fn parts(&self) -> &[EventPart] {
        &self.parts
    }
}

/// How many an update says are displaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventCounts {
    /// People.
    pub individuals: Option<u64>,
    /// Households.
    pub households: Option<u64>,
}

/// Who may see what updates say, by the questions behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventSharing {
    /// How many people, and without which the number says nothing: event, number of the update, place and day.
    pub numbers: [Sharing; 5],
    /// How many households.
    pub households: Sharing,
    /// What happened.
    pub trigger: Sharing,
    /// Day it happened.
    pub began: Sharing,
    /// Where the report comes from.
    pub source: Sharing,
}

impl EventSharing {
    /// The same for all.
    pub fn all(sharing: Sharing) -> Self {
        Self { numbers: [sharing; 5], households: sharing, trigger: sharing, began: sharing, source: sharing }
    }

    /// Whether anyone may see events at all.
    pub fn is_open(&self) -> bool {
        self.numbers.iter().all(|sharing| *sharing == Sharing::Public)
    }
}

/// Lets events through if the numbers of those displaced may be shown to anyone, each with what else may be, and takes out
/// numbers that are small: they could point at people. Households that may not be shown are looked at all the same.
///
/// A number beyond a round's is taken out with the number it was made of, and if it is small itself: the round's number may
/// be public. It is taken out too if the update that the round counted was small: the difference of the two would tell it.
pub fn open_events(parts: Vec<EventPart>, sharing: EventSharing, rule: Rule) -> PublicEvents {
    if !sharing.is_open() {
        return PublicEvents::default();
    }
    let parts = parts.into_iter().map(|part| only_public(without_small(part, rule), sharing));
    PublicEvents { parts: parts.collect() }
}

fn without_small(part: EventPart, rule: Rule) -> EventPart {
    let any_small = |counts: &[Option<u64>]| counts.iter().flatten().any(|count| *count > 0 && *count < rule.threshold);
    let beyond = part.beyond.map(i64::unsigned_abs);
    if any_small(&[part.individuals, part.households, beyond]) {
        let missing = Some(Missing::Withheld);
        return EventPart { individuals: None, households: None, beyond: None, missing, ..part };
    }
    let counted = part.counted.is_some_and(|counted| any_small(&[counted.individuals, counted.households]));
    EventPart { beyond: part.beyond.filter(|_| !counted), ..part }
}

fn only_public(part: EventPart, sharing: EventSharing) -> EventPart {
    let open = |sharing: Sharing| sharing == Sharing::Public;
    EventPart {
        households: part.households.filter(|_| open(sharing.households)),
        trigger: part.trigger.filter(|_| open(sharing.trigger)),
        began: part.began.filter(|_| open(sharing.began)),
        source: part.source.filter(|_| open(sharing.source)),
        ..part
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(individuals: u64, households: u64) -> EventPart {
        EventPart {
            event: "BDI-2026-014".to_owned(),
            trigger: Some("flood".to_owned()),
            began: None,
            place: "BDI012004".parse().unwrap(),
            update: 1,
            as_of: "2026-03-02".parse().unwrap(),
            source: None,
            individuals: Some(individuals),
            households: Some(households),
            missing: None,
            beyond: None,
            counted: None,
            absorbed_by_round: None,
            partly_counted_by_round: None,
        }
    }

    #[test]
    fn nothing_leaves_unless_the_question_is_public() {
        for sharing in [Sharing::Sensitive, Sharing::UrgentAction] {
            assert_eq!(open_events(vec![part(300, 60)], EventSharing::all(sharing), Rule::default()).parts(), []);
        }
        assert_eq!(
            open_events(vec![part(300, 60)], EventSharing::all(Sharing::Public), Rule::default()).parts(),
            [part(300, 60)]
        );
    }

    #[test]
    fn small_numbers_are_withheld_whole_and_zero_is_not_small() {
        let few_beyond = EventPart { beyond: Some(-3), ..part(300, 60) };
        for small in [part(4, 1), part(12, 3), few_beyond] {
            let opened = open_events(vec![small], EventSharing::all(Sharing::Public), Rule::default());
            let shown = &opened.parts()[0];
            assert_eq!((shown.individuals, shown.households, shown.beyond), (None, None, None));
            assert_eq!(shown.missing, Some(Missing::Withheld));
        }
        assert_eq!(
            open_events(vec![part(0, 0)], EventSharing::all(Sharing::Public), Rule::default()).parts(),
            [part(0, 0)]
        );
    }

    #[test]
    fn each_field_leaves_only_as_its_own_question_allows() {
        let all = EventPart { began: "2026-03-01".parse().ok(), source: Some("telephone".to_owned()), ..part(300, 60) };
        let open = EventSharing::all(Sharing::Public);
        let asked = EventSharing { trigger: Sharing::Sensitive, source: Sharing::UrgentAction, ..open };
        let opened = open_events(vec![all.clone()], asked, Rule::default());
        assert_eq!(opened.parts(), [EventPart { trigger: None, source: None, ..all.clone() }]);
        let asked = EventSharing { households: Sharing::Sensitive, began: Sharing::Sensitive, ..open };
        let opened = open_events(vec![all.clone()], asked, Rule::default());
        assert_eq!(opened.parts(), [EventPart { households: None, began: None, ..all.clone() }]);
        for hidden in 0..5 {
            let mut asked = open;
            asked.numbers[hidden] = Sharing::Sensitive;
            assert_eq!(open_events(vec![all.clone()], asked, Rule::default()).parts(), [], "question {hidden}");
        }
    }

    #[test]
    fn what_is_beyond_an_update_that_was_small_is_withheld() {
        let beyond = |individuals, households| {
            let counted = Some(EventCounts { individuals: Some(individuals), households: Some(households) });
            let part = EventPart { beyond: Some(200), counted, ..part(300, 60) };
            open_events(vec![part], EventSharing::all(Sharing::Public), Rule::default()).parts()[0].clone()
        };
        assert_eq!((beyond(100, 20).beyond, beyond(3, 20).beyond, beyond(12, 3).beyond), (Some(200), None, None));
        assert_eq!(beyond(12, 3).individuals, Some(300), "what is large stays");
    }
}
