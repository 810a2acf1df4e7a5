//! Opening the store: SQLite in the data folder, or PostgreSQL when outgrown.

use crate::{
    blobs::Blobs,
    change::{AsOf, Change, Changes},
    error::{Result, StoreError},
    migrations::Migrations,
    seals::{Sealer, Seals},
    writer::SubmissionWriter,
};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    sqlx::{self, Connection, SqliteConnection},
};
use sea_orm_migration::MigratorTrait;
use std::{path::Path, sync::Arc, time::Duration};
use vocab::Clock;

/// The store of one server. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) reader: DatabaseConnection,
    pub(crate) writer: DatabaseConnection,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) blobs: Blobs,
    pub(crate) submissions: SubmissionWriter,
    pub(crate) sealer: Sealer,
    changes: Changes,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("backend", &self.reader.get_database_backend()).finish_non_exhaustive()
    }
}

/// Readers beside the one writer on SQLite; enough for two cores and some waiting on the disk.
const SQLITE_READERS: u32 = 8;
/// How long a writer waits for the one before, be it in this process or another: an import of a country's rounds takes
/// a minute.
const SQLITE_PATIENCE: Duration = Duration::from_secs(120);
/// Connections to PostgreSQL, well below its default limit of 100 so that a second server fits beside.
const POSTGRES_CONNECTIONS: u32 = 16;
/// How long a request waits for a connection: longer than PostgreSQL takes to restart, shorter than a phone waits.
const POSTGRES_PATIENCE: Duration = Duration::from_secs(10);

impl Store {
    /// Opens the store in `data` (made if absent), or at `database` if that is an address of PostgreSQL, and brings it up
    /// to date.
    ///
    /// # Errors
    /// When the folder or the database cannot be opened or migrated.
    pub async fn open(data: &Path, database: Option<&str>, clock: Arc<dyn Clock>) -> Result<Self> {
        Self::open_with(data, database, clock, Sealer::default()).await
    }

    /// The same, sealing what tells of people with these keys.
    ///
    /// # Errors
    /// Also when the data was sealed with keys that the ring does not have.
    pub async fn open_sealed(
        data: &Path,
        database: Option<&str>,
        clock: Arc<dyn Clock>,
        seals: Arc<Seals>,
    ) -> Result<Self> {
        let ring = seals.ring();
        let store = Self::open_with(data, database, clock, Sealer(Some(seals))).await?;
        let mut needed = store.sealing_keys().await?;
        needed.retain(|id| !ring.keys().any(|key| key.id.to_string() == *id));
        if !needed.is_empty() {
            return Err(StoreError::KeysMissing { missing: needed.join(", ") });
        }
        store.note_key().await?;
        Ok(store)
    }

    async fn open_with(data: &Path, database: Option<&str>, clock: Arc<dyn Clock>, sealer: Sealer) -> Result<Self> {
        make_private_folder(data).map_err(|source| StoreError::File { path: data.to_owned(), source })?;
        try_writing(data).map_err(|source| StoreError::File { path: data.to_owned(), source })?;
        let blobs = Blobs::open(data.join("blobs"))?;
        let (reader, writer) = open_database(data, database).await?;
        migrate(&writer, None).await?;
        let submissions = SubmissionWriter::start(writer.clone(), Arc::clone(&clock), sealer.clone());
        Ok(Self { reader, writer, clock, blobs, submissions, sealer, changes: Changes::default() })
    }

    /// Makes or leaves a store in `data` as a former version left it: brought up to date by the first `migrations` only.
    /// What is there is kept. For tests of what happens when a newer version opens it.
    ///
    /// # Errors
    /// As [`Store::open`].
    #[doc(hidden)]
    pub async fn as_of_migration(data: &Path, database: Option<&str>, migrations: u32) -> Result<()> {
        make_private_folder(data).map_err(|source| StoreError::File { path: data.to_owned(), source })?;
        let connection = Self::connect(data, database).await?;
        migrate(&connection, Some(migrations)).await?;
        Ok(connection.close().await?)
    }

    /// The database that writes, as it is: not brought up to date.
    pub(crate) async fn connect(data: &Path, database: Option<&str>) -> Result<DatabaseConnection> {
        let (reader, writer) = open_database(data, database).await?;
        if writer.get_database_backend() == DbBackend::Sqlite {
            reader.close().await?; // on PostgreSQL it is the writer
        }
        Ok(writer)
    }

    /// Files by content.
    pub fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// The clock the store dates its rows with.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// What anything read now is true as of: whoever remembers what he read asks again once this has moved on. The arrival of
    /// submissions does not move it; every other change does. On PostgreSQL, where other servers may change things too, it
    /// moves on every second.
    pub fn as_of(&self) -> AsOf {
        let shared = self.reader.get_database_backend() == DbBackend::Postgres;
        self.changes.as_of(if shared { self.clock.now().timestamp() } else { 0 })
    }

    /// Starts a transaction that writes.
    pub(crate) async fn begin(&self) -> Result<Change> {
        Ok(self.changes.watch(begin(&self.writer).await?))
    }
}

/// Starts a writing transaction. On SQLite it takes the write lock at once, so that it never fails half-way for want of it.
pub(crate) async fn begin(connection: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    Ok(connection.begin_with_options(options).await?)
}

/// Brings the tables up to date, by at most `steps` migrations. All of them or none: whoever is killed in the middle
/// starts again from where it was. Two processes that start together migrate one after the other.
async fn migrate(connection: &DatabaseConnection, steps: Option<u32>) -> Result<()> {
    let transaction = begin(connection).await?;
    migrate_inside(&transaction, steps).await?;
    Ok(transaction.commit().await?)
}

/// The same inside a transaction.
pub(crate) async fn migrate_inside(transaction: &DatabaseTransaction, steps: Option<u32>) -> Result<()> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let lock = Statement::from_string(DbBackend::Postgres, "SELECT pg_advisory_xact_lock(7305014)");
        transaction.execute_raw(lock).await?;
    }
    Ok(Migrations::up(transaction, steps).await?)
}

/// The connections that read and that write.
async fn open_database(data: &Path, database: Option<&str>) -> Result<(DatabaseConnection, DatabaseConnection)> {
    match database {
        None => open_sqlite(&data.join("inzira.sqlite")).await,
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            let connection = open_postgres(url).await?;
            Ok((connection.clone(), connection))
        }
        Some(other) => Err(StoreError::Address(other.to_owned())),
    }
}

/// Makes a folder, if it is not there, for nobody else's eyes: it will hold what people said. When this returns, it is
/// there after a power cut too.
pub(crate) fn make_private_folder(path: &Path) -> std::io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path)?;
    sync_folder(path)?;
    match path.parent() {
        None => Ok(()),
        Some(above) if above.as_os_str().is_empty() => sync_folder(Path::new(".")),
        Some(above) => sync_folder(above),
    }
}

/// Writes a byte in a folder and takes it away. SQLite opens a file on a read-only disk without a word, and a server that
/// seems to run would refuse whatever is sent to it.
fn try_writing(folder: &Path) -> std::io::Result<()> {
    let trial = folder.join(format!("writable-{}.part", std::process::id()));
    std::fs::write(&trial, [0])?;
    std::fs::remove_file(&trial)
}

/// Flushes a folder's list of names to the disk.
pub(crate) fn sync_folder(path: &Path) -> std::io::Result<()> {
    std::fs::File::open(path)?.sync_all()
}

/// Times a server that is turned away from a new database file tries again, and how long it waits each time: five seconds.
const MOST_TURNS: usize = 50;
const BETWEEN_TURNS: Duration = Duration::from_millis(100);

async fn open_sqlite(path: &Path) -> Result<(DatabaseConnection, DatabaseConnection)> {
    let connect = async |connections: u32| {
        let path = path.to_owned();
        // The path is handed over as it is: in an address, a `?` or `%` in it would mean something else.
        let mut options = ConnectOptions::new("sqlite://inzira.sqlite?mode=rwc");
        options.map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|used, _| Box::pin(is_at_rest(used))));
        options.max_connections(connections).min_connections(1).sqlx_logging(false);
        options.acquire_timeout(SQLITE_PATIENCE).map_sqlx_sqlite_opts(move |options| {
            options
                .filename(&path)
                .pragma("journal_mode", "WAL")
                // FULL: a commit is on the disk before it is acknowledged. The group writer makes it cheap.
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("temp_store", "MEMORY")
                // What is overwritten may be what somebody said before it was sealed.
                .pragma("secure_delete", "ON")
                // Pages of 4 kB in the log before they are brought over: what many submissions touch is written once.
                .pragma("wal_autocheckpoint", "4000")
                .busy_timeout(SQLITE_PATIENCE)
        });
        Database::connect(options).await
    };
    // Of several servers that make the same file at once, SQLite turns some away without waiting, whatever their patience.
    let mut turned_away = 0;
    let writer = loop {
        match connect(1).await {
            Err(error) if turned_away < MOST_TURNS && error.to_string().contains("database is locked") => {
                turned_away += 1;
                tokio::time::sleep(BETWEEN_TURNS).await;
            }
            opened => break opened?,
        }
    };
    let reader = connect(SQLITE_READERS).await?;
    Ok((reader, writer))
}

/// Whether a connection may be used again. When a disk is full, SQLite itself rolls a transaction back; the driver's own
/// rollback then fails, and it goes on to think that it is inside one. It would make savepoints of the next transactions,
/// inside one that nobody ever commits: they would be acknowledged and lost. Such a connection is closed.
async fn is_at_rest(connection: &mut SqliteConnection) -> std::result::Result<bool, sqlx::Error> {
    connection.ping().await?; // what was put off, a rollback among it, is done before this is answered
    let at_rest = !connection.is_in_transaction();
    if !at_rest {
        tracing::warn!("a connection to the database did not come out of its transaction and is replaced");
    }
    Ok(at_rest)
}

async fn open_postgres(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(POSTGRES_CONNECTIONS).sqlx_logging(false).set_application_name("inzira");
    options.acquire_timeout(POSTGRES_PATIENCE);
    Ok(Database::connect(options).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_commit_on_sqlite_waits_for_the_disk_and_readers_do_not_wait_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), None, Arc::new(vocab::SystemClock)).await.unwrap();
        let ask = async |what: &str| {
            let statement = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {what}"));
            store.writer.query_one_raw(statement).await.unwrap().unwrap()
        };
        assert_eq!(ask("synchronous").await.try_get::<i32>("", "synchronous").unwrap(), 2); // FULL
        assert_eq!(ask("journal_mode").await.try_get::<String>("", "journal_mode").unwrap(), "wal");
        assert_eq!(ask("foreign_keys").await.try_get::<i32>("", "foreign_keys").unwrap(), 1);
    }

    /// `OR ROLLBACK` makes SQLite do what it does when the disk is full.
    #[tokio::test]
    async fn what_is_committed_after_sqlite_rolled_back_by_itself_is_committed() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), None, Arc::new(vocab::SystemClock)).await.unwrap();
        store.writer.execute_unprepared("CREATE TABLE tried (n INTEGER PRIMARY KEY)").await.unwrap();
        store.writer.execute_unprepared("INSERT INTO tried VALUES (1)").await.unwrap();
        for refused in ["INSERT OR ROLLBACK INTO tried VALUES (1)", "INSERT INTO tried VALUES (1)"] {
            let transaction = store.begin().await.unwrap();
            transaction.execute_unprepared(refused).await.unwrap_err();
        }
        let transaction = store.begin().await.unwrap();
        transaction.execute_unprepared("INSERT INTO tried VALUES (2)").await.unwrap();
        transaction.commit().await.unwrap();
        let count = Statement::from_string(DbBackend::Sqlite, "SELECT COUNT(*) AS n FROM tried");
        let seen = store.reader.query_one_raw(count).await.unwrap().unwrap();
        assert_eq!(seen.try_get::<i64>("", "n").unwrap(), 2, "others see what was committed");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_data_folder_is_made_for_nobody_elses_eyes_whatever_its_name() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("50% done?").join("data #1");
        drop(Store::open(&data, None, Arc::new(vocab::SystemClock)).await.unwrap());
        assert!(data.join("inzira.sqlite").is_file());
        assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
    }
}
