//! How fast, and in how much memory: `cargo run --release -p odata --example speed -- 100000`.
//!
//! Submissions of a form with 60 questions, about 4 KB of XML each, are made one by one and written as a page, as a page
//! of what a filter on answers accepts, and as CSV. The making is timed by itself first.

use chrono::{DateTime, TimeDelta, Utc};
use forms::{CompileOptions, compile};
use odata::{
    Address, Content, Feed, Options, Resource, Shape, Submission, System,
    csv::{CsvExport, CsvOptions},
};
use std::{
    error::Error,
    fmt::Write as _,
    io::{self, Write},
    time::Instant,
};

struct Counting(u64);

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const KINDS: [&str; 5] = ["integer", "text", "decimal", "date", "geopoint"];

#[allow(clippy::disallowed_methods)] // it measures
fn main() -> Result<(), Box<dyn Error>> {
    let count: usize = std::env::args().nth(1).map_or(Ok(100_000), |count| count.parse())?;
    let mut table = String::from("| survey | | | |\n| | type | name | label |\n");
    for at in 0..60 {
        writeln!(table, "| | {} | question_{at} | Question |", KINDS[at % KINDS.len()])?;
    }
    let form = compile("speed.md", table.as_bytes(), &CompileOptions::default()).map_err(|p| format!("{p:?}"))?.form;
    let shape = Shape::of(&form);
    let bytes = each(count, |_| Ok(()))?;
    println!("{count} submissions of {} bytes", bytes / count as u64);

    for filter in ["", "question_0 ge 0 and contains(question_1, 'house')", "question_0 lt 0"] {
        let options = Options::read([("$filter", filter), ("$count", "true")])?;
        let resource = Resource::read(&shape, "/Submissions")?;
        let mut feed = Feed::new(&shape, &resource, options, Address::default(), DateTime::UNIX_EPOCH)?;
        let mut out = Counting(0);
        let start = Instant::now();
        each(count, |submission| Ok(feed.push(submission, &mut out).map(|_| ())?))?;
        feed.finish(&mut out)?;
        report(&format!("page of '{filter}'"), count, start, out.0);
    }
    let mut export = CsvExport::new(&shape, &CsvOptions::default(), |_| Ok(Counting(0)))?;
    let start = Instant::now();
    each(count, |submission| Ok(export.push(submission)?))?;
    let written = export.finish()?.iter().map(|file| file.0).sum();
    report("CSV", count, start, written);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("peak memory unknown");
    println!("{peak}");
    Ok(())
}

#[allow(clippy::disallowed_methods)] // it measures
fn report(what: &str, count: usize, start: Instant, bytes: u64) {
    let seconds = start.elapsed().as_secs_f64();
    println!("{what}: {:.0} a second, {seconds:.2} s, {} MB", count as f64 / seconds, bytes / 1_000_000);
}

/// Makes the submissions, one at a time, and gives the bytes of their XML.
fn each(
    count: usize,
    mut take: impl FnMut(&Submission<'_>) -> Result<(), Box<dyn Error>>,
) -> Result<u64, Box<dyn Error>> {
    let now: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let mut bytes = 0;
    let mut xml = String::new();
    for number in 0..count {
        xml.clear();
        xml.push_str("<data id=\"speed\" version=\"1\">");
        for at in 0..60 {
            let text = match at % KINDS.len() {
                0 => "1234",
                1 => "a house at the end of the road, as the elders told it",
                2 => "12.5",
                3 => "2026-03-14",
                _ => "-3.3812345 29.3612345 790.5 4.5",
            };
            write!(xml, "<question_{at}>{text}</question_{at}>")?;
        }
        let id = format!("uuid:{number:032x}");
        write!(xml, "<meta><instanceID>{id}</instanceID></meta></data>")?;
        bytes += xml.len() as u64;
        let system = System::arrived(now, "1");
        take(&Submission { instance_id: &id, content: Content::Xml(&xml), system })?;
    }
    Ok(bytes)
}
