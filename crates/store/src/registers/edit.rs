//! Changes that people and programs make to one entity: another version, deleted, restored, a conflict resolved.

use super::{
    lists::{Register, held_by_id, touch},
    read::{Entity, plain},
    write::{self, Origin, count},
};
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    tables::{entity, entity_version},
};
use registers::{Conflict, NewVersion, Values, updated};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr,
};
use serde_json::json;

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// The entity as it stands now.
    Done(Box<Entity>),
    /// There is no such entity.
    NotFound,
    /// It has another version than the one that was started from.
    Stale {
        /// The version it has.
        current: u32,
    },
    /// It is not in conflict.
    NoConflict,
}

/// How a conflict is resolved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The version that whoever resolves it has seen; none to resolve whatever is there.
    pub seen: Option<u32>,
    /// What is taken otherwise than it stands, the label under `label`.
    pub take: Values,
    /// Why.
    pub reason: Option<String>,
}

impl Store {
    /// Adds a version that says `received` (the label under `label`), if the entity still has the version `base`; whatever
    /// version it has, if none is given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn update_entity(
        &self,
        register: &Register,
        uuid: &str,
        received: &Values,
        base: Option<u32>,
        actor: &str,
    ) -> Result<Edited> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(register) = held_by_id(&transaction, register.id).await? else { return Ok(Edited::NotFound) };
        let row = write::find(&transaction, register.id, uuid).await?.filter(|row| row.deleted_at.is_none());
        let Some(row) = row else { return Ok(Edited::NotFound) };
        let current = write::current(&self.sealer, &row)?;
        if base.is_some_and(|base| base != current.version) {
            return Ok(Edited::Stale { current: current.version });
        }
        let (label, values) = updated(&current, received);
        let new = NewVersion {
            version: current.version + 1,
            label,
            values,
            received: received.clone(),
            base_version: Some(current.version),
            conflict: current.conflict,
            ..NewVersion::default()
        };
        let origin = Origin { at: now, actor, source: "api", submission_id: None, detail: json!({}) };
        let row = write::update(&self.sealer, &transaction, &register, row, &new, &origin).await?;
        touch(&transaction, register.id).await?;
        let deed = Deed::new(actor, "entity.updated", subject(&register, uuid));
        append(&transaction, now, &[deed.detail(json!({"version": new.version}))]).await?;
        transaction.commit().await?;
        Ok(Edited::Done(Box::new(plain(&self.sealer, row)?)))
    }

    /// Deletes an entity: phones no longer get it, what it said stays. False if there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_entity(&self, register: &Register, uuid: &str, actor: &str) -> Result<bool> {
        self.set_deleted(register, uuid, true, actor).await
    }

    /// Takes a deletion back. False if there is no such entity, or it is not deleted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn restore_entity(&self, register: &Register, uuid: &str, actor: &str) -> Result<bool> {
        self.set_deleted(register, uuid, false, actor).await
    }

    async fn set_deleted(&self, register: &Register, uuid: &str, deleted: bool, actor: &str) -> Result<bool> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(register) = held_by_id(&transaction, register.id).await? else { return Ok(false) };
        let row = write::find(&transaction, register.id, uuid).await?;
        let Some(row) = row.filter(|row| row.deleted_at.is_some() != deleted) else { return Ok(false) };
        let mut row = row.into_active_model();
        row.deleted_at = Set(deleted.then_some(now));
        row.updated_at = Set(Some(now));
        row.update(&transaction).await?;
        touch(&transaction, register.id).await?;
        let action = if deleted { "entity.deleted" } else { "entity.restored" };
        append(&transaction, now, &[Deed::new(actor, action, subject(&register, uuid))]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Resolves a conflict: the entity stays as it is, but for what is taken from the other side.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resolve_entity(
        &self,
        register: &Register,
        uuid: &str,
        resolution: &Resolution,
        actor: &str,
    ) -> Result<Edited> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(register) = held_by_id(&transaction, register.id).await? else { return Ok(Edited::NotFound) };
        let row = write::find(&transaction, register.id, uuid).await?.filter(|row| row.deleted_at.is_none());
        let Some(row) = row else { return Ok(Edited::NotFound) };
        let current = write::current(&self.sealer, &row)?;
        if resolution.seen.is_some_and(|seen| seen != current.version) {
            return Ok(Edited::Stale { current: current.version });
        }
        let Some(conflict) = current.conflict else { return Ok(Edited::NoConflict) };
        settle(&transaction, &row, resolution, now, actor).await?;
        let is_now = |name: &str| if name == "label" { Some(&current.label) } else { current.values.get(name) };
        let take: Values = resolution
            .take
            .iter()
            .filter(|(name, value)| is_now(name) != Some(value))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let row = if take.is_empty() {
            let mut row = row.into_active_model();
            row.conflict = Set(None);
            row.updated_at = Set(Some(now));
            row.update(&transaction).await?
        } else {
            let (label, values) = updated(&current, &take);
            let new = NewVersion {
                version: current.version + 1,
                label,
                values,
                received: take,
                base_version: Some(current.version),
                ..NewVersion::default()
            };
            let origin = Origin { at: now, actor, source: "resolution", submission_id: None, detail: json!({}) };
            let row = write::update(&self.sealer, &transaction, &register, row, &new, &origin).await?;
            touch(&transaction, register.id).await?;
            row
        };
        let detail = json!({"version": count(row.version), "conflict": conflict.code(), "reason": resolution.reason});
        let deed = Deed::new(actor, "entity.conflict_resolved", subject(&register, uuid)).detail(detail);
        append(&transaction, now, &[deed]).await?;
        transaction.commit().await?;
        Ok(Edited::Done(Box::new(plain(&self.sealer, row)?)))
    }
}

/// Notes with the versions in conflict that it was resolved, by whom and why.
async fn settle(
    transaction: &impl sea_orm::ConnectionTrait,
    row: &entity::Model,
    resolution: &Resolution,
    now: chrono::DateTime<chrono::Utc>,
    actor: &str,
) -> Result<()> {
    use entity_version::Column;
    entity_version::Entity::update_many()
        .col_expr(Column::ResolvedAt, Expr::value(now))
        .col_expr(Column::ResolvedBy, Expr::value(actor))
        .col_expr(Column::ResolvedReason, Expr::value(resolution.reason.clone()))
        .filter(Column::EntityId.eq(row.id))
        .filter(Column::Conflict.is_in([Conflict::Soft.code(), Conflict::Hard.code()]))
        .filter(Column::ResolvedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(())
}

pub(super) fn subject(register: &Register, uuid: &str) -> String {
    format!("entity:{}/{uuid}", register.name)
}
