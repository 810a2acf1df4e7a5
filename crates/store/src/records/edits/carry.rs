//! Edits when a newer version of the submission comes: those that fit are laid over it, the others lapse and stay readable.

use super::{StoredEdit, read::opened};
use crate::{
    audit::Deed,
    connect::Store,
    error::Result,
    tables::{record, submission, value_edit},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, sea_query::Expr};

/// What a correction knows of the edits of the record that it corrects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CarriedEdits {
    /// The version of the record whose edits were laid over the correction.
    pub looked_at: i64,
    /// Rows of those that do not fit it.
    pub lapsed: Vec<i64>,
}

impl Store {
    /// The edits that a correction of this submission has to carry, in the order they were made, with the version of the
    /// record. Opened, since they are laid over what was sent; that is in the audit log, and nobody sees them by it.
    ///
    /// # Errors
    /// When a value does not open.
    pub async fn edits_to_carry(&self, operation_id: i32, corrected: &str) -> Result<Option<(i64, Vec<StoredEdit>)>> {
        let held = submission::Entity::find()
            .filter(submission::Column::OperationId.eq(operation_id))
            .filter(submission::Column::OwnInstanceId.eq(corrected))
            .one(&self.reader)
            .await?;
        let Some(held) = held else { return Ok(None) };
        let of_it = record::Entity::find().filter(record::Column::SubmissionId.eq(held.id));
        let Some(row) = of_it.one(&self.reader).await? else { return Ok(None) };
        let mut rows = self.edit_rows(&[row.id]).await?;
        rows.retain(|edit| edit.lapsed_at.is_none());
        if rows.is_empty() {
            return Ok(None);
        }
        if rows.iter().any(|edit| edit.personal) {
            let deed = Deed::new("server", "record.personal_data_read", format!("record:{}", row.id));
            self.audit(&[deed]).await?;
        }
        let edits: Result<Vec<StoredEdit>> = rows.into_iter().map(|edit| opened(&self.sealer, edit)).collect();
        Ok(Some((row.version, edits?)))
    }
}

/// Whether the record of a submission has edits that whoever brings its correction has not seen.
pub(crate) async fn edited_meanwhile(
    transaction: &impl ConnectionTrait,
    submission_id: i64,
    carried: Option<&CarriedEdits>,
) -> Result<bool> {
    let of_it = record::Entity::find().filter(record::Column::SubmissionId.eq(submission_id));
    let Some(row) = of_it.lock_exclusive().one(transaction).await? else { return Ok(false) };
    if let Some(carried) = carried {
        return Ok(carried.looked_at != row.version);
    }
    let edits = value_edit::Entity::find()
        .filter(value_edit::Column::RecordId.eq(row.id))
        .filter(value_edit::Column::LapsedAt.is_null())
        .count(transaction)
        .await?;
    Ok(edits > 0)
}

/// Marks the edits that a correction does not fit.
pub(in crate::records) async fn lapse(
    transaction: &impl ConnectionTrait,
    carried: Option<&CarriedEdits>,
    at: DateTime<Utc>,
) -> Result<()> {
    let lapsed = carried.map(|carried| carried.lapsed.as_slice()).unwrap_or_default();
    if !lapsed.is_empty() {
        value_edit::Entity::update_many()
            .col_expr(value_edit::Column::LapsedAt, Expr::value(at))
            .filter(value_edit::Column::Id.is_in(lapsed.iter().copied()))
            .exec(transaction)
            .await?;
    }
    Ok(())
}
