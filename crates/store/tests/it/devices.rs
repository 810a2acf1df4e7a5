//! Phones and their tokens.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, burundi},
};
use store::{DeviceLogin, NewDevice, NewOperation};

on_both_databases! {
    a_token_opens_its_own_operation_until_it_is_revoked
    several_are_added_all_or_none_and_a_password_goes_when_its_phone_is_shut_out
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

async fn several_are_added_all_or_none_and_a_password_goes_when_its_phone_is_shut_out(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, here) = (&ground.store, world.operation.id);
    let login = |user_name: &str| DeviceLogin {
        user_name: user_name.to_owned(),
        ha1_md5: "md5".to_owned(),
        ha1_sha256: "sha256".to_owned(),
    };
    let new = |name: &str, user_name: &str| NewDevice {
        name: name.to_owned(),
        token: format!("token of {name}"),
        login: Some(login(user_name)),
    };
    let made = store.create_devices(here, &[new("Tablet 1", "phone-1"), new("Tablet 2", "phone-2")], ACTOR).await;
    let made = made.unwrap();
    assert_eq!(made.iter().map(|device| device.name.as_str()).collect::<Vec<_>>(), ["Tablet 1", "Tablet 2"]);
    assert!(
        store.create_devices(here, &[new("Tablet 3", "phone-3"), new("Tablet 4", "phone-1")], ACTOR).await.is_err()
    );
    assert_eq!(store.devices(here).await.unwrap().len(), 2, "none of them, because one name is taken");
    let found = store.device_by_user_name(here, "phone-1").await.unwrap();
    assert_eq!(found, Some((made[0].clone(), login("phone-1"))));
    for (operation, name) in [(here + 1, "phone-1"), (here, "phone-9"), (here, "phone-1\0"), (here, "PHONE-1")] {
        assert_eq!(store.device_by_user_name(operation, name).await.unwrap(), None, "{name:?}");
    }
    assert!(!store.is_revoked_token(here, "token of Tablet 1").await.unwrap());
    assert!(store.revoke_device(here, made[0].id, ACTOR).await.unwrap());
    assert!(store.is_revoked_token(here, "token of Tablet 1").await.unwrap());
    assert_eq!(store.device_by_user_name(here, "phone-1").await.unwrap(), None);
    let again = store.create_devices(here, &[new("Tablet 5", "phone-1")], ACTOR).await.unwrap();
    assert_eq!(again[0].user_name.as_deref(), Some("phone-1"), "nothing of it was kept");
}
