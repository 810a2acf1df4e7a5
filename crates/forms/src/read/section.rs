//! Rows that begin and end groups, repeats and loops.

use crate::{
    form::{Bind, Item, Kind, Question, Section, SectionKind, Words},
    problems::{Block, Code, Phrase, Report},
    rows::Row,
    xpath,
};
use indexmap::IndexMap;

/// What begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    Group,
    Repeat,
    Loop,
}

impl Control {
    /// The type of the row that ends it.
    pub(super) const fn end(self) -> &'static str {
        match self {
            Self::Group => "end_group",
            Self::Repeat => "end_repeat",
            Self::Loop => "end_loop",
        }
    }

    /// What problems call it.
    pub(super) const fn block(self) -> Block {
        match self {
            Self::Group => Block::Group,
            Self::Repeat => Block::Repeat,
            Self::Loop => Block::Loop,
        }
    }

    pub(super) const fn phrase(self) -> Phrase {
        Phrase::Block { block: self.block() }
    }
}

/// A type that begins or ends something.
pub(super) enum Begin<'a> {
    Begin(Control, Option<&'a str>),
    End(Control),
}

const CONTROLS: &[(&str, Control)] = &[
    ("group", Control::Group),
    ("repeat", Control::Repeat),
    ("looped group", Control::Repeat),
    ("lgroup", Control::Repeat),
    ("loop", Control::Loop),
];

/// What a type begins or ends, if it does.
pub(super) fn control(kind: &str) -> Option<Begin<'_>> {
    let after = |word: &str| kind.strip_prefix(word)?.strip_prefix([' ', '_', '\t', '\n']);
    if let Some(rest) = after("end") {
        return CONTROLS.iter().find(|(name, _)| *name == rest).map(|(_, control)| Begin::End(*control));
    }
    let rest = after("begin")?;
    CONTROLS.iter().find_map(|(name, control)| {
        let list = rest.strip_prefix(name)?;
        if list.is_empty() {
            return Some(Begin::Begin(*control, None));
        }
        let list = list.strip_prefix(' ')?;
        let list = list.strip_prefix("over ").unwrap_or(list);
        (!list.is_empty() && !list.contains(' ')).then_some(Begin::Begin(*control, Some(list)))
    })
}

/// A section just begun, with the questions it brings along.
pub(super) struct Begun {
    pub(super) section: Section,
    /// Computes how many entries a repeat has; stands before it.
    pub(super) count: Option<Item>,
    /// Says the label of a table-list; stands first in it.
    pub(super) label: Option<Question>,
    pub(super) table_list: bool,
}

pub(super) fn begin(row: &Row<'_>, name: &str, control: Control, default_language: &str, report: &mut Report) -> Begun {
    let kind = if control == Control::Repeat { SectionKind::Repeat } else { SectionKind::Group };
    let mut section = Section::new(name, kind);
    section.row = row.number;
    section.label = row.words(&["label"], default_language);
    section.media = super::question::media(row, default_language);
    section.bind = bind(row, default_language);
    section.control = row.attributes("control");
    section.instance = row.attributes("instance");
    if section.label.is_none() && section.control.get("appearance").is_some_and(|appearance| appearance == "label") {
        section.label = Some(Words::Plain(" ".to_owned()));
    }
    if let Some(intent) = row.text(&["intent"]) {
        section.control.insert("intent".to_owned(), intent.to_owned());
    }
    if kind == SectionKind::Repeat && section.label.is_none() && section.media.is_empty() {
        report.say(Code::RepeatWithoutLabel, row.cell(&["label"]), &[("name", name)]);
    }
    let count = count(&mut section);
    let (table_list, label) = table_list(row, &mut section, default_language);
    Begun { section, count, label, table_list }
}

/// Logic and messages, as the columns give them.
pub(super) fn bind(row: &Row<'_>, default_language: &str) -> Bind {
    const MESSAGES: [&str; 3] = ["jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString"];
    let mut attributes: IndexMap<String, String> = row.attributes("bind");
    attributes.retain(|name, _| !MESSAGES.contains(&name.as_str()));
    for name in ["readonly", "required", "relevant", "constraint", "calculate"] {
        if let Some(value) = attributes.get_mut(name)
            && let Some(truth) = super::settings::yes_or_no(value)
        {
            *value = if truth { "true()" } else { "false()" }.to_owned();
        }
    }
    let messages = MESSAGES
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), row.words(&["bind", name], default_language)?)))
        .collect();
    Bind { attributes, messages }
}

/// A count that is more than a reference is computed apart, since the repeat can only point to a node.
fn count(section: &mut Section) -> Option<Item> {
    let expression = section.control.get("jr:count")?;
    if matches!(xpath::parse(expression), Ok(xpath::Expr::Reference(_))) && expression.starts_with("${") {
        return None;
    }
    let mut question = Question::new(&format!("{}_count", section.name), Kind::Calculate);
    question.row = section.row;
    question.bind.attributes.insert("readonly".to_owned(), "true()".to_owned());
    question.bind.attributes.insert("calculate".to_owned(), expression.clone());
    section.control.insert("jr:count".to_owned(), format!("${{{}}}", question.name));
    Some(Item::Question(Box::new(question)))
}

/// A table-list is a field-list whose label is said by a note.
fn table_list(row: &Row<'_>, section: &mut Section, default_language: &str) -> (bool, Option<Question>) {
    let Some(appearance) = section.control.get_mut("appearance") else { return (false, None) };
    if !appearance.split_whitespace().any(|word| word == "table-list") {
        return (false, None);
    }
    let others = appearance.split_whitespace().filter(|word| *word != "table-list");
    *appearance = ["field-list"].into_iter().chain(others).collect::<Vec<_>>().join(" ");
    let hint = row.words(&["hint"], default_language);
    if section.label.is_none() && hint.is_none() {
        return (true, None);
    }
    let mut note = Question::new(&format!("generated_table_list_label_{}", row.number), Kind::Note);
    note.row = row.number;
    note.label = section.label.take();
    note.hint = hint;
    (true, Some(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_begin_and_end_in_several_spellings() {
        assert!(matches!(control("begin group"), Some(Begin::Begin(Control::Group, None))));
        assert!(matches!(control("begin_repeat"), Some(Begin::Begin(Control::Repeat, None))));
        assert!(matches!(control("begin loop over list"), Some(Begin::Begin(Control::Loop, Some("list")))));
        assert!(matches!(control("end_repeat"), Some(Begin::End(Control::Repeat))));
        assert!(control("end").is_none());
        assert!(control("begin_grop").is_none());
    }
}
