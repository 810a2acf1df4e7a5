//! Loops: the same questions once for each choice of a list, with `%(name)s` and `%(label)s` standing for the choice, and
//! the names of its other columns for those.

use crate::form::{Choice, ChoiceList, Item, Section, SectionKind, Words};
use indexmap::IndexMap;

/// Turns what lies in the loop into one group for each choice.
pub(super) fn unroll(section: &mut Section, list: &ChoiceList, default_language: &str) {
    let template = std::mem::take(&mut section.items);
    for choice in list.choices.iter().filter(|choice| choice.name != "none") {
        let mut group = Section::new(&choice.name, SectionKind::Group);
        group.row = section.row;
        group.label = choice.label.clone();
        group.media = choice.media.clone();
        group.items = template.clone();
        let filling = Filling { choice, default_language };
        filling.items(&mut group.items);
        section.items.push(Item::Section(Box::new(group)));
    }
}

/// How many items unrolling would make.
pub(super) fn unrolled_size(section: &Section, list: &ChoiceList) -> usize {
    list.choices.len().saturating_mul(size(&section.items).saturating_add(1))
}

/// How many bytes of text unrolling would make, never too little: a label can stand in a text again and again.
pub(super) fn unrolled_bytes(section: &Section, list: &ChoiceList) -> usize {
    let mut texts = Texts::default();
    texts.items(&section.items);
    let bytes = |words: &Words| words.texts().map(|(_, text)| text.len()).sum::<usize>();
    list.choices.iter().fold(0, |sum: usize, choice| {
        let name = choice.name.len() + choice.label.as_ref().map_or(0, bytes);
        sum.saturating_add(texts.bytes.saturating_add(texts.gaps.saturating_mul(name)))
    })
}

/// The texts of a loop: what they have, and in how many places a choice is put in.
#[derive(Default)]
struct Texts {
    bytes: usize,
    gaps: usize,
}

impl Texts {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.text(item.name());
            let (words, bind, control) = match item {
                Item::Question(question) => {
                    [&question.default, &question.choice_filter].into_iter().flatten().for_each(|text| self.text(text));
                    self.bytes += question.trigger.iter().map(String::len).sum::<usize>();
                    ([&question.label, &question.hint, &question.guidance_hint], &question.bind, &question.control)
                }
                Item::Section(section) => {
                    self.items(&section.items);
                    ([&section.label, &None, &None], &section.bind, &section.control)
                }
            };
            let translated = words.into_iter().flatten().chain(bind.messages.values());
            translated.flat_map(Words::texts).for_each(|(_, text)| self.text(text));
            bind.attributes.values().chain(control.values()).for_each(|text| self.text(text));
        }
    }

    fn text(&mut self, text: &str) {
        self.bytes += text.len();
        self.gaps += text.matches("%(").count();
    }
}

fn size(items: &[Item]) -> usize {
    items.iter().fold(0, |sum, item| {
        let inner = match item {
            Item::Question(_) => 0,
            Item::Section(section) => size(&section.items),
        };
        sum.saturating_add(inner + 1)
    })
}

struct Filling<'a> {
    choice: &'a Choice,
    default_language: &'a str,
}

impl Filling<'_> {
    fn items(&self, items: &mut [Item]) {
        for item in items {
            match item {
                Item::Question(question) => {
                    self.text(&mut question.name);
                    for words in [&mut question.label, &mut question.hint, &mut question.guidance_hint] {
                        self.words(words);
                    }
                    self.values(&mut question.bind.attributes);
                    self.values(&mut question.control);
                    for text in [&mut question.default, &mut question.choice_filter].into_iter().flatten() {
                        self.text(text);
                    }
                }
                Item::Section(section) => {
                    self.text(&mut section.name);
                    self.words(&mut section.label);
                    self.values(&mut section.bind.attributes);
                    self.values(&mut section.control);
                    self.items(&mut section.items);
                }
            }
        }
    }

    fn values(&self, values: &mut IndexMap<String, String>) {
        values.values_mut().for_each(|text| self.text(text));
    }

    fn words(&self, words: &mut Option<Words>) {
        match words {
            Some(Words::Plain(text)) => self.text(text),
            Some(Words::Translated(texts)) => {
                texts.iter_mut().for_each(|(language, text)| self.fill(text, language));
            }
            None => {}
        }
    }

    fn text(&self, text: &mut String) {
        self.fill(text, self.default_language);
    }

    fn fill(&self, text: &mut String, language: &str) {
        if text.contains("%(") {
            let label = self.choice.label.as_ref().map_or("", |label| label.in_language(language));
            *text = text.replace("%(name)s", &self.choice.name).replace("%(label)s", label);
            for (column, value) in &self.choice.columns {
                *text = text.replace(&format!("%({column})s"), value);
            }
        }
    }
}
