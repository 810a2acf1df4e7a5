//! Names that a form gives by itself must fit beside those its author gives: the counts of repeats, the questions of
//! `or_other`, and the groups of a loop, which are named as the choices it goes over.

use crate::{
    form::{Form, Item, SectionKind},
    names::is_name,
    problems::{Cell, Code, Report},
};
use std::collections::{HashMap, HashSet};

pub(super) fn check(form: &Form, sheet: &str, report: &mut Report) {
    // What the author wrote is reported where it is read; here it would be said twice.
    if report.has(&[Code::NameRepeated, Code::NameInvalid, Code::RepeatNameRepeated]) {
        return;
    }
    siblings(form.items.iter().map(|item| (item.name(), row(item))), sheet, report);
    for section in form.sections() {
        siblings(section.items.iter().map(|item| (item.name(), row(item))), sheet, report);
    }
    siblings(form.meta.iter().map(|question| (question.name.as_str(), question.row)), sheet, report);
    let mut repeats: HashSet<&str> = HashSet::new();
    for section in form.sections().filter(|section| section.kind == SectionKind::Repeat) {
        if !repeats.insert(&section.name) {
            report.say(Code::RepeatNameRepeated, place(sheet, section.row, &section.name), &[]);
        }
    }
}

/// Names of what lies side by side, with rows.
fn siblings<'a>(names: impl Iterator<Item = (&'a str, u32)>, sheet: &str, report: &mut Report) {
    let mut seen: HashMap<&str, u32> = HashMap::new();
    for (name, row) in names {
        if !is_name(name) {
            report.say(Code::NameInvalid, place(sheet, row, name), &[]);
        }
        if let Some(other) = seen.insert(name, row) {
            report.say(Code::NameRepeated, place(sheet, row, name), &[("other", &other.to_string())]);
        }
    }
}

fn row(item: &Item) -> u32 {
    match item {
        Item::Question(question) => question.row,
        Item::Section(section) => section.row,
    }
}

fn place(sheet: &str, row: u32, name: &str) -> Cell {
    Cell::row(sheet, row).column("name", name)
}
