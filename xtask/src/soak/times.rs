//! How long answers took, by the kind of request.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};

/// All answers of a run. Shared by the clients.
pub struct Times {
    began: Instant,
    kinds: Mutex<BTreeMap<&'static str, Vec<Sample>>>,
}

/// One answer.
#[derive(Debug, Clone, Copy)]
struct Sample {
    /// When it came, since the beginning.
    at: Duration,
    took: Duration,
    good: bool,
}

/// Answers of one kind in a part of the run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    pub answers: usize,
    pub failures: usize,
    /// Milliseconds that half of the answers took at most.
    pub half_ms: f64,
    /// Milliseconds that 99 of 100 took at most.
    pub most_ms: f64,
}

impl Times {
    pub fn begin() -> Times {
        Times { began: Instant::now(), kinds: Mutex::default() }
    }

    pub fn since(&self) -> Duration {
        self.began.elapsed()
    }

    pub fn add(&self, kind: &'static str, took: Duration, good: bool) -> Outcome {
        let mut kinds = self.kinds.lock().map_err(|_| Failure::new("A client of the chore itself failed."))?;
        kinds.entry(kind).or_default().push(Sample { at: self.began.elapsed(), took, good });
        Ok(())
    }

    /// Each kind, from one moment to another.
    pub fn parts(&self, from: Duration, to: Duration) -> Outcome<Vec<(&'static str, Part)>> {
        let kinds = self.kinds.lock().map_err(|_| Failure::new("A client of the chore itself failed."))?;
        Ok(kinds
            .iter()
            .map(|(kind, samples)| (*kind, part(samples.iter().filter(|one| (from..to).contains(&one.at)))))
            .collect())
    }
}

fn part<'s>(samples: impl Iterator<Item = &'s Sample>) -> Part {
    let samples: Vec<&Sample> = samples.collect();
    let mut took: Vec<Duration> = samples.iter().filter(|one| one.good).map(|one| one.took).collect();
    took.sort();
    let at_most = |hundredths: usize| {
        let at = (took.len() * hundredths).div_ceil(100).saturating_sub(1);
        took.get(at).map_or(0.0, |took| took.as_secs_f64() * 1e3)
    };
    Part {
        answers: samples.len(),
        failures: samples.iter().filter(|one| !one.good).count(),
        half_ms: at_most(50),
        most_ms: at_most(99),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_ninety_nine_of_a_hundred_are_read_off() {
        let sample = |ms| Sample { at: Duration::ZERO, took: Duration::from_millis(ms), good: ms != 1_000 };
        let samples: Vec<Sample> = (1..=200).chain([1_000]).map(sample).collect();
        let found = part(samples.iter());
        assert_eq!(found, Part { answers: 201, failures: 1, half_ms: 100.0, most_ms: 198.0 });
        assert_eq!(part([].iter()), Part { answers: 0, failures: 0, half_ms: 0.0, most_ms: 0.0 });
    }
}
