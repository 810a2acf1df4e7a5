//! The one way out: what is public leaves in other people's formats, and nothing leaves except through the [`Gate`].
//!
//! Every product takes a [`Publishable`], and only [`Gate::open`] makes one: it drops what is not public and withholds
//! what could point at people. Events, which are no figures of a round, pass by [`open_events`], which does the same. External spellings (`numPresentIdpInd`, `#affected+idps`) live in this crate only.
//!
//! | product | function |
//! |---|---|
//! | DTM API, versions 3 and 2 | [`dtm::reports`], [`dtm::displacement`], [`dtm::country_list`], [`dtm::operation_list`] |
//! | HXL table of a round | [`hxl_csv`] |
//! | map of a round | [`geojson`] |
//! | all figures with what they stand on | [`figures_csv`] |
//! | change between two rounds | [`Gate::changes`], [`change_csv`] |
//! | events beside the stock | [`open_events`] |
//!
//! Demonstration data says so in each of them. To add a format: one file with one function that takes a
//! [`Publishable`] and a [`Catalogue`].

mod catalogue;
mod change;
mod change_csv;
pub mod dtm;
mod events;
mod figures_csv;
mod gate;
mod geojson;
mod hxl;
mod place;
mod table;

pub use catalogue::{Catalogue, DEMONSTRATION, Operation, Round, Series};
pub use change::{
    AreaAccount, AreaChange, AreaPanel, Decomposition, Hidden, PublicAccount, PublicChange, PublicPanel, TotalGrades,
};
pub use change_csv::change_csv;
pub use events::{EventCounts, EventPart, EventSharing, PublicEvents, open_events};
pub use figures_csv::figures_csv;
pub use gate::{Gate, GateError, Publishable, Terms};
pub use geojson::{Edition, geojson};
pub use hxl::hxl_csv;
pub use place::{Place, Places};
pub use table::TableError;
