//! Failures that are nobody's own fault: the disk, or the way to the database. Whoever asked asks again later.

use sea_orm::{DbErr, RuntimeErr, sqlx};
use std::io;

/// What keeps the store from working for everybody alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The disk is full.
    NoRoom,
    /// The disk takes nothing any more: it is read-only, or it fails.
    NotWritable,
    /// The database does not answer: it is being restarted, or the way there is broken.
    Unreachable,
}

impl Trouble {
    /// The trouble behind a failure of the database, if it is one of these.
    pub(crate) fn of_database(error: &DbErr) -> Option<Self> {
        match error {
            DbErr::ConnectionAcquire(_) => Some(Self::Unreachable),
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)) => Self::of_driver(error),
            DbErr::Conn(_) => Some(Self::Unreachable),
            _ => None,
        }
    }

    /// The trouble behind a failure of the file system, if it is one of these.
    pub(crate) fn of_file(error: &io::Error) -> Option<Self> {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Some(Self::NoRoom)
            }
            io::ErrorKind::ReadOnlyFilesystem => Some(Self::NotWritable),
            _ if error.raw_os_error() == Some(EIO) => Some(Self::NotWritable),
            _ => None,
        }
    }

    fn of_driver(error: &sqlx::Error) -> Option<Self> {
        match error {
            sqlx::Error::Database(error) => Self::of_code(error.code().as_deref()?),
            // A connection that broke may also leave an answer that makes no sense, or none.
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed => Some(Self::Unreachable),
            _ => None,
        }
    }

    /// SQLSTATE of PostgreSQL (five signs), or the extended result code of SQLite (a number whose low byte is the kind).
    fn of_code(code: &str) -> Option<Self> {
        if code.len() == 5 && !code.starts_with(|c: char| c == '-' || c.is_whitespace()) {
            return match code {
                "53100" => Some(Self::NoRoom),
                "25006" | "58030" => Some(Self::NotWritable),
                // Shut down, restarting, in recovery, out of connections, connection lost.
                "57P01" | "57P02" | "57P03" | "57P05" | "53300" => Some(Self::Unreachable),
                _ if code.starts_with("08") => Some(Self::Unreachable),
                _ => None,
            };
        }
        match code.parse::<u32>().ok()? {
            SQLITE_IOERR_SHMSIZE => Some(Self::NoRoom),
            code => match code & 0xFF {
                SQLITE_BUSY => Some(Self::Unreachable),
                SQLITE_FULL => Some(Self::NoRoom),
                SQLITE_READONLY | SQLITE_IOERR | SQLITE_CANTOPEN => Some(Self::NotWritable),
                _ => None,
            },
        }
    }
}

/// Input/output error, on every system that has errno.
const EIO: i32 = 5;

// <https://www.sqlite.org/rescode.html>
const SQLITE_BUSY: u32 = 5;
const SQLITE_READONLY: u32 = 8;
const SQLITE_IOERR: u32 = 10;
const SQLITE_FULL: u32 = 13;
const SQLITE_CANTOPEN: u32 = 14;
/// The index of the log before the database could not grow; in practice for want of room.
const SQLITE_IOERR_SHMSIZE: u32 = 4874;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_databases_are_told_apart() {
        for (code, trouble) in [
            ("13", Some(Trouble::NoRoom)),
            ("4874", Some(Trouble::NoRoom)),
            ("778", Some(Trouble::NotWritable)),
            ("8", Some(Trouble::NotWritable)),
            ("14", Some(Trouble::NotWritable)),
            ("5", Some(Trouble::Unreachable)),
            ("2067", None), // unique
            ("53100", Some(Trouble::NoRoom)),
            ("25006", Some(Trouble::NotWritable)),
            ("57P01", Some(Trouble::Unreachable)),
            ("08006", Some(Trouble::Unreachable)),
            ("23505", None), // unique
        ] {
            assert_eq!(Trouble::of_code(code), trouble, "{code}");
        }
    }

    #[test]
    fn a_disk_that_is_full_and_one_that_is_read_only_are_told_apart() {
        let of = |kind: io::ErrorKind| Trouble::of_file(&io::Error::from(kind));
        assert_eq!(of(io::ErrorKind::StorageFull), Some(Trouble::NoRoom));
        assert_eq!(of(io::ErrorKind::ReadOnlyFilesystem), Some(Trouble::NotWritable));
        assert_eq!(of(io::ErrorKind::NotFound), None);
        assert_eq!(Trouble::of_file(&io::Error::from_raw_os_error(EIO)), Some(Trouble::NotWritable));
    }
}
