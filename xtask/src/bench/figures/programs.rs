//! Who computes figures: ours, pandas and DuckDB.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::super::measure::CommandLine;
use crate::failure::Outcome;
use crate::install;
use crate::project::Project;
use crate::run::Run;
use crate::web;

/// How often a record is changed.
const CHANGES: u32 = 9;

/// Our programs: an example of the crate `figures`, and the server; and the round that they draw from.
pub struct Programs {
    many_rounds: PathBuf,
    server: PathBuf,
    workbook: PathBuf,
}

impl Programs {
    pub fn build(project: &Project, workbook: PathBuf) -> Outcome<Programs> {
        web::build(project)?;
        // Both at once, so that the query engine is compiled once.
        Run::new("cargo")
            .args(["build", "--quiet", "--profile", "engine", "--package", "figures", "--example", "many_rounds"])
            .args(["--package", "cli", "--bin", "inzira"])
            .within(project.root())
            .must()?;
        let built = project.target()?.join("engine");
        Ok(Programs { many_rounds: built.join("examples/many_rounds"), server: built.join("inzira"), workbook })
    }

    /// Writes snapshots of so many records in so many rounds into a folder.
    pub fn write(&self, folder: &Path, records: u32, rounds: u32) -> CommandLine {
        let numbers = [records, rounds].map(|number| OsString::from(number.to_string()));
        let mut line = self.command("write", &[self.workbook.as_path(), folder]);
        line.extend(numbers);
        line
    }

    /// Changes one of so many records again and again.
    pub fn change(&self, records: u32) -> CommandLine {
        let mut line = self.command("change", &[self.workbook.as_path()]);
        line.extend([records, CHANGES].map(|number| OsString::from(number.to_string())));
        line
    }

    /// Decides about one of so many records of a server again and again; the folder is made anew.
    pub fn decide(&self, project: &Project, folder: &Path, records: u32) -> Outcome<CommandLine> {
        let scripts = project.path("tests/figures");
        let python = install::python(project, &scripts.join("requirements.txt"))?;
        let script = scripts.join("through_server.py");
        let paths = [python.as_path(), &script, &self.server, &self.workbook, folder];
        let mut line: CommandLine = paths.into_iter().map(|path| path.as_os_str().to_owned()).collect();
        line.extend([records, CHANGES].map(|number| OsString::from(number.to_string())));
        Ok(line)
    }

    /// Everyone, ours first.
    pub fn peers(&self, project: &Project) -> Outcome<Vec<Peer>> {
        let scripts = project.path("tests/figures");
        let python = install::python(project, &scripts.join("requirements.txt"))?;
        let peer = |name, script: &str| Peer {
            name,
            command: vec![python.clone().into_os_string(), scripts.join(script).into_os_string()],
        };
        let ours = Peer { name: "ours", command: self.command("figures", &[]) };
        Ok(vec![ours, peer("pandas", "by_pandas.py"), peer("DuckDB", "by_duckdb.py")])
    }

    fn command(&self, word: &str, paths: &[&Path]) -> CommandLine {
        let mut line = vec![self.many_rounds.clone().into_os_string(), OsString::from(word)];
        line.extend(paths.iter().map(|path| path.as_os_str().to_owned()));
        line
    }
}

/// One that computes figures.
pub struct Peer {
    pub name: &'static str,
    command: CommandLine,
}

impl Peer {
    /// Computes all figures of a folder of snapshots.
    pub fn figures(&self, snapshots: &Path, folder: &Path) -> CommandLine {
        let mut line = self.command.clone();
        line.extend([snapshots.as_os_str().to_owned(), self.output(folder).into_os_string()]);
        line
    }

    /// Where it writes them.
    pub fn output(&self, folder: &Path) -> PathBuf {
        folder.join(format!("figures-{}.csv", self.name))
    }
}
