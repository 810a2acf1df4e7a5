//! Whether a mapping makes sense, and fits the form it fills. All problems at once.

use super::{ColumnRef, Format, Mapping, Question, SourceKind};
use crate::{columns::position_of, convert, source::Cell};
use chrono::format::{Item, StrftimeItems};
use std::collections::BTreeMap;
use thiserror::Error;
use vocab::{Column, ColumnType, Schema};

/// What is wrong in a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("mapping {mapping}, {at}: {message}")]
pub struct MappingProblem {
    /// Code of the mapping.
    pub mapping: String,
    /// Where in it.
    pub at: String,
    /// What is wrong and what now.
    pub message: String,
}

impl Mapping {
    /// Everything wrong with the mapping, seen beside the form it fills; nothing when it is sound.
    pub fn check(&self, schema: &Schema) -> Vec<MappingProblem> {
        let mut check = Check { mapping: self, problems: Vec::new() };
        check.head();
        check.columns();
        check.questions("questions", &self.questions, &schema.columns);
        check.repeats(schema);
        check.wholes(schema);
        check.totals(schema);
        check.problems
    }

    /// Every column the mapping names, with where it names it.
    fn column_refs(&self) -> Vec<(String, &ColumnRef)> {
        let mut refs: Vec<(String, &ColumnRef)> = Vec::new();
        refs.extend(self.round.column.iter().map(|column| ("round".to_owned(), column)));
        refs.extend(self.identity.columns.iter().map(|column| ("identity".to_owned(), column)));
        for level in &self.places.levels {
            let at = format!("places, level {}", level.level);
            refs.push((at.clone(), &level.code));
            refs.extend(level.name.iter().map(|column| (at.clone(), column)));
        }
        refs.extend(refs_of("questions", &self.questions));
        for (name, repeat) in &self.repeats {
            let at = format!("repeats.{name}");
            refs.extend([(at.clone(), &repeat.parent), (at.clone(), &repeat.index)]);
            for agreement in &repeat.agrees {
                refs.extend([(at.clone(), &agreement.column), (at.clone(), &agreement.parent)]);
            }
            refs.extend(refs_of(&at, &repeat.questions));
        }
        for notice in &self.notices {
            refs.extend(notice.when.iter().map(|condition| ("notices".to_owned(), &condition.column)));
        }
        let ignoring = self.near_duplicates.iter().flat_map(|rule| &rule.ignoring);
        refs.extend(ignoring.map(|column| ("near_duplicates".to_owned(), column)));
        refs
    }
}

fn refs_of<'q>(at: &str, questions: &'q BTreeMap<String, Question>) -> Vec<(String, &'q ColumnRef)> {
    let mut refs = Vec::new();
    for (name, question) in questions {
        let at = format!("{at}.{name}");
        let point = question.point.iter().flat_map(|point| [&point.latitude, &point.longitude]);
        let cases = question.cases.iter().flat_map(|case| &case.when).map(|condition| &condition.column);
        let all = question.column.iter().chain(&question.sum).chain(&question.join).chain(point).chain(cases);
        refs.extend(all.map(|column| (at.clone(), column)));
    }
    refs
}

struct Check<'a> {
    mapping: &'a Mapping,
    problems: Vec<MappingProblem>,
}

impl Check<'_> {
    fn add(&mut self, at: impl Into<String>, message: impl Into<String>) {
        let mapping = self.mapping.code.clone();
        self.problems.push(MappingProblem { mapping, at: at.into(), message: message.into() });
    }

    fn head(&mut self) {
        let mapping = self.mapping;
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if mapping.code.is_empty() || !mapping.code.bytes().all(plain) {
            self.add("code", "a code has only a-z, 0-9 and _");
        }
        if mapping.version.trim().is_empty() {
            self.add("version", "say which version this is, '1' at first");
        }
        if mapping.format == Format::Xlsx && mapping.sheet.name.is_none() {
            self.add("sheet", "a workbook's mapping says which sheet holds the records: add 'name'");
        }
        if mapping.round.fixed.is_some() && mapping.round.column.is_some() {
            self.add("round", "the round is either fixed or in a column, not both");
        }
        if mapping.round.fixed == Some(0) {
            self.add("round", "rounds are counted from 1");
        }
        let levels: Vec<u8> = mapping.places.levels.iter().map(|level| level.level).collect();
        if levels.is_empty() || !levels.is_sorted_by(|above, below| above < below) {
            self.add("places", "give the levels from the top down, at least one, each once");
        }
        let no_headers = mapping.sheet.header_row.is_none() && mapping.format != Format::Json;
        if no_headers && !mapping.repeats.is_empty() {
            self.add("repeats", "entries are joined by columns that have a header, and this file has none");
        }
        if no_headers && !(mapping.recognise.headers.is_empty() && mapping.recognise.without.is_empty()) {
            self.add("recognise", "the file has no headers to be recognised by");
        }
        if mapping.format != Format::Xlsx && !(mapping.repeats.is_empty() && mapping.totals.is_empty()) {
            self.add("format", "repeats and totals lie in other sheets, and only a workbook has those");
        }
    }

    fn columns(&mut self) {
        for (at, column) in self.mapping.column_refs() {
            let ColumnRef { header, occurrence, hxl, at: letters, .. } = column;
            if header.is_none() && hxl.is_none() && letters.is_none() {
                self.add(&at, "a column needs a header, an HXL hashtag or a letter");
            }
            if *occurrence == Some(0) {
                self.add(&at, "occurrences are counted from 1");
            }
            if letters.as_deref().is_some_and(|letters| position_of(letters).is_none()) {
                self.add(&at, format!("'{column}': a column's letter is A to ZZZ, or its number, counted from 1"));
            }
            let headers = self.mapping.sheet.header_row.is_some() || self.mapping.format == Format::Json;
            if headers && letters.is_some() && header.is_none() && hxl.is_none() {
                self.add(&at, format!("'{column}': say the header too, so that a moved column is noticed"));
            }
            if !headers && header.is_some() {
                self.add(&at, format!("'{column}': the file has no headers; say the column's letter alone, with 'at'"));
            }
            let only_key = occurrence.is_none() && hxl.is_none() && letters.is_none();
            if self.mapping.format == Format::Json && !only_key {
                self.add(&at, format!("'{column}': in JSON a column is its key alone"));
            }
        }
    }

    fn questions(&mut self, at: &str, questions: &BTreeMap<String, Question>, columns: &[Column]) {
        for (name, question) in questions {
            let at = format!("{at}.{name}");
            match columns.iter().find(|column| column.name == *name) {
                Some(column) => self.question(&at, question, column),
                None => self.add(at, format!("form '{}' has no such question here", self.mapping.form)),
            }
        }
    }

    fn question(&mut self, at: &str, question: &Question, column: &Column) {
        let kind = match question.sources().as_slice() {
            [only] => *only,
            [] => {
                return self
                    .add(at, "say where the answer comes from: column, sum, join, point, cases, place or constant");
            }
            many => return self.add(at, format!("the answer comes from one source, and these are {}", many.len())),
        };
        let fits = match kind {
            SourceKind::Sum => column.kind == ColumnType::Integer,
            SourceKind::Join => column.kind == ColumnType::Text,
            SourceKind::Point => column.kind == ColumnType::Point,
            SourceKind::Place => matches!(column.kind, ColumnType::Text | ColumnType::Choice),
            SourceKind::Column | SourceKind::Constant | SourceKind::Cases => convert::can_fill(column.kind),
        };
        if !fits {
            self.add(at, format!("{kind:?} cannot answer a question of type {:?}", column.kind));
        }
        self.place_level(at, question);
        self.words(at, question, column);
        if question.date_format.as_deref().is_some_and(|format| StrftimeItems::new(format).any(is_error)) {
            self.add(at, "date_format is not understood; write it as in %d/%m/%Y");
        }
    }

    fn place_level(&mut self, at: &str, question: &Question) {
        let deepest = self.mapping.places.levels.last().map_or(0, |level| level.level);
        if let Some(level) = question.place.filter(|level| *level > deepest) {
            self.add(at, format!("rows are placed at level {deepest}; there is no level {level}"));
        }
    }

    /// Whatever the mapping itself says must be a value of the question.
    fn words(&mut self, at: &str, question: &Question, column: &Column) {
        if !question.values.is_empty() && !matches!(column.kind, ColumnType::Text | ColumnType::Choice) {
            self.add(at, "only texts and choices can be translated with 'values'");
        }
        for case in &question.cases {
            if case.then.is_some() == case.missing.is_some() {
                self.add(at, "a case has either 'then' or 'missing'");
            }
            if case.when.is_empty() {
                self.add(at, "a case without conditions would be a silent default; say when it holds");
            }
        }
        let plain = Question { date_format: question.date_format.clone(), ..Question::default() };
        let cases = question.cases.iter().filter_map(|case| case.then.as_ref());
        for word in question.values.values().chain(cases).chain(&question.constant) {
            match Cell::from_text(word).map(|cell| convert::value(&cell, column, &plain)) {
                Some(Ok(_)) => {}
                Some(Err(trouble)) => self.add(at, format!("'{word}': {trouble}")),
                None => self.add(at, "an empty word is no value; use 'nulls' or 'missing'"),
            }
        }
    }

    fn repeats(&mut self, schema: &Schema) {
        for (name, repeat) in &self.mapping.repeats {
            let at = format!("repeats.{name}");
            if repeat.sheet.name.is_none() {
                self.add(&at, "say which sheet holds the entries");
            }
            match schema.column(name) {
                Some(column) if column.kind == ColumnType::Repeat => {
                    self.questions(&at, &repeat.questions, &column.columns);
                }
                _ => self.add(&at, format!("form '{}' has no such repeat", self.mapping.form)),
            }
            if repeat.questions.values().any(|question| question.place.is_some()) {
                self.add(&at, "entries of a repeat have no place of their own");
            }
        }
    }

    fn wholes(&mut self, schema: &Schema) {
        for whole in &self.mapping.wholes {
            for name in whole.parts.iter().chain([&whole.total]) {
                self.number("wholes", name, schema);
            }
            if whole.parts.is_empty() || whole.parts.contains(&whole.total) {
                self.add("wholes", format!("'{}' needs parts other than itself", whole.total));
            }
        }
    }

    fn totals(&mut self, schema: &Schema) {
        for total in &self.mapping.totals {
            self.number("totals", &total.question, schema);
            if position_of(&total.column).is_none() || total.occurrence == 0 {
                self.add("totals", format!("'{}': say the column's letter, and count from 1", total.question));
            }
        }
    }

    fn number(&mut self, at: &str, name: &str, schema: &Schema) {
        let whole = schema.column(name).is_some_and(|column| column.kind == ColumnType::Integer);
        if !whole || !self.mapping.questions.contains_key(name) {
            self.add(at, format!("'{name}' is not a whole number that this mapping fills"));
        }
    }
}

fn is_error(item: Item<'_>) -> bool {
    matches!(item, Item::Error)
}
