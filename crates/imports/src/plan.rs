//! A mapping with everything it names found in the file, or all that was not found.

use crate::{
    ImportError, Mapping,
    account::{self, Sorted},
    columns::{ColumnProblem, Columns, Found},
    mapping::Notice,
    near::NearDuplicates,
    places::{LevelColumns, PlaceLookup, Placer},
    question::{Asked, Test, gather, tests},
    repeats::{RepeatPlan, unread},
    report::SheetReport,
    round::Rounds,
    source::{Content, Sheet, Visibility, sheets_of},
};
use std::collections::HashMap;
use vocab::{RoundNumber, Schema};

/// What to do with each row.
pub(crate) struct Plan<'a> {
    pub mapping: &'a Mapping,
    pub schema: &'a Schema,
    pub sheet: &'a Sheet,
    pub sorted: Sorted<'a>,
    pub rounds: Rounds<'a>,
    pub identity: Vec<Found>,
    pub placer: Placer<'a>,
    pub asked: Vec<Asked<'a>>,
    pub repeats: Vec<RepeatPlan<'a>>,
    pub notices: Vec<(Vec<Test>, &'a str)>,
    pub near: Option<NearDuplicates<'a>>,
    visibility: Visibility,
    columns: Columns,
}

type Looked<T> = Result<T, Vec<ColumnProblem>>;

/// Keeps the problems and goes on, so that all are found.
struct Findings<'p>(&'p mut Vec<ColumnProblem>);

impl Findings<'_> {
    fn keep<T>(&mut self, result: Looked<T>) -> Option<T> {
        result.map_err(|problems| self.0.extend(problems)).ok()
    }
}

impl<'a> Plan<'a> {
    /// Finds everything the mapping names. The mapping has been checked against the form before.
    pub fn new(
        mapping: &'a Mapping,
        schema: &'a Schema,
        content: &'a Content,
        lookup: &'a dyn PlaceLookup,
        round: Option<RoundNumber>,
    ) -> Result<Self, ImportError> {
        let mut problems = Vec::new();
        let plan = Self::find(mapping, schema, content, lookup, round, &mut problems);
        match plan {
            Some(plan) if problems.is_empty() => Ok(plan),
            _ => Err(ImportError::Columns { mapping: mapping.code.clone(), problems: distinct(problems) }),
        }
    }

    fn find(
        mapping: &'a Mapping,
        schema: &'a Schema,
        content: &'a Content,
        lookup: &'a dyn PlaceLookup,
        round: Option<RoundNumber>,
        problems: &mut Vec<ColumnProblem>,
    ) -> Option<Self> {
        let names = sheets_of(mapping);
        problems.extend(names.iter().skip(1).filter_map(|name| sheet(content, name).err()));
        let main = names.first().map(String::as_str).unwrap_or_default();
        let mut findings = Findings(problems);
        let (sheet, visibility) = findings.keep(sheet(content, main).map_err(|problem| vec![problem]))?;
        let columns = Columns::of(sheet, &mapping.sheet);
        findings.keep(columns.check_hashtags(mapping.sheet.hxl_row));

        let rounds = findings.keep(Rounds::find(round, mapping, &columns));
        let identity = findings.keep(gather(mapping.identity.columns.iter().map(|wanted| columns.find(wanted))));
        let levels = findings.keep(levels(mapping, &columns));
        let fields = schema.columns.iter().filter_map(|field| Some((field, mapping.questions.get(&field.name)?)));
        let asked = findings
            .keep(gather(fields.map(|(field, question)| Asked::new(field, question, &mapping.nulls, &columns))));
        let repeats = findings.keep(gather(mapping.repeats.iter().filter_map(|(name, repeat)| {
            let column = schema.column(name)?;
            Some(RepeatPlan::new(name, repeat, mapping, column, content, &columns))
        })));
        let notices = findings.keep(gather(mapping.notices.iter().map(|notice| found_notice(notice, &columns))));
        let near = findings.keep(near(mapping, &columns));

        let placer = Placer { levels: levels?, rewrite: &mapping.places.rewrite, nulls: &mapping.nulls, lookup };
        Some(Self {
            mapping,
            schema,
            sheet,
            sorted: account::sort(sheet, &mapping.sheet),
            rounds: rounds?,
            identity: identity?,
            placer,
            asked: asked?,
            repeats: repeats?,
            notices: notices?,
            near: near?,
            visibility,
            columns,
        })
    }

    /// The report of the main sheet before any row is accepted or refused.
    pub fn report(&self) -> SheetReport {
        SheetReport {
            sheet: self.sheet.name.clone(),
            visibility: self.visibility,
            repeat: None,
            read: self.sorted.read,
            accepted: 0,
            refused: 0,
            skipped: self.sorted.skipped.clone(),
            unread_columns: unread(&self.columns, &self.used()),
        }
    }

    fn used(&self) -> Vec<u32> {
        let mut used: Vec<u32> = self.asked.iter().flat_map(Asked::found).map(|found| found.index).collect();
        used.extend(self.identity.iter().map(|found| found.index));
        if let Rounds::Column(found, _) = &self.rounds {
            used.push(found.index);
        }
        for level in &self.placer.levels {
            used.push(level.code.index);
            used.extend(level.name.iter().map(|found| found.index));
        }
        used.extend(self.notices.iter().flat_map(|(tests, _)| tests).map(|test| test.found.index));
        used.extend(self.repeats.iter().flat_map(RepeatPlan::main_columns));
        used
    }
}

fn levels<'a>(mapping: &'a Mapping, columns: &Columns) -> Looked<Vec<LevelColumns<'a>>> {
    gather(mapping.places.levels.iter().map(|level| {
        let name = level.name.as_ref().map(|wanted| columns.find(wanted)).transpose();
        match (columns.find(&level.code), name) {
            (Ok(code), Ok(name)) => Ok(LevelColumns { level: level.level, code, codes: &level.codes, name }),
            (code, name) => Err([code.err(), name.err()].into_iter().flatten().flatten().collect()),
        }
    }))
}

fn found_notice<'a>(notice: &'a Notice, columns: &Columns) -> Looked<(Vec<Test>, &'a str)> {
    Ok((tests(&notice.when, columns)?, &notice.why))
}

fn near<'a>(mapping: &'a Mapping, columns: &Columns) -> Looked<Option<NearDuplicates<'a>>> {
    let Some(rule) = &mapping.near_duplicates else { return Ok(None) };
    // A key that no row of a JSON document has is one in which no row differs.
    let ignoring: Vec<_> = rule.ignoring.iter().filter_map(|wanted| columns.find(wanted).ok()).collect();
    Ok(Some(NearDuplicates { ignoring, why: &rule.why, seen: HashMap::new() }))
}

/// A sheet that was read, and whether it is hidden.
pub(crate) fn sheet<'c>(content: &'c Content, name: &str) -> Result<(&'c Sheet, Visibility), ColumnProblem> {
    let visibility = content.names.iter().find(|(found, _)| found == name).map(|(_, visibility)| *visibility);
    content.sheet(name).zip(visibility).ok_or_else(|| ColumnProblem::NoSheet {
        sheet: name.to_owned(),
        names: content.names.iter().map(|(name, _)| format!("'{name}'")).collect::<Vec<_>>().join(", "),
    })
}

/// The same column may be named twice in a mapping; its absence is told once.
fn distinct(problems: Vec<ColumnProblem>) -> Vec<ColumnProblem> {
    let mut told = Vec::with_capacity(problems.len());
    for problem in problems {
        if !told.contains(&problem) {
            told.push(problem);
        }
    }
    told
}
