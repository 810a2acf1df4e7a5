//! Rows of KoboToolbox' API v2: `GET /api/v2/assets/{uid}/data.json`, or the same saved as a file.
//!
//! A row is flat: `group/question` keys, all values texts, a repeat an array of objects whose keys are paths from the root.
//! What Kobo says about the submission itself begins with `_`.

use crate::{
    branch::{Branch, Twig, put},
    told::{Content, FileTold, Provenance, Told, filled, moment},
    trouble::Trouble,
};
use messages::codes;
use serde_json::{Map, Value};
use vocab::RecordState;

/// Rows of one answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Value>,
    /// Whether there are more.
    pub more: bool,
}

/// The rows in an answer of the API, or in a file: the whole answer, or only the list of its rows.
///
/// # Errors
/// What it is, if it is not that.
pub fn read_page(json: Value) -> Result<Page, String> {
    match json {
        Value::Array(rows) => Ok(Page { rows, more: false }),
        Value::Object(mut page) => {
            let more = page.get("next").is_some_and(|next| !next.is_null());
            match page.remove("results") {
                Some(Value::Array(rows)) => Ok(Page { rows, more }),
                _ => Err("no list under 'results'".to_owned()),
            }
        }
        _ => Err("no JSON object and no list".to_owned()),
    }
}

/// One row.
///
/// # Errors
/// When it is no object, or says no instanceID and no `_uuid`.
pub fn read_row(row: &Value) -> Result<Told, Trouble> {
    let place = row.get("_id").map(|id| format!("_id {id}")).unwrap_or_default();
    let row = row.as_object().ok_or_else(|| Trouble::refusal(&place, codes::BRING_NOT_A_SUBMISSION))?;
    let text = |name: &str| row.get(name).and_then(Value::as_str).and_then(filled);
    let with_prefix = |id: &str| if id.contains(':') { id.to_owned() } else { format!("uuid:{id}") };
    let instance_id = text("meta/instanceID").map(str::to_owned).or_else(|| text("_uuid").map(with_prefix));
    let instance_id = instance_id.ok_or_else(|| Trouble::refusal(&place, codes::BRING_ROW_WITHOUT_ID))?;
    let root_id = text("meta/rootUuid").map(with_prefix).filter(|root| *root != instance_id);
    let mut answers = Branch::new();
    for (key, value) in row.iter().filter(|(key, _)| is_answer(key)) {
        if let Some(twig) = twig(value, key) {
            let path: Vec<&str> = key.split('/').collect();
            put(&mut answers, &path, twig);
        }
    }
    let files = attachments(row, &answers);
    Ok(Told {
        instance_id,
        root_id,
        deprecated_id: text("meta/deprecatedID").map(with_prefix),
        form_version: None,
        name: text("meta/instanceName").map(str::to_owned),
        content: Content::Answers(answers),
        files,
        provenance: Provenance {
            submitted_at: text("_submission_time").and_then(moment),
            submitter: text("_submitted_by").map(str::to_owned),
            device: None,
            review: review(row),
        },
    })
}

/// Kobo's name for the version of the form a row was filled with; not the one in the form's XML.
pub fn told_version(row: &Value) -> Option<&str> {
    row.get("__version__").and_then(Value::as_str).and_then(filled)
}

/// Whether a key holds an answer rather than what Kobo or the phone says about the submission.
fn is_answer(key: &str) -> bool {
    let about = key.starts_with('_') && !key.contains('/');
    !about && key != "formhub/uuid" && (!key.starts_with("meta/") || key == "meta/audit")
}

/// A value under `key`, which for an entry of a repeat is the path of the repeat.
fn twig(value: &Value, key: &str) -> Option<Twig> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then(|| Twig::Answer(text.clone())),
        Value::Number(number) => Some(Twig::Answer(number.to_string())),
        Value::Bool(yes) => Some(Twig::Answer(yes.to_string())),
        Value::Object(inside) => Some(Twig::Group(entry(inside, key))),
        Value::Array(parts) if parts.iter().any(Value::is_object) => {
            Some(Twig::Entries(parts.iter().filter_map(Value::as_object).map(|part| entry(part, key)).collect()))
        }
        Value::Array(parts) => {
            let texts: Vec<String> = parts.iter().filter_map(|part| part.as_str().map(str::to_owned)).collect();
            (!texts.is_empty()).then(|| Twig::Answer(texts.join(" ")))
        }
    }
}

fn entry(inside: &Map<String, Value>, key: &str) -> Branch {
    let mut branch = Branch::new();
    for (inner, value) in inside {
        if let Some(twig) = twig(value, inner) {
            let below = inner.strip_prefix(key).and_then(|rest| rest.strip_prefix('/')).unwrap_or(inner);
            let path: Vec<&str> = below.split('/').collect();
            put(&mut branch, &path, twig);
        }
    }
    branch
}

/// The files, each under the name it has in the answers. Kobo keeps them under a name without blanks and accents.
fn attachments(row: &Map<String, Value>, answers: &Branch) -> Vec<FileTold> {
    let list = row.get("_attachments").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut texts = Vec::new();
    answer_texts(answers, &mut texts);
    let read = |file: &Value| {
        let text = |name: &str| file.get(name).and_then(Value::as_str).and_then(filled);
        if file.get("is_deleted").and_then(Value::as_bool) == Some(true) {
            return None;
        }
        let kept_as = text("media_file_basename").or_else(|| text("filename").map(crate::files::base_name))?;
        let exact = texts.iter().find(|answer| **answer == kept_as);
        let name = exact.or_else(|| texts.iter().find(|answer| kept_name(answer) == kept_as));
        let id = text("uid").map(str::to_owned).or_else(|| file.get("id").map(ToString::to_string));
        Some(FileTold {
            name: name.map_or_else(|| kept_as.to_owned(), |name| (*name).to_owned()),
            at: text("download_url").unwrap_or_default().to_owned(),
            or_at: id.zip(row.get("_id")).map(|(file, row)| format!("{row}/attachments/{file}/")),
            media_type: text("mimetype").map(str::to_owned),
        })
    };
    list.iter().filter_map(read).collect()
}

fn answer_texts<'row>(branch: &'row Branch, found: &mut Vec<&'row str>) {
    for twig in branch.values() {
        match twig {
            Twig::Answer(text) => found.push(text),
            Twig::Group(inside) => answer_texts(inside, found),
            Twig::Entries(entries) => entries.iter().for_each(|entry| answer_texts(entry, found)),
        }
    }
}

/// A file's name as Kobo keeps it: blanks become underscores, and what is no letter, digit, `-`, `_` or `.` goes.
///
/// Source: Django, `django.utils.text.get_valid_filename`.
pub fn kept_name(name: &str) -> String {
    let underlined = name.trim().replace(' ', "_");
    underlined.chars().filter(|c| c.is_alphanumeric() || "-_.".contains(*c)).collect()
}

fn review(row: &Map<String, Value>) -> Option<RecordState> {
    match row.get("_validation_status")?.get("uid")?.as_str()? {
        "validation_status_approved" => Some(RecordState::Approved),
        "validation_status_not_approved" => Some(RecordState::Rejected),
        "validation_status_on_hold" => Some(RecordState::HasIssues),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
