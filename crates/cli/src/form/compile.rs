//! `inzira form compile`: what `xls2xform` does, called as it is called.

use super::{
    REFUSED, Speaking, TROUBLE, beside,
    output::print,
    read, write,
    xls2xform::{self, Answer},
};
use anyhow::Context;
use clap::Args;
use forms::{CompileOptions, Compiled, Problems, Severity, compile};
use std::{path::PathBuf, process::ExitCode};

/// Write the XForm of a workbook, in place of xls2xform.
#[derive(Debug, Args)]
pub struct Compile {
    /// XLSForm: .xlsx, .xls, .csv or Markdown tables. Its name without extension is the form's id where the settings give
    /// none.
    input: PathBuf,
    /// Where the XForm goes; beside the input, as .xml, if it is left out. itemsets.csv goes beside it, if the form has
    /// external choices.
    output: Option<PathBuf>,
    /// Name of the root of the primary instance where the settings give none; 'data' if it is left out.
    #[arg(long, alias = "form_name", value_name = "NAME")]
    form_name: Option<String>,
    /// End the output with one line: {"code": 100, "message": "Ok!", "warnings": []}. 100 is fine, 101 fine with warnings,
    /// 999 refused.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    ignored: xls2xform::Ignored,
    #[command(flatten)]
    speaking: Speaking,
}

impl Compile {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let done = self.compile();
        if self.json { self.answer(done) } else { self.tell(done) }
    }

    /// Compiles and writes. The outer error is a file that cannot be read or written, the inner one a refused form.
    fn compile(&self) -> anyhow::Result<Result<Compiled, Problems>> {
        let (name, bytes) = read(&self.input)?;
        let options = CompileOptions { form_name: self.form_name.clone(), ..CompileOptions::default() };
        let compiled = match compile(&name, &bytes, &options) {
            Ok(compiled) => compiled,
            Err(problems) => return Ok(Err(problems)),
        };
        let output = self.output.clone().unwrap_or_else(|| beside(&self.input, "xml"));
        write(&output, compiled.xform.as_bytes())?;
        if let Some(itemsets) = &compiled.itemsets {
            let path = output.parent().map(|folder| folder.join("itemsets.csv"));
            let path = path.with_context(|| format!("{} is in no folder", output.display()))?;
            write(&path, itemsets.as_bytes())?;
            eprintln!("External choices are in {}.", path.display());
        }
        Ok(Ok(compiled))
    }

    fn answer(&self, done: anyhow::Result<Result<Compiled, Problems>>) -> anyhow::Result<ExitCode> {
        let (answer, code) = match done {
            Ok(Ok(compiled)) => {
                let warnings = compiled.warnings.into_iter().map(|warning| self.speaking.said(warning).to_string());
                (Answer::converted(warnings.collect()), ExitCode::SUCCESS)
            }
            Ok(Err(problems)) => {
                let (errors, warnings): (Vec<_>, Vec<_>) = problems
                    .0
                    .into_iter()
                    .map(|problem| self.speaking.said(problem))
                    .partition(|problem| problem.severity == Severity::Error);
                let warnings = warnings.iter().map(ToString::to_string).collect();
                (Answer::refused(Problems(errors).to_string(), warnings), ExitCode::from(REFUSED))
            }
            Err(error) => (Answer::refused(format!("{error:#}"), Vec::new()), ExitCode::from(TROUBLE)),
        };
        let line = format!("{}\n", answer.line()?);
        print(&line)?;
        // xls2xform answers on the error output, and scripts read it there; others look at standard output.
        if !xls2xform::outputs_are_one() {
            eprint!("{line}");
        }
        Ok(code)
    }

    fn tell(&self, done: anyhow::Result<Result<Compiled, Problems>>) -> anyhow::Result<ExitCode> {
        let (problems, code) = match done? {
            Ok(compiled) => (compiled.warnings, ExitCode::SUCCESS),
            Err(problems) => (problems.0, ExitCode::from(REFUSED)),
        };
        for problem in problems {
            eprintln!("{}", self.speaking.said(problem));
        }
        Ok(code)
    }
}
