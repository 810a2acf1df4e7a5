//! `inzira form diff`.

use super::{REFUSED, Speaking, TROUBLE, output::print, read};
use clap::Args;
use forms::{
    CompileOptions, Form, compile,
    diff::{Change, Difference, Edition, Verdict, diff},
    form::ChoiceSource,
};
use indexmap::IndexSet;
use serde::Serialize;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use vocab::Language;

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
        tell_what_was_not_compared(&old, &new);
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
        let words = headings(self.speaking.language);
        if difference.changes.is_empty() {
            return format!("{}\n", words.nothing);
        }
        let mut text = String::new();
        for (verdict, heading) in [
            (Verdict::Breaks, words.breaks),
            (Verdict::MayAffect, words.may_affect),
            (Verdict::Cosmetic, words.cosmetic),
        ] {
            let count = difference.count(verdict);
            if count > 0 {
                text.push_str(&format!("{heading}: {count}\n"));
                let of_verdict = difference.changes.iter().filter(|change| change.verdict == verdict);
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

/// What stands above the changes of each verdict.
struct Headings {
    breaks: &'static str,
    may_affect: &'static str,
    cosmetic: &'static str,
    nothing: &'static str,
}

const fn headings(language: Language) -> Headings {
    match language {
        Language::English => Headings {
            breaks: "Breaks comparison between rounds",
            may_affect: "May affect comparison",
            cosmetic: "Cosmetic",
            nothing: "Nothing changed.",
        },
        Language::French | Language::Kirundi => Headings {
            breaks: "Rompt la comparaison entre cycles ",
            may_affect: "Peut toucher la comparaison ",
            cosmetic: "Sans effet sur la comparaison ",
            nothing: "Rien n'a changé.",
        },
    }
}

/// Choices beside the form cannot be seen from it: whoever reads the difference has to know.
fn tell_what_was_not_compared(old: &Form, new: &Form) {
    let beside = |form: &Form| -> IndexSet<String> {
        let questions = form.questions().filter(|question| {
            matches!(question.kind.choices(), Some(ChoiceSource::File(_) | ChoiceSource::External(_)))
        });
        questions.map(|question| question.answer.clone()).collect()
    };
    let (before, now) = (beside(old), beside(new));
    let both: Vec<&str> = now.intersection(&before).map(String::as_str).collect();
    if !both.is_empty() {
        eprintln!("Not compared, since they are in files beside the form: the choices of {}.", both.join(", "));
    }
}
