//! Tells what is going on, with the time since the start.

use std::time::{Duration, Instant};

/// The clock of one chore.
pub struct Progress {
    started: Instant,
}

impl Progress {
    pub fn start() -> Progress {
        Progress { started: Instant::now() }
    }

    /// Prints one line: `[ 2:05] building the server`.
    pub fn say(&self, what: &str) {
        println!("[{}] {what}", clock(self.started.elapsed()));
    }
}

/// Minutes and seconds, as on a kitchen clock.
pub fn clock(time: Duration) -> String {
    format!("{:>2}:{:02}", time.as_secs() / 60, time.as_secs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_shown_in_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_secs(5)), " 0:05");
        assert_eq!(clock(Duration::from_secs(725)), "12:05");
    }
}
