//! People, roles and sessions.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, burundi},
};
use chrono::Duration;
use store::{Grant, NewOperation, NewUser, Role, StoreError, User};
use vocab::Language;

on_both_databases! {
    a_log_in_name_belongs_to_one_account_whatever_its_case
    a_role_counts_in_its_operation_and_includes_the_lower_ones
    a_session_ends_with_its_time_its_log_out_or_its_account
    a_clock_that_is_put_back_lengthens_no_session
    a_new_password_ends_the_other_sessions
    somebody_administers_the_server_always
}

fn new(email: &str, administrator: bool) -> NewUser {
    NewUser {
        email: email.to_owned(),
        name: "Ida Ndayizeye".to_owned(),
        language: Language::Kirundi,
        password_hash: "$argon2id$1".to_owned(),
        must_change_password: true,
        administrator,
    }
}

async fn person(ground: &Ground, email: &str, administrator: bool) -> User {
    ground.store.create_user(&new(email, administrator), ACTOR).await.unwrap()
}

async fn a_log_in_name_belongs_to_one_account_whatever_its_case(ground: &Ground) {
    assert_eq!(ground.store.count_users().await.unwrap(), 0);
    let ida = person(ground, " Ida@Example.org ", false).await;
    assert_eq!((ida.email.as_str(), ida.language), ("ida@example.org", Language::Kirundi));
    assert_eq!(ground.store.user_by_email("IDA@example.org").await.unwrap(), Some(ida.clone()));
    assert_eq!(ground.store.user(ida.id).await.unwrap(), Some(ida.clone()));
    assert_eq!(ground.store.user(ida.id + 1).await.unwrap(), None);
    assert_eq!(ground.store.user_by_email("jo@example.org").await.unwrap(), None);
    assert_eq!(ground.store.user_by_email("ida\0@example.org").await.unwrap(), None, "a NUL is no reason to fail");
    let taken = ground.store.create_user(&new("IDA@EXAMPLE.ORG", true), ACTOR).await;
    assert!(matches!(taken, Err(StoreError::Taken { .. })), "{taken:?}");
    person(ground, "Émile@example.org", false).await;
    person(ground, "_service@example.org", false).await;
    let emails: Vec<_> = ground.store.users().await.unwrap().into_iter().map(|user| user.email).collect();
    assert_eq!(emails, ["_service@example.org", "ida@example.org", "émile@example.org"]);
}

async fn a_role_counts_in_its_operation_and_includes_the_lower_ones(ground: &Ground) {
    let world = World::build(ground).await;
    let chad = NewOperation { code: "chad".to_owned(), ..burundi(None) };
    let chad = ground.store.save_operation(&chad, ACTOR).await.unwrap().id;
    let here = world.operation.id;
    let ida = person(ground, "ida@example.org", false).await;
    assert!(!ida.has(Role::Viewer, here));
    ground.store.set_grants(ida.id, &[Grant { operation_id: here, role: Role::Reviewer }], ACTOR).await.unwrap();
    let ida = ground.store.user_by_email("ida@example.org").await.unwrap().unwrap();
    let may = [Role::Viewer, Role::Reviewer, Role::Manager].map(|role| ida.has(role, here));
    assert_eq!((may, ida.has(Role::Viewer, chad)), ([true, true, false], false));

    ground.store.set_grants(ida.id, &[Grant { operation_id: chad, role: Role::Manager }], ACTOR).await.unwrap();
    let ida = ground.store.user_by_email("ida@example.org").await.unwrap().unwrap();
    assert_eq!((ida.has(Role::Viewer, here), ida.has(Role::Manager, chad)), (false, true), "exactly these");
    assert!(person(ground, "root@example.org", true).await.has(Role::Manager, here), "the administrator may all");
}

async fn a_session_ends_with_its_time_its_log_out_or_its_account(ground: &Ground) {
    let ida = person(ground, "ida@example.org", false).await;
    let store = &ground.store;
    let whose = async |token: &str| store.session_user(token).await.unwrap().map(|user| user.email);
    store.begin_session(&ida, "one", Duration::hours(12)).await.unwrap();
    assert_eq!(whose("one").await.as_deref(), Some("ida@example.org"));
    assert_eq!(whose("another").await, None);

    ground.clock.advance(Duration::hours(12) - Duration::milliseconds(1));
    assert!(whose("one").await.is_some());
    ground.clock.advance(Duration::milliseconds(1));
    assert_eq!(whose("one").await, None, "twelve hours and no more");

    store.begin_session(&ida, "two", Duration::hours(12)).await.unwrap();
    store.end_session(&ida, "two").await.unwrap();
    assert_eq!(whose("two").await, None);

    store.begin_session(&ida, "three", Duration::hours(12)).await.unwrap();
    store.disable_user(ida.id, ACTOR).await.unwrap();
    assert_eq!(whose("three").await, None);
    let ida = store.user_by_email("ida@example.org").await.unwrap().unwrap();
    assert!(ida.disabled_at.is_some(), "the account stays");
    store.begin_session(&ida, "four", Duration::hours(12)).await.unwrap();
    assert_eq!(whose("four").await, None, "even a session begun at the same moment");
    let log = store.audit_entries(None, 100).await.unwrap();
    let secrets = ["one", "two", "three", "$argon2id"];
    assert!(log.iter().all(|entry| secrets.iter().all(|secret| !format!("{entry:?}").contains(secret))), "{log:?}");
}

async fn a_clock_that_is_put_back_lengthens_no_session(ground: &Ground) {
    let ida = person(ground, "ida@example.org", false).await;
    let there = async |token: &str| ground.store.session_user(token).await.unwrap().is_some();
    ground.clock.advance(Duration::days(400)); // the battery of the server's clock is empty
    ground.store.begin_session(&ida, "wrong year", Duration::hours(12)).await.unwrap();
    assert!(there("wrong year").await);
    ground.clock.advance(-Duration::days(400));
    assert!(!there("wrong year").await, "it would last for 400 days");
    ground.store.begin_session(&ida, "right year", Duration::hours(12)).await.unwrap();
    ground.clock.advance(-Duration::minutes(4)); // as another server's clock may differ
    assert!(there("right year").await);
    ground.clock.advance(Duration::hours(13));
    assert!(!there("right year").await);
    assert_eq!(ground.store.first_broken_audit_entry().await.unwrap(), None);
}

async fn a_new_password_ends_the_other_sessions(ground: &Ground) {
    let ida = person(ground, "ida@example.org", false).await;
    for token in ["this one", "the lost phone"] {
        ground.store.begin_session(&ida, token, Duration::hours(12)).await.unwrap();
    }
    ground.store.set_password(ida.id, "$argon2id$2", false, Some("this one"), ACTOR).await.unwrap();
    let user = ground.store.session_user("this one").await.unwrap().unwrap();
    assert_eq!((user.password_hash.as_str(), user.must_change_password), ("$argon2id$2", false));
    assert_eq!(ground.store.session_user("the lost phone").await.unwrap(), None);
    ground.store.set_password(ida.id, "$argon2id$3", true, None, ACTOR).await.unwrap();
    assert_eq!(ground.store.session_user("this one").await.unwrap(), None);
}

async fn somebody_administers_the_server_always(ground: &Ground) {
    let store = &ground.store;
    let ida = person(ground, "ida@example.org", true).await;
    let jo = person(ground, "jo@example.org", false).await;
    assert!(matches!(store.disable_user(ida.id, ACTOR).await, Err(StoreError::LastAdministrator)));
    assert!(matches!(store.set_administrator(ida.id, false, ACTOR).await, Err(StoreError::LastAdministrator)));
    store.set_administrator(jo.id, true, ACTOR).await.unwrap();
    // Each would remove the other, at the same moment.
    let (one, other) = tokio::join!(store.disable_user(ida.id, ACTOR), store.set_administrator(jo.id, false, ACTOR));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    let left: Vec<_> = store.users().await.unwrap();
    assert_eq!(left.iter().filter(|user| user.administrator && user.disabled_at.is_none()).count(), 1);
}
