//! What a webhook is told.

use crate::{openrosa::path_segment, problem::Problem, state::App};
use forms::Form;
use serde_json::{Map, Value as Json, json};
use store::{Webhook, WebhookDelivery};
use vocab::{Answer, Column, Sensitivity, Value};

/// Everything that can be told.
pub const EVENTS: [&str; 3] = ["submission.received", "submission.corrected", "record.decided"];

/// The body: what happened to what, and where to look it up. Answers only where a manager chose so, and then only those to
/// questions that are not marked personal. Of what never changes and the facts written with the event, so that composing it
/// later gives the same.
///
/// # Errors
/// When the store fails.
pub async fn compose(app: &App, hook: &Webhook, delivery: &WebhookDelivery) -> Result<String, Problem> {
    let fact = |name: &str| delivery.facts.get(name).and_then(Json::as_i64);
    let operations = app.store.operations().await?;
    let operation = operations.into_iter().find(|operation| operation.id == hook.operation_id);
    let code = operation.map(|operation| operation.code).unwrap_or_default();
    let link = fact("record").map(|record| {
        let address = app.settings.public_address.as_deref().unwrap_or_default().trim_end_matches('/');
        format!("{address}/work/{}/records/{record}", path_segment(&code))
    });
    let mut body = json!({
        "id": delivery.id.to_string(), "event": delivery.event, "at": delivery.created_at, "operation": code,
        "record": fact("record"), "state": delivery.facts.get("state"), "link": link,
    });
    let Some(object) = body.as_object_mut() else { return Ok(body.to_string()) };
    let submission = match fact("submission") {
        Some(id) => app.store.submission_by_id(id).await?,
        None => None,
    };
    if let Some(submission) = submission {
        let versions = app.store.form_version_names(hook.operation_id).await?;
        let version = versions.iter().find(|version| version.id == submission.form_version_id);
        object.insert("form".to_owned(), json!(version.map(|version| &version.xml_form_id)));
        object.insert("form_version".to_owned(), json!(version.map(|version| &version.version)));
        object.insert("instance_id".to_owned(), json!(submission.instance_id));
        object.insert("version".to_owned(), json!(submission.version));
        if hook.with_answers {
            let form = app.forms.of_version(&app.store, submission.form_version_id).await?;
            object.insert("answers".to_owned(), answers(&form, &submission.xml));
        }
    }
    Ok(body.to_string())
}

/// Answers to questions that are not personal, by name; null where there is none, whatever the reason. What the form does
/// not know may be anything, so it stays here.
fn answers(form: &Form, xml: &[u8]) -> Json {
    let Ok(document) = collect::parse_submission(xml, &collect::Limits::default()) else { return Json::Null };
    if document.root.attribute("encrypted") == Some("yes") {
        return Json::Null;
    }
    let (answers, _) = collect::read_answers(form, &document);
    open(&form.schema().columns, &answers)
}

fn open(columns: &[Column], answers: &indexmap::IndexMap<String, Answer>) -> Json {
    let mut shown = Map::new();
    // Personal, and what a later version of this program may call otherwise, is not told.
    for column in columns.iter().filter(|column| column.sensitivity == Sensitivity::None) {
        let value = answers.get(&column.name).and_then(Answer::value);
        shown.insert(column.name.clone(), value.map_or(Json::Null, |value| plain(column, value)));
    }
    Json::Object(shown)
}

fn plain(column: &Column, value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Choice(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Decimal(number) => json!(number),
        Value::Date(day) => json!(day),
        Value::Time(time) => json!(time),
        Value::Moment(moment) => json!(moment),
        Value::Choices(names) => json!(names),
        Value::Point(point) => json!(point),
        Value::Repeat(entries) => entries.iter().map(|entry| open(&column.columns, entry)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::{CompileOptions, compile};

    #[test]
    fn personal_answers_and_unknown_elements_stay_here() {
        let table = "
| survey |
| | type | name | label | inzira::sensitivity |
| | text | head | Head of household | personal |
| | integer | persons | Persons | |
| | begin_repeat | member | Member | |
| | text | first_name | Name | personal |
| | integer | age | Age | |
| | end_repeat | | | |
";
        let form = compile("f.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
        let xml = "<data id=\"f\"><head>Ida</head><persons>3</persons><phone>+257</phone>\
            <member><first_name>Ira</first_name><age>4</age></member>\
            <member><first_name>Kabura</first_name><age/></member></data>";
        let told = answers(&form, xml.as_bytes());
        assert_eq!(told, json!({"persons": 3, "member": [{"age": 4}, {"age": null}]}));
    }
}
