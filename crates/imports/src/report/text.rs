//! The report for people: what was read, what became of it, and problems alike told once.

use super::{ImportReport, Problem, RowSpan, Severity, SheetReport, SkipReason, push_row};
use crate::source::Visibility;
use indexmap::IndexMap;
use std::fmt::{self, Display, Formatter};

impl Display for ImportReport {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({} bytes, SHA-256 {})", self.file, number(self.bytes), self.sha256)?;
        writeln!(f, "read with mapping {}, version {}", self.mapping, self.mapping_version)?;
        self.write_rounds(f)?;
        for sheet in &self.sheets {
            write!(f, "{sheet}")?;
        }
        self.write_unread(f)?;
        self.write_totals(f)?;
        if !self.unanswered.is_empty() {
            writeln!(f, "Not in this format: {}", self.unanswered.join(", "))?;
        }
        self.write_problems(f, Severity::RowRefused, "Refused rows")?;
        self.write_problems(f, Severity::ValueSetAside, "Values set aside (the rest of the row is kept)")?;
        self.write_problems(f, Severity::Note, "To know")
    }
}

impl ImportReport {
    fn write_rounds(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rounds = Vec::new();
        for round in self.rounds.keys() {
            push_row(&mut rounds, u64::from(round.0));
        }
        let rounds = rounds.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        match self.rounds.len() {
            0 => writeln!(f, "No records for {}", self.exercise),
            1 => writeln!(f, "{} records for {}, round {rounds}", number(self.records()), self.exercise),
            _ => writeln!(f, "{} records for {}, rounds {rounds}", number(self.records()), self.exercise),
        }
    }

    fn write_unread(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let names = |hidden: bool| {
            let chosen = self.unread.iter().filter(|sheet| (sheet.visibility != Visibility::Visible) == hidden);
            chosen.map(|sheet| format!("'{}'", sheet.sheet)).collect::<Vec<_>>().join(", ")
        };
        let (shown, hidden) = (names(false), names(true));
        if !shown.is_empty() {
            writeln!(f, "Sheets not read: {shown}")?;
        }
        if !hidden.is_empty() {
            writeln!(f, "HIDDEN sheets, not read: {hidden}. Look at them before you pass the file on.")?;
        }
        Ok(())
    }

    fn write_totals(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for total in &self.totals {
            let (question, ours) = (&total.question, signed(total.ours));
            match total.theirs {
                Some(theirs) if theirs == total.ours => {
                    writeln!(f, "Sum of {question}: {ours}, as the file states in {}", total.place)?;
                }
                Some(theirs) => {
                    writeln!(f, "Sum of {question}: {ours}, but the file states {} in {}", signed(theirs), total.place)?
                }
                None => writeln!(f, "Sum of {question}: {ours}; the file states none in {}", total.place)?,
            }
        }
        Ok(())
    }

    fn write_problems(&self, f: &mut Formatter<'_>, severity: Severity, title: &str) -> fmt::Result {
        let mut kinds: IndexMap<_, Vec<&Problem>> = IndexMap::new();
        for problem in self.of_severity(severity) {
            kinds.entry((&problem.sheet, &problem.code, &problem.column)).or_default().push(problem);
        }
        if kinds.is_empty() {
            return Ok(());
        }
        writeln!(f, "{title}:")?;
        kinds.values().try_for_each(|kind| write_kind(f, kind))
    }
}

/// Problems of one kind in one column: those that are the same as one, and of many different ones the first.
fn write_kind(f: &mut Formatter<'_>, kind: &[&Problem]) -> fmt::Result {
    const SHOWN: usize = 8;
    let mut alike: IndexMap<_, Vec<RowSpan>> = IndexMap::new();
    for Problem { sheet, row, column, value, message, remedy, .. } in kind.iter().copied() {
        let rows = alike.entry((sheet, column, value, message, remedy)).or_default();
        if let Some(row) = row {
            push_row(rows, *row);
        }
    }
    for ((sheet, column, value, message, remedy), rows) in alike.iter().take(SHOWN) {
        write!(f, "  '{sheet}'{}", rows_text(rows))?;
        if let Some(column) = column {
            write!(f, ", column {column}")?;
        }
        if !value.is_empty() {
            write!(f, ", value '{value}'")?;
        }
        writeln!(f, ": {message}. {remedy}")?;
    }
    let more: Vec<RowSpan> = alike.values().skip(SHOWN).flatten().copied().collect();
    if !more.is_empty() {
        writeln!(f, "    … and {} more of this kind", number(more.iter().map(RowSpan::count).sum()))?;
    }
    Ok(())
}

impl Display for SheetReport {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { sheet, read, accepted, refused, .. } = self;
        let hidden = if self.visibility == Visibility::Visible { "" } else { " (HIDDEN)" };
        let what = self.repeat.as_ref().map_or_else(|| "accepted".to_owned(), |repeat| format!("joined as {repeat}"));
        write!(
            f,
            "Sheet '{sheet}'{hidden}: {} rows read = {} {what} + {} refused + {} without data",
            number(*read),
            number(*accepted),
            number(*refused),
            number(self.skipped_rows()),
        )?;
        let reasons = self.skipped.iter().map(|skipped| {
            let rows = skipped.rows.iter().map(RowSpan::count).sum();
            format!("{} {}", number(rows), why(skipped.why))
        });
        let reasons: Vec<_> = reasons.collect();
        if !reasons.is_empty() {
            write!(f, " ({})", reasons.join(", "))?;
        }
        let unread = self.unread_columns.len();
        if unread > 0 {
            write!(f, "; {unread} columns not used")?;
        }
        writeln!(f)
    }
}

fn why(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::AboveHeader => "above the header",
        SkipReason::Header => "header",
        SkipReason::Hxl => "HXL hashtags",
        SkipReason::Blank => "blank",
    }
}

/// `, rows 3-17 and 20`, and of a long list its beginning and the number.
fn rows_text(rows: &[RowSpan]) -> String {
    const SHOWN: usize = 8;
    let count: u64 = rows.iter().map(RowSpan::count).sum();
    let shown: Vec<_> = rows.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if rows.len() > SHOWN { ", …" } else { "" };
    match count {
        0 => String::new(),
        1 => format!(", row {}", shown.join("")),
        _ => format!(", {} rows ({}{more})", number(count), shown.join(", ")),
    }
}

/// `1,415`.
fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn signed(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}", number(value.unsigned_abs()))
}
