//! What the chores need and a bare machine lacks. Everything is looked for first, so that a second run is quick.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::run::{Run, is_on_path};
use crate::stamp;

/// The cargo-nextest that the tests were last seen to pass with.
const NEXTEST: &str = "0.9.143";

/// Installs Debian packages; needs root, and says what to type where it is not.
pub fn debian(packages: &[&str]) -> Outcome {
    let by_hand = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if !is_on_path("apt-get") {
        return Err(Failure::new(format!(
            "This is not a Debian system: install what `{by_hand}` would install there, then run this again."
        )));
    }
    if Run::new("id").arg("-u").read()?.trim() != "0" {
        return Err(Failure::new(format!("Installing needs root: run `sudo {by_hand}`, then run this again.")));
    }
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

fn apt(arguments: &[&str]) -> Outcome {
    Run::new("apt-get").arg("-qq").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").must()
}

/// The browser of the browser tests.
pub fn chromium() -> Outcome {
    if is_on_path("chromium") { Ok(()) } else { debian(&["chromium", "fonts-liberation"]) }
}

/// What ODK Validate runs in.
pub fn java() -> Outcome {
    if is_on_path("java") { Ok(()) } else { debian(&["default-jre-headless"]) }
}

/// The Rust test runner.
pub fn nextest() -> Outcome {
    if is_on_path("cargo-nextest") {
        return Ok(());
    }
    Run::new("cargo").args(["install", "--locked", "cargo-nextest", "--version", NEXTEST]).must()
}

/// The packages of one folder's `package-lock.json`, in its `node_modules`.
pub fn npm(folder: &Path) -> Outcome {
    if !is_on_path("npm") {
        return Err(Failure::new("npm is not found. Install Node.js 20 or newer together with npm."));
    }
    let fingerprint = stamp::fingerprint(&[folder.join("package-lock.json")])?;
    let stamp = folder.join("node_modules/.installed-from");
    if stamp::is_fresh(&stamp, &fingerprint) {
        return Ok(());
    }
    Run::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).within(folder).must()?;
    stamp::keep(&stamp, &fingerprint)
}

/// The Python of a virtual environment that holds exactly these requirements; one environment per requirements file's
/// content, shared between clones.
pub fn python(project: &Project, requirements: &Path) -> Outcome<PathBuf> {
    let text = fs::read(requirements).map_err(|error| Failure::io(requirements.display(), error))?;
    let cache = project.cache()?;
    fs::create_dir_all(&cache).map_err(|error| Failure::io(cache.display(), error))?;
    let copy = cache.join("requirements.txt");
    fs::write(&copy, text).map_err(|error| Failure::io(copy.display(), error))?;
    // The copy's name is the same for every clone, so the fingerprint depends on the content alone.
    let environment = cache.join(format!("python-{}", stamp::fingerprint(std::slice::from_ref(&copy))?));
    let python = environment.join("bin/python");
    let done = environment.join("complete");
    if !done.is_file() {
        make_environment(&environment, &copy)?;
        stamp::keep(&done, "")?;
    }
    Ok(python)
}

fn make_environment(environment: &Path, requirements: &Path) -> Outcome {
    if Run::new("python3").args(["-c", "import venv, ensurepip"]).read().is_err() {
        debian(&["python3", "python3-venv"])?;
    }
    Run::new("python3").args(["-m", "venv", "--clear"]).arg(environment).must()?;
    Run::new(environment.join("bin/python"))
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--prefer-binary", "-r"])
        .arg(requirements)
        .must()
}
