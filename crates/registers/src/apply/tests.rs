//! Rules 2 to 5 of the crate.

use super::*;

const ID: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10";
const BRANCH: &str = "9d1f1b2e-7e0b-4a4a-8a58-0f2f54f0c001";
const OTHER: &str = "9d1f1b2e-7e0b-4a4a-8a58-0f2f54f0c002";

/// An entity with its versions, to which changes are made one after another.
#[derive(Default)]
struct Story {
    current: Option<Current>,
    past: Vec<Past>,
}

impl Story {
    fn begun() -> Self {
        let mut story = Self::default();
        story.tell(&creation(&[("people", "10"), ("water", "yes")])).unwrap();
        story
    }

    fn tell(&mut self, change: &Change) -> Result<Done, Trouble> {
        self.carry_out(change, false)
    }

    fn carry_out(&mut self, change: &Change, force: bool) -> Result<Done, Trouble> {
        let needed = needs_past(self.current.as_ref(), change);
        let done = apply(self.current.as_ref(), if needed { &self.past } else { &[] }, change, force)?;
        if let Done::Created(new) | Done::Updated(new) = &done {
            let NewVersion { version, label, values, conflict, branch_id, branch_base_version, forced, .. } =
                *new.clone();
            self.past.push(Past {
                version,
                label: label.clone(),
                values: values.clone(),
                branch_id,
                branch_base_version,
                forced,
            });
            self.current = Some(Current { label, values, version, conflict, deleted: false });
        }
        Ok(done)
    }

    fn current(&self) -> &Current {
        self.current.as_ref().unwrap()
    }

    fn value(&self, name: &str) -> &str {
        &self.current().values[name]
    }
}

fn said(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn creation(values: &[(&str, &str)]) -> Change {
    Change {
        id: format!("uuid:{ID}"),
        create: true,
        may_create: true,
        label: Some("Gatumba".into()),
        values: said(values),
        ..Change::of_list("sites")
    }
}

fn update(base: &str, values: &[(&str, &str)]) -> Change {
    Change {
        id: ID.into(),
        update: true,
        may_update: true,
        base_version: Some(base.into()),
        values: said(values),
        ..Change::of_list("sites")
    }
}

fn offline(base: &str, trunk: &str, branch: &str, values: &[(&str, &str)]) -> Change {
    Change { trunk_version: Some(trunk.into()), branch_id: Some(branch.into()), ..update(base, values) }
}

fn version(done: &Done) -> &NewVersion {
    match done {
        Done::Created(new) | Done::Updated(new) => new,
        other => panic!("a version: {other:?}"),
    }
}

#[test]
fn a_creation_is_the_first_version_and_the_same_id_is_not_created_again() {
    let mut story = Story::begun();
    assert_eq!((story.current().label.as_str(), story.current().version), ("Gatumba", 1));
    assert_eq!(story.tell(&creation(&[])), Err(Trouble::Exists { uuid: ID.into() }));
    story.current.as_mut().unwrap().deleted = true;
    assert_eq!(story.tell(&creation(&[])), Err(Trouble::Deleted { uuid: ID.into() }));
    assert_eq!(story.tell(&update("1", &[])), Err(Trouble::Deleted { uuid: ID.into() }));
}

#[test]
fn what_cannot_be_carried_out_says_why() {
    let cases = [
        (Change { id: " ".into(), ..creation(&[]) }, Trouble::IdMissing),
        (Change { id: "12".into(), ..creation(&[]) }, Trouble::IdInvalid { id: "12".into() }),
        (Change { label: Some("  ".into()), ..creation(&[]) }, Trouble::LabelMissing),
        (Change { may_create: false, ..creation(&[]) }, Trouble::NotPermitted { action: "create".into() }),
        (Change { may_update: false, ..update("1", &[]) }, Trouble::NotPermitted { action: "update".into() }),
        (update("1", &[]), Trouble::NotFound { uuid: ID.into() }),
        (update("", &[]), Trouble::BaseVersionMissing),
        (update("0", &[]), Trouble::VersionInvalid { value: "0".into() }),
        (update("1.5", &[]), Trouble::VersionInvalid { value: "1.5".into() }),
        (offline("1", "1", "x", &[]), Trouble::BranchInvalid { branch: "x".into() }),
    ];
    for (change, trouble) in cases {
        assert_eq!(Story::default().tell(&change), Err(trouble), "{change:?}");
    }
    let unknown = |version| Err(Trouble::VersionUnknown { uuid: ID.into(), version });
    assert_eq!(Story::begun().tell(&update("2", &[])), unknown(2));
    assert_eq!(Story::begun().tell(&offline("1", "7", BRANCH, &[])), unknown(7));
    let nothing = Change { create: false, ..creation(&[]) };
    assert_eq!(Story::default().tell(&nothing), Ok(Done::Nothing), "its condition did not hold");
}

#[test]
fn an_update_of_the_current_version_changes_what_it_says_and_leaves_the_rest() {
    let mut story = Story::begun();
    let done = story.tell(&update("1", &[("people", "12"), ("road", "")])).unwrap();
    assert_eq!(version(&done).received, said(&[("people", "12"), ("road", "")]));
    assert_eq!((story.value("people"), story.value("water"), story.value("road")), ("12", "yes", ""));
    assert_eq!((story.current().label.as_str(), story.current().conflict), ("Gatumba", None));
    let renamed = Change { label: Some("Gatumba 2".into()), ..update("2", &[]) };
    story.tell(&renamed).unwrap();
    assert_eq!((story.current().label.as_str(), story.current().version), ("Gatumba 2", 3));
}

#[test]
fn updates_of_one_version_that_touch_different_things_are_in_soft_conflict() {
    let mut story = Story::begun();
    story.tell(&update("1", &[("people", "12")])).unwrap();
    let done = story.tell(&update("1", &[("water", "no")])).unwrap();
    assert_eq!((version(&done).conflict, version(&done).base_version), (Some(Conflict::Soft), Some(1)));
    assert_eq!((story.value("people"), story.value("water")), ("12", "no"), "both are kept");
}

#[test]
fn updates_of_one_version_that_disagree_are_in_hard_conflict_and_it_stays() {
    let mut story = Story::begun();
    story.tell(&update("1", &[("people", "12"), ("water", "no")])).unwrap();
    let done = story.tell(&update("1", &[("people", "15"), ("water", "no")])).unwrap();
    assert_eq!((version(&done).conflict, &version(&done).conflicting), (Some(Conflict::Hard), &vec!["people".into()]));
    let done = story.tell(&update("1", &[("road", "bad")])).unwrap();
    assert_eq!(version(&done).conflict, Some(Conflict::Hard), "until somebody resolves it");
    let renamed = |label: &str| Change { label: Some(label.into()), ..update("1", &[]) };
    let mut story = Story::begun();
    story.tell(&renamed("A")).unwrap();
    let done = story.tell(&renamed("B")).unwrap();
    assert_eq!(version(&done).conflicting, ["label"]);
}

#[test]
fn an_upsert_updates_what_is_there_and_creates_what_is_not() {
    let upsert = |base: &str| Change {
        create: true,
        may_create: true,
        label: Some("G".into()),
        ..update(base, &[("people", "1")])
    };
    assert!(matches!(Story::default().tell(&upsert("")), Ok(Done::Created(_))));
    assert!(matches!(Story::default().tell(&upsert("4")), Ok(Done::Created(_))));
    assert!(matches!(Story::begun().tell(&upsert("1")), Ok(Done::Updated(_))));
    assert_eq!(Story::begun().tell(&upsert("")), Err(Trouble::Exists { uuid: ID.into() }));
    assert!(matches!(
        Story::default().tell(&Change { branch_id: Some(BRANCH.into()), ..upsert("2") }),
        Ok(Done::Created(_))
    ));
}

#[test]
fn work_without_network_chains_without_conflict() {
    let mut story = Story::begun();
    story.tell(&offline("1", "1", BRANCH, &[("people", "11")])).unwrap();
    story.tell(&offline("2", "1", BRANCH, &[("people", "12")])).unwrap();
    let done = story.tell(&offline("3", "1", BRANCH, &[("people", "13")])).unwrap();
    assert_eq!((version(&done).version, version(&done).base_version), (4, Some(3)));
    assert_eq!((story.value("people"), story.current().conflict), ("13", None));
}

#[test]
fn a_branch_that_began_with_a_creation_chains_too() {
    let mut story = Story::begun();
    story.tell(&offline("1", "", BRANCH, &[("people", "11")])).unwrap();
    story.tell(&offline("2", "", BRANCH, &[("people", "12")])).unwrap();
    assert_eq!((story.value("people"), story.current().conflict), ("12", None));
}

#[test]
fn two_branches_of_one_version_conflict_once_they_meet() {
    let mut story = Story::begun();
    story.tell(&offline("1", "1", BRANCH, &[("people", "11")])).unwrap();
    let done = story.tell(&offline("1", "1", OTHER, &[("people", "20")])).unwrap();
    assert_eq!((version(&done).version, version(&done).conflict), (3, Some(Conflict::Hard)));
    let mut story = Story::begun();
    story.tell(&update("1", &[("water", "no")])).unwrap();
    story.tell(&offline("1", "1", BRANCH, &[("people", "11")])).unwrap();
    story.current.as_mut().unwrap().conflict = None; // resolved
    let done = story.tell(&offline("2", "1", BRANCH, &[("people", "12")])).unwrap();
    assert_eq!(version(&done).base_version, Some(3), "its own version before, not that of the same number");
    assert_eq!(version(&done).conflict, Some(Conflict::Soft), "the branch was interrupted");
}

#[test]
fn a_change_whose_predecessor_is_missing_is_held() {
    let held = |base_version| Ok(Done::Held { branch_id: BRANCH.into(), base_version });
    assert_eq!(Story::begun().tell(&offline("3", "1", BRANCH, &[])), held(3));
    assert_eq!(Story::default().tell(&offline("1", "", BRANCH, &[])), held(1), "its creation is under way");
}

#[test]
fn a_held_change_can_be_forced_and_what_comes_after_all_does_not_undo_it() {
    let mut story = Story::begun();
    let done = story.carry_out(&offline("3", "1", BRANCH, &[("people", "30")]), true).unwrap();
    assert_eq!((version(&done).version, version(&done).base_version), (2, Some(1)));

    let mut story = Story::default();
    let done = story.carry_out(&offline("2", "", BRANCH, &[("people", "30")]), true).unwrap();
    assert!(matches!(&done, Done::Created(new) if new.forced && new.label == ID));
    let late = story.tell(&creation(&[("people", "10"), ("water", "yes")])).unwrap();
    assert_eq!((version(&late).conflict, &version(&late).conflicting), (Some(Conflict::Hard), &vec!["people".into()]));
    let now = (story.current().label.as_str(), story.value("people"), story.value("water"));
    assert_eq!(now, ("Gatumba", "30", "yes"), "what was said last counts, the rest is filled in");
}
