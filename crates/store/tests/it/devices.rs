//! Phones and their tokens.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, burundi},
};
use store::NewOperation;

on_both_databases! {
    a_token_opens_its_own_operation_until_it_is_revoked
}

async fn a_token_opens_its_own_operation_until_it_is_revoked(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let chad = NewOperation { code: "chad".to_owned(), ..burundi(None) };
    let chad = store.save_operation(&chad, ACTOR).await.unwrap().id;
    let here = world.operation.id;
    let tablet = store.create_device(here, "Tablet 7", "secret-token", ACTOR).await.unwrap();
    let spare = store.create_device(here, "Spare", "other-token", ACTOR).await.unwrap();
    assert_eq!(store.device_by_token(here, "secret-token").await.unwrap(), Some(tablet.clone()));
    assert_eq!(store.device_by_token(chad, "secret-token").await.unwrap(), None, "another operation's door");
    assert_eq!(store.device_by_token(here, "guessed").await.unwrap(), None);

    assert!(!store.revoke_device(chad, tablet.id, ACTOR).await.unwrap(), "not from another operation");
    assert!(store.revoke_device(here, tablet.id, ACTOR).await.unwrap());
    assert_eq!(store.device_by_token(here, "secret-token").await.unwrap(), None);
    let since = store.devices(here).await.unwrap()[1].revoked_at;
    ground.clock.advance(chrono::Duration::hours(1));
    assert!(store.revoke_device(here, tablet.id, ACTOR).await.unwrap());
    assert_eq!(store.devices(here).await.unwrap()[1].revoked_at, since, "again is no change");
    let devices = store.devices(here).await.unwrap();
    assert_eq!((&devices[0], devices[1].revoked_at.is_some()), (&spare, true), "newest first");
    assert_eq!(store.devices(chad).await.unwrap(), []);
    let log = store.audit_entries(None, 1).await.unwrap();
    assert_eq!(
        (log[0].action.as_str(), log[0].subject.as_str()),
        ("device.revoked", format!("device:{} Tablet 7", tablet.id).as_str())
    );
}
