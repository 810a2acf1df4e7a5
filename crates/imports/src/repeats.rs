//! Entries of a repeat, joined to the rows they belong to.

use crate::{
    account::{self, Sorted},
    columns::{ColumnProblem, Columns, Found},
    mapping::{Mapping, Repeat},
    question::{Asked, gather},
    report::{Blame, Place, Problem, RowSpan, Severity, SheetReport, push_row},
    source::{Content, Row, Sheet, Visibility},
    trouble::Trouble,
};
use indexmap::IndexMap;
use std::collections::{BTreeMap, HashMap};
use vocab::{Answer, Column};

/// A repeat with its columns found.
pub(crate) struct RepeatPlan<'a> {
    pub name: &'a str,
    sheet: &'a Sheet,
    visibility: Visibility,
    columns: Columns,
    parent: Found,
    agrees: Vec<(Found, Found)>,
    asked: Vec<Asked<'a>>,
    /// In the main sheet.
    pub index: Found,
    sorted: Sorted<'a>,
}

/// One entry and the row it stands in.
pub(crate) struct Entry {
    row: u64,
    answers: IndexMap<String, Answer>,
}

/// The entries of a repeat by the row of the main sheet they belong to.
pub(crate) struct Joined {
    pub entries: BTreeMap<u64, Vec<Entry>>,
    pub report: SheetReport,
}

impl<'a> RepeatPlan<'a> {
    /// Finds the repeat's columns, and those it needs in the main sheet. `column` is the repeat's column in the form.
    pub fn new(
        name: &'a str,
        repeat: &'a Repeat,
        mapping: &'a Mapping,
        column: &'a Column,
        content: &'a Content,
        main: &Columns,
    ) -> Result<Self, Vec<ColumnProblem>> {
        let index = main.find(&repeat.index);
        let sheet_name = repeat.sheet.name.as_deref().unwrap_or_default();
        let (sheet, visibility) = match crate::plan::sheet(content, sheet_name) {
            Ok(found) => found,
            Err(problem) => return Err([vec![problem], index.err().unwrap_or_default()].concat()),
        };
        let columns = Columns::of(sheet, &repeat.sheet);
        let parent = columns.find(&repeat.parent);
        let agrees = gather(
            repeat.agrees.iter().map(|agreement| Ok((columns.find(&agreement.column)?, main.find(&agreement.parent)?))),
        );
        let fields = column.columns.iter().filter_map(|field| Some((field, repeat.questions.get(&field.name)?)));
        let asked = gather(fields.map(|(field, question)| Asked::new(field, question, &mapping.nulls, &columns)));
        match (parent, index, agrees, asked) {
            (Ok(parent), Ok(index), Ok(agrees), Ok(asked)) => {
                let sorted = account::sort(sheet, &repeat.sheet);
                Ok(Self { name, sheet, visibility, columns, parent, agrees, asked, index, sorted })
            }
            (parent, index, agrees, asked) => {
                let problems = [parent.err(), index.err(), agrees.err(), asked.err()];
                Err(problems.into_iter().flatten().flatten().collect())
            }
        }
    }

    /// Reads the entries and finds the row each belongs to.
    pub fn join(&self, main: &str, rows: &[&Row], problems: &mut Vec<Problem>) -> Joined {
        let parents = self.parents(rows);
        let mut joined = Joined { entries: BTreeMap::new(), report: self.report() };
        for row in &self.sorted.data {
            let mut blames = Vec::new();
            let parent = self.parent_of(row, main, &parents, &mut blames);
            let answers = self.answers(row, &mut blames);
            let at = Place { sheet: &self.sheet.name, row: row.number };
            problems.extend(blames.into_iter().map(|(severity, blame)| at.problem(severity, blame)));
            match (parent, answers) {
                (Some(parent), Some(answers)) => {
                    joined.report.accepted += 1;
                    let entry = Entry { row: row.number, answers };
                    joined.entries.entry(parent.number).or_default().push(entry);
                }
                _ => joined.report.refused += 1,
            }
        }
        joined
    }

    /// The rows of the main sheet by their index.
    fn parents<'r>(&self, rows: &[&'r Row]) -> HashMap<String, Vec<&'r Row>> {
        let mut parents: HashMap<String, Vec<&Row>> = HashMap::new();
        for row in rows {
            if let Some(cell) = row.cell(self.index.index) {
                parents.entry(cell.text().into_owned()).or_default().push(row);
            }
        }
        parents
    }

    fn parent_of<'r>(
        &self,
        row: &Row,
        main: &str,
        parents: &HashMap<String, Vec<&'r Row>>,
        blames: &mut Vec<(Severity, Blame)>,
    ) -> Option<&'r Row> {
        let index = row.cell(self.parent.index).map(|cell| cell.text().into_owned()).unwrap_or_default();
        let sheet = main.to_owned();
        let trouble = match parents.get(&index).map(Vec::as_slice) {
            Some([parent]) => {
                blames.extend(self.disagreements(row, parent, main));
                return Some(parent);
            }
            Some(several) => Trouble::ManyParents { sheet, rows: row_list(several) },
            None => Trouble::NoParent { sheet },
        };
        let blame = Blame::value(&self.parent.name, index, trouble);
        blames.push((Severity::RowRefused, blame));
        None
    }

    fn disagreements(&self, row: &Row, parent: &Row, main: &str) -> Vec<(Severity, Blame)> {
        let text = |row: &Row, found: &Found| row.cell(found.index).map(|cell| cell.text().into_owned());
        let pairs = self.agrees.iter().map(|(ours, theirs)| (ours, text(row, ours), text(parent, theirs)));
        pairs
            .filter(|(_, said, parent)| said != parent)
            .map(|(found, said, parent_says)| {
                let trouble = Trouble::ParentDisagrees {
                    sheet: main.to_owned(),
                    row: parent.number,
                    parent: parent_says.unwrap_or_default(),
                };
                (Severity::Note, Blame::value(&found.name, said.unwrap_or_default(), trouble))
            })
            .collect()
    }

    fn answers(&self, row: &Row, blames: &mut Vec<(Severity, Blame)>) -> Option<IndexMap<String, Answer>> {
        let answers: Vec<_> =
            self.asked.iter().map(|asked| Some((asked.column.name.clone(), asked.answer(row, &[], blames)?))).collect();
        answers.into_iter().collect()
    }

    fn report(&self) -> SheetReport {
        let mut used: Vec<u32> = self.asked.iter().flat_map(Asked::found).map(|found| found.index).collect();
        used.push(self.parent.index);
        used.extend(self.agrees.iter().map(|(found, _)| found.index));
        SheetReport {
            sheet: self.sheet.name.clone(),
            visibility: self.visibility,
            repeat: Some(self.name.to_owned()),
            read: self.sorted.read,
            accepted: 0,
            refused: 0,
            skipped: self.sorted.skipped.clone(),
            unread_columns: unread(&self.columns, &used),
        }
    }

    /// The columns of the main sheet that the join needs.
    pub fn main_columns(&self) -> impl Iterator<Item = u32> + '_ {
        self.agrees.iter().map(|(_, found)| found.index).chain([self.index.index])
    }
}

impl Joined {
    /// The entries of a row, in the order of their sheet.
    pub fn take(&self, row: u64) -> Vec<IndexMap<String, Answer>> {
        let entries = self.entries.get(&row).map(Vec::as_slice).unwrap_or_default();
        entries.iter().map(|entry| entry.answers.clone()).collect()
    }

    /// Refuses the entries of a row that is refused itself.
    pub fn refuse(&mut self, parent: u64, main: &str, problems: &mut Vec<Problem>) {
        for entry in self.entries.remove(&parent).unwrap_or_default() {
            self.report.accepted -= 1;
            self.report.refused += 1;
            let trouble = Trouble::ParentRefused { sheet: main.to_owned(), row: parent };
            let at = Place { sheet: &self.report.sheet, row: entry.row };
            problems.push(at.problem(Severity::RowRefused, Blame::row(trouble)));
        }
    }
}

/// The columns that nothing uses.
pub(crate) fn unread(columns: &Columns, used: &[u32]) -> Vec<crate::ColumnName> {
    columns.named().filter(|found| !used.contains(&found.index)).map(|found| found.name).collect()
}

fn row_list(rows: &[&Row]) -> String {
    let mut spans: Vec<RowSpan> = Vec::new();
    for row in rows {
        push_row(&mut spans, row.number);
    }
    spans.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
