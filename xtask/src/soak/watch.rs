//! What a process holds, as the kernel counts it.

use std::fs;

use crate::failure::{Failure, Outcome};

/// One look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Seconds since the beginning.
    pub second: u64,
    pub resident_mb: f64,
    pub files: usize,
    pub threads: u64,
    /// The data folder's database, with its log.
    pub database_mb: f64,
}

/// Looks at a process; `/proc` is Linux's.
pub fn look(process: u32, second: u64, database: &std::path::Path) -> Outcome<Look> {
    let folder = format!("/proc/{process}");
    let failed = |error| Failure::io(format!("The server's {folder}"), error);
    let status = fs::read_to_string(format!("{folder}/status")).map_err(failed)?;
    let files = fs::read_dir(format!("{folder}/fd")).map_err(failed)?.count();
    let number = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    let size = |name: &str| fs::metadata(database.join(name)).map_or(0, |known| known.len());
    #[allow(clippy::cast_precision_loss)]
    let megabytes = |bytes: u64| bytes as f64 / 1e6;
    Ok(Look {
        second,
        resident_mb: megabytes(number("VmRSS:").unwrap_or(0) * 1024),
        files,
        threads: number("Threads:").unwrap_or(0),
        database_mb: megabytes(size("inzira.sqlite") + size("inzira.sqlite-wal")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_holds_memory_files_and_a_thread() {
        let found = look(std::process::id(), 7, std::path::Path::new(".")).unwrap();
        assert!(found.second == 7 && found.resident_mb > 0.5 && found.files >= 3 && found.threads >= 1, "{found:?}");
    }
}
