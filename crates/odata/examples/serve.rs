//! A tiny server of the feed on loopback, to try clients against: `cargo run -p odata --example serve -- 8989`.
//!
//! It holds three submissions in memory and answers whatever it is asked, without accounts.

use chrono::{DateTime, TimeDelta, Utc};
use forms::{CompileOptions, compile};
use odata::{
    Address, Content, Document, Feed, FeedError, Options, Problem, Resource, Shape, Step, Submission, System, metadata,
    negotiate, service_document,
};
use std::{
    error::Error,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
};

const FORM: &str = "
| survey |              |         |          |
|        | type         | name    | label    |
|        | text         | head    | Head     |
|        | integer      | rooms   | Rooms    |
|        | decimal      | area    | Area     |
|        | dateTime     | visited | Visited  |
|        | geopoint     | place   | Place    |
|        | begin group  | people  | People   |
|        | begin repeat | person  | Person   |
|        | text         | name    | Name     |
|        | integer      | age     | Age      |
|        | end repeat   |         |          |
|        | end group    |         |          |
";

const SUBMISSIONS: [(&str, &str); 3] = [
    ("uuid:a", "<data><head>Amina</head><rooms>2</rooms><area>20.5</area></data>"),
    (
        "uuid:b",
        "<data><head>Jean</head><rooms>6</rooms><area>41</area><visited>2026-03-01T09:30:00.000+02</visited>\
         <place>-3.38 29.36 790 4.5</place><people><person><name>Billy</name><age>4</age></person>\
         <person><name>Blaine</name><age>16</age></person></people></data>",
    ),
    ("uuid:c", "<data><head>Odette</head><rooms>9</rooms></data>"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = std::env::args().nth(1).map_or(Ok(8989), |port| port.parse())?;
    let form = compile("houses.md", FORM.as_bytes(), &CompileOptions::default()).map_err(|p| format!("{p:?}"))?.form;
    let shape = Shape::of(&form);
    for stream in TcpListener::bind(("127.0.0.1", port))?.incoming() {
        answer(&shape, stream?, port)?;
    }
    Ok(())
}

fn answer(shape: &Shape, mut stream: TcpStream, port: u16) -> Result<(), Box<dyn Error>> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    let mut accept = None;
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("accept")) {
            accept = Some((name.len(), value.trim().to_owned()).1);
        }
    }
    println!("{request}");
    let target = request.split(' ').nth(1).unwrap_or_default();
    let (status, kind, body) = match respond(shape, target, accept.as_deref(), port) {
        Ok((kind, body)) => (200, kind, body),
        Err(problem) => {
            let body = serde_json::json!({"message": problem.to_string(), "code": problem.code()}).to_string();
            (problem.status(), "application/json", body.into_bytes())
        }
    };
    write!(stream, "HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nOData-Version: 4.0\r\nConnection: close\r\n")?;
    write!(stream, "Content-Length: {}\r\n\r\n", body.len())?;
    Ok(stream.write_all(&body)?)
}

fn respond(shape: &Shape, target: &str, accept: Option<&str>, port: u16) -> Result<(&'static str, Vec<u8>), Problem> {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let service = "/houses.svc";
    let below = path.strip_prefix(service).ok_or(Problem::NotFound)?;
    let address =
        Address { origin: format!("http://127.0.0.1:{port}"), service: service.to_owned(), request: path.to_owned() };
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let options = Options::read(pairs.map(|(name, value)| (decoded(name), decoded(value))))?;
    let resource = Resource::read(shape, below)?;
    let document = if resource == Resource::Metadata { Document::Xml } else { Document::Json };
    negotiate(document, options.format.as_deref(), accept, None)?;
    match resource {
        Resource::Service => Ok(("application/json", service_document(shape, &address).to_string().into_bytes())),
        Resource::Metadata => Ok(("application/xml", metadata(shape).into_bytes())),
        _ => Ok(("application/json", page(shape, &resource, options, address)?)),
    }
}

/// A store that knows nothing but to read all: good for filters on answers only.
fn page(shape: &Shape, resource: &Resource, options: Options, address: Address) -> Result<Vec<u8>, Problem> {
    let now: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let mut feed = Feed::new(shape, resource, options, address, now)?;
    let mut page = Vec::new();
    if feed.plan().count {
        feed.set_total(SUBMISSIONS.len() as u64);
    }
    let only = feed.plan().only.clone();
    let refused = |error: FeedError| match error {
        FeedError::Refused(problem) => problem,
        other => Problem::NotImplemented { feature: other.to_string() },
    };
    for (instance_id, xml) in SUBMISSIONS.iter().rev().filter(|(id, _)| only.as_ref().is_none_or(|only| only == id)) {
        let submission = Submission { instance_id, content: Content::Xml(xml), system: System::arrived(now, "1") };
        if feed.push(&submission, &mut page).map_err(refused)? == Step::Enough {
            break;
        }
    }
    feed.finish(&mut page).map_err(refused)?;
    Ok(page)
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digits: String = rest.by_ref().take(2).map(char::from).collect();
                bytes.push(u8::from_str_radix(&digits, 16).unwrap_or(b'?'));
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
