//! Other programs: started without standard input, so that none can wait for an answer nobody gives.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use crate::failure::{Failure, Outcome};

/// A program about to be run.
pub struct Run {
    command: Command,
    shown: String,
}

/// What a program that was shown while it ran has left.
pub struct Finished {
    pub succeeded: bool,
    /// Standard output and standard error in the order they came, without colours.
    pub lines: Vec<String>,
}

/// What `cargo run` tells this program of its own package. A dependency that looks at it (`ring`) would be built anew, with all
/// that stands on it, each time cargo is called now from here and now from a shell.
fn tells_of_this_package(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

impl Run {
    pub fn new(program: impl AsRef<OsStr>) -> Run {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.stdin(Stdio::null()).env("NO_COLOR", "1").env_remove("FORCE_COLOR").env_remove("CLICOLOR_FORCE");
        for (name, _) in std::env::vars_os().filter(|(name, _)| tells_of_this_package(name)) {
            command.env_remove(name);
        }
        Run { command, shown: program.to_string_lossy().into_owned() }
    }

    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Run {
        self.shown = format!("{} {}", self.shown, argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    pub fn args(self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Run {
        arguments.into_iter().fold(self, Run::arg)
    }

    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Run {
        self.command.env(name, value);
        self
    }

    pub fn within(mut self, folder: &Path) -> Run {
        self.command.current_dir(folder);
        self
    }

    /// Runs without showing anything and gives standard output; a failure carries what was said.
    pub fn read(mut self) -> Outcome<String> {
        let output = self.command.output().map_err(|error| self.not_started(error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = [output.stdout, output.stderr].concat();
        Err(Failure::new(format!("`{}` failed:\n{}", self.shown, String::from_utf8_lossy(&said).trim_end())))
    }

    /// Runs and shows every line unchanged as it comes; a failure of the program is not an error here.
    pub fn show(mut self) -> Outcome<Finished> {
        println!("$ {}", self.shown);
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().map_err(|error| self.not_started(error))?;
        let (sender, lines) = channel();
        forward(child.stdout.take(), sender.clone());
        forward(child.stderr.take(), sender);
        let mut kept = Vec::new();
        for line in lines {
            println!("{line}");
            kept.push(without_colours(&line));
        }
        let status = child.wait().map_err(|error| Failure::io(&self.shown, error))?;
        Ok(Finished { succeeded: status.success(), lines: kept })
    }

    /// Like [`Run::show`], but a failure of the program is one of the chore.
    pub fn must(self) -> Outcome {
        let shown = self.shown.clone();
        if self.show()?.succeeded { Ok(()) } else { Err(Failure::new(format!("`{shown}` failed; see above."))) }
    }

    /// Gives the terminal and this process over to the program; returns only if it could not be started.
    pub fn become_it(mut self) -> Failure {
        use std::os::unix::process::CommandExt;
        self.command.env_remove("NO_COLOR").stdin(Stdio::inherit());
        let error = self.command.exec();
        self.not_started(error)
    }

    /// The command, for whoever must keep the running program at hand.
    pub fn into_command(self) -> Command {
        self.command
    }

    fn not_started(&self, error: std::io::Error) -> Failure {
        Failure::io(format_args!("`{}` could not be started", self.shown), error)
    }
}

/// Whether a program of this name is on the path.
pub fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Sends each line of a stream; lines that are no UTF-8 are shown with replacement characters.
fn forward(stream: Option<impl Read + Send + 'static>, to: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            if to.send(line.trim_end_matches('\r').to_owned()).is_err() {
                return;
            }
        }
    });
}

/// The line without terminal control sequences (`ESC [ … letter`).
fn without_colours(line: &str) -> String {
    let mut pieces = line.split("\u{1b}[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|c: char| c.is_ascii_alphabetic()).map_or(piece.len(), |at| at + 1);
        plain.push_str(&piece[end..]);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_both_streams_are_kept_without_colours() {
        let finished =
            Run::new("sh").args(["-c", "printf '\\033[32mgood\\033[0m\\n'; echo bad >&2; exit 3"]).show().unwrap();
        let mut lines = finished.lines;
        lines.sort();
        assert_eq!(lines, ["bad", "good"]);
        assert!(!finished.succeeded);
    }

    #[test]
    fn a_failing_program_carries_its_words() {
        let failure = Run::new("sh").args(["-c", "echo no room >&2; exit 1"]).read().unwrap_err();
        assert!(failure.to_string().contains("no room"), "{failure}");
    }

    #[test]
    fn a_program_that_does_not_exist_is_named() {
        let failure = Run::new("inzira-no-such-program").must().unwrap_err();
        assert!(failure.to_string().contains("inzira-no-such-program"), "{failure}");
    }
}
