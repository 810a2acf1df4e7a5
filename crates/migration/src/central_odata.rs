//! Rows of ODK Central's OData feed with `$expand=*`: for a server that does not hand out the XML.
//!
//! Groups are nested objects, repeats arrays; names are those of the form as OData identifiers.

use crate::{
    branch::{Branch, Twig},
    told::{Content, Provenance, Told, filled, moment, review_of_central},
    trouble::Trouble,
};
use forms::form::{Form, Item, SectionKind};
use messages::codes;
use odata::identifier;
use serde_json::{Map, Value};

/// What is known of a submission without what it says: `__id` and `__system`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The instanceID of its first version.
    pub root_id: String,
    /// How often it was corrected.
    pub edits: u64,
    /// Files that are there.
    pub attachments: u64,
    /// When it or anything about it last changed at the source.
    pub changed_at: Option<chrono::DateTime<chrono::Utc>>,
    /// The version of the form.
    pub form_version: Option<String>,
    /// What the source says about it.
    pub provenance: Provenance,
}

/// The head of a row.
///
/// # Errors
/// When it has no `__id`.
pub fn read_head(row: &Value) -> Result<Head, Trouble> {
    let root_id = row.get("__id").and_then(Value::as_str).and_then(filled);
    let root_id = root_id.ok_or_else(|| Trouble::refusal("", codes::BRING_ROW_WITHOUT_ID))?.to_owned();
    let system = row.get("__system");
    let text = |name: &str| system.and_then(|system| system.get(name)?.as_str()).and_then(filled);
    let number = |name: &str| system.and_then(|system| system.get(name)?.as_u64()).unwrap_or_default();
    let submitted_at = text("submissionDate").and_then(moment);
    Ok(Head {
        root_id,
        edits: number("edits"),
        attachments: number("attachmentsPresent"),
        changed_at: submitted_at.max(text("updatedAt").and_then(moment)),
        form_version: text("formVersion").map(str::to_owned),
        provenance: Provenance {
            submitted_at,
            submitter: text("submitterName").map(str::to_owned),
            device: text("deviceId").map(str::to_owned),
            review: text("reviewState").and_then(review_of_central),
        },
    })
}

/// A row as a submission.
///
/// # Errors
/// As [`read_head`].
pub fn read_row(form: &Form, row: &Value) -> Result<Told, Trouble> {
    let head = read_head(row)?;
    let nothing = Map::new();
    let object = row.as_object().unwrap_or(&nothing);
    let mut answers = Branch::new();
    items(&form.items, object, &mut answers, true);
    let meta = object.get("meta");
    let of_meta = |name: &str| meta.and_then(|meta| meta.get(name)?.as_str()).and_then(filled).map(str::to_owned);
    let instance_id = of_meta("instanceID").unwrap_or_else(|| head.root_id.clone());
    if let Some(audit) = of_meta("audit") {
        answers.insert("meta".to_owned(), Twig::Group(Branch::from([("audit".to_owned(), Twig::Answer(audit))])));
    }
    Ok(Told {
        root_id: Some(head.root_id).filter(|root| *root != instance_id),
        instance_id,
        deprecated_id: None,
        form_version: head.form_version,
        name: of_meta("instanceName"),
        content: Content::Answers(answers),
        files: Vec::new(),
        provenance: head.provenance,
    })
}

fn items(items_here: &[Item], object: &Map<String, Value>, branch: &mut Branch, root: bool) {
    let mut known: Vec<String> = Vec::new();
    of_form(items_here, object, branch, &mut known);
    for (name, value) in object {
        let ours = name.starts_with("__") || name.contains('@') || (root && name == "meta");
        if !ours && !known.contains(name) && !value.is_null() {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            branch.entry(name.clone()).or_insert(Twig::Answer(text));
        }
    }
}

fn of_form(items_here: &[Item], object: &Map<String, Value>, branch: &mut Branch, known: &mut Vec<String>) {
    for item in items_here {
        if let Item::Section(section) = item
            && section.flat
        {
            of_form(&section.items, object, branch, known);
            continue;
        }
        let name = identifier(item.name());
        let value = object.get(&name);
        known.push(name);
        let twig = match (item, value) {
            (_, None | Some(Value::Null)) => None,
            (Item::Question(_), Some(value)) => answer(value).map(Twig::Answer),
            (Item::Section(section), Some(Value::Array(entries))) if section.kind == SectionKind::Repeat => {
                let entry = |entry: &Map<String, Value>| {
                    let mut inside = Branch::new();
                    items(&section.items, entry, &mut inside, false);
                    inside
                };
                Some(Twig::Entries(entries.iter().filter_map(Value::as_object).map(entry).collect()))
            }
            (Item::Section(section), Some(Value::Object(group))) => {
                let mut inside = Branch::new();
                items(&section.items, group, &mut inside, false);
                Some(Twig::Group(inside))
            }
            (Item::Section(_), Some(_)) => None,
        };
        if let Some(twig) = twig {
            branch.insert(item.name().to_owned(), twig);
        }
    }
}

/// A value as it stands in XML.
fn answer(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Object(_) => place(value),
        Value::Null | Value::Array(_) => None,
    }
}

/// GeoJSON as positions: `latitude longitude altitude accuracy`, divided by `;`.
fn place(geometry: &Value) -> Option<String> {
    let coordinates = geometry.get("coordinates")?;
    let position = |position: &Value, accuracy: Option<&Value>| {
        let [longitude, latitude, ..] = position.as_array()?.as_slice() else { return None };
        let altitude = position.get(2).filter(|altitude| altitude.is_number());
        let accuracy = accuracy.filter(|accuracy| accuracy.is_number());
        let mut text = format!("{latitude} {longitude}");
        match (altitude, accuracy) {
            (Some(altitude), Some(accuracy)) => text.push_str(&format!(" {altitude} {accuracy}")),
            (Some(altitude), None) => text.push_str(&format!(" {altitude}")),
            // Without the altitude, the accuracy has no place of its own.
            (None, _) => {}
        }
        Some(text)
    };
    let joined = |positions: &Value| {
        let texts: Option<Vec<String>> = positions.as_array()?.iter().map(|at| position(at, None)).collect();
        texts.map(|texts| texts.join("; "))
    };
    match geometry.get("type")?.as_str()? {
        "Point" => position(coordinates, geometry.get("properties").and_then(|about| about.get("accuracy"))),
        "LineString" => joined(coordinates),
        "Polygon" => joined(coordinates.get(0)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
