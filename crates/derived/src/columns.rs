//! The columns that are added.

use crate::Derived;
use std::collections::BTreeSet;
use vocab::{Column, ColumnType, Schema, Sensitivity, Sharing, Text};

/// What is appended to a name for the column with how a number came about, answer by answer. Never public.
pub(crate) const BASIS: &str = "_basis";

/// The name of a column of method beside a number.
pub(crate) fn beside(name: &str, what: &str) -> String {
    format!("{name}{what}")
}

impl Derived {
    /// The columns it adds to a data set. They are public only where everything is that they are worked out of.
    pub fn columns(&self, schema: &Schema) -> Vec<Column> {
        let sharing = self.sharing(schema);
        let names = self.typed_columns().into_iter();
        let columns = names.map(|(name, kind, label)| {
            let sharing = if name.ends_with(BASIS) { Sharing::Sensitive } else { sharing };
            Column { name, kind, label, sensitivity: Sensitivity::None, sharing, choices: vec![], columns: vec![] }
        });
        columns.collect()
    }

    /// Names, types and labels of its columns: the numbers first.
    pub(crate) fn typed_columns(&self) -> Vec<(String, ColumnType, Text)> {
        use ColumnType::{Choice, Decimal, Integer, Text as Words};
        let (numbers, method): (Vec<_>, &[(&str, ColumnType)]) = match self {
            Self::Triangulate(one) => (
                vec![(one.column.clone(), one.label.clone())],
                &[("_from", Choice), ("_grade", Choice), ("_informants", Integer), ("_relative_mad", Decimal)],
            ),
            Self::People(one) => (
                vec![(one.column.clone(), one.label.clone())],
                &[("_from", Choice), ("_mean", Decimal), ("_borrowed", Integer), ("_implausible", Integer)],
            ),
            Self::Apportion(one) => (
                one.parts.iter().map(|part| (part.column.clone(), one.label.clone())).collect(),
                &[("_from", Choice), ("_borrowed", Integer)],
            ),
        };
        let label = match self {
            Self::Triangulate(one) => &one.label,
            Self::People(one) => &one.label,
            Self::Apportion(one) => &one.label,
        };
        let beside = method.iter().chain(&[(BASIS, Words)]);
        let beside = beside.map(|(what, kind)| (beside_name(self, what), *kind, label.clone()));
        numbers.into_iter().map(|(name, label)| (name, Integer, label)).chain(beside).collect()
    }

    /// The columns that numbers are worked out of, at the top of a record.
    pub(crate) fn inputs(&self) -> BTreeSet<&str> {
        match self {
            Self::Triangulate(one) => {
                let says = one.visited.iter().chain(&one.remote).map(|says| says.question.as_str());
                let named = one.fallback.iter().chain(&one.asked).map(String::as_str);
                says.chain(named).chain([one.repeat.as_str()]).collect()
            }
            Self::People(one) => {
                let members = one.members.iter().map(String::as_str);
                members.chain([one.households.as_str(), one.sampled.as_str()]).collect()
            }
            Self::Apportion(one) => {
                one.parts.iter().map(|part| part.by.as_str()).chain([one.people.as_str()]).collect()
            }
        }
    }

    /// The columns inside its repeat.
    pub(crate) fn inputs_inside(&self) -> Vec<&str> {
        match self {
            Self::Triangulate(one) => vec![&one.count, &one.kind, &one.weight.by],
            Self::People(_) | Self::Apportion(_) => vec![],
        }
    }

    fn sharing(&self, schema: &Schema) -> Sharing {
        let top: Vec<&Column> = self.inputs().into_iter().filter_map(|name| schema.column(name)).collect();
        let read_inside = self.inputs_inside();
        let inside = top.iter().flat_map(|column| &column.columns);
        let inside = inside.filter(|column| read_inside.contains(&column.name.as_str()));
        // A repeat is as open as its most open question: only those that are read count.
        let public = top.iter().copied().filter(|column| column.columns.is_empty()).chain(inside);
        let public = public.map(|column| column.sharing).all(|sharing| sharing == Sharing::Public);
        if public { Sharing::Public } else { Sharing::Sensitive }
    }
}

fn beside_name(derived: &Derived, what: &str) -> String {
    beside(derived.name(), what)
}
