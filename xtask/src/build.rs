//! `cargo xtask build`: the web application and the server that carries it.

use std::path::PathBuf;

use crate::arguments::Arguments;
use crate::failure::Outcome;
use crate::progress::Progress;
use crate::project::Project;
use crate::rust::{self, Profile};
use crate::web;

pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let profile = if arguments.flag("--release") { Profile::Release } else { Profile::Dev };
    arguments.finish()?;
    let server = build(project, &Progress::start(), profile)?;
    println!("{}", server.display());
    Ok(())
}

/// Builds both, tells what is going on, and says where the server is.
pub fn build(project: &Project, progress: &Progress, profile: Profile) -> Outcome<PathBuf> {
    progress.say("building the web application (a minute the first time)");
    web::build(project)?;
    progress.say(match profile {
        Profile::Dev => "building inzira (the first time about a quarter of an hour on two quiet cores, later seconds)",
        Profile::Release => "building inzira with all optimisations (an hour the first time on two cores)",
    });
    let server = rust::build_server(project, profile)?;
    progress.say("built");
    Ok(server)
}
