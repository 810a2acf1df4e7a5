//! Rules.
//! 1. A decision changes all its sites in one commit, with its reason; nothing of it if the register has changed since.
//! 2. Taking it back leaves every site saying what it said before, and a site that it made deleted.
//! 3. A later change of one of its sites stands in the way, and is named; a later decision that was undone does not.
//! 4. Two sites are kept apart once, and that can be undone too.
//! 5. What the list said at a moment can be read later, deleted sites among it.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World},
};
use registers::Values;
use serde_json::json;
use store::{
    BulkChange, BulkEntity, Decided, NewRegister, Register, SiteDecision, SiteDecisionKind, SitePart, Store, Undone,
};
use vocab::Clock;

on_both_databases! {
    a_decision_changes_all_its_sites_or_none
    undoing_leaves_what_was_there_before
    a_later_change_stands_in_the_way_and_is_named
    two_sites_are_kept_apart_once
    a_list_is_read_as_it_stood
    any_decisions_undone_in_turn_leave_every_site_as_it_was
}

const A: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10";
const B: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a11";
const C: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a12";

struct Scene<'g> {
    store: &'g Store,
    operation: i32,
}

fn said(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn becomes(uuid: &str, label: &str, values: &[(&str, &str)]) -> SitePart {
    SitePart { uuid: uuid.to_owned(), becomes: Some((label.to_owned(), said(values))), new: false }
}

impl<'g> Scene<'g> {
    /// A and B, which are active.
    async fn build(ground: &'g Ground) -> Self {
        let world = World::build(ground).await;
        let store = &ground.store;
        let new = NewRegister { name: "sites".to_owned(), approval_required: false };
        let register = store.create_register(world.operation.id, &new, ACTOR).await.unwrap();
        for property in ["status", "successors", "water"] {
            store.add_property(&register, property, false, ACTOR).await.unwrap();
        }
        let new = |uuid: &str, label: &str| BulkEntity {
            uuid: uuid.to_owned(),
            label: label.to_owned(),
            values: said(&[("status", "active"), ("water", "yes")]),
        };
        let create = vec![new(A, "Kibimba"), new(B, "Kibinba")];
        let change = BulkChange { create, source: "bulk", ..BulkChange::default() };
        store.change_entities(&register, &change, ACTOR).await.unwrap();
        Self { store, operation: world.operation.id }
    }

    async fn register(&self) -> Register {
        self.store.register(self.operation, "sites").await.unwrap().unwrap()
    }

    async fn decide(&self, kind: SiteDecisionKind, parts: Vec<SitePart>) -> i64 {
        let register = self.register().await;
        let decision = SiteDecision {
            seen: register.revision,
            kind,
            reason: "told twice".to_owned(),
            detail: json!({"on": "2026-03-01"}),
            parts,
        };
        match self.store.decide_sites(&register, &decision, ACTOR).await.unwrap() {
            Decided::Done(id) => id,
            Decided::Stale => panic!("stale"),
        }
    }

    async fn merge(&self) -> i64 {
        let closed = [("status", "closed"), ("successors", A)];
        self.decide(
            SiteDecisionKind::Merge,
            vec![becomes(A, "Kibimba", &[("water", "much")]), becomes(B, "Kibinba", &closed)],
        )
        .await
    }

    async fn undo(&self, id: i64) -> Undone {
        self.store.undo_site_change(&self.register().await, id, "they are two", ACTOR).await.unwrap()
    }

    /// What each site says, deleted ones as nothing.
    async fn says(&self) -> Vec<(String, String, Values)> {
        let entities = self.store.all_entities(&self.register().await, false).await.unwrap();
        entities.into_iter().map(|entity| (entity.uuid, entity.label, entity.values)).collect()
    }
}

async fn a_decision_changes_all_its_sites_or_none(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let (before, was) = (scene.register().await, scene.says().await);
    let id = scene.merge().await;
    let now = scene.says().await;
    assert_eq!((now[0].2["water"].as_str(), now[1].2["status"].as_str()), ("much", "closed"));
    assert_eq!(now[1].2["water"], "yes", "what it does not speak of stays");
    assert!(scene.register().await.revision > before.revision, "phones get another list");
    let entity = ground.store.entity(&before, B).await.unwrap().unwrap();
    let newest = ground.store.entity_versions(&entity).await.unwrap().pop().unwrap();
    assert_eq!((newest.source.as_str(), &newest.detail), ("sites", &json!({"site_change": id})));
    assert_eq!(newest.received, said(&[("status", "closed"), ("successors", A)]));
    let found = ground.store.site_changes(&before, Some(B), None, 10).await.unwrap();
    let [change] = &found[..] else { panic!("{found:?}") };
    assert_eq!((change.id, change.reason.as_str(), change.kind), (id, "told twice", SiteDecisionKind::Merge));
    let parts: Vec<_> = change.parts.iter().map(|part| (part.uuid.as_str(), part.before, part.after)).collect();
    assert_eq!(parts, [(A, Some(1), Some(2)), (B, Some(1), Some(2))]);
    let entry = &ground.store.audit_entries(None, 1).await.unwrap()[0];
    assert_eq!((entry.action.as_str(), entry.subject.as_str()), ("site.merged", &*format!("site:{A}")));

    // Taken on the register as it was before, or on sites that are others, it is not carried out at all.
    let stale = |seen, parts| SiteDecision {
        seen,
        kind: SiteDecisionKind::Edit,
        reason: String::new(),
        detail: json!({}),
        parts,
    };
    let decide = async |decision| ground.store.decide_sites(&before, &decision, ACTOR).await.unwrap();
    assert_eq!(decide(stale(before.revision, vec![becomes(A, "X", &[])])).await, Decided::Stale);
    let seen = scene.register().await.revision;
    assert_eq!(decide(stale(seen, vec![becomes(A, "X", &[]), becomes(C, "Y", &[])])).await, Decided::Stale);
    assert_eq!(scene.says().await, now);
    assert_ne!(now, was);
    assert_eq!(ground.store.site_changes(&before, None, None, 10).await.unwrap().len(), 1);
}

async fn a_list_is_read_as_it_stood(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let register = scene.register().await;
    let read = async |moment| {
        let found = ground.store.entities_as_of(&register, moment).await.unwrap().into_iter();
        found.map(|(id, (label, values))| (id, label, values)).collect::<Vec<_>>()
    };
    let (then, before) = (scene.says().await, ground.clock.now());
    ground.clock.advance(chrono::Duration::hours(1));
    let new = SitePart { new: true, ..becomes(C, "Ruhororo", &[("status", "active")]) };
    scene.decide(SiteDecisionKind::Import, vec![becomes(A, "Kibimba II", &[("water", "no")]), new]).await;
    let (now, later) = (scene.says().await, ground.clock.now());
    assert_eq!((read(before).await, read(later).await), (then, now.clone()));
    ground.clock.advance(chrono::Duration::hours(1));
    assert!(ground.store.delete_entity(&register, C, ACTOR).await.unwrap());
    assert_eq!(read(later).await, now, "it was there");
    assert_eq!(read(ground.clock.now()).await.len(), 2);
    assert!(read(before - chrono::Duration::days(1)).await.is_empty());
}

async fn undoing_leaves_what_was_there_before(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let was = scene.says().await;
    let new = SitePart { new: true, ..becomes(C, "Kibimba north", &[("status", "active")]) };
    let split = scene.decide(SiteDecisionKind::Split, vec![becomes(A, "Kibimba", &[("successors", C)]), new]).await;
    assert_eq!(scene.says().await.len(), 3);
    let Undone::Done(change) = scene.undo(split).await else { panic!() };
    assert_eq!(change.undone.as_ref().map(|(_, by, why)| (by.as_str(), why.as_str())), Some((ACTOR, "they are two")));
    assert_eq!(scene.says().await, was);
    let states = ground.store.entity_states(&scene.register().await, &[C.to_owned()]).await.unwrap();
    assert_eq!(states, [(C.to_owned(), true)], "a phone is told that it is gone");
    assert_eq!(scene.undo(split).await, Undone::Already);
    assert_eq!(scene.undo(split + 1).await, Undone::NotFound);
    let entry = &ground.store.audit_entries(None, 1).await.unwrap()[0];
    assert_eq!(entry.action, "site.decision_undone");
    assert_eq!(ground.store.first_broken_audit_entry().await.unwrap(), None);
}

async fn a_later_change_stands_in_the_way_and_is_named(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let was = scene.says().await;
    let merge = scene.merge().await;
    let merged = scene.says().await;
    let edit = scene.decide(SiteDecisionKind::Edit, vec![becomes(A, "Kibimba Centre", &[])]).await;
    let Undone::InTheWay(found) = scene.undo(merge).await else { panic!() };
    let named: Vec<_> = found.iter().map(|one| (one.uuid.as_str(), one.later.as_ref().unwrap().id)).collect();
    assert_eq!(named, [(A, edit)]);
    assert_eq!(scene.says().await[1], merged[1], "nothing was undone, B neither");
    assert!(matches!(scene.undo(edit).await, Undone::Done(_)));
    assert_eq!(scene.says().await, merged);

    // What others write is in the way too, though no decision is to be named.
    let register = scene.register().await;
    ground.store.update_entity(&register, B, &said(&[("water", "no")]), None, ACTOR).await.unwrap();
    let Undone::InTheWay(found) = scene.undo(merge).await else { panic!() };
    assert_eq!((found[0].uuid.as_str(), &found[0].later), (B, &None));
    ground.store.update_entity(&register, B, &said(&[("water", "yes")]), None, ACTOR).await.unwrap();
    assert!(matches!(scene.undo(merge).await, Undone::InTheWay(_)), "it was written again, whatever it says");
    assert_ne!(scene.says().await, was);
}

async fn two_sites_are_kept_apart_once(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let revision = scene.register().await.revision;
    let both = || [A, B].map(|uuid| SitePart { uuid: uuid.to_owned(), becomes: None, new: false }).to_vec();
    let first = scene.decide(SiteDecisionKind::NotDuplicate, both()).await;
    let again = scene.decide(SiteDecisionKind::NotDuplicate, both().into_iter().rev().collect()).await;
    assert_eq!(again, first);
    let register = scene.register().await;
    assert_eq!(register.revision, revision, "phones need not know");
    assert_eq!(ground.store.sites_kept_apart(&register).await.unwrap().len(), 1);
    // Whatever happens to the two since: that they are two can be taken back.
    scene.merge().await;
    assert!(matches!(scene.undo(first).await, Undone::Done(_)));
    assert_eq!(ground.store.sites_kept_apart(&register).await.unwrap(), []);
}

async fn any_decisions_undone_in_turn_leave_every_site_as_it_was(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let mut states = vec![scene.says().await];
    let mut decisions = Vec::new();
    for (number, uuid) in [A, B, A, A, B].into_iter().enumerate() {
        let values = [("water", ["a", "b", "c"][number % 3])];
        decisions.push(scene.decide(SiteDecisionKind::Edit, vec![becomes(uuid, &format!("N{number}"), &values)]).await);
        states.push(scene.says().await);
        if number == 2 {
            // Undone and done again between the others.
            assert!(matches!(scene.undo(decisions.pop().unwrap()).await, Undone::Done(_)));
            states.pop();
            assert_eq!(&scene.says().await, states.last().unwrap());
        }
    }
    while let Some(decision) = decisions.pop() {
        assert!(matches!(scene.undo(decision).await, Undone::Done(_)), "{decision}");
        states.pop();
        assert_eq!(&scene.says().await, states.last().unwrap());
    }
}
