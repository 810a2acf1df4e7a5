//! Which round a row belongs to.

use crate::{
    ImportError, Mapping,
    columns::{ColumnProblem, Columns, Found},
    convert,
    report::Blame,
    source::{Cell, Row},
    trouble::Trouble,
};
use vocab::RoundNumber;

/// Where the round comes from.
pub(crate) enum Rounds<'a> {
    /// The same for every row.
    One(RoundNumber),
    /// A column, with what stands before the number.
    Column(Found, &'a str),
}

impl<'a> Rounds<'a> {
    /// Settles what can be settled before the file is read.
    pub fn settle(mapping: &Mapping, given: Option<RoundNumber>) -> Result<Option<RoundNumber>, ImportError> {
        let code = || mapping.code.clone();
        match (mapping.round.fixed, given) {
            (Some(fixed), Some(given)) if given.0 != fixed => {
                Err(ImportError::RoundDiffers { mapping: code(), fixed, given: given.0 })
            }
            (Some(fixed), _) => Ok(Some(RoundNumber(fixed))),
            (None, Some(_)) if mapping.round.column.is_some() => Err(ImportError::RoundInColumn),
            (None, None) if mapping.round.column.is_none() => Err(ImportError::RoundMissing { mapping: code() }),
            (None, given) => Ok(given),
        }
    }

    /// Finds the column, if the round is in one.
    pub fn find(
        settled: Option<RoundNumber>,
        mapping: &'a Mapping,
        columns: &Columns,
    ) -> Result<Self, Vec<ColumnProblem>> {
        match (&mapping.round.column, settled) {
            (None, round) => Ok(Self::One(round.unwrap_or(RoundNumber(1)))),
            (Some(wanted), _) => Ok(Self::Column(columns.find(wanted)?, &mapping.round.prefix)),
        }
    }

    /// The round of a row.
    pub fn of(&self, row: &Row) -> Result<RoundNumber, Blame> {
        let (found, prefix) = match self {
            Self::One(round) => return Ok(*round),
            Self::Column(found, prefix) => (found, *prefix),
        };
        let cell = row.cell(found.index);
        let number = cell.and_then(|cell| number(cell, prefix));
        number
            .map(RoundNumber)
            .ok_or_else(|| Blame::value(&found.name, cell.map(Cell::text).unwrap_or_default(), Trouble::NotRound))
    }
}

fn number(cell: &Cell, prefix: &str) -> Option<u32> {
    let bare = match cell {
        Cell::Text(text) => Cell::from_text(text.strip_prefix(prefix)?)?,
        other => other.clone(),
    };
    let number = u32::try_from(convert::whole(&bare, false).ok()?).ok()?;
    (number > 0).then_some(number)
}
