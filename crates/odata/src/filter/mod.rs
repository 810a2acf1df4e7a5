//! `$filter`: read, bound to a table's columns, evaluated, and described for the store.
//!
//! 1. [`Expression::parse`] reads the text. Nothing is known yet of any table.
//! 2. [`Filter::bind`] looks its names up and checks its types; `now()` becomes the moment that is passed in.
//! 3. [`Filter::split`] divides it into [`Condition`]s on columns that the store can search by, and what is left.
//! 4. [`Filter::accepts`] evaluates what is left for each row.
//!
//! # Null
//! As in Central and in SQL: `eq` and `ne` treat null as a value; every other operator and function gives null if it is
//! given null; `and` and `or` look through it where they can; a row is accepted only if the whole is true. (OData's text
//! has `gt` and its like give false instead. That differs below `not` only: `not (age gt 5)` does not find those whose age
//! is unknown.)
//!
//! Source: OData 4.0, Part 2: URL Conventions, section 5.1.1.

mod arithmetic;
mod ast;
mod bind;
mod evaluate;
mod functions;
mod parser;
mod print;
mod pushdown;
mod token;
mod value;

pub use ast::{Arithmetic, Comparison, Expression, Literal, Node};
pub use bind::{Columns, Filter};
pub use evaluate::Cells;
pub use functions::Function;
pub use pushdown::{Condition, Pushdown};
pub use value::{Type, Value};

/// Bytes of a filter. A list of two hundred ids has some ten thousand; addresses end well before this.
pub const LONGEST: usize = 32_768;

/// Levels of a filter. Tools that build filters put each pair in parentheses of their own; nobody writes twenty by hand.
pub const DEEPEST: usize = 100;
