//! Packs: programmes as folders of data.
//!
//! A pack holds `pack.toml`, `README.md`, `forms/` (XLSForms), `checks/`, `indicators/`, `mappings/`, `views/` (TOML) and `data/`;
//! a folder with a `boundary.toml` is a boundary version. Whatever else lies in it is reported, because nobody reads it: a
//! file that is passed over in silence is believed to work.
//!
//! ```
//! let files = &packs::builtin()["mobility-tracking"];
//! let pack = packs::Pack::read(files)?;
//! let exercise = &pack.manifest.exercises[0];
//! assert_eq!(pack.forms[&exercise.form].form.title.is_empty(), false);
//! # Ok::<(), packs::PackProblems>(())
//! ```
//!
//! How to add a pack: a folder below `/packs` with a `pack.toml`. `cargo test -p packs` reads every pack and says what is wrong, file by
//! file; every pack is built into the program.

mod all;
mod dtm_series;
mod files;
mod manifest;
mod pack;
mod problem;
mod settings;
mod view;

pub use all::read_all;
pub use files::{PackFiles, builtin};
pub use manifest::{DataFile, Events, Exercise, Manifest, MovementSide, Movements, PackRegister};
pub use pack::{Pack, PackText, Workbook};
pub use problem::{PackProblem, PackProblems};
pub use settings::{NamedRule, SampleSettings, Settings};
pub use view::{Panel, PanelKind, View};
