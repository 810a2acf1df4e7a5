//! Workbooks as files: Markdown tables for reviewing changes, `.xlsx` for editing.
//!
//! Only the sheets of an XLSForm are written; the reader takes no others. The `.xlsx` is behind the feature `write-xlsx`,
//! since most who read forms write none.

mod markdown;
#[cfg(feature = "write-xlsx")]
mod xlsx;

#[cfg(feature = "write-xlsx")]
pub use xlsx::XlsxError;

use crate::{Sheet, Workbook};

/// The sheets that are written.
fn known(workbook: &Workbook) -> impl Iterator<Item = &Sheet> {
    workbook.sheets.iter().filter(|sheet| sheet.is_of_a_form())
}
