//! Style and common mistakes.

use crate::arguments::Arguments;
use crate::failure::Outcome;
use crate::project::Project;
use crate::run::Run;

const CLIPPY: [&str; 4] = ["clippy", "--workspace", "--all-targets", "--no-deps"];

/// Refuses every warning of the compiler and of clippy.
pub fn lint(project: &Project, given: &[String]) -> Outcome {
    Arguments::new(given).finish()?;
    cargo(project).args(["fmt", "--all", "--check"]).must()?;
    cargo(project).args(CLIPPY).args(["--", "-D", "warnings"]).must()
}

/// Formats, and lets clippy repair what it can in the work tree as it is.
pub fn fix(project: &Project, given: &[String]) -> Outcome {
    Arguments::new(given).finish()?;
    cargo(project).args(CLIPPY).args(["--fix", "--allow-dirty", "--allow-staged"]).must()?;
    cargo(project).args(["fmt", "--all"]).must()
}

fn cargo(project: &Project) -> Run {
    Run::new("cargo").within(project.root())
}
