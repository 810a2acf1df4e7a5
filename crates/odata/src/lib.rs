//! The OData feed over a form's submissions, and their CSV files, as ODK Central serves them.
//!
//! ```
//! use forms::{CompileOptions, compile};
//! use odata::{Address, Content, Feed, Options, Resource, Shape, Submission, System};
//!
//! let table = "
//! | survey |         |       |                   |
//! |        | type    | name  | label             |
//! |        | integer | rooms | How many rooms?   |
//! ";
//! let form = compile("houses.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
//! let shape = Shape::of(&form);
//!
//! let now = "2026-03-14T10:00:00Z".parse().unwrap();
//! let options = Options::read([("$filter", "rooms gt 2"), ("$select", "__id,rooms")])?;
//! let resource = Resource::read(&shape, "/Submissions")?;
//! let mut feed = Feed::new(&shape, &resource, options, Address::default(), now)?;
//! assert!(feed.plan().conditions.is_empty()); // the store cannot search by answers
//!
//! let mut page = Vec::new();
//! for (instance_id, xml) in [("a", "<data><rooms>2</rooms></data>"), ("b", "<data><rooms>3</rooms></data>")] {
//!     let system = System::arrived(now, "1");
//!     feed.push(&Submission { instance_id, content: Content::Xml(xml), system }, &mut page).unwrap();
//! }
//! feed.finish(&mut page).unwrap();
//! let page: serde_json::Value = serde_json::from_slice(&page).unwrap();
//! assert_eq!(page["value"], serde_json::json!([{"__id": "b", "rooms": 3}]));
//! # Ok::<(), odata::Problem>(())
//! ```
//!
//! Nothing here knows HTTP, SQL or the clock: in go query options and submissions, out come bytes. The store reads what
//! [`Plan`] asks for; one submission is held at a time.
//!
//! # Where it differs from Central, and why
//! * `$filter` takes answers, not only `__system`; functions of texts and numbers, arithmetic and `in`.
//!   Types are checked: a text is not ordered against a number.
//! * An answer that is not of its question's type is null, also where Central would give its first digits, or text in a
//!   column that `$metadata` says is a date.
//! * `$metadata` has what strict readers need (see [`metadata()`]).
//! * A number or boolean among the options that is none is refused rather than ignored.
//! * A link to the next page of a sorted table goes on by number, where Central gives one that it then refuses.
//!
//! # How to add a function to the filter
//! One variant of [`filter::Function`] with its name, arguments, type and value, all in one file; a test that shows it.

mod columns;
pub mod csv;
pub mod entities;
mod entry;
mod feed;
pub mod filter;
mod geo;
mod json;
mod keys;
mod metadata;
mod moment;
mod names;
mod negotiation;
mod options;
mod order;
mod problem;
mod resource;
mod rows;
mod select;
mod service;
pub mod shape;
mod skip_token;
mod submission;
mod system;

pub use columns::{Column, Slot};
pub use entry::{Broken, Entry};
pub use feed::{Address, Chosen, Cursor, Feed, FeedError, Plan, Step};
pub use metadata::metadata;
pub use names::identifier;
pub use negotiation::{Document, VERSION, negotiate};
pub use options::Options;
pub use order::Order;
pub use problem::Problem;
pub use resource::Resource;
pub use service::service_document;
pub use shape::Shape;
pub use skip_token::SkipToken;
pub use submission::{Content, Submission, System};
pub use system::SystemColumn;
