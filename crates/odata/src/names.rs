//! Names, as OData and URLs take them.

use std::fmt::Write;

/// A name as an OData identifier: what may not begin one gets an underscore before it, and every run of what may not be
/// in one becomes an underscore. As Central does it, so that a script finds the same names here.
///
/// Only ASCII letters pass: a question named `âge` is `__ge`.
pub fn identifier(name: &str) -> String {
    let mut result = String::with_capacity(name.len() + 1);
    if name.starts_with(|first: char| !first.is_ascii_alphabetic() && first != '_') {
        result.push('_');
    }
    let mut in_run = false;
    for c in name.chars() {
        let fits = c.is_ascii_alphanumeric() || c == '_';
        if fits {
            result.push(c);
        } else if !in_run {
            result.push('_');
        }
        in_run = !fits;
    }
    result
}

/// Percent-encodes all but what may stand in a part of a path or of a query, as `encodeURIComponent` does.
pub(crate) fn percent(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            result.push(char::from(byte));
        } else {
            let _ = write!(result, "%{byte:02X}");
        }
    }
    result
}

/// The reverse of [`percent`]; nothing if it is not UTF-8 or not percent-encoded.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            bytes.push(digit(rest.next()?)? * 16 + digit(rest.next()?)?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers_as_in_central() {
        for (name, expected) in [
            ("water_source", "water_source"),
            ("1st", "_1st"),
            ("a.b-c", "a_b_c"),
            ("a--b", "a_b"),
            ("-a", "__a"),
            ("--a", "__a"),
            ("âge", "__ge"),
            ("-1", "__1"),
            ("", ""),
        ] {
            assert_eq!(identifier(name), expected, "{name}");
        }
    }

    #[test]
    fn an_instance_id_in_a_path() {
        assert_eq!(percent("uuid:a b/é"), "uuid%3Aa%20b%2F%C3%A9");
        assert_eq!(decoded("uuid%3Aa%20b%2F%C3%A9").as_deref(), Some("uuid:a b/é"));
        assert_eq!([decoded("%"), decoded("%3"), decoded("%zz"), decoded("%ff")], [const { None }; 4]);
    }
}
