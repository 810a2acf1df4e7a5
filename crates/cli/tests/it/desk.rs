//! A data folder, and commands run on it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// A data folder for one test.
pub struct Desk(TempDir);

/// What a command printed.
#[derive(Debug)]
pub struct Said {
    pub out: String,
    pub err: String,
    pub well: bool,
}

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn data(&self) -> &Path {
        self.0.path()
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_inzira"));
        command
            .args(arguments)
            .env("INZIRA_DATA", self.data())
            .env_remove("INZIRA_DATABASE")
            .env("INZIRA_KEYS", self.data().join("keys"))
            .env("INZIRA_KEYS_WITH_DATA", "yes")
            .env("RUST_BACKTRACE", "0");
        let output = command.output().unwrap();
        Said {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            well: output.status.success(),
        }
    }

    /// The printed lines of a command that must go well.
    pub fn ask(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(said.well, "inzira {}\n{}{}", arguments.join(" "), said.out, said.err);
        said.out
    }

    /// What a command that must fail says.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let said = self.run(arguments);
        assert!(!said.well, "inzira {}\n{}", arguments.join(" "), said.out);
        said.err
    }

    /// An operation with boundaries from the packs, and the mobility-tracking pack.
    pub fn operation(code: &str, country: (&str, &str), folder: &str, boundaries: &str) -> Self {
        let desk = Self::new();
        desk.ask(&["places", "import", &in_workspace(&format!("packs/{folder}"))]);
        let (pcode, name) = country;
        desk.ask(&[
            "operation",
            "create",
            code,
            "--name",
            name,
            "--country",
            pcode,
            "--country-name",
            name,
            "--boundaries",
            boundaries,
        ]);
        desk.ask(&["operation", "install", code, "mobility-tracking"]);
        desk
    }

    pub fn burundi() -> Self {
        Self::operation("burundi", ("BDI", "Burundi"), "places-burundi/2017", "bdi-2017")
    }

    /// Figures of the newest round of the baseline: path and value, which is in words where there is no number.
    pub fn figures(
        &self,
        operation: &str,
        indicator: &str,
        level: &str,
        disaggregation: &str,
    ) -> Vec<(String, String)> {
        let printed = self.ask(&[
            "figures",
            operation,
            "--exercise",
            "baseline_subarea",
            "--indicator",
            indicator,
            "--level",
            level,
            "--disaggregation",
            disaggregation,
        ]);
        let lines = printed.lines().map(|line| line.split_once('\t').unwrap());
        lines.map(|(value, path)| (path.to_owned(), value.to_owned())).collect()
    }
}

/// The sum of those that are numbers.
pub fn sum(figures: &[(String, String)]) -> u64 {
    figures.iter().filter_map(|(_, value)| value.parse::<u64>().ok()).sum()
}

/// A path below the workspace's folder.
pub fn in_workspace(path: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path).to_str().unwrap().to_owned()
}

/// A file of `../shared`, or none after saying so.
pub fn shared(path: &str) -> Option<String> {
    let file = in_workspace(&format!("../shared/data/{path}"));
    let there = Path::new(&file).exists();
    if !there {
        println!("skipped: needs ../shared (data/{path})");
    }
    there.then_some(file)
}
