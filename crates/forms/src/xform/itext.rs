//! Translated texts: one block a language, the same ids in each.

use super::{
    Writer,
    element::Element,
    paths::NodeId,
    texts::{has_reference, needs_itext},
};
use crate::form::{Bind, ChoiceList, Form, Item, Words};
use indexmap::IndexMap;

/// One form of a text: long, guidance, image, …
struct Entry<'a> {
    text: &'a str,
    from: Option<NodeId>,
}

type Forms<'a> = IndexMap<&'a str, Entry<'a>>;

/// The texts by language and id.
pub(super) struct Itext<'a> {
    languages: IndexMap<&'a str, IndexMap<String, Forms<'a>>>,
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

impl<'a> Itext<'a> {
    pub(super) fn of(writer: &Writer<'a>) -> Self {
        let mut itext = Self { languages: IndexMap::new() };
        let form: &'a Form = writer.form;
        for (name, list) in &form.lists {
            itext.choices(name, list, form);
        }
        itext.items(writer, &form.items, &format!("/{}", form.root));
        itext.media(&form.items, &format!("/{}", form.root), &form.default_language);
        itext.fill();
        itext
    }

    pub(super) fn languages(&self) -> Vec<String> {
        self.languages.keys().map(|language| (*language).to_owned()).collect()
    }

    fn put(&mut self, id: &str, form: &'a str, words: &'a Words, default: &'a str, from: Option<NodeId>) {
        for (language, text) in words.by_language(default) {
            let texts = self.languages.entry(language).or_default().entry(id.to_owned()).or_default();
            texts.insert(form, Entry { text, from });
        }
    }

    fn choices(&mut self, name: &str, list: &'a ChoiceList, form: &'a Form) {
        if !list_needs_itext(list) {
            return;
        }
        for (position, choice) in list.choices.iter().enumerate() {
            let id = format!("{name}-{position}");
            if let Some(label) = &choice.label {
                self.put(&id, "long", label, &form.default_language, None);
            }
            for (kind, words) in &choice.media {
                self.put(&id, kind, words, &form.default_language, None);
            }
        }
    }

    fn items(&mut self, writer: &Writer<'a>, items: &'a [Item], above: &str) {
        let default = writer.form.default_language.as_str();
        for item in items {
            let path = item.path(above);
            let from = writer.paths.at(&path);
            match item {
                Item::Question(question) => {
                    self.messages(&question.bind, &path, default, from);
                    if let Some(label) =
                        question.label.as_ref().filter(|_| needs_itext(question.label.as_ref(), &question.media))
                    {
                        self.put(&format!("{path}:label"), "long", label, default, from);
                    }
                    let apart = question.guidance_hint.is_some() || matches!(question.hint, Some(Words::Translated(_)));
                    if let Some(hint) = question.hint.as_ref().filter(|_| apart) {
                        self.put(&format!("{path}:hint"), "long", hint, default, from);
                    }
                    if let Some(guidance) = &question.guidance_hint {
                        self.put(&format!("{path}:hint"), "guidance", guidance, default, from);
                    }
                }
                Item::Section(section) => {
                    self.messages(&section.bind, &path, default, from);
                    if let Some(label) =
                        section.label.as_ref().filter(|_| needs_itext(section.label.as_ref(), &section.media))
                    {
                        self.put(&format!("{path}:label"), "long", label, default, from);
                    }
                    self.items(writer, &section.items, &path);
                }
            }
        }
    }

    fn messages(&mut self, bind: &'a Bind, path: &str, default: &'a str, from: Option<NodeId>) {
        for (name, words) in &bind.messages {
            if message_needs_itext(name, words) {
                self.put(&format!("{path}:{name}"), "long", words, default, from);
            }
        }
    }

    fn media(&mut self, items: &'a [Item], above: &str, default: &'a str) {
        for item in items {
            let path = item.path(above);
            let (media, inner) = match item {
                Item::Question(question) => (&question.media, None),
                Item::Section(section) => (&section.media, Some(&section.items)),
            };
            for (kind, words) in media {
                self.put(&format!("{path}:label"), kind, words, default, None);
            }
            if let Some(items) = inner {
                self.media(items, &path, default);
            }
        }
    }

    /// A text missing in one language is `-` there: clients want the same ids and forms in all.
    fn fill(&mut self) {
        let mut all: IndexMap<String, Vec<&'a str>> = IndexMap::new();
        for texts in self.languages.values() {
            for (id, forms) in texts {
                let known = all.entry(id.clone()).or_default();
                for form in forms.keys() {
                    if !known.contains(form) {
                        known.push(form);
                    }
                }
            }
        }
        for texts in self.languages.values_mut() {
            for (id, forms) in &all {
                let entry = texts.entry(id.clone()).or_default();
                for form in forms {
                    entry.entry(form).or_insert(Entry { text: "-", from: None });
                }
            }
        }
    }

    /// The element, if there is any text to hold.
    pub(super) fn element(&self, writer: &Writer<'_>) -> Option<Element> {
        if self.languages.is_empty() {
            return None;
        }
        let mut itext = Element::new("itext");
        for (language, texts) in &self.languages {
            let mut translation = Element::new("translation").attribute("lang", *language);
            if *language == writer.form.default_language {
                translation.set("default", "true()");
            }
            for (id, forms) in texts {
                let values = forms.iter().filter_map(|(form, entry)| value(writer, form, entry));
                let mut text = Element::new("text").attribute("id", id.as_str());
                text.extend(values);
                translation.push(text);
            }
            itext.push(translation);
        }
        Some(itext)
    }
}

/// Whether a message lives apart.
pub(super) fn message_needs_itext(name: &str, words: &Words) -> bool {
    match words {
        Words::Translated(_) => true,
        Words::Plain(text) => name != "jr:noAppErrorString" && has_reference(text),
    }
}

fn value(writer: &Writer<'_>, form: &str, entry: &Entry<'_>) -> Option<Element> {
    let prefix = match form {
        "long" => return Some(Element::new("value").nodes(writer.text(entry.text, entry.from))),
        "guidance" => {
            let value = Element::new("value").attribute("form", form);
            return Some(value.nodes(writer.text(entry.text, entry.from)));
        }
        "image" | "big-image" => "jr://images/",
        "audio" => "jr://audio/",
        _ => "jr://video/",
    };
    if entry.text == "-" {
        return None;
    }
    let name = format!("{prefix}{}", entry.text);
    Some(Element::new("value").attribute("form", form).nodes(writer.text(&name, entry.from)))
}
