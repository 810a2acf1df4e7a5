//! A file read through a mapping.

use crate::{
    ImportError, ImportReport, Limits, Mapping, PlaceLookup, Progress, SourceFile,
    identity::Identities,
    plan::Plan,
    progress::{Reporter, Stage},
    repeats::Joined,
    report::{Blame, Place, Problem, Severity, SheetReport, UnreadSheet},
    round::Rounds,
    source::{self, Content, Row, Wanted},
    totals,
    trouble::Trouble,
    whole,
};
use indexmap::IndexMap;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use vocab::{Answer, ColumnType, Pcode, Record, RecordSource, RoundNumber, Schema, Value};

/// What whoever imports decides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// The round, for a mapping that does not say it.
    pub round: Option<RoundNumber>,
    /// How large the file may be.
    pub limits: Limits,
}

/// The records of a file, in the order of its rows, and what became of every row.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The accepted rows as records, each with its round.
    pub records: Vec<(RoundNumber, Record)>,
    /// What became of every row.
    pub report: ImportReport,
}

/// Reads a file through a mapping into records of the form `schema` describes. The same bytes give the same records.
///
/// # Errors
/// When nothing can be read: the mapping does not fit the form, the file is damaged, too large or lacks sheets or columns
/// the mapping names, or nobody says the round. Problems of single rows are in the report.
pub fn read_file(
    mapping: &Mapping,
    file: SourceFile<'_>,
    options: &Options,
    schema: &Schema,
    places: &dyn PlaceLookup,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import, ImportError> {
    let problems = mapping.check(schema);
    if !problems.is_empty() {
        return Err(ImportError::Mapping(problems));
    }
    let round = Rounds::settle(mapping, options.round)?;
    let mut reporter = Reporter::new(progress);
    let wanted = Wanted { sheets: &source::sheets_of(mapping), rows: None };
    let content = source::read(file, mapping.format, &mapping.json, wanted, &options.limits, &mut reporter)?;
    let plan = Plan::new(mapping, schema, &content, places, round)?;
    Ok(Run::new(plan, file).run(&content, &mut reporter))
}

/// An import under way.
struct Run<'a> {
    plan: Plan<'a>,
    file: SourceFile<'a>,
    sha256: String,
    identities: Identities,
    joined: Vec<Joined>,
    records: Vec<(RoundNumber, Record)>,
    main: SheetReport,
    problems: Vec<Problem>,
}

impl<'a> Run<'a> {
    fn new(plan: Plan<'a>, file: SourceFile<'a>) -> Self {
        let sha256 = hex::encode(Sha256::digest(file.bytes));
        let identities = Identities::new(plan.identity.clone(), &sha256);
        let main = plan.report();
        Self { plan, file, sha256, identities, joined: Vec::new(), records: Vec::new(), main, problems: Vec::new() }
    }

    fn run(mut self, content: &Content, reporter: &mut Reporter<'_>) -> Import {
        let rows = std::mem::take(&mut self.plan.sorted.data);
        let (sheet, problems) = (&self.plan.sheet.name, &mut self.problems);
        self.joined = self.plan.repeats.iter().map(|repeat| repeat.join(sheet, &rows, problems)).collect();
        let total = rows.len() as u64;
        for (done, row) in (1..).zip(rows) {
            self.row(row);
            reporter.step(Stage::Converting, done, Some(total));
        }
        self.finish(content)
    }

    fn row(&mut self, row: &Row) {
        let mut blames = Vec::new();
        let record = self.record(row, &mut blames);
        blames.extend(self.remarks(row));
        let at = Place { sheet: &self.plan.sheet.name, row: row.number };
        self.problems.extend(blames.into_iter().map(|(severity, blame)| at.problem(severity, blame)));
        match record {
            Some(record) => {
                self.main.accepted += 1;
                self.records.push(record);
            }
            None => {
                self.main.refused += 1;
                for joined in &mut self.joined {
                    joined.refuse(row.number, &self.plan.sheet.name, &mut self.problems);
                }
            }
        }
    }

    /// The row as a record. Everything wrong with it is said, not only the first thing.
    fn record(&mut self, row: &Row, blames: &mut Vec<(Severity, Blame)>) -> Option<(RoundNumber, Record)> {
        let round = self.plan.rounds.of(row);
        let round = round.map_err(|blame| blames.push((Severity::RowRefused, blame))).ok();
        let key = self.identities.key(&self.plan.sheet.name, row, round);
        let key = key.map_err(|blame| blames.push((Severity::RowRefused, blame))).ok();
        let places = self.plan.placer.place(row, blames);
        let answers = self.answers(row, places.as_deref().unwrap_or_default(), blames);
        if blames.iter().any(|(severity, _)| *severity == Severity::RowRefused) {
            return None;
        }
        let record = Record { key: key?, source: self.source(row), places: places?, answers };
        Some((round?, record))
    }

    fn answers(&self, row: &Row, places: &[Pcode], blames: &mut Vec<(Severity, Blame)>) -> IndexMap<String, Answer> {
        let (mut answers, mut broken) = (IndexMap::new(), Vec::new());
        for column in &self.plan.schema.columns {
            let name = &column.name;
            let answer = if column.kind == ColumnType::Repeat {
                let joined = self.plan.repeats.iter().zip(&self.joined).find(|(repeat, _)| repeat.name == name);
                joined.map(|(_, joined)| Value::Repeat(joined.take(row.number)).into())
            } else {
                let asked = self.plan.asked.iter().find(|asked| asked.column.name == *name);
                let before = blames.len();
                let answer = asked.and_then(|asked| asked.answer(row, places, blames));
                if blames.len() > before {
                    broken.push(name.as_str());
                }
                answer
            };
            answers.extend(answer.map(|answer| (name.clone(), answer)));
        }
        blames.extend(self.plan.mapping.wholes.iter().filter_map(|whole| whole::apply(whole, &mut answers, &broken)));
        answers
    }

    /// What is worth knowing of the row, whatever becomes of it.
    fn remarks(&mut self, row: &Row) -> Vec<(Severity, Blame)> {
        let fitting = self.plan.notices.iter().filter(|(tests, _)| tests.iter().all(|test| test.holds(row)));
        let notices = fitting.map(|(_, why)| Blame::row(Trouble::Notice { why: (*why).to_owned() }));
        let mut remarks: Vec<_> = notices.collect();
        remarks.extend(self.plan.near.as_mut().and_then(|near| near.look(row)));
        remarks.into_iter().map(|blame| (Severity::Note, blame)).collect()
    }

    fn source(&self, row: &Row) -> RecordSource {
        RecordSource::Row {
            file: self.file.name.to_owned(),
            sha256: self.sha256.clone(),
            sheet: self.plan.sheet.name.clone(),
            row: row.number,
        }
    }

    fn finish(mut self, content: &Content) -> Import {
        let mapping = self.plan.mapping;
        let mut totals = Vec::new();
        for total in &mapping.totals {
            let (report, problem) = totals::compare(total, content, &self.records);
            totals.push(report);
            self.problems.extend(problem);
        }
        let unanswered = self.unanswered();
        let mut sheets = vec![self.main];
        sheets.extend(self.joined.into_iter().map(|joined| joined.report));
        let order = |problem: &Problem| content.names.iter().position(|(name, _)| *name == problem.sheet);
        self.problems.sort_by_key(|problem| (order(problem), problem.row, problem.severity));
        let mut rounds = BTreeMap::new();
        for (round, _) in &self.records {
            *rounds.entry(*round).or_insert(0) += 1;
        }
        let report = ImportReport {
            file: self.file.name.to_owned(),
            sha256: self.sha256,
            bytes: self.file.bytes.len() as u64,
            mapping: mapping.code.clone(),
            mapping_version: mapping.version.clone(),
            exercise: mapping.exercise.clone(),
            form: mapping.form.clone(),
            rounds,
            sheets,
            unread: unread_sheets(content),
            totals,
            unanswered,
            problems: self.problems,
        };
        Import { records: self.records, report }
    }

    fn unanswered(&self) -> Vec<String> {
        let mapping = self.plan.mapping;
        let answered = |name: &String| mapping.questions.contains_key(name) || mapping.repeats.contains_key(name);
        self.plan.schema.columns.iter().map(|column| column.name.clone()).filter(|name| !answered(name)).collect()
    }
}

fn unread_sheets(content: &Content) -> Vec<UnreadSheet> {
    let unread = content.names.iter().filter(|(name, _)| content.sheet(name).is_none());
    unread.map(|(name, visibility)| UnreadSheet { sheet: name.clone(), visibility: *visibility }).collect()
}
