//! The log that ODK Collect keeps beside a form, as numbers beside the record.

use crate::{problem::Problem, state::App};
use chrono::FixedOffset;
use collect::AuditLog;
use indexmap::IndexMap;
use review::Measures;
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;
use store::{CheckedRecord, Deed, UnreadAuditLog};
use vocab::{Answer, Value};

/// What a log tells, on the clock of the phone that filled the form. A log that cannot be read tells nothing.
pub(crate) fn measures_of(csv: &[u8], answers: &IndexMap<String, Answer>) -> Measures {
    let Ok(log) = AuditLog::read(csv) else { return Measures::none() };
    Measures::from_iter(log.measures(offset_of(answers)))
}

fn offset_of(answers: &IndexMap<String, Answer>) -> Option<FixedOffset> {
    match answers.get("start")?.value()? {
        Value::Moment(moment) => Some(*moment.offset()),
        _ => None,
    }
}

/// As it is kept.
pub(crate) fn kept_measures(measures: &Measures) -> Json {
    measures.iter().map(|(name, number)| (name.to_owned(), json!(number))).collect::<Map<_, _>>().into()
}

/// As it was kept.
pub(super) fn from_json(kept: Option<&Json>) -> Measures {
    let numbers = kept.and_then(Json::as_object).into_iter().flatten();
    Measures::from_iter(numbers.map(|(name, number)| (name.as_str(), number.as_f64())))
}

/// Reads the logs that came later than their submissions, and keeps what they tell. The log says that they were opened.
pub(super) async fn read_late_logs(app: &App, records: &mut [CheckedRecord]) -> Result<(), Problem> {
    let unread = app.store.unread_audit_logs(records).await?;
    if unread.is_empty() {
        return Ok(());
    }
    let place: HashMap<i64, usize> = records.iter().enumerate().map(|(at, one)| (one.record.id, at)).collect();
    let (mut measured, mut deeds) = (Vec::new(), Vec::new());
    for UnreadAuditLog { record_id, file } in unread {
        let Some(record) = place.get(&record_id).and_then(|at| records.get_mut(*at)) else { continue };
        let Some(csv) = app.store.attachment_bytes(&file).await? else { continue };
        let kept = kept_measures(&measures_of(&csv, &record.record.record.answers));
        record.audit_measures = Some(kept.clone());
        measured.push((record_id, kept));
        deeds.push(Deed::new("server", "attachment.measured", format!("attachment:{}", file.id)));
    }
    Ok(app.store.keep_audit_measures(&measured, &deeds).await?)
}
