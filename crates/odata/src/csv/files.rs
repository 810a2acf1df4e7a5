//! The names of the files.

use crate::shape::Shape;

/// Bytes of a file's name, on every file system in use.
const LONGEST: usize = 255;

/// A name for each table: `{form}.csv`, `{form}-{repeat}.csv`. Repeats of the same name are numbered: `~1`, `~2`.
pub(super) fn names(shape: &Shape) -> Vec<String> {
    let repeats: Vec<&str> = shape.tables().iter().map(|table| table.path.last().map_or("", String::as_str)).collect();
    let name = |(at, repeat): (usize, &&str)| {
        if repeat.is_empty() {
            return safe(shape.form_id(), ".csv");
        }
        let same = |repeats: &[&str]| repeats.iter().filter(|other| *other == repeat).count();
        let number = match same(&repeats) {
            0 | 1 => String::new(),
            _ => format!("~{}", same(repeats.get(..=at).unwrap_or_default())),
        };
        safe(&format!("{}-{repeat}", shape.form_id()), &format!("{number}.csv"))
    };
    repeats.iter().enumerate().map(name).collect()
}

/// Without what some file system does not take; never empty, never a device's name on Windows.
fn safe(name: &str, ending: &str) -> String {
    let mut name: String = name.chars().filter(|c| !c.is_control() && !"/?<>\\:*|\"".contains(*c)).collect();
    while name.len() + ending.len() > LONGEST {
        name.pop();
    }
    let name = name.trim_end_matches(['.', ' ']);
    let lower = name.to_ascii_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    let device = matches!(stem, "con" | "prn" | "aux" | "nul")
        || matches!(stem.strip_suffix(|c: char| c.is_ascii_digit()), Some("com" | "lpt"));
    if name.is_empty() || device { format!("_{name}{ending}") } else { format!("{name}{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_no_file_system_refuses() {
        assert_eq!(safe("house/../hold", ".csv"), "house..hold.csv");
        assert_eq!(safe("con", ".csv"), "_con.csv");
        assert_eq!(safe("//", ".csv"), "_.csv");
        assert_eq!(safe(&"é".repeat(300), ".csv").len(), 254);
    }
}
