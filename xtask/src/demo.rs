//! `cargo xtask demo`: from a fresh clone to a served demonstration.

use std::fs;
use std::path::{Path, PathBuf};

use crate::arguments::Arguments;
use crate::build;
use crate::failure::{Failure, Outcome};
use crate::progress::Progress;
use crate::project::Project;
use crate::run::Run;
use crate::rust::Profile;

const LISTEN: &str = "127.0.0.1:8080";

pub fn run(project: &Project, given: &[String]) -> Outcome {
    let mut arguments = Arguments::new(given);
    let listen = arguments.value("--listen")?.unwrap_or_else(|| LISTEN.to_owned());
    let chosen = arguments.value("--data")?.map(PathBuf::from);
    let serve = !arguments.flag("--no-serve");
    arguments.finish()?;

    let progress = Progress::start();
    let data = fresh_folder(project, chosen)?;
    let server = build::build(project, &progress, Profile::Dev)?;
    if !serve {
        println!("To serve it: {} demo --data {} --listen {listen}", server.display(), data.display());
        return Ok(());
    }
    progress.say(&format!("making the demonstration in {}", data.display()));
    Err(Run::new(server).arg("demo").arg("--data").arg(data).args(["--listen", &listen]).become_it())
}

/// The folder that the demonstration is made in. Our own is emptied first; one chosen by hand must hold nothing.
fn fresh_folder(project: &Project, chosen: Option<PathBuf>) -> Outcome<PathBuf> {
    let Some(folder) = chosen else {
        let own = project.path("data/demo");
        if own.exists() {
            fs::remove_dir_all(&own).map_err(|error| Failure::io(own.display(), error))?;
        }
        return Ok(own);
    };
    if holds_something(&folder) {
        return Err(Failure::new(format!(
            "{} is not empty, and a demonstration starts from nothing: choose a new folder, or empty this one.",
            folder.display()
        )));
    }
    std::path::absolute(&folder).map_err(|error| Failure::io(folder.display(), error))
}

fn holds_something(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_folder_with_something_in_it_is_refused_and_left_alone() {
        let project = Project::find().unwrap();
        let folder = std::env::temp_dir().join(format!("inzira-demo-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert_eq!(fresh_folder(&project, Some(folder.clone())), Ok(folder.clone()));
        fs::write(folder.join("mine"), "").unwrap();
        assert!(fresh_folder(&project, Some(folder.clone())).is_err());
        assert!(folder.join("mine").exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
