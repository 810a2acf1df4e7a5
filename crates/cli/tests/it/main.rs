//! The program as people run it: one process after the other on the same data folder.

// What a test cannot do without, it panics over; rules for library code do not hold here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

mod decrypt;
mod imports;
mod keys;
mod places;
mod wholeness;
