//! What is not as it was kept: where, what it was, what it is now.

use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{Display, Formatter, Result},
};
use vocab::Figure;

/// Something that is not as it was kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Difference {
    /// It is closed and has no figures: a server was ended before it computed them.
    NoFigures,
    /// The audit log says that it was closed, and it is not there or not closed.
    RevisionGone {
        /// The entry of the log.
        entry: i64,
    },
    /// Something that is kept is not what the audit log says was kept when the revision was closed.
    NotAsLogged {
        /// What: `snapshot`, `basis`, `indicators`, `boundaries` or `figures`.
        part: &'static str,
        /// The entry of the log.
        entry: i64,
        /// What the log says.
        logged: String,
        /// What is kept.
        kept: String,
    },
    /// The log says twice what was kept, and the second time something else: the figures were made former by hand.
    LoggedAgain {
        /// The first entry.
        entry: i64,
        /// The other one.
        again: i64,
    },
    /// A file is not there.
    FileGone {
        /// Its name.
        sha256: String,
    },
    /// A file is not what its name says.
    FileChanged {
        /// Its name.
        sha256: String,
        /// The hash of what is there.
        found: String,
    },
    /// What is kept cannot be read.
    Unreadable {
        /// Why not.
        detail: String,
    },
    /// The indicators kept are not those that the figures name.
    Indicators {
        /// The hash that the figures name.
        kept: String,
        /// The hash of those kept.
        now: String,
    },
    /// The figures cannot be computed again.
    NotComputed {
        /// Why not.
        detail: String,
    },
    /// A figure says something else.
    Figure {
        /// Its path.
        path: String,
        /// What is kept; none if it is not among the figures kept.
        kept: Option<Box<Figure>>,
        /// What comes out now; none if it does not.
        now: Option<Box<Figure>>,
    },
    /// Each figure is the same, but they are written in another order or another way.
    Written,
    /// The stored records make another snapshot.
    Records {
        /// How many they are.
        records: u64,
        /// The hash of what they make.
        rebuilt: String,
    },
    /// The stored records make no snapshot.
    NotRebuilt {
        /// Why not.
        detail: String,
    },
}

impl Difference {
    /// Whether it comes from computing again, and would not be there if the ground were another.
    pub fn is_of_computing(&self) -> bool {
        use Difference::{Figure, NotComputed, NotRebuilt, Records, Written};
        matches!(self, NotComputed { .. } | Figure { .. } | Written | Records { .. } | NotRebuilt { .. })
    }
}

/// A figure in a few words.
fn told(figure: Option<&Figure>) -> String {
    let Some(figure) = figure else { return "no such figure".to_owned() };
    let value = match (figure.value, figure.missing) {
        (Some(value), _) => value.to_string(),
        (None, missing) => missing.map_or_else(|| "nothing".to_owned(), |missing| format!("{missing:?}")),
    };
    let (coverage, records) = (&figure.coverage, figure.records);
    format!("{value} of {records} records, {} of {} places", coverage.assessed, coverage.expected)
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::NoFigures => f.write_str("no figures are kept; start the server once, which computes them"),
            Self::RevisionGone { entry } => {
                write!(f, "entry {entry} of the audit log says that it was closed; it is gone, or open again")
            }
            Self::NotAsLogged { part, entry, logged, kept } => {
                write!(f, "{part}: kept is {kept}; when it was closed it was {logged} (entry {entry} of the audit log)")
            }
            Self::LoggedAgain { entry, again } => {
                write!(
                    f,
                    "its figures were kept for good in entry {entry} of the audit log, and others in entry {again}"
                )
            }
            Self::FileGone { sha256 } => write!(f, "the file {sha256} is gone"),
            Self::FileChanged { sha256, found } => write!(f, "the file {sha256} was changed: its bytes are {found}"),
            Self::Unreadable { detail } => write!(f, "what is kept cannot be read: {detail}"),
            Self::Indicators { kept, now } => write!(f, "the indicators kept are {now}, and the figures name {kept}"),
            Self::NotComputed { detail } => write!(f, "the figures cannot be computed again: {detail}"),
            Self::Figure { path, kept, now } => {
                let (kept, now) = (kept.as_deref(), now.as_deref());
                write!(f, "{path}: kept {}; now {}", told(kept), told(now))
            }
            Self::Written => f.write_str("every figure is the same, but they are kept in another order or spelling"),
            Self::Records { records, rebuilt } => {
                write!(f, "the {records} approved records stored now make another snapshot, {rebuilt}")
            }
            Self::NotRebuilt { detail } => write!(f, "the records stored now make no snapshot: {detail}"),
        }
    }
}

/// The indicators, if they are others than the figures name.
pub fn altered(kept: &str, now: String) -> Option<Difference> {
    (kept != now).then(|| Difference::Indicators { kept: kept.to_owned(), now })
}

/// Figures that are not the same, by path.
pub fn unequal(before: &[Figure], now: &[Figure]) -> Vec<Difference> {
    let by_path = |figures: &[Figure]| -> BTreeMap<String, Figure> {
        figures.iter().map(|figure| (figure.key.path(), figure.clone())).collect()
    };
    let (mut before, mut now) = (by_path(before), by_path(now));
    let paths: BTreeSet<String> = before.keys().chain(now.keys()).cloned().collect();
    let differing = paths.into_iter().filter_map(|path| {
        let (kept, now) = (before.remove(&path).map(Box::new), now.remove(&path).map(Box::new));
        (kept != now).then_some(Difference::Figure { path, kept, now })
    });
    differing.collect()
}
