//! The Rust build.
//!
//! Everything is built with `--workspace` and together with at least one test target, also for the demonstration:
//! cargo then chooses the same features of all dependencies as for the tests, and the large ones are compiled once.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::run::Run;

/// Builds `inzira` and says where it is.
pub fn build_server(project: &Project) -> Outcome<PathBuf> {
    Run::new("cargo").args(["build", "--workspace", "--bins", "--test", "words"]).within(project.root()).must()?;
    let server = project.target()?.join("debug/inzira");
    if server.is_file() {
        return Ok(server);
    }
    Err(Failure::new(format!("The build went through, but {} is not there.", server.display())))
}
