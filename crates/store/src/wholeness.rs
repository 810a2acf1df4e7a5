//! What is kept beside what should be kept: files that rows name, submissions and their records.

use crate::{
    blobs::{BlobList, sha256_hex},
    connect::Store,
    error::{Result, StoreError},
};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, Statement};
use std::{collections::BTreeSet, path::PathBuf};

/// Columns that name a blob. A column whose name speaks of a SHA-256 or a blob stands here or among [`NO_BLOBS`], which a
/// test watches over: what no column here names is thought to be left over.
const BLOBS: [(&str, &str); 4] =
    [("attachment", "sha256"), ("snapshot", "sha256"), ("figure_set", "snapshot"), ("figure_set", "basis_sha256")];
/// Columns that hold the hash of something else.
#[cfg(test)]
const NO_BLOBS: [(&str, &str); 10] = [
    ("device", "token_sha256"),
    ("device_login", "ha1_sha256"),
    ("figure_set", "indicators_sha256"),
    ("form_draft", "token_sha256"),
    ("form_link", "token_sha256"),
    ("import_run", "sha256"),
    ("record", "content_sha256"),
    ("record", "place_identity_sha256"),
    ("session", "token_sha256"),
    ("submission", "sha256"),
];

/// What is not as it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wholeness {
    /// Files that rows name and that are gone, by the SHA-256 they had.
    pub gone: Vec<String>,
    /// Files that are not what their name says.
    pub changed: Vec<String>,
    /// Files that no row names: their submission never came to be. Harmless; they take room.
    pub unnamed: Vec<String>,
    /// Files that were being written when the server ended. Harmless.
    pub left_over: Vec<PathBuf>,
    /// Submissions without a record.
    pub without_record: i64,
    /// Submissions with more than one record.
    pub with_more_records: i64,
    /// Files looked at.
    pub files: usize,
}

impl Wholeness {
    /// Whether something is missing, changed or there twice.
    pub fn is_whole(&self) -> bool {
        self.gone.is_empty() && self.changed.is_empty() && self.without_record == 0 && self.with_more_records == 0
    }
}

/// How old what no row names must be before it is taken for left over: its row may be about to be written.
const SETTLED: Duration = Duration::days(1);

impl Store {
    /// Looks at every file and at every submission's record.
    ///
    /// # Errors
    /// When the database or a folder cannot be read.
    pub async fn wholeness(&self) -> Result<Wholeness> {
        // First the files, then the rows: a file comes before its row.
        let BlobList { names, left_over } = self.blobs.list()?;
        let wanted = wanted_blobs(&self.reader).await?;
        let mut found = Wholeness { left_over, files: names.len(), ..Wholeness::default() };
        for name in &names {
            match self.blobs.get(name)? {
                Some(bytes) if sha256_hex(&bytes) == *name => {}
                _ => found.changed.push(name.clone()),
            }
        }
        for name in &wanted {
            if self.blobs.size(name)?.is_none() {
                found.gone.push(name.clone());
            }
        }
        found.unnamed = names.into_iter().filter(|name| wanted.binary_search(name).is_err()).collect();
        found.without_record = self.count(WITHOUT_RECORD).await?;
        found.with_more_records = self.count(WITH_MORE_RECORDS).await?;
        Ok(found)
    }

    /// Removes files that no row names and what was left half written, if they are older than a day. How many.
    ///
    /// # Errors
    /// When a file cannot be removed.
    pub async fn clear_away_unnamed(&self) -> Result<usize> {
        let Wholeness { unnamed, left_over, .. } = self.wholeness().await?;
        let now = self.clock.now();
        let mut removed = 0;
        for path in unnamed.iter().map(|name| self.blobs.path(name)).chain(left_over) {
            let failed = |source| StoreError::File { path: path.clone(), source };
            let written: DateTime<Utc> = path.metadata().and_then(|known| known.modified()).map_err(failed)?.into();
            if now - written > SETTLED {
                std::fs::remove_file(&path).map_err(failed)?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    async fn count(&self, query: &str) -> Result<i64> {
        let statement = Statement::from_string(self.reader.get_database_backend(), query);
        let row = self.reader.query_one_raw(statement).await?;
        Ok(row.map_or(Ok(0), |row| row.try_get::<i64>("", "found"))?)
    }
}

const WITHOUT_RECORD: &str = "SELECT COUNT(*) AS found FROM submission s WHERE NOT EXISTS \
    (SELECT 1 FROM record r WHERE r.submission_id = s.id) AND NOT EXISTS (SELECT 1 FROM submission n \
    WHERE n.operation_id = s.operation_id AND n.instance_id = s.instance_id AND n.version > s.version)";
const WITH_MORE_RECORDS: &str = "SELECT COUNT(*) AS found FROM (SELECT submission_id FROM record \
    WHERE submission_id IS NOT NULL GROUP BY submission_id HAVING COUNT(*) > 1) AS twice";

/// The names of blobs that rows hold, in order.
pub(crate) async fn wanted_blobs(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let mut wanted = BTreeSet::new();
    for (table, column) in BLOBS {
        let query = format!("SELECT DISTINCT \"{column}\" AS name FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        let statement = Statement::from_string(connection.get_database_backend(), query);
        for row in connection.query_all_raw(statement).await? {
            wanted.insert(row.try_get::<String>("", "name")?);
        }
    }
    Ok(wanted.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::DbBackend;
    use std::sync::Arc;

    #[tokio::test]
    async fn every_column_that_may_name_a_blob_is_known_as_one_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path(), None, Arc::new(vocab::SystemClock)).await.unwrap();
        let query = "SELECT m.name || '.' || c.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
            WHERE m.type = 'table' AND (c.name LIKE '%sha256%' OR c.name LIKE '%blob%')";
        let rows = store.reader.query_all_raw(Statement::from_string(DbBackend::Sqlite, query)).await.unwrap();
        let known: BTreeSet<String> =
            BLOBS.iter().chain(&NO_BLOBS).map(|(table, column)| format!("{table}.{column}")).collect();
        for row in rows {
            let column: String = row.try_get("", "name").unwrap();
            assert!(known.contains(&column), "{column}: does it name a blob? Say so in BLOBS or NO_BLOBS");
        }
    }
}
