//! Where a row's place is.

use super::ColumnRef;
use serde::Deserialize;
use std::collections::BTreeMap;
use vocab::Pcode;

/// The p-codes of a row, level by level. The deepest code places the row; the codes above must be its ancestors.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Places {
    /// Columns per level, from the top.
    pub levels: Vec<PlaceLevel>,
    /// Other spellings of codes, tried when a code is not known as it stands.
    #[serde(default)]
    pub rewrite: Vec<Rewrite>,
}

/// The columns of one level.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceLevel {
    /// 0 is the country.
    pub level: u8,
    /// The column of the p-code.
    pub code: ColumnRef,
    /// What stands in the code's column in place of a code, and the code it stands for.
    #[serde(default)]
    pub codes: BTreeMap<String, Pcode>,
    /// The column of the name: compared, never used to find the place.
    pub name: Option<ColumnRef>,
}

/// Another spelling of the codes of a country.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rewrite {
    /// How the source begins its codes.
    pub from: String,
    /// How the boundaries begin theirs.
    pub to: String,
    /// Why they differ, for the report.
    pub why: String,
}
