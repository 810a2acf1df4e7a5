//! Making a set.

use super::{
    BLOBS, MANIFEST, TABLES,
    error::{BackupError, BackupResult, file},
    manifest::{BlobEntry, FORMAT, Manifest, TableFile},
    shape::{self, Column, Kind},
};
use crate::{
    audit::Deed,
    blobs::{Blobs, sha256_hex, write_durably},
    connect::{Store, make_private_folder, sync_folder},
    wholeness,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use futures::TryStreamExt;
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, DbBackend, IsolationLevel, QueryResult, Statement, StreamTrait,
    TransactionTrait,
};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// A set that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct BackedUp {
    /// Its folder.
    pub set: PathBuf,
    /// Rows of all tables.
    pub rows: u64,
    /// Files by content that belong to it.
    pub files: u64,
    /// Of them, those that no earlier backup had brought.
    pub new_files: u64,
    /// Files of the store that are gone or are not what their name says. They are not in the set.
    pub damaged: Vec<String>,
}

impl Store {
    /// Copies everything into a new set in `folder`, while the store is used. What was acknowledged before this was called
    /// is in it.
    ///
    /// # Errors
    /// When the store cannot be read or the folder not be written; then there is no set.
    pub async fn back_up(&self, folder: &Path, program: &str, actor: &str) -> BackupResult<BackedUp> {
        let made_at = self.clock().now();
        let set = folder.join(made_at.format("%Y-%m-%dT%H-%M-%SZ").to_string());
        if set.join(MANIFEST).exists() {
            return Err(BackupError::FolderNotEmpty(set));
        }
        // In the log before it begins: a copy of everything leaves, whether or not it comes to its end.
        self.audit(&[Deed::new(actor, "backup.made", "store")]).await?;
        for made in [folder, &set, &set.join(TABLES), &folder.join(BLOBS)] {
            make_private_folder(made).map_err(file(made))?;
        }
        let moment = self.one_moment().await?;
        let mut tables = Vec::new();
        for table in shape::tables(&moment).await? {
            tables.push(save_table(&moment, &set.join(TABLES), table).await?);
        }
        let migrations = shape::migrations(&moment).await?;
        let wanted = wholeness::wanted_blobs(&moment).await?;
        moment.rollback().await?;
        sync_folder(&set.join(TABLES)).map_err(file(&set))?;

        let (blobs, copies) = (self.blobs().clone(), Blobs::open(folder.join(BLOBS))?);
        let copying = tokio::task::spawn_blocking(move || save_blobs(&blobs, &copies, wanted));
        let copied = copying
            .await
            .map_err(|error| BackupError::File { path: folder.join(BLOBS), source: io::Error::other(error) })??;
        let (rows, files) = (tables.iter().map(|table| table.rows).sum(), copied.entries.len() as u64);
        let program = program.to_owned();
        let manifest = Manifest { format: FORMAT, made_at, program, migrations, tables, blobs: copied.entries };
        let text = serde_json::to_vec_pretty(&manifest).map_err(io::Error::other);
        let path = set.join(MANIFEST);
        text.and_then(|text| write_durably(&path, &text)).map_err(file(&path))?;
        Ok(BackedUp { set, rows, files, new_files: copied.new, damaged: copied.damaged })
    }

    /// A transaction in which all tables are seen as they were at one moment.
    async fn one_moment(&self) -> BackupResult<DatabaseTransaction> {
        if self.reader.get_database_backend() == DbBackend::Postgres {
            let (isolation, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
            return Ok(self.reader.begin_with_config(Some(isolation), Some(access)).await?);
        }
        Ok(self.reader.begin().await?)
    }
}

async fn save_table(moment: &DatabaseTransaction, folder: &Path, name: String) -> BackupResult<TableFile> {
    let columns = shape::columns(moment, &name).await?;
    let backend = ConnectionTrait::get_database_backend(moment);
    let selected: Vec<String> = columns.iter().map(|column| column.kind.selected(backend, &column.name)).collect();
    let key = columns.iter().find(|column| column.name == "id").or(columns.first());
    let order = key.map_or(String::new(), |key| format!(" ORDER BY \"{name}\".\"{}\"", key.name));
    let query = format!("SELECT {} FROM \"{name}\"{order}", selected.join(", "));
    let path = folder.join(format!("{name}.jsonl.gz"));
    let mut out = Hashed::create(&path).map_err(file(&path))?;
    let mut rows = 0;
    let mut stream = moment.stream_raw(Statement::from_string(backend, query)).await?;
    while let Some(row) = stream.try_next().await? {
        let values: Vec<Json> = columns.iter().map(|column| value(&row, backend, column)).collect::<Result<_, _>>()?;
        let mut line = Json::Array(values).to_string();
        line.push('\n');
        out.packed.write_all(line.as_bytes()).map_err(file(&path))?;
        rows += 1;
    }
    drop(stream);
    let sha256 = out.finish().map_err(file(&path))?;
    Ok(TableFile { name, columns, rows, sha256 })
}

fn value(row: &QueryResult, backend: DbBackend, column: &Column) -> BackupResult<Json> {
    let name = column.name.as_str();
    Ok(match column.kind {
        Kind::Integer => row.try_get::<Option<i64>>("", name)?.into(),
        Kind::Real => row.try_get::<Option<f64>>("", name)?.into(),
        Kind::Boolean if backend == DbBackend::Sqlite => row.try_get::<Option<i64>>("", name)?.map(|b| b != 0).into(),
        Kind::Boolean => row.try_get::<Option<bool>>("", name)?.into(),
        Kind::Text | Kind::Moment | Kind::Date => row.try_get::<Option<String>>("", name)?.into(),
        Kind::Bytes => row.try_get::<Option<Vec<u8>>>("", name)?.map(|bytes| STANDARD.encode(bytes)).into(),
    })
}

struct Copied {
    entries: Vec<BlobEntry>,
    new: u64,
    damaged: Vec<String>,
}

/// Everything that is kept, also what no row names any more or not yet: whether it is needed is not for a backup to guess.
fn save_blobs(from: &Blobs, to: &Blobs, wanted: Vec<String>) -> BackupResult<Copied> {
    let mut copied = Copied { entries: Vec::new(), new: 0, damaged: Vec::new() };
    let there = from.list()?.names;
    let gone = wanted.into_iter().filter(|name| there.binary_search(name).is_err());
    copied.damaged.extend(gone);
    for sha256 in there {
        let Some(size) = from.size(&sha256)? else { continue };
        if to.size(&sha256)? != Some(size) {
            let Some(bytes) = from.get(&sha256)? else { continue };
            if sha256_hex(&bytes) != sha256 {
                copied.damaged.push(sha256);
                continue;
            }
            to.put(&bytes)?;
            copied.new += 1;
        }
        copied.entries.push(BlobEntry { sha256, size });
    }
    Ok(copied)
}

/// A packed file whose hash is taken as it is written.
struct Hashed {
    packed: GzEncoder<BufWriter<Tee>>,
}

struct Tee {
    file: File,
    hash: Sha256,
}

impl Write for Tee {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Hashed {
    fn create(path: &Path) -> io::Result<Self> {
        let tee = Tee { file: File::create(path)?, hash: Sha256::new() };
        Ok(Self { packed: GzEncoder::new(BufWriter::new(tee), Compression::default()) })
    }

    /// Brings it to the disk; its SHA-256 in hex.
    fn finish(self) -> io::Result<String> {
        let tee = self.packed.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        tee.file.sync_all()?;
        Ok(hex::encode(tee.hash.finalize()))
    }
}
