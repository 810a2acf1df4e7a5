//! How a mapping names a column.

use serde::Deserialize;
use std::fmt;

/// A column, by one or several marks. Every mark given must hold: what is not used to find the column checks it.
///
/// In TOML either the header alone, `"Commune Pcode"`, or a table:
/// `{ header = "Ménages PDI", occurrence = 2, of = 15 }`, `{ hxl = "#adm2+code" }`,
/// `{ at = "M", header = "Nombre de ménages_pdi" }`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub(crate) struct ColumnRef {
    /// The header, compared with runs of white space as one blank.
    pub header: Option<String>,
    /// Which one, from 1, where a header occurs several times.
    pub occurrence: Option<usize>,
    /// How often the header must occur.
    pub of: Option<usize>,
    /// The HXL hashtag; order of attributes and white space do not matter.
    pub hxl: Option<String>,
    /// The column's letter.
    pub at: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a column is its header, or a table of header, occurrence, of, hxl and at")]
enum Written {
    Header(String),
    Marks(Marks),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marks {
    header: Option<String>,
    occurrence: Option<usize>,
    of: Option<usize>,
    hxl: Option<String>,
    at: Option<String>,
}

impl From<Written> for ColumnRef {
    fn from(written: Written) -> Self {
        match written {
            Written::Header(header) => Self { header: Some(header), occurrence: None, of: None, hxl: None, at: None },
            Written::Marks(Marks { header, occurrence, of, hxl, at }) => Self { header, occurrence, of, hxl, at },
        }
    }
}

impl fmt::Display for ColumnRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marks = [
            self.at.as_ref().map(|at| format!("column {at}")),
            self.header.as_ref().map(|header| format!("'{header}'")),
            self.occurrence.map(|n| format!("occurrence {n}")),
            self.hxl.clone(),
        ];
        f.write_str(&marks.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }
}
