//! Texts that a spreadsheet would run.

use crate::json;

/// Puts an apostrophe before a text that begins as a formula does, unless it is a number.
///
/// Source: OWASP, "CSV Injection".
pub(super) fn guarded(text: &mut String) {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && json::decimal(text).is_none() {
        text.insert(0, '\'');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for (text, expected) in
            [("=1+1", "'=1+1"), ("-3.5", "-3.5"), ("@sum", "'@sum"), ("+257 79", "'+257 79"), ("a", "a")]
        {
            let mut cell = text.to_owned();
            guarded(&mut cell);
            assert_eq!(cell, expected);
        }
    }
}
