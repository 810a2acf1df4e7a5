//! Taking in submissions, and reading them back out: a generator of load on loopback against a server of its own, on
//! SQLite and on PostgreSQL, empty and with 100,000 submissions stored.
//!
//! The server is driven only through what ODK Central has too (sessions, forms, app users, OpenRosa, OData, CSV).

mod form;
mod http;
mod load;
mod server;

use std::sync::atomic::AtomicU64;
use std::time::{Duration, Instant};

use super::measure::median;
use super::table::{Table, megabytes, seconds};
use crate::failure::{Failure, Outcome};
use crate::postgres::Postgres;
use crate::progress::Progress;
use crate::project::Project;
use crate::rust;
use http::{Body, Connection};
use load::{Until, post};
use server::Server;

/// How long each number of connections posts, each time.
const A_WHILE: Duration = Duration::from_secs(4);
/// How often each number of connections has its turn; the median counts.
const TURNS: usize = 3;
const CONNECTIONS: [usize; 3] = [1, 8, 32];
/// Submissions stored before the second measurement.
const FULL: u64 = 100_000;
/// How many are read at once, as the peer was measured.
const READ: [u64; 2] = [10_000, FULL];

pub fn run(project: &Project) -> Outcome {
    let progress = Progress::start();
    progress.say("building the server with optimisations (half an hour the first time on two cores)");
    let program = rust::build_measured_server(project)?;
    let folder = project.target()?.join("bench-collect");
    println!("\n### Collection\n");
    println!("| database | stored | connections | accepted a second | p50 | p99 | processor each | memory |");
    println!("|---|---:|---:|---:|---:|---:|---:|---:|");
    let mut reading = Table::new(&["database", "read", "submissions", "took", "a second", "bytes", "memory after"]);
    for (name, postgres) in [("SQLite", false), ("PostgreSQL", true)] {
        let postgres = if postgres { Some(Postgres::start()?) } else { None };
        let server = Server::start(&program, &folder, postgres.as_ref().map(Postgres::url))?;
        let numbers = AtomicU64::new(0);
        progress.say(&format!("{name}, empty"));
        let stored = measure(&server, name, 0, &numbers)?;
        progress.say(&format!("{name}, filling"));
        post(&server, 32, Until::Submissions(FULL.saturating_sub(stored)), &numbers)?;
        progress.say(&format!("{name}, full"));
        read(&server, name, &mut reading)?;
        measure(&server, name, FULL, &numbers)?;
    }
    println!();
    reading.print();
    Ok(())
}

/// Posts in turn over all numbers of connections; how many came to be stored.
fn measure(server: &Server, database: &str, stored: u64, numbers: &AtomicU64) -> Outcome<u64> {
    post(server, 8, Until::Time(Duration::from_secs(1)), numbers)?; // whatever happens once only
    let mut loads: [Vec<load::Load>; 3] = [const { Vec::new() }; 3];
    for _ in 0..TURNS {
        for (connections, loads) in CONNECTIONS.into_iter().zip(&mut loads) {
            loads.push(post(server, connections, Until::Time(A_WHILE), numbers)?);
        }
    }
    for (connections, loads) in CONNECTIONS.into_iter().zip(&loads) {
        let middle = |value: &dyn Fn(&load::Load) -> f64| median(loads.iter().map(value).collect());
        println!(
            "| {database} | {stored} | {connections} | {:.0} | {} | {} | {} | {} |",
            middle(&load::Load::a_second),
            seconds(middle(&|load| load.percentile(0.5))),
            seconds(middle(&|load| load.percentile(0.99))),
            seconds(middle(&load::Load::processor_each)),
            megabytes(server.resident_bytes().0),
        );
    }
    Ok(loads.iter().flatten().map(|load| load.accepted).sum())
}

/// Reads submissions back as analysts do.
fn read(server: &Server, database: &str, table: &mut Table) -> Outcome {
    let form = format!("{}/forms/{}", server.project, form::FORM);
    for count in READ {
        let ways = [
            ("OData", Some(format!("{form}.svc/Submissions?%24top={count}"))),
            ("CSV in a zip", (count == FULL).then(|| format!("{form}/submissions.csv.zip"))),
        ];
        for (way, path) in ways.into_iter().filter_map(|(way, path)| Some((way, path?))) {
            let started = Instant::now();
            let answer =
                Connection::open(&server.host)?.ask("GET", &path, &server.authorization, &[], Body::Counted)?;
            let took = started.elapsed().as_secs_f64();
            if answer.status != 200 {
                return Err(Failure::new(format!("{path} was answered {}", answer.status)));
            }
            #[allow(clippy::cast_precision_loss)]
            let a_second = count as f64 / took;
            let (now, _) = server.resident_bytes();
            table.row(&[
                database.to_owned(),
                way.to_owned(),
                count.to_string(),
                seconds(took),
                format!("{a_second:.0}"),
                megabytes(answer.length),
                megabytes(now),
            ]);
        }
    }
    Ok(())
}
