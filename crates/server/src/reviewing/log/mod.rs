//! The cleaning log of a round: every value edited and every decision, by whom, when and why; and back.
//!
//! Each value stands twice: as people read it, and exactly, so that the log applied to the raw data gives the clean data.

mod read;
mod written;

pub use read::{LogUnreadable, read};
pub use written::{csv, harmless, workbook};

use super::raw::{by_record, records_of_round};
use crate::{problem::Problem, round_figures::RoundOf, state::App};
use forms::Form;
use std::{collections::HashMap, sync::Arc};
use store::{RecordEvent, StoredEdit, StoredRecord};
use vocab::{Answer, Column, Language, Missing, RecordSource, RecordState, Value};

/// The columns, in the file's order.
pub const COLUMNS: [&str; 17] = [
    "kind",
    "record",
    "instance_id",
    "round",
    "place",
    "place_name",
    "question",
    "label",
    "from",
    "to",
    "from_value",
    "to_value",
    "who",
    "when",
    "why",
    "applies",
    "version",
];

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// `value`, `decision` or `comment`.
    pub kind: &'static str,
    /// The record's key.
    pub record: String,
    /// The submission; empty for a row of a workbook.
    pub instance_id: String,
    /// The round.
    pub round: String,
    /// P-code of the deepest place.
    pub place: String,
    /// Its name.
    pub place_name: String,
    /// The question's path.
    pub question: String,
    /// Its label.
    pub label: String,
    /// What stood there, for people.
    pub from: String,
    /// What stands there since, for people; of a decision, the state.
    pub to: String,
    /// What stood there, exactly.
    pub from_value: String,
    /// What stands there since, exactly.
    pub to_value: String,
    /// Who.
    pub who: String,
    /// When.
    pub when: String,
    /// Why.
    pub why: String,
    /// Whether it still applies: not if a newer version of the submission came that it does not fit.
    pub applies: bool,
    /// The record's version after it.
    pub version: String,
}

/// The log of a round. What tells of people is withheld, unless `opened_for` names somebody who may see it: then that is in
/// the audit log.
///
/// # Errors
/// When the store fails.
pub async fn of_round(app: &App, of: &RoundOf, opened_for: Option<&str>) -> Result<Vec<LogRow>, Problem> {
    let records = records_of_round(app, of.exercise.id, of.round.id).await?;
    let ids: Vec<i64> = records.iter().map(|(record, _)| record.id).collect();
    let opened: HashMap<i64, Vec<StoredEdit>> = match opened_for {
        Some(actor) => by_record(app.store.open_edits(&ids, actor).await?),
        None => HashMap::new(),
    };
    let mut events = app.store.events_of(&ids).await?;
    let form = app.forms.newest(&app.store, &of.exercise).await?;
    let territory = app.territories.of(&app.store, &of.operation).await?;
    let writer = Writer { round: of.round.number.to_string(), labels: Labels::of(form.as_deref()), territory };
    let mut rows = Vec::new();
    for (record, withheld) in &records {
        let nothing = Vec::new();
        let edits = if opened_for.is_some() { opened.get(&record.id).unwrap_or(&nothing) } else { withheld };
        rows.extend(writer.of_record(record, edits, events.remove(&record.id).unwrap_or_default()));
    }
    Ok(rows)
}

struct Writer {
    round: String,
    labels: Labels,
    territory: Option<Arc<crate::territory::Territory>>,
}

impl Writer {
    fn of_record(&self, record: &StoredRecord, edits: &[StoredEdit], events: Vec<RecordEvent>) -> Vec<LogRow> {
        let mut rows = Vec::new();
        for event in events {
            let of_it =
                edits.iter().filter(|edit| event.action == "values_edited" && Some(edit.version) == event.version);
            rows.extend(of_it.map(|edit| self.value(record, edit)));
            rows.extend(self.event(record, &event));
        }
        rows
    }

    fn value(&self, record: &StoredRecord, edit: &StoredEdit) -> LogRow {
        let exact = |answer: &Answer| serde_json::to_string(answer).unwrap_or_default();
        LogRow {
            question: edit.question.clone(),
            label: self.labels.of_question(&edit.question),
            from: readable(&edit.from),
            to: readable(&edit.to),
            from_value: exact(&edit.from),
            to_value: exact(&edit.to),
            who: edit.by.clone(),
            when: edit.at.to_rfc3339(),
            why: edit.reason.clone(),
            applies: edit.lapsed_at.is_none(),
            version: edit.version.to_string(),
            ..self.begun("value", record)
        }
    }

    fn event(&self, record: &StoredRecord, event: &RecordEvent) -> Option<LogRow> {
        let state = match event.action.as_str() {
            "values_edited" => Some(RecordState::Edited),
            "commented" => None,
            action => Some(RecordState::from_code(action)?),
        };
        let kind = if state.is_some() { "decision" } else { "comment" };
        Some(LogRow {
            to: state.map(|state| state.code().to_owned()).unwrap_or_default(),
            who: event.by.clone(),
            when: event.at.to_rfc3339(),
            why: event.reason.clone().unwrap_or_default(),
            version: event.version.map(|version| version.to_string()).unwrap_or_default(),
            ..self.begun(kind, record)
        })
    }

    fn begun(&self, kind: &'static str, record: &StoredRecord) -> LogRow {
        let instance_id = match &record.record.source {
            RecordSource::Submission { instance_id, .. } => instance_id.clone(),
            RecordSource::Row { .. } => String::new(),
        };
        let place = record.record.places.last();
        let name = place.zip(self.territory.as_deref()).and_then(|(place, territory)| territory.name(place));
        LogRow {
            kind,
            record: record.record.key.as_str().to_owned(),
            instance_id,
            round: self.round.clone(),
            place: place.map(|place| place.as_str().to_owned()).unwrap_or_default(),
            place_name: name.unwrap_or_default().to_owned(),
            question: String::new(),
            label: String::new(),
            from: String::new(),
            to: String::new(),
            from_value: String::new(),
            to_value: String::new(),
            who: String::new(),
            when: String::new(),
            why: String::new(),
            applies: true,
            version: String::new(),
        }
    }
}

/// What questions are called, by path.
struct Labels(HashMap<String, String>);

impl Labels {
    fn of(form: Option<&Form>) -> Self {
        let mut labels = HashMap::new();
        let schema = form.map(Form::schema).unwrap_or_default();
        Self::walk(&schema.columns, "", &mut labels);
        Self(labels)
    }

    fn walk(columns: &[Column], within: &str, labels: &mut HashMap<String, String>) {
        for column in columns {
            let path = format!("{within}{}", column.name);
            Self::walk(&column.columns, &format!("{path}."), labels);
            labels.insert(path, column.label.in_language(Language::English).to_owned());
        }
    }

    fn of_question(&self, path: &str) -> String {
        let question = path.parse::<review::edit::QuestionPath>().map(|path| path.question());
        question.ok().and_then(|question| self.0.get(&question).cloned()).unwrap_or_default()
    }
}

/// A value for people: short, and never taken for the exact one.
fn readable(answer: &Answer) -> String {
    const LONGEST: usize = 500;
    let Some(value) = answer.value() else {
        let Answer::Absent { missing } = answer else { return String::new() };
        return format!("({})", reason(*missing));
    };
    let text = match value {
        Value::Text(text) | Value::Choice(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Time(time) => time.to_string(),
        Value::Moment(moment) => moment.to_rfc3339(),
        Value::Choices(choices) => choices.join(" "),
        Value::Point(point) => format!("{} {}", point.latitude, point.longitude),
        Value::Repeat(entries) => format!("({} entries)", entries.len()),
    };
    if text.chars().count() > LONGEST { text.chars().take(LONGEST).chain(['…']).collect() } else { text }
}

fn reason(missing: Missing) -> &'static str {
    match missing {
        Missing::Missing => "missing",
        Missing::NotAssessed => "not assessed",
        Missing::NotAccessible => "not accessible",
        Missing::NotApplicable => "not applicable",
        Missing::Withheld => "withheld",
    }
}
