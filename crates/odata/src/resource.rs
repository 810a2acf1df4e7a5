//! What a path below `….svc` asks for.

use crate::{
    names::decoded,
    problem::Problem,
    shape::{SUBMISSIONS, Shape},
};

/// A resource of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource {
    /// The service document.
    Service,
    /// `$metadata`.
    Metadata,
    /// `Submissions`, `Submissions.household`: a table.
    Table(usize),
    /// `Submissions('uuid:…')`, `Submissions('uuid:…')/household`: rows of one submission.
    Rows {
        /// The submission.
        instance_id: String,
        /// The table that its rows are from.
        table: usize,
        /// The `__id` of the entry that the rows lie in, or of the row itself, where the path names one below the submission.
        within: Option<String>,
    },
}

impl Resource {
    /// Reads a path as it stands after `.svc`, still percent-encoded.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: the form has no such table.
    pub fn read(shape: &Shape, path: &str) -> Result<Self, Problem> {
        let segments: Option<Vec<String>> = path.split('/').filter(|part| !part.is_empty()).map(decoded).collect();
        let segments = segments.ok_or(Problem::NotFound)?;
        let Some((first, below)) = segments.split_first() else { return Ok(Self::Service) };
        if first == "$metadata" && below.is_empty() {
            return Ok(Self::Metadata);
        }
        let (name, submission) = keyed(first).ok_or(Problem::NotFound)?;
        let mut names = vec![name];
        let mut within = None;
        for segment in below {
            let (name, key) = keyed(segment).ok_or(Problem::NotFound)?;
            names.push(name);
            within = key.or(within);
        }
        let table = shape.table(&names.join(".")).ok_or(Problem::NotFound)?;
        match submission {
            None if below.is_empty() => Ok(Self::Table(table)),
            Some(id) if name == SUBMISSIONS => {
                Ok(Self::Rows { instance_id: id.to_owned(), table, within: within.map(str::to_owned) })
            }
            _ => Err(Problem::NotFound),
        }
    }

    /// The table that rows are asked from, if rows are.
    pub const fn table(&self) -> Option<usize> {
        match self {
            Self::Table(table) | Self::Rows { table, .. } => Some(*table),
            Self::Service | Self::Metadata => None,
        }
    }
}

/// `name` or `name('key')`. No key of ours has a quote in it.
fn keyed(segment: &str) -> Option<(&str, Option<&str>)> {
    let Some((name, rest)) = segment.split_once('(') else { return Some((segment, None)) };
    let key = rest.strip_prefix('\'')?.strip_suffix("')")?;
    (!key.is_empty() && !key.contains('\'')).then_some((name, Some(key)))
}
