//! Numbers and texts as JSON.

use std::{fmt::Display, io::Write};

/// A decimal number as clients write it; finite. Not `NaN` or `inf`, which Rust reads too.
pub(crate) fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number: f64 = plain.then(|| text.parse().ok()).flatten()?;
    number.is_finite().then_some(number)
}

/// A whole number; `12.00` is one, which some clients send.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let zeros = !fraction.is_empty() && fraction.bytes().all(|byte| byte == b'0');
    zeros.then(|| whole.parse().ok()).flatten()
}

/// Appends a finite number as JavaScript would write it: `1`, not `1.0`.
pub(crate) fn push_number(out: &mut Vec<u8>, number: f64) {
    // Beyond this, digits would run on for up to three hundred places. A Vec takes every write.
    let _ = if number != 0.0 && !(1e-6..1e21).contains(&number.abs()) {
        write!(out, "{number:e}")
    } else {
        write!(out, "{number}")
    };
}

/// Appends a value as it displays itself, which must be JSON.
pub(crate) fn push_display(out: &mut Vec<u8>, value: impl Display) {
    let _ = write!(out, "{value}");
}

/// Appends a quoted text.
pub(crate) fn push_text(out: &mut Vec<u8>, text: &str) {
    // A Vec takes every write.
    let _ = serde_json::to_writer(out, text);
}

/// Appends a quoted text, or null.
pub(crate) fn push_optional(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => push_text(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

/// Appends the name of a member: an identifier, which needs no escapes. A comma goes before it unless it is the first.
pub(crate) fn push_name(out: &mut Vec<u8>, name: &str) {
    if out.last() != Some(&b'{') {
        out.push(b',');
    }
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\":");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!([integer("12"), integer("-3.00"), integer("+4")], [Some(12), Some(-3), Some(4)]);
        assert_eq!([integer("1.5"), integer("1."), integer("12 people"), integer("")], [None; 4]);
        assert_eq!([decimal("1.25"), decimal("-1e3")], [Some(1.25), Some(-1000.0)]);
        assert_eq!([decimal("NaN"), decimal("inf"), decimal("1e999"), decimal("")], [None; 4]);
        for (number, expected) in [(1.0, "1"), (-0.5, "-0.5"), (1e21, "1e21"), (1e-7, "1e-7"), (0.0, "0")] {
            let mut out = Vec::new();
            push_number(&mut out, number);
            assert_eq!(out, expected.as_bytes());
        }
    }
}
