//! Disclosure control: tables that could point at people are withheld, and so is what would give them away.
//!
//! A place's table (people by sex and age) with a small count in it is not shown at all. Because its parent's table and
//! its siblings' are shown too, one more step is needed: what is left of the parent after everything shown has been
//! subtracted must itself be harmless. Further tables are withheld until it is.
//!
//! ```
//! use disclosure::{Rule, Table, Withheld, protect};
//! let table = |place: &str, parent: Option<&str>, cells: &[u64]| Table {
//!     place: place.parse().unwrap(),
//!     parent: parent.map(|parent| parent.parse().unwrap()),
//!     cells: cells.to_vec(),
//! };
//! let tables = [
//!     table("BDI", None, &[113, 136]),
//!     table("BDI001", Some("BDI"), &[3, 6]), // three people of one kind
//!     table("BDI002", Some("BDI"), &[30, 50]),
//!     table("BDI003", Some("BDI"), &[80, 80]),
//! ];
//! let withheld = protect(&tables, &Rule::default())?;
//! let why = |place: &str| withheld.get(&place.parse::<vocab::Pcode>().unwrap()).copied();
//! assert_eq!(why("BDI001"), Some(Withheld::SmallCount));
//! assert_eq!(why("BDI002"), Some(Withheld::GivesAway)); // else BDI - BDI002 - BDI003 would be BDI001
//! assert_eq!(why("BDI003"), None);
//! # Ok::<(), disclosure::TableProblems>(())
//! ```
//!
//! This is a recipe of ours, not a rule of IOM or a ministry: its version and threshold travel with the result, and it
//! does not (yet) look at differences between rounds.

mod protect;
mod residual;
mod table;
mod tree;

pub use protect::{Withheld, protect};
pub use table::{Rule, Table, TableProblem, TableProblems};
