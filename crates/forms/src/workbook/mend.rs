//! Zipped workbooks that a library refuses for parts that say nothing about the form: how wide a sheet claims to be, and
//! how it looks. They are set right in a copy, once the file could not be read as it is.

use crate::Limits;
use std::io::{self, Cursor, Read, Write};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What is left out of the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Without {
    /// What the sheets claim.
    Claims,
    /// The styles too: dates are plain numbers then.
    Styles,
}

/// A copy of the workbook where every sheet claims the width of one cell. None if the archive itself is broken.
///
/// `archive::check` has counted what the parts unpack to; here no more of them is read than that.
pub(super) fn mended(bytes: &[u8], without: Without, limits: &Limits) -> Option<Vec<u8>> {
    let mut source = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
    for position in 0..source.len() {
        let part = source.by_index(position).ok()?;
        let name = part.name().ok()?.into_owned();
        let lower = name.to_ascii_lowercase();
        if without == Without::Styles && lower.ends_with("/styles.xml") {
            continue;
        }
        if lower.contains("worksheets/") && lower.ends_with(".xml") {
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            copy.start_file(name, options).ok()?;
            copy_sheet(part.take(limits.unpacked_bytes), &mut copy).ok()?;
        } else {
            drop(part);
            copy.raw_copy_file(source.by_index_raw(position).ok()?).ok()?;
        }
    }
    Some(copy.finish().ok()?.into_inner())
}

/// Copies a sheet with another claim of its width.
fn copy_sheet(mut part: impl Read, copy: &mut impl Write) -> io::Result<()> {
    /// The claim stands before the first cell, behind a few lines of namespaces and of settings.
    const HEAD: u64 = 64 * 1024;
    let mut head = Vec::new();
    (&mut part).take(HEAD).read_to_end(&mut head)?;
    if let Some((from, to)) = claim(&head) {
        head.splice(from..to, *b" ref=\"A1\"");
    }
    copy.write_all(&head)?;
    io::copy(&mut part, copy)?;
    Ok(())
}

/// Where the attributes of the tag `dimension` stand.
fn claim(head: &[u8]) -> Option<(usize, usize)> {
    const TAG: &[u8] = b"dimension";
    let from = head.windows(TAG.len() + 1).position(|bytes| matches!(bytes[0], b'<' | b':') && &bytes[1..] == TAG)?;
    let from = from + 1 + TAG.len();
    let end = from + head[from..].iter().position(|byte| *byte == b'>')?;
    Some((from, if head[end - 1] == b'/' { end - 1 } else { end }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claim_of_a_sheet_is_made_anew_and_all_else_kept() {
        for (sheet, expected) in [
            ("<w><dimension ref=\"A:D\"/><x/>", "<w><dimension ref=\"A1\"/><x/>"),
            ("<w><a:dimension></a:dimension>", "<w><a:dimension ref=\"A1\"></a:dimension>"),
            ("<w><dimension/>", "<w><dimension ref=\"A1\"/>"),
            ("<w>no dimension>", "<w>no dimension>"),
            ("<dimension", "<dimension"),
        ] {
            let mut copy = Vec::new();
            copy_sheet(sheet.as_bytes(), &mut copy).unwrap();
            assert_eq!(String::from_utf8(copy).unwrap(), expected);
        }
    }
}
