//! Who uses a server on a working day: phones, programs, reviewers, the public. Each does one thing after the other, with a
//! pause between.

use std::io::Read;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::times::Times;
use crate::crash::dice::Dice;
use crate::crash::http::{Client, Part, multipart};
use crate::crash::ledger::{FORM, Kind, Sent};
use crate::crash::site::Site;
use crate::failure::{Failure, Outcome};
use crate::json::Json;

/// What all clients share.
pub struct Day<'d> {
    pub site: &'d Site,
    pub times: &'d Times,
    pub over: &'d AtomicBool,
    /// Announcements heard by dashboards.
    pub heard: &'d AtomicU64,
    /// The first answer that was no good, for the report.
    pub first_failure: &'d std::sync::Mutex<Option<String>>,
}

/// Somebody who asks for the same again and again.
pub struct Reader {
    pub kind: &'static str,
    pub paths: Vec<String>,
    pub header: (&'static str, String),
    pub pause: Duration,
}

impl Day<'_> {
    fn goes_on(&self) -> bool {
        !self.over.load(Ordering::SeqCst)
    }

    /// One request, timed.
    fn time(&self, client: &mut Client, kind: &'static str, request: Request) -> Outcome<Option<String>> {
        let began = Instant::now();
        let answer = client.send(request.method, request.path, request.headers, request.body);
        let took = began.elapsed();
        let good = answer.as_ref().is_ok_and(|answer| (200..300).contains(&answer.status));
        self.times.add(kind, took, good)?;
        if !good {
            let what = match &answer {
                Ok(answer) => format!("{kind}: {} answered {}: {}", request.path, answer.status, answer.text()),
                Err(error) => format!("{kind}: {}: {error}", request.path),
            };
            let mut first = self.first_failure.lock().map_err(|_| Failure::new("A client of the chore failed."))?;
            first.get_or_insert(what.chars().take(600).collect());
        }
        Ok(answer.ok().filter(|_| good).map(|answer| answer.text()))
    }

    pub fn read(&self, reader: &Reader) -> Outcome {
        let mut client = self.site.client();
        for path in reader.paths.iter().cycle() {
            if !self.goes_on() {
                break;
            }
            let headers = [(reader.header.0, reader.header.1.as_str()), ("x-openrosa-version", "1.0")];
            self.time(&mut client, reader.kind, Request { method: "GET", path, headers: &headers, body: &[] })?;
            thread::sleep(reader.pause);
        }
        Ok(())
    }

    /// A phone that sends a submission with photos each time.
    pub fn send(&self, seed: u64, pause: Duration) -> Outcome {
        let (mut client, mut dice) = (self.site.client(), Dice::new(seed));
        let path = format!("{}/submission?deviceID=soak", self.site.phone);
        while self.goes_on() {
            let kind = if dice.below(3) == 0 { Kind::Plain } else { Kind::WithPhotos };
            let sent = Sent::new(&mut dice, kind);
            let xml = sent.xml(0);
            let files: Vec<(String, Vec<u8>)> =
                sent.versions.iter().flat_map(|version| &version.files).map(|f| (f.name.clone(), f.bytes())).collect();
            let mut parts =
                vec![Part { name: "xml_submission_file", file: Some("a.xml"), media_type: "text/xml", bytes: &xml }];
            parts.extend(files.iter().map(|(name, bytes)| Part {
                name,
                file: Some(name.as_str()),
                media_type: "image/jpeg",
                bytes,
            }));
            let (media_type, body) = multipart(&parts);
            let headers = [("x-openrosa-version", "1.0"), ("content-type", media_type.as_str())];
            let kind = if files.is_empty() { "submission" } else { "submission with photos" };
            self.time(&mut client, kind, Request { method: "POST", path: &path, headers: &headers, body: &body })?;
            thread::sleep(pause);
        }
        Ok(())
    }

    /// A reviewer who approves a record and takes it back: each time its round is computed anew and dashboards hear of it.
    pub fn review(&self, pause: Duration) -> Outcome {
        let mut client = self.site.client();
        let submissions = self.site.submissions().replace(FORM, "baseline_subarea");
        let headers = [("authorization", self.site.reviewer.as_str()), ("content-type", "application/json")];
        let listed = client.get(&submissions, &headers[..1]).map_err(|error| Failure::io(&submissions, error))?;
        let listed = Json::read(&listed.text())?;
        let instance = listed.items().first().and_then(|one| one.get("instanceId")).and_then(Json::text);
        let Some(instance) = instance else { return Err(Failure::new("The demonstration has no submission.")) };
        let path = format!("{submissions}/{instance}");
        for state in ["approved", "hasIssues"].iter().cycle() {
            if !self.goes_on() {
                break;
            }
            let body = format!("{{\"reviewState\": \"{state}\"}}");
            let request = Request { method: "PATCH", path: &path, headers: &headers, body: body.as_bytes() };
            self.time(&mut client, "review", request)?;
            thread::sleep(pause);
        }
        Ok(())
    }

    /// An open dashboard: listens and counts.
    pub fn listen(&self) -> Outcome {
        use std::io::Write;
        let failed = |error| Failure::io("An open dashboard", error);
        let mut stream = TcpStream::connect(self.site.address).map_err(failed)?;
        stream.set_read_timeout(Some(Duration::from_secs(1))).map_err(failed)?;
        let request = format!("GET /api/v1/public/live HTTP/1.1\r\nhost: {}\r\n\r\n", self.site.address);
        stream.write_all(request.as_bytes()).map_err(failed)?;
        let (mut piece, mut rest) = ([0; 4096], String::new());
        while self.goes_on() {
            match stream.read(&mut piece) {
                Ok(0) => return Err(Failure::new("The server ended the stream of an open dashboard.")),
                Ok(length) => rest.push_str(&String::from_utf8_lossy(&piece[..length])),
                Err(_) => continue, // nothing was said in this second
            }
            let events = rest.matches("event: figures").count() as u64;
            self.heard.fetch_add(events, Ordering::SeqCst);
            rest = rest.rfind('\n').map_or_else(String::new, |end| rest[end + 1..].to_owned());
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Request<'r> {
    method: &'r str,
    path: &'r str,
    headers: &'r [(&'r str, &'r str)],
    body: &'r [u8],
}
