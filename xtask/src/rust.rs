//! The Rust build.
//!
//! Everything is built with `--workspace`, and for development together with one test target, also for the
//! demonstration: cargo then chooses the same features of all dependencies as for the tests, and the large ones are
//! compiled once instead of twice.

use std::path::PathBuf;

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::run::Run;

/// How much the compiler optimises.
#[derive(Clone, Copy)]
pub enum Profile {
    /// Quick to build; what the demonstration and the tests use.
    Dev,
    /// For deployment.
    Release,
}

/// Builds an example of a crate that needs little, alone and quickly, and says where it is.
pub fn build_example(project: &Project, package: &str, example: &str) -> Outcome<PathBuf> {
    Run::new("cargo").args(["build", "-p", package, "--example", example]).within(project.root()).must()?;
    Ok(project.target()?.join("debug/examples").join(example))
}

/// Builds an example of a crate that needs much, with the server so that nothing is compiled twice, and says where it is.
pub fn build_example_beside_the_server(project: &Project, example: &str) -> Outcome<PathBuf> {
    let build = Run::new("cargo").args(["build", "--workspace", "--bins", "--test", "words", "--example", example]);
    build.within(project.root()).must()?;
    Ok(project.target()?.join("debug/examples").join(example))
}

/// Builds `inzira` and says where it is.
pub fn build_server(project: &Project, profile: Profile) -> Outcome<PathBuf> {
    let (options, folder): (&[&str], _) = match profile {
        Profile::Dev => (&["--test", "words"], "debug"),
        Profile::Release => (&["--release"], "release"),
    };
    Run::new("cargo").args(["build", "--workspace", "--bins"]).args(options).within(project.root()).must()?;
    let server = project.target()?.join(folder).join("inzira");
    if server.is_file() {
        return Ok(server);
    }
    Err(Failure::new(format!("The build went through, but {} is not there.", server.display())))
}

/// Builds `inzira` as benchmarks measure it (profile `measure`: optimised like a release, but for the query engine) and says
/// where it is.
pub fn build_measured_server(project: &Project) -> Outcome<PathBuf> {
    let build = ["build", "--workspace", "--bins", "--profile", "measure"];
    Run::new("cargo").args(build).within(project.root()).must()?;
    Ok(project.target()?.join("measure/inzira"))
}
