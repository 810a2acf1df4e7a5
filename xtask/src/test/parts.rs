//! The parts of the tests. To add one: a function here and a line in [`PARTS`].

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::closing_lines;
use super::tally::Tally;
use super::untested;
use crate::failure::{Failure, Outcome};
use crate::postgres::Postgres;
use crate::project::Project;
use crate::run::{Finished, Run};
use crate::rust::{self, Profile};
use crate::{crash, install, licences, web};

/// One part.
pub struct Part {
    pub name: &'static str,
    pub what: &'static str,
    pub run: fn(&Project) -> Outcome<Tally>,
}

/// The web application stands before Rust because it is compiled into the server.
pub const PARTS: &[Part] = &[
    Part { name: "licences", what: "every dependency's licence fits ours", run: check_licences },
    Part { name: "format", what: "the Rust code is formatted", run: check_format },
    Part { name: "types", what: "the web application's types", run: check_web_types },
    Part { name: "web", what: "the web application's unit tests", run: test_web },
    Part { name: "rust", what: "the Rust tests, on SQLite and PostgreSQL", run: test_rust },
    Part { name: "examples", what: "the examples in the Rust documentation", run: test_examples },
    Part { name: "forms", what: "our XForms beside pyxform's, in ODK Validate and in ODK Web Forms", run: test_forms },
    Part { name: "clients", what: "real Python clients against a running server", run: test_clients },
    Part { name: "phone", what: "ODK's form engine against a running server", run: test_phone },
    Part { name: "crash", what: "the server killed, its disk full, its database restarted", run: test_crash },
    Part { name: "browser", what: "a real browser against a running server", run: test_browser },
];

fn check_licences(project: &Project) -> Outcome<Tally> {
    licences::run(project, &[]).map(|()| Tally::one(true))
}

fn check_format(project: &Project) -> Outcome<Tally> {
    Run::new("cargo").args(["fmt", "--all", "--check"]).within(project.root()).must().map(|()| Tally::one(true))
}

fn check_web_types(project: &Project) -> Outcome<Tally> {
    let web = project.path("web");
    install::npm(&web)?;
    Run::new("npm").args(["run", "--silent", "check"]).within(&web).must().map(|()| Tally::one(true))
}

fn test_web(project: &Project) -> Outcome<Tally> {
    let web = project.path("web");
    install::npm(&web)?;
    let finished = Run::new("npm").args(["run", "--silent", "test"]).within(&web).show()?;
    judge(&finished, closing_lines::vitest(&finished.lines))
}

fn test_rust(project: &Project) -> Outcome<Tally> {
    install::nextest()?;
    web::build(project)?;
    let postgres = Postgres::start()?;
    let finished = Run::new("cargo")
        .args(["nextest", "run", "--workspace", "--no-fail-fast"])
        .env("INZIRA_TEST_POSTGRES", postgres.url())
        .within(project.root())
        .show()?;
    let counted = untested::count_as_skipped(project, closing_lines::nextest(&finished.lines))?;
    judge(&finished, counted)
}

fn test_examples(project: &Project) -> Outcome<Tally> {
    web::build(project)?;
    let finished =
        Run::new("cargo").args(["test", "--doc", "--workspace", "--no-fail-fast"]).within(project.root()).show()?;
    judge(&finished, closing_lines::libtest(&finished.lines))
}

/// The corpus, the packs' forms, real forms where they are at hand, and generated ones.
fn test_forms(project: &Project) -> Outcome<Tally> {
    let folder = project.path("tests/forms");
    let python = install::python(project, &folder.join("requirements.txt"))?;
    install::java()?;
    let tests = project.path("tests");
    install::npm(&tests)?;
    let compiler = rust::build_example(project, "forms", "compile")?;
    let finished = Run::new(python)
        .arg(folder.join("differential.py"))
        .arg("--compiler")
        .arg(compiler)
        .arg("--engine")
        .arg(tests)
        .args(["--validate", "--generated", "200", "tests/forms/corpus"])
        .args(packs_with_forms(project)?)
        .arg("../shared/data/xlsforms")
        .within(project.root())
        .show()?;
    judge(&finished, closing_lines::pytest(&finished.lines))
}

/// The folders of forms in the packs.
fn packs_with_forms(project: &Project) -> Outcome<Vec<PathBuf>> {
    let packs = project.path("packs");
    let entries = fs::read_dir(&packs).map_err(|error| Failure::io(packs.display(), error))?;
    let folders = entries.map(|entry| Ok(entry?.path().join("forms"))).collect::<Result<Vec<_>, std::io::Error>>();
    let mut folders = folders.map_err(|error| Failure::io(packs.display(), error))?;
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    Ok(folders)
}

fn test_clients(project: &Project) -> Outcome<Tally> {
    let folder = project.path("tests/clients");
    let python = install::python(project, &folder.join("requirements.txt"))?;
    let run = Run::new(python).args(["-m", "pytest", "-p", "no:cacheprovider"]).within(&folder);
    let finished = under_test(project, run)?.show()?;
    judge(&finished, closing_lines::pytest(&finished.lines))
}

fn test_phone(project: &Project) -> Outcome<Tally> {
    test_with_node(project, "phone")
}

fn test_crash(project: &Project) -> Outcome<Tally> {
    crash::short(project, &server(project)?)
}

fn test_browser(project: &Project) -> Outcome<Tally> {
    install::chromium()?;
    test_with_node(project, "browser")
}

fn test_with_node(project: &Project, name: &str) -> Outcome<Tally> {
    let folder = project.path("tests");
    install::npm(&folder)?;
    let run = Run::new("npm").args(["run", "--silent", name]).within(&folder);
    let finished = under_test(project, run)?.show()?;
    judge(&finished, closing_lines::node(&finished.lines))
}

/// Tells the tests which server to start, and on what data.
fn under_test(project: &Project, run: Run) -> Outcome<Run> {
    let server = server(project)?;
    let filled = filled_folder(project, &server)?;
    Ok(run.env("INZIRA_BIN", server).env("INZIRA_DEMO", filled))
}

/// A data folder with the demonstration in it. It is filled once, and each part serves a copy of its own.
fn filled_folder(project: &Project, server: &Path) -> Outcome<PathBuf> {
    static FILLED: OnceLock<PathBuf> = OnceLock::new();
    if let Some(filled) = FILLED.get() {
        return Ok(filled.clone());
    }
    let folder = project.target()?.join("test-demonstration");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| Failure::io(folder.display(), error))?;
    }
    Run::new(server).args(["demo", "--no-serve", "--data"]).arg(&folder).must()?;
    Ok(FILLED.get_or_init(|| folder).clone())
}

/// The server under test: the one that `INZIRA_BIN` names, a release build for example, or else the one built from
/// here; building again what is built takes a moment.
fn server(project: &Project) -> Outcome<PathBuf> {
    if let Some(named) = std::env::var_os("INZIRA_BIN") {
        return std::path::absolute(named).map_err(|error| Failure::io("INZIRA_BIN", error));
    }
    web::build(project)?;
    rust::build_server(project, Profile::Dev)
}

/// A runner that failed without counting a failed test did not get as far as its tests, or not to their end.
fn judge(finished: &Finished, tally: Tally) -> Outcome<Tally> {
    if finished.succeeded || tally.failed > 0 {
        return Ok(tally);
    }
    Err(Failure::new(format!("the runner failed after {tally}; see above")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_runner_that_fails_is_never_counted_as_passed() {
        let failed = Finished { succeeded: false, lines: Vec::new() };
        assert!(judge(&failed, Tally { passed: 3, ..Tally::default() }).is_err());
        assert_eq!(judge(&failed, Tally::one(false)), Ok(Tally::one(false)));
    }
}
