//! Adding the columns to the records of a round.

use crate::read::Answers;
use crate::{Derived, DerivedError, Recipe};
use std::collections::HashSet;
use vocab::{Answer, Column, Record, Schema, Sensitivity, Value};

/// A round's records with the columns that were worked out, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkedOut {
    /// The data set with its further columns.
    pub schema: Schema,
    /// The records with their further answers, in the order given.
    pub records: Vec<Record>,
    /// What was applied.
    pub recipes: Vec<Recipe>,
}

/// A data set with the columns that `derived` adds to it.
pub fn extended(derived: &[Derived], schema: &Schema) -> Schema {
    let mut extended = schema.clone();
    for one in derived {
        let columns = one.columns(&extended);
        extended.columns.extend(columns);
    }
    extended
}

/// Works everything out, one after the other, so that later ones can stand on former ones. Personal answers are taken out
/// before anything is read.
///
/// # Errors
/// When the numbers of a record are beyond what is counted exactly.
pub fn work_out(derived: &[Derived], schema: &Schema, mut records: Vec<Record>) -> Result<WorkedOut, DerivedError> {
    let personal = Personal::of(&schema.columns);
    for record in &mut records {
        personal.take_out(&mut record.answers);
    }
    for one in derived {
        match one {
            Derived::Triangulate(one) => one.work_out(&mut records)?,
            Derived::People(one) => one.work_out(&mut records)?,
            Derived::Apportion(one) => one.work_out(&mut records)?,
        }
    }
    let recipes = derived.iter().map(Recipe::of).collect();
    Ok(WorkedOut { schema: extended(derived, schema), records, recipes })
}

/// The questions whose answers are personal, and those in repeats.
struct Personal<'a> {
    names: HashSet<&'a str>,
    repeats: Vec<(&'a str, Personal<'a>)>,
}

impl<'a> Personal<'a> {
    fn of(columns: &'a [Column]) -> Self {
        let (repeats, plain): (Vec<_>, Vec<_>) = columns.iter().partition(|column| !column.columns.is_empty());
        let personal = plain.into_iter().filter(|column| column.sensitivity == Sensitivity::Personal);
        Self {
            names: personal.map(|column| column.name.as_str()).collect(),
            repeats: repeats.into_iter().map(|column| (column.name.as_str(), Self::of(&column.columns))).collect(),
        }
    }

    fn take_out(&self, answers: &mut Answers) {
        if self.names.iter().any(|name| answers.contains_key(*name)) {
            answers.retain(|name, _| !self.names.contains(name.as_str()));
        }
        for (repeat, personal) in &self.repeats {
            if let Some(Answer::Given(Value::Repeat(entries))) = answers.get_mut(*repeat) {
                entries.iter_mut().for_each(|entry| personal.take_out(entry));
            }
        }
    }
}
