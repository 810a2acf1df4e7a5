//! Our sums beside those the workbook states itself.

use crate::{
    columns::position_of,
    convert,
    mapping::Total,
    report::{Blame, Place, Problem, Severity, TotalReport},
    source::Content,
    trouble::Trouble,
};
use vocab::{Answer, Record, RoundNumber};

/// Compares one sum; a difference is noted.
pub(crate) fn compare(
    total: &Total,
    content: &Content,
    records: &[(RoundNumber, Record)],
) -> (TotalReport, Option<Problem>) {
    let ours = records
        .iter()
        .filter_map(|(_, record)| record.answers.get(&total.question).and_then(Answer::integer))
        .fold(0_i64, i64::saturating_add);
    let row = content.sheet(&total.sheet).and_then(|sheet| {
        let labelled = sheet.rows.iter().filter(|row| row.cells.first().is_some_and(|(_, c)| c.text() == total.label));
        labelled.into_iter().nth(total.occurrence.saturating_sub(1))
    });
    let cell = row.and_then(|row| row.cell(position_of(&total.column)?));
    let theirs = cell.and_then(|cell| convert::whole(cell, true).ok());
    let place = match row {
        Some(row) => format!("sheet '{}', cell {}{}", total.sheet, total.column, row.number),
        None => format!("sheet '{}', row '{}'", total.sheet, total.label),
    };
    let trouble = match theirs {
        Some(theirs) if theirs == ours => None,
        Some(_) => Some(Trouble::TotalDisagrees { ours }),
        None => Some(Trouble::NoTotal { place: place.clone() }),
    };
    let value = cell.map(|cell| cell.text().into_owned()).unwrap_or_default();
    let at = Place { sheet: &total.sheet, row: row.map_or(0, |row| row.number) };
    let problem = trouble.map(|trouble| at.problem(Severity::Note, Blame { value, ..Blame::row(trouble) }));
    (TotalReport { question: total.question.clone(), ours, theirs, place }, problem)
}
