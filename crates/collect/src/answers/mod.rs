//! What a submission says, question by question.

mod flag;
mod typed;

pub use flag::{ContentFlag, Misfit};

use crate::document::{Element, SubmissionDocument};
use forms::form::{Form, Item, Question, Section, SectionKind};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use typed::{Unfit, typed};
use vocab::{Answer, Missing, Sensitivity, Value};

/// Answers by question name; groups do not nest.
pub type Answers = IndexMap<String, Answer>;

/// Reads the answers of a submission, typed by the version of the form it was filled with, in the form's order.
///
/// Every question of the form has an answer. One whose element is there but empty is [`Missing::Missing`]; one whose element is
/// not there is [`Missing::NotApplicable`], because clients send only what is relevant (JavaRosa's serialiser leaves out what is
/// not). A repeat without an entry is `NotApplicable` too: nothing tells whether it was not asked or nobody had anything to
/// add, and unknown is not zero. What is well-formed but does not fit is kept as text and flagged. An element that the form does not know is kept
/// under its own name; it has no column in the schema, so whoever keeps it must treat it as personal.
pub fn read_answers(form: &Form, document: &SubmissionDocument) -> (Answers, Vec<ContentFlag>) {
    let mut reader = Reader { form, flags: Vec::new(), path: Vec::new() };
    if document.instance_id_derived {
        reader.flags.push(ContentFlag::new(Misfit::InstanceIdDerived, "meta/instanceID".to_owned(), None));
    }
    let answers = reader.entry(&form.items, &document.root);
    let more = reader.flags.len().saturating_sub(flag::MOST);
    if more > 0 {
        reader.flags.truncate(flag::MOST);
        reader.flags.push(ContentFlag::new(Misfit::More, String::new(), Some(&more.to_string())));
    }
    (answers, reader.flags)
}

struct Reader<'form> {
    form: &'form Form,
    flags: Vec<ContentFlag>,
    /// Names of the elements from the root's children to where the reader is.
    path: Vec<&'form str>,
}

impl<'form> Reader<'form> {
    /// The answers of a submission or of one entry of a repeat.
    fn entry(&mut self, items: &'form [Item], element: &Element) -> Answers {
        let mut answers = Answers::new();
        let mut strangers = Vec::new();
        self.items(items, Some(element), &mut answers, &mut strangers);
        for (path, text) in strangers {
            self.flags.push(ContentFlag::new(Misfit::UnknownQuestion, path.join("/"), None));
            let name =
                path.last().filter(|name| !answers.contains_key(*name)).cloned().unwrap_or_else(|| path.join("/"));
            answers.entry(name).or_insert(Answer::Given(Value::Text(text)));
        }
        answers
    }

    /// Answers of `items`, whose elements are the children of `parent`; without a parent, none of them applies.
    fn items(
        &mut self,
        items: &'form [Item],
        parent: Option<&Element>,
        answers: &mut Answers,
        strangers: &mut Vec<Stranger>,
    ) {
        let mut by_name: HashMap<&str, Vec<&Element>> = HashMap::new();
        for child in parent.iter().flat_map(|parent| &parent.children) {
            by_name.entry(&child.name).or_default().push(child);
        }
        let mut known = HashSet::with_capacity(items.len());
        for item in items {
            let elements = by_name.get(item.name()).map_or(&[][..], Vec::as_slice);
            known.insert(item.name());
            self.path.push(item.name());
            match item {
                Item::Question(question) => self.question(question, elements, answers),
                Item::Section(section) if section.kind == SectionKind::Repeat => {
                    self.repeat(section, elements, answers)
                }
                Item::Section(section) => self.group(section, elements, answers, strangers),
            }
            self.path.pop();
        }
        let Some(parent) = parent else { return };
        // No question has that name: the submission's own data stands there, and that of an entity in a group or repeat.
        let meta = |child: &Element| child.name == "meta";
        for child in parent.children.iter().filter(|child| !known.contains(child.name.as_str()) && !meta(child)) {
            texts(child, &mut self.whole_path(), strangers);
        }
    }

    fn question(&mut self, question: &Question, elements: &[&Element], answers: &mut Answers) {
        self.strangers_in_a_question(elements);
        // What a note or the audit log holds was put there by the form or the phone, not answered.
        let Some(column) = question.column_type() else { return };
        let mut given = elements.iter().filter(|element| element.trimmed().is_some());
        let answer = match (given.next(), elements.is_empty()) {
            (None, true) => Answer::absent(Missing::NotApplicable),
            (None, false) => Answer::absent(Missing::Missing),
            (Some(element), _) => match typed(self.form, question, column, &element.text) {
                Ok(value) => value.into(),
                Err(unfit) => {
                    self.unfit(question, unfit, element);
                    Value::Text(element.text.clone()).into()
                }
            },
        };
        answers.insert(question.answer.clone(), answer);
        for again in given {
            self.flag(Misfit::AnsweredTwice, question, again);
        }
    }

    fn strangers_in_a_question(&mut self, elements: &[&Element]) {
        for child in elements.iter().flat_map(|element| &element.children) {
            let mut found = Vec::new();
            texts(child, &mut self.whole_path(), &mut found);
            let flags =
                found.into_iter().map(|(path, _)| ContentFlag::new(Misfit::UnknownQuestion, path.join("/"), None));
            self.flags.extend(flags);
        }
    }

    fn repeat(&mut self, section: &'form Section, elements: &[&Element], answers: &mut Answers) {
        // `jr:template` marks the pattern for new entries, which some clients send along.
        let entries: Vec<&&Element> =
            elements.iter().filter(|element| element.attribute("template").is_none()).collect();
        let answer = if entries.is_empty() {
            Answer::absent(if elements.is_empty() { Missing::NotApplicable } else { Missing::Missing })
        } else {
            let read = entries.into_iter().map(|element| {
                self.text_in_group(element);
                self.entry(&section.items, element)
            });
            Value::Repeat(read.collect()).into()
        };
        answers.insert(section.answer.clone(), answer);
    }

    fn group(
        &mut self,
        section: &'form Section,
        elements: &[&Element],
        answers: &mut Answers,
        strangers: &mut Vec<Stranger>,
    ) {
        elements.iter().for_each(|element| self.text_in_group(element));
        self.items(&section.items, elements.first().copied(), answers, strangers);
        for again in elements.iter().skip(1).flat_map(|element| &element.children) {
            let mut found = Vec::new();
            texts(again, &mut self.whole_path(), &mut found);
            let flags =
                found.into_iter().map(|(path, _)| ContentFlag::new(Misfit::AnsweredTwice, path.join("/"), None));
            self.flags.extend(flags);
        }
    }

    fn text_in_group(&mut self, element: &Element) {
        if element.trimmed().is_some() {
            self.flags.push(ContentFlag::new(Misfit::TextInGroup, self.path.join("/"), None));
        }
    }

    /// The path to where the reader is, to be carried on into what the form does not know.
    fn whole_path(&self) -> Vec<String> {
        self.path.iter().map(|name| (*name).to_owned()).collect()
    }

    fn unfit(&mut self, question: &Question, unfit: Unfit, element: &Element) {
        match unfit {
            Unfit::Choice => self.flag(Misfit::UnknownChoice, question, element),
            Unfit::Type(column) => {
                self.flag(Misfit::WrongType, question, element);
                if let Some(flag) = self.flags.last_mut() {
                    flag.expected = Some(word(column).to_owned());
                }
            }
        }
    }

    fn flag(&mut self, misfit: Misfit, question: &Question, element: &Element) {
        let shown = (question.sensitivity == Sensitivity::None).then_some(element.text.trim());
        self.flags.push(ContentFlag::new(misfit, self.path.join("/"), shown));
    }
}

/// Path and text of an element that the form does not know.
type Stranger = (Vec<String>, String);

/// Collects the texts in `element` and below.
fn texts(element: &Element, path: &mut Vec<String>, found: &mut Vec<Stranger>) {
    path.push(element.name.clone());
    if element.trimmed().is_some() {
        found.push((path.clone(), element.text.clone()));
    }
    for child in &element.children {
        texts(child, path, found);
    }
    path.pop();
}

/// The word that the catalogue's selector knows.
fn word(column: vocab::ColumnType) -> &'static str {
    use vocab::ColumnType::{Choice, Choices, Date, Decimal, File, Integer, Moment, Point, Repeat, Text, Time};
    match column {
        Integer => "integer",
        Decimal => "decimal",
        Date => "date",
        Time => "time",
        Moment => "moment",
        Point => "point",
        Choices => "choices",
        File => "file",
        Text | Choice | Repeat => "text",
    }
}

#[cfg(test)]
mod tests;
