//! The sheet `osm`: tags that a question for OpenStreetMap offers, by list.

use crate::{
    form::Choice,
    problems::{Code, Report},
    rows::{SheetKind, Table},
    workbook::Workbook,
};
use indexmap::IndexMap;

/// The tags by list, if the workbook has the sheet.
pub(super) fn read(workbook: &Workbook, report: &mut Report) -> Option<IndexMap<String, Vec<Choice>>> {
    let sheet = workbook.sheet("osm").filter(|sheet| sheet.rows.len() > 1)?;
    let table = Table::read(sheet.clone(), SheetKind::Choices, report);
    let mut tags: IndexMap<String, Vec<Choice>> = IndexMap::new();
    for row in table.rows(false) {
        let Some(list) = row.text(&["list_name"]) else { continue };
        let Some(name) = row.text(&["name"]) else {
            report.say(Code::ChoiceWithoutName, row.cell(&["name"]), &[("list", list)]);
            continue;
        };
        let tag = Choice {
            name: name.to_owned(),
            label: row.words(&["label"], "default"),
            media: IndexMap::new(),
            columns: IndexMap::new(),
        };
        tags.entry(list.to_owned()).or_default().push(tag);
    }
    Some(tags)
}
