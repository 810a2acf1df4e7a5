//! Standard output, whoever reads it.

use std::io::{ErrorKind, Write, stdout};

/// Writes to standard output. That the reader has seen enough (`… | head`) is no failure.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut output = stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// `1 error`, `2 errors`.
pub(super) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}
