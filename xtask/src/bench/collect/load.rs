//! Load: connections that post one submission after the other, as phones at the end of a day.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::form;
use super::http::{Body, Connection, whole_request};
use super::server::Server;
use crate::failure::{Failure, Outcome};

const BOUNDARY: &str = "----benchmark";

/// What came of a load.
pub struct Load {
    pub accepted: u64,
    pub seconds: f64,
    pub processor_seconds: f64,
    /// From the first byte sent to the last one of the answer, sorted.
    latencies: Vec<Duration>,
}

/// When a load ends.
#[derive(Clone, Copy)]
pub enum Until {
    Time(Duration),
    Submissions(u64),
}

impl Load {
    #[allow(clippy::cast_precision_loss)]
    pub fn a_second(&self) -> f64 {
        self.accepted as f64 / self.seconds
    }

    #[allow(clippy::cast_precision_loss)]
    pub fn processor_each(&self) -> f64 {
        self.processor_seconds / self.accepted as f64
    }

    /// The latency that this share of the requests did not exceed, in seconds.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn percentile(&self, share: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let position = (last as f64 * share).round() as usize;
        self.latencies.get(position).map_or(0.0, Duration::as_secs_f64)
    }
}

/// Posts new submissions over as many connections at once; `numbers` says which are new.
pub fn post(server: &Server, connections: usize, until: Until, numbers: &AtomicU64) -> Outcome<Load> {
    let processor_before = server.processor_seconds();
    let started = Instant::now();
    let first = numbers.load(Ordering::Relaxed);
    let goes_on = |number: u64| match until {
        Until::Time(time) => started.elapsed() < time,
        Until::Submissions(count) => number - first < count,
    };
    let poster = || -> Outcome<Vec<Duration>> {
        let mut connection = Connection::open(&server.host)?;
        let mut latencies = Vec::new();
        loop {
            let number = numbers.fetch_add(1, Ordering::Relaxed);
            if !goes_on(number) {
                return Ok(latencies);
            }
            let request = request(server, number);
            let sent = Instant::now();
            let answer = connection.send(&request, Body::Kept)?;
            latencies.push(sent.elapsed());
            if answer.status != 201 {
                let said = String::from_utf8_lossy(&answer.body).into_owned();
                return Err(Failure::new(format!("A submission was answered {}: {said}", answer.status)));
            }
        }
    };
    let mut latencies: Vec<Duration> = thread::scope(|scope| {
        let posters: Vec<_> = (0..connections).map(|_| scope.spawn(poster)).collect();
        let ended = |poster: thread::ScopedJoinHandle<'_, _>| {
            poster.join().unwrap_or_else(|_| Err(Failure::new("A sender broke off.".to_owned())))
        };
        posters.into_iter().map(ended).collect::<Outcome<Vec<_>>>()
    })?
    .concat();
    latencies.sort_unstable();
    Ok(Load {
        accepted: latencies.len() as u64,
        seconds: started.elapsed().as_secs_f64(),
        processor_seconds: server.processor_seconds() - processor_before,
        latencies,
    })
}

/// A submission as ODK Collect posts it.
fn request(server: &Server, number: u64) -> Vec<u8> {
    let xml = form::submission(number);
    let content = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; filename=\"submission.xml\"\r\n\
         Content-Type: text/xml\r\n\r\n{xml}\r\n--{BOUNDARY}--\r\n"
    );
    let headers = format!(
        "X-OpenRosa-Version: 1.0\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\nUser-Agent: bench\r\n"
    );
    let path = format!("{}/submission?deviceID=collect%3Abench", server.phone);
    whole_request(&server.host, "POST", &path, &headers, content.as_bytes())
}
