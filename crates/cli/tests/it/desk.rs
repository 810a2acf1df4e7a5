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

    /// The public figures of a round.
    pub fn figures(&self, operation: &str, round: &str) -> Vec<csv::StringRecord> {
        let text = self.ask(&["figures", operation, "baseline_subarea", round]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns = reader.headers().unwrap().clone();
        assert_eq!(
            (&columns[5], &columns[7], &columns[8], &columns[10], &columns[12]),
            ("indicator", "level", "place", "disaggregation", "value")
        );
        reader.records().map(Result::unwrap).collect()
    }
}

/// All figures of an indicator, level and disaggregation: place and value.
pub fn of<'f>(
    figures: &'f [csv::StringRecord],
    indicator: &str,
    level: &str,
    disaggregation: &str,
) -> Vec<(&'f str, &'f str)> {
    let wanted = figures.iter().filter(|row| (&row[5], &row[7], &row[10]) == (indicator, level, disaggregation));
    wanted.map(|row| (&row[8], &row[12])).collect()
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
