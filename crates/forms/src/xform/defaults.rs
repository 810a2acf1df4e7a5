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
            '0'..='9' | '-' if time(rest).is_some() => time(rest).unwrap_or(1),
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
            white if white.is_whitespace() => rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()),
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

/// The length of a date, a time or both, at the beginning of the text; a time may say how far it is from Greenwich.
fn time(text: &str) -> Option<usize> {
    let fits = |text: &str, pattern: &str| {
        let mut characters = text.chars();
        pattern.chars().all(|wanted| match characters.next() {
            Some(found) => {
                if wanted == '0' {
                    found.is_ascii_digit()
                } else {
                    found == wanted
                }
            }
            None => false,
        })
    };
    let digit = |c: char| c.is_ascii_digit();
    let clock = |text: &str| {
        let rest = fits(text, "00:00:00").then(|| &text[8..])?;
        let fraction =
            rest.strip_prefix('.').map_or(0, |behind| behind.len() - behind.trim_start_matches(digit).len() + 1);
        let rest = &rest[fraction..];
        let zone = match rest.chars().next() {
            Some('Z') => 1,
            Some('+' | '-') if fits(&rest[1..], "00:00") => 6,
            _ => 0,
        };
        Some(8 + fraction + zone)
    };
    if let Some(length) = clock(text) {
        return Some(length);
    }
    let sign = usize::from(text.starts_with('-'));
    let length = fits(&text[sign..], "0000-00-00").then_some(sign + 10)?;
    let time = text[length..].strip_prefix('T').and_then(clock).map_or(0, |length| length + 1);
    Some(length + time)
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
        assert!(!is_dynamic("2026-11-01T10:00:00.000+02:00", &Kind::DateTime));
        assert!(!is_dynamic("10:00:00+02:00", &Kind::Time));
        assert!(!is_dynamic("- 3", &Kind::Date));
    }
}
