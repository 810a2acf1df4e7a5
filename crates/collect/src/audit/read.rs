//! From the bytes of a log to its visits.

use super::{AUDIT_BYTES, AUDIT_ROWS, AuditLog, AuditProblem, Screen, Visit};
use csv::{ByteRecord, ReaderBuilder};

/// Bytes of a node that are kept; paths of real questions are below two hundred.
const NODE_BYTES: usize = 1_000;

/// Times that can be: from 2005, before the first phone with Collect, to 2100. Others are a clock that was never set, or no times.
const TIMES_MS: std::ops::Range<i64> = 1_104_537_600_000..4_102_444_800_000;

pub(super) fn read(csv: &[u8]) -> Result<AuditLog, AuditProblem> {
    let (within, cut_off) = csv.get(..AUDIT_BYTES).map_or((csv, false), |within| (within, csv.len() > AUDIT_BYTES));
    let mut reader = ReaderBuilder::new().flexible(true).has_headers(false).from_reader(within);
    let mut row = ByteRecord::new();
    // A reader over bytes that checks neither UTF-8 nor the number of fields has nothing to fail at; if it does, reading ends.
    let columns = match reader.read_byte_record(&mut row) {
        Ok(true) => Columns::of(&row).ok_or(AuditProblem::NoHeader)?,
        _ => return Err(AuditProblem::NoHeader),
    };
    let mut log = AuditLog { cut_off, changed: columns.tracks_changes().then_some(0), ..AuditLog::default() };
    while let Ok(true) = reader.read_byte_record(&mut row) {
        if log.rows + log.broken_rows >= AUDIT_ROWS {
            log.cut_off = true;
            break;
        }
        match columns.event(&row) {
            Some(event) => log.take(event),
            None => log.broken_rows += 1,
        }
    }
    log.stamps.sort_unstable();
    Ok(log)
}

/// Where the columns are.
struct Columns {
    event: usize,
    node: usize,
    start: usize,
    end: usize,
    old: Option<usize>,
    new: Option<usize>,
}

/// A row that makes sense.
struct Event<'r> {
    name: &'r [u8],
    node: &'r [u8],
    start: i64,
    end: Option<i64>,
    changed: bool,
}

impl Columns {
    fn of(header: &ByteRecord) -> Option<Self> {
        let place = |name: &str| {
            let is_it =
                |field: &[u8]| field.strip_prefix(b"\xef\xbb\xbf").unwrap_or(field).trim_ascii() == name.as_bytes();
            header.iter().position(is_it)
        };
        Some(Self {
            event: place("event")?,
            node: place("node")?,
            start: place("start")?,
            end: place("end")?,
            old: place("old-value"),
            new: place("new-value"),
        })
    }

    fn tracks_changes(&self) -> bool {
        self.old.is_some() && self.new.is_some()
    }

    fn event<'r>(&self, row: &'r ByteRecord) -> Option<Event<'r>> {
        let field = |place: usize| row.get(place).unwrap_or_default().trim_ascii();
        let start = time(field(self.start))?;
        let end = match field(self.end) {
            b"" => None,
            written => Some(time(written).filter(|end| *end >= start)?),
        };
        let name = field(self.event);
        let values = self.old.zip(self.new).map(|(old, new)| (field(old), field(new)));
        let changed = values.is_some_and(|(old, new)| !old.is_empty() && old != new);
        (!name.is_empty()).then_some(Event { name, node: field(self.node), start, end, changed })
    }
}

/// Milliseconds since 1970.
fn time(written: &[u8]) -> Option<i64> {
    let time: i64 = std::str::from_utf8(written).ok()?.parse().ok()?;
    TIMES_MS.contains(&time).then_some(time)
}

impl AuditLog {
    fn take(&mut self, event: Event<'_>) {
        self.rows += 1;
        self.stamps.push(event.start);
        self.stamps.extend(event.end);
        self.sittings += usize::from(matches!(event.name, b"form start" | b"form resume"));
        if event.changed {
            self.changed = self.changed.map(|changed| changed + 1);
        }
        let kind = match event.name {
            b"question" => Screen::Question,
            b"group questions" => Screen::Group,
            b"end screen" | b"add repeat" | b"jump" => Screen::Other,
            _ => return,
        };
        if let Some(end) = event.end {
            let node = event.node.get(..NODE_BYTES).unwrap_or(event.node);
            let node = String::from_utf8_lossy(node).into_owned();
            self.visits.push(Visit { node, kind, start: event.start, end });
        }
    }
}
