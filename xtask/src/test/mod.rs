//! `cargo xtask test`: every part runs, also after one has failed; the last line is the total.

mod closing_lines;
mod parts;
pub mod tally;
mod untested;

use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::progress::{Progress, clock};
use crate::project::Project;
use parts::{PARTS, Part};
use tally::Tally;

/// How one part ended.
struct Ended {
    part: &'static Part,
    outcome: Outcome<Tally>,
    took: Duration,
}

impl Ended {
    /// What is added to the total: a part that failed without counting a failed test counts as one.
    fn tally(&self) -> Tally {
        match self.outcome {
            Ok(tally) if tally.is_empty() => Tally { failed: 1, ..tally },
            Ok(tally) => tally,
            Err(_) => Tally::one(false),
        }
    }

    fn line(&self) -> String {
        let took = clock(self.took);
        let words = match &self.outcome {
            Ok(tally) if tally.is_empty() => "ran no test".to_owned(),
            Ok(tally) => format!("{:>5} passed {:>4} failed {:>4} skipped", tally.passed, tally.failed, tally.skipped),
            Err(failure) => format!("not completed: {}", failure.to_string().lines().next().unwrap_or_default()),
        };
        format!("  {:<10} {took}  {words}", self.part.name)
    }
}

pub fn run(project: &Project, given: &[String]) -> Outcome {
    let chosen = choose(given)?;
    let progress = Progress::start();
    let ended: Vec<Ended> = chosen.into_iter().map(|part| run_part(project, &progress, part)).collect();
    close(project, &ended)
}

/// All parts, or those named, in the order in which they are always run.
fn choose(given: &[String]) -> Outcome<Vec<&'static Part>> {
    let names = || PARTS.iter().map(|part| part.name).collect::<Vec<_>>().join(", ");
    if let Some(unknown) = given.iter().find(|name| !PARTS.iter().any(|part| part.name == **name)) {
        return Err(Failure::new(format!("There is no part '{unknown}'. The parts are: {}.", names())));
    }
    Ok(PARTS.iter().filter(|part| given.is_empty() || given.iter().any(|name| name == part.name)).collect())
}

fn run_part(project: &Project, progress: &Progress, part: &'static Part) -> Ended {
    println!();
    progress.say(&format!("── {}: {} ──", part.name, part.what));
    let started = Instant::now();
    let outcome = (part.run)(project);
    if let Err(failure) = &outcome {
        println!("{failure}");
    }
    Ended { part, outcome, took: started.elapsed() }
}

fn close(project: &Project, ended: &[Ended]) -> Outcome {
    let mut total = Tally::default();
    println!();
    for one in ended {
        println!("{}", one.line());
        total += one.tally();
    }
    if !project.has_shared_data() {
        println!("There is no ../shared/data beside this clone: tests that need its real files were skipped.");
    }
    println!("{total}");
    if total.failed == 0 { Ok(()) } else { Err(Failure::new("Not everything passed.")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(outcome: Outcome<Tally>) -> Ended {
        Ended { part: &PARTS[0], outcome, took: Duration::ZERO }
    }

    #[test]
    fn a_part_that_ran_nothing_or_did_not_complete_counts_as_failed() {
        assert_eq!(ended(Ok(Tally::default())).tally().failed, 1);
        assert_eq!(ended(Err(Failure::new("no browser"))).tally().failed, 1);
        assert!(ended(Err(Failure::new("no browser\nat all"))).line().ends_with("no browser"));
        assert_eq!(ended(Ok(Tally::one(true))).tally(), Tally::one(true));
    }

    #[test]
    fn parts_are_chosen_by_name_in_their_fixed_order() {
        let chosen = choose(&["rust".to_owned(), "licences".to_owned()]).unwrap();
        assert_eq!(chosen.iter().map(|part| part.name).collect::<Vec<_>>(), ["licences", "rust"]);
        assert!(choose(&["rsut".to_owned()]).is_err_and(|failure| failure.to_string().contains("rsut")));
        assert_eq!(choose(&[]).unwrap().len(), PARTS.len());
    }
}
