//! `inzira form check`.

use super::{
    REFUSED, Speaking,
    output::{counted, print},
    read,
};
use clap::Args;
use forms::{CompileOptions, Problem, Severity, compile};
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use vocab::Language;

/// List everything that is wrong with workbooks.
#[derive(Debug, Args)]
pub struct Check {
    /// XLSForms: .xlsx, .xls, .csv or Markdown tables.
    #[arg(required = true)]
    workbooks: Vec<PathBuf>,
    /// One line of JSON for each workbook, on standard output.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    speaking: Speaking,
}

/// What is said of one workbook.
#[derive(Debug, Serialize)]
struct Checked<'a> {
    file: &'a str,
    /// Whether it can be published.
    ok: bool,
    errors: usize,
    warnings: usize,
    problems: Vec<Problem>,
}

impl Check {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let mut refused = false;
        for workbook in &self.workbooks {
            refused |= !self.check(workbook)?;
        }
        Ok(if refused { ExitCode::from(REFUSED) } else { ExitCode::SUCCESS })
    }

    /// Checks one; `false` if it is refused.
    fn check(&self, workbook: &Path) -> anyhow::Result<bool> {
        let (name, bytes) = read(workbook)?;
        let (ok, problems) = match compile(&name, &bytes, &CompileOptions::default()) {
            Ok(compiled) => (true, compiled.warnings),
            Err(problems) => (false, problems.0),
        };
        let problems: Vec<Problem> = problems.into_iter().map(|problem| self.speaking.said(problem)).collect();
        let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        let file = workbook.to_string_lossy();
        let checked = Checked { file: &file, ok, errors, warnings: problems.len() - errors, problems };
        if self.json {
            print(&format!("{}\n", serde_json::to_string(&checked)?))?
        } else {
            checked.tell(self.speaking.language)?
        }
        Ok(ok)
    }
}

impl Checked<'_> {
    fn tell(&self, language: Language) -> anyhow::Result<()> {
        let words = Words::of(language);
        for problem in &self.problems {
            let severity = match problem.severity {
                Severity::Error => words.error,
                Severity::Warning => words.warning,
            };
            eprintln!("{severity}[{}]: {problem}", problem.code);
        }
        let verdict = if self.ok { words.good } else { words.refused };
        let (errors, warnings) = (counted(self.errors, words.error), counted(self.warnings, words.warning));
        print(&format!("{} {verdict}{} {errors}, {warnings}.\n", self.file, words.colon))
    }
}

/// What is said around the problems.
struct Words {
    error: &'static str,
    warning: &'static str,
    good: &'static str,
    refused: &'static str,
    colon: &'static str,
}

impl Words {
    /// In that language; Kirundi readers are answered in French, as by the problems themselves.
    const fn of(language: Language) -> Self {
        match language {
            Language::English => {
                Self { error: "error", warning: "warning", good: "can be published", refused: "is refused", colon: ":" }
            }
            Language::French | Language::Kirundi => Self {
                error: "erreur",
                warning: "avertissement",
                good: "peut être publié",
                refused: "est refusé",
                colon: "\u{a0}:",
            },
        }
    }
}
