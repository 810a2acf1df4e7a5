//! What a site is.

use super::{Share, SiteStatus};
use chrono::NaiveDate;
use serde::Serialize;
use vocab::{Pcode, Point};

/// An entry of the master list of places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Site {
    /// What it is known by for ever.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// What kind of place it is: `planned`, `collective_centre`, `host_community`, … as the form's choices say.
    pub kind: Option<String>,
    /// How it stands.
    pub status: SiteStatus,
    /// Why it stands so.
    pub reason: Option<String>,
    /// Since when it stands so.
    pub since: Option<NaiveDate>,
    /// The area it is said to lie in.
    pub area: Option<DeclaredArea>,
    /// Where it is.
    pub position: Option<Point>,
    /// The sites in whose place it came, in the order of their ids.
    pub predecessors: Vec<String>,
    /// The sites that came in its place, in the order of their ids.
    pub successors: Vec<Successor>,
}

/// An area that somebody said, by its code in a boundary version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeclaredArea {
    /// Its code.
    pub pcode: Pcode,
    /// The code of the boundary version, which has its days; none where nobody said.
    pub version: Option<String>,
}

/// A site that came in the place of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Successor {
    /// Its id.
    pub id: String,
    /// How much of the other it took over.
    pub share: Share,
}

impl Site {
    /// A site of which nothing is known but the name.
    pub fn named(id: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: None,
            status: SiteStatus::default(),
            reason: None,
            since: None,
            area: None,
            position: None,
            predecessors: Vec::new(),
            successors: Vec::new(),
        }
    }

    /// Whether it still is a place of its own.
    pub fn stands(&self) -> bool {
        self.status != SiteStatus::Closed && self.successors.is_empty()
    }

    /// Whether phones offer it: what is closed, merged or not accepted yet is not to be chosen.
    pub fn is_offered(&self) -> bool {
        self.stands() && self.status != SiteStatus::Proposed
    }

    /// Its name and what else it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
