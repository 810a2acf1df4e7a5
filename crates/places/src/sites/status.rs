//! How a site stands.

use serde::{Deserialize, Serialize};

/// How a site stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SiteStatus {
    /// Somebody in the field told of it; no manager has accepted it. What says nothing of itself is this.
    #[default]
    Proposed,
    /// People live there, and it can be visited.
    Active,
    /// It is there, and nobody gets to it: what is there stays unknown.
    Inaccessible,
    /// Nobody lives there any more, it never was one, or others came in its place.
    Closed,
}

impl SiteStatus {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Proposed, Self::Active, Self::Inaccessible, Self::Closed];

    /// As it is written.
    pub fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Active => "active",
            Self::Inaccessible => "inaccessible",
            Self::Closed => "closed",
        }
    }

    /// The one that is written so.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code.trim())
    }

    /// Whether a person may change it so: nothing is proposed again, and nothing becomes what it is.
    pub fn may_become(self, to: Self) -> bool {
        self != to && to != Self::Proposed && !(self == Self::Proposed && to == Self::Inaccessible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_proposed_is_accepted_or_declined_and_what_is_closed_may_open_again() {
        let next =
            |from: SiteStatus| SiteStatus::ALL.into_iter().filter(move |to| from.may_become(*to)).collect::<Vec<_>>();
        let cases: [(SiteStatus, Vec<SiteStatus>); 4] = [
            (SiteStatus::Proposed, vec![SiteStatus::Active, SiteStatus::Closed]),
            (SiteStatus::Active, vec![SiteStatus::Inaccessible, SiteStatus::Closed]),
            (SiteStatus::Inaccessible, vec![SiteStatus::Active, SiteStatus::Closed]),
            (SiteStatus::Closed, vec![SiteStatus::Active, SiteStatus::Inaccessible]),
        ];
        for (from, expected) in cases {
            assert_eq!(next(from), expected, "{from:?}");
        }
    }
}
