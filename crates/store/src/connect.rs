//! Opening the store: SQLite in the data folder, or PostgreSQL when outgrown.

use crate::{
    blobs::Blobs,
    error::{Result, StoreError},
    migrations::Migrations,
    writer::SubmissionWriter,
};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
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
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("backend", &self.reader.get_database_backend()).finish_non_exhaustive()
    }
}

/// Readers beside the one writer on SQLite; enough for two cores and some waiting on the disk.
const SQLITE_READERS: u32 = 8;
/// Connections to PostgreSQL, well below its default limit of 100 so that a second server fits beside.
const POSTGRES_CONNECTIONS: u32 = 16;

impl Store {
    /// Opens the store in `data` (made if absent), or at `database` if that is an address of PostgreSQL, and brings it up
    /// to date.
    ///
    /// # Errors
    /// When the folder or the database cannot be opened or migrated.
    pub async fn open(data: &Path, database: Option<&str>, clock: Arc<dyn Clock>) -> Result<Self> {
        let blobs = Blobs::open(data.join("blobs"))?;
        let (reader, writer) = match database {
            None => open_sqlite(&data.join("inzira.sqlite")).await?,
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                let connection = open_postgres(url).await?;
                (connection.clone(), connection)
            }
            Some(other) => return Err(StoreError::Address(other.to_owned())),
        };
        Migrations::up(&writer, None).await?;
        let submissions = SubmissionWriter::start(writer.clone(), Arc::clone(&clock));
        Ok(Self { reader, writer, clock, blobs, submissions })
    }

    /// Files by content.
    pub fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// The clock the store dates its rows with.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Starts a transaction that writes.
    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction> {
        begin(&self.writer).await
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

async fn open_sqlite(path: &Path) -> Result<(DatabaseConnection, DatabaseConnection)> {
    let connect = async |connections: u32| {
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
        options.max_connections(connections).min_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(|options| {
            options
                .pragma("journal_mode", "WAL")
                // FULL: a commit is on the disk before it is acknowledged. The group writer makes it cheap.
                .pragma("synchronous", "FULL")
                .pragma("foreign_keys", "ON")
                .pragma("temp_store", "MEMORY")
                .busy_timeout(Duration::from_secs(30))
        });
        Database::connect(options).await
    };
    let writer = connect(1).await?;
    let reader = connect(SQLITE_READERS).await?;
    Ok((reader, writer))
}

async fn open_postgres(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(POSTGRES_CONNECTIONS).sqlx_logging(false).set_application_name("inzira");
    Ok(Database::connect(options).await?)
}
