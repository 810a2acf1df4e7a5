//! Every row of a sheet is accounted for: it holds data, or there is a reason why it does not.

use crate::{
    mapping::SheetSpec,
    report::{SkipReason, Skipped, push_row},
    source::{Row, Sheet},
};

/// The rows of a sheet sorted into data and the rest.
pub(crate) struct Sorted<'a> {
    pub read: u64,
    pub data: Vec<&'a Row>,
    pub skipped: Vec<Skipped>,
}

/// Sorts rows 1 to the last that holds anything.
pub(crate) fn sort<'a>(sheet: &'a Sheet, spec: &SheetSpec) -> Sorted<'a> {
    let mut sorted = Sorted { read: sheet.last_row(), data: Vec::new(), skipped: Vec::new() };
    if sheet.keys.is_some() {
        sorted.data = sheet.rows.iter().collect();
        return sorted;
    }
    let mut rows = sheet.rows.iter().peekable();
    for number in 1..=sorted.read {
        let filled = rows.next_if(|row| row.number == number);
        match (skip(number, spec), filled) {
            (Some(why), _) => skip_row(&mut sorted.skipped, why, number),
            (None, Some(row)) => sorted.data.push(row),
            (None, None) => skip_row(&mut sorted.skipped, SkipReason::Blank, number),
        }
    }
    sorted
}

fn skip(number: u64, spec: &SheetSpec) -> Option<SkipReason> {
    if Some(number) == spec.header_row {
        Some(SkipReason::Header)
    } else if Some(number) == spec.hxl_row {
        Some(SkipReason::Hxl)
    } else if number < spec.first_row() {
        Some(SkipReason::AboveHeader)
    } else {
        None
    }
}

fn skip_row(skipped: &mut Vec<Skipped>, why: SkipReason, number: u64) {
    match skipped.iter_mut().find(|skipped| skipped.why == why) {
        Some(same) => push_row(&mut same.rows, number),
        None => {
            let mut rows = Vec::new();
            push_row(&mut rows, number);
            skipped.push(Skipped { why, rows });
        }
    }
}
