//! What a file would change.

use super::file::{BulkProblem, File};
use crate::{
    entity::Values,
    names::{is_property_name, uuid_of},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BulkRules {
    /// What tells which entity a row is about.
    pub key: Key,
    /// Whether an empty cell empties the property; else it leaves it alone.
    pub empty_clears: bool,
    /// Whether columns that are no properties become some; else they are left out.
    pub add_columns: bool,
}

/// What tells which entity a row is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Key {
    /// The id, in a column `__id`, `name` or `uuid`; a row without one is a new entity.
    #[default]
    Id,
    /// The label.
    Label,
    /// A property.
    Property(String),
}

/// An entity of the list, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held<'a> {
    /// Its id.
    pub uuid: &'a str,
    /// Its label.
    pub label: &'a str,
    /// Its version.
    pub version: u32,
    /// Its properties.
    pub values: &'a Values,
    /// Whether it was deleted: its id is taken all the same.
    pub deleted: bool,
}

/// What a file would change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Plan {
    /// Entities it brings.
    pub create: Vec<Creation>,
    /// Entities it changes.
    pub update: Vec<Update>,
    /// Rows that say what is there already.
    pub unchanged: usize,
    /// Rows that cannot be used.
    pub refused: Vec<Refused>,
    /// Columns that become properties.
    pub added: Vec<String>,
    /// Columns that are left out.
    pub left_out: Vec<String>,
}

/// A new entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Creation {
    /// The row, as a spreadsheet counts.
    pub row: usize,
    /// Its id, if the file says one.
    pub uuid: Option<String>,
    /// Its label.
    pub label: String,
    /// Its properties.
    pub values: Values,
}

/// An entity that becomes another version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Update {
    /// The row, as a spreadsheet counts.
    pub row: usize,
    /// Its id.
    pub uuid: String,
    /// Its label as it is.
    pub label: String,
    /// Its version as it is.
    pub version: u32,
    /// What changes, `label` among it.
    pub changes: Vec<ValueChange>,
}

/// A property that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueChange {
    /// Its name.
    pub property: String,
    /// What it is; none if it was never given.
    pub from: Option<String>,
    /// What it becomes.
    pub to: String,
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The row, as a spreadsheet counts.
    pub row: usize,
    /// Why: `label_missing`, `id_invalid`, `key_missing`, `key_ambiguous`, `twice`, `deleted`, `stale`, `control_character`.
    pub reason: &'static str,
    /// The value it is about.
    pub value: String,
}

/// What a CSV file would change in a list with these properties and entities.
///
/// # Errors
/// Why the file cannot be used at all.
pub fn plan(bytes: &[u8], properties: &[String], held: &[Held<'_>], rules: &BulkRules) -> Result<Plan, BulkProblem> {
    let file = File::read(bytes)?;
    let key_column = match &rules.key {
        Key::Property(name) => {
            let missing = || BulkProblem::KeyColumnMissing { column: name.clone() };
            Some(file.columns.iter().find(|(_, column)| column == name).ok_or_else(missing)?.0)
        }
        Key::Label => Some(file.label.ok_or(BulkProblem::LabelColumnMissing)?),
        Key::Id => None,
    };
    if file.label.is_none() && file.id.is_none() && key_column.is_none() {
        return Err(BulkProblem::LabelColumnMissing);
    }
    let (mut plan, mut columns) = (Plan::default(), Vec::new());
    for (at, name) in &file.columns {
        if properties.contains(name) {
            columns.push((*at, name.as_str()));
        } else if rules.add_columns && is_property_name(name) {
            plan.added.push(name.clone());
            columns.push((*at, name.as_str()));
        } else {
            plan.left_out.push(name.clone());
        }
    }
    let by_id: HashMap<&str, &Held<'_>> = held.iter().map(|one| (one.uuid, one)).collect();
    let mut by_key: BTreeMap<&str, Vec<&Held<'_>>> = BTreeMap::new();
    for one in held.iter().filter(|one| !one.deleted) {
        let key = match &rules.key {
            Key::Id => continue,
            Key::Label => one.label,
            Key::Property(name) => one.values.get(name).map_or("", String::as_str),
        };
        by_key.entry(key).or_default().push(one);
    }
    let reader = Reader { file: &file, columns, key_column, by_id, by_key, rules };
    let mut seen = BTreeSet::new();
    for (row, cells) in &file.rows {
        match reader.row(*row, cells, &mut seen) {
            Ok(Meaning::New(creation)) => plan.create.push(creation),
            Ok(Meaning::Change(update)) if update.changes.is_empty() => plan.unchanged += 1,
            Ok(Meaning::Change(update)) => plan.update.push(update),
            Err((reason, value)) => plan.refused.push(Refused { row: *row, reason, value }),
        }
    }
    Ok(plan)
}

enum Meaning {
    New(Creation),
    Change(Update),
}

struct Reader<'a> {
    file: &'a File,
    columns: Vec<(usize, &'a str)>,
    key_column: Option<usize>,
    by_id: HashMap<&'a str, &'a Held<'a>>,
    by_key: BTreeMap<&'a str, Vec<&'a Held<'a>>>,
    rules: &'a BulkRules,
}

type Refusal = (&'static str, String);

impl<'a> Reader<'a> {
    /// `seen` are the entities and keys that rows before were about.
    fn row(&self, row: usize, cells: &[String], seen: &mut BTreeSet<String>) -> Result<Meaning, Refusal> {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
        if let Some(text) = cells.iter().find(|text| text.contains(|c: char| c.is_control() && !c.is_whitespace())) {
            return Err(("control_character", text.chars().filter(|c| !c.is_control()).take(80).collect()));
        }
        let said = match cell(self.file.id) {
            "" => None,
            id => Some(uuid_of(id).ok_or_else(|| ("id_invalid", id.to_owned()))?),
        };
        let held = self.about(said.as_deref(), cell(self.key_column))?;
        let mark = held.map(|one| one.uuid.to_owned()).or_else(|| said.clone());
        let mark = mark.or_else(|| self.key_column.map(|at| format!("key {}", cell(Some(at)))));
        if let Some(mark) = mark.filter(|mark| !seen.insert(mark.clone())) {
            return Err(("twice", mark.trim_start_matches("key ").to_owned()));
        }
        let label = cell(self.file.label);
        let Some(held) = held else {
            if label.is_empty() {
                return Err(("label_missing", said.unwrap_or_default()));
            }
            let given = self.columns.iter().map(|(at, name)| (*name, cell(Some(*at))));
            let values = given.filter(|(_, text)| !text.is_empty());
            let values = values.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
            return Ok(Meaning::New(Creation { row, uuid: said, label: label.to_owned(), values }));
        };
        let version = cell(self.file.version);
        if !version.is_empty() && version.parse() != Ok(held.version) {
            return Err(("stale", version.to_owned()));
        }
        Ok(Meaning::Change(self.update(row, held, label, &cell)))
    }

    /// The entity a row is about; none if it is a new one.
    fn about(&self, said: Option<&str>, key: &str) -> Result<Option<&'a Held<'a>>, Refusal> {
        if let Some(uuid) = said {
            return match self.by_id.get(uuid) {
                Some(held) if held.deleted => Err(("deleted", uuid.to_owned())),
                found => Ok(found.copied()),
            };
        }
        if self.key_column.is_none() {
            return Ok(None);
        }
        if key.is_empty() {
            return Err(("key_missing", String::new()));
        }
        match self.by_key.get(key).map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some([one]) => Ok(Some(one)),
            Some(_) => Err(("key_ambiguous", key.to_owned())),
        }
    }

    fn update<'c>(&self, row: usize, held: &Held<'_>, label: &str, cell: &impl Fn(Option<usize>) -> &'c str) -> Update {
        let mut changes = Vec::new();
        if !label.is_empty() && label != held.label {
            let (from, to) = (Some(held.label.to_owned()), label.to_owned());
            changes.push(ValueChange { property: "label".to_owned(), from, to });
        }
        for (at, name) in &self.columns {
            let (to, from) = (cell(Some(*at)), held.values.get(*name));
            let empties = to.is_empty() && !self.rules.empty_clears;
            if !empties && from.map_or("", String::as_str) != to {
                let from = from.cloned();
                changes.push(ValueChange { property: (*name).to_owned(), from, to: to.to_owned() });
            }
        }
        Update { row, uuid: held.uuid.to_owned(), label: held.label.to_owned(), version: held.version, changes }
    }
}

#[cfg(test)]
mod tests;
