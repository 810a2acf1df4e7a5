//! From a thread that writes to an answer that is sent while it is written.

use super::{
    Exported,
    scan::{Read, Scan},
};
use crate::{central::refusal::Refusal, problem::Problem, state::App};
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use futures::{StreamExt, stream};
use odata::Plan;
use std::{
    io::{self, Write},
    sync::Arc,
};
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio_stream::wrappers::ReceiverStream;

/// Bytes sent at once.
const PART: usize = 64 * 1024;
/// Parts and pages that wait: enough to keep both sides busy.
const WAITING: usize = 2;

/// Where a thread writes. What cannot be sent any more is an error, so that the thread ends.
pub struct Output {
    part: BytesMut,
    to: Sender<Result<Bytes, Refusal>>,
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.part.extend_from_slice(bytes);
        if self.part.len() >= PART {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.part.is_empty() {
            return Ok(());
        }
        let part = self.part.split().freeze();
        self.to.blocking_send(Ok(part)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

/// The pages of a scan, for a thread. Ends after a failure.
pub struct Pages(Receiver<Result<Read, Refusal>>);

impl Iterator for Pages {
    type Item = Result<Read, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.blocking_recv()
    }
}

/// Scans the submissions and lets `write` make an answer's body of them, on a thread of its own.
///
/// # Errors
/// What goes wrong before the first byte is there. What goes wrong later breaks the answer off: the client sees that it is
/// not whole.
pub async fn body(
    app: &App,
    exported: Arc<Exported>,
    plan: Plan,
    write: impl FnOnce(Pages, &mut Output) -> Result<(), Refusal> + Send + 'static,
) -> Result<Body, Refusal> {
    let (pages_to, pages) = mpsc::channel(WAITING);
    let (parts_to, mut parts) = mpsc::channel(WAITING);
    let app = app.clone();
    tokio::spawn(async move { Scan { app: &app, exported: &exported, to: &pages_to }.run(&plan).await });
    tokio::task::spawn_blocking(move || {
        let mut output = Output { part: BytesMut::with_capacity(PART), to: parts_to.clone() };
        let written = write(Pages(pages), &mut output);
        let flushed = written.and_then(|()| output.flush().map_err(|error| Problem::failed(&error).into()));
        if let Err(refusal) = flushed {
            drop(parts_to.blocking_send(Err(refusal))); // a client that has gone is not told
        }
    });
    let first = match parts.recv().await {
        None => return Ok(Body::empty()),
        Some(first) => first?,
    };
    let broken_off = |part: Result<Bytes, Refusal>| {
        part.map_err(|refusal| {
            tracing::error!(?refusal, "an answer was broken off");
            io::Error::other("the rest could not be read")
        })
    };
    Ok(Body::from_stream(stream::iter([Ok(first)]).chain(ReceiverStream::new(parts).map(broken_off))))
}
