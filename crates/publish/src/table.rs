//! Tables as text that a spreadsheet opens without running anything.

use thiserror::Error;

/// Why a table could not be written.
#[derive(Debug, Error)]
pub enum TableError {
    /// The writer refused.
    #[error("the table could not be written: {0}")]
    Csv(#[from] csv::Error),
    /// The writer could not finish.
    #[error("the table could not be finished: {0}")]
    End(#[from] std::io::Error),
}

/// Rows as CSV.
pub(crate) fn csv<I>(rows: I) -> Result<Vec<u8>, TableError>
where
    I: IntoIterator<Item = Vec<String>>,
{
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.into_inner().map_err(|error| error.into_error())?)
}

/// Text from outside. A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a
/// formula; an apostrophe before it makes it text again.
///
/// Source: OWASP, "CSV Injection".
pub(crate) fn text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

/// A number, or nothing.
pub(crate) fn number<T: ToString>(number: Option<T>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_becomes_text() {
        assert_eq!(text("=HYPERLINK(\"http://example.org\")"), "'=HYPERLINK(\"http://example.org\")");
        assert_eq!(text("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(text("Buja Rural"), "Buja Rural");
        assert_eq!(text("#adm1+name"), "#adm1+name");
    }

    #[test]
    fn a_number_below_zero_stays_a_number() {
        assert_eq!(number(Some(-3)), "-3");
        assert_eq!(number::<u64>(None), "");
    }
}
