//! Reads the counts out of the lines with which each test runner closes.

use super::tally::Tally;

/// `     Summary [   1.2s] 5/7 tests run: 3 passed (1 slow), 2 failed, 1 timed out, 4 skipped`
pub fn nextest(lines: &[String]) -> Tally {
    let summary = lines.iter().rev().find_map(|line| line.trim_start().strip_prefix("Summary ["));
    let counts = summary.and_then(|line| line.split_once("run: ")).map_or("", |(_, counts)| counts);
    counts_between(counts, ',')
}

/// `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s`, once a crate.
pub fn libtest(lines: &[String]) -> Tally {
    let mut tally = Tally::default();
    for counts in lines.iter().filter_map(|line| line.strip_prefix("test result: ")) {
        tally += counts_between(counts.split_once(". ").map_or("", |(_, counts)| counts), ';');
    }
    tally
}

/// `==== 1 failed, 3 passed, 2 skipped, 1 error in 0.12s ====`, with or without the frame.
pub fn pytest(lines: &[String]) -> Tally {
    let closing = lines.iter().rev().map(|line| line.trim_matches(['=', ' '])).find_map(|line| {
        let (counts, time) = line.rsplit_once(" in ")?;
        time.split(' ').next()?.strip_suffix('s')?.parse::<f64>().ok()?;
        Some(counts)
    });
    counts_between(closing.unwrap_or_default(), ',')
}

/// `ℹ pass 3` (or `# pass 3`) and the like, one count a line.
pub fn node(lines: &[String]) -> Tally {
    let mut tally = Tally::default();
    for line in lines {
        let Some(count) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) else { continue };
        let Some((word @ ("pass" | "fail" | "cancelled" | "skipped" | "todo"), number)) = count.split_once(' ') else {
            continue;
        };
        if let Ok(number) = number.parse() {
            tally.count(number, word);
        }
    }
    tally
}

/// `      Tests  1 failed | 11 passed | 2 skipped (14)`
pub fn vitest(lines: &[String]) -> Tally {
    let closing = lines.iter().rev().find_map(|line| line.trim_start().strip_prefix("Tests  "));
    counts_between(closing.unwrap_or_default(), '|')
}

/// `3 passed (1 slow), 2 failed`: a number and a word each, what stands in brackets left out.
fn counts_between(counts: &str, separator: char) -> Tally {
    let mut tally = Tally::default();
    for count in counts.split(separator) {
        let count = count.split('(').next().unwrap_or_default().trim();
        if let Some((number, word)) = count.split_once(' ')
            && let Ok(number) = number.parse()
        {
            tally.count(number, word);
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn nextest_closes_with_a_summary() {
        let good = "────────────\n     Summary [   0.012s] 3 tests run: 3 passed (1 slow, 1 leaky), 1 skipped\n";
        assert_eq!(nextest(&lines(good)), tally(3, 0, 1));
        let bad = "     Summary [   9.1s] 5/7 tests run: 2 passed, 2 failed, 1 timed out, 0 skipped\n        FAIL a::b";
        assert_eq!(nextest(&lines(bad)), tally(2, 3, 0));
        assert_eq!(nextest(&lines("error: could not compile")), Tally::default());
    }

    #[test]
    fn libtest_closes_once_for_each_crate() {
        let said = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s\n\n\
                    test result: FAILED. 0 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s";
        assert_eq!(libtest(&lines(said)), tally(3, 2, 1));
    }

    #[test]
    fn pytest_closes_with_or_without_a_frame() {
        let said = "FAILED a.py::x - in 3 pieces\n==== 1 failed, 3 passed, 2 skipped, 1 xfailed, 1 error in 0.12s ====";
        assert_eq!(pytest(&lines(said)), tally(3, 2, 3));
        assert_eq!(pytest(&lines("12 passed, 1 warning in 62.01s (0:01:02)")), tally(12, 0, 0));
        assert_eq!(pytest(&lines("no tests ran in 0.01s")), Tally::default());
    }

    #[test]
    fn node_counts_one_a_line_in_both_of_its_styles() {
        let said = "✔ a (1ms)\nℹ tests 6\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0";
        assert_eq!(node(&lines(said)), tally(3, 2, 1));
        assert_eq!(node(&lines("# tests 2\n# pass 2\n# fail 0\n# pass on")), tally(2, 0, 0));
    }

    #[test]
    fn vitest_closes_with_files_and_tests() {
        let said = " Test Files  1 failed | 3 passed (4)\n      Tests  1 failed | 11 passed | 2 skipped (14)\n   Start at  1:02";
        assert_eq!(vitest(&lines(said)), tally(11, 1, 2));
        assert_eq!(vitest(&lines(" Test Files  2 passed (2)\n      Tests  7 passed (7)")), tally(7, 0, 0));
    }
}
