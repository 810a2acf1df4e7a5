//! The master list of places: sites with stable ids, what they are called, how they stand, and what became of them.
//!
//! A site is an entry of a register; [`Site::read`] and [`Site::values`] are the way from its properties and back. Everything here
//! is a function of the list: who may become what ([`SiteStatus::may_become`]), whether a site lies where it says
//! ([`check_area`]), which sites may be one ([`proposals`]), and what merging and splitting do ([`merge`], [`split`]).
//! Nothing that is undone is computed backwards: an [`Effect`] holds what was there before, and goes back to exactly that.
//!
//! Rules, each tested where it is carried out:
//!
//! 1. The id of a site never changes and never comes to mean another place. Comparisons follow it, never the name.
//! 2. Only a site that stands (proposed, active or inaccessible) can be merged or split; one that has successors does not
//!    open again: the decision is undone instead. So no site ever succeeds itself.
//! 3. The shares of a split add up to 1 exactly.
//! 4. A decision is undone only while all it changed is still as it left it.
//!
//! To add a property: [`PROPERTIES`], a field of [`Site`] with its two lines in `properties.rs`, and the form that fills it.

mod area_check;
mod duplicates;
mod effect;
mod history;
mod lineage;
mod list;
mod merge;
mod properties;
mod share;
mod site;
mod split;
mod status;
#[cfg(test)]
mod tests;

pub use area_check::{AreaCheck, AreaFinding, NEAR_BORDER_M, check_area};
pub use duplicates::{Likeness, Proposal, proposals};
pub use effect::Effect;
pub use history::{as_of, changed_properties};
pub use lineage::{Standing, known_by, parts, standing, whole};
pub use list::SiteList;
pub use merge::{Merge, merge};
pub use properties::{PROPERTIES, Properties, PropertyProblem, REGISTER, is_kept, read_position, write_position};
pub use share::Share;
pub use site::{DeclaredArea, Site, Successor};
pub use split::{Part, Split, split};
pub use status::SiteStatus;

/// Why a decision about sites cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SiteProblem {
    /// There is no such site.
    #[error("there is no site {0}")]
    Unknown(String),
    /// One site is named twice.
    #[error("the site {0} is named twice")]
    Twice(String),
    /// It is closed, or others came in its place.
    #[error("the site {0} does not stand any more")]
    NotStanding(String),
    /// Nobody has accepted it yet.
    #[error("the site {0} is only proposed")]
    OnlyProposed(String),
    /// There is nothing to merge.
    #[error("no site is named")]
    NothingToMerge,
    /// A site falls into two parts at least.
    #[error("a site is split into two parts at least, not {0}")]
    TooFewParts(usize),
    /// A share is nothing or more than all.
    #[error("the share of {0} is not above 0 and at most 1")]
    ShareOut(String),
    /// The shares do not add up.
    #[error("the shares add up to {0}, not to 1")]
    SharesAddUp(Share),
    /// The id of a part is taken.
    #[error("there is a site {0} already")]
    Taken(String),
}
