//! Rust has no "skipped" of its own: a test that lacks something returns and is counted as passed. Ours print a line
//! `skipped: needs …` first, so the report that nextest keeps of every test's output tells which those were.

use std::collections::BTreeMap;
use std::fs;

use super::tally::Tally;
use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// Set in `.config/nextest.toml`; nextest keeps its reports here wherever cargo's target folder is.
const REPORT: &str = "target/nextest/default/junit.xml";

/// Moves the tests that said so from passed to skipped, and prints why they were.
pub fn count_as_skipped(project: &Project, tally: Tally) -> Outcome<Tally> {
    if tally.is_empty() {
        return Ok(tally);
    }
    let file = project.path(REPORT);
    let report = fs::read_to_string(&file).map_err(|error| Failure::io(file.display(), error))?;
    let reasons = reasons(&report);
    for (reason, count) in &reasons {
        println!("{count} skipped: {reason}");
    }
    let skipped = reasons.values().sum::<u64>().min(tally.passed);
    Ok(Tally { passed: tally.passed - skipped, skipped: tally.skipped + skipped, ..tally })
}

/// How many tests gave which reason; a test that gave several counts once, with its first.
fn reasons(report: &str) -> BTreeMap<&str, u64> {
    let mut reasons = BTreeMap::new();
    for test in report.split("<testcase ").skip(1) {
        let lines = test.lines().map(|line| line.rsplit_once('>').map_or(line, |(_, text)| text));
        if let Some(reason) = lines.filter_map(|line| line.strip_prefix("skipped: ")).next() {
            *reasons.entry(reason).or_default() += 1;
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_counted_once_a_test() {
        let report = "<testsuites>\n<testcase name=\"a\">\n<system-out>\nrunning 1 test\nskipped: needs ../shared (a)\n\
                      skipped: needs more\ntest a ... ok\n</system-out></testcase>\n\
                      <testcase name=\"b\"><system-err>skipped: needs ../shared (a)\n</system-err></testcase>\n\
                      <testcase name=\"c\"><system-out>nothing skipped: here</system-out></testcase></testsuites>";
        assert_eq!(reasons(report), BTreeMap::from([("needs ../shared (a)", 2)]));
    }
}
