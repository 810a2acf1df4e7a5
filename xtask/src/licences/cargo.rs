//! Rust dependencies: all that `Cargo.lock` names, for every platform and for tests too.

use super::Dependency;
use crate::failure::Outcome;
use crate::json::Json;
use crate::project::Project;
use crate::run::Run;

pub fn dependencies(project: &Project) -> Outcome<Vec<Dependency>> {
    let answer =
        Run::new("cargo").args(["metadata", "--format-version", "1", "--locked"]).within(project.root()).read()?;
    let metadata = Json::read(&answer)?;
    let packages = metadata.get("packages").map(Json::items).unwrap_or_default();
    Ok(packages.iter().filter(|package| !is_ours(package)).map(dependency).collect())
}

/// Our own crates come from a folder and so have no source.
fn is_ours(package: &Json) -> bool {
    package.get("source").and_then(Json::text).is_none()
}

fn dependency(package: &Json) -> Dependency {
    let text = |name| package.get(name).and_then(Json::text).map(str::to_owned);
    Dependency {
        kind: "crates.io",
        name: text("name").unwrap_or_default(),
        version: text("version").unwrap_or_default(),
        licence: text("license"),
    }
}
