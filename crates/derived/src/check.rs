//! Whether what a pack declares fits its form.

use crate::Derived;
use std::collections::BTreeSet;
use vocab::{Column, ColumnType, Schema, Sensitivity};

impl Derived {
    /// Everything that keeps it from being worked out of data of `schema`, said for whoever writes the pack. `schema` already
    /// has the columns of what is worked out before.
    pub fn problems_with(&self, schema: &Schema) -> Vec<String> {
        let mut problems = Vec::new();
        for (name, ..) in self.typed_columns() {
            if schema.column(&name).is_some() {
                problems.push(format!("the column '{name}' is there already; choose another name"));
            }
        }
        for name in self.inputs() {
            problems.extend(wrong(schema.column(name), name, "the form"));
        }
        match self {
            Self::Triangulate(one) => {
                let repeat = schema.column(&one.repeat).filter(|column| column.kind == ColumnType::Repeat);
                match repeat {
                    None => problems.push(format!("'{}' is no repeat of the form", one.repeat)),
                    Some(repeat) => {
                        for name in self.inputs_inside() {
                            let column = repeat.columns.iter().find(|column| column.name == name);
                            problems.extend(wrong(column, name, &format!("the repeat '{}'", one.repeat)));
                        }
                    }
                }
                let weights = one.weight.of.values().chain([&one.weight.otherwise]);
                if !weights.clone().all(|weight| weight.is_finite() && *weight > 0.0) {
                    problems.push("a weight is not above 0".to_owned());
                }
                if let Err(error) = estimate::triangulate(&[], false, &one.recipe) {
                    problems.push(error.to_string());
                }
            }
            Self::People(one) => {
                if one.members.is_empty() {
                    problems.push("'members' names no question".to_owned());
                }
                if let Err(error) = estimate::estimate_people(&[], &estimate::Strata::default(), &one.recipe) {
                    problems.push(error.to_string());
                }
            }
            Self::Apportion(one) => {
                let names: BTreeSet<&str> = one.parts.iter().map(|part| part.column.as_str()).collect();
                if names.len() < one.parts.len() || one.parts.is_empty() {
                    problems.push("'parts' is empty or has a column twice".to_owned());
                }
            }
        }
        problems
    }
}

fn wrong(column: Option<&Column>, name: &str, place: &str) -> Option<String> {
    match column {
        None => Some(format!("{place} does not ask '{name}'; correct the name")),
        Some(column) if column.sensitivity == Sensitivity::Personal && column.columns.is_empty() => {
            Some(format!("'{name}' is personal: nothing is worked out of it"))
        }
        Some(_) => None,
    }
}
