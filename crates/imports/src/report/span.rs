//! Runs of rows.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Rows from `from` to `to`, both included, as the workbook numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowSpan {
    /// The first.
    pub from: u64,
    /// The last.
    pub to: u64,
}

impl RowSpan {
    /// How many.
    pub fn count(&self) -> u64 {
        self.to.saturating_sub(self.from) + 1
    }
}

impl fmt::Display for RowSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to { write!(f, "{}", self.from) } else { write!(f, "{}-{}", self.from, self.to) }
    }
}

/// Adds a row that comes after all rows in `spans`.
pub(crate) fn push(spans: &mut Vec<RowSpan>, row: u64) {
    match spans.last_mut() {
        Some(last) if last.to + 1 >= row => last.to = row,
        _ => spans.push(RowSpan { from: row, to: row }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_a_run_become_one_span() {
        let mut spans = Vec::new();
        for row in [3, 4, 5, 9, 9, 12] {
            push(&mut spans, row);
        }
        assert_eq!(spans.iter().map(ToString::to_string).collect::<Vec<_>>(), ["3-5", "9", "12"]);
        assert_eq!(spans.iter().map(RowSpan::count).sum::<u64>(), 5);
    }
}
