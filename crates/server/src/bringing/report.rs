//! What came of bringing: every submission counted, everything wrong named.

use super::take::{Outcome, Taken};
use crate::{problem::catalogue, state::Language};
use messages::codes;
use migration::Trouble;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Troubles kept with their text; the others are counted.
const MOST: usize = 1_000;

/// The accounting of one run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Whether nothing was stored, only looked at.
    pub dry_run: bool,
    /// Submissions the source told of.
    pub told: u64,
    /// Those that were new.
    pub new: u64,
    /// Those that are a new version of one held.
    pub corrected: u64,
    /// Those held already, unchanged.
    pub held: u64,
    /// Those that did not come in.
    pub refused: u64,
    /// Files that came in.
    pub files: u64,
    /// Decisions that were carried over.
    pub decided: u64,
    /// Answers that the form has no question for, by path: in how many submissions.
    pub unknown: BTreeMap<String, u64>,
    /// What went wrong.
    pub troubles: Vec<Trouble>,
    /// How many more went wrong.
    pub more_troubles: u64,
    /// Whether the source was read to its end.
    pub complete: bool,
}

impl Report {
    /// Nothing yet.
    pub fn new(dry_run: bool) -> Self {
        Self { dry_run, ..Self::default() }
    }

    /// Counts what became of one submission.
    pub(super) fn add(&mut self, taken: Taken) {
        self.told += 1;
        match taken.outcome {
            Outcome::New => self.new += 1,
            Outcome::Corrected => self.corrected += 1,
            Outcome::Held => self.held += 1,
            Outcome::Refused => self.refused += 1,
        }
        self.files += taken.files;
        self.decided += u64::from(taken.decided);
        for path in taken.unknown {
            *self.unknown.entry(path).or_default() += 1;
        }
        taken.troubles.into_iter().for_each(|trouble| self.push(trouble));
    }

    /// Counts a submission that was held already and not looked at again.
    pub(super) fn add_held(&mut self) {
        self.told += 1;
        self.held += 1;
    }

    /// Names what went wrong outside of any submission that was taken; a refusal is one that did not come in.
    pub fn note(&mut self, trouble: Trouble) {
        if trouble.refused && !trouble.row.is_empty() {
            self.told += 1;
            self.refused += 1;
        }
        self.push(trouble);
    }

    fn push(&mut self, trouble: Trouble) {
        if self.troubles.len() < MOST {
            self.troubles.push(trouble);
        } else {
            self.more_troubles += 1;
        }
    }

    /// The source was read to its end.
    pub(super) fn ended(mut self) -> Self {
        self.complete = true;
        self.name_unknown();
        self
    }

    /// The source could not be read further.
    pub(super) fn failed(mut self, trouble: Trouble) -> Self {
        self.troubles.insert(0, trouble);
        self.name_unknown();
        self
    }

    fn name_unknown(&mut self) {
        for (path, count) in self.unknown.clone() {
            let trouble = Trouble::note("", codes::BRING_ANSWER_UNKNOWN).about(&path);
            self.push(trouble.arg("column", &path).arg("rows", count));
        }
    }

    /// Whether everything the source told of is here now.
    pub fn is_whole(&self) -> bool {
        self.complete && self.refused == 0
    }

    /// For people: numbers, and troubles in their language.
    pub fn shown(&self, language: Language) -> Value {
        let said = |trouble: &Trouble| {
            let values: Vec<_> = trouble.values();
            let mut with_row = values.clone();
            if !values.iter().any(|(name, _)| *name == "row") {
                with_row.push(("row", trouble.row.as_str().into()));
            }
            json!({
                "row": trouble.row, "field": trouble.field, "code": trouble.code, "refused": trouble.refused,
                "message": catalogue().text(language, &trouble.code, &with_row),
                "remedy": catalogue().remedy(language, &trouble.code, &with_row),
            })
        };
        json!({
            "dry_run": self.dry_run, "told": self.told, "new": self.new, "corrected": self.corrected,
            "held": self.held, "refused": self.refused, "files": self.files, "decided": self.decided,
            "complete": self.complete, "troubles": self.troubles.iter().map(said).collect::<Vec<_>>(),
            "more_troubles": self.more_troubles,
        })
    }
}
