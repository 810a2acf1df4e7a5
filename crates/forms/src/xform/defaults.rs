//! Defaults: values, or expressions evaluated when a submission begins.

use crate::{
    form::Kind,
    names::{continues_name, starts_name},
};

/// Whether a default is an expression. There is no mark for it in XLSForm: arithmetic, a reference or a function call
/// makes one, but dates and positions have hyphens of their own.
///
/// Source: pyxform, `default_is_dynamic`, whose verdict authors rely on.
pub(crate) fn is_dynamic(default: &str, kind: &Kind) -> bool {
    let hyphens_are_text =
        matches!(kind, Kind::Date | Kind::DateTime | Kind::Geopoint | Kind::Geotrace | Kind::Geoshape);
    let mut rest = default;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '-' if rest[1..].starts_with(|c: char| c.is_ascii_digit() || c == '.') => 1 + digits(&rest[1..]),
            '-' if hyphens_are_text => return false,
            '-' | '+' | '*' | '|' => return true,
            '0'..='9' => digits(rest),
            '\'' | '"' => rest[1..].find(first).map_or(1, |end| end + 2),
            '$' if rest.starts_with("${") => {
                if crate::xpath::in_text(rest).is_ok_and(|found| !found.is_empty()) {
                    return true;
                }
                2
            }
            ' ' if rest.starts_with(" mod ") || rest.starts_with(" div ") => return true,
            _ if starts_name(first) => {
                let end = rest.find(|c: char| !(continues_name(c) || c == ':')).unwrap_or(rest.len());
                if rest[end..].starts_with('(') {
                    return true;
                }
                end
            }
            other => other.len_utf8(),
        };
        rest = &rest[length.max(1)..];
    }
    false
}

fn digits(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(text.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_told_from_values() {
        for text in ["today()", "${a}", "1 + 1", "a * 2", "7 mod 2", "if(1, 2, 3)", "uuid()", "${last-saved#a}"] {
            assert!(is_dynamic(text, &Kind::Text), "{text}");
        }
        for text in ["", "yes", "3", "-5", "not applicable", "2026-11-01", "a-b", "12:30", "http://x.org", "hello (x)"]
        {
            assert!(!is_dynamic(text, &Kind::Text), "{text}");
        }
        assert!(!is_dynamic("2026-11-01T10:00:00.000-05:00", &Kind::DateTime));
        assert!(!is_dynamic("- 3", &Kind::Date));
    }
}
