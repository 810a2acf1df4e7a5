//! Zipped workbooks are unpacked once for their size alone: the sizes an archive claims can lie.

use super::{no_workbook, one};
use crate::{
    Limits,
    problems::{Argument, Code, Phrase, Problems},
};
use std::io::{Cursor, Read};

/// Refuses an archive that unpacks to more than the limit.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Problems> {
    /// A workbook has a part for each sheet and picture; nobody makes one with more.
    const PARTS: usize = 10_000;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > PARTS {
        return Err(no_workbook(Phrase::ArchiveTooManyParts));
    }
    let mut left = limits.unpacked_bytes;
    for position in 0..archive.len() {
        let part = archive.by_index(position).map_err(|error| broken(&error))?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|error| broken(&error))?;
        if read > left {
            return Err(one(Code::FileUnpacksTooLarge, &[("limit", &limits.unpacked_bytes.to_string())]));
        }
        left -= read;
    }
    Ok(())
}

fn broken(error: &dyn std::fmt::Display) -> Problems {
    let Problems(found) = no_workbook(Phrase::ArchiveBroken);
    let detail = error.to_string();
    Problems(found.into_iter().map(|problem| problem.with("detail", Argument::from(detail.as_str()))).collect())
}
