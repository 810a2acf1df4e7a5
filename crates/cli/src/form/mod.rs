//! `inzira form`. Exit codes for scripts: 0 done, 1 the form is refused (or, of `diff`, a comparison breaks), 2 a file
//! cannot be read or written, or the command line makes no sense. 100 and above are failures of this program itself.

mod check;
mod compile;
mod convert;
mod diff;
mod output;
mod publish;
mod xls2xform;

use crate::data::DataFolder;
use anyhow::Context;
use clap::{Args, Subcommand};
use forms::Problem;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use vocab::Language;

/// The form is refused, or a comparison breaks.
const REFUSED: u8 = 1;
/// A file could not be read or written.
const TROUBLE: u8 = 2;

/// What to do with forms.
#[derive(Debug, Subcommand)]
pub enum FormCommand {
    /// List everything that is wrong with workbooks.
    ///
    /// Exits 0 if all of them can be published, 1 if one is refused, 2 if one cannot be read.
    Check(check::Check),
    /// Write the XForm of a workbook, in place of xls2xform.
    ///
    /// Exits 0 if it was written, 1 if the form is refused, 2 if a file cannot be read or written.
    Compile(compile::Compile),
    /// Say what changed between two versions of a form, and what that does to a comparison of rounds.
    ///
    /// Exits 0 if rounds stay comparable, 1 if a change breaks comparison, 2 if one of the forms cannot be compiled.
    Diff(diff::Diff),
    /// Write a workbook as Markdown tables, for reviewing changes.
    ToMarkdown(convert::ToMarkdown),
    /// Write a workbook as .xlsx, for editing.
    ToXlsx(convert::ToXlsx),
    /// Publish a workbook in an operation.
    Publish(publish::Publish),
}

/// In which language messages are.
#[derive(Debug, Clone, Copy, Args)]
struct Speaking {
    /// Language of messages: en or fr (rn gives French).
    #[arg(long, default_value = "en")]
    language: Language,
}

impl Speaking {
    /// A problem in the words of that language.
    fn said(self, problem: Problem) -> Problem {
        problem.in_language(self.language)
    }
}

impl FormCommand {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<ExitCode> {
        let done = match self {
            Self::Publish(command) => return command.run(folder).await.map(|()| ExitCode::SUCCESS),
            Self::Check(command) => command.run(),
            Self::Compile(command) => command.run(),
            Self::Diff(command) => command.run(),
            Self::ToMarkdown(command) => command.run(),
            Self::ToXlsx(command) => command.run(),
        };
        Ok(done.unwrap_or_else(|error| {
            eprintln!("{error:#}");
            ExitCode::from(TROUBLE)
        }))
    }
}

/// A file's name, for telling what kind it is, and its bytes.
fn read(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes))
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

/// A file beside another, of the same name but for its extension.
fn beside(path: &Path, extension: &str) -> PathBuf {
    path.with_extension(extension)
}
