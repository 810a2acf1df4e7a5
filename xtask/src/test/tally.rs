//! Counts of tests.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were skipped.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Tally {
    /// One check that is either right or wrong.
    pub fn one(passed: bool) -> Tally {
        if passed { Tally { passed: 1, ..Tally::default() } } else { Tally { failed: 1, ..Tally::default() } }
    }

    /// Adds what one word of a closing line counts; other words count nothing.
    pub fn count(&mut self, number: u64, word: &str) {
        match word {
            "passed" | "pass" | "xpassed" => self.passed += number,
            "failed" | "fail" | "error" | "errors" | "cancelled" | "timed out" => self.failed += number,
            "skipped" | "xfailed" | "ignored" | "todo" => self.skipped += number,
            _ => {}
        }
    }

    /// Whether no test was executed.
    pub fn is_empty(self) -> bool {
        self.passed + self.failed == 0
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}
