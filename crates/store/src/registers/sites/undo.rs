//! Taking a decision back: every site it changed says again, to the letter, what it said before.

use super::super::{
    lists::{Register, held_by_id, touch},
    write::{self, Origin, count},
};
use super::decide::{next_version, of_decision};
use super::read::{SiteChange, SiteChangePart, complete};
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::from_json,
    tables::{entity, entity_version, site_change, site_change_part},
};
use registers::NewVersion;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// What became of taking a decision back.
#[derive(Debug, Clone, PartialEq)]
pub enum Undone {
    /// It is taken back.
    Done(Box<SiteChange>),
    /// There is no such decision.
    NotFound,
    /// It was taken back before.
    Already,
    /// Sites have changed since; nothing was done.
    InTheWay(Vec<InTheWay>),
}

/// A site that has changed since a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct InTheWay {
    /// Its id.
    pub uuid: String,
    /// The newest decision about it that stands; none if it was changed in another way.
    pub later: Option<SiteChange>,
}

impl Store {
    /// Takes a decision back, if all it changed is still as it left it: later decisions are taken back first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo_site_change(&self, register: &Register, id: i64, reason: &str, actor: &str) -> Result<Undone> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(register) = held_by_id(&transaction, register.id).await? else { return Ok(Undone::NotFound) };
        let row = site_change::Entity::find_by_id(id).filter(site_change::Column::RegisterId.eq(register.id));
        let Some(row) = row.one(&transaction).await? else { return Ok(Undone::NotFound) };
        if row.undone_at.is_some() {
            return Ok(Undone::Already);
        }
        let Some(change) = complete(&transaction, vec![row.clone()]).await?.pop() else { return Ok(Undone::NotFound) };
        let (mut undoing, mut in_the_way) = (Vec::new(), Vec::new());
        for part in change.parts.iter().filter(|part| part.after.is_some()) {
            match still_so(&transaction, &register, part).await? {
                Some(entity) => undoing.push((part, entity)),
                None => in_the_way.push(self.what_came_later(&transaction, &register, &change, part).await?),
            }
        }
        if !in_the_way.is_empty() {
            return Ok(Undone::InTheWay(in_the_way));
        }
        for (part, entity) in &undoing {
            let detail = json!({"undoes": id, "restores": part.before});
            let origin = Origin { at: now, actor, source: "sites", submission_id: None, detail };
            self.restore(&transaction, &register, part, entity, &origin).await?;
        }
        let mut row = row.into_active_model();
        row.undone_at = Set(Some(now));
        row.undone_by = Set(Some(actor.to_owned()));
        row.undone_reason = Set(Some(reason.to_owned()));
        let row = row.update(&transaction).await?;
        if !undoing.is_empty() {
            touch(&transaction, register.id).await?;
        }
        let uuids: Vec<&str> = change.parts.iter().map(|part| part.uuid.as_str()).collect();
        let subject = format!("site:{}", uuids.first().copied().unwrap_or_default());
        let detail = of_decision(id, &uuids, reason);
        append(&transaction, now, &[Deed::new(actor, "site.decision_undone", subject).detail(detail)]).await?;
        let done = complete(&transaction, vec![row]).await?.pop();
        transaction.commit().await?;
        Ok(done.map_or(Undone::NotFound, |change| Undone::Done(Box::new(change))))
    }

    /// Writes what the site said before as its newest version. A site that the decision made is deleted.
    async fn restore(
        &self,
        transaction: &impl ConnectionTrait,
        register: &Register,
        part: &SiteChangePart,
        entity: &entity::Model,
        origin: &Origin<'_>,
    ) -> Result<()> {
        let Some(before) = part.before else {
            let mut row = entity.clone().into_active_model();
            row.deleted_at = Set(Some(origin.at));
            row.updated_at = Set(Some(origin.at));
            row.update(transaction).await?;
            return Ok(());
        };
        let past = write::past(&self.sealer, transaction, entity.id).await?;
        let Some(was) = past.into_iter().find(|version| version.version == count(before)) else { return Ok(()) };
        let current = write::current(&self.sealer, entity)?;
        let next = next_version(&current, &was.label, &was.values);
        let new = NewVersion { values: was.values, ..next };
        write::update(&self.sealer, transaction, register, entity.clone(), &new, origin).await?;
        Ok(())
    }

    async fn what_came_later(
        &self,
        transaction: &impl ConnectionTrait,
        register: &Register,
        change: &SiteChange,
        part: &SiteChangePart,
    ) -> Result<InTheWay> {
        let of_site = site_change_part::Entity::find()
            .select_only()
            .column(site_change_part::Column::ChangeId)
            .filter(site_change_part::Column::Uuid.eq(&part.uuid))
            .filter(site_change_part::Column::VersionAfter.is_not_null());
        let row = site_change::Entity::find()
            .filter(site_change::Column::RegisterId.eq(register.id))
            .filter(site_change::Column::Id.gt(change.id))
            .filter(site_change::Column::UndoneAt.is_null())
            .filter(site_change::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(of_site)))
            .order_by_desc(site_change::Column::Id)
            .one(transaction)
            .await?;
        let later = complete(transaction, row.into_iter().collect()).await?.pop();
        Ok(InTheWay { uuid: part.uuid.clone(), later })
    }
}

/// The entry, if it says what the decision left it saying.
async fn still_so(
    transaction: &impl ConnectionTrait,
    register: &Register,
    part: &SiteChangePart,
) -> Result<Option<entity::Model>> {
    let row = write::find(transaction, register.id, &part.uuid).await?;
    let Some(row) = row.filter(|row| row.deleted_at.is_none()) else { return Ok(None) };
    let restored = restorations(transaction, row.id).await?;
    let mut says = row.version;
    // A version that went back to an earlier one says what that one said; it lies before, so this ends.
    while let Some(earlier) = restored.get(&says).filter(|earlier| **earlier < says) {
        says = *earlier;
    }
    Ok((Some(says) == part.after).then_some(row))
}

/// The versions of an entry that went back to an earlier one, with that one.
async fn restorations(transaction: &impl ConnectionTrait, entity_id: i64) -> Result<BTreeMap<i32, i32>> {
    let rows = entity_version::Entity::find()
        .filter(entity_version::Column::EntityId.eq(entity_id))
        .filter(entity_version::Column::Source.eq("sites"))
        .all(transaction)
        .await?;
    let mut restored = BTreeMap::new();
    for row in rows {
        let detail: Json = from_json("entity_version.detail", &row.detail)?;
        let earlier = detail["restores"].as_i64().and_then(|earlier| i32::try_from(earlier).ok());
        restored.extend(earlier.map(|earlier| (row.version, earlier)));
    }
    Ok(restored)
}
