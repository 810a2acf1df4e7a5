//! The choices of a select.

use super::{
    Writer,
    element::Element,
    is_search,
    paths::{NodeId, Style},
};
use crate::{
    form::{ChoiceSource, Kind, Question, Words},
    xpath::{self, Expr, Reference, Use},
};

struct Itemset {
    nodeset: String,
    value: String,
    label: String,
    filter: Option<String>,
}

impl Itemset {
    fn apply_filter(&mut self) {
        if let Some(filter) = self.filter.take() {
            self.nodeset = format!("{}[{filter}]", self.nodeset);
        }
    }

    fn element(mut self) -> Element {
        self.apply_filter();
        let value = Element::new("value").attribute("ref", self.value);
        let label = Element::new("label").attribute("ref", self.label);
        Element::new("itemset").attribute("nodeset", self.nodeset).child(value).child(label)
    }
}

impl Writer<'_> {
    /// Puts the choices into a select.
    pub(super) fn choices(&self, control: &mut Element, question: &Question, from: Option<NodeId>) {
        let Some(source) = question.kind.choices() else {
            control.extend(self.places_or_ticks(question, from));
            return;
        };
        match source {
            ChoiceSource::External(_) => {}
            ChoiceSource::List(list) if is_search(question) => control.extend(self.inline_items(list)),
            _ => control.extend(self.itemset(question, source, from)),
        }
    }

    fn itemset(&self, question: &Question, source: &ChoiceSource, from: Option<NodeId>) -> Option<Element> {
        let mut itemset = match source {
            ChoiceSource::List(list) => self.of_list(list),
            ChoiceSource::File(file) => from_file(file, question),
            ChoiceSource::Answers(name) => self.of_answers(name, from)?,
            ChoiceSource::External(_) => return None,
        };
        if let Some(filter) = &question.choice_filter {
            let of_answers = matches!(source, ChoiceSource::Answers(_));
            itemset.filter = Some(self.filter(filter, of_answers.then_some(&itemset.nodeset), from));
        }
        itemset.apply_filter();
        self.randomize(&mut itemset, question, from);
        Some(itemset.element())
    }

    /// A range may have labels for its ticks, and a geo question places to choose from or look at.
    fn places_or_ticks(&self, question: &Question, from: Option<NodeId>) -> Option<Element> {
        if let (Kind::Range, Some(list)) = (&question.kind, question.parameters.get("tick_labelset")) {
            return Some(self.of_list(list).element());
        }
        let source = question.parameters.get("reference-geometry")?;
        let mut itemset = match xpath::parse(source) {
            Ok(Expr::Reference(repeat)) => {
                let found = Use { reference: repeat, in_predicate: false, in_full: false };
                let style = Style { to_repeat_parent: true, ..Style::default() };
                Itemset {
                    nodeset: self.paths.reference(&found, from, style)?,
                    value: "geometry".to_owned(),
                    label: "geometry".to_owned(),
                    filter: Some("./geometry != ''".to_owned()),
                }
            }
            _ => self.of_list(source),
        };
        if let Some(filter) = &question.choice_filter {
            let of_entries = itemset.value == "geometry";
            itemset.filter = Some(self.filter(filter, of_entries.then_some(&itemset.nodeset), from));
        }
        Some(itemset.element())
    }

    /// A choice filter. `entries`: the path of the repeat whose entries are the choices, if they are; the answers of an
    /// entry are reached from the entry.
    fn filter(&self, filter: &str, entries: Option<&String>, from: Option<NodeId>) -> String {
        let style = Style { from_current: true, to_repeat_parent: entries.is_some() };
        let written = self.paths.expression(filter, from, style);
        let Some(entries) = entries else { return written };
        from_entry(&from_entry(&written, &format!("current()/{entries}")), entries)
    }

    fn of_list(&self, list: &str) -> Itemset {
        let apart = self.lists_with_itext.contains(list);
        Itemset {
            nodeset: format!("instance('{list}')/root/item"),
            value: "name".to_owned(),
            label: if apart { "jr:itext(itextId)" } else { "label" }.to_owned(),
            filter: None,
        }
    }

    /// The answers to a question of a repeat are the choices: those given.
    fn of_answers(&self, name: &str, from: Option<NodeId>) -> Option<Itemset> {
        let reference = Reference { name: name.to_owned(), last_saved: false, at: 0..0 };
        let found = Use { reference, in_predicate: false, in_full: false };
        let style = Style { to_repeat_parent: true, ..Style::default() };
        let path = self.paths.reference(&found, from, style)?;
        let (nodeset, last) = path.rsplit_once('/')?;
        Some(Itemset {
            nodeset: nodeset.to_owned(),
            value: last.to_owned(),
            label: last.to_owned(),
            filter: Some(format!("./{last} != ''")),
        })
    }

    fn randomize(&self, itemset: &mut Itemset, question: &Question, from: Option<NodeId>) {
        if question.parameters.get("randomize").is_none_or(|value| value != "true") {
            return;
        }
        itemset.nodeset = match question.parameters.get("seed") {
            Some(seed) => {
                format!("randomize({}, {})", itemset.nodeset, self.paths.expression(seed, from, Style::default()))
            }
            None => format!("randomize({})", itemset.nodeset),
        };
    }

    /// `search()` reads its choices from a file, by the names of columns that stand here as choices.
    fn inline_items(&self, name: &str) -> Vec<Element> {
        let Some(list) = self.form.lists.get(name) else { return Vec::new() };
        let apart = self.lists_with_itext.contains(name);
        let item = |(position, choice): (usize, &crate::form::Choice)| {
            let label = match &choice.label {
                _ if apart => Element::new("label").attribute("ref", format!("jr:itext('{name}-{position}')")),
                Some(Words::Plain(text)) => Element::new("label").nodes(self.text(text, None)),
                _ => Element::new("label"),
            };
            Element::new("item").child(label).child(Element::new("value").text(&choice.name))
        };
        list.choices.iter().enumerate().map(item).collect()
    }
}

/// An expression with `.` for each path that goes through `entries`.
fn from_entry(expression: &str, entries: &str) -> String {
    let mut written = String::with_capacity(expression.len());
    let mut rest = expression;
    while let Some(start) = rest.find(entries) {
        let (before, behind) = (&rest[..start], &rest[start + entries.len()..]);
        written.push_str(before);
        // `/data/r` is not the beginning of `/data/r2`.
        let whole =
            !behind.starts_with(crate::names::continues_name) && !before.ends_with(crate::names::continues_name);
        written.push_str(if whole { "." } else { entries });
        rest = behind;
    }
    written + rest
}

fn from_file(file: &str, question: &Question) -> Itemset {
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let (value, label) = if extension == "geojson" { ("id", "title") } else { ("name", "label") };
    let named = |name: &str, usual: &str| question.parameters.get(name).cloned().unwrap_or_else(|| usual.to_owned());
    Itemset {
        nodeset: format!("instance('{stem}')/root/item"),
        value: named("value", value),
        label: named("label", label),
        filter: None,
    }
}
