//! Texts for people: where they stand in the form, or apart by language.

use super::{
    tree::{NodeId, Tree},
    xml::{Xml, elements, local, value},
};
use crate::form::Words;
use indexmap::IndexMap;
use std::{cell::Cell, collections::HashMap};

/// The languages without one are in.
const NO_LANGUAGE: &str = "default";

/// What looking at an element costs of the bytes that may be written.
const ELEMENT_BYTES: usize = 10;

/// The forms of one text: `long`, `guidance`, `image`, …
pub(super) type Forms = IndexMap<String, Words>;

/// All texts that stand apart.
pub(super) struct Texts<'a> {
    languages: Vec<&'a str>,
    marked: Option<&'a str>,
    by_id: HashMap<&'a str, Vec<(usize, Xml<'a>)>>,
    /// Bytes that may still be written: one text may be shown in a million places.
    left: Cell<usize>,
}

impl<'a> Texts<'a> {
    pub(super) fn read(model: Xml<'a>, most: usize) -> Self {
        let mut texts = Self { languages: Vec::new(), marked: None, by_id: HashMap::new(), left: Cell::new(most) };
        let itexts = elements(model).filter(|element| local(*element) == "itext");
        for translation in itexts.flat_map(elements).filter(|element| local(*element) == "translation") {
            let language = value(translation, "lang").unwrap_or(NO_LANGUAGE);
            if translation.attribute("default").is_some_and(|mark| !matches!(mark, "false()" | "false")) {
                texts.marked.get_or_insert(language);
            }
            let position = texts.languages.len();
            texts.languages.push(language);
            for text in elements(translation).filter(|element| local(*element) == "text") {
                if let Some(id) = text.attribute("id") {
                    texts.by_id.entry(id).or_default().push((position, text));
                }
            }
        }
        texts
    }

    /// The languages there are, each once.
    pub(super) fn languages(&self) -> Vec<String> {
        let mut languages: Vec<String> = Vec::new();
        for language in self.languages.iter().take(1_000) {
            if !languages.iter().any(|known| known == language) {
                languages.push((*language).to_owned());
            }
        }
        languages
    }

    /// The language that texts without one are in.
    pub(super) fn default_language(&self) -> &'a str {
        self.marked.unwrap_or(NO_LANGUAGE)
    }

    /// Whether more was to be written than may be.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Takes from what may be written; false if there is not enough.
    pub(super) fn spend(&self, bytes: usize) -> bool {
        self.left.set(self.left.get().saturating_sub(bytes));
        self.left.get() > 0
    }

    /// The forms of the text of that id.
    pub(super) fn of_id(&self, id: &str, tree: &Tree<'a>, from: Option<NodeId>) -> Forms {
        let mut forms: IndexMap<&str, IndexMap<String, String>> = IndexMap::new();
        for (language, element) in self.by_id.get(id).into_iter().flatten() {
            for value in elements(*element).filter(|element| local(*element) == "value") {
                if !self.spend(ELEMENT_BYTES) {
                    return Forms::new();
                }
                let form = match value.attribute("form") {
                    None | Some("" | "long") => "long",
                    Some(form) => form,
                };
                let text = self.shown(value, tree, from);
                let text = if matches!(form, "long" | "short" | "guidance") { text } else { file_name(text) };
                if !text.is_empty() {
                    let language = self.languages[*language].to_owned();
                    forms.entry(form).or_default().entry(language).or_insert(text);
                }
            }
        }
        let mut result = Forms::new();
        for (form, texts) in forms {
            // A text missing in a language is written so.
            let missing = |text: &String| text == "-";
            let all_missing = texts.values().all(missing);
            let texts: IndexMap<String, String> =
                texts.into_iter().filter(|(_, text)| all_missing || !missing(text)).collect();
            result.insert(form.to_owned(), self.words(texts));
        }
        // Where there is a picture, a label that is nowhere was never given.
        let long_missing = |words: &Words| words.texts().all(|(_, text)| text == "-");
        if result.len() > 1 && result.get("long").is_some_and(long_missing) {
            result.shift_remove("long");
        }
        if let (false, Some(short)) = (result.contains_key("long"), result.shift_remove("short")) {
            result.insert("long".to_owned(), short);
        }
        result
    }

    fn words(&self, texts: IndexMap<String, String>) -> Words {
        match texts.first() {
            Some((_, text)) if self.languages == [NO_LANGUAGE] => Words::Plain(text.clone()),
            _ => Words::Translated(texts),
        }
    }

    /// The forms of what a label or hint says.
    pub(super) fn of_element(&self, element: Option<Xml<'a>>, tree: &Tree<'a>, from: Option<NodeId>) -> Forms {
        let Some(element) = element else { return Forms::new() };
        match value(element, "ref") {
            Some(reference) => match itext_id(reference) {
                Some(id) => self.of_id(id, tree, from),
                None => Forms::from([("long".to_owned(), Words::Plain(reference_to(reference, tree, from)))]),
            },
            None => {
                let text = self.shown(element, tree, from);
                (!text.is_empty()).then(|| ("long".to_owned(), Words::Plain(text))).into_iter().collect()
            }
        }
    }

    /// The text of an attribute, or the one it names.
    pub(super) fn of_attribute(&self, text: &str, tree: &Tree<'a>, from: Option<NodeId>) -> Option<Words> {
        match itext_id(text.trim()) {
            Some(id) => self.of_id(id, tree, from).shift_remove("long"),
            None => (!text.is_empty() && self.spend(text.len())).then(|| Words::Plain(text.to_owned())),
        }
    }

    /// The text in an element, with references where it shows answers.
    fn shown(&self, element: Xml<'a>, tree: &Tree<'a>, from: Option<NodeId>) -> String {
        let mut shown = String::new();
        self.show(element, tree, from, &mut shown);
        // Blanks around a text come from whoever laid out the file; a blank alone is meant.
        match shown.trim() {
            "" if shown.contains('\n') => String::new(),
            "" => shown,
            text if text.len() == shown.len() => shown,
            text => text.to_owned(),
        }
    }

    fn show(&self, element: Xml<'a>, tree: &Tree<'a>, from: Option<NodeId>, shown: &mut String) {
        for child in element.children() {
            if !self.spend(ELEMENT_BYTES) {
                return;
            }
            if let Some(text) = child.text().filter(|_| child.is_text()) {
                if self.spend(text.len()) {
                    shown.push_str(text);
                }
            } else if local(child) == "output" {
                let reference = value(child, "value").or_else(|| value(child, "ref")).unwrap_or_default();
                self.spend(reference.len());
                shown.push_str(&reference_to(reference, tree, from));
            } else if child.is_element() {
                // Some tools write bold text as elements.
                self.show(child, tree, from, shown);
            }
        }
    }
}

/// `jr:itext('id')`
pub(super) fn itext_id(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    let quote = inner.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    inner.strip_prefix(quote)?.strip_suffix(quote)
}

/// What an answer shown in a text is written as: a reference, a look-up as it is, or that something computed stands there.
fn reference_to(expression: &str, tree: &Tree<'_>, from: Option<NodeId>) -> String {
    let expression = expression.trim();
    match tree.reference(expression, from) {
        Some(reference) => reference,
        None if expression.starts_with("instance(") => expression.to_owned(),
        None => "…".to_owned(),
    }
}

/// `jr://images/a.png`
fn file_name(text: String) -> String {
    match text.trim().strip_prefix("jr://") {
        Some(rest) => rest.split_once('/').map_or(rest, |(_, name)| name).to_owned(),
        None => text.trim().to_owned(),
    }
}
