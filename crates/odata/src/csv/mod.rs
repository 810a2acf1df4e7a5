//! The CSV files of a form's submissions, as in Central's `submissions.csv.zip`: one of the submissions and one of each
//! repeat, joined by `KEY` and `PARENT_KEY`. Answers stand in them as they were sent.

mod files;
mod formulas;
mod sheet;

use crate::{
    entry::{Broken, Entry},
    feed::FeedError,
    moment,
    shape::Shape,
    submission::{Content, Submission},
};
use csv::{Terminator, Writer, WriterBuilder};
use formulas::guarded;
use sheet::Sheet;
use std::{
    collections::HashMap,
    io::{self, Write},
};

/// How the files are written. Questions of older versions (`deletedFields`) are in them if they are in the shape:
/// [`Shape::of_versions`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvOptions {
    /// `groupPaths`: whether the names of columns begin with those of their groups.
    pub group_paths: bool,
    /// `splitSelectMultiples`: whether each choice of a question with several has a column of 0 and 1.
    pub split_select_multiples: bool,
    /// Which choices those are, by the question's path from the root, `group/question`, where they shall be others than the
    /// form's. Central has those that were chosen at least once.
    pub choices: HashMap<String, Vec<String>>,
    /// Only the file of the submissions: Central's `submissions.csv`.
    pub root_only: bool,
    /// Whether texts that a spreadsheet would take for formulas get an apostrophe before them. Central does not do it, and
    /// programs that read the files back must then take it off.
    pub guard_formulas: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self {
            group_paths: true,
            split_select_multiples: false,
            choices: HashMap::new(),
            root_only: false,
            guard_formulas: false,
        }
    }
}

/// The files, being written. One submission is held at a time.
pub struct CsvExport<'shape, W: Write> {
    shape: &'shape Shape,
    guard_formulas: bool,
    files: Vec<File<W>>,
}

struct File<W: Write> {
    sheet: Sheet,
    writer: Writer<W>,
}

/// Columns of the submissions before the answers, and after them.
const BEFORE: [&str; 1] = ["SubmissionDate"];
const AFTER: [&str; 10] = [
    "KEY",
    "SubmitterID",
    "SubmitterName",
    "AttachmentsPresent",
    "AttachmentsExpected",
    "Status",
    "ReviewState",
    "DeviceID",
    "Edits",
    "FormVersion",
];
const AFTER_REPEAT: [&str; 2] = ["PARENT_KEY", "KEY"];

impl<'shape, W: Write> CsvExport<'shape, W> {
    /// Begins the files, each with its header. `open` gives what a file of that name is written to; the file of the
    /// submissions comes first.
    ///
    /// # Errors
    /// As `open` and its outputs say.
    pub fn new(
        shape: &'shape Shape,
        options: &CsvOptions,
        mut open: impl FnMut(&str) -> io::Result<W>,
    ) -> io::Result<Self> {
        let mut files = Vec::new();
        let tables = if options.root_only { shape.tables().get(..1).unwrap_or_default() } else { shape.tables() };
        for (table, name) in tables.iter().zip(files::names(shape)) {
            let sheet = Sheet::of(table, options);
            let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(open(&name)?);
            let answers = sheet.header.iter().map(String::as_str);
            let header: Vec<&str> = if table.parent.is_none() {
                BEFORE.into_iter().chain(answers).chain(AFTER).collect()
            } else {
                answers.chain(AFTER_REPEAT).collect()
            };
            writer.write_record(header)?;
            files.push(File { sheet, writer });
        }
        Ok(Self { shape, guard_formulas: options.guard_formulas, files })
    }

    /// Writes the rows of a submission.
    ///
    /// # Errors
    /// [`FeedError::Broken`] before anything of it is written; [`FeedError::Output`].
    pub fn push(&mut self, submission: &Submission<'_>) -> Result<(), FeedError> {
        let instance_id = submission.instance_id;
        let broken = |source: Broken| FeedError::Broken { instance_id: instance_id.to_owned(), source };
        let entry = match submission.content {
            Content::Xml(xml) => Some(Entry::read(self.shape, xml).map_err(broken)?),
            Content::Encrypted { .. } => None,
        };
        let Some(file) = self.files.first_mut() else { return Ok(()) };
        let mut row = vec![moment::written(submission.system.submission_date)];
        match &entry {
            Some(entry) => file.sheet.push_answers(entry, &mut row),
            None => row.resize(BEFORE.len() + file.sheet.header.len(), String::new()),
        }
        push_system(submission, &mut row);
        write(&mut file.writer, row, self.guard_formulas)?;
        if let Some(entry) = entry.filter(|_| self.files.len() > 1) {
            self.push_entries(0, &entry, instance_id)?;
        }
        Ok(())
    }

    /// The rows of the repeats in `entry`, which is of that table and has that key.
    fn push_entries(&mut self, table: usize, entry: &Entry, key: &str) -> Result<(), FeedError> {
        let Some(table) = self.shape.tables().get(table) else { return Ok(()) };
        for (inner, entries) in table.repeats.iter().zip(&entry.repeats) {
            let steps = self.shape.tables().get(*inner).map(|table| table.steps.join("/")).unwrap_or_default();
            for (number, entry) in entries.iter().enumerate() {
                let inner_key = format!("{key}/{steps}[{}]", number + 1);
                if let Some(file) = self.files.get_mut(*inner) {
                    let mut row = Vec::new();
                    file.sheet.push_answers(entry, &mut row);
                    row.extend([key.to_owned(), inner_key.clone()]);
                    write(&mut file.writer, row, self.guard_formulas)?;
                }
                self.push_entries(*inner, entry, &inner_key)?;
            }
        }
        Ok(())
    }

    /// Writes what is left and gives the outputs back, in the order in which they were opened.
    ///
    /// # Errors
    /// As the outputs say.
    pub fn finish(self) -> io::Result<Vec<W>> {
        self.files.into_iter().map(|file| file.writer.into_inner().map_err(csv::IntoInnerError::into_error)).collect()
    }
}

fn push_system(submission: &Submission<'_>, row: &mut Vec<String>) {
    let system = &submission.system;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    row.extend([
        submission.instance_id.to_owned(),
        text(system.submitter_id),
        text(system.submitter_name),
        system.attachments_present.to_string(),
        system.attachments_expected.to_string(),
        text(status(submission.content)),
        text(system.review_state),
        text(system.device_id),
        system.edits.to_string(),
        system.form_version.to_owned(),
    ]);
}

/// In words, unlike in the feed.
fn status(content: Content<'_>) -> Option<&'static str> {
    match content {
        Content::Xml(_) => None,
        Content::Encrypted { has_data: true } => Some("not decrypted"),
        Content::Encrypted { has_data: false } => Some("missing encrypted form data"),
    }
}

fn write<W: Write>(writer: &mut Writer<W>, mut row: Vec<String>, guard: bool) -> io::Result<()> {
    if guard {
        row.iter_mut().for_each(guarded);
    }
    Ok(writer.write_record(row)?)
}
