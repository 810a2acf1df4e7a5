//! Writing entities and their versions, inside a transaction that holds the register.

use super::{
    kept::{EntityColumns, Personal, VersionColumns, read_entity, read_version, write_entity, write_version},
    lists::{Register, held_by_id},
};
use crate::{
    error::Result,
    json::{JsonText, to_json},
    seals::Sealer,
    tables::{entity, entity_version},
};
use chrono::{DateTime, Utc};
use registers::{Conflict, Current, NewVersion, Past, Values};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::Value as Json;

/// Where a version comes from.
#[derive(Debug, Clone)]
pub(super) struct Origin<'a> {
    pub(super) at: DateTime<Utc>,
    pub(super) actor: &'a str,
    /// `submission`, `bulk`, `api` or `resolution`.
    pub(super) source: &'static str,
    pub(super) submission_id: Option<i64>,
    /// Name and size of a file, for instance.
    pub(super) detail: Json,
}

/// A number that counts up from 1, as a column keeps it.
pub(super) fn column(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// A number of a column that counts up from 1.
pub(super) fn count(column: i32) -> u32 {
    u32::try_from(column).unwrap_or(0)
}

pub(super) async fn find(
    connection: &impl ConnectionTrait,
    register_id: i32,
    uuid: &str,
) -> Result<Option<entity::Model>> {
    let row = entity::Entity::find()
        .filter(entity::Column::RegisterId.eq(register_id))
        .filter(entity::Column::Uuid.eq(uuid))
        .one(connection)
        .await?;
    Ok(row)
}

pub(super) fn current(sealer: &Sealer, row: &entity::Model) -> Result<Current> {
    let said = read_entity(sealer, row)?;
    Ok(Current {
        label: said.label,
        values: said.values,
        version: count(row.version),
        conflict: row.conflict.as_deref().and_then(Conflict::from_code),
        deleted: row.deleted_at.is_some(),
    })
}

/// The versions of an entity, oldest first.
pub(super) async fn past(sealer: &Sealer, connection: &impl ConnectionTrait, entity_id: i64) -> Result<Vec<Past>> {
    let rows = entity_version::Entity::find()
        .filter(entity_version::Column::EntityId.eq(entity_id))
        .order_by_asc(entity_version::Column::Version)
        .all(connection)
        .await?;
    let plain = |row: entity_version::Model| {
        let said = read_version(sealer, &row)?;
        Ok(Past {
            version: count(row.version),
            values: said.values,
            label: said.label,
            branch_id: row.branch_id,
            branch_base_version: row.branch_base_version.map(count),
            forced: row.forced,
        })
    };
    rows.into_iter().map(plain).collect()
}

/// The row of a new entity.
pub(super) fn row(
    sealer: &Sealer,
    register_id: i32,
    personal: &Personal,
    uuid: &str,
    said: (&str, &Values),
    origin: &Origin<'_>,
) -> Result<entity::ActiveModel> {
    let EntityColumns { label, data, search, search_personal } =
        write_entity(sealer, personal, (register_id, uuid), said)?;
    Ok(entity::ActiveModel {
        register_id: Set(register_id),
        uuid: Set(uuid.to_owned()),
        label: Set(label),
        data: Set(data),
        search: Set(search),
        search_personal: Set(search_personal),
        version: Set(1),
        conflict: Set(None),
        created_at: Set(origin.at),
        created_by: Set(origin.actor.to_owned()),
        updated_at: Set(None),
        deleted_at: Set(None),
        ..Default::default()
    })
}

/// The row of a version.
pub(super) fn version_row(
    sealer: &Sealer,
    entity_id: i64,
    new: &NewVersion,
    origin: &Origin<'_>,
) -> Result<entity_version::ActiveModel> {
    let VersionColumns { label, data, received } = write_version(sealer, entity_id, column(new.version), new)?;
    Ok(entity_version::ActiveModel {
        entity_id: Set(entity_id),
        version: Set(column(new.version)),
        label: Set(label),
        data: Set(data),
        received: Set(received),
        created_at: Set(origin.at),
        created_by: Set(origin.actor.to_owned()),
        source: Set(origin.source.to_owned()),
        submission_id: Set(origin.submission_id),
        detail: Set(JsonText::from(&origin.detail)),
        base_version: Set(new.base_version.map(column)),
        trunk_version: Set(new.trunk_version.map(column)),
        branch_id: Set(new.branch_id.clone()),
        branch_base_version: Set(new.branch_base_version.map(column)),
        conflict: Set(new.conflict.map(|conflict| conflict.code().to_owned())),
        conflicting: Set(to_json("entity_version.conflicting", &new.conflicting)?),
        forced: Set(new.forced),
        resolved_at: Set(None),
        resolved_by: Set(None),
        resolved_reason: Set(None),
        ..Default::default()
    })
}

/// Adds an entity with its first version.
pub(super) async fn create(
    sealer: &Sealer,
    transaction: &impl ConnectionTrait,
    register: &Register,
    uuid: &str,
    new: &NewVersion,
    origin: &Origin<'_>,
) -> Result<entity::Model> {
    let entity = row(sealer, register.id, &register.personal(), uuid, (&new.label, &new.values), origin)?;
    let entity = entity.insert(transaction).await?;
    entity_version::Entity::insert(version_row(sealer, entity.id, new, origin)?)
        .exec_without_returning(transaction)
        .await?;
    Ok(entity)
}

/// Adds a version to an entity.
pub(super) async fn update(
    sealer: &Sealer,
    transaction: &impl ConnectionTrait,
    register: &Register,
    entity: entity::Model,
    new: &NewVersion,
    origin: &Origin<'_>,
) -> Result<entity::Model> {
    entity_version::Entity::insert(version_row(sealer, entity.id, new, origin)?)
        .exec_without_returning(transaction)
        .await?;
    let said = (new.label.as_str(), &new.values);
    let columns = write_entity(sealer, &register.personal(), (entity.register_id, &entity.uuid), said)?;
    let mut entity = entity.into_active_model();
    entity.label = Set(columns.label);
    entity.data = Set(columns.data);
    entity.search = Set(columns.search);
    entity.search_personal = Set(columns.search_personal);
    entity.version = Set(column(new.version));
    entity.conflict = Set(new.conflict.map(|conflict| conflict.code().to_owned()));
    entity.updated_at = Set(Some(origin.at));
    Ok(entity.update(transaction).await?)
}

/// Writes what a search looks through anew, after more of the register was marked as telling of people.
pub(super) async fn search_anew(sealer: &Sealer, transaction: &impl ConnectionTrait, register_id: i32) -> Result<()> {
    const PAGE: u64 = 1_000;
    let Some(register) = held_by_id(transaction, register_id).await? else { return Ok(()) };
    let personal = register.personal();
    let mut after = 0;
    loop {
        let page = entity::Entity::find()
            .filter(entity::Column::RegisterId.eq(register_id))
            .filter(entity::Column::Id.gt(after))
            .order_by_asc(entity::Column::Id)
            .limit(PAGE)
            .all(transaction)
            .await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        // What is sealed has nothing that the database looks through.
        let searched = page.into_iter().filter(|row| !row.search.is_empty() || !row.search_personal.is_empty());
        for row in searched {
            let said = read_entity(sealer, &row)?;
            let place = (row.register_id, row.uuid.as_str());
            let columns = write_entity(sealer, &personal, place, (&said.label, &said.values))?;
            let mut row = row.into_active_model();
            row.label = Set(columns.label);
            row.data = Set(columns.data);
            row.search = Set(columns.search);
            row.search_personal = Set(columns.search_personal);
            row.update(transaction).await?;
        }
    }
}
