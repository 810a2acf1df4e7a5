//! Backups: what is restored is equal, on either database, and what was tampered with is refused by name.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, photo},
    own_database::OwnDatabase,
};
use futures::{StreamExt, stream};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use store::{
    AuditEntry, FiguresOf, NewFigures, RecordFilter, Store, Stored, StoredRecord,
    backup::{self, BackupError},
};
use tempfile::TempDir;
use vocab::RecordState;

on_both_databases! {
    a_restored_copy_is_equal_and_goes_on
    what_was_acknowledged_before_a_backup_under_load_is_in_it
    the_next_backup_copies_only_new_files
}

/// Submissions with photos, a correction, an approved record and a snapshot.
async fn lived_in(ground: &Ground) -> World {
    let world = World::build(ground).await;
    let mut approved = 0;
    for n in 0..30 {
        let mut submission = world.submission(&format!("{n:04}"));
        submission.attachments = vec![photo(ground, "photo.jpg", format!("photo {n}").as_bytes())];
        let Stored::New { record_id, .. } = ground.store.store_submission(submission).await.unwrap() else { panic!() };
        approved = record_id;
    }
    let mut correction = world.submission("later");
    correction.corrects = Some("uuid:0003".to_owned());
    ground.store.store_submission(correction).await.unwrap();
    ground.store.decide(&[approved], RecordState::Approved, Some("seen"), ACTOR).await.unwrap();
    let new = NewFigures {
        bytes: b"a snapshot",
        rows: 1,
        indicators_sha256: "1",
        basis: b"a basis",
        boundary_version: None,
        figures: &[],
    };
    ground.store.keep_figures(FiguresOf::current(&world.rounds[0]), 1, &new).await.unwrap();
    world
}

/// Everything that can be read of it.
async fn told(store: &Store, world: &World) -> (Vec<StoredRecord>, Vec<(Vec<u8>, Vec<Vec<u8>>)>, Vec<AuditEntry>) {
    let filter = RecordFilter { exercise_ids: vec![world.exercise.id], ..RecordFilter::default() };
    let (records, _) = store.records(&filter, 10_000).await.unwrap();
    let mut submissions = Vec::new();
    for record in &records {
        let id = record.submission_id.unwrap();
        let xml = store.submission_by_id(id).await.unwrap().unwrap().xml;
        let files = store.attachments(id).await.unwrap();
        let files = files.iter().map(|file| store.blobs().get(&file.sha256).unwrap().unwrap()).collect();
        submissions.push((xml, files));
    }
    let mut audit = store.audit_entries(None, 10_000).await.unwrap();
    audit.reverse();
    (records, submissions, audit)
}

async fn a_restored_copy_is_equal_and_goes_on(ground: &Ground) {
    let world = lived_in(ground).await;
    let folder = tempfile::tempdir().unwrap();
    let made = ground.store.back_up(&folder.path().join("backups"), "1", ACTOR).await.unwrap();
    assert_eq!((made.files, made.new_files, made.damaged.len()), (32, 32, 0));
    let before = told(&ground.store, &world).await;
    // On SQLite whatever it came from, and on PostgreSQL if there is one.
    let copies = [None, OwnDatabase::of("backups_copy").await];
    for (n, database) in copies.into_iter().enumerate().filter(|(n, copy)| *n == 0 || copy.is_some()) {
        let data = folder.path().join(format!("copy {n}"));
        let address = database.as_ref().map(OwnDatabase::address);
        let restored = backup::restore(&folder.path().join("backups"), &data, address.as_deref()).await.unwrap();
        assert_eq!(restored.set, made.set, "the newest is taken");
        let copy = Store::open(&data, address.as_deref(), ground.clock.clone()).await.unwrap();
        let after = told(&copy, &world).await;
        assert_eq!(after.0, before.0);
        assert_eq!(after.1, before.1);
        assert_eq!(after.2, before.2);
        assert_eq!(copy.first_broken_audit_entry().await.unwrap(), None);
        assert!(copy.wholeness().await.unwrap().is_whole());
        assert_eq!(
            copy.figure_set(world.rounds[0].id).await.unwrap(),
            ground.store.figure_set(world.rounds[0].id).await.unwrap()
        );
        // What comes next takes no number that is taken.
        assert!(matches!(copy.store_submission(world.submission("new")).await.unwrap(), Stored::New { .. }));
        assert!(matches!(copy.store_submission(world.submission("0007")).await.unwrap(), Stored::Again { .. }));
        assert_eq!(copy.first_broken_audit_entry().await.unwrap(), None);
        let again = backup::restore(&made.set, &data, address.as_deref()).await;
        assert!(matches!(again, Err(BackupError::FolderNotEmpty(_))), "never over other data");
        if address.is_some() {
            let elsewhere = folder.path().join("elsewhere");
            let again = backup::restore(&made.set, &elsewhere, address.as_deref()).await;
            assert!(matches!(again, Err(BackupError::DatabaseNotEmpty)));
            assert!(!elsewhere.exists());
        }
    }
}

async fn what_was_acknowledged_before_a_backup_under_load_is_in_it(ground: &Ground) {
    let world = World::build(ground).await;
    let folder = tempfile::tempdir().unwrap();
    let (store, acknowledged) = (&ground.store, std::sync::Mutex::new(Vec::new()));
    let (enough, stop) = tokio::sync::watch::channel(false);
    let load =
        stream::iter(0..).take_while(|_| std::future::ready(!*stop.borrow())).for_each_concurrent(8, async |n| {
            let mut submission = world.submission(&format!("{n:06}"));
            submission.attachments = vec![photo(ground, "photo.jpg", format!("photo {n}").as_bytes())];
            let instance = submission.instance_id.clone();
            store.store_submission(submission).await.unwrap();
            acknowledged.lock().unwrap().push(instance);
        });
    let backing_up = async {
        while acknowledged.lock().unwrap().len() < 40 {
            tokio::task::yield_now().await;
        }
        let held = acknowledged.lock().unwrap().clone();
        let made = store.back_up(folder.path(), "1", ACTOR).await.unwrap();
        enough.send_replace(true);
        (held, made)
    };
    let (_, (held, made)) = tokio::join!(load, backing_up);
    assert_eq!(made.damaged, [""; 0]);
    let data = folder.path().join("copy");
    backup::restore(&made.set, &data, None).await.unwrap();
    let copy = Store::open(&data, None, ground.clock.clone()).await.unwrap();
    for instance in &held {
        let kept = copy.submission(world.operation.id, instance).await.unwrap().unwrap();
        let files = copy.attachments(kept.id).await.unwrap();
        assert!(copy.blobs().get(&files[0].sha256).unwrap().is_some(), "{instance} has its photo");
    }
    assert!(copy.wholeness().await.unwrap().is_whole());
    assert_eq!(copy.first_broken_audit_entry().await.unwrap(), None);
}

async fn the_next_backup_copies_only_new_files(ground: &Ground) {
    let world = lived_in(ground).await;
    let folder = tempfile::tempdir().unwrap();
    let first = ground.store.back_up(folder.path(), "1", ACTOR).await.unwrap();
    let same_second = ground.store.back_up(folder.path(), "1", ACTOR).await;
    assert!(matches!(same_second, Err(BackupError::FolderNotEmpty(_))), "a backup is never overwritten");
    ground.clock.advance(chrono::Duration::days(1));
    let mut submission = world.submission("next day");
    submission.attachments = vec![photo(ground, "photo.jpg", b"of the next day")];
    ground.store.store_submission(submission).await.unwrap();
    let second = ground.store.back_up(folder.path(), "1", ACTOR).await.unwrap();
    assert_eq!((second.files, second.new_files), (first.files + 1, 1));
    let data = folder.path().join("copy of the first day");
    backup::restore(&first.set, &data, None).await.unwrap();
    let copy = Store::open(&data, None, ground.clock.clone()).await.unwrap();
    assert!(copy.submission(world.operation.id, "uuid:next day").await.unwrap().is_none());
    assert!(copy.wholeness().await.unwrap().is_whole());
}

/// A backup, and a place for a copy of it.
async fn backed_up() -> (Ground, TempDir, PathBuf) {
    let ground = Ground::sqlite().await;
    lived_in(&ground).await;
    let folder = tempfile::tempdir().unwrap();
    let made = ground.store.back_up(folder.path(), "1", ACTOR).await.unwrap();
    (ground, folder, made.set)
}

fn some_blob(folder: &Path) -> PathBuf {
    let first = |folder: PathBuf| std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    first(first(folder.join("blobs")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_that_was_tampered_with_is_refused_by_the_name_of_the_file() {
    let (_ground, folder, set) = backed_up().await;
    let (table, blob) = (set.join("tables/submission.jsonl.gz"), some_blob(folder.path()));
    for path in [&table, &blob] {
        let whole = std::fs::read(path).unwrap();
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        std::fs::write(path, &changed).unwrap();
        let data = folder.path().join("copy");
        let refused = backup::restore(&set, &data, None).await.unwrap_err();
        assert!(matches!(&refused, BackupError::Damaged(named) if named == path), "{refused}");
        assert!(refused.to_string().contains(&*path.file_name().unwrap().to_string_lossy()));
        std::fs::remove_file(path).unwrap();
        let refused = backup::restore(&set, &data, None).await.unwrap_err();
        assert!(matches!(&refused, BackupError::Missing(named) if named == path), "{refused}");
        assert!(!data.exists(), "nothing that looks like data");
        std::fs::write(path, &whole).unwrap();
    }
    let manifest = set.join("manifest.json");
    let text = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, text.replacen("\"name\": \"submission\"", "\"name\": \"../submission\"", 1)).unwrap();
    let refused = backup::restore(&set, &folder.path().join("copy"), None).await.unwrap_err();
    assert!(matches!(&refused, BackupError::Damaged(named) if *named == manifest), "{refused}");
    std::fs::remove_file(&manifest).unwrap();
    let refused = backup::restore(folder.path(), &folder.path().join("copy"), None).await.unwrap_err();
    assert!(matches!(refused, BackupError::NotABackup(_)), "what was not finished is no backup: {refused}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_file_is_left_out_and_said() {
    let ground = Ground::sqlite().await;
    let world = World::build(&ground).await;
    let mut submission = world.submission("1");
    submission.attachments = vec![photo(&ground, "photo.jpg", b"a photo")];
    let damaged = submission.attachments[0].sha256.clone();
    ground.store.store_submission(submission).await.unwrap();
    ground.spoil(&damaged);
    let found = ground.store.wholeness().await.unwrap();
    assert_eq!((found.is_whole(), &found.changed), (false, &vec![damaged.clone()]));
    let folder = tempfile::tempdir().unwrap();
    let made = ground.store.back_up(folder.path(), "1", ACTOR).await.unwrap();
    assert_eq!((made.files, &made.damaged), (0, &vec![damaged]));
    // The phone sends it again: it is whole again.
    photo(&ground, "photo.jpg", b"a photo");
    assert!(ground.store.wholeness().await.unwrap().is_whole());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nothing_names_is_cleared_away_once_it_is_old() {
    let (ground, folder, set) = backed_up().await;
    let data = folder.path().join("copy");
    backup::restore(&set, &data, None).await.unwrap();
    let later = Arc::new(LaterClock);
    let store = Store::open(&data, None, later).await.unwrap();
    let orphan = store.blobs().put(b"its submission never came").unwrap();
    let part = data.join("blobs").join(&orphan[..2]).join("half.part");
    std::fs::write(&part, b"half").unwrap();
    let found = store.wholeness().await.unwrap();
    assert_eq!(
        (found.is_whole(), &found.unnamed, &found.left_over),
        (true, &vec![orphan.clone()], &vec![part.clone()])
    );
    assert_eq!(Store::open(&data, None, ground.clock.clone()).await.unwrap().clear_away_unnamed().await.unwrap(), 0);
    assert_eq!(store.clear_away_unnamed().await.unwrap(), 2, "two days later");
    assert!(store.blobs().get(&orphan).unwrap().is_none() && !part.exists());
    assert!(store.wholeness().await.unwrap().is_whole(), "what is named stays");
}

struct LaterClock;

impl vocab::Clock for LaterClock {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        vocab::SystemClock.now() + chrono::Duration::days(2)
    }
}
