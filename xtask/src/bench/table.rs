//! Markdown tables, and numbers as people read them.

use super::measure::Taken;

/// A table under construction; all columns but the first hold numbers.
pub struct Table(String);

impl Table {
    pub fn new(headers: &[&str]) -> Table {
        let mut table = Table(String::new());
        table.row(&headers.iter().map(|header| (*header).to_owned()).collect::<Vec<_>>());
        table.0.push_str("|---|");
        table.0.push_str(&"---:|".repeat(headers.len().saturating_sub(1)));
        table.0.push('\n');
        table
    }

    pub fn row(&mut self, cells: &[String]) {
        self.0.push_str(&format!("| {} |\n", cells.join(" | ")));
    }

    pub fn print(&self) {
        println!("{}", self.0);
    }
}

/// `0.47 s`, `31 ms`, `4.2 µs`.
pub fn seconds(value: f64) -> String {
    match value {
        _ if value >= 0.995 => format!("{} s", digits(value)),
        _ if value >= 0.000_995 => format!("{} ms", digits(value * 1e3)),
        _ => format!("{} µs", digits(value * 1e6)),
    }
}

/// `93 MB`: millions of bytes.
pub fn megabytes(bytes: u64) -> String {
    #[allow(clippy::cast_precision_loss)]
    let millions = bytes as f64 / 1e6;
    format!("{} MB", digits(millions))
}

/// `62×`: how much more theirs is than ours.
pub fn times(theirs: f64, ours: f64) -> String {
    if ours > 0.0 { format!("{}×", digits(theirs / ours)) } else { "–".to_owned() }
}

/// Two digits that mean something; more only in whole numbers.
fn digits(value: f64) -> String {
    if value < 9.95 { format!("{value:.1}") } else { format!("{value:.0}") }
}

/// The time taken, or the reason why there is none.
pub fn time_of(taken: Taken) -> String {
    match taken {
        Taken::Measured { seconds: value, .. } => seconds(value),
        Taken::Refused => "refuses it".to_owned(),
        Taken::OverTime(most) => format!("over {} s", most.as_secs()),
    }
}

/// The processor's time, where it was measured.
pub fn processor_of(taken: Taken) -> String {
    match taken {
        Taken::Measured { processor_seconds, .. } => seconds(processor_seconds),
        _ => "–".to_owned(),
    }
}

/// The peak memory, where it was measured.
pub fn peak_of(taken: Taken) -> String {
    match taken {
        Taken::Measured { peak_bytes, .. } => megabytes(peak_bytes),
        _ => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn numbers_have_the_digits_that_mean_something() {
        assert_eq!([0.000_004_2, 0.031_2, 1.26, 47.4].map(seconds), ["4.2 µs", "31 ms", "1.3 s", "47 s"]);
        assert_eq!(megabytes(93_116 * 1024), "95 MB");
        assert_eq!(times(12.4, 0.2), "62×");
        assert_eq!(time_of(Taken::OverTime(Duration::from_secs(60))), "over 60 s");
    }
}
