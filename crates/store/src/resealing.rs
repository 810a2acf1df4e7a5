//! Sealing anew what was sealed with a former key, and for the first time what lies plain from before sealing began.
//!
//! It walks everything in small transactions and leaves what needs nothing, so it may be stopped and begun again.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::from_json,
    seals::{CONTENT, FILE, SUBMISSION},
    tables::{attachment, record, sealing_key, snapshot, submission},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use serde_json::json;
use std::{collections::HashMap, sync::Arc};
use vocab::{Pcode, RecordKey, Schema};

/// Rows in one transaction: others wait no longer than for an ordinary submission.
const STEP: u64 = 50;

/// What the questions of records are, so that it can be told which are personal.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    /// By the form version that a submission was filled with.
    pub of_versions: HashMap<i32, Arc<Schema>>,
    /// By exercise, for what was imported.
    pub of_exercises: HashMap<i32, Arc<Schema>>,
}

/// What was sealed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Resealed {
    /// Submissions.
    pub submissions: u64,
    /// Records.
    pub records: u64,
    /// Files.
    pub files: u64,
}

impl Resealed {
    /// Whether there was nothing to do.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Store {
    /// Seals everything with the newest key.
    ///
    /// # Errors
    /// When something does not open, or the database fails; what is done by then stays done.
    pub async fn reseal(&self, schemas: &Schemas, actor: &str) -> Result<Resealed> {
        let done = Resealed {
            submissions: self.reseal_submissions().await?,
            records: self.reseal_records(schemas).await?,
            files: self.reseal_files().await?,
        };
        self.forget_former_keys().await?;
        if !done.is_nothing() {
            let detail = json!({"submissions": done.submissions, "records": done.records, "files": done.files});
            self.audit(&[Deed::new(actor, "keys.resealed", "store").detail(detail)]).await?;
            self.wipe_free_pages().await?;
        }
        Ok(done)
    }

    async fn reseal_submissions(&self) -> Result<u64> {
        let (mut done, mut last) = (0, 0);
        loop {
            let transaction = self.begin().await?;
            let rows = submission::Entity::find()
                .filter(submission::Column::Id.gt(last))
                .order_by_asc(submission::Column::Id)
                .limit(STEP)
                .all(&transaction)
                .await?;
            let Some(newest) = rows.last().map(|row| row.id) else { return Ok(done) };
            last = newest;
            for row in rows {
                let own = row.own_instance_id.clone().unwrap_or_else(|| row.instance_id.clone());
                let Some(xml) = self.sealer.reseal_xml(row.operation_id, &own, &row.xml)? else { continue };
                let plain = self.sealer.open_xml(row.operation_id, &own, row.xml.clone())?;
                let mut row = row.into_active_model();
                row.xml = Set(xml);
                row.sha256 = Set(self.sealer.equality(SUBMISSION, &plain));
                row.update(&transaction).await?;
                done += 1;
            }
            transaction.commit().await?;
        }
    }

    async fn reseal_records(&self, schemas: &Schemas) -> Result<u64> {
        let (mut done, mut last) = (0, 0);
        let unknown = Arc::new(Schema::default()); // without columns everything is personal
        loop {
            let transaction = self.begin().await?;
            let rows = record::Entity::find()
                .filter(record::Column::Id.gt(last))
                .order_by_asc(record::Column::Id)
                .limit(STEP)
                .all(&transaction)
                .await?;
            let Some(newest) = rows.last().map(|row| row.id) else { return Ok(done) };
            last = newest;
            for row in rows.into_iter().filter(|row| !row.encrypted) {
                let version = match row.submission_id {
                    Some(id) => submission::Entity::find_by_id(id).one(&transaction).await?,
                    None => None,
                };
                let schema = match version {
                    Some(version) => schemas.of_versions.get(&version.form_version_id),
                    None => schemas.of_exercises.get(&row.exercise_id),
                };
                let (schema, key) = (schema.unwrap_or(&unknown), RecordKey::stored(row.key.clone()));
                let Some(text) = self.sealer.reseal_answers(row.exercise_id, &key, schema, &row.answers)? else {
                    continue;
                };
                let answers = self.sealer.open_answers(row.exercise_id, &key, &row.answers)?;
                let places: Vec<Pcode> = from_json("record.places", &row.places)?;
                let content = crate::records::content_text(&places, &answers)?;
                let tells = sealing::repeats_personal(schema, &answers, &row.title);
                let mut row = row.into_active_model();
                row.answers = Set(text);
                row.content_sha256 = Set(self.sealer.equality(CONTENT, content.as_bytes()));
                if tells {
                    row.title = Set(key.as_str().to_owned());
                    row.search = Set(crate::records::folded(key.as_str()));
                }
                row.update(&transaction).await?;
                done += 1;
            }
            transaction.commit().await?;
        }
    }

    async fn reseal_files(&self) -> Result<u64> {
        let (mut done, mut last) = (0, 0);
        loop {
            let rows = attachment::Entity::find()
                .filter(attachment::Column::Id.gt(last))
                .order_by_asc(attachment::Column::Id)
                .limit(STEP)
                .all(&self.reader)
                .await?;
            let Some(newest) = rows.last().map(|row| row.id) else { return Ok(done) };
            last = newest;
            for row in rows {
                done += u64::from(self.reseal_file(row).await?);
            }
        }
    }

    async fn reseal_file(&self, row: attachment::Model) -> Result<bool> {
        let Some(kept) = self.blobs.get(&row.sha256)? else { return Ok(false) };
        if row.sealed_for.is_some() && self.sealer.is_newest(&kept)? {
            return Ok(false);
        }
        let Some(of) = submission::Entity::find_by_id(row.submission_id).one(&self.reader).await? else {
            return Ok(false);
        };
        let own = row.sealed_for.clone().or(of.own_instance_id).unwrap_or(of.instance_id);
        let plain = match &row.sealed_for {
            Some(sealed_for) => self.sealer.open_file(of.operation_id, sealed_for, &row.name, &kept)?,
            None => kept,
        };
        let sealed = self.blobs.put(&self.sealer.file(of.operation_id, &own, &row.name, &plain)?)?;
        let transaction = self.begin().await?;
        let former = row.sha256.clone();
        let mut row = row.into_active_model();
        row.sha256 = Set(sealed);
        row.sealed_for = Set(Some(own));
        row.fingerprint = Set(Some(self.sealer.equality(FILE, &plain)));
        row.update(&transaction).await?;
        let files = attachment::Entity::find().filter(attachment::Column::Sha256.eq(&former)).count(&transaction);
        let unused = files.await? == 0
            && snapshot::Entity::find().filter(snapshot::Column::Sha256.eq(&former)).count(&transaction).await? == 0;
        transaction.commit().await?;
        if unused {
            self.blobs.remove(&former)?;
        }
        Ok(true)
    }

    /// Once nothing is sealed with them, the former keys are not needed to begin.
    async fn forget_former_keys(&self) -> Result<()> {
        let Some(seals) = &self.sealer.0 else { return Ok(()) };
        let active = seals.ring().active().to_string();
        sealing_key::Entity::delete_many().filter(sealing_key::Column::Id.ne(active)).exec(&self.writer).await?;
        Ok(())
    }

    /// What was overwritten stays in the pages of the database until they are written anew.
    async fn wipe_free_pages(&self) -> Result<()> {
        match self.writer.get_database_backend() {
            DbBackend::Sqlite => {
                self.writer.execute_unprepared("VACUUM").await?;
                self.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            }
            _ => {
                for table in ["submission", "record", "attachment"] {
                    self.writer.execute_unprepared(&format!("VACUUM FULL {table}")).await?;
                }
            }
        }
        Ok(())
    }

    /// Ids of the keys that this data was sealed with, without which it cannot be read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sealing_keys(&self) -> Result<Vec<String>> {
        let mut ids: Vec<String> =
            sealing_key::Entity::find().all(&self.reader).await?.into_iter().map(|row| row.id).collect();
        ids.sort();
        Ok(ids)
    }

    /// Notes that data is sealed with the ring's newest key, before any is.
    pub(crate) async fn note_key(&self) -> Result<()> {
        let Some(seals) = &self.sealer.0 else { return Ok(()) };
        let row = sealing_key::ActiveModel { id: Set(seals.ring().active().to_string()), since: Set(self.clock.now()) };
        let transaction = self.begin().await?;
        let new = sealing_key::Entity::insert(row)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&transaction)
            .await?;
        if new > 0 {
            let subject = format!("key:{}", seals.ring().active());
            append(&transaction, self.clock.now(), &[Deed::new("server", "keys.in_use", subject)]).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// How much lies there plain, or sealed with a former key: submissions and files.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unsealed(&self) -> Result<(u64, u64)> {
        let Some(seals) = &self.sealer.0 else { return Ok((0, 0)) };
        let active = seals.ring().active().to_string();
        let (mut submissions, mut last) = (0, 0);
        loop {
            let rows: Vec<(i64, Vec<u8>)> = submission::Entity::find()
                .select_only()
                .columns([submission::Column::Id, submission::Column::Xml])
                .filter(submission::Column::Id.gt(last))
                .order_by_asc(submission::Column::Id)
                .limit(1_000)
                .into_tuple()
                .all(&self.reader)
                .await?;
            let Some(newest) = rows.last().map(|row| row.0) else { break };
            last = newest;
            let other = |xml: &[u8]| sealing::key_of(xml).map_or(true, |key| key.to_string() != active);
            submissions += rows.iter().filter(|(_, xml)| other(xml)).count() as u64;
        }
        let files = attachment::Entity::find().filter(attachment::Column::SealedFor.is_null()).count(&self.reader);
        Ok((submissions, files.await?))
    }
}
