//! The text of a cell: what a person would read in it, and nothing that cannot stand in XML.

/// Trims, turns non-breaking spaces into spaces, and drops control characters.
pub(super) fn clean(value: &str) -> String {
    let plain = value.bytes().all(|byte| (b' '..=b'~').contains(&byte) || matches!(byte, b'\n' | b'\t'));
    if plain {
        return value.trim().to_owned();
    }
    let kept: String = value
        .chars()
        .filter(|&c| matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')))
        .map(|c| if c == '\u{A0}' { ' ' } else { c })
        .collect();
    kept.trim().to_owned()
}

/// A number as people write it: whole ones without decimals.
pub(super) fn number(value: f64) -> String {
    /// Beyond this a whole number is no longer exact in the cell, so its own spelling is kept.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.fract() == 0.0 && value.abs() < EXACT { format!("{value:.0}") } else { value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_people_read_them() {
        assert_eq!(clean(" a\u{A0}b \n"), "a b");
        assert_eq!(clean("a\u{0}\u{8}b"), "ab");
        assert_eq!(number(3.0), "3");
        assert_eq!(number(-2.5), "-2.5");
    }
}
