//! Restoring a set.

use super::{
    BLOBS, TABLES,
    error::{BackupError, BackupResult, file},
    manifest::{Manifest, TableFile},
    shape::{self, Kind},
};
use crate::{
    blobs::{Blobs, sha256_hex},
    connect::{Store, begin, make_private_folder, migrate_inside, sync_folder},
    migrations::Migrations,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, NaiveDate, Utc};
use flate2::read::GzDecoder;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value,
    sea_query::{Alias, Expr, Query, SimpleExpr},
};
use sea_orm_migration::MigratorTrait;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

/// Parameters a statement: below SQLite's 32,766.
const PARAMETERS: usize = 20_000;
/// Rows a statement; those of forms and submissions are large.
const ROWS: usize = 500;

/// A copy that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// The set it was made from.
    pub set: PathBuf,
    /// What it held.
    pub manifest: Manifest,
}

/// Makes a copy of what a set holds in the folder `data`, which must not hold anything, and at `database` if that is given.
/// Either all of it is there afterwards, or nothing.
///
/// # Errors
/// The first file that is not what was backed up, by its name.
pub async fn restore(backup: &Path, data: &Path, database: Option<&str>) -> BackupResult<Restored> {
    let (set, manifest) = Manifest::find(backup)?;
    let known = i_know(&manifest)?;
    if fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(BackupError::FolderNotEmpty(data.to_owned()));
    }
    for table in &manifest.tables {
        check(&table_path(&set, table), &table.sha256)?;
    }
    // Beside its place until it is whole: whoever is killed meanwhile leaves nothing that looks like data.
    let unfinished = data.with_extension("restoring");
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(file(&unfinished))?;
    }
    make_private_folder(&unfinished).map_err(file(&unfinished))?;
    let blobs = set.parent().unwrap_or(&set).join(BLOBS);
    load_blobs(&blobs, &Blobs::open(unfinished.join(BLOBS))?, &manifest)?;
    let connection = Store::connect(&unfinished, database).await?;
    let transaction = begin(&connection).await?;
    if !shape::tables(&transaction).await?.is_empty() {
        return Err(BackupError::DatabaseNotEmpty);
    }
    migrate_inside(&transaction, Some(known)).await?;
    load_tables(&transaction, &set, &manifest).await?;
    migrate_inside(&transaction, None).await?;
    transaction.commit().await?;
    connection.close().await?;
    if data.exists() {
        fs::remove_dir(data).map_err(file(data))?; // it was empty
    }
    fs::rename(&unfinished, data).map_err(file(data))?;
    if let Some(above) = data.parent().filter(|above| above.is_dir()) {
        sync_folder(above).map_err(file(above))?;
    }
    Ok(Restored { set, manifest })
}

/// How many of our migrations the tables of the set have gone through.
fn i_know(manifest: &Manifest) -> BackupResult<u32> {
    let ours: Vec<String> = Migrations::migrations().iter().map(|migration| migration.name().to_owned()).collect();
    let strange = manifest.migrations.iter().enumerate().find(|(at, done)| ours.get(*at) != Some(*done));
    match strange {
        Some((_, name)) => Err(BackupError::Newer(name.clone())),
        None => Ok(u32::try_from(manifest.migrations.len()).unwrap_or(u32::MAX)),
    }
}

fn table_path(set: &Path, table: &TableFile) -> PathBuf {
    set.join(TABLES).join(format!("{}.jsonl.gz", table.name))
}

fn check(path: &Path, sha256: &str) -> BackupResult<()> {
    let (mut hash, mut reader) = (Sha256::new(), BufReader::new(File::open(path).map_err(file(path))?));
    loop {
        let piece = reader.fill_buf().map_err(file(path))?;
        if piece.is_empty() {
            break;
        }
        hash.update(piece);
        let length = piece.len();
        reader.consume(length);
    }
    if hex::encode(hash.finalize()) == sha256 { Ok(()) } else { Err(BackupError::Damaged(path.to_owned())) }
}

fn load_blobs(from: &Path, to: &Blobs, manifest: &Manifest) -> BackupResult<()> {
    let from = Blobs::open(from)?;
    for blob in &manifest.blobs {
        let path = || from.path(&blob.sha256);
        let bytes = from.get(&blob.sha256)?.ok_or_else(|| BackupError::Missing(path()))?;
        if sha256_hex(&bytes) != blob.sha256 {
            return Err(BackupError::Damaged(path()));
        }
        to.put(&bytes)?;
    }
    Ok(())
}

async fn load_tables(transaction: &DatabaseTransaction, set: &Path, manifest: &Manifest) -> BackupResult<()> {
    let names = manifest.tables.iter().map(|table| table.name.clone()).collect();
    for name in shape::in_order(transaction, names).await? {
        let Some(table) = manifest.tables.iter().find(|table| table.name == name) else { continue };
        load_table(transaction, &table_path(set, table), table).await?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            continue_numbers(transaction, table).await?;
        }
    }
    Ok(())
}

async fn load_table(transaction: &DatabaseTransaction, path: &Path, table: &TableFile) -> BackupResult<()> {
    let at_once = (PARAMETERS / table.columns.len().max(1)).clamp(1, ROWS);
    let lines = BufReader::new(GzDecoder::new(File::open(path).map_err(file(path))?)).lines();
    let mut rows: Vec<Vec<SimpleExpr>> = Vec::with_capacity(at_once);
    for (line, text) in (1..).zip(lines) {
        let wrong = |detail: String| BackupError::Row { path: path.to_owned(), line, detail };
        let values: Vec<Json> =
            serde_json::from_str(&text.map_err(file(path))?).map_err(|error| wrong(error.to_string()))?;
        if values.len() != table.columns.len() {
            return Err(wrong(format!("{} values for {} columns", values.len(), table.columns.len())));
        }
        let row = values.iter().zip(&table.columns);
        let row: Option<Vec<SimpleExpr>> =
            row.map(|(value, column)| read(value, column.kind).map(Expr::value)).collect();
        rows.push(row.ok_or_else(|| wrong("a value of another kind".to_owned()))?);
        if rows.len() == at_once {
            insert(transaction, table, std::mem::take(&mut rows)).await?;
        }
    }
    insert(transaction, table, rows).await
}

async fn insert(transaction: &DatabaseTransaction, table: &TableFile, rows: Vec<Vec<SimpleExpr>>) -> BackupResult<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = Query::insert();
    statement.into_table(Alias::new(&table.name));
    statement.columns(table.columns.iter().map(|column| Alias::new(&column.name)));
    for row in rows {
        statement.values_panic(row); // as many as there are columns: counted above
    }
    transaction.execute(&statement).await?;
    Ok(())
}

/// A value as it is bound; none if it is of another kind.
fn read(value: &Json, kind: Kind) -> Option<Value> {
    let absent = value.is_null();
    let text = || value.as_str();
    Some(match kind {
        Kind::Integer => Value::BigInt(if absent { None } else { Some(value.as_i64()?) }),
        Kind::Real => Value::Double(if absent { None } else { Some(value.as_f64()?) }),
        Kind::Boolean => Value::Bool(if absent { None } else { Some(value.as_bool()?) }),
        Kind::Text => Value::String(if absent { None } else { Some(text()?.to_owned()) }),
        Kind::Bytes => Value::Bytes(if absent { None } else { Some(STANDARD.decode(text()?).ok()?) }),
        Kind::Moment => {
            Value::ChronoDateTimeUtc(if absent { None } else { Some(text()?.parse::<DateTime<Utc>>().ok()?) })
        }
        Kind::Date => Value::ChronoDate(if absent { None } else { Some(text()?.parse::<NaiveDate>().ok()?) }),
    })
}

/// PostgreSQL counts rows apart from the rows: what comes next must come after what was restored.
async fn continue_numbers(transaction: &DatabaseTransaction, table: &TableFile) -> BackupResult<()> {
    if !table.columns.iter().any(|column| column.name == "id" && column.kind == Kind::Integer) {
        return Ok(());
    }
    let name = &table.name;
    let statement = format!(
        "SELECT setval(sequence, newest) FROM (SELECT pg_get_serial_sequence('\"{name}\"', 'id') AS sequence, \
         (SELECT MAX(id) FROM \"{name}\") AS newest) AS known WHERE sequence IS NOT NULL AND newest IS NOT NULL"
    );
    transaction.execute_raw(Statement::from_string(DbBackend::Postgres, statement)).await?;
    Ok(())
}
