//! The story of the store, told on SQLite and on PostgreSQL alike: one file per topic.
//!
//! PostgreSQL takes part when `INZIRA_TEST_POSTGRES` holds the address of a server where databases may be created, such
//! as `postgres://postgres@127.0.0.1:5432/postgres`; otherwise its half says that it was skipped. Each test has a
//! database of its own, whose locale sorts otherwise than bytes do, as a country's server may.

// What a test cannot do without, it panics over; rules for library code do not hold here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod databases;
mod fixtures;
mod own_database;

mod accounts;
mod arrivals;
mod audit;
mod backups;
mod brought;
mod corrections;
mod devices;
mod drafts;
mod durability;
mod edits;
mod figures;
mod former_rounds;
mod forms;
mod imports;
mod links;
mod operations;
mod records;
mod registers;
mod rounds;
mod sealed;
mod sites;
mod submissions;
mod updating;
