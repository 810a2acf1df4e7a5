//! The texts, looked up by code and language.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::fmt;
use vocab::Language;

/// The texts of one language, as they stand in the repository.
const SOURCES: [(Language, &str); 3] = [
    (Language::English, include_str!("../../../locales/en/server.ftl")),
    (Language::French, include_str!("../../../locales/fr/server.ftl")),
    (Language::Kirundi, include_str!("../../../locales/rn/server.ftl")),
];

/// A value put into a message. Numbers are written without separators, as codes and limits need it.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A text, shown as it is.
    Text(String),
    /// A whole number.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        i64::try_from(number).map_or_else(|_| Self::Text(number.to_string()), Self::Number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::from(number as u64)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// All messages in all languages. Built once and shared: it is `Send` and `Sync`.
pub struct Catalogue {
    bundles: Vec<(Language, FluentBundle<FluentResource>)>,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue").field("languages", &Language::ALL).finish_non_exhaustive()
    }
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::new()
    }
}

impl Catalogue {
    /// The catalogue that is built into the program.
    pub fn new() -> Self {
        Self { bundles: SOURCES.iter().map(|(language, source)| (*language, bundle(*language, source))).collect() }
    }

    /// The message of `code` in `language`: where and what. Falls back to English, and for an unknown code to the code itself,
    /// so that a person always has something to report.
    pub fn text(&self, language: Language, code: &str, args: &[(&str, Arg)]) -> String {
        self.part(language, code, None, args).unwrap_or_else(|| code.to_owned())
    }

    /// What to do about it, where something can be done.
    pub fn remedy(&self, language: Language, code: &str, args: &[(&str, Arg)]) -> Option<String> {
        self.part(language, code, Some("remedy"), args)
    }

    /// Message and remedy as running text, for places that have one line only, such as an OpenRosa answer.
    pub fn sentences(&self, language: Language, code: &str, args: &[(&str, Arg)]) -> String {
        let text = self.text(language, code, args);
        match self.remedy(language, code, args) {
            Some(remedy) => format!("{text} {remedy}"),
            None => text,
        }
    }

    /// Whether the catalogue has a message of that code.
    pub fn knows(&self, code: &str) -> bool {
        self.bundles.iter().any(|(_, bundle)| bundle.has_message(&id(code)))
    }

    fn part(&self, language: Language, code: &str, attribute: Option<&str>, args: &[(&str, Arg)]) -> Option<String> {
        let wanted = self.bundles.iter().filter(|(has, _)| *has == language);
        let english = self.bundles.iter().filter(|(has, _)| *has == Language::English);
        wanted.chain(english).find_map(|(_, bundle)| format(bundle, &id(code), attribute, args))
    }
}

/// A code as Fluent spells it: `record.unknown` → `record-unknown`.
fn id(code: &str) -> String {
    code.replace(['.', '_'], "-")
}

fn format(
    bundle: &FluentBundle<FluentResource>,
    id: &str,
    attribute: Option<&str>,
    args: &[(&str, Arg)],
) -> Option<String> {
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut values = FluentArgs::new();
    for (name, arg) in args {
        values.set(
            (*name).to_owned(),
            match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Number(number) => FluentValue::from(*number),
            },
        );
    }
    // A variable that was not given shows as `{$name}`: visible, and better than no message at all.
    Some(bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
}

fn bundle(language: Language, source: &str) -> FluentBundle<FluentResource> {
    // A damaged entry is left out here and falls back to English; the tests of this crate refuse it before it gets so far.
    let resource =
        FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable_part, _problems)| readable_part);
    let locale = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Our languages all run left to right: no invisible direction marks in JSON and OpenRosa answers.
    bundle.set_use_isolating(false);
    // A code given twice keeps its first text; the tests refuse that too.
    let _twice = bundle.add_resource(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Per id: the variables used in its text and remedy, and whether it has a remedy.
    fn shape(source: &str) -> BTreeMap<String, (BTreeSet<String>, bool)> {
        let mut shapes: BTreeMap<String, (BTreeSet<String>, bool)> = BTreeMap::new();
        let mut current = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once(" = ").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                current = name.to_owned();
                assert!(shapes.insert(current.clone(), Default::default()).is_none(), "{current} stands twice");
            }
            let Some(entry) = shapes.get_mut(&current) else { continue };
            entry.1 |= line.trim_start().starts_with(".remedy = ");
            for piece in line.split('$').skip(1) {
                entry.0.insert(piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect());
            }
        }
        shapes
    }

    #[test]
    fn every_file_is_well_formed() {
        for (language, source) in SOURCES {
            let problems = FluentResource::try_new(source.to_owned()).err().map(|(_, problems)| problems);
            assert_eq!(problems, None, "{language}");
        }
    }

    #[test]
    fn every_language_has_every_code_with_the_same_variables_and_remedies() {
        let english = shape(SOURCES[0].1);
        assert!(english.len() > 80, "the English file has only {} messages", english.len());
        for (language, source) in &SOURCES[1..] {
            let other = shape(source);
            for (id, expected) in &english {
                assert_eq!(other.get(id), Some(expected), "{language}: {id} (variables, has a remedy)");
            }
            let strangers: Vec<_> = other.keys().filter(|id| !english.contains_key(*id)).collect();
            assert!(strangers.is_empty(), "{language} has codes that English lacks: {strangers:?}");
        }
    }

    #[test]
    fn constants_and_english_messages_are_the_same_set() {
        let english: BTreeSet<String> = shape(SOURCES[0].1).into_keys().collect();
        let constants: BTreeSet<String> = codes::ALL.iter().map(|code| id(code)).collect();
        assert_eq!(constants, english);
        assert_eq!(constants.len(), codes::ALL.len(), "two constants mean the same message");
    }

    #[test]
    fn selectors_offer_the_same_cases_in_every_language() {
        let cases = |source: &str| -> Vec<String> {
            let lines = source.lines().map(str::trim);
            lines
                .filter(|l| l.starts_with('[') || l.starts_with("*["))
                .map(|l| l[..=l.find(']').unwrap()].to_owned())
                .collect()
        };
        for (language, source) in &SOURCES[1..] {
            assert_eq!(cases(source), cases(SOURCES[0].1), "{language}");
        }
    }

    #[test]
    fn values_stand_in_the_text_and_selectors_choose_words() {
        let catalogue = Catalogue::new();
        let args = [("question", "idp_households".into()), ("value", "many".into()), ("expected", "integer".into())];
        assert_eq!(
            catalogue.text(Language::English, codes::CONTENT_WRONG_TYPE, &args),
            "'idp_households' holds 'many', which is not a whole number."
        );
        assert_eq!(
            catalogue.text(Language::French, codes::CONTENT_WRONG_TYPE, &args),
            "« idp_households » contient « many », qui n’est pas un nombre entier."
        );
        let limit = [("found", 12_345_678_u64.into()), ("limit", 10_000_000_usize.into())];
        assert_eq!(
            catalogue.sentences(Language::English, codes::SUBMISSION_TOO_LARGE, &limit),
            "The submission has 12345678 bytes, and this server takes at most 10000000. \
             Make the photos smaller in the settings of ODK Collect and send again."
        );
    }

    #[test]
    fn an_unknown_code_shows_itself_and_a_forgotten_value_is_visible() {
        let catalogue = Catalogue::new();
        assert_eq!(catalogue.text(Language::Kirundi, "no.such_code", &[]), "no.such_code");
        assert!(!catalogue.knows("no.such_code"));
        assert!(catalogue.knows(codes::FORM_UNKNOWN));
        assert!(catalogue.text(Language::English, codes::FORM_UNKNOWN, &[]).contains("$form"));
    }

    proptest! {
        #[test]
        fn no_value_can_change_the_message_around_it(value in ".{0,40}") {
            let told = Catalogue::new().text(Language::English, codes::FORM_UNKNOWN, &[("form", value.as_str().into())]);
            prop_assert_eq!(told, format!("There is no form '{value}' here."));
        }
    }
}
