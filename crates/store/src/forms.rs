//! Published forms, their versions and the files they need.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    json::{JsonText, from_json},
    seals::Sealer,
    tables::{form_file, form_version},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde_json::{Value as Json, json};

/// A published version of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormVersion {
    /// Row.
    pub id: i32,
    /// Its operation.
    pub operation_id: i32,
    /// The form's id, as the XForm says it.
    pub xml_form_id: String,
    /// Its version, as the XForm says it; may be empty.
    pub version: String,
    /// Title.
    pub title: String,
    /// MD5 of the XForm, in hex: what OpenRosa clients compare.
    pub hash: String,
    /// The XForm.
    pub xform: String,
    /// The typed form, as crate `forms` writes it.
    pub model: Json,
    /// Warnings of the compilation.
    pub warnings: Json,
    /// File name of the source.
    pub source_name: String,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// By whom.
    pub published_by: String,
    /// Whether it is offered, and whether submissions are taken.
    pub state: FormState,
}

/// What is done with a form, in all its versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormState {
    /// Offered to phones, and submissions are taken.
    Open,
    /// No longer offered; what was filled in on phones that have it is still taken.
    Closing,
    /// Neither offered nor taken.
    Closed,
}

impl FormState {
    /// As it is stored and shown in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closing => "closing",
            Self::Closed => "closed",
        }
    }

    /// Reads a state by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Closing, Self::Closed].into_iter().find(|state| state.code() == code)
    }

    /// Whether submissions are taken.
    pub fn takes_submissions(self) -> bool {
        self != Self::Closed
    }

    /// How the audit log names the change to it.
    fn deed(self) -> &'static str {
        match self {
            Self::Open => "form.opened",
            Self::Closing => "form.closing",
            Self::Closed => "form.closed",
        }
    }
}

/// Which version of a form it is, without what is in it: cheap to ask for with every submission.
#[derive(Debug, Clone, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct FormVersionName {
    /// Row. What a row holds never changes, but for whether it is open.
    pub id: i32,
    /// The form's id.
    pub xml_form_id: String,
    /// Its version; may be empty.
    pub version: String,
    state: String,
}

impl FormVersionName {
    /// Whether submissions are taken.
    pub fn takes_submissions(&self) -> bool {
        state_of(&self.state).takes_submissions()
    }
}

/// A state as it was kept; what this version of the program does not know takes nothing.
fn state_of(kept: &str) -> FormState {
    FormState::from_code(kept).unwrap_or(FormState::Closed)
}

/// What a form version is published from.
#[derive(Debug, Clone)]
pub struct NewFormVersion {
    /// The form's id.
    pub xml_form_id: String,
    /// Its version.
    pub version: String,
    /// Title.
    pub title: String,
    /// MD5 of the XForm, in hex.
    pub hash: String,
    /// The XForm.
    pub xform: String,
    /// The typed form.
    pub model: Json,
    /// Warnings.
    pub warnings: Json,
    /// File name of the source.
    pub source_name: String,
    /// The source's bytes.
    pub source: Vec<u8>,
    /// Files the form needs on the phone.
    pub files: Vec<FormFile>,
}

/// A file a form needs on the phone.
#[derive(Debug, Clone, PartialEq)]
pub struct FormFile {
    /// File name.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// MD5 of the bytes, in hex.
    pub md5: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

fn plain(row: form_version::Model) -> Result<FormVersion> {
    Ok(FormVersion {
        id: row.id,
        operation_id: row.operation_id,
        xml_form_id: row.xml_form_id,
        version: row.version,
        title: row.title,
        hash: row.hash,
        xform: row.xform,
        model: from_json("form_version.model", &row.model)?,
        warnings: from_json("form_version.warnings", &row.warnings)?,
        source_name: row.source_name,
        published_at: row.published_at,
        published_by: row.published_by,
        state: state_of(&row.state),
    })
}

/// Adds a version inside a transaction, with its entry in the log.
pub(crate) async fn insert_version(
    sealer: &Sealer,
    transaction: &DatabaseTransaction,
    operation_id: i32,
    new: &NewFormVersion,
    at: DateTime<Utc>,
    actor: &str,
) -> Result<FormVersion> {
    let row = form_version::ActiveModel {
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
        state: Set(FormState::Open.code().to_owned()),
        published_at: Set(at),
        published_by: Set(actor.to_owned()),
        ..Default::default()
    };
    let row = row.insert(transaction).await?;
    for file in &new.files {
        let file = form_file::ActiveModel {
            form_version_id: Set(row.id),
            name: Set(file.name.clone()),
            media_type: Set(file.media_type.clone()),
            md5: Set(file.md5.clone()),
            bytes: Set(file.bytes.clone()),
            ..Default::default()
        };
        file.insert(transaction).await?;
    }
    let subject = format!("form:{}", new.xml_form_id);
    let mut deeds = vec![
        Deed::new(actor, "form.published", subject.clone()).detail(json!({"version": new.version, "hash": new.hash})),
    ];
    // Whoever publishes a version wants it filled in, and phones that have an older one send that.
    let reopened = form_version::Entity::update_many()
        .col_expr(form_version::Column::State, Expr::value(FormState::Open.code()))
        .filter(form_version::Column::OperationId.eq(operation_id))
        .filter(form_version::Column::XmlFormId.eq(&new.xml_form_id))
        .filter(form_version::Column::State.ne(FormState::Open.code()))
        .exec(transaction)
        .await?;
    if reopened.rows_affected > 0 {
        deeds.push(Deed::new(actor, FormState::Open.deed(), subject));
    }
    let declared = ::registers::declared_by_model(&new.model)
        .map_err(|source| StoreError::Unreadable { what: "the form".to_owned(), source })?;
    deeds.extend(crate::registers::declare(sealer, transaction, operation_id, &declared, at, actor).await?);
    append(transaction, at, &deeds).await?;
    plain(row)
}

/// Whether a form has a version of that name.
pub(crate) async fn version_exists(
    transaction: &DatabaseTransaction,
    operation_id: i32,
    xml_form_id: &str,
    version: &str,
) -> Result<bool> {
    let found = form_version::Entity::find()
        .filter(form_version::Column::OperationId.eq(operation_id))
        .filter(form_version::Column::XmlFormId.eq(xml_form_id))
        .filter(form_version::Column::Version.eq(version))
        .count(transaction)
        .await?;
    Ok(found > 0)
}

impl Store {
    /// Publishes a version. The same version with the same XForm is no change; with another XForm it is refused, since
    /// phones would not notice.
    ///
    /// # Errors
    /// `Taken` when the version exists with another content.
    pub async fn publish_form(&self, operation_id: i32, new: &NewFormVersion, actor: &str) -> Result<FormVersion> {
        let transaction = self.begin().await?;
        let existing = form_version::Entity::find()
            .filter(form_version::Column::OperationId.eq(operation_id))
            .filter(form_version::Column::XmlFormId.eq(&new.xml_form_id))
            .filter(form_version::Column::Version.eq(&new.version))
            .one(&transaction)
            .await?;
        match existing {
            Some(row) if row.hash == new.hash => return plain(row),
            Some(_) => {
                let value = format!("{} {}", new.xml_form_id, new.version);
                return Err(StoreError::Taken { what: "the form version", value });
            }
            None => {}
        }
        let version = insert_version(&self.sealer, &transaction, operation_id, new, self.clock.now(), actor).await?;
        transaction.commit().await?;
        Ok(version)
    }

    /// All versions of all forms of an operation, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_versions(&self, operation_id: i32) -> Result<Vec<FormVersion>> {
        let rows = form_version::Entity::find()
            .filter(form_version::Column::OperationId.eq(operation_id))
            .order_by_desc(form_version::Column::Id)
            .all(&self.reader)
            .await?;
        rows.into_iter().map(plain).collect()
    }

    /// Names of all versions of all forms of an operation, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_version_names(&self, operation_id: i32) -> Result<Vec<FormVersionName>> {
        use form_version::Column;
        let names = form_version::Entity::find()
            .select_only()
            .columns([Column::Id, Column::XmlFormId, Column::Version, Column::State])
            .filter(Column::OperationId.eq(operation_id))
            .order_by_desc(Column::Id)
            .into_model::<FormVersionName>()
            .all(&self.reader)
            .await?;
        Ok(names)
    }

    /// The typed form of a version, as crate `forms` writes it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_model(&self, form_version_id: i32) -> Result<Option<Json>> {
        let model: Option<JsonText> = form_version::Entity::find_by_id(form_version_id)
            .select_only()
            .column(form_version::Column::Model)
            .into_tuple()
            .one(&self.reader)
            .await?;
        model.map(|model| from_json("form_version.model", &model)).transpose()
    }

    /// The source a version was compiled from, byte for byte.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_source(&self, form_version_id: i32) -> Result<Option<Vec<u8>>> {
        let source = form_version::Entity::find_by_id(form_version_id)
            .select_only()
            .column(form_version::Column::Source)
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(source)
    }

    /// The newest version of each open form: what a phone is offered, by form id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn current_forms(&self, operation_id: i32) -> Result<Vec<FormVersion>> {
        let mut forms = self.form_versions(operation_id).await?; // newest first
        let mut seen = std::collections::HashSet::new();
        forms.retain(|form| seen.insert(form.xml_form_id.clone()) && form.state == FormState::Open);
        forms.sort_by(|a, b| a.xml_form_id.cmp(&b.xml_form_id));
        Ok(forms)
    }

    /// Opens a form, lets it run out or closes it, in all its versions; false if there is no such form. A form that is in
    /// that state already is no change.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_form_state(
        &self,
        operation_id: i32,
        xml_form_id: &str,
        state: FormState,
        actor: &str,
    ) -> Result<bool> {
        let transaction = self.begin().await?;
        let of_form =
            form_version::Column::OperationId.eq(operation_id).and(form_version::Column::XmlFormId.eq(xml_form_id));
        let states: Vec<String> = form_version::Entity::find()
            .select_only()
            .column(form_version::Column::State)
            .filter(of_form.clone())
            .into_tuple()
            .all(&transaction)
            .await?;
        if states.is_empty() {
            return Ok(false);
        }
        if states.iter().all(|kept| kept == state.code()) {
            return Ok(true);
        }
        form_version::Entity::update_many()
            .col_expr(form_version::Column::State, Expr::value(state.code()))
            .filter(of_form)
            .exec(&transaction)
            .await?;
        append(&transaction, self.clock.now(), &[Deed::new(actor, state.deed(), format!("form:{xml_form_id}"))])
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Whether a form version has files that a phone needs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_form_files(&self, form_version_id: i32) -> Result<bool> {
        let files = form_file::Entity::find().filter(form_file::Column::FormVersionId.eq(form_version_id));
        Ok(files.count(&self.reader).await? > 0)
    }

    /// The files of a form version, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_files(&self, form_version_id: i32) -> Result<Vec<FormFile>> {
        let rows = form_file::Entity::find()
            .filter(form_file::Column::FormVersionId.eq(form_version_id))
            .all(&self.reader)
            .await?;
        let plain = |row: form_file::Model| FormFile {
            name: row.name,
            media_type: row.media_type,
            md5: row.md5,
            bytes: row.bytes,
        };
        let mut files: Vec<FormFile> = rows.into_iter().map(plain).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(files)
    }

    /// How many submissions a form version has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_submissions(&self, form_version_id: i32) -> Result<u64> {
        use crate::tables::submission::{Column, Entity};
        Ok(Entity::find()
            .filter(Column::FormVersionId.eq(form_version_id))
            .filter(Column::Version.eq(1))
            .count(&self.reader)
            .await?)
    }
}
