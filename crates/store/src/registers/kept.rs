//! How what is said of an entity is kept: the one place where it is sealed and opened.
//!
//! A store with keys keeps label and properties in one sealed text, and nothing for a search of the database to look through;
//! the columns beside it stay empty. What was kept before sealing began is read as it lies there.

use crate::{
    error::Result,
    json::{JsonText, from_json, to_json},
    records::folded,
    seals::Sealer,
    tables::{entity, entity_version, entity_waiting},
};
use registers::{Change, NewVersion, Values};
use sea_orm::{ActiveValue::Set, IntoActiveModel};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const DATA: &str = "entity.data";
const VERSION: &str = "entity_version.data";
const CHANGE: &str = "entity_waiting.change";

/// What is said of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    /// What people know it by.
    pub(super) label: String,
    /// All properties.
    pub(super) values: Values,
    /// What was said of it in a version, `label` among it.
    #[serde(default)]
    pub(super) received: Values,
}

/// The columns of an entity that hold what is said of it.
pub(super) struct EntityColumns {
    pub(super) label: String,
    pub(super) data: JsonText,
    pub(super) search: String,
    pub(super) search_personal: String,
}

/// The columns of a version that hold what is said of an entity.
pub(super) struct VersionColumns {
    pub(super) label: String,
    pub(super) data: JsonText,
    pub(super) received: JsonText,
}

fn of_entity(register_id: i32, uuid: &str) -> String {
    format!("register:{register_id}/{uuid}")
}

fn of_version(entity_id: i64, version: i32) -> String {
    format!("entity:{entity_id}/{version}")
}

fn of_waiting(row: &entity_waiting::Model) -> String {
    format!("submission:{}/{}", row.submission_id, row.uuid)
}

/// What is said of an entity, as it is kept.
pub(super) fn write_entity(
    sealer: &Sealer,
    personal: &Personal,
    (register_id, uuid): (i32, &str),
    (label, values): (&str, &Values),
) -> Result<EntityColumns> {
    if !sealer.seals_what_is_written() {
        let (search, search_personal) = personal.search_texts(uuid, label, values);
        let data = to_json(DATA, values)?;
        return Ok(EntityColumns { label: label.to_owned(), data, search, search_personal });
    }
    let said = Said { label: label.to_owned(), values: values.clone(), received: Values::default() };
    let data = sealer.text(DATA, &of_entity(register_id, uuid), &to_json(DATA, &said)?.0)?;
    let none = String::new();
    Ok(EntityColumns { label: none.clone(), data: JsonText(data), search: none.clone(), search_personal: none })
}

/// What is said of an entity, read back.
pub(super) fn read_entity(sealer: &Sealer, row: &entity::Model) -> Result<Said> {
    if is_plain(&row.data) {
        let values = from_json(DATA, &row.data)?;
        return Ok(Said { label: row.label.clone(), values, received: Values::default() });
    }
    from_json(DATA, &JsonText(sealer.open_text(DATA, &of_entity(row.register_id, &row.uuid), &row.data.0)?))
}

/// What a version says, as it is kept.
pub(super) fn write_version(sealer: &Sealer, entity_id: i64, version: i32, new: &NewVersion) -> Result<VersionColumns> {
    if !sealer.seals_what_is_written() {
        let (data, received) = (to_json(VERSION, &new.values)?, to_json(VERSION, &new.received)?);
        return Ok(VersionColumns { label: new.label.clone(), data, received });
    }
    let said = Said { label: new.label.clone(), values: new.values.clone(), received: new.received.clone() };
    seal_version(sealer, entity_id, version, &said)
}

fn seal_version(sealer: &Sealer, entity_id: i64, version: i32, said: &Said) -> Result<VersionColumns> {
    let data = sealer.text(VERSION, &of_version(entity_id, version), &to_json(VERSION, said)?.0)?;
    Ok(VersionColumns { label: String::new(), data: JsonText(data), received: JsonText("{}".to_owned()) })
}

/// What a version says, read back.
pub(super) fn read_version(sealer: &Sealer, row: &entity_version::Model) -> Result<Said> {
    if is_plain(&row.data) {
        let (values, received) = (from_json(VERSION, &row.data)?, from_json(VERSION, &row.received)?);
        return Ok(Said { label: row.label.clone(), values, received });
    }
    let owner = of_version(row.entity_id, row.version);
    from_json(VERSION, &JsonText(sealer.open_text(VERSION, &owner, &row.data.0)?))
}

/// A change of an entity that waits, as it is kept.
pub(super) fn write_change(sealer: &Sealer, submission_id: i64, uuid: &str, change: &Change) -> Result<JsonText> {
    let owner = format!("submission:{submission_id}/{uuid}");
    Ok(JsonText(sealer.text(CHANGE, &owner, &to_json(CHANGE, change)?.0)?))
}

/// A waiting change read back.
pub(super) fn read_change(sealer: &Sealer, row: &entity_waiting::Model) -> Result<Change> {
    from_json(CHANGE, &JsonText(sealer.open_text(CHANGE, &of_waiting(row), &row.change.0)?))
}

/// An entity sealed with the newest key; none if it is.
pub(crate) fn reseal_entity(sealer: &Sealer, row: entity::Model) -> Result<Option<entity::ActiveModel>> {
    if sealer.is_newest_text(&row.data.0)? {
        return Ok(None);
    }
    let said = read_entity(sealer, &row)?;
    let place = (row.register_id, row.uuid.as_str());
    let columns = write_entity(sealer, &Personal::default(), place, (&said.label, &said.values))?;
    let mut row = row.into_active_model();
    row.label = Set(columns.label);
    row.data = Set(columns.data);
    row.search = Set(columns.search);
    row.search_personal = Set(columns.search_personal);
    Ok(Some(row))
}

/// A version sealed with the newest key; none if it is.
pub(crate) fn reseal_version(
    sealer: &Sealer,
    row: entity_version::Model,
) -> Result<Option<entity_version::ActiveModel>> {
    if sealer.is_newest_text(&row.data.0)? {
        return Ok(None);
    }
    let columns = seal_version(sealer, row.entity_id, row.version, &read_version(sealer, &row)?)?;
    let mut row = row.into_active_model();
    row.label = Set(columns.label);
    row.data = Set(columns.data);
    row.received = Set(columns.received);
    Ok(Some(row))
}

/// A waiting change sealed with the newest key; none if it is.
pub(crate) fn reseal_change(
    sealer: &Sealer,
    row: entity_waiting::Model,
) -> Result<Option<entity_waiting::ActiveModel>> {
    let sealed = sealer.reseal_text(CHANGE, &of_waiting(&row), &row.change.0)?;
    Ok(sealed.map(|sealed| {
        let mut row = row.into_active_model();
        row.change = Set(JsonText(sealed));
        row
    }))
}

/// Properties are kept as an object of JSON, which no sealed text begins like.
fn is_plain(kept: &JsonText) -> bool {
    kept.0.starts_with('{')
}

/// What of a register tells of people.
#[derive(Debug, Clone, Default)]
pub(super) struct Personal {
    /// Whether the label does.
    pub(super) label: bool,
    /// The properties that do.
    pub(super) properties: BTreeSet<String>,
}

impl Personal {
    /// What a search looks through: for everybody, and for those who may see what tells of people.
    pub(super) fn search_texts(&self, uuid: &str, label: &str, values: &Values) -> (String, String) {
        let (mut open, mut all) = (vec![uuid], vec![uuid, label]);
        if !self.label {
            open.push(label);
        }
        for (name, value) in values {
            all.push(value);
            if !self.properties.contains(name) {
                open.push(value);
            }
        }
        (folded(&open.join("\n")), folded(&all.join("\n")))
    }
}
