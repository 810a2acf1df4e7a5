//! The entities sheet: a row for each list that submissions add to or change.

use super::settings::yes_or_no;
use crate::{
    form::EntityDeclaration,
    names::is_name,
    problems::{Cell, Code, Problem, Report},
    rows::{ENTITY_COLUMNS, Header, Row, Table},
};
use std::collections::HashMap;

/// Reads the declarations; where they lie in the form is found later, from what they refer to.
pub(super) fn read(table: &Table, report: &mut Report) -> Vec<EntityDeclaration> {
    columns(table, report);
    let mut rows_of: HashMap<String, u32> = HashMap::new();
    let mut declarations = Vec::new();
    for row in table.rows(false) {
        let declaration = declaration(&row);
        if list_is_named(&row, &declaration.list, report) {
            if let Some(other) = rows_of.get(&declaration.list) {
                report.say(Code::EntityListRepeated, row.cell(&["list_name"]), &[("other", &other.to_string())]);
                continue;
            }
            rows_of.insert(declaration.list.clone(), row.number);
        }
        conditions(&row, &declaration, report);
        declarations.push(declaration);
    }
    declarations
}

/// Columns that mean nothing are slips, since each one that means something changes what is kept; those that nobody
/// filled in say nothing.
fn columns(table: &Table, report: &mut Report) {
    let known = |header: &Header| header.known && header.path.len() == 1;
    for header in table.headers.iter().flatten().filter(|header| !known(header) || header.path[0] == "repeat") {
        let filled = table.rows(false).any(|row| row.cells().any(|(other, _)| other == header));
        let cell = Cell { column: Some(header.text.clone()), ..Cell::row(&table.name, 1) };
        if filled && known(header) {
            report.say(Code::EntityRepeatIgnored, cell, &[]);
        } else if filled {
            let columns: Vec<&str> = ENTITY_COLUMNS.iter().copied().filter(|column| *column != "repeat").collect();
            let problem = Problem::new(Code::HeaderUnknown, cell, &[("known", &columns.join(", "))]);
            report.suggest(problem, &header.path[0], columns);
        }
    }
}

fn declaration(row: &Row<'_>) -> EntityDeclaration {
    let expression = |column: &str| row.text(&[column]).map(str::to_owned);
    // As in the binds of questions, `yes` and its kin stand for true().
    let condition = |column: &str| {
        expression(column).map(|text| match yes_or_no(&text) {
            Some(true) => "true()".to_owned(),
            Some(false) => "false()".to_owned(),
            None => text,
        })
    };
    EntityDeclaration {
        list: expression("list_name").unwrap_or_default(),
        label: condition("label"),
        entity_id: expression("entity_id"),
        create_if: condition("create_if"),
        update_if: condition("update_if"),
        place: Vec::new(),
        repeats: Vec::new(),
        properties: Vec::new(),
        row: row.number,
    }
}

fn list_is_named(row: &Row<'_>, list: &str, report: &mut Report) -> bool {
    let code = if list.is_empty() {
        Code::EntityListMissing
    } else if list.starts_with("__") {
        Code::EntityListReserved
    } else if !is_name(list) || list.contains('.') {
        Code::EntityListInvalid
    } else {
        return true;
    };
    report.say(code, row.cell(&["list_name"]), &[]);
    !list.is_empty()
}

/// Which columns go together; see [`EntityDeclaration`].
fn conditions(row: &Row<'_>, entity: &EntityDeclaration, report: &mut Report) {
    let mut say = |code, column: &str| report.say(code, row.cell(&[column]), &[("list", &entity.list)]);
    match (&entity.entity_id, &entity.create_if, &entity.update_if) {
        (None, _, Some(_)) => say(Code::EntityIdMissing, "entity_id"),
        (Some(_), Some(_), None) => say(Code::EntityUpdateIfMissing, "update_if"),
        (None, _, None) if entity.label.is_none() => say(Code::EntityLabelMissing, "label"),
        (Some(_), Some(_), Some(_)) if entity.label.is_none() => say(Code::EntityLabelAdvised, "label"),
        _ => {}
    }
}
