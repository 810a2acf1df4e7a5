//! What submissions ask for, carried out in the transaction that stores or approves them.

use super::{
    kept::{read_change, write_change},
    lists::{Register, held, held_by_id, touch},
    write::{self, Origin, count},
};
use crate::{
    audit::Deed,
    error::Result,
    json::to_json,
    seals::Sealer,
    tables::{entity_problem, entity_version, entity_waiting, submission},
};
use chrono::{DateTime, Utc};
use registers::{Change, Done, Trouble, apply, needs_past, uuid_of};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// A submission that was stored, with what it asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrived<'a> {
    /// Its operation.
    pub(crate) operation_id: i32,
    /// Its row.
    pub(crate) submission_id: i64,
    /// Whether it corrects one that was here.
    pub(crate) corrects: bool,
    /// Who sent it.
    pub(crate) actor: &'a str,
    /// What it asks for.
    pub(crate) changes: &'a [Change],
}

/// How a change comes to be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// It has just come.
    Arrived,
    /// Somebody approved its submission.
    Approved,
    /// Somebody says to carry it out although what came before it is missing.
    Forced,
}

/// Why a change waits, as it is stored.
pub(super) const FOR_APPROVAL: &str = "approval";
/// Why a change waits, as it is stored.
pub(super) const FOR_BRANCH: &str = "branch";

/// Carries out what the submissions ask for, in their order. Costs nothing where none asks for anything. What cannot be
/// carried out is kept as a problem of its submission. Returns what was done.
pub(crate) async fn apply_all(
    sealer: &Sealer,
    transaction: &impl ConnectionTrait,
    at: DateTime<Utc>,
    arrived: &[Arrived<'_>],
) -> Result<Vec<Deed>> {
    let asking: Vec<&Arrived<'_>> = arrived.iter().filter(|one| !one.changes.is_empty()).collect();
    let mut work = Work { sealer, at, registers: BTreeMap::new(), touched: BTreeSet::new(), deeds: Vec::new() };
    let operations: BTreeSet<i32> = asking.iter().map(|one| one.operation_id).collect();
    for operation in operations {
        let of_operation = asking.iter().filter(|one| one.operation_id == operation);
        let names: BTreeSet<&str> =
            of_operation.flat_map(|one| one.changes).map(|change| change.list.as_str()).collect();
        for register in held(transaction, operation, names).await? {
            work.registers.insert((operation, register.name.clone()), register);
        }
    }
    for one in asking {
        if one.corrects && !begin_again(transaction, one.submission_id).await? {
            continue;
        }
        for change in one.changes.iter().filter(|change| change.asks()) {
            work.change(transaction, one, change, How::Arrived).await?;
        }
    }
    work.finish(transaction).await
}

/// Carries out what waited for the approval of these submissions. Returns what was done.
pub(crate) async fn approved(
    sealer: &Sealer,
    transaction: &impl ConnectionTrait,
    at: DateTime<Utc>,
    submission_ids: &[i64],
) -> Result<Vec<Deed>> {
    let mut waiting = Vec::new();
    for ids in submission_ids.chunks(10_000) {
        let query = entity_waiting::Entity::find()
            .filter(entity_waiting::Column::SubmissionId.is_in(ids.iter().copied()))
            .filter(entity_waiting::Column::Reason.eq(FOR_APPROVAL))
            .order_by_asc(entity_waiting::Column::Id);
        waiting.extend(query.all(transaction).await?);
    }
    carry_out(sealer, transaction, at, waiting, How::Approved).await
}

/// Carries out waiting changes. Returns what was done.
pub(super) async fn carry_out(
    sealer: &Sealer,
    transaction: &impl ConnectionTrait,
    at: DateTime<Utc>,
    waiting: Vec<entity_waiting::Model>,
    how: How,
) -> Result<Vec<Deed>> {
    let mut work = Work { sealer, at, registers: BTreeMap::new(), touched: BTreeSet::new(), deeds: Vec::new() };
    let ids: BTreeSet<i32> = waiting.iter().map(|row| row.register_id).collect();
    for id in ids {
        if let Some(register) = held_by_id(transaction, id).await? {
            work.registers.insert((register.operation_id, register.name.clone()), register);
        }
    }
    for row in waiting {
        let register = work.registers.values().find(|register| register.id == row.register_id);
        let Some(operation_id) = register.map(|register| register.operation_id) else { continue };
        entity_waiting::Entity::delete_by_id(row.id).exec(transaction).await?;
        let change = read_change(sealer, &row)?;
        let one = Arrived {
            operation_id,
            submission_id: row.submission_id,
            corrects: false,
            actor: &row.actor,
            changes: &[],
        };
        work.change(transaction, &one, &change, how).await?;
    }
    work.finish(transaction).await
}

/// Forgets what the version before a correction asked for and could not have; false if it had something: a submission makes
/// its entities once.
async fn begin_again(transaction: &impl ConnectionTrait, submission_id: i64) -> Result<bool> {
    let Some(now) = submission::Entity::find_by_id(submission_id).one(transaction).await? else { return Ok(false) };
    let versions: Vec<i64> = submission::Entity::find()
        .select_only()
        .column(submission::Column::Id)
        .filter(submission::Column::OperationId.eq(now.operation_id))
        .filter(submission::Column::InstanceId.eq(&now.instance_id))
        .into_tuple()
        .all(transaction)
        .await?;
    let versions: Vec<i64> = versions.into_iter().filter(|id| *id != submission_id).collect();
    let done = entity_version::Entity::find()
        .filter(entity_version::Column::SubmissionId.is_in(versions.iter().copied()))
        .count(transaction)
        .await?;
    if done > 0 {
        return Ok(false);
    }
    entity_waiting::Entity::delete_many()
        .filter(entity_waiting::Column::SubmissionId.is_in(versions.iter().copied()))
        .exec(transaction)
        .await?;
    entity_problem::Entity::delete_many()
        .filter(entity_problem::Column::SubmissionId.is_in(versions))
        .exec(transaction)
        .await?;
    Ok(true)
}

struct Work<'a> {
    sealer: &'a Sealer,
    at: DateTime<Utc>,
    /// By operation and name.
    registers: BTreeMap<(i32, String), Register>,
    touched: BTreeSet<i32>,
    deeds: Vec<Deed>,
}

impl Work<'_> {
    async fn finish(self, transaction: &impl ConnectionTrait) -> Result<Vec<Deed>> {
        for register_id in self.touched {
            touch(transaction, register_id).await?;
        }
        Ok(self.deeds)
    }

    /// Carries out a change, and then those that waited for it.
    async fn change(
        &mut self,
        transaction: &impl ConnectionTrait,
        one: &Arrived<'_>,
        change: &Change,
        how: How,
    ) -> Result<()> {
        let Some(register) = self.registers.get(&(one.operation_id, change.list.clone())).cloned() else {
            let trouble = Trouble::ListUnknown { list: change.list.clone() };
            return self.problem(transaction, one, change, &trouble).await;
        };
        if self.try_change(transaction, &register, one, change, how).await?
            && let Some(uuid) = uuid_of(&change.id)
        {
            self.release(transaction, &register, one, &uuid).await?;
        }
        Ok(())
    }

    /// Carries out the changes of an entity that were held, as long as one of them can be.
    async fn release(
        &mut self,
        transaction: &impl ConnectionTrait,
        register: &Register,
        one: &Arrived<'_>,
        uuid: &str,
    ) -> Result<()> {
        let mut held = entity_waiting::Entity::find()
            .filter(entity_waiting::Column::RegisterId.eq(register.id))
            .filter(entity_waiting::Column::Uuid.eq(uuid))
            .filter(entity_waiting::Column::Reason.eq(FOR_BRANCH))
            .order_by_asc(entity_waiting::Column::BranchBaseVersion)
            .order_by_asc(entity_waiting::Column::Id)
            .all(transaction)
            .await?;
        let mut progress = true;
        while progress {
            progress = false;
            for row in std::mem::take(&mut held) {
                let change = read_change(self.sealer, &row)?;
                if self.is_still_held(transaction, register, uuid, &change).await? {
                    held.push(row);
                    continue;
                }
                entity_waiting::Entity::delete_by_id(row.id).exec(transaction).await?;
                let one = Arrived { submission_id: row.submission_id, actor: &row.actor, changes: &[], ..*one };
                self.try_change(transaction, register, &one, &change, How::Arrived).await?;
                progress = true;
            }
        }
        Ok(())
    }

    async fn is_still_held(
        &self,
        transaction: &impl ConnectionTrait,
        register: &Register,
        uuid: &str,
        change: &Change,
    ) -> Result<bool> {
        let Some(row) = write::find(transaction, register.id, uuid).await? else { return Ok(true) };
        let current = write::current(self.sealer, &row)?;
        let past = write::past(self.sealer, transaction, row.id).await?;
        Ok(matches!(apply(Some(&current), &past, change, false), Ok(Done::Held { .. })))
    }

    /// Whether the entity has another version now.
    async fn try_change(
        &mut self,
        transaction: &impl ConnectionTrait,
        register: &Register,
        one: &Arrived<'_>,
        change: &Change,
        how: How,
    ) -> Result<bool> {
        let uuid = uuid_of(&change.id).unwrap_or_default();
        let row = write::find(transaction, register.id, &uuid).await?;
        let current = row.as_ref().map(|row| write::current(self.sealer, row)).transpose()?;
        let past = match &row {
            Some(row) if needs_past(current.as_ref(), change) => write::past(self.sealer, transaction, row.id).await?,
            _ => Vec::new(),
        };
        let origin = Origin {
            at: self.at,
            actor: one.actor,
            source: "submission",
            submission_id: Some(one.submission_id),
            detail: json!({}),
        };
        let done = match apply(current.as_ref(), &past, change, how == How::Forced) {
            Err(trouble) => {
                self.problem(transaction, one, change, &trouble).await?;
                return Ok(false);
            }
            Ok(done) => done,
        };
        let (row, action) = match (done, row) {
            (Done::Created(_), _) if register.approval_required && how == How::Arrived => {
                self.wait(transaction, register, one, change, &uuid, (FOR_APPROVAL, None)).await?;
                return Ok(false);
            }
            (Done::Held { base_version, .. }, _) => {
                let base = Some(write::column(base_version));
                self.wait(transaction, register, one, change, &uuid, (FOR_BRANCH, base)).await?;
                return Ok(false);
            }
            (Done::Created(new), _) => {
                (write::create(self.sealer, transaction, register, &uuid, &new, &origin).await?, "entity.created")
            }
            (Done::Updated(new), Some(row)) => {
                (write::update(self.sealer, transaction, register, row, &new, &origin).await?, "entity.updated")
            }
            (Done::Updated(_) | Done::Nothing, _) => return Ok(false),
        };
        self.touched.insert(register.id);
        let detail = json!({"version": count(row.version), "conflict": row.conflict});
        let subject = format!("entity:{}/{}", register.name, row.uuid);
        self.deeds.push(Deed::new(one.actor, action, subject).detail(detail));
        Ok(true)
    }

    async fn problem(
        &mut self,
        transaction: &impl ConnectionTrait,
        one: &Arrived<'_>,
        change: &Change,
        trouble: &Trouble,
    ) -> Result<()> {
        let row = entity_problem::ActiveModel {
            operation_id: Set(one.operation_id),
            submission_id: Set(one.submission_id),
            list: Set(change.list.clone()),
            trouble: Set(to_json("entity_problem.trouble", trouble)?),
            at: Set(self.at),
            ..Default::default()
        };
        entity_problem::Entity::insert(row).exec_without_returning(transaction).await?;
        let subject = format!("register:{}", change.list);
        let detail = json!({"trouble": trouble.code(), "submission": one.submission_id});
        self.deeds.push(Deed::new(one.actor, "entity.problem", subject).detail(detail));
        Ok(())
    }

    async fn wait(
        &self,
        transaction: &impl ConnectionTrait,
        register: &Register,
        one: &Arrived<'_>,
        change: &Change,
        uuid: &str,
        (reason, branch_base_version): (&str, Option<i32>),
    ) -> Result<()> {
        let row = entity_waiting::ActiveModel {
            register_id: Set(register.id),
            submission_id: Set(one.submission_id),
            uuid: Set(uuid.to_owned()),
            reason: Set(reason.to_owned()),
            branch_base_version: Set(branch_base_version),
            change: Set(write_change(self.sealer, one.submission_id, uuid, change)?),
            actor: Set(one.actor.to_owned()),
            at: Set(self.at),
            ..Default::default()
        };
        entity_waiting::Entity::insert(row).exec_without_returning(transaction).await?;
        Ok(())
    }
}
