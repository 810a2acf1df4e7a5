//! One column's header.

use super::{SheetKind, aliases};

/// A column: what it is called in the sheet, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// As written.
    pub(crate) text: String,
    /// What it means: `["bind", "relevant"]`, `["label", "French (fr)"]`, `["label"]`. Never empty.
    pub(crate) path: Vec<String>,
    /// Whether its first word is one we know.
    pub(crate) known: bool,
}

impl Header {
    /// Recognises a header. `double_colons`: whether any header of the sheet uses `::`; only if none does, `:` divides.
    pub(crate) fn read(text: &str, kind: SheetKind, double_colons: bool) -> Self {
        let text = text.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        if let Some(path) = aliases::path(kind, &text).or_else(|| aliases::path_in_any_case(kind, &snake_case(&text))) {
            return Self { path: path.into_iter().map(str::to_owned).collect(), text, known: true };
        }
        let parts = divided(&text, double_colons || text.contains("::"));
        match aliases::path_in_any_case(kind, &snake_case(&parts[0])) {
            Some(first) => {
                let path = first.into_iter().map(str::to_owned).chain(parts.into_iter().skip(1)).collect();
                Self { text, path, known: true }
            }
            None => Self { text, path: parts, known: false },
        }
    }
}

/// `Constraint Message` is `constraint_message`.
fn snake_case(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// The parts of a header. A single colon divides too in old forms, but not the one behind `jr`.
fn divided(text: &str, double: bool) -> Vec<String> {
    if double {
        return text.split("::").map(|part| part.trim().to_owned()).collect();
    }
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(':').map(str::trim) {
        match parts.last_mut() {
            Some(last) if last == "jr" => *last = format!("jr:{part}"),
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<String> {
        Header::read(text, SheetKind::Survey, true).path
    }

    #[test]
    fn columns_are_known_by_any_of_their_names() {
        assert_eq!(path("Relevance"), ["bind", "relevant"]);
        assert_eq!(path("read only"), ["bind", "readonly"]);
        assert_eq!(path("label::French (fr)"), ["label", "French (fr)"]);
        assert_eq!(path("image::English"), ["media", "image", "English"]);
        assert_eq!(path("bind::jr:requiredMsg"), ["bind", "jr:requiredMsg"]);
        assert_eq!(path("inzira::sharing"), ["inzira", "sharing"]);
        assert_eq!(Header::read("bind:jr:constraintMsg", SheetKind::Survey, false).path, ["bind", "jr:constraintMsg"]);
        assert_eq!(Header::read("label:english", SheetKind::Survey, false).path, ["label", "english"]);
    }

    #[test]
    fn a_column_for_filters_keeps_its_spelling() {
        let header = Header::read("Admin1", SheetKind::Choices, true);
        assert_eq!(header.path, ["Admin1"]);
        assert!(!header.known);
    }
}
