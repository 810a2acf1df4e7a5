//! Reading entities and their versions.

use super::{
    kept::{read_entity, read_version},
    lists::Register,
    write::count,
};
use crate::{
    connect::Store,
    error::Result,
    json::from_json,
    records::folded,
    seals::Sealer,
    tables::{entity, entity_version, submission},
};
use chrono::{DateTime, Utc};
use registers::{Conflict, Values};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func},
};
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};

/// An entity as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Row.
    pub id: i64,
    /// Its register.
    pub register_id: i32,
    /// Its id.
    pub uuid: String,
    /// What people know it by.
    pub label: String,
    /// Its properties.
    pub values: Values,
    /// Its version, from 1.
    pub version: u32,
    /// What nobody has resolved yet.
    pub conflict: Option<Conflict>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// When it last changed, its conflict and its deletion included.
    pub updated_at: Option<DateTime<Utc>>,
    /// When it was deleted.
    pub deleted_at: Option<DateTime<Utc>>,
}

/// A version of an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityVersion {
    /// Its number, from 1.
    pub version: u32,
    /// The label.
    pub label: String,
    /// All properties.
    pub values: Values,
    /// What was said, `label` among it.
    pub received: Values,
    /// When.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
    /// `submission`, `bulk`, `api` or `resolution`.
    pub source: String,
    /// The row of the submission it comes from.
    pub submission_id: Option<i64>,
    /// The instanceID of that submission.
    pub instance_id: Option<String>,
    /// Name and size of a file, for instance.
    pub detail: Json,
    /// The version it started from.
    pub base_version: Option<u32>,
    /// The last version its client had from here before it went offline.
    pub trunk_version: Option<u32>,
    /// The branch of offline work it belongs to.
    pub branch_id: Option<String>,
    /// The version that its client started from, as that client counted.
    pub branch_base_version: Option<u32>,
    /// How the entity stood after it.
    pub conflict: Option<Conflict>,
    /// What it says otherwise than the versions since the one it started from.
    pub conflicting: Vec<String>,
    /// When its conflict was resolved, by whom and why.
    pub resolved: Option<(DateTime<Utc>, String, Option<String>)>,
}

/// Which entities a list shows.
#[derive(Debug, Clone, Default)]
pub struct EntityFilter {
    /// Only those that hold this; case and accents do not matter.
    pub search: Option<String>,
    /// Whether the search looks through what tells of people.
    pub search_personal: bool,
    /// Only those in conflict.
    pub conflicts_only: bool,
    /// The deleted ones instead of the others.
    pub deleted: bool,
    /// Only those before this row, in the list's order (newest first).
    pub before: Option<i64>,
}

pub(super) fn plain(sealer: &Sealer, row: entity::Model) -> Result<Entity> {
    let said = read_entity(sealer, &row)?;
    Ok(Entity {
        id: row.id,
        register_id: row.register_id,
        values: said.values,
        uuid: row.uuid,
        label: said.label,
        version: count(row.version),
        conflict: row.conflict.as_deref().and_then(Conflict::from_code),
        created_at: row.created_at,
        created_by: row.created_by,
        updated_at: row.updated_at,
        deleted_at: row.deleted_at,
    })
}

fn plain_version(
    sealer: &Sealer,
    row: entity_version::Model,
    instances: &HashMap<i64, String>,
) -> Result<EntityVersion> {
    let said = read_version(sealer, &row)?;
    let resolved = row.resolved_at.zip(row.resolved_by).map(|(at, by)| (at, by, row.resolved_reason));
    Ok(EntityVersion {
        version: count(row.version),
        values: said.values,
        received: said.received,
        label: said.label,
        created_at: row.created_at,
        created_by: row.created_by,
        source: row.source,
        instance_id: row.submission_id.and_then(|id| instances.get(&id).cloned()),
        submission_id: row.submission_id,
        detail: from_json("entity_version.detail", &row.detail)?,
        base_version: row.base_version.map(count),
        trunk_version: row.trunk_version.map(count),
        branch_id: row.branch_id,
        branch_base_version: row.branch_base_version.map(count),
        conflict: row.conflict.as_deref().and_then(Conflict::from_code),
        conflicting: from_json("entity_version.conflicting", &row.conflicting)?,
        resolved,
    })
}

impl EntityFilter {
    fn condition(&self, register_id: i32, backend: DbBackend) -> Condition {
        use entity::Column::{Conflict, DeletedAt, RegisterId, Search, SearchPersonal};
        let mut condition = Condition::all().add(RegisterId.eq(register_id));
        condition = condition.add(if self.deleted { DeletedAt.is_not_null() } else { DeletedAt.is_null() });
        if self.conflicts_only {
            condition = condition.add(Conflict.is_not_null());
        }
        if let Some(text) = self.search.as_deref().map(folded).filter(|text| !text.is_empty()) {
            let column = if self.search_personal { SearchPersonal } else { Search };
            // Character for character: `LIKE` would read `_` and `%` as patterns.
            let position = if backend == DbBackend::Postgres { "strpos" } else { "instr" };
            condition = condition.add(ExprTrait::gt(Func::cust(position).arg(Expr::col(column)).arg(text), 0));
        }
        condition
    }
}

/// Entities that a search holds in memory at once.
const OPENED_AT_ONCE: u64 = 1_000;

impl Store {
    /// A page of a register's entities, newest first, and how many the filter finds in all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entities(&self, register: &Register, filter: &EntityFilter, limit: u64) -> Result<(Vec<Entity>, u64)> {
        if self.sealer.seals_what_is_written() && filter.search.is_some() {
            return self.entities_found(register, filter, limit).await;
        }
        let condition = filter.condition(register.id, self.reader.get_database_backend());
        let total = entity::Entity::find().filter(condition.clone()).count(&self.reader).await?;
        let mut query = entity::Entity::find().filter(condition).order_by_desc(entity::Column::Id).limit(limit);
        if let Some(before) = filter.before {
            query = query.filter(entity::Column::Id.lt(before));
        }
        let rows = query.all(&self.reader).await?;
        Ok((rows.into_iter().map(|row| plain(&self.sealer, row)).collect::<Result<_>>()?, total))
    }

    /// The same for a search where what is said of entities lies sealed: the database cannot look through it, so all that
    /// the filter leaves are opened one after another.
    async fn entities_found(
        &self,
        register: &Register,
        filter: &EntityFilter,
        limit: u64,
    ) -> Result<(Vec<Entity>, u64)> {
        let wanted = folded(filter.search.as_deref().unwrap_or_default());
        let all = EntityFilter { search: None, ..filter.clone() };
        let condition = all.condition(register.id, self.reader.get_database_backend());
        let personal = register.personal();
        let (mut found, mut total, mut before) = (Vec::new(), 0, i64::MAX);
        loop {
            let rows = entity::Entity::find()
                .filter(condition.clone())
                .filter(entity::Column::Id.lt(before))
                .order_by_desc(entity::Column::Id)
                .limit(OPENED_AT_ONCE)
                .all(&self.reader)
                .await?;
            let Some(last) = rows.last() else { return Ok((found, total)) };
            before = last.id;
            for row in rows {
                let entity = plain(&self.sealer, row)?;
                let (open, whole) = personal.search_texts(&entity.uuid, &entity.label, &entity.values);
                if !(if filter.search_personal { whole } else { open }).contains(&wanted) {
                    continue;
                }
                total += 1;
                let comes_after = filter.before.is_none_or(|before| entity.id < before);
                if comes_after && (found.len() as u64) < limit {
                    found.push(entity);
                }
            }
        }
    }

    /// All entities of a register, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_entities(&self, register: &Register, deleted_too: bool) -> Result<Vec<Entity>> {
        let mut query = entity::Entity::find().filter(entity::Column::RegisterId.eq(register.id));
        if !deleted_too {
            query = query.filter(entity::Column::DeletedAt.is_null());
        }
        query
            .order_by_asc(entity::Column::Id)
            .all(&self.reader)
            .await?
            .into_iter()
            .map(|row| plain(&self.sealer, row))
            .collect()
    }

    /// An entity, deleted or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entity(&self, register: &Register, uuid: &str) -> Result<Option<Entity>> {
        super::write::find(&self.reader, register.id, uuid).await?.map(|row| plain(&self.sealer, row)).transpose()
    }

    /// The versions of an entity, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entity_versions(&self, entity: &Entity) -> Result<Vec<EntityVersion>> {
        let rows = entity_version::Entity::find()
            .filter(entity_version::Column::EntityId.eq(entity.id))
            .order_by_asc(entity_version::Column::Version)
            .all(&self.reader)
            .await?;
        let ids = rows.iter().filter_map(|row| row.submission_id);
        let instances: Vec<(i64, String)> = submission::Entity::find()
            .select_only()
            .columns([submission::Column::Id, submission::Column::InstanceId])
            .filter(submission::Column::Id.is_in(ids))
            .into_tuple()
            .all(&self.reader)
            .await?;
        let instances = instances.into_iter().collect();
        rows.into_iter().map(|row| plain_version(&self.sealer, row, &instances)).collect()
    }

    /// The newest version of each entity of a register, by the entity's row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_entity_versions(&self, register: &Register) -> Result<HashMap<i64, EntityVersion>> {
        let rows = entity_version::Entity::find()
            .join(sea_orm::JoinType::InnerJoin, joined())
            .filter(Expr::col((entity::Entity, entity::Column::RegisterId)).eq(register.id))
            .filter(
                Expr::col((entity::Entity, entity::Column::Version))
                    .equals((entity_version::Entity, entity_version::Column::Version)),
            )
            .all(&self.reader)
            .await?;
        let none = HashMap::new();
        rows.into_iter().map(|row| Ok((row.entity_id, plain_version(&self.sealer, row, &none)?))).collect()
    }

    /// What the entities of a register said at a moment, by their ids: label and properties. One that has been deleted or
    /// made anew since is not in the answer if it was not there then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entities_as_of(
        &self,
        register: &Register,
        moment: DateTime<Utc>,
    ) -> Result<BTreeMap<String, (String, Values)>> {
        let rows = entity_version::Entity::find()
            .join(sea_orm::JoinType::InnerJoin, joined())
            .filter(Expr::col((entity::Entity, entity::Column::RegisterId)).eq(register.id))
            .order_by_asc(entity_version::Column::EntityId)
            .order_by_asc(entity_version::Column::Version)
            .all(&self.reader)
            .await?;
        let written = rows.into_iter().filter(|row| row.created_at <= moment);
        let newest: HashMap<i64, entity_version::Model> = written.map(|row| (row.entity_id, row)).collect();
        let mut said = BTreeMap::new();
        for entity in
            entity::Entity::find().filter(entity::Column::RegisterId.eq(register.id)).all(&self.reader).await?
        {
            let there = entity.deleted_at.is_none_or(|deleted| deleted > moment);
            if let Some(row) = newest.get(&entity.id).filter(|_| there) {
                let version = read_version(&self.sealer, row)?;
                said.insert(entity.uuid, (version.label, version.values));
            }
        }
        Ok(said)
    }

    /// Which of these entities were deleted; of all, if none is named. Those that are not here are not in the answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entity_states(&self, register: &Register, uuids: &[String]) -> Result<Vec<(String, bool)>> {
        let mut query = entity::Entity::find()
            .select_only()
            .columns([entity::Column::Uuid, entity::Column::DeletedAt])
            .filter(entity::Column::RegisterId.eq(register.id))
            .order_by_asc(entity::Column::Id);
        if !uuids.is_empty() {
            query = query.filter(entity::Column::Uuid.is_in(uuids));
        }
        let rows: Vec<(String, Option<DateTime<Utc>>)> = query.into_tuple().all(&self.reader).await?;
        Ok(rows.into_iter().map(|(uuid, deleted_at)| (uuid, deleted_at.is_some())).collect())
    }
}

fn joined() -> sea_orm::RelationDef {
    entity_version::Entity::belongs_to(entity::Entity)
        .from(entity_version::Column::EntityId)
        .to(entity::Column::Id)
        .into()
}
