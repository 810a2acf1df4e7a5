//! An acknowledged submission survives `kill -9`.

use crate::databases::Ground;
use crate::fixtures::World;
use futures::{StreamExt, stream};
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
};
use store::{RecordFilter, Store, Stored};
use vocab::SystemClock;

/// Holds the data folder for the process that is killed.
const FOLDER: &str = "INZIRA_TEST_KILLED_FOLDER";
/// Marks an acknowledgement among what a test prints.
const ACKNOWLEDGED: &str = "acknowledged ";

/// Four lives on the same data, each killed at another moment while 16 senders are under way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_a_kill_is_there_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = Vec::new();
    for after in [1, 40, 117, 250] {
        acknowledged.extend(live_until_killed(folder.path(), after));
        let store = Store::open(folder.path(), None, Arc::new(SystemClock)).await.unwrap();
        let operation = store.operation("burundi").await.unwrap().unwrap();
        for instance in &acknowledged {
            let kept = store.submission(operation.id, instance).await.unwrap().unwrap();
            assert!(store.record_of_submission(kept.id).await.unwrap().is_some(), "{instance} has its record");
            let files = store.attachments(kept.id).await.unwrap();
            let photo = store.blobs().get(&files[0].sha256).unwrap().unwrap();
            assert_eq!(photo, instance.as_bytes(), "{instance} has its photo");
        }
        // A submission that was under way is there whole or not at all.
        let exercise = store.exercise(operation.id, "baseline_subarea").await.unwrap().unwrap();
        let filter = RecordFilter { exercise_ids: vec![exercise.id], ..RecordFilter::default() };
        let (_, records) = store.records(&filter, 1).await.unwrap();
        assert_eq!(records, store.count_operation_submissions(operation.id).await.unwrap());
        assert!(records >= acknowledged.len() as u64);
        assert_eq!(store.first_broken_audit_entry().await.unwrap(), None);
    }
    assert!(acknowledged.len() >= 408);
}

/// Starts the process below and kills it once it has acknowledged `after` submissions; what it had acknowledged by then.
fn live_until_killed(folder: &Path, after: usize) -> Vec<String> {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["durability::a_server_that_is_killed", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut acknowledged: Vec<String> = Vec::new();
    let said = |line: String| line.split_once(ACKNOWLEDGED).map(|(_, instance)| instance.to_owned());
    acknowledged.extend(lines.by_ref().filter_map(said).take(after));
    process.kill().unwrap(); // SIGKILL
    acknowledged.extend(lines.filter_map(said)); // what it said before the signal reached it
    process.wait().unwrap();
    acknowledged
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the process that what_was_acknowledged_before_a_kill_is_there_afterwards starts and kills"]
async fn a_server_that_is_killed() {
    let folder = std::env::var(FOLDER).expect("started by the test that kills it");
    let ground = Ground::at(folder).await;
    let world = World::found_or_built(&ground).await;
    let held = ground.store.count_operation_submissions(world.operation.id).await.unwrap();
    stream::iter(held * 10..u64::MAX)
        .for_each_concurrent(16, async |n| {
            let mut submission = world.submission(&format!("{n:08}"));
            let instance = submission.instance_id.clone();
            submission.attachments = vec![crate::fixtures::photo(&ground, "photo.jpg", instance.as_bytes())];
            let stored = ground.store.store_submission(submission).await.unwrap();
            assert!(matches!(stored, Stored::New { .. } | Stored::Again { .. }));
            let mut out = std::io::stdout().lock();
            writeln!(out, "{ACKNOWLEDGED}{instance}").unwrap();
            out.flush().unwrap();
        })
        .await;
}
