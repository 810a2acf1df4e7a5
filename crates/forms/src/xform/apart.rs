//! The texts that live apart from their questions and choices, one after the other.

use super::{
    itext::{list_needs_itext, message_needs_itext},
    texts::needs_itext,
};
use crate::form::{Bind, ChoiceList, Form, Item, Words};
use indexmap::IndexMap;
use std::fmt;

/// Gives each text to `put`: its id, its form (long, guidance, image, …), its words, and the path of the node from which
/// its references are read.
pub(super) struct EachText<F> {
    pub(super) put: F,
}

impl<'a, F: FnMut(fmt::Arguments<'_>, &'a str, &'a Words, Option<&str>)> EachText<F> {
    pub(super) fn of_form(mut self, form: &'a Form) {
        for (name, list) in &form.lists {
            self.of_list(name, list);
        }
        let root = format!("/{}", form.root);
        self.of_items(&form.items, &root);
        self.media(&form.items, &root);
    }

    fn of_list(&mut self, name: &str, list: &'a ChoiceList) {
        if !list_needs_itext(list) {
            return;
        }
        for (position, choice) in list.choices.iter().enumerate() {
            if let Some(label) = &choice.label {
                (self.put)(format_args!("{name}-{position}"), "long", label, None);
            }
            for (kind, words) in &choice.media {
                (self.put)(format_args!("{name}-{position}"), kind, words, None);
            }
        }
    }

    fn of_items(&mut self, items: &'a [Item], above: &str) {
        for item in items {
            let path = item.path(above);
            match item {
                Item::Question(question) => {
                    self.messages(&question.bind, &path);
                    self.label(&path, question.label.as_ref(), &question.media);
                    let apart = question.guidance_hint.is_some() || matches!(question.hint, Some(Words::Translated(_)));
                    if let Some(hint) = question.hint.as_ref().filter(|_| apart) {
                        (self.put)(format_args!("{path}:hint"), "long", hint, Some(&path));
                    }
                    if let Some(guidance) = &question.guidance_hint {
                        (self.put)(format_args!("{path}:hint"), "guidance", guidance, Some(&path));
                    }
                }
                Item::Section(section) => {
                    self.messages(&section.bind, &path);
                    self.label(&path, section.label.as_ref(), &section.media);
                    self.of_items(&section.items, &path);
                }
            }
        }
    }

    fn label(&mut self, path: &str, label: Option<&'a Words>, media: &IndexMap<String, Words>) {
        if let Some(label) = label.filter(|label| needs_itext(Some(*label), media)) {
            (self.put)(format_args!("{path}:label"), "long", label, Some(path));
        }
    }

    fn messages(&mut self, bind: &'a Bind, path: &str) {
        for (name, words) in &bind.messages {
            if message_needs_itext(name, words) {
                (self.put)(format_args!("{path}:{name}"), "long", words, Some(path));
            }
        }
    }

    /// Pictures and sounds stand behind all other texts.
    fn media(&mut self, items: &'a [Item], above: &str) {
        for item in items {
            let path = item.path(above);
            let (media, inner) = match item {
                Item::Question(question) => (&question.media, None),
                Item::Section(section) => (&section.media, Some(&section.items)),
            };
            for (kind, words) in media {
                (self.put)(format_args!("{path}:label"), kind, words, None);
            }
            if let Some(items) = inner {
                self.media(items, &path);
            }
        }
    }
}
