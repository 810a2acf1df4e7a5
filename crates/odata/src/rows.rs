//! Rows, as JSON.
//!
//! Every question has its property: one that was not answered, or whose answer is not of its type, is null. The text as it
//! was sent stays in the submission. As in Central, a repeat has its link only where there are entries.

use crate::{
    entry::Entry,
    geo, json,
    keys::Key,
    moment,
    select::Selection,
    shape::{Field, FieldKind, Node, Shape},
    submission::Submission,
    system::SystemColumn,
};

/// How rows are written.
pub(crate) struct RowWriter<'feed> {
    pub(crate) shape: &'feed Shape,
    pub(crate) selection: &'feed Selection,
    /// Positions as well-known text.
    pub(crate) wkt: bool,
    /// Repeats within the row, rather than only their links.
    pub(crate) expand: bool,
}

impl RowWriter<'_> {
    /// A row of the table of submissions. One that is encrypted has no answers.
    pub(crate) fn submission(&self, submission: &Submission<'_>, entry: Option<&Entry>, out: &mut Vec<u8>) {
        out.push(b'{');
        if self.selection.id {
            json::push_name(out, "__id");
            json::push_text(out, submission.instance_id);
        }
        if !self.selection.system.is_empty() {
            json::push_name(out, "__system");
            self.system(submission, out);
        }
        if let Some(entry) = entry {
            let key = Key::of_submission(submission.instance_id);
            self.nodes(&self.selection.nodes, entry, &key, &mut Vec::new(), out);
        }
        out.push(b'}');
    }

    /// A row of a repeat's table.
    pub(crate) fn repeat(&self, entry: &Entry, key: &Key, parent: &Key, out: &mut Vec<u8>) {
        out.push(b'{');
        if self.selection.id {
            json::push_name(out, "__id");
            json::push_text(out, &key.id);
        }
        if let Some(name) = &self.selection.parent_key {
            json::push_name(out, name);
            json::push_text(out, &parent.id);
        }
        self.nodes(&self.selection.nodes, entry, key, &mut Vec::new(), out);
        out.push(b'}');
    }

    fn system(&self, submission: &Submission<'_>, out: &mut Vec<u8>) {
        let system = &submission.system;
        let date = |date: Option<_>| date.map(moment::written);
        out.push(b'{');
        for column in &self.selection.system {
            json::push_name(out, column.name());
            match column {
                SystemColumn::SubmissionDate => json::push_text(out, &moment::written(system.submission_date)),
                SystemColumn::UpdatedAt => json::push_optional(out, date(system.updated_at).as_deref()),
                SystemColumn::DeletedAt => json::push_optional(out, date(system.deleted_at).as_deref()),
                SystemColumn::SubmitterId => json::push_optional(out, system.submitter_id),
                SystemColumn::SubmitterName => json::push_optional(out, system.submitter_name),
                SystemColumn::AttachmentsPresent => push_count(out, system.attachments_present),
                SystemColumn::AttachmentsExpected => push_count(out, system.attachments_expected),
                SystemColumn::Status => json::push_optional(out, submission.content.status()),
                SystemColumn::ReviewState => json::push_optional(out, system.review_state),
                SystemColumn::DeviceId => json::push_optional(out, system.device_id),
                SystemColumn::Edits => push_count(out, system.edits),
                SystemColumn::FormVersion => json::push_text(out, system.form_version),
            }
        }
        out.push(b'}');
    }

    /// The members for `nodes`. `steps` are the groups from the entry to them.
    fn nodes(&self, nodes: &[Node], entry: &Entry, key: &Key, steps: &mut Vec<String>, out: &mut Vec<u8>) {
        for node in nodes {
            match node {
                Node::Field(field) => {
                    json::push_name(out, &field.odata);
                    push_answer(out, field, entry.value(field.slot), self.wkt);
                }
                Node::Group(group) => {
                    json::push_name(out, &group.odata);
                    out.push(b'{');
                    steps.push(group.name.clone());
                    self.nodes(&group.nodes, entry, key, steps, out);
                    steps.pop();
                    out.push(b'}');
                }
                Node::Repeat(repeat) => {
                    let entries = entry.repeats.get(repeat.place).filter(|entries| !entries.is_empty());
                    let Some(entries) = entries else { continue };
                    steps.push(repeat.name.clone());
                    json::push_name(out, &format!("{}@odata.navigationLink", repeat.odata));
                    json::push_text(out, &key.link_to(steps));
                    if self.expand {
                        json::push_name(out, &repeat.odata);
                        self.entries(repeat.table, entries, key, steps, out);
                    }
                    steps.pop();
                }
            }
        }
    }

    fn entries(&self, table: usize, entries: &[Entry], parent: &Key, steps: &[String], out: &mut Vec<u8>) {
        let Some(table) = self.shape.tables().get(table) else { return };
        out.push(b'[');
        for (number, entry) in entries.iter().enumerate() {
            if number > 0 {
                out.push(b',');
            }
            let key = parent.entry(steps, number);
            out.push(b'{');
            json::push_name(out, "__id");
            json::push_text(out, &key.id);
            self.nodes(&table.nodes, entry, &key, &mut Vec::new(), out);
            out.push(b'}');
        }
        out.push(b']');
    }
}

fn push_count(out: &mut Vec<u8>, count: u32) {
    json::push_display(out, count);
}

fn push_answer(out: &mut Vec<u8>, field: &Field, text: Option<&str>, wkt: bool) {
    let Some(text) = text else { return out.extend_from_slice(b"null") };
    let trimmed = text.trim();
    match field.kind {
        FieldKind::Text => json::push_text(out, text),
        FieldKind::Date => json::push_optional(out, moment::day(trimmed).and_then(|_| trimmed.get(..10))),
        FieldKind::Moment => json::push_optional(out, sent_moment(trimmed).as_deref()),
        FieldKind::Integer => push_or_null(out, json::integer(trimmed), json::push_display),
        FieldKind::Decimal => push_or_null(out, json::decimal(trimmed), json::push_number),
        FieldKind::Boolean => push_or_null(out, boolean(trimmed), json::push_display),
        FieldKind::Point | FieldKind::Trace | FieldKind::Area => geo::push(field.kind, trimmed, wkt, out),
    }
}

fn push_or_null<T>(out: &mut Vec<u8>, value: Option<T>, push: impl Fn(&mut Vec<u8>, T)) {
    match value {
        Some(value) => push(out, value),
        None => out.extend_from_slice(b"null"),
    }
}

pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// A moment as it was sent. JavaRosa's `+02` and `+0200` become `+02:00`, which everyone reads; one without an offset stays
/// without, because nobody knows it.
fn sent_moment(text: &str) -> Option<String> {
    moment::clock(text)?;
    let zone = text.rfind(['+', '-']).filter(|at| *at > 10).unwrap_or(text.len());
    let (local, zone) = text.split_at_checked(zone)?;
    Some(match zone.len() {
        3 => format!("{local}{zone}:00"),
        5 => format!("{local}{}:{}", zone.get(..3)?, zone.get(3..)?),
        _ => text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_get_an_offset_that_everyone_reads() {
        let text = "2026-03-14T10:11:12.345";
        for zone in ["+02", "+0200", "+02:00"] {
            assert_eq!(sent_moment(&format!("{text}{zone}")), Some(format!("{text}+02:00")));
        }
        assert_eq!(sent_moment(&format!("{text}Z")), Some(format!("{text}Z")));
        assert_eq!(sent_moment(text), Some(text.to_owned()));
        assert_eq!(sent_moment("yesterday"), None);
    }
}
