//! What a filter can name, and what it means for a row.

use crate::{
    entry::Entry,
    filter::{Cells, Columns, Type, Value},
    geo, json, moment,
    rows::boolean,
    shape::{FieldKind, Node, Shape, Table},
    submission::Submission,
    system::SystemColumn,
};

/// A column of a table, or of the submission that its row lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// The submission's instanceID.
    InstanceId,
    /// A column of the submission's `__system`.
    System(SystemColumn),
    /// The `__id` of a repeat's entry.
    EntryId,
    /// The `__id` of what the entry lies in.
    ParentId,
    /// An answer of the row.
    Answer(Slot),
    /// An answer of the submission that the row lies in.
    SubmissionAnswer(Slot),
}

/// A question's place in an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Slot {
    slot: usize,
    kind: FieldKind,
}

impl Column {
    /// Whether the store can have it as a column of its own. The status and the files that are named follow from the
    /// content.
    pub const fn is_stored(&self) -> bool {
        use SystemColumn::{AttachmentsExpected, AttachmentsPresent, Status};
        match self {
            Self::InstanceId => true,
            Self::System(column) => !matches!(column, Status | AttachmentsExpected | AttachmentsPresent),
            _ => false,
        }
    }
}

/// The columns of one table.
pub(crate) struct TableColumns<'shape> {
    pub(crate) shape: &'shape Shape,
    pub(crate) table: &'shape Table,
}

/// What stands before the name of a column of the submission, in the filter of a repeat's table. Also taken for the table of
/// submissions itself.
const ROOT: &str = "$root/Submissions/";

impl Columns for TableColumns<'_> {
    type Column = Column;

    fn column(&self, path: &str) -> Option<(Column, Type)> {
        let submissions = self.shape.tables().first()?;
        if let Some(path) = path.strip_prefix(ROOT) {
            let answer = || answer(submissions, path).map(|(slot, kind)| (Column::SubmissionAnswer(slot), kind));
            return of_submission(path).or_else(answer);
        }
        let own = if self.table.parent.is_none() { of_submission(path) } else { self.of_entry(path) };
        own.or_else(|| answer(self.table, path).map(|(slot, kind)| (Column::Answer(slot), kind)))
    }
}

impl TableColumns<'_> {
    fn of_entry(&self, path: &str) -> Option<(Column, Type)> {
        if path == "__id" {
            return Some((Column::EntryId, Type::Text));
        }
        (self.table.parent_key(self.shape).as_deref() == Some(path)).then_some((Column::ParentId, Type::Text))
    }
}

pub(crate) fn of_submission(path: &str) -> Option<(Column, Type)> {
    if path == "__id" {
        return Some((Column::InstanceId, Type::Text));
    }
    let column = SystemColumn::named(path.strip_prefix("__system/")?)?;
    let kind = match column {
        SystemColumn::SubmissionDate | SystemColumn::UpdatedAt | SystemColumn::DeletedAt => Type::Moment,
        SystemColumn::AttachmentsPresent | SystemColumn::AttachmentsExpected | SystemColumn::Edits => Type::Integer,
        _ => Type::Text,
    };
    Some((Column::System(column), kind))
}

fn answer(table: &Table, path: &str) -> Option<(Slot, Type)> {
    let path: Vec<&str> = path.split('/').collect();
    let Node::Field(field) = table.at(&path)? else { return None };
    let kind = match field.kind {
        FieldKind::Text => Type::Text,
        FieldKind::Integer => Type::Integer,
        FieldKind::Decimal => Type::Decimal,
        FieldKind::Boolean => Type::Boolean,
        FieldKind::Date => Type::Date,
        FieldKind::Moment => Type::Moment,
        FieldKind::Point | FieldKind::Trace | FieldKind::Area => Type::Place,
    };
    Some((Slot { slot: field.slot, kind: field.kind }, kind))
}

/// A row, as a filter sees it.
pub(crate) struct FilterRow<'row> {
    pub(crate) submission: &'row Submission<'row>,
    /// The submission's answers; none if it is encrypted.
    pub(crate) root: Option<&'row Entry>,
    /// The row's own.
    pub(crate) entry: Option<&'row Entry>,
    pub(crate) id: &'row str,
    pub(crate) parent_id: &'row str,
}

impl Cells<Column> for FilterRow<'_> {
    fn cell(&self, column: &Column) -> Value<'_> {
        match column {
            Column::InstanceId => Value::from(self.submission.instance_id),
            Column::System(column) => system(self.submission, *column),
            Column::EntryId => Value::from(self.id),
            Column::ParentId => Value::from(self.parent_id),
            Column::Answer(slot) => value(self.entry, *slot),
            Column::SubmissionAnswer(slot) => value(self.root, *slot),
        }
    }
}

fn system<'row>(submission: &'row Submission<'_>, column: SystemColumn) -> Value<'row> {
    let system = &submission.system;
    let text = |text: Option<&'row str>| text.map_or(Value::Null, Value::from);
    let date = |date: Option<chrono::DateTime<chrono::Utc>>| {
        date.map_or(Value::Null, |date| Value::Moment(date.fixed_offset()))
    };
    match column {
        SystemColumn::SubmissionDate => date(Some(system.submission_date)),
        SystemColumn::UpdatedAt => date(system.updated_at),
        SystemColumn::DeletedAt => date(system.deleted_at),
        SystemColumn::SubmitterId => text(system.submitter_id),
        SystemColumn::SubmitterName => text(system.submitter_name),
        SystemColumn::AttachmentsPresent => Value::Integer(system.attachments_present.into()),
        SystemColumn::AttachmentsExpected => Value::Integer(system.attachments_expected.into()),
        SystemColumn::Status => text(submission.content.status()),
        SystemColumn::ReviewState => text(system.review_state),
        SystemColumn::DeviceId => text(system.device_id),
        SystemColumn::Edits => Value::Integer(system.edits.into()),
        SystemColumn::FormVersion => text(Some(system.form_version)),
    }
}

/// An answer that is not of its type is null, as in the rows. A moment without an offset is taken for UTC.
fn value(entry: Option<&Entry>, Slot { slot, kind }: Slot) -> Value<'_> {
    let Some(text) = entry.and_then(|entry| entry.value(slot)) else { return Value::Null };
    let trimmed = text.trim();
    let value = match kind {
        FieldKind::Text => Some(Value::from(text)),
        FieldKind::Integer => json::integer(trimmed).map(Value::Integer),
        FieldKind::Decimal => json::decimal(trimmed).map(Value::Decimal),
        FieldKind::Boolean => boolean(trimmed).map(Value::Boolean),
        FieldKind::Date => moment::day(trimmed).map(Value::Date),
        FieldKind::Moment => moment::moment_or_utc(trimmed).map(Value::Moment),
        FieldKind::Point | FieldKind::Trace | FieldKind::Area => geo::is_place(kind, trimmed).then_some(Value::Place),
    };
    value.unwrap_or(Value::Null)
}
