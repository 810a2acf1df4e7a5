//! Places read from real files. Run beside `../shared`; without it each test says that it was skipped.

mod burundi;
mod shared;
mod wrong;
