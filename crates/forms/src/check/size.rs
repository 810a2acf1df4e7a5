//! How large the form becomes, before it is written. References become paths, texts are named once for each language,
//! triggers repeat a calculation: a small workbook can ask for more than a server has.

use crate::{
    Limits,
    form::{Bind, Form, Item, Words},
    problems::{Cell, Code, Report},
    xform::is_search,
};
use indexmap::IndexMap;
use std::collections::HashSet;

/// Whether the form stays within the limits; reported if not.
pub(crate) fn fits(form: &Form, limits: &Limits, report: &mut Report) -> bool {
    let mut size = Size::default();
    size.items(form, &form.items, form.root.len() + 1);
    for list in form.lists.values() {
        for choice in &list.choices {
            size.plain(&choice.name);
            size.columns(&choice.columns);
            size.words(choice.label.as_ref(), 20);
            choice.media.values().for_each(|words| size.words(Some(words), 20));
        }
    }
    let fits = size.bytes() <= limits.form_bytes;
    if !fits {
        let limit = limits.form_bytes.to_string();
        report.say(Code::FormTooLarge, Cell::default(), &[("limit", &limit)]);
    }
    fits
}

/// What is counted, each never too little. All in bytes, but for `references`.
#[derive(Default)]
struct Size<'a> {
    /// Texts, paths and the marks around them.
    written: usize,
    /// Ids of texts, once.
    ids: usize,
    /// The languages, which name each id.
    languages: HashSet<&'a str>,
    references: usize,
    longest_path: usize,
}

/// An element with its name twice, or an entry of a dictionary.
const ELEMENT: usize = 100;

impl<'a> Size<'a> {
    fn bytes(&self) -> usize {
        let paths = self.references.saturating_mul(self.longest_path.saturating_add(10));
        let ids = self.ids.saturating_mul(self.languages.len().max(1));
        self.written.saturating_add(paths).saturating_add(ids)
    }

    /// `above`: bytes of the path they lie at.
    fn items(&mut self, form: &'a Form, items: &'a [Item], above: usize) {
        for item in items {
            let path = above + item.name().len() + 1;
            self.longest_path = self.longest_path.max(path);
            // In the instance, in its bind and in what asks it.
            self.add(ELEMENT * 3 + path * 3);
            match item {
                Item::Question(question) => {
                    for words in [&question.label, &question.hint, &question.guidance_hint] {
                        self.words(words.as_ref(), path);
                    }
                    question.media.values().for_each(|words| self.words(Some(words), path));
                    self.bind(&question.bind, path);
                    for columns in [&question.control, &question.instance, &question.parameters] {
                        self.columns(columns);
                    }
                    for text in [&question.default, &question.choice_filter].into_iter().flatten() {
                        self.plain(text);
                    }
                    for name in &question.trigger {
                        self.add(ELEMENT + name.len() + path);
                        self.plain(question.bind.calculate().unwrap_or_default());
                    }
                    let list = question.kind.choices().filter(|_| is_search(question));
                    if let Some(list) = list.and_then(|source| form.lists.get(source.name())) {
                        let texts: usize = list.choices.iter().map(|choice| choice.name.len() + ELEMENT * 2).sum();
                        self.add(texts);
                    }
                }
                Item::Section(section) => {
                    self.words(section.label.as_ref(), path);
                    section.media.values().for_each(|words| self.words(Some(words), path));
                    self.bind(&section.bind, path);
                    self.columns(&section.control);
                    self.columns(&section.instance);
                    self.items(form, &section.items, path);
                }
            }
        }
    }

    fn bind(&mut self, bind: &'a Bind, path: usize) {
        self.columns(&bind.attributes);
        bind.messages.values().for_each(|words| self.words(Some(words), path));
    }

    fn columns(&mut self, columns: &'a IndexMap<String, String>) {
        for (name, text) in columns {
            self.add(name.len());
            self.plain(text);
        }
    }

    fn words(&mut self, words: Option<&'a Words>, path: usize) {
        let Some(words) = words else { return };
        self.ids = self.ids.saturating_add(path + ELEMENT);
        for (language, text) in words.texts() {
            self.languages.extend(language);
            self.plain(text);
        }
    }

    fn plain(&mut self, text: &str) {
        self.references = self.references.saturating_add(text.matches("${").count());
        self.add(text.len() + 20);
    }

    fn add(&mut self, bytes: usize) {
        self.written = self.written.saturating_add(bytes);
    }
}
