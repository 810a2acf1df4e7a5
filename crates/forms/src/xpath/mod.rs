//! XPath as XForms use it: tokens, tree, and the functions ODK's clients know.
//!
//! `${name}` is part of the language here: a reference to a question, which the writer turns into a path.

mod ast;
mod functions;
mod parser;
mod print;
mod reason;
mod references;
mod token;
mod types;

pub use ast::{Expr, Operator, Reference, Start, Step};
pub use functions::{Function, function, functions};
pub use parser::{XPathError, parse};
pub use reason::Reason;
pub use references::{Use, in_expression, in_text};
pub use types::{Misuse, Type, gives, is_date, is_number, misuses};
