//! Submissions that other systems hold, read so that they can come in here: the same instanceIDs, the same answers.
//!
//! * [`xml`]: folders of XML as ODK Collect, Briefcase and Aggregate keep them, byte for byte.
//! * [`central_csv`]: ODK Central's `submissions.csv.zip`.
//! * [`central_odata`]: rows of Central's OData feed, for where its XML cannot be had.
//! * [`kobo`]: rows of KoboToolbox' API v2.
//!
//! Each gives [`Told`]: one submission, and what the source says about it. Where the source gives no XML, [`write_xml`]
//! writes it. The same row gives the same bytes every time, so that bringing it again changes nothing; no answer is made
//! up, and what the form has no question for is named, not dropped in silence.
//!
//! Nothing here opens a file, a connection or a clock: files are reached through [`Files`].
//!
//! ```
//! use forms::{CompileOptions, compile};
//! use migration::{kobo, write_xml};
//!
//! let table = "| survey |\n| | type | name | label |\n| | integer | persons | How many? |\n";
//! let form = compile("camp.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
//! let row = serde_json::json!({"_id": 7, "meta/instanceID": "uuid:7b0e4a92", "persons": "12", "shoes": "2"});
//! let told = kobo::read_row(&row).unwrap();
//! let written = write_xml(&form, &told);
//! assert!(written.xml.contains("<persons>12</persons>"));
//! assert_eq!(written.unknown, ["shoes"]);
//! ```
//!
//! # How to add another source
//! 1. A module that reads its rows into [`Told`]: ids, answers as a [`Branch`], files, what the source says about it.
//! 2. A doc line above, and a test with a row as the source really gives it.
//! 3. In `server::bringing` its way over the network, and in `inzira bring` its word.

mod branch;
pub mod central_csv;
pub mod central_odata;
mod files;
pub mod kobo;
mod told;
mod trouble;
mod write;
pub mod xml;

pub use branch::{Branch, Twig};
pub use files::{Files, LARGEST, ZipFiles, base_name};
pub use told::{Content, FileTold, Provenance, Told};
pub use trouble::Trouble;
pub use write::{Written, write_xml};
