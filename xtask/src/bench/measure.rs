//! Time and memory of other programs.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};
use crate::install;
use crate::run::{Run, is_on_path};

/// A program with its arguments.
pub type CommandLine = Vec<OsString>;

/// What one program took, or why there is no number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Taken {
    /// The medians of its runs' time by the clock and on the processor, and the most memory any of them had.
    Measured { seconds: f64, processor_seconds: f64, peak_bytes: u64 },
    /// It failed: this input is beyond it.
    Refused,
    /// It was stopped.
    OverTime(Duration),
}

impl Taken {
    /// The time by the clock.
    pub fn seconds(&self) -> Option<f64> {
        if let Self::Measured { seconds, .. } = self { Some(*seconds) } else { None }
    }

    /// The time on the processor.
    pub fn processor_seconds(&self) -> Option<f64> {
        if let Self::Measured { processor_seconds, .. } = self { Some(*processor_seconds) } else { None }
    }

    /// The most memory, in bytes.
    #[allow(clippy::cast_precision_loss)]
    pub fn peak(&self) -> Option<f64> {
        if let Self::Measured { peak_bytes, .. } = self { Some(*peak_bytes as f64) } else { None }
    }
}

/// Runs the programs in turn, `runs` times, so that whatever else the machine does meets all alike. One that fails or
/// takes longer than `most` is not run again.
///
/// Each runs below GNU time, which asks the kernel for the peak of its resident memory and for its time on the processor
/// (in hundredths of a second), and adds about a millisecond. On a busy machine the processor's time says more.
pub fn side_by_side(programs: &[CommandLine], runs: usize, most: Duration, folder: &Path) -> Outcome<Vec<Taken>> {
    if !is_on_path("time") {
        install::debian(&["time"])?;
    }
    let mut samples: Vec<Result<Vec<OneRun>, Taken>> = programs.iter().map(|_| Ok(Vec::new())).collect();
    for _ in 0..runs {
        for (program, sample) in programs.iter().zip(&mut samples) {
            let Ok(known) = sample else { continue };
            match once(program, most, &folder.join("used"))? {
                Ok(taken) => known.push(taken),
                Err(why) => *sample = Err(why),
            }
        }
    }
    Ok(samples.into_iter().map(|sample| sample.map_or_else(|why| why, |runs| middle(&runs))).collect())
}

struct OneRun {
    seconds: f64,
    processor_seconds: f64,
    peak_bytes: u64,
}

fn middle(runs: &[OneRun]) -> Taken {
    Taken::Measured {
        seconds: median(runs.iter().map(|run| run.seconds).collect()),
        processor_seconds: median(runs.iter().map(|run| run.processor_seconds).collect()),
        peak_bytes: runs.iter().map(|run| run.peak_bytes).max().unwrap_or_default(),
    }
}

fn once(program: &CommandLine, most: Duration, said: &Path) -> Outcome<Result<OneRun, Taken>> {
    let run = Run::new("time").args(["-f", "%M %U %S", "-o"]).arg(said);
    let run = run.arg("timeout").arg(most.as_secs().to_string()).args(program);
    let started = Instant::now();
    let outcome = run.read();
    let took = started.elapsed();
    if outcome.is_err() {
        return Ok(Err(if took >= most { Taken::OverTime(most) } else { Taken::Refused }));
    }
    let said = fs::read_to_string(said).map_err(|error| Failure::io(said.display(), error))?;
    let numbers: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [kibibytes, user, system] = numbers[..] else {
        return Err(Failure::new(format!("`time` did not say what was used, but '{}'.", said.trim())));
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let peak_bytes = kibibytes as u64 * 1024;
    Ok(Ok(OneRun { seconds: took.as_secs_f64(), processor_seconds: user + system, peak_bytes }))
}

/// The median of the seconds that a program prints, one a line, for each time it did its work; none if it failed.
pub fn printed(program: &CommandLine) -> Outcome<Option<f64>> {
    let Some((name, arguments)) = program.split_first() else { return Ok(None) };
    let Ok(said) = Run::new(name).args(arguments).read() else { return Ok(None) };
    let seconds: Result<Vec<f64>, _> = said.split_whitespace().map(str::parse).collect();
    let seconds = seconds.map_err(|_| Failure::new(format!("Seconds were expected, but there is '{said}'.")))?;
    Ok(Some(median(seconds)))
}

/// The one in the middle, or halfway between the two there; 0 of none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match (values.len() % 2, values.get(half)) {
        (_, None) => 0.0,
        (0, Some(upper)) => f64::midpoint(values[half - 1], *upper),
        (_, Some(middle)) => *middle,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![4.0, 1.0, 2.0, 3.0]), 2.5);
        assert_eq!(median(Vec::new()), 0.0);
    }

    #[test]
    fn programs_print_their_own_seconds() {
        let program = |script: &str| ["sh", "-c", script].map(OsString::from).to_vec();
        assert_eq!(printed(&program("echo 3; echo 1; echo 2")), Ok(Some(2.0)));
        assert_eq!(printed(&program("exit 1")), Ok(None));
        assert!(printed(&program("echo soon")).is_err());
    }
}
