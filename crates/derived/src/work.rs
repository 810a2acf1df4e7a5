//! Adding the columns to the records of a round.

use crate::read::Answers;
use crate::{Derived, DerivedError, Recipe};
use std::collections::BTreeSet;
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
pub fn work_out(derived: &[Derived], schema: &Schema, records: &[Record]) -> Result<WorkedOut, DerivedError> {
    let mut records: Vec<Record> = records.to_vec();
    for record in &mut records {
        take_personal_out(&schema.columns, &mut record.answers);
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

fn take_personal_out(columns: &[Column], answers: &mut Answers) {
    let personal: BTreeSet<&str> = columns
        .iter()
        .filter(|column| column.sensitivity == Sensitivity::Personal && column.columns.is_empty())
        .map(|column| column.name.as_str())
        .collect();
    answers.retain(|name, _| !personal.contains(name.as_str()));
    for column in columns.iter().filter(|column| !column.columns.is_empty()) {
        if let Some(Answer::Given(Value::Repeat(entries))) = answers.get_mut(&column.name) {
            entries.iter_mut().for_each(|entry| take_personal_out(&column.columns, entry));
        }
    }
}
