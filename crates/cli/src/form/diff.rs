//! `inzira form diff`.

use super::{
    REFUSED, Speaking, TROUBLE,
    output::{counted, print},
    read,
};
use clap::Args;
use forms::{
    CompileOptions, Form, compile,
    diff::{Change, Difference, Edition, Verdict, diff},
};
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Say what changed between two versions of a form.
#[derive(Debug, Args)]
pub struct Diff {
    /// The older form: .xlsx, .xls, .csv or Markdown tables.
    old: PathBuf,
    /// The newer form.
    new: PathBuf,
    /// One JSON document on standard output.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    speaking: Speaking,
}

/// The difference with its words.
#[derive(Serialize)]
struct Told<'a> {
    old: &'a Edition,
    new: &'a Edition,
    breaks: usize,
    may_affect: usize,
    cosmetic: usize,
    changes: Vec<ToldChange<'a>>,
}

#[derive(Serialize)]
struct ToldChange<'a> {
    #[serde(flatten)]
    change: &'a Change,
    message: String,
    because: &'static str,
}

impl Diff {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let (old, new) = (self.form(&self.old)?, self.form(&self.new)?);
        let (Some(old), Some(new)) = (old, new) else { return Ok(ExitCode::from(TROUBLE)) };
        let difference = diff(&old, &new);
        print(&if self.json { self.document(&difference)? } else { self.text(&difference) })?;
        let breaks = difference.verdict() == Some(Verdict::Breaks);
        Ok(if breaks { ExitCode::from(REFUSED) } else { ExitCode::SUCCESS })
    }

    /// A form, or nothing after its problems were told.
    fn form(&self, path: &Path) -> anyhow::Result<Option<Form>> {
        let (name, bytes) = read(path)?;
        match compile(&name, &bytes, &CompileOptions::default()) {
            Ok(compiled) => Ok(Some(compiled.form)),
            Err(problems) => {
                for problem in problems.errors() {
                    eprintln!("{}: {}", path.display(), self.speaking.said(problem.clone()));
                }
                Ok(None)
            }
        }
    }

    fn document(&self, difference: &Difference) -> anyhow::Result<String> {
        let language = self.speaking.language;
        let told = |change| ToldChange { change, message: change.message(language), because: change.because(language) };
        let document = Told {
            old: &difference.old,
            new: &difference.new,
            breaks: difference.count(Verdict::Breaks),
            may_affect: difference.count(Verdict::MayAffect),
            cosmetic: difference.count(Verdict::Cosmetic),
            changes: difference.changes.iter().map(told).collect(),
        };
        Ok(serde_json::to_string_pretty(&document)? + "\n")
    }

    fn text(&self, difference: &Difference) -> String {
        if difference.changes.is_empty() {
            return "Nothing changed.\n".to_owned();
        }
        let mut text = String::new();
        for (verdict, says) in [
            (Verdict::Breaks, "break comparison between rounds"),
            (Verdict::MayAffect, "may affect it"),
            (Verdict::Cosmetic, "are cosmetic"),
        ] {
            let of_verdict = difference.changes.iter().filter(|change| change.verdict == verdict);
            let count = difference.count(verdict);
            if count > 0 {
                text.push_str(&format!("{} {says}\n", counted(count, "change")));
                of_verdict.for_each(|change| text.push_str(&self.line(change)));
                text.push('\n');
            }
        }
        text
    }

    fn line(&self, change: &Change) -> String {
        let language = self.speaking.language;
        format!("  {} {}\n", change.message(language), change.because(language))
    }
}
