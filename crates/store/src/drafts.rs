//! Drafts: forms that are tried on a phone before everybody gets them.

use crate::{
    audit::{Deed, append},
    blobs::sha256_hex,
    connect::Store,
    error::{Result, StoreError},
    forms::{FormFile, FormVersion, NewFormVersion, insert_version, version_exists},
    json::{JsonText, from_json, to_json},
    seals::Sealer,
    tables::{form_draft, form_draft_file, form_draft_submission},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};
use serde_json::{Value as Json, json};

/// A form that is being tried.
#[derive(Debug, Clone, PartialEq)]
pub struct FormDraft {
    /// Row.
    pub id: i32,
    /// The form's id.
    pub xml_form_id: String,
    /// Its version; may be empty, and may be that of a published one until it is published.
    pub version: String,
    /// Title.
    pub title: String,
    /// MD5 of the XForm, in hex.
    pub hash: String,
    /// The XForm.
    pub xform: String,
    /// The typed form, as crate `forms` writes it.
    pub model: Json,
    /// Warnings of the compilation.
    pub warnings: Json,
    /// File name of the source.
    pub source_name: String,
    /// The source's bytes.
    pub source: Vec<u8>,
    /// When it was brought.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
}

/// What was sent to try a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct TrialSubmission {
    /// The instanceID.
    pub instance_id: String,
    /// The XML, byte for byte.
    pub xml: Vec<u8>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// What the phone calls itself.
    pub device_label: Option<String>,
    /// The files that came with it: that they came is kept, not what is in them.
    pub files: Vec<TrialFile>,
}

/// A file that came with what was sent to try a draft.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TrialFile {
    /// File name.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// What became of a submission that tries a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// It is new, or files of it are.
    New,
    /// It was held already.
    Again,
    /// Its instanceID is held with another XML.
    Reused,
    /// There are as many as a draft holds.
    Full,
}

/// Submissions a draft holds; whoever tries a form sends a handful.
pub const MOST_TRIALS: u64 = 1_000;

fn plain(row: form_draft::Model) -> Result<FormDraft> {
    Ok(FormDraft {
        id: row.id,
        xml_form_id: row.xml_form_id,
        version: row.version,
        title: row.title,
        hash: row.hash,
        xform: row.xform,
        model: from_json("form_draft.model", &row.model)?,
        warnings: from_json("form_draft.warnings", &row.warnings)?,
        source_name: row.source_name,
        source: row.source,
        created_at: row.created_at,
        created_by: row.created_by,
    })
}

async fn find(
    connection: &impl ConnectionTrait,
    operation_id: i32,
    xml_form_id: &str,
) -> Result<Option<form_draft::Model>> {
    let row = form_draft::Entity::find()
        .filter(form_draft::Column::OperationId.eq(operation_id))
        .filter(form_draft::Column::XmlFormId.eq(xml_form_id))
        .one(connection)
        .await?;
    Ok(row)
}

async fn insert_file(transaction: &DatabaseTransaction, draft_id: i32, file: &FormFile) -> Result<()> {
    let row = form_draft_file::ActiveModel {
        form_draft_id: Set(draft_id),
        name: Set(file.name.clone()),
        media_type: Set(file.media_type.clone()),
        md5: Set(file.md5.clone()),
        bytes: Set(file.bytes.clone()),
        ..Default::default()
    };
    use form_draft_file::Column::{Bytes, FormDraftId, Md5, MediaType, Name};
    form_draft_file::Entity::insert(row)
        .on_conflict(OnConflict::columns([FormDraftId, Name]).update_columns([MediaType, Md5, Bytes]).to_owned())
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

async fn files(connection: &impl ConnectionTrait, draft_id: i32) -> Result<Vec<FormFile>> {
    let rows = form_draft_file::Entity::find().filter(form_draft_file::Column::FormDraftId.eq(draft_id));
    let mut files: Vec<FormFile> = rows
        .all(connection)
        .await?
        .into_iter()
        .map(|row| FormFile { name: row.name, media_type: row.media_type, md5: row.md5, bytes: row.bytes })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

impl Store {
    /// Keeps a draft of a form in the place of the one before, whose trial submissions go with it. Phones reach it with
    /// `token`, of which only the hash is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_draft(
        &self,
        operation_id: i32,
        new: &NewFormVersion,
        token: &str,
        actor: &str,
    ) -> Result<FormDraft> {
        let transaction = self.begin().await?;
        if let Some(before) = find(&transaction, operation_id, &new.xml_form_id).await? {
            form_draft::Entity::delete_by_id(before.id).exec(&transaction).await?;
        }
        let row = form_draft::ActiveModel {
            operation_id: Set(operation_id),
            xml_form_id: Set(new.xml_form_id.clone()),
            version: Set(new.version.clone()),
            title: Set(new.title.clone()),
            hash: Set(new.hash.clone()),
            xform: Set(new.xform.clone()),
            model: Set(JsonText::from(&new.model)),
            warnings: Set(JsonText::from(&new.warnings)),
            source_name: Set(new.source_name.clone()),
            source: Set(new.source.clone()),
            token_sha256: Set(Some(sha256_hex(token.as_bytes()))),
            created_at: Set(self.clock.now()),
            created_by: Set(actor.to_owned()),
            ..Default::default()
        };
        let row = row.insert(&transaction).await?;
        for file in &new.files {
            insert_file(&transaction, row.id, file).await?;
        }
        let deed = Deed::new(actor, "form.draft_saved", format!("form:{}", new.xml_form_id))
            .detail(json!({"version": new.version, "hash": new.hash}));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        plain(row)
    }

    /// The draft of a form.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn draft(&self, operation_id: i32, xml_form_id: &str) -> Result<Option<FormDraft>> {
        find(&self.reader, operation_id, xml_form_id).await?.map(plain).transpose()
    }

    /// The drafts of an operation, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drafts(&self, operation_id: i32) -> Result<Vec<FormDraft>> {
        let rows = form_draft::Entity::find()
            .filter(form_draft::Column::OperationId.eq(operation_id))
            .order_by_desc(form_draft::Column::Id)
            .all(&self.reader)
            .await?;
        rows.into_iter().map(plain).collect()
    }

    /// The draft that `token` opens.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn draft_by_token(&self, operation_id: i32, token: &str) -> Result<Option<FormDraft>> {
        let row = form_draft::Entity::find()
            .filter(form_draft::Column::OperationId.eq(operation_id))
            .filter(form_draft::Column::TokenSha256.eq(sha256_hex(token.as_bytes())))
            .one(&self.reader)
            .await?;
        row.map(plain).transpose()
    }

    /// The files of a draft, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn draft_files(&self, draft_id: i32) -> Result<Vec<FormFile>> {
        files(&self.reader, draft_id).await
    }

    /// Gives a draft a file, in the place of one of that name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_draft_file(&self, draft: &FormDraft, file: &FormFile, actor: &str) -> Result<()> {
        let transaction = self.begin().await?;
        insert_file(&transaction, draft.id, file).await?;
        let deed = Deed::new(actor, "form.draft_file_saved", format!("form:{}", draft.xml_form_id))
            .detail(json!({"file": file.name, "md5": file.md5}));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Publishes a draft under `version`: it becomes a version like any other, and is no draft any more.
    ///
    /// # Errors
    /// `Taken` when that version of the form exists; the draft stays then.
    pub async fn publish_draft(
        &self,
        operation_id: i32,
        new: &NewFormVersion,
        draft_id: i32,
        actor: &str,
    ) -> Result<FormVersion> {
        let transaction = self.begin().await?;
        if version_exists(&transaction, operation_id, &new.xml_form_id, &new.version).await? {
            let value = format!("{} {}", new.xml_form_id, new.version);
            return Err(StoreError::Taken { what: "the form version", value });
        }
        let version = insert_version(&self.sealer, &transaction, operation_id, new, self.clock.now(), actor).await?;
        form_draft::Entity::delete_by_id(draft_id).exec(&transaction).await?;
        transaction.commit().await?;
        Ok(version)
    }

    /// Drops a draft, and what was sent to try it; false if there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_draft(&self, operation_id: i32, xml_form_id: &str, actor: &str) -> Result<bool> {
        let transaction = self.begin().await?;
        let Some(row) = find(&transaction, operation_id, xml_form_id).await? else { return Ok(false) };
        form_draft::Entity::delete_by_id(row.id).exec(&transaction).await?;
        let deed = Deed::new(actor, "form.draft_dropped", format!("form:{xml_form_id}"));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Gives a draft another token; the one before opens nothing any more. False if there is no such draft.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew_draft_token(
        &self,
        operation_id: i32,
        xml_form_id: &str,
        token: &str,
        actor: &str,
    ) -> Result<bool> {
        let transaction = self.begin().await?;
        let Some(row) = find(&transaction, operation_id, xml_form_id).await? else { return Ok(false) };
        let mut row = row.into_active_model();
        row.token_sha256 = Set(Some(sha256_hex(token.as_bytes())));
        row.update(&transaction).await?;
        let deed = Deed::new(actor, "form.draft_token_made", format!("form:{xml_form_id}"));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Keeps what was sent to try a draft; the same again is no change, but for files that had not come.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn try_draft(&self, draft_id: i32, trial: &TrialSubmission) -> Result<Tried> {
        use form_draft_submission::{Column, Entity};
        let transaction = self.begin().await?;
        let of_draft = Entity::find().filter(Column::FormDraftId.eq(draft_id));
        let held = of_draft.clone().filter(Column::InstanceId.eq(&trial.instance_id)).one(&transaction).await?;
        if let Some(held) = held {
            if self.sealer.open_trial(draft_id, &held.instance_id, held.xml.clone())? != trial.xml {
                return Ok(Tried::Reused);
            }
            let mut files = files_of(&held)?;
            let known = files.len();
            let more = trial.files.iter().filter(|file| !files.iter().any(|held| held.name == file.name));
            let more: Vec<TrialFile> = more.cloned().collect();
            files.extend(more);
            if files.len() == known {
                return Ok(Tried::Again);
            }
            let mut row = held.into_active_model();
            row.files = Set(Some(to_json("form_draft_submission.files", &files)?));
            row.update(&transaction).await?;
            transaction.commit().await?;
            return Ok(Tried::New);
        }
        if of_draft.count(&transaction).await? >= MOST_TRIALS {
            return Ok(Tried::Full);
        }
        let row = form_draft_submission::ActiveModel {
            form_draft_id: Set(draft_id),
            instance_id: Set(trial.instance_id.clone()),
            xml: Set(self.sealer.trial(draft_id, &trial.instance_id, &trial.xml)?),
            received_at: Set(self.clock.now()),
            device_label: Set(trial.device_label.clone()),
            files: Set(Some(to_json("form_draft_submission.files", &trial.files)?)),
            ..Default::default()
        };
        row.insert(&transaction).await?;
        transaction.commit().await?;
        Ok(Tried::New)
    }

    /// How many submissions were sent to try a draft.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_trials(&self, draft_id: i32) -> Result<u64> {
        let trials =
            form_draft_submission::Entity::find().filter(form_draft_submission::Column::FormDraftId.eq(draft_id));
        Ok(trials.count(&self.reader).await?)
    }

    /// Throws away what was sent to try a draft; false if there is no such draft.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clear_trials(&self, operation_id: i32, xml_form_id: &str, actor: &str) -> Result<bool> {
        let transaction = self.begin().await?;
        let Some(row) = find(&transaction, operation_id, xml_form_id).await? else { return Ok(false) };
        let cleared = form_draft_submission::Entity::delete_many()
            .filter(form_draft_submission::Column::FormDraftId.eq(row.id))
            .exec(&transaction)
            .await?;
        let deed = Deed::new(actor, "form.trials_cleared", format!("form:{xml_form_id}"))
            .detail(json!({"trials": cleared.rows_affected}));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What was sent to try a draft, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn trials(&self, draft_id: i32, limit: u64) -> Result<Vec<TrialSubmission>> {
        let rows = form_draft_submission::Entity::find()
            .filter(form_draft_submission::Column::FormDraftId.eq(draft_id))
            .order_by_desc(form_draft_submission::Column::Id)
            .paginate(&self.reader, limit)
            .fetch_page(0)
            .await?;
        let plain = |row: form_draft_submission::Model| {
            let files = files_of(&row)?;
            let form_draft_submission::Model { instance_id, xml, received_at, device_label, .. } = row;
            let xml = self.sealer.open_trial(draft_id, &instance_id, xml)?;
            Ok(TrialSubmission { instance_id, xml, received_at, device_label, files })
        };
        rows.into_iter().map(plain).collect()
    }
}

/// A trial sealed with the newest key; none if it is.
pub(crate) fn reseal_trial(
    sealer: &Sealer,
    row: form_draft_submission::Model,
) -> Result<Option<form_draft_submission::ActiveModel>> {
    let sealed = sealer.reseal_trial(row.form_draft_id, &row.instance_id, row.xml.clone())?;
    Ok(sealed.map(|sealed| {
        let mut row = row.into_active_model();
        row.xml = Set(sealed);
        row
    }))
}

fn files_of(row: &form_draft_submission::Model) -> Result<Vec<TrialFile>> {
    match &row.files {
        Some(files) => from_json("form_draft_submission.files", files),
        None => Ok(Vec::new()), // of a version of this program that did not keep them
    }
}

impl FormDraft {
    /// What it is published as.
    pub fn to_version(&self, files: Vec<FormFile>) -> NewFormVersion {
        NewFormVersion {
            xml_form_id: self.xml_form_id.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            hash: self.hash.clone(),
            xform: self.xform.clone(),
            model: self.model.clone(),
            warnings: self.warnings.clone(),
            source_name: self.source_name.clone(),
            source: self.source.clone(),
            files,
        }
    }
}
