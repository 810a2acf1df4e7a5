//! A newer version opens what an older one left, and is killed while it brings it up to date.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use std::{
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};
use store::Store;
use vocab::SystemClock;

/// Holds the data folder for the process that is killed.
const FOLDER: &str = "INZIRA_TEST_UPDATED_FOLDER";

/// Each life may get a little further than the one before; wherever it ends, the next one goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_that_is_killed_leaves_the_old_tables_or_the_new_ones() {
    let (new, old) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    drop(open(new.path()).await);
    let wanted = schema(new.path()).await;
    Store::as_of_migration(old.path(), None, 1).await.unwrap();
    let first = schema(old.path()).await;
    assert_ne!(first, wanted);
    let inserted = "INSERT INTO operation (id, code, name, admin0_pcode, admin0_name, status, demonstration, created_at) \
        VALUES (7, 'burundi', '{\"en\":\"Burundi\"}', 'BDI', 'Burundi', 'active', 0, '2026-03-02T08:00:00+00:00')";
    let connection = connect(old.path()).await;
    connection.execute_unprepared(inserted).await.unwrap();
    connection.close().await.unwrap(); // so that all of it is in the one file that is copied

    let (mut untouched, mut updated) = (0, 0);
    for after in (0..40).map(Duration::from_millis) {
        let data = tempfile::tempdir().unwrap();
        std::fs::copy(old.path().join("inzira.sqlite"), data.path().join("inzira.sqlite")).unwrap();
        kill_while_updating(data.path(), after);
        let found = schema(data.path()).await;
        untouched += usize::from(found == first);
        updated += usize::from(found == wanted);
        assert!(found == first || found == wanted, "after {after:?}: half updated\n{found:#?}");
        let store = open(data.path()).await;
        assert_eq!(store.operation("burundi").await.unwrap().unwrap().id, 7);
        drop(store);
        assert_eq!(schema(data.path()).await, wanted, "after {after:?}");
    }
    println!("{untouched} were killed before the new tables were there, {updated} after");
}

/// Starts the process below and kills it `after` it has begun to update.
fn kill_while_updating(folder: &Path, after: Duration) {
    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["updating::a_server_that_is_killed_while_updating", "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while !folder.join("begun").exists() && process.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(after);
    process.kill().unwrap(); // SIGKILL
    process.wait().unwrap();
}

#[tokio::test]
#[ignore = "the process that an_update_that_is_killed_leaves_the_old_tables_or_the_new_ones starts and kills"]
async fn a_server_that_is_killed_while_updating() {
    let folder = std::env::var(FOLDER).expect("started by the test that kills it");
    std::fs::write(Path::new(&folder).join("begun"), "").unwrap();
    drop(open(Path::new(&folder)).await);
    std::future::pending::<()>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_that_start_together_update_once() {
    let folder = tempfile::tempdir().unwrap();
    let stores = futures::future::join_all((0..4).map(|_| open(folder.path()))).await;
    for store in stores {
        assert_eq!(store.operations().await.unwrap(), []);
    }
}

async fn open(folder: &Path) -> Store {
    Store::open(folder, None, Arc::new(SystemClock)).await.unwrap()
}

async fn connect(folder: &Path) -> DatabaseConnection {
    Database::connect(format!("sqlite://{}", folder.join("inzira.sqlite").display())).await.unwrap()
}

/// Every table and index as it was written, and which migrations were done.
async fn schema(folder: &Path) -> Vec<String> {
    let connection = connect(folder).await;
    let query = "SELECT sql AS line FROM sqlite_master WHERE sql IS NOT NULL \
        UNION ALL SELECT version FROM seaql_migrations ORDER BY 1";
    let rows = connection.query_all_raw(Statement::from_string(DbBackend::Sqlite, query)).await.unwrap();
    connection.close().await.unwrap();
    rows.iter().map(|row| row.try_get::<String>("", "line").unwrap()).collect()
}
