//! Texts of a form, in whichever languages it has.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use vocab::{Language, Text};

/// A text, translated or not. The two differ in the XForm: translated texts live apart from the question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// In the form's only language.
    Plain(String),
    /// By the name of the language.
    Translated(IndexMap<String, String>),
}

impl Words {
    /// The text in the language of that name, or whichever comes first.
    pub fn in_language(&self, language: &str) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Translated(texts) => texts.get(language).or_else(|| texts.values().next()).map_or("", String::as_str),
        }
    }

    /// Every text with its language; a plain one has none.
    pub fn texts(&self) -> impl Iterator<Item = (Option<&str>, &str)> {
        let (plain, translated) = match self {
            Self::Plain(text) => (Some((None, text.as_str())), None),
            Self::Translated(texts) => (None, Some(texts)),
        };
        plain
            .into_iter()
            .chain(translated.into_iter().flatten().map(|(language, text)| (Some(language.as_str()), text.as_str())))
    }

    /// The texts by language; a plain one in the default language.
    pub fn by_language<'a>(&'a self, default_language: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts().map(move |(language, text)| (language.unwrap_or(default_language), text))
    }

    /// The text in our own languages. One without language is taken for the default language, or for English.
    pub fn to_text(&self, default_language: &str) -> Text {
        let mut result = Text::default();
        for (name, text) in self.by_language(default_language) {
            let language = language_of(name);
            if let Some(language) = language.or_else(|| (name == default_language).then_some(Language::English)) {
                result = result.with(language, text);
            }
        }
        result
    }
}

/// Ours, that a form's language name stands for: `French (fr)`, `Français`, `fr`.
pub fn language_of(name: &str) -> Option<Language> {
    let code = name.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(')')).map(str::trim);
    if let Some(code) = code {
        return code.parse().ok();
    }
    match name.trim().to_lowercase().as_str() {
        "english" => Some(Language::English),
        "french" | "français" | "francais" => Some(Language::French),
        "kirundi" | "rundi" | "ikirundi" => Some(Language::Kirundi),
        other => other.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_go_by_code_or_name() {
        assert_eq!(language_of("French (fr)"), Some(Language::French));
        assert_eq!(language_of("Kirundi (rn)"), Some(Language::Kirundi));
        assert_eq!(language_of("Français"), Some(Language::French));
        assert_eq!(language_of("English(en)"), Some(Language::English));
        assert_eq!(language_of("Somali (so)"), None);
        assert_eq!(language_of("default"), None);
    }
}
