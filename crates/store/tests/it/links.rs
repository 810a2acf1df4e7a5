//! Links by which a form is filled in a browser.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, photo},
};
use chrono::Duration;
use store::{FormLink, LinkClosed, LinkKind, NewLink, NewSubmission, Stored};

on_both_databases! {
    a_link_opens_until_it_expires_or_is_revoked_and_only_its_hash_is_kept
    a_link_for_one_submission_is_used_up_by_it_and_by_nothing_else
    two_submissions_at_once_share_a_link_for_one_only_one_of_them_comes_in
    what_came_in_may_be_sent_again_after_the_link_is_used_or_too_old
}

async fn link(ground: &Ground, world: &World, kind: LinkKind, days: Option<i64>) -> FormLink {
    let expires_at = days.map(|days| ground.store.clock().now() + Duration::days(days));
    let new = NewLink { xml_form_id: "baseline_subarea".to_owned(), name: "Partner A".to_owned(), kind, expires_at };
    let token = format!("token-{kind:?}-{days:?}");
    ground.store.create_link(world.operation.id, &new, &token, ACTOR).await.unwrap()
}

fn by(link: &FormLink, submission: NewSubmission) -> NewSubmission {
    NewSubmission { link_id: Some(link.id), actor: link.actor(), ..submission }
}

async fn a_link_opens_until_it_expires_or_is_revoked_and_only_its_hash_is_kept(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, here) = (&ground.store, world.operation.id);
    let made = link(ground, &world, LinkKind::Many, Some(1)).await;
    assert_eq!(store.link_by_token("token-Many-Some(1)").await.unwrap(), Some(made.clone()));
    assert_eq!(store.link_by_token("guessed").await.unwrap(), None);
    let log = store.audit_entries(None, 1).await.unwrap().remove(0);
    assert_eq!((log.action.as_str(), log.subject.clone()), ("link.created", format!("link:{} Partner A", made.id)));
    assert!(!format!("{log:?}").contains("token-"), "no key in the log");

    assert_eq!(made.closed(ground.store.clock().now()), None);
    ground.clock.advance(Duration::days(1));
    assert_eq!(made.closed(ground.store.clock().now()), Some(LinkClosed::Expired), "at its end, not after");
    let late = store.store_submission(by(&made, world.submission("0001"))).await.unwrap();
    assert_eq!(late, Stored::LinkClosed(LinkClosed::Expired));
    assert_eq!(store.audit_entries(None, 1).await.unwrap()[0].action, "submission.refused_closed_link");

    let further = Some(ground.store.clock().now() + Duration::days(1));
    assert_eq!(store.set_link_expiry(here, "another_form", made.id, further, ACTOR).await.unwrap(), None);
    let longer = store.set_link_expiry(here, "baseline_subarea", made.id, further, ACTOR).await.unwrap().unwrap();
    assert_eq!((longer.expires_at, longer.closed(ground.store.clock().now())), (further, None));
    assert_eq!(store.audit_entries(None, 1).await.unwrap()[0].action, "link.expiry_set");
    for instance in ["0001", "0002"] {
        let came = store.store_submission(by(&made, world.submission(instance))).await.unwrap();
        assert!(matches!(came, Stored::New { .. }), "{came:?}");
    }

    assert!(!store.revoke_link(here, "another_form", made.id, ACTOR).await.unwrap(), "not from another form");
    assert!(store.revoke_link(here, "baseline_subarea", made.id, ACTOR).await.unwrap());
    assert_eq!(store.audit_entries(None, 1).await.unwrap()[0].action, "link.revoked");
    let entries = store.audit_entries(None, 100).await.unwrap().len();
    assert!(store.revoke_link(here, "baseline_subarea", made.id, ACTOR).await.unwrap(), "again is no change");
    assert_eq!(store.audit_entries(None, 100).await.unwrap().len(), entries);
    let refused = store.store_submission(by(&made, world.submission("0003"))).await.unwrap();
    assert_eq!(refused, Stored::LinkClosed(LinkClosed::Revoked));
    let listed = store.links(here, "baseline_subarea").await.unwrap();
    let (shown, came) = &listed[0];
    assert_eq!((listed.len(), shown.id, *came, shown.revoked_at.is_some()), (1, made.id, 2, true));
    assert_eq!(store.links(here, "another_form").await.unwrap(), []);
}

async fn a_link_for_one_submission_is_used_up_by_it_and_by_nothing_else(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let single = link(ground, &world, LinkKind::Single, None).await;
    let held = world.submission("0001");
    store.store_submission(held.clone()).await.unwrap();
    // Refused for other reasons: the link is still there for its one submission.
    let other_content = NewSubmission { xml: b"<data id=\"baseline_subarea\"/>".to_vec(), ..held };
    assert_eq!(store.store_submission(by(&single, other_content)).await.unwrap(), Stored::Reused);
    let correction = NewSubmission { corrects: Some("uuid:nobody".to_owned()), ..world.submission("0002") };
    assert_eq!(store.store_submission(by(&single, correction)).await.unwrap(), Stored::OriginalUnknown);
    let used_at = async || store.link_by_token("token-Single-None").await.unwrap().unwrap().used_at;
    assert_eq!(used_at().await, None);

    let came = store.store_submission(by(&single, world.submission("0003"))).await.unwrap();
    assert!(matches!(came, Stored::New { .. }), "{came:?}");
    assert_eq!(used_at().await, Some(ground.store.clock().now()));
    let second = store.store_submission(by(&single, world.submission("0004"))).await.unwrap();
    assert_eq!(second, Stored::LinkClosed(LinkClosed::Used));
    assert!(store.submission(world.operation.id, "uuid:0004").await.unwrap().is_none());
}

async fn two_submissions_at_once_share_a_link_for_one_only_one_of_them_comes_in(ground: &Ground) {
    let world = World::build(ground).await;
    let single = link(ground, &world, LinkKind::Single, None).await;
    let other_server = ground.beside().await;
    let mut sent = Vec::new();
    for n in 0..8 {
        let server = if n % 2 == 0 { ground.store.clone() } else { other_server.clone() };
        let submission = by(&single, world.submission(&format!("{n:04}")));
        sent.push(tokio::spawn(async move { server.store_submission(submission).await.unwrap() }));
    }
    let mut outcomes = Vec::new();
    for outcome in sent {
        outcomes.push(outcome.await.unwrap());
    }
    let new = outcomes.iter().filter(|outcome| matches!(outcome, Stored::New { .. })).count();
    let closed = outcomes.iter().filter(|outcome| **outcome == Stored::LinkClosed(LinkClosed::Used)).count();
    assert_eq!((new, closed), (1, 7), "{outcomes:?}");
    assert_eq!(ground.store.count_operation_submissions(world.operation.id).await.unwrap(), 1);
}

async fn what_came_in_may_be_sent_again_after_the_link_is_used_or_too_old(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let single = link(ground, &world, LinkKind::Single, Some(1)).await;
    let first = by(&single, world.submission("0001"));
    let Stored::New { submission_id, .. } = store.store_submission(first.clone()).await.unwrap() else {
        panic!("the first is new")
    };
    // The answer was lost, and a photo is still to come: by then the link is used and too old.
    ground.clock.advance(Duration::days(2));
    let again = store.store_submission(first.clone()).await.unwrap();
    assert_eq!(again, Stored::Again { submission_id, files_added: 0 });
    let rest = NewSubmission { attachments: vec![photo(ground, "1.jpg", b"a photo")], ..first.clone() };
    assert_eq!(store.store_submission(rest).await.unwrap(), Stored::Again { submission_id, files_added: 1 });
    let changed = NewSubmission { xml: b"<data id=\"baseline_subarea\"/>".to_vec(), ..first };
    assert_eq!(store.store_submission(changed).await.unwrap(), Stored::Reused);
}
