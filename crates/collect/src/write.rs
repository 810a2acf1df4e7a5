//! A submission as a client would send it, for demonstration data and tests.

use crate::answers::Answers;
use chrono::Timelike;
use forms::form::{Form, Item, SectionKind};
use quick_xml::escape::{escape, partial_escape};
use vocab::{Answer, Missing, Point, Value};

/// What a client says of the submission itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance<'a> {
    /// The instanceID, with its `uuid:`.
    pub id: &'a str,
    /// For a correction: the instanceID it replaces.
    pub deprecated_id: Option<&'a str>,
    /// What people call it.
    pub name: Option<&'a str>,
}

impl<'a> Instance<'a> {
    /// A new submission.
    pub fn new(id: &'a str) -> Self {
        Self { id, deprecated_id: None, name: None }
    }
}

/// Writes the XML of a submission to `form`. As from a phone, what does not apply is left out and what has no answer is an empty
/// element. Answers that the form does not ask for are left out too; characters that XML cannot carry become `U+FFFD`.
pub fn write_instance(form: &Form, answers: &Answers, instance: &Instance<'_>) -> String {
    let mut xml = String::from("<?xml version='1.0' ?>");
    let namespace = form.settings.instance_xmlns.as_deref().map(|uri| format!(" xmlns=\"{}\"", attribute(uri)));
    let version = Some(&form.version).filter(|version| !version.is_empty());
    let version = version.map(|version| format!(" version=\"{}\"", attribute(version)));
    xml.push_str(&format!(
        "<{root} id=\"{id}\"{version}{namespace} xmlns:orx=\"http://openrosa.org/xforms\">",
        root = form.root,
        id = attribute(&form.id),
        version = version.unwrap_or_default(),
        namespace = namespace.unwrap_or_default(),
    ));
    items(&form.items, answers, &mut xml);
    xml.push_str("<orx:meta>");
    leaf("orx:instanceID", instance.id, &mut xml);
    for (name, text) in [("orx:instanceName", instance.name), ("orx:deprecatedID", instance.deprecated_id)] {
        text.into_iter().for_each(|text| leaf(name, text, &mut xml));
    }
    xml.push_str(&format!("</orx:meta></{}>", form.root));
    xml
}

fn items(items: &[Item], answers: &Answers, xml: &mut String) {
    for item in items {
        match item {
            Item::Question(question) if question.column_type().is_some() => match answers.get(&question.answer) {
                None | Some(Answer::Absent { missing: Missing::NotApplicable }) => {}
                Some(Answer::Absent { .. }) => leaf(&question.name, "", xml),
                Some(Answer::Given(value)) => leaf(&question.name, &text_of(value), xml),
            },
            Item::Question(_) => {}
            Item::Section(section) if section.kind == SectionKind::Repeat => {
                let Some(Answer::Given(Value::Repeat(entries))) = answers.get(&section.answer) else { continue };
                entries.iter().for_each(|entry| wrapped(&section.name, &section.items, entry, xml));
            }
            Item::Section(section) => wrapped(&section.name, &section.items, answers, xml),
        }
    }
}

fn wrapped(name: &str, inside: &[Item], answers: &Answers, xml: &mut String) {
    xml.push_str(&format!("<{name}>"));
    items(inside, answers, xml);
    xml.push_str(&format!("</{name}>"));
}

fn leaf(name: &str, text: &str, xml: &mut String) {
    if text.is_empty() {
        xml.push_str(&format!("<{name}/>"));
    } else {
        xml.push_str(&format!("<{name}>{}</{name}>", partial_escape(clean(text))));
    }
}

fn attribute(text: &str) -> String {
    escape(clean(text)).into_owned()
}

fn clean(text: &str) -> String {
    text.chars().map(|c| if crate::parse::is_xml_char(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// A value as clients write it.
///
/// Source: the ODK XForms specification, "Data types": <https://getodk.github.io/xforms-spec/#data-types>
fn text_of(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Choice(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Date(day) => day.to_string(),
        Value::Time(time) if time.nanosecond() % 1_000_000 == 0 => time.format("%H:%M:%S%.3f").to_string(),
        Value::Time(time) => time.format("%H:%M:%S%.f").to_string(),
        Value::Moment(moment) if moment.nanosecond() % 1_000_000 == 0 => {
            moment.format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
        }
        Value::Moment(moment) => moment.to_rfc3339(),
        Value::Choices(names) => names.join(" "),
        Value::Point(Point { longitude, latitude, altitude_m, accuracy_m }) => {
            format!("{latitude} {longitude} {} {}", altitude_m.unwrap_or(0.0), accuracy_m.unwrap_or(0.0))
        }
        Value::Repeat(_) => String::new(),
    }
}

#[cfg(test)]
mod tests;
