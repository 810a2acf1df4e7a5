//! The columns of one file.

use super::CsvOptions;
use crate::{
    entry::Entry,
    shape::{Field, FieldKind, Node, Table},
};

/// The answers' columns of a table.
pub(super) struct Sheet {
    pub(super) header: Vec<String>,
    columns: Vec<Column>,
}

/// What one question fills.
enum Column {
    /// One column, as it was sent.
    Text(usize),
    /// Latitude, longitude, altitude, accuracy.
    Point(usize),
    /// As it was sent, then 0 or 1 for each of these choices.
    Several(usize, Vec<String>),
}

impl Sheet {
    pub(super) fn of(table: &Table, options: &CsvOptions) -> Self {
        let mut sheet = Self { header: Vec::new(), columns: Vec::new() };
        sheet.nodes(&table.nodes, &mut Vec::new(), table, options);
        sheet
    }

    fn nodes(&mut self, nodes: &[Node], groups: &mut Vec<String>, table: &Table, options: &CsvOptions) {
        for node in nodes {
            match node {
                Node::Field(field) => self.field(field, groups, table, options),
                Node::Group(group) => {
                    groups.push(group.name.clone());
                    self.nodes(&group.nodes, groups, table, options);
                    groups.pop();
                }
                Node::Repeat(_) => {}
            }
        }
    }

    fn field(&mut self, field: &Field, groups: &[String], table: &Table, options: &CsvOptions) {
        let mut path = groups.to_vec();
        path.push(field.name.clone());
        let name = if options.group_paths { path.join("-") } else { field.name.clone() };
        if field.kind == FieldKind::Point {
            self.header.extend(["Latitude", "Longitude", "Altitude", "Accuracy"].map(|part| format!("{name}-{part}")));
            self.columns.push(Column::Point(field.slot));
            return;
        }
        self.header.push(name.clone());
        let Some(choices) = field.choices.as_ref().filter(|_| options.split_select_multiples) else {
            self.columns.push(Column::Text(field.slot));
            return;
        };
        let choices = options.choices.get(&[table.path.as_slice(), &path].concat().join("/")).unwrap_or(choices);
        self.header.extend(choices.iter().map(|choice| format!("{name}/{choice}")));
        self.columns.push(Column::Several(field.slot, choices.clone()));
    }

    pub(super) fn push_answers(&self, entry: &Entry, row: &mut Vec<String>) {
        for column in &self.columns {
            match column {
                Column::Text(slot) => row.push(entry.value(*slot).unwrap_or_default().to_owned()),
                Column::Point(slot) => {
                    let mut parts = entry.value(*slot).unwrap_or_default().split_whitespace();
                    row.extend((0..4).map(|_| parts.next().unwrap_or_default().to_owned()));
                }
                Column::Several(slot, choices) => {
                    let text = entry.value(*slot).unwrap_or_default();
                    row.push(text.to_owned());
                    let chosen: Vec<&str> = text.split_whitespace().collect();
                    let mark = |choice: &String| if chosen.contains(&choice.as_str()) { "1" } else { "0" };
                    row.extend(choices.iter().map(|choice| mark(choice).to_owned()));
                }
            }
        }
    }
}
