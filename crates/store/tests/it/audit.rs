//! The audit log: a chain in which a change, a gap or an insertion shows.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World},
};
use futures::future::join_all;
use serde_json::json;
use store::Deed;

on_both_databases! {
    the_log_is_read_backwards_page_by_page
    deeds_done_at_once_by_two_servers_make_one_chain
    a_changed_entry_is_found
    a_changed_detail_is_found
    a_missing_entry_is_found
    an_entry_that_was_put_in_is_found
}

/// Ten deeds, so that entry 4 is in the middle.
async fn log(ground: &Ground) {
    for n in 0..10 {
        let deed =
            Deed::new(ACTOR, "record.read", format!("record:{n}")).detail(json!({"z": n, "a": [1.5, null, "«é»"]}));
        ground.store.audit(&[deed]).await.unwrap();
        ground.clock.advance(chrono::Duration::nanoseconds(1_000_000_001));
    }
    assert_eq!(ground.store.first_broken_audit_entry().await.unwrap(), None);
}

async fn the_log_is_read_backwards_page_by_page(ground: &Ground) {
    log(ground).await;
    let newest = ground.store.audit_entries(None, 3).await.unwrap();
    assert_eq!(newest.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [10, 9, 8]);
    let before = ground.store.audit_entries(Some(8), 100).await.unwrap();
    assert_eq!(before.iter().map(|entry| entry.seq).collect::<Vec<_>>(), [7, 6, 5, 4, 3, 2, 1]);
    let entry = &before[0];
    assert_eq!(
        (entry.actor.as_str(), entry.action.as_str(), entry.subject.as_str()),
        (ACTOR, "record.read", "record:6")
    );
    assert_eq!(entry.detail, json!({"z": 6, "a": [1.5, null, "«é»"]}));
}

async fn deeds_done_at_once_by_two_servers_make_one_chain(ground: &Ground) {
    World::build(ground).await;
    let before = ground.store.audit_entries(None, 1).await.unwrap()[0].seq;
    let beside = ground.beside().await;
    let doing = (0..60).map(|n| {
        let store = if n % 2 == 0 { &ground.store } else { &beside };
        async move { store.audit(&[Deed::new(ACTOR, "record.read", format!("record:{n}"))]).await.unwrap() }
    });
    join_all(doing).await;
    assert_eq!(ground.store.audit_entries(None, 1).await.unwrap()[0].seq, before + 60);
    assert_eq!(ground.store.first_broken_audit_entry().await.unwrap(), None);
}

async fn found_after(ground: &Ground, statement: &str) -> Option<i64> {
    log(ground).await;
    ground.meddle(statement).await;
    ground.store.first_broken_audit_entry().await.unwrap()
}

async fn a_changed_entry_is_found(ground: &Ground) {
    let found = found_after(ground, "UPDATE audit_entry SET actor = 'user:jo@example.org' WHERE seq = 4").await;
    assert_eq!(found, Some(4));
}

async fn a_changed_detail_is_found(ground: &Ground) {
    let found =
        found_after(ground, "UPDATE audit_entry SET detail = '{\"z\":3,\"a\":[1.5,null,\"other\"]}' WHERE seq = 4")
            .await;
    assert_eq!(found, Some(4));
}

async fn a_missing_entry_is_found(ground: &Ground) {
    assert_eq!(found_after(ground, "DELETE FROM audit_entry WHERE seq = 4").await, Some(4));
}

async fn an_entry_that_was_put_in_is_found(ground: &Ground) {
    let found = found_after(
        ground,
        "INSERT INTO audit_entry (seq, at, actor, action, subject, detail, previous, hash) \
         SELECT 11, at, actor, action, subject, detail, previous, hash FROM audit_entry WHERE seq = 10",
    )
    .await;
    assert_eq!(found, Some(11));
}
