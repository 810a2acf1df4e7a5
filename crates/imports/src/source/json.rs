//! JSON: an array of flat objects inside an envelope. Keys take the place of headers.

use super::{Cell, Content, Row, Sheet, Visibility};
use crate::{
    ImportError,
    limits::{Limits, TooLarge},
    mapping::JsonSpec,
    progress::{Reporter, Stage},
};
use indexmap::IndexSet;
use serde_json::Value;

pub(super) fn read(
    bytes: &[u8],
    spec: &JsonSpec,
    limits: &Limits,
    reporter: &mut Reporter<'_>,
) -> Result<Content, ImportError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let document: Value = serde_json::from_slice(bytes).map_err(|error| unreadable(error.to_string()))?;
    let Some(Value::Array(objects)) = document.get(&spec.rows) else {
        return Err(unreadable(format!("there is no array under the key '{}'", spec.rows)));
    };
    check_envelope(&document, spec, objects.len() as u64)?;
    if objects.len() as u64 > limits.rows {
        return Err(TooLarge::Rows { sheet: spec.rows.clone(), limit: limits.rows }.into());
    }
    let sheet = rows(objects, spec, limits, reporter)?;
    Ok(Content { names: vec![(spec.rows.clone(), Visibility::Visible)], sheets: vec![sheet] })
}

/// An answer that says itself that it failed, or that holds other rows than it counts, is refused whole: a part of the
/// data would look like all of it.
fn check_envelope(document: &Value, spec: &JsonSpec, found: u64) -> Result<(), ImportError> {
    if let Some(key) = &spec.success
        && document.get(key) != Some(&Value::Bool(true))
    {
        return Err(unreadable(format!("'{key}' is not true: the sender did not answer in full. Ask it again")));
    }
    let Some(key) = &spec.count else { return Ok(()) };
    match document.get(key).and_then(Value::as_u64) {
        Some(stated) if stated == found => Ok(()),
        Some(stated) => Err(unreadable(format!(
            "'{key}' says {stated} rows, but '{}' holds {found}: the answer was cut short. Ask for it again",
            spec.rows
        ))),
        None => Err(unreadable(format!("there is no number under the key '{key}'"))),
    }
}

fn rows(
    objects: &[Value],
    spec: &JsonSpec,
    limits: &Limits,
    reporter: &mut Reporter<'_>,
) -> Result<Sheet, ImportError> {
    let mut keys = IndexSet::new();
    let mut rows = Vec::with_capacity(objects.len());
    let (mut filled, total) = (0, objects.len() as u64);
    for (number, object) in (1..).zip(objects) {
        let Value::Object(object) = object else {
            return Err(unreadable(format!("row {number} of '{}' is not an object", spec.rows)));
        };
        let mut row = Row { number, cells: Vec::with_capacity(object.len()) };
        for (key, value) in object {
            let column = keys.get_index_of(key.as_str()).unwrap_or_else(|| keys.insert_full(key.clone()).0);
            let Ok(column) = u32::try_from(column) else { continue };
            row.cells.extend(cell(value).map(|cell| (column, cell)));
        }
        row.cells.sort_unstable_by_key(|(column, _)| *column);
        filled += row.cells.len() as u64;
        if keys.len() > limits.columns as usize {
            return Err(TooLarge::Columns { sheet: spec.rows.clone(), limit: limits.columns }.into());
        }
        if filled > limits.cells {
            return Err(TooLarge::Cells { limit: limits.cells }.into());
        }
        rows.push(row);
        reporter.step(Stage::Reading, number, Some(total));
    }
    Ok(Sheet { name: spec.rows.clone(), keys: Some(keys.into_iter().collect()), rows })
}

fn cell(value: &Value) -> Option<Cell> {
    match value {
        Value::Null => None,
        Value::Bool(truth) => Some(Cell::Bool(*truth)),
        Value::String(text) => Cell::from_text(text),
        Value::Number(number) => Some(match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) => Cell::Integer(integer),
            (None, Some(decimal)) => Cell::Number(decimal),
            (None, None) => Cell::Broken(number.to_string()),
        }),
        nested @ (Value::Array(_) | Value::Object(_)) => Some(Cell::Broken(nested.to_string())),
    }
}

fn unreadable(reason: String) -> ImportError {
    ImportError::Unreadable { reason }
}
