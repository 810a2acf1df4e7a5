//! Many entities at once.

use super::{
    lists::{Register, held_by_id, insert_property, touch},
    write::{self, Origin},
};
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    seals::Sealer,
    tables::{entity, entity_version},
};
use registers::{NewVersion, Values, updated};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Value as Json, json};
use std::collections::HashMap;

/// Rows a statement: 22 columns each, below the 32,766 parameters of SQLite.
const ROWS: usize = 1_000;

/// What changes at once: all of it or nothing.
#[derive(Debug, Clone, Default)]
pub struct BulkChange {
    /// The revision of the register that whoever wants it has seen; none to carry it out on whatever is there.
    pub seen: Option<i64>,
    /// Properties to add first.
    pub properties: Vec<String>,
    /// New entities.
    pub create: Vec<BulkEntity>,
    /// Entities that change.
    pub update: Vec<BulkUpdate>,
    /// Where it comes from: name and size of a file, for instance.
    pub detail: Json,
    /// `bulk` or `api`.
    pub source: &'static str,
}

/// A new entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkEntity {
    /// Its id.
    pub uuid: String,
    /// Its label.
    pub label: String,
    /// Its properties.
    pub values: Values,
}

/// An entity that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkUpdate {
    /// Its id.
    pub uuid: String,
    /// What is said of it, the label under `label`.
    pub received: Values,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkDone {
    /// It is carried out.
    Done {
        /// Entities that are new.
        created: usize,
        /// Entities that changed.
        updated: usize,
    },
    /// The register has changed since; nothing was done.
    Stale,
    /// These ids are taken, by entities that are there or were deleted; nothing was done.
    Taken(Vec<String>),
}

impl Store {
    /// Changes many entities at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_entities(&self, register: &Register, change: &BulkChange, actor: &str) -> Result<BulkDone> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(mut register) = held_by_id(&transaction, register.id).await? else { return Ok(BulkDone::Stale) };
        if change.seen.is_some_and(|seen| seen != register.revision) {
            return Ok(BulkDone::Stale);
        }
        let taken = known(&transaction, &register, change.create.iter().map(|new| new.uuid.as_str())).await?;
        if !taken.is_empty() {
            let mut taken: Vec<String> = taken.into_keys().collect();
            taken.sort();
            return Ok(BulkDone::Taken(taken));
        }
        let mut deeds = Vec::new();
        for name in &change.properties {
            if !register.properties.iter().any(|property| property.name == *name) {
                deeds.push(insert_property(&transaction, &register, name, false, now, actor).await?);
            }
        }
        if !deeds.is_empty() {
            register = held_by_id(&transaction, register.id).await?.unwrap_or(register);
        }
        let origin =
            Origin { at: now, actor, source: change.source, submission_id: None, detail: change.detail.clone() };
        create_many(&self.sealer, &transaction, &register, &change.create, &origin).await?;
        let rows = known(&transaction, &register, change.update.iter().map(|one| one.uuid.as_str())).await?;
        let mut changed = 0;
        for one in &change.update {
            let Some(row) = rows.get(&one.uuid).filter(|row| row.deleted_at.is_none()) else { continue };
            let current = write::current(&self.sealer, row)?;
            let (label, values) = updated(&current, &one.received);
            let new = NewVersion {
                version: current.version + 1,
                label,
                values,
                received: one.received.clone(),
                base_version: Some(current.version),
                conflict: current.conflict,
                ..NewVersion::default()
            };
            write::update(&self.sealer, &transaction, &register, row.clone(), &new, &origin).await?;
            changed += 1;
        }
        let created = change.create.len();
        if created + changed + deeds.len() > 0 {
            touch(&transaction, register.id).await?;
            let detail = json!({"created": created, "updated": changed, "source": change.detail});
            deeds.push(Deed::new(actor, "register.changed_in_bulk", register.subject()).detail(detail));
        }
        append(&transaction, now, &deeds).await?;
        transaction.commit().await?;
        Ok(BulkDone::Done { created, updated: changed })
    }
}

/// The rows of those entities that are here.
pub(super) async fn known<'a>(
    transaction: &impl ConnectionTrait,
    register: &Register,
    uuids: impl Iterator<Item = &'a str>,
) -> Result<HashMap<String, entity::Model>> {
    let uuids: Vec<&str> = uuids.collect();
    let mut known = HashMap::new();
    for uuids in uuids.chunks(10_000) {
        let rows = entity::Entity::find()
            .filter(entity::Column::RegisterId.eq(register.id))
            .filter(entity::Column::Uuid.is_in(uuids.iter().copied()))
            .all(transaction)
            .await?;
        known.extend(rows.into_iter().map(|row| (row.uuid.clone(), row)));
    }
    Ok(known)
}

/// Makes entities with their first versions.
pub(super) async fn create_many(
    sealer: &Sealer,
    transaction: &impl ConnectionTrait,
    register: &Register,
    new: &[BulkEntity],
    origin: &Origin<'_>,
) -> Result<()> {
    for new in new.chunks(ROWS) {
        create(sealer, transaction, register, new, origin).await?;
    }
    Ok(())
}

async fn create(
    sealer: &Sealer,
    transaction: &impl ConnectionTrait,
    register: &Register,
    new: &[BulkEntity],
    origin: &Origin<'_>,
) -> Result<()> {
    let personal = register.personal();
    let rows: Vec<entity::ActiveModel> = new
        .iter()
        .map(|one| write::row(sealer, register.id, &personal, &one.uuid, (&one.label, &one.values), origin))
        .collect::<Result<_>>()?;
    entity::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    let ids: Vec<(String, i64)> = entity::Entity::find()
        .select_only()
        .columns([entity::Column::Uuid, entity::Column::Id])
        .filter(entity::Column::RegisterId.eq(register.id))
        .filter(entity::Column::Uuid.is_in(new.iter().map(|one| one.uuid.as_str())))
        .into_tuple()
        .all(transaction)
        .await?;
    let ids: HashMap<String, i64> = ids.into_iter().collect();
    let mut versions = Vec::with_capacity(new.len());
    for one in new {
        let Some(id) = ids.get(&one.uuid) else { continue };
        let mut received = one.values.clone();
        received.insert("label".to_owned(), one.label.clone());
        let first = NewVersion {
            version: 1,
            label: one.label.clone(),
            values: one.values.clone(),
            received,
            ..NewVersion::default()
        };
        versions.push(write::version_row(sealer, *id, &first, origin)?);
    }
    entity_version::Entity::insert_many(versions).exec_without_returning(transaction).await?;
    Ok(())
}
