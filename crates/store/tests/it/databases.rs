//! A fresh store for each test, on either database.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};
use store::Store;
use tempfile::TempDir;
use vocab::Clock;

/// The address of a server of PostgreSQL where tests may create databases.
const POSTGRES: &str = "INZIRA_TEST_POSTGRES";

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
        match std::env::var(POSTGRES) {
            Ok(server) => Some(Self::temporary(Some(OwnDatabase::create(&server, test).await)).await),
            Err(_) => {
                println!("skipped: needs PostgreSQL ({POSTGRES} holds no address)");
                None
            }
        }
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

    /// The way around the store, for somebody who meddles.
    pub async fn meddle(&self, statement: &str) {
        let connection = Database::connect(self.address()).await.unwrap();
        connection.execute_unprepared(statement).await.unwrap();
        connection.close().await.unwrap();
    }
}

/// A database made for one test and dropped after it, also when the test fails.
struct OwnDatabase {
    server: String,
    name: String,
}

impl OwnDatabase {
    async fn create(server: &str, test: &str) -> Self {
        let readable: String = test.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        // PostgreSQL cuts names at 63 bytes: the end tells more of a test than the beginning.
        let readable = &readable[readable.len().saturating_sub(40)..];
        let name = format!("inzira_{}_{readable}", std::process::id()).to_lowercase();
        let statement = format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' \
             LOCALE_PROVIDER icu ICU_LOCALE 'fr'"
        );
        execute(server, &statement).await;
        Self { server: server.to_owned(), name }
    }

    fn address(&self) -> String {
        let (server, _database) =
            self.server.rsplit_once('/').expect("an address such as postgres://host:port/database");
        format!("{server}/{}", self.name)
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        let (server, statement) = (self.server.clone(), format!("DROP DATABASE {} WITH (FORCE)", self.name));
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(execute(&server, &statement));
        });
        if dropping.join().is_err() {
            println!("the database {} is left behind", self.name);
        }
    }
}

async fn execute(server: &str, statement: &str) {
    let connection: DatabaseConnection = Database::connect(server).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}
