//! Zipped workbooks are unpacked once for their size alone: the sizes an archive claims can lie.

use super::{no_workbook, no_workbook_for, one};
use crate::{
    Limits,
    problems::{Code, Phrase, Problems},
};
use quick_xml::{Reader, events::Event};
use std::io::{BufReader, Cursor, Read};

/// Refuses an archive that unpacks to more than the limit.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Problems> {
    /// A workbook has a part for each sheet and picture; nobody makes one with more.
    const PARTS: usize = 10_000;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > PARTS {
        return Err(no_workbook(Phrase::ArchiveTooManyParts));
    }
    let mut counted = Counted { bytes: 0, tags: 0 };
    for position in 0..archive.len() {
        let part = archive.by_index(position).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.to_ascii_lowercase();
        let file = name.rsplit('/').next().unwrap_or_default();
        let is_streamed = file.starts_with("sheet") || !(file.ends_with(".xml") || file.ends_with(".rels"));
        let left = limits.unpacked_bytes - counted.bytes;
        let mut tally = Tally { inner: part.take(left + 1), counted: &mut counted, is_streamed };
        if file == "sharedstrings.xml" {
            announced(&mut tally, limits)?;
        }
        std::io::copy(&mut tally, &mut std::io::sink()).map_err(|error| broken(&error))?;
        if counted.bytes > limits.unpacked_bytes {
            return Err(one(Code::FileUnpacksTooLarge, &[("limit", &limits.unpacked_bytes.to_string())]));
        }
        if counted.tags > TAGS {
            return Err(no_workbook(Phrase::ListsTooLong));
        }
    }
    Ok(())
}

/// Elements in the parts that are read as a whole: each shared text and each style takes memory, however short. 50,000
/// choices in four languages have a million.
const TAGS: u64 = 6_000_000;

fn broken(error: &dyn std::fmt::Display) -> Problems {
    no_workbook_for(Phrase::ArchiveBroken, &error.to_string())
}

/// What went through.
struct Counted {
    bytes: u64,
    tags: u64,
}

/// A reader that counts.
struct Tally<'a, R> {
    inner: R,
    counted: &'a mut Counted,
    /// Sheets are read cell by cell, so that their elements cost nothing.
    is_streamed: bool,
}

impl<R: Read> Read for Tally<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.counted.bytes += read as u64;
        if !self.is_streamed {
            self.counted.tags += buffer[..read].iter().filter(|byte| **byte == b'<').count() as u64;
        }
        Ok(read)
    }
}

/// Shared texts announce how many they are, and calamine makes room for as many: a lie here would end the process.
fn announced(part: &mut impl Read, limits: &Limits) -> Result<(), Problems> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let tag = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => tag,
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => continue,
        };
        if tag.local_name().as_ref() != "sst" {
            continue;
        }
        for attribute in tag.attributes().with_checks(false).flatten() {
            let digits: &str = attribute.value.as_ref();
            let named = attribute.key.as_ref() == "uniqueCount" && !digits.is_empty();
            // What is no number calamine passes over; one that is too long to be one is too large as well.
            let is_number = digits.trim_start_matches(['+', '-']).bytes().all(|byte| byte.is_ascii_digit());
            if named && is_number && digits.parse::<usize>().map_or(digits.len() > 10, |count| count > limits.cells) {
                return Err(no_workbook(Phrase::TooManySharedTexts));
            }
        }
    }
}
