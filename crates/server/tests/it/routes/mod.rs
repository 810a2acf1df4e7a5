//! All routes there are, and what each asks for. The list is held against the sources: a route that is not in it fails
//! `the_list_is_that_of_the_sources`, and one that is in it cannot stay open or unaudited by mistake.

mod calls;
mod changes;
mod doors;
mod list;
mod log_of_changes;
mod log_of_readings;
mod sources;

use list::{Door, ROUTES};

/// Routes that change something.
pub fn changing() -> impl Iterator<Item = (&'static str, &'static str, Door)> {
    ROUTES.iter().copied().filter(|(method, ..)| !["GET", "HEAD"].contains(method))
}

/// An address of the route: an operation that is there, anything else as it may come.
pub fn address(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{operation}" => "burundi",
        "{id}" | "{round}" | "{project}" | "{actor}" => "1",
        part if part.starts_with('{') => "x",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}
