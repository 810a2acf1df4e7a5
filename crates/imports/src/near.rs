//! Rows that say the same as another row but for a few columns.

use crate::{columns::Found, report::Blame, source::Row, trouble::Trouble};
use std::collections::HashMap;

/// Finds rows that say the same as an earlier one.
pub(crate) struct NearDuplicates<'a> {
    pub ignoring: Vec<Found>,
    pub why: &'a str,
    pub seen: HashMap<String, u64>,
}

impl NearDuplicates<'_> {
    /// What to say about the row, if an earlier one says the same.
    pub fn look(&mut self, row: &Row) -> Option<Blame> {
        let ignored = |column: &u32| self.ignoring.iter().any(|found| found.index == *column);
        let told = row.cells.iter().filter(|(column, _)| !ignored(column));
        // The lengths keep cells apart whatever they hold.
        let content: String =
            told.map(|(column, cell)| (column, cell.text())).map(|(c, t)| format!("{c}:{}:{t};", t.len())).collect();
        let first = *self.seen.entry(content).or_insert(row.number);
        if first == row.number {
            return None;
        }
        let columns = self.ignoring.iter().map(|found| found.name.header.clone()).collect::<Vec<_>>().join(", ");
        Some(Blame::row(Trouble::NearDuplicate { first, columns, why: self.why.to_owned() }))
    }
}
