//! What belongs to a set.

use super::{
    MANIFEST,
    error::{BackupError, BackupResult, file},
    shape::Column,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The form of backups that this version writes and reads.
pub(super) const FORMAT: u32 = 1;

/// What a set holds. The hash of each file stands beside its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Form of the backup.
    pub format: u32,
    /// When it was begun, by the clock of the machine it was made on.
    pub made_at: DateTime<Utc>,
    /// Version of the program.
    pub program: String,
    /// Migrations that the tables have gone through, oldest first.
    pub migrations: Vec<String>,
    /// Tables, by name.
    pub tables: Vec<TableFile>,
    /// Files by content.
    pub blobs: Vec<BlobEntry>,
}

/// A table in a set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableFile {
    /// The table; its file is `tables/NAME.jsonl.gz`.
    pub name: String,
    /// Its columns, in the order of a row's values.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: u64,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
}

/// A file by content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BlobEntry {
    /// SHA-256 of its bytes, in hex; also its name.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
}

impl Manifest {
    /// The set that a path names: a set itself, or a folder of sets, of which the newest finished one is taken.
    pub(super) fn find(path: &Path) -> BackupResult<(PathBuf, Self)> {
        if path.join(MANIFEST).is_file() {
            return Ok((path.to_owned(), Self::read(path)?));
        }
        let entries = std::fs::read_dir(path).map_err(|_| BackupError::NotABackup(path.to_owned()))?;
        let mut sets: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        sets.retain(|set| set.join(MANIFEST).is_file());
        let newest = sets.into_iter().max().ok_or_else(|| BackupError::NotABackup(path.to_owned()))?;
        let manifest = Self::read(&newest)?;
        Ok((newest, manifest))
    }

    fn read(set: &Path) -> BackupResult<Self> {
        let path = set.join(MANIFEST);
        let text = std::fs::read(&path).map_err(file(&path))?;
        let manifest: Self = serde_json::from_slice(&text).map_err(|_| BackupError::Damaged(path.clone()))?;
        if manifest.format > FORMAT {
            return Err(BackupError::Newer(format!("format {}", manifest.format)));
        }
        // Names become paths: nothing but names may stand there.
        let plain = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let tables = manifest.tables.iter().all(|table| plain(&table.name));
        let columns = manifest.tables.iter().flat_map(|table| &table.columns).all(|column| plain(&column.name));
        let blobs = manifest.blobs.iter().all(|blob| crate::blobs::is_name(&blob.sha256));
        if tables && columns && blobs { Ok(manifest) } else { Err(BackupError::Damaged(path)) }
    }
}
