//! Runs of imports: the rows they brought and their accounting.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    json::{JsonText, from_json},
    records::{self, NewRecord},
    rounds::{hold, positive},
    seals::Sealer,
    tables::import_run,
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::{Value as Json, json};
use std::collections::{BTreeSet, HashMap};
use vocab::{RecordKey, RecordSource};

const REPORT: &str = "import_run.report";

/// What an import is known by.
#[derive(Debug, Clone)]
pub struct NewImport {
    /// Its operation.
    pub operation_id: i32,
    /// Code of the exercise it fills.
    pub exercise_code: String,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Code of the mapping.
    pub mapping: String,
    /// Version of the mapping.
    pub mapping_version: String,
    /// The accounting so far, as crate `imports` writes it.
    pub report: Json,
    /// Rows refused on reading.
    pub refused: i64,
}

/// A row whose identity is held with other values, so that it was not stored.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ImportConflict {
    /// The identity.
    pub key: RecordKey,
    /// Where it was read.
    pub source: RecordSource,
}

/// What became of the rows of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportOutcome {
    /// Row of the import. A run that brought nothing new is recorded too, with its accounting.
    pub id: i32,
    /// Records stored.
    pub stored: i64,
    /// Records held already, with the same values.
    pub unchanged: i64,
    /// Records held already with other values: refused.
    pub conflicts: Vec<ImportConflict>,
}

/// An import as kept.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct ImportRun {
    /// Row.
    pub id: i32,
    /// Code of the exercise.
    pub exercise: String,
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Mapping and its version.
    pub mapping: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// Records stored.
    pub stored: i64,
    /// Records held already.
    pub unchanged: i64,
    /// Rows refused.
    pub refused: i64,
    /// The accounting of every row.
    pub report: Json,
}

impl Store {
    /// Stores the records of an import in one transaction, with its run. Records held already with the same values are
    /// left alone, with other values refused. `progress` hears how many of the records are done.
    ///
    /// # Errors
    /// `ImportSettled` if records would be new in closed rounds, with all of them, and when the database fails; then nothing is stored.
    pub async fn store_import(
        &self,
        import: &NewImport,
        records: &[NewRecord],
        actor: &str,
        mut progress: impl FnMut(usize) + Send,
    ) -> Result<ImportOutcome> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let run = import_run::ActiveModel {
            operation_id: Set(import.operation_id),
            exercise_code: Set(import.exercise_code.clone()),
            file: Set(import.file.clone()),
            sha256: Set(import.sha256.clone()),
            mapping: Set(import.mapping.clone()),
            mapping_version: Set(import.mapping_version.clone()),
            at: Set(now),
            actor: Set(actor.to_owned()),
            stored: Set(0),
            unchanged: Set(0),
            refused: Set(import.refused),
            report: Set(JsonText::from(&Json::Null)),
            ..Default::default()
        };
        let run = run.insert(&transaction).await?;
        let mut outcome = ImportOutcome { id: run.id, stored: 0, unchanged: 0, conflicts: Vec::new() };
        let held = hold(&transaction, records.iter().filter_map(|new| new.round_id)).await?;
        let settled = held.into_iter().filter(|(.., stage)| stage.is_settled());
        let settled: HashMap<i32, u32> = settled.map(|(id, number, _)| (id, positive(number))).collect();
        let (mut refused_rounds, mut refused) = (BTreeSet::new(), 0);
        for (done, new) in records.iter().enumerate() {
            match records::existing_content(&transaction, new, &self.sealer).await? {
                None if let Some(number) = new.round_id.and_then(|id| settled.get(&id)) => {
                    refused_rounds.insert(*number);
                    refused += 1;
                }
                None => {
                    records::insert(&transaction, new, &self.sealer, run.id, now, actor).await?;
                    outcome.stored += 1;
                }
                Some((_, true)) => outcome.unchanged += 1,
                Some((_, false)) => outcome
                    .conflicts
                    .push(ImportConflict { key: new.record.key.clone(), source: new.record.source.clone() }),
            }
            progress(done + 1);
        }
        if refused > 0 {
            return Err(StoreError::ImportSettled { rounds: refused_rounds.into_iter().collect(), rows: refused });
        }
        let conflicts = i64::try_from(outcome.conflicts.len()).unwrap_or(i64::MAX);
        let report = self.sealer.text(REPORT, &owner(run.id), &JsonText::from(&import.report).0)?;
        let mut run = run.into_active_model();
        run.report = Set(JsonText(report));
        run.stored = Set(outcome.stored);
        run.unchanged = Set(outcome.unchanged);
        run.refused = Set(import.refused + conflicts);
        run.update(&transaction).await?;
        let deed = Deed::new(actor, "import.done", format!("import:{}", import.file)).detail(json!({
            "sha256": import.sha256, "mapping": import.mapping, "stored": outcome.stored,
            "unchanged": outcome.unchanged, "refused": import.refused + conflicts,
        }));
        append(&transaction, now, &[deed]).await?;
        transaction.commit().await?;
        Ok(outcome)
    }

    /// Imports of an operation, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn imports(&self, operation_id: i32) -> Result<Vec<ImportRun>> {
        let rows = import_run::Entity::find()
            .filter(import_run::Column::OperationId.eq(operation_id))
            .order_by_desc(import_run::Column::Id)
            .all(&self.reader)
            .await?;
        rows.into_iter().map(|row| plain(&self.sealer, row)).collect()
    }
}

fn owner(id: i32) -> String {
    format!("import:{id}")
}

/// An import whose report is sealed with the newest key; none if it is.
pub(crate) fn reseal_import(sealer: &Sealer, row: import_run::Model) -> Result<Option<import_run::ActiveModel>> {
    let sealed = sealer.reseal_text(REPORT, &owner(row.id), &row.report.0)?;
    Ok(sealed.map(|sealed| {
        let mut row = row.into_active_model();
        row.report = Set(JsonText(sealed));
        row
    }))
}

fn plain(sealer: &Sealer, row: import_run::Model) -> Result<ImportRun> {
    let report = from_json(REPORT, &JsonText(sealer.open_text(REPORT, &owner(row.id), &row.report.0)?))?;
    Ok(ImportRun {
        id: row.id,
        exercise: row.exercise_code,
        file: row.file,
        sha256: row.sha256,
        mapping: format!("{} {}", row.mapping, row.mapping_version),
        at: row.at,
        by: row.actor,
        stored: row.stored,
        unchanged: row.unchanged,
        refused: row.refused,
        report,
    })
}
