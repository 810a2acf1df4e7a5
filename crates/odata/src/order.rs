//! `$orderby`.
//!
//! Only by columns that the store has, as in Central: to sort by an answer, all submissions would have to be held at once.

use crate::problem::Problem;

/// One column to sort by. Null comes first when ascending, last when descending, as in Central.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order<C> {
    /// The column.
    pub column: C,
    /// Largest first.
    pub descending: bool,
}

impl<C> Order<C> {
    /// Reads `column`, `column asc` or `column desc`, divided by commas. `column` gives the stored column of a name.
    pub(crate) fn read(text: &str, column: impl Fn(&str) -> Option<C>) -> Result<Vec<Self>, Problem> {
        text.split(',').map(|clause| Self::clause(clause, &column)).collect()
    }

    fn clause(text: &str, column: impl Fn(&str) -> Option<C>) -> Result<Self, Problem> {
        let unknown = |text: &str| Problem::UnsupportedField { at: None, text: text.to_owned() };
        let mut words = text.split_whitespace();
        let column = words.next().and_then(column).ok_or_else(|| unknown(text.trim()))?;
        let direction = words.next().unwrap_or("asc");
        let descending = direction.eq_ignore_ascii_case("desc");
        if words.next().is_some() || !descending && !direction.eq_ignore_ascii_case("asc") {
            return Err(unknown(text.trim()));
        }
        Ok(Self { column, descending })
    }
}
