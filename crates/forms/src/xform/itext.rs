//! Translated texts: one block a language, the same ids in each.

use super::{Writer, apart::EachText, paths::NodeId, texts::has_reference, xml::Xml};
use crate::form::{ChoiceList, Form, Words};
use indexmap::{IndexMap, IndexSet};
use std::fmt;

/// One form of a text in one language: long, guidance, image, …
struct Entry<'a> {
    /// The position of its id.
    id: usize,
    form: &'a str,
    text: &'a str,
    from: Option<NodeId>,
}

/// The texts by language.
pub(super) struct Itext<'a> {
    ids: IndexSet<String>,
    /// The texts of each language in the order met. Texts of one id need not follow each other.
    languages: IndexMap<&'a str, Vec<Entry<'a>>>,
}

/// Whether the choices of a list have texts apart.
pub(super) fn list_needs_itext(list: &ChoiceList) -> bool {
    list.choices.iter().any(|choice| {
        !choice.media.is_empty()
            || match &choice.label {
                Some(Words::Translated(_)) => true,
                Some(Words::Plain(text)) => has_reference(text),
                None => false,
            }
    })
}

/// The languages with a text of the form, in the order its translations stand in.
pub(crate) fn languages<'a>(form: &'a Form) -> Vec<String> {
    let mut languages: IndexSet<&'a str> = IndexSet::new();
    let put = |_: fmt::Arguments<'_>, _, words: &'a Words, _: Option<&str>| {
        languages.extend(words.by_language(&form.default_language).map(|(language, _)| language));
    };
    EachText { put }.of_form(form);
    languages.into_iter().map(str::to_owned).collect()
}

impl<'a> Itext<'a> {
    pub(super) fn of(writer: &Writer<'a>) -> Self {
        let default = writer.form.default_language.as_str();
        let mut itext = Self { ids: IndexSet::new(), languages: IndexMap::new() };
        let put = |id: fmt::Arguments<'_>, form: &'a str, words: &'a Words, from: Option<&str>| {
            let (id, _) = itext.ids.insert_full(id.to_string());
            let from = from.and_then(|path| writer.paths.at(path));
            for (language, text) in words.by_language(default) {
                itext.languages.entry(language).or_default().push(Entry { id, form, text, from });
            }
        };
        EachText { put }.of_form(writer.form);
        for entries in itext.languages.values_mut() {
            by_id(entries, itext.ids.len());
        }
        itext
    }

    /// Writes the element, if there is any text to hold.
    pub(super) fn write(&self, writer: &Writer<'_>, xml: &mut Xml) {
        if self.languages.is_empty() {
            return;
        }
        let needed = self.needed();
        xml.open("itext", &[]);
        for (language, entries) in &self.languages {
            let default = (*language == writer.form.default_language).then_some(("default", "true()"));
            let attributes: Vec<_> = [("lang", *language)].into_iter().chain(default).collect();
            xml.open("translation", &attributes);
            let mut written = vec![false; self.ids.len()];
            for entries in entries.chunk_by(|one, next| one.id == next.id) {
                written[entries[0].id] = true;
                let forms = needed.get(&entries[0].id).map_or(&[][..], Vec::as_slice);
                self.text(writer, entries[0].id, entries, forms, xml);
            }
            for (id, forms) in needed.iter().filter(|(id, _)| !written[**id]) {
                self.text(writer, *id, &[], forms, xml);
            }
            xml.end();
        }
        xml.end();
    }

    /// The forms of each text in any language: clients want the same ids and forms in all. Empty where there is but one
    /// language.
    fn needed(&self) -> IndexMap<usize, Vec<&'a str>> {
        let mut needed: IndexMap<usize, Vec<&'a str>> = IndexMap::new();
        if self.languages.len() < 2 {
            return needed;
        }
        for entry in self.languages.values().flatten() {
            let forms = needed.entry(entry.id).or_insert_with(|| Vec::with_capacity(1));
            if !forms.contains(&entry.form) {
                forms.push(entry.form);
            }
        }
        needed
    }

    /// Writes one text in one language. What is missing of the forms that are needed is `-`.
    fn text(&self, writer: &Writer<'_>, id: usize, entries: &[Entry<'a>], needed: &[&'a str], xml: &mut Xml) {
        xml.open("text", &[("id", self.ids.get_index(id).map_or("", String::as_str))]);
        for (position, entry) in entries.iter().enumerate() {
            // Where a form is given twice the last counts, in the place of the first.
            if entries[..position].iter().all(|before| before.form != entry.form) {
                let last = entries.iter().rfind(|other| other.form == entry.form).unwrap_or(entry);
                value(writer, last.form, last.text, last.from, xml);
            }
        }
        for form in needed.iter().filter(|form| entries.iter().all(|entry| entry.form != **form)) {
            value(writer, form, "-", None, xml);
        }
        xml.end();
    }
}

/// Puts the texts of one id together, in the order in which the ids were first met.
fn by_id(entries: &mut [Entry<'_>], ids: usize) {
    let mut first = vec![usize::MAX; ids];
    for (position, entry) in entries.iter().enumerate() {
        first[entry.id] = first[entry.id].min(position);
    }
    entries.sort_by_key(|entry| first[entry.id]);
}

/// Whether a message lives apart.
pub(super) fn message_needs_itext(name: &str, words: &Words) -> bool {
    match words {
        Words::Translated(_) => true,
        Words::Plain(text) => name != "jr:noAppErrorString" && has_reference(text),
    }
}

fn value(writer: &Writer<'_>, form: &str, text: &str, from: Option<NodeId>, xml: &mut Xml) {
    let prefix = match form {
        "long" => return xml.mixed("value", &[], &writer.text(text, from)),
        "guidance" => return xml.mixed("value", &[("form", form)], &writer.text(text, from)),
        "image" | "big-image" => "jr://images/",
        "audio" => "jr://audio/",
        _ => "jr://video/",
    };
    if text != "-" {
        xml.mixed("value", &[("form", form)], &writer.text(&format!("{prefix}{text}"), from));
    }
}
