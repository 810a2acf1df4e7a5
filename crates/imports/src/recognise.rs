//! Which mappings a file looks like.

use crate::{
    ImportError, Limits, Mapping, SourceFile,
    columns::Columns,
    progress::Reporter,
    source::{self, Wanted},
};

/// The mappings whose marks the file shows, in the order given. The file is opened, not imported: a mapping that is
/// proposed may still find a column missing.
///
/// # Errors
/// When the file cannot be opened as what it seems to be.
pub fn recognise<'m>(
    mappings: &'m [Mapping],
    file: SourceFile<'_>,
    limits: &Limits,
) -> Result<Vec<&'m Mapping>, ImportError> {
    let format = source::sniff(file.bytes);
    let mut proposed = Vec::new();
    for mapping in mappings.iter().filter(|mapping| mapping.format == format) {
        if shows(mapping, file, limits)? {
            proposed.push(mapping);
        }
    }
    Ok(proposed)
}

fn shows(mapping: &Mapping, file: SourceFile<'_>, limits: &Limits) -> Result<bool, ImportError> {
    let names = source::sheets_of(mapping);
    let top = mapping.sheet.first_row();
    let wanted = Wanted { sheets: names.get(..1).unwrap_or_default(), rows: Some(top) };
    let content =
        match source::read(file, mapping.format, &mapping.json, wanted, limits, &mut Reporter::new(&mut |_| {})) {
            Ok(content) => content,
            // Another envelope is another format, not an error.
            Err(ImportError::Unreadable { .. }) if mapping.format == crate::Format::Json => return Ok(false),
            Err(error) => return Err(error),
        };
    let Some(sheet) = content.sheets.first() else { return Ok(false) };
    let columns = Columns::of(sheet, &mapping.sheet);
    let marks = &mapping.recognise;
    if mapping.sheet.header_row.is_none() && marks.sheets.is_empty() && sheet.keys.is_none() {
        // Nothing in a file without headers tells what it is: whoever imports it names the mapping.
        return Ok(false);
    }
    let has_sheet = |name: &String| content.names.iter().any(|(found, _)| found == name);
    Ok(marks.sheets.iter().all(has_sheet)
        && marks.headers.iter().all(|header| columns.has(header))
        && !marks.without.iter().any(|header| columns.has(header)))
}
