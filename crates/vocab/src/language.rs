//! The three languages every page, message and label exists in.

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr};
use thiserror::Error;

/// A language of the interface. Forms may carry any others besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
pub enum Language {
    /// English: what every text falls back to.
    #[default]
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// Kirundi (ISO 639-1 `rn`).
    #[serde(rename = "rn")]
    Kirundi,
}

/// A language code that is none of ours.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is not a language of Inzira; use en, fr or rn")]
pub struct UnknownLanguage(pub String);

impl Language {
    /// All three, in the order menus show them.
    pub const ALL: [Self; 3] = [Self::English, Self::French, Self::Kirundi];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Kirundi => "rn",
        }
    }

    /// The first of ours that an HTTP `Accept-Language` header asks for, by its order of weights; English without one.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut wanted: Vec<(f32, usize, Self)> = accept_language
            .split(',')
            .enumerate()
            .filter_map(|(position, part)| {
                let mut pieces = part.split(';');
                let language = pieces.next()?.trim().parse().ok()?;
                let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
                (weight > 0.0).then_some((weight, position, language))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        wanted.first().map_or(Self::English, |(_, _, language)| *language)
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;
    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let primary = text.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Ok(Self::English),
            "fr" => Ok(Self::French),
            "rn" | "run" => Ok(Self::Kirundi),
            _ => Err(UnknownLanguage(text.to_owned())),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A text in some of our languages. A language without its own falls back to English, then to whichever exists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(BTreeMap<Language, String>);

impl Text {
    /// A text known in English.
    pub fn new(english: impl Into<String>) -> Self {
        Self(BTreeMap::from([(Language::English, english.into())]))
    }

    /// The same text with one more language.
    #[must_use]
    pub fn with(mut self, language: Language, text: impl Into<String>) -> Self {
        self.0.insert(language, text.into());
        self
    }

    /// The text in `language`, or the nearest fall-back; empty only if no language has it.
    pub fn in_language(&self, language: Language) -> &str {
        self.0
            .get(&language)
            .or_else(|| self.0.get(&Language::English))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Languages without a text of their own.
    pub fn untranslated(&self) -> impl Iterator<Item = Language> + '_ {
        Language::ALL.into_iter().filter(|language| !self.0.contains_key(language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_known_language_wins_and_order_breaks_ties() {
        assert_eq!(Language::negotiate("de, rn;q=0.9, fr;q=0.8"), Language::Kirundi);
        assert_eq!(Language::negotiate("fr-BI, en"), Language::French);
        assert_eq!(Language::negotiate("fr;q=0, de"), Language::English);
        assert_eq!(Language::negotiate(""), Language::English);
    }

    #[test]
    fn a_missing_translation_falls_back_and_is_listed() {
        let text = Text::new("Round").with(Language::French, "Cycle");
        assert_eq!(text.in_language(Language::Kirundi), "Round");
        assert_eq!(text.untranslated().collect::<Vec<_>>(), [Language::Kirundi]);
    }
}
