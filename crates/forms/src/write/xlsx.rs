//! `.xlsx`, fit for going on with: the header stays in view, columns are as wide as what they hold, and every cell is
//! text, so that nothing is taken for a number or a date and loses its zeros.

use super::known;
use crate::{Sheet, Workbook};
use rust_xlsxwriter::{Format, FormatAlign, Workbook as Writer, Worksheet};
use thiserror::Error;

/// Why a workbook cannot be written as `.xlsx`: sheets of the same name, or more than Excel takes.
#[derive(Debug, Error)]
#[error("it cannot be written as .xlsx: {0}")]
pub struct XlsxError(#[from] rust_xlsxwriter::XlsxError);

impl Workbook {
    /// The workbook as `.xlsx`. Reading it gives the same sheets.
    ///
    /// # Errors
    /// When Excel's format does not take it.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut writer = Writer::new();
        for sheet in known(self) {
            fill(writer.add_worksheet().set_name(&sheet.name)?, sheet)?;
        }
        Ok(writer.save_to_buffer()?)
    }
}

fn fill(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let bold = text.clone().set_bold();
    for (row, cells) in (0..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            if !cell.is_empty() {
                worksheet.write_string_with_format(row, column, cell, if row == 0 { &bold } else { &text })?;
            }
        }
    }
    for (column, width) in (0..).zip(widths(sheet)) {
        // The column's own format keeps cells that are typed later as text, too.
        worksheet.set_column_width(column, width)?.set_column_format(column, &text)?;
    }
    worksheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// The width of each column in characters: its longest line, within what a screen shows of it at once.
fn widths(sheet: &Sheet) -> Vec<u32> {
    const NARROWEST: usize = 8;
    const WIDEST: usize = 60;
    let mut widths: Vec<usize> = Vec::new();
    for cells in &sheet.rows {
        widths.resize(widths.len().max(cells.len()), NARROWEST);
        for (width, cell) in widths.iter_mut().zip(cells) {
            let longest = cell.lines().map(|line| line.chars().take(WIDEST).count()).max().unwrap_or(0);
            *width = (*width).max(longest + 2).min(WIDEST);
        }
    }
    widths.into_iter().map(|width| u32::try_from(width).unwrap_or(0)).collect()
}
