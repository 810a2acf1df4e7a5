//! `inzira form to-markdown` and `inzira form to-xlsx`.

use super::{REFUSED, Speaking, beside, output::print, read, write};
use anyhow::{Context, bail};
use clap::Args;
use forms::{Limits, Workbook};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Write a workbook as Markdown tables.
#[derive(Debug, Args)]
pub struct ToMarkdown {
    #[command(flatten)]
    files: Files,
}

/// Write a workbook as .xlsx.
#[derive(Debug, Args)]
pub struct ToXlsx {
    #[command(flatten)]
    files: Files,
}

#[derive(Debug, Args)]
struct Files {
    /// XLSForm: .xlsx, .xls, .csv or Markdown tables. It need not compile.
    input: PathBuf,
    /// Where it goes, - for standard output; beside the input if it is left out and nothing is there yet.
    output: Option<PathBuf>,
    #[command(flatten)]
    speaking: Speaking,
}

impl ToMarkdown {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let Some(workbook) = self.files.workbook()? else { return Ok(ExitCode::from(REFUSED)) };
        let text = workbook.to_markdown();
        if self.files.output.as_deref() == Some(Path::new("-")) {
            print(&text)?;
        } else {
            write(&self.files.output("md")?, text.as_bytes())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl ToXlsx {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let Some(workbook) = self.files.workbook()? else { return Ok(ExitCode::from(REFUSED)) };
        let bytes = workbook.to_xlsx().with_context(|| format!("{}", self.files.input.display()))?;
        write(&self.files.output("xlsx")?, &bytes)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Files {
    /// The workbook, or nothing after its problems were told. What is left out of it is told, too.
    fn workbook(&self) -> anyhow::Result<Option<Workbook>> {
        let (name, bytes) = read(&self.input)?;
        let workbook = match Workbook::read(&name, &bytes, &Limits::default()) {
            Ok(workbook) => workbook,
            Err(problems) => {
                for problem in problems.0 {
                    eprintln!("{}", self.speaking.said(problem));
                }
                return Ok(None);
            }
        };
        for sheet in workbook.sheets.iter().filter(|sheet| !sheet.is_of_a_form()) {
            eprintln!("Sheet '{}' is not part of an XLSForm and is left out.", sheet.name);
        }
        Ok(Some(workbook))
    }

    /// What was named, or a file beside the input. Nothing is replaced that was not named.
    fn output(&self, extension: &str) -> anyhow::Result<PathBuf> {
        if let Some(output) = &self.output {
            return Ok(output.clone());
        }
        let output = beside(&self.input, extension);
        if output.exists() {
            bail!("{0} is there already: name it as OUTPUT to replace it", output.display());
        }
        Ok(output)
    }
}
