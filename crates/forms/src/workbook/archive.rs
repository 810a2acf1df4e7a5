//! Zipped workbooks are unpacked once for their size alone: the sizes an archive claims can lie.

use super::{one, unreadable};
use crate::{
    Limits,
    problems::{Code, Problems},
};
use std::io::{Cursor, Read};

/// Refuses an archive that unpacks to more than the limit.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Problems> {
    /// A workbook has a part for each sheet and picture; nobody makes one with more.
    const PARTS: usize = 10_000;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| unreadable(&format!("its archive is broken ({error})")))?;
    if archive.len() > PARTS {
        return Err(unreadable("its archive has too many parts"));
    }
    let mut left = limits.unpacked_bytes;
    for position in 0..archive.len() {
        let part =
            archive.by_index(position).map_err(|error| unreadable(&format!("its archive is broken ({error})")))?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|error| unreadable(&format!("its archive is broken ({error})")))?;
        if read > left {
            return Err(one(Code::FileUnpacksTooLarge, &[("limit", &limits.unpacked_bytes.to_string())]));
        }
        left -= read;
    }
    Ok(())
}
