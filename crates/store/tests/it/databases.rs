//! A fresh store for each test, on either database.

use crate::own_database::OwnDatabase;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, Database, Statement};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};
use store::{Seals, Store};
use tempfile::TempDir;
use vocab::Clock;

/// Makes two tests of each story: `sqlite::NAME` and `postgres::NAME`.
macro_rules! on_both_databases {
    ($($story:ident)*) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    super::$story(&$crate::databases::Ground::sqlite().await).await;
                }
            )*
        }
        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $story() {
                    let name = concat!(module_path!(), "::", stringify!($story));
                    if let Some(ground) = $crate::databases::Ground::postgres(name).await {
                        super::$story(&ground).await;
                    }
                }
            )*
        }
    };
}

/// A clock that moves when told.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    pub fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// A store in a place of its own.
pub struct Ground {
    pub store: Store,
    pub clock: Arc<TestClock>,
    folder: PathBuf,
    database: Option<OwnDatabase>,
    _temporary: Option<TempDir>,
}

impl Ground {
    pub async fn sqlite() -> Self {
        Self::temporary(None).await
    }

    /// On SQLite in a folder that stays.
    pub async fn at(folder: impl Into<PathBuf>) -> Self {
        Self::open(folder.into(), None, None).await
    }

    /// None, after saying so, where there is no server.
    pub async fn postgres(test: &str) -> Option<Self> {
        Some(Self::temporary(Some(OwnDatabase::of(test).await?)).await)
    }

    async fn temporary(database: Option<OwnDatabase>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self::open(folder.path().to_owned(), Some(folder), database).await
    }

    async fn open(folder: PathBuf, temporary: Option<TempDir>, database: Option<OwnDatabase>) -> Self {
        let clock = Arc::new(TestClock(Mutex::new("2026-03-02T08:00:00.123456Z".parse().unwrap())));
        let address = database.as_ref().map(OwnDatabase::address);
        let store = Store::open(&folder, address.as_deref(), clock.clone()).await.unwrap();
        Self { store, clock, folder, database, _temporary: temporary }
    }

    fn address(&self) -> String {
        match &self.database {
            Some(database) => database.address(),
            None => format!("sqlite://{}", self.folder.join("inzira.sqlite").display()),
        }
    }

    /// A second server on the same data.
    pub async fn beside(&self) -> Store {
        let address = self.database.as_ref().map(OwnDatabase::address);
        Store::open(&self.folder, address.as_deref(), self.clock.clone()).await.unwrap()
    }

    /// The same data, opened with keys.
    pub async fn sealed(&self, seals: Arc<Seals>) -> store::Result<Store> {
        let address = self.database.as_ref().map(OwnDatabase::address);
        Store::open_sealed(&self.folder, address.as_deref(), self.clock.clone(), seals).await
    }

    /// Everything that is kept: the files of the data folder, and on PostgreSQL the rows of all tables.
    pub async fn kept_bytes(&self) -> Vec<(String, Vec<u8>)> {
        let mut kept = Vec::new();
        all_bytes(&self.folder, &mut kept);
        if self.database.is_none() {
            return kept;
        }
        let connection = Database::connect(self.address()).await.unwrap();
        let ask = async |sql: String| {
            let statement = Statement::from_string(connection.get_database_backend(), sql);
            let rows = connection.query_all_raw(statement).await.unwrap();
            rows.into_iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>()
        };
        let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
        for table in ask(tables.to_owned()).await {
            let rows = ask(format!("SELECT t::text FROM \"{table}\" t")).await.join("\n");
            kept.push((format!("table {table}"), rows.into_bytes()));
        }
        connection.close().await.unwrap();
        kept
    }

    /// Writes over a file that is kept, as a failing disk does.
    pub fn spoil(&self, sha256: &str) {
        std::fs::write(self.folder.join("blobs").join(&sha256[..2]).join(sha256), b"spoilt").unwrap();
    }

    /// The way around the store, for somebody who meddles.
    pub async fn meddle(&self, statement: &str) {
        let connection = Database::connect(self.address()).await.unwrap();
        connection.execute_unprepared(statement).await.unwrap();
        connection.close().await.unwrap();
    }
}

fn all_bytes(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            all_bytes(&entry.path(), found);
        } else {
            found.push((entry.path().display().to_string(), std::fs::read(entry.path()).unwrap()));
        }
    }
}
