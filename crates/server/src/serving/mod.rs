//! Listening: what a connection may cost before a request is a request.
//!
//! Behind this, `router.rs` bounds what a request may cost. Every number is also in `docs/limits.md`, which a test holds
//! against the constants.

mod body;
mod connections;
mod stream;

pub use body::{GRACE, LONGEST_REQUEST, LONGEST_SILENCE, LONGEST_UPLOAD, SLOWEST, give_up, watch};
pub use connections::{MOST_CONNECTIONS, MOST_PER_ADDRESS};
pub use stream::LONGEST_WRITE;

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use connections::Connections;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{future::Future, io, net::SocketAddr, time::Duration};
use stream::WatchedStream;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

/// Time for the head of a request, from the first moment the connection waits for it: also how long a connection may idle
/// between two requests. A phone on a bad line sends its few hundred bytes in less.
pub const LONGEST_HEAD: Duration = Duration::from_secs(30);
/// Bytes of the head of a request. Addresses and cookies of ours are below 1 KB; filters of programs below 8 KB.
pub const LARGEST_HEAD: usize = 65_536;
/// Header lines of a request.
pub const MOST_HEADERS: usize = 100;
/// How long accepting pauses when the system has no room for another connection.
const OUT_OF_ROOM: Duration = Duration::from_millis(200);

/// Serves until `stop` is done; requests under way are finished first.
///
/// # Errors
/// None at present: what goes wrong with a connection is its own.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) -> io::Result<()> {
    let (connections, graceful) = (Connections::default(), GracefulShutdown::new());
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_of_one_connection(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted");
                tokio::time::sleep(OUT_OF_ROOM).await;
                continue;
            }
        };
        // Whoever holds more than their share is let go at once: a phone that waits would wait for nothing.
        let Some(place) = connections.enter(peer.ip()) else { continue };
        let connection = connection(stream, peer, router.clone());
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            let ended = connection.await;
            drop(place);
            if let Err(error) = ended {
                tracing::debug!(%error, %peer, "a connection ended");
            }
        });
    }
    drop(listener);
    graceful.shutdown().await;
    Ok(())
}

/// Whether it is the fault of the connection that was to be accepted, and the next may be fine.
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// One connection, HTTP/1.1 only: what stands before this server translates, and nothing waits for the words of another
/// protocol.
fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    let _small_answers_leave_at_once = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(LONGEST_HEAD)
        .max_buf_size(LARGEST_HEAD)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(WatchedStream::new(stream)), service)
}
