//! The keys of personal data: made once, looked after, changed.

use crate::desk::Desk;
use std::{fs, process::Command};

#[test]
fn keys_are_made_loudly_and_data_does_not_open_without_them() {
    let desk = Desk::new();
    let first = desk.run(&["init"]);
    assert!(first.well && first.err.contains("COPY THIS FILE"), "{}", first.err);
    assert!(!desk.run(&["doctor"]).err.contains("COPY THIS FILE"), "once");
    let file = desk.data().join("keys");
    let aside = desk.data().join("keys.aside");
    fs::rename(&file, &aside).unwrap();
    let refused = desk.refused(&["doctor"]);
    assert!(refused.contains("this data was sealed with it"), "{refused}");
    assert!(refused.contains(&file.display().to_string()), "{refused}");
    assert!(!file.exists(), "new keys would open nothing");
    let other = Desk::new();
    other.ask(&["init"]);
    fs::copy(other.data().join("keys"), &file).unwrap();
    let refused = desk.refused(&["doctor"]);
    assert!(refused.contains("not in the key ring"), "{refused}");
    assert!(refused.contains(&file.display().to_string()), "{refused}");
    fs::rename(&aside, &file).unwrap();
    assert!(!desk.ask(&["doctor"]).contains("personal data"));
}

#[test]
fn a_rotated_key_stays_for_backups_and_a_new_one_seals() {
    let desk = Desk::new();
    desk.ask(&["init"]);
    let before = desk.ask(&["keys", "list"]);
    assert_eq!(before.matches("in use").count(), 1, "{before}");
    let old = before.lines().nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert!(desk.ask(&["keys", "rotate"]).contains("The new key is"));
    let after = desk.ask(&["keys", "list"]);
    let formerly = after.lines().find(|line| line.starts_with(&old)).unwrap();
    assert!(formerly.contains("until") && after.matches("in use").count() == 1, "{after}");
    assert!(!desk.ask(&["doctor"]).contains("personal data"), "everything is sealed with the new key");
}

#[test]
fn a_backup_is_restored_with_its_keys_and_says_so_when_they_are_missing() {
    let desk = Desk::new();
    desk.ask(&["init"]);
    let (elsewhere, keys) = (tempfile::tempdir().unwrap(), desk.data().join("keys"));
    let at = |name: &str| elsewhere.path().join(name).display().to_string();
    let said = desk.ask(&["backup", &at("backups")]);
    assert!(said.contains(&keys.display().to_string()), "{said}");
    let id = desk.ask(&["keys", "list"]).lines().nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let refused = desk.refused(&["restore", &at("backups"), "--data", &at("new"), "--keys", &at("none.keys")]);
    assert!(refused.contains(&id) && refused.contains("none.keys"), "{refused}");
    // What was restored is there: with the keys it opens.
    fs::copy(&keys, at("none.keys")).unwrap();
    desk.ask(&["doctor", "--data", &at("new"), "--keys", &at("none.keys")]);
    desk.ask(&["restore", &at("backups"), "--data", &at("newer")]);
}

#[test]
fn keys_inside_the_data_folder_are_refused() {
    let desk = Desk::new();
    let output = Command::new(env!("CARGO_BIN_EXE_inzira"))
        .arg("init")
        .env("INZIRA_DATA", desk.data())
        .env("INZIRA_KEYS", desk.data().join("keys"))
        .env_remove("INZIRA_KEYS_WITH_DATA")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && said.contains("lies inside the data folder"), "{said}");
    assert!(!desk.data().join("keys").exists());
}
