//! Changes that wait, and those that could not be carried out.

use super::{
    arrive::{FOR_BRANCH, How, carry_out},
    kept::read_change,
    lists::Register,
};
use crate::{
    audit::append,
    connect::Store,
    error::Result,
    json::from_json,
    tables::{entity_problem, entity_waiting, record, submission},
};
use chrono::{DateTime, Utc};
use registers::{Change, Trouble};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// A change that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingChange {
    /// Row.
    pub id: i64,
    /// Whether it waits for the change before it, and not for an approval.
    pub for_branch: bool,
    /// The entity's id.
    pub uuid: String,
    /// What it asks for.
    pub change: Change,
    /// The record of its submission.
    pub record_id: Option<i64>,
    /// Who sent it.
    pub actor: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// What a submission asked for and could not be carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityProblem {
    /// Row.
    pub id: i64,
    /// The list it named.
    pub list: String,
    /// Why not.
    pub trouble: Trouble,
    /// The record of its submission.
    pub record_id: Option<i64>,
    /// The instanceID of its submission.
    pub instance_id: Option<String>,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// Rows of a list that people look through.
const MOST: u64 = 500;

impl Store {
    /// The changes of a register that wait, oldest first; at most 500.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_changes(&self, register: &Register) -> Result<Vec<WaitingChange>> {
        let rows = entity_waiting::Entity::find()
            .filter(entity_waiting::Column::RegisterId.eq(register.id))
            .order_by_asc(entity_waiting::Column::Id)
            .limit(MOST)
            .all(&self.reader)
            .await?;
        let records = self.records_of(rows.iter().map(|row| row.submission_id)).await?;
        let plain = |row: entity_waiting::Model| {
            Ok(WaitingChange {
                id: row.id,
                for_branch: row.reason == FOR_BRANCH,
                change: read_change(&self.sealer, &row)?,
                uuid: row.uuid,
                record_id: records.get(&row.submission_id).copied(),
                actor: row.actor,
                at: row.at,
            })
        };
        rows.into_iter().map(plain).collect()
    }

    /// What submissions of an operation asked for and could not be carried out, newest first; at most 500.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn entity_problems(&self, operation_id: i32) -> Result<Vec<EntityProblem>> {
        let rows = entity_problem::Entity::find()
            .filter(entity_problem::Column::OperationId.eq(operation_id))
            .order_by_desc(entity_problem::Column::Id)
            .limit(MOST)
            .all(&self.reader)
            .await?;
        let records = self.records_of(rows.iter().map(|row| row.submission_id)).await?;
        let instances: Vec<(i64, String)> = submission::Entity::find()
            .select_only()
            .columns([submission::Column::Id, submission::Column::InstanceId])
            .filter(submission::Column::Id.is_in(rows.iter().map(|row| row.submission_id)))
            .into_tuple()
            .all(&self.reader)
            .await?;
        let instances: HashMap<i64, String> = instances.into_iter().collect();
        let plain = |row: entity_problem::Model| {
            Ok(EntityProblem {
                id: row.id,
                list: row.list,
                trouble: from_json("entity_problem.trouble", &row.trouble)?,
                record_id: records.get(&row.submission_id).copied(),
                instance_id: instances.get(&row.submission_id).cloned(),
                at: row.at,
            })
        };
        rows.into_iter().map(plain).collect()
    }

    /// Carries out a change that waits for one before it, which will not come any more. False if it does not wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn force_waiting(&self, register: &Register, waiting_id: i64, actor: &str) -> Result<bool> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let row = entity_waiting::Entity::find_by_id(waiting_id)
            .filter(entity_waiting::Column::RegisterId.eq(register.id))
            .filter(entity_waiting::Column::Reason.eq(FOR_BRANCH))
            .one(&transaction)
            .await?;
        let Some(row) = row else { return Ok(false) };
        let subject = super::edit::subject(register, &row.uuid);
        let mut deeds = vec![crate::audit::Deed::new(actor, "entity.forced", subject)];
        deeds.extend(carry_out(&self.sealer, &transaction, now, vec![row], How::Forced).await?);
        append(&transaction, now, &deeds).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn records_of(&self, submission_ids: impl Iterator<Item = i64>) -> Result<HashMap<i64, i64>> {
        let rows: Vec<(Option<i64>, i64)> = record::Entity::find()
            .select_only()
            .columns([record::Column::SubmissionId, record::Column::Id])
            .filter(record::Column::SubmissionId.is_in(submission_ids))
            .into_tuple()
            .all(&self.reader)
            .await?;
        Ok(rows.into_iter().filter_map(|(submission, record)| Some((submission?, record))).collect())
    }
}
