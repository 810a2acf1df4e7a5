//! The survey sheet: its rows in order, sections opened and closed.

use super::{
    Sources, flat, kinds, loops,
    parameters::Parameters,
    question,
    section::{self, Begin, Control},
    select,
    settings::{self, FormSettings, yes_or_no},
};
use crate::{
    CompileOptions,
    form::{Choice, Form, Item, Kind, Question, Section},
    names::is_name,
    problems::{Cell, Code, Phrase, Problem, Report},
    rows::{Row, Table},
};
use std::collections::HashMap;

/// Characters of a name that is kept in full by PostgreSQL (63 bytes of an identifier), MySQL (64) and SPSS (64). Stata
/// keeps 32, which so many forms in use exceed that a warning would not be read.
const LONGEST_NAME: usize = 63;

/// A section that is not ended yet.
struct Open {
    section: Section,
    control: Control,
    /// The list a loop goes over.
    list: Option<String>,
    names: Names,
}

impl Open {
    fn phrase(&self) -> Phrase {
        let (name, row) = (self.section.name.clone(), self.section.row);
        Phrase::BlockOpen { block: self.control.block(), name, row }
    }
}

/// The names used in one section, with their rows.
#[derive(Default)]
struct Names {
    exact: HashMap<String, u32>,
    lower: HashMap<String, String>,
}

/// A table-list: selects shown as one table, whose first one tells the list.
pub(super) enum TableList {
    None,
    Begun,
    Of(String),
}

/// What is known while the rows are read.
pub(super) struct Survey<'a> {
    pub(super) settings: FormSettings,
    pub(super) sources: Sources,
    pub(super) table_list: TableList,
    options: &'a CompileOptions,
    top: Vec<Item>,
    top_names: Names,
    open: Vec<Open>,
    meta: Vec<Question>,
    repeat_names: HashMap<String, u32>,
    /// The lists that loops go over, by the row a loop begins at.
    loops: HashMap<u32, String>,
    /// The lists that have got the choice `other`, with whether they are translated.
    pub(super) with_other: HashMap<String, bool>,
    /// Items that loops have made: a loop within a loop multiplies.
    unrolled: usize,
    unrolled_bytes: usize,
}

pub(super) fn read(
    table: &Table,
    settings: FormSettings,
    sources: Sources,
    options: &CompileOptions,
    report: &mut Report,
) -> Form {
    let squeeze = settings.squeeze;
    let mut survey = Survey {
        settings,
        sources,
        table_list: TableList::None,
        options,
        top: Vec::new(),
        top_names: Names::default(),
        open: Vec::new(),
        meta: Vec::new(),
        repeat_names: HashMap::new(),
        loops: HashMap::new(),
        with_other: HashMap::new(),
        unrolled: 0,
        unrolled_bytes: 0,
    };
    for row in table.rows(squeeze) {
        survey.row(&row, report);
    }
    survey.finish(&table.name, report)
}

impl Survey<'_> {
    fn row(&mut self, row: &Row<'_>, report: &mut Report) {
        if let Some(disabled) = row.text(&["disabled"]) {
            report.say(Code::ColumnDisabled, row.cell(&["disabled"]), &[]);
            if yes_or_no(disabled) == Some(true) {
                return;
            }
        }
        let Some(kind) = row.text(&["type"]) else {
            let blank = row.text(&["name"]).is_none() && row.words(&["label"], "").is_none();
            let only_disabled = row.cells().all(|(header, _)| header.path == ["disabled"]);
            if !only_disabled {
                let code = if blank { Code::RowSkipped } else { Code::TypeMissing };
                report.say(code, row.cell(&["type"]), &[]);
            }
            return;
        };
        match section::control(kind) {
            Some(Begin::Begin(control, list)) => self.begin(row, control, list, report),
            Some(Begin::End(control)) => self.end(row, control, report),
            None if kind == "audit" => self.audit(row, report),
            None if settings::is_setting(kind) => self.setting(row, kind, report),
            None => self.question(row, kind, report),
        }
    }

    fn begin(&mut self, row: &Row<'_>, control: Control, list: Option<&str>, report: &mut Report) {
        let name = self.name(row, report).unwrap_or_else(|| format!("unnamed_{}", row.number));
        if control == Control::Repeat {
            let before = self.repeat_names.insert(name.clone(), row.number);
            if before.is_some() || name == self.settings.root {
                report.say(Code::RepeatNameRepeated, row.cell(&["name"]), &[]);
            }
        }
        let begun = section::begin(row, &name, control, &self.settings.default_language, report);
        if let Some(count) = begun.count {
            self.push(count);
        }
        if begun.table_list {
            self.table_list = TableList::Begun;
        }
        if control == Control::Loop {
            self.check_loop(row, list, report);
        }
        if self.open.len() == self.options.limits.depth {
            let limit = self.options.limits.depth.to_string();
            report.say(Code::NestedTooDeep, row.cell(&["type"]), &[("limit", &limit)]);
        }
        let list = list.map(str::to_owned);
        let mut open = Open { section: begun.section, control, list, names: Names::default() };
        open.section.items.extend(begun.label.map(|note| Item::Question(Box::new(note))));
        self.open.push(open);
    }

    fn end(&mut self, row: &Row<'_>, control: Control, report: &mut Report) {
        self.table_list = TableList::None;
        let fits = self.open.last().is_some_and(|open| open.control == control);
        if !fits {
            let open = self.open.last().map_or(Phrase::NothingOpen, Open::phrase);
            let problem = Problem::new(Code::EndUnmatched, row.cell(&["type"]), &[]);
            report.add(problem.with("kind", control.phrase()).with("open", open));
        }
        // An end of the wrong kind still ends something, so that one slip gives one message.
        self.close();
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if let Some(list) = open.list.filter(|_| open.control == Control::Loop) {
            self.loops.insert(open.section.row, list);
        }
        self.deep_push(Item::Section(Box::new(open.section)));
    }

    /// Unrolls the loops among these items, inner ones first. Only now is it known which choices a list has: an
    /// `or_other` may add one from below the loop.
    fn unroll(&mut self, items: &mut [Item]) {
        for item in items {
            let Item::Section(section) = item else { continue };
            self.unroll(&mut section.items);
            let Some(list) = self.loops.get(&section.row).and_then(|list| self.sources.lists.get(list)) else {
                continue;
            };
            self.unrolled = self.unrolled.saturating_add(loops::unrolled_size(section, list));
            self.unrolled_bytes = self.unrolled_bytes.saturating_add(loops::unrolled_bytes(section, list));
            if self.unrolls() {
                loops::unroll(section, list, &self.settings.default_language);
            }
        }
    }

    fn unrolls(&self) -> bool {
        self.unrolled <= self.options.limits.rows && self.unrolled_bytes <= self.options.limits.text_bytes
    }

    /// Beyond the depth limit sections are dropped: the form is refused already, and nothing may recurse so deep.
    fn deep_push(&mut self, item: Item) {
        if self.open.len() <= self.options.limits.depth {
            self.push(item);
        }
    }

    fn audit(&mut self, row: &Row<'_>, report: &mut Report) {
        if row.text(&["name"]).is_some_and(|name| name != "audit") {
            report.say(Code::AuditNamed, row.cell(&["name"]), &[]);
        }
        let parameters = Parameters::read(row, report);
        self.meta.push(question::audit(row, &parameters, &self.settings.default_language, report));
    }

    /// Very old forms have settings among the questions: the type says which, the name is the value.
    fn setting(&mut self, row: &Row<'_>, kind: &str, report: &mut Report) {
        match row.text(&["name"]) {
            Some(value) => self.settings.set(kind, value),
            None => report.say(Code::NameMissing, row.cell(&["name"]), &[]),
        }
    }

    fn question(&mut self, row: &Row<'_>, kind: &str, report: &mut Report) {
        let name = self.name(row, report);
        let parameters = Parameters::read(row, report);
        if let Some(select) = select::recognise(kind) {
            let name = name.unwrap_or_else(|| format!("unnamed_{}", row.number));
            select::read(self, row, &name, &select, &parameters, report);
            return;
        }
        let Some((known, tags)) = kinds::read(kind).map(|known| (known, None)).or_else(|| osm(kind)) else {
            self.unknown_type(row, kind, report);
            return;
        };
        let name = name.unwrap_or_else(|| format!("unnamed_{}", row.number));
        let mut question = question::read(row, &name, known, &parameters, self, report);
        if let Some(list) = tags {
            question.tags = self.tags(row, list, report);
        }
        self.push(Item::Question(Box::new(question)));
    }

    /// The tags of a list; none where the workbook has no sheet of them.
    fn tags(&self, row: &Row<'_>, list: &str, report: &mut Report) -> Vec<Choice> {
        let Some(tags) = &self.sources.tags else { return Vec::new() };
        tags.get(list).cloned().unwrap_or_else(|| {
            let problem = Problem::new(Code::ListUnknown, row.cell(&["type"]), &[("list", list), ("where", "osm")]);
            report.suggest(problem, list, tags.keys().map(String::as_str));
            Vec::new()
        })
    }

    fn unknown_type(&self, row: &Row<'_>, kind: &str, report: &mut Report) {
        let first = kind.split(' ').next().unwrap_or(kind);
        if matches!(kind, "select_one" | "select_multiple" | "select one" | "rank" | "select_one_from_file") {
            report.say(Code::ListNotNamed, row.cell(&["type"]), &[]);
            return;
        }
        let problem = Problem::new(Code::TypeUnknown, row.cell(&["type"]), &[]);
        let whole = problem.clone().did_you_mean(kind, kinds::names());
        report.add(if whole == problem { problem.did_you_mean(first, kinds::names()) } else { whole });
    }

    /// The row's name, if it is a good one; reported if not.
    fn name(&mut self, row: &Row<'_>, report: &mut Report) -> Option<String> {
        let Some(name) = row.text(&["name"]) else {
            if row.text(&["type"]) == Some("note") {
                return Some(format!("generated_note_name_{}", row.number));
            }
            report.say(Code::NameMissing, row.cell(&["name"]), &[]);
            return None;
        };
        if !is_name(name) {
            report.say(Code::NameInvalid, row.cell(&["name"]), &[]);
            return None;
        }
        if name == "meta" {
            report.say(Code::NameReserved, row.cell(&["name"]), &[]);
            return None;
        }
        let length = name.chars().count();
        if length > LONGEST_NAME {
            let (length, limit) = (length.to_string(), LONGEST_NAME.to_string());
            report.say(Code::NameLong, row.cell(&["name"]), &[("length", &length), ("limit", &limit)]);
        }
        let names = self.open.last_mut().map_or(&mut self.top_names, |open| &mut open.names);
        if let Some(other) = names.exact.insert(name.to_owned(), row.number) {
            report.say(Code::NameRepeated, row.cell(&["name"]), &[("other", &other.to_string())]);
        } else if let Some(other) = names.lower.insert(name.to_lowercase(), name.to_owned()) {
            report.say(Code::NameRepeatedInOtherCase, row.cell(&["name"]), &[("other", &other)]);
        }
        Some(name.to_owned())
    }

    fn check_loop(&self, row: &Row<'_>, list: Option<&str>, report: &mut Report) {
        match list {
            None => report.say(Code::ListNotNamed, row.cell(&["type"]), &[]),
            Some(list) if !self.sources.lists.contains_key(list) => select::unknown_list(self, row, list, report),
            Some(_) => {}
        }
    }

    /// Puts an item into the section that is open.
    pub(super) fn push(&mut self, item: Item) {
        self.open.last_mut().map_or(&mut self.top, |open| &mut open.section.items).push(item);
    }

    fn finish(mut self, sheet: &str, report: &mut Report) -> Form {
        while let Some(open) = self.open.last() {
            let cell = Cell::row(sheet, open.section.row).column("type", "");
            let arguments = [("name", open.section.name.as_str()), ("end", open.control.end())];
            report.add(Problem::new(Code::BeginUnmatched, cell, &arguments).with("kind", open.control.phrase()));
            self.close();
        }
        let mut items = std::mem::take(&mut self.top);
        self.unroll(&mut items);
        self.top = items;
        if !self.unrolls() {
            let limit = self.options.limits.rows.to_string();
            report.say(Code::TooManyRows, Cell::sheet(sheet), &[("limit", &limit)]);
        }
        if self.top.is_empty() && !report.refuses() {
            report.say(Code::SurveyEmpty, Cell::sheet(sheet), &[]);
        }
        if self.settings.flat {
            flat::flatten(&mut self.top, "");
        }
        Form {
            id: self.settings.id,
            version: self.settings.version,
            title: self.settings.title,
            root: self.settings.root,
            default_language: self.settings.default_language,
            languages: Vec::new(),
            settings: self.settings.settings,
            items: self.top,
            meta: self.meta,
            lists: self.sources.lists,
            files: Vec::new(),
            entities: Vec::new(),
        }
    }
}

/// `osm` may name a list of tags.
fn osm(kind: &str) -> Option<(kinds::Type, Option<&str>)> {
    let list = kind.strip_prefix("osm ")?.split(' ').next()?;
    let known = kinds::Type { kind: Kind::Osm, constraint: None, hint: None, has_parameters: false };
    (!list.is_empty()).then_some((known, Some(list)))
}
