//! Legacy `.xls`, looked through before it is read: calamine builds a full grid of every sheet and believes what the
//! file says of its own size, so that a few hundred bytes could ask for more memory than there is.
//!
//! The stream of records is taken out of its container, the records that only announce sizes or hold formulas are
//! blanked, cells and texts are counted as calamine will build them, and what is left goes into a new container: what
//! was counted is what is read. Source: [MS-XLS] 2.1 (records), 2.4.265 (shared strings), [MS-OFFCRYPTO] 2.3.2.

use super::{no_workbook, one, unreadable};
use crate::{
    Limits,
    problems::{Cell, Code, Phrase, Problem, Problems},
};
use std::io::{Cursor, Read, Write};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const BOUND_SHEET: u16 = 0x0085;
const FILE_PASS: u16 = 0x002F;
const SST: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const DIMENSIONS: u16 = 0x0200;
const FORMULA: u16 = 0x0006;
const LABEL_SST: u16 = 0x00FD;
const MUL_RK: u16 = 0x00BD;
/// What a formula gives, if it is a text.
const STRING: u16 = 0x0207;
const LABELS: [u16; 2] = [0x0204, 0x00D6];
/// Number, BoolErr, Rk.
const NUMBERS: [u16; 3] = [0x0203, 0x0205, 0x027E];
/// No record has this type.
const NOTHING: u16 = 0xFFFF;

/// The same workbook in a container of its own, with nothing in it that costs more than the limits allow.
pub(super) fn prepared(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, Problems> {
    let mut stream = workbook_stream(bytes)?;
    let globals = Globals::read(&stream, limits)?;
    for (_, start) in &globals.sheets {
        blank(&mut stream, *start)?;
    }
    let mut spent = Spent { cells: 0, text: 0 };
    for (name, start) in &globals.sheets {
        count(&stream, (name, *start), &globals.texts, &mut spent, limits)?;
    }
    repacked(&stream).map_err(|error| unreadable(&format!("its container is damaged ({error})")))
}

fn workbook_stream(bytes: &[u8]) -> Result<Vec<u8>, Problems> {
    let damaged = |error: std::io::Error| unreadable(&format!("its container is damaged ({error})"));
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if container.is_stream("/EncryptedPackage") {
        return Err(one(Code::FileProtected, &[]));
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name)) else {
        return Err(no_workbook(Phrase::NotAWorkbook));
    };
    let mut stream = Vec::new();
    // A chain of sectors that bites its own tail has no end.
    container.open_stream(name).map_err(damaged)?.take(bytes.len() as u64).read_to_end(&mut stream).map_err(damaged)?;
    Ok(stream)
}

fn repacked(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    let mut workbook = container.create_stream("/Workbook")?;
    workbook.write_all(stream)?;
    workbook.flush()?;
    drop(workbook);
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

/// Where a record lies in the stream: its type, and its data.
#[derive(Clone, Copy)]
struct Record<'a> {
    kind: u16,
    at: usize,
    data: &'a [u8],
}

/// The records from a place on, until one is cut off.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = start;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let data = stream.get(at + 4..at + 4 + length)?;
        let record = Record { kind, at, data };
        at += 4 + length;
        Some(record)
    })
}

/// The records of one sheet, without those of charts within it.
fn sheet(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let (mut begun, mut depth) = (false, 0_usize);
    records(stream, start)
        .map_while(move |record| {
            match record.kind {
                BOF if begun || depth > 0 => depth += 1,
                BOF => begun = true,
                EOF if depth > 0 => {
                    depth -= 1;
                    return Some(None);
                }
                EOF => return None,
                _ => {}
            }
            Some((depth == 0).then_some(record))
        })
        .flatten()
}

/// What the workbook says of itself before its sheets.
struct Globals {
    /// The name of each sheet, and where it begins.
    sheets: Vec<(String, usize)>,
    /// Characters of each shared text.
    texts: Vec<usize>,
}

impl Globals {
    fn read(stream: &[u8], limits: &Limits) -> Result<Self, Problems> {
        /// Shared texts go on in parts of 8 KB; more parts than this are made to be slow.
        const MOST_CONTINUED: usize = 10_000;
        let mut globals = Self { sheets: Vec::new(), texts: Vec::new() };
        let mut all = records(stream, 0).peekable();
        while let Some(record) = all.next() {
            let mut parts = vec![record.data];
            while let Some(more) = all.next_if(|next| next.kind == CONTINUE) {
                parts.push(more.data);
            }
            if parts.len() > MOST_CONTINUED {
                return Err(damaged());
            }
            match record.kind {
                EOF => break,
                FILE_PASS if u16_at(record.data, 0) != Some(0) => return Err(one(Code::FileProtected, &[])),
                BOUND_SHEET => {
                    globals.sheets.push((name(record.data), u32_at(record.data, 0).ok_or_else(damaged)?));
                }
                SST => globals.texts = SharedTexts { parts: &parts, at: 8 }.lengths().ok_or_else(damaged)?,
                _ => {}
            }
        }
        if globals.sheets.len() > limits.sheets {
            return Err(no_workbook(Phrase::TooManySheets));
        }
        Ok(globals)
    }
}

/// The name in a BoundSheet record, for a message.
fn name(data: &[u8]) -> String {
    let (wide, characters) = (data.get(7).is_some_and(|flags| flags & 1 != 0), data.get(8..).unwrap_or_default());
    if wide {
        let units = characters.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        characters.iter().map(|byte| char::from(*byte)).collect()
    }
}

/// The shared texts, which run on from part to part.
struct SharedTexts<'a> {
    parts: &'a [&'a [u8]],
    /// Bytes read of the first part.
    at: usize,
}

impl SharedTexts<'_> {
    /// Characters of each text; nothing if they break off.
    fn lengths(mut self) -> Option<Vec<usize>> {
        let mut lengths = Vec::new();
        while self.left() > 0 || self.parts.len() > 1 {
            if self.left() == 0 {
                self.next_part()?;
                // A part without anything is an empty text to calamine.
                if self.left() == 0 {
                    lengths.push(0);
                    continue;
                }
            }
            lengths.push(self.text()?);
        }
        Some(lengths)
    }

    fn text(&mut self) -> Option<usize> {
        let part = self.parts.first()?;
        let (characters, flags) = (usize::from(u16_at(part, self.at)?), *part.get(self.at + 2)?);
        self.at += 3;
        let mut behind = 0;
        if flags & 8 != 0 {
            behind += usize::from(u16_at(part, self.at)?) * 4;
            self.at += 2;
        }
        if flags & 4 != 0 {
            behind = behind.checked_add(u32_at(part, self.at)?)?;
            self.at += 4;
        }
        let (mut wide, mut left) = (flags & 1 != 0, characters);
        loop {
            let width = if wide { 2 } else { 1 };
            let here = left.min(self.left() / width);
            self.at += here * width;
            left -= here;
            if left == 0 {
                break;
            }
            // Characters that go on in the next part say anew how wide they are.
            self.next_part()?;
            wide = self.parts.first()?.first()? & 1 != 0;
            self.at = 1;
        }
        while behind > 0 {
            let here = behind.min(self.left());
            self.at += here;
            behind -= here;
            if behind > 0 {
                self.next_part()?;
            }
        }
        Some(characters)
    }

    fn left(&self) -> usize {
        self.parts.first().map_or(0, |part| part.len().saturating_sub(self.at))
    }

    fn next_part(&mut self) -> Option<()> {
        self.parts = self.parts.get(1..).filter(|parts| !parts.is_empty())?;
        self.at = 0;
        Some(())
    }
}

/// Announced sizes would be reserved, and formulas be written out; nobody needs either. The result of a formula stands
/// in the same record, before its tokens.
fn blank(stream: &mut [u8], start: usize) -> Result<(), Problems> {
    if start >= stream.len() {
        return Err(damaged());
    }
    let found: Vec<(u16, usize, usize)> = sheet(stream, start)
        .filter(|record| matches!(record.kind, DIMENSIONS | FORMULA))
        .map(|record| (record.kind, record.at, record.data.len()))
        .collect();
    for (kind, at, length) in found {
        match kind {
            DIMENSIONS => stream[at..at + 2].copy_from_slice(&NOTHING.to_le_bytes()),
            _ if length >= 22 => stream[at + 24..at + 26].fill(0),
            _ => return Err(damaged()),
        }
    }
    Ok(())
}

/// What all sheets cost together.
struct Spent {
    cells: usize,
    text: usize,
}

fn count(
    stream: &[u8],
    (name, start): (&str, usize),
    texts: &[usize],
    spent: &mut Spent,
    limits: &Limits,
) -> Result<(), Problems> {
    let too_large = |unit: &str, limit: usize| {
        let arguments = [("limit", &*limit.to_string()), ("unit", unit)];
        Problems(vec![Problem::new(Code::SheetTooLarge, Cell::sheet(name), &arguments)])
    };
    let mut grid = Grid::default();
    for record in sheet(stream, start) {
        let data = record.data;
        match record.kind {
            // Sheets that overlap could bring one back.
            DIMENSIONS => return Err(damaged()),
            LABEL_SST => {
                grid.put(data, 1);
                spent.text += u32_at(data, 6).and_then(|text| texts.get(text)).copied().unwrap_or_default();
            }
            MUL_RK => grid.put(data, (data.len() / 6).saturating_sub(1)),
            // The length that a text announces is reserved.
            STRING => {
                grid.put(&[0; 4], 1);
                spent.text += u16_at(data, 0).map_or(0, usize::from);
            }
            kind if LABELS.contains(&kind) => {
                grid.put(data, 1);
                spent.text += u16_at(data, 6).map_or(0, usize::from);
            }
            kind if kind == FORMULA || NUMBERS.contains(&kind) => grid.put(data, 1),
            _ => {}
        }
        if spent.cells + grid.records > limits.cells {
            return Err(too_large("cells", limits.cells));
        }
        if spent.text > limits.text_bytes {
            return Err(too_large("bytes of text", limits.text_bytes));
        }
    }
    spent.cells += grid.area().max(grid.records);
    if spent.cells > limits.cells { Err(too_large("cells", limits.cells)) } else { Ok(()) }
}

/// The corners of a sheet's cells: a grid is as large as they are far apart.
#[derive(Default)]
struct Grid {
    records: usize,
    corners: Option<[(usize, usize); 2]>,
}

impl Grid {
    /// A record with `width` cells, beginning with row and column.
    fn put(&mut self, data: &[u8], width: usize) {
        let (Some(row), Some(column)) = (u16_at(data, 0).map(usize::from), u16_at(data, 2).map(usize::from)) else {
            return;
        };
        self.records += width;
        let last = column + width.saturating_sub(1);
        let [rows, columns] = self.corners.unwrap_or([(row, row), (column, last)]);
        self.corners = Some([(rows.0.min(row), rows.1.max(row)), (columns.0.min(column), columns.1.max(last))]);
    }

    fn area(&self) -> usize {
        self.corners.map_or(0, |[rows, columns]| (rows.1 - rows.0 + 1) * (columns.1 - columns.0 + 1))
    }
}

fn damaged() -> Problems {
    unreadable("its records are damaged")
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let number = u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?);
    usize::try_from(number).ok()
}
