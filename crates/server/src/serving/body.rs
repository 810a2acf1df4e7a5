//! Bodies must get on: a phone on a bad line may take its time, somebody who only holds the door may not.

use crate::problem::Problem;
use axum::{
    body::{Body, Bytes},
    extract::Request,
    http::{Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body::{Body as _, Frame, SizeHint};
use messages::codes;
use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep, sleep};

/// How long a body may bring nothing at all.
pub const LONGEST_SILENCE: Duration = Duration::from_secs(60);
/// Bytes a second that a body has to bring on average once [`GRACE`] is over. The slowest mobile data there is (GPRS on a
/// bad day) brings a thousand.
pub const SLOWEST: u64 = 250;
/// How long a body may be slower than that at its beginning.
pub const GRACE: Duration = Duration::from_secs(120);

/// Middleware: gives up on a body that does not get on.
pub async fn watch(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let body = if body.is_end_stream() { body } else { Body::new(WatchedBody::new(body, PATIENCE)) };
    next.run(Request::from_parts(parts, body)).await
}

/// Longest time until the answer to a request that brings nothing begins; the live stream begins its own at once.
pub const LONGEST_REQUEST: Duration = Duration::from_secs(300);
/// Longest time until the answer to a request with a body begins: ten megabytes of photos take 50 minutes over the worst
/// line there is.
pub const LONGEST_UPLOAD: Duration = Duration::from_secs(3_600);

/// Middleware: gives up on a request as a whole.
pub async fn give_up(request: Request, next: Next) -> Response {
    let brings_nothing = matches!(*request.method(), Method::GET | Method::HEAD);
    let longest = if brings_nothing { LONGEST_REQUEST } else { LONGEST_UPLOAD };
    match tokio::time::timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::REQUEST_TIMEOUT, codes::REQUEST_TOO_SLOW).into_response(),
    }
}

/// A body did not get on.
#[derive(Debug)]
struct TooSlow;

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the request came too slowly")
    }
}

impl std::error::Error for TooSlow {}

/// What a body is held to.
#[derive(Debug, Clone, Copy)]
struct Patience {
    silence: Duration,
    grace: Duration,
    slowest: u64,
}

const PATIENCE: Patience = Patience { silence: LONGEST_SILENCE, grace: GRACE, slowest: SLOWEST };

impl Patience {
    /// Whether a body that has brought so many bytes in so long has been too slow altogether.
    fn is_over(self, since: Duration, brought: u64) -> bool {
        since > self.grace && brought < since.as_secs().saturating_mul(self.slowest)
    }
}

struct WatchedBody {
    body: Body,
    limits: Patience,
    begun: Option<Instant>,
    brought: u64,
    patience: Pin<Box<Sleep>>,
}

impl WatchedBody {
    fn new(body: Body, limits: Patience) -> Self {
        Self { body, limits, begun: None, brought: 0, patience: Box::pin(sleep(limits.silence)) }
    }
}

impl http_body::Body for WatchedBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let now = Instant::now();
        let silence = self.limits.silence;
        let begun = match self.begun {
            Some(begun) => begun,
            None => {
                self.begun = Some(now);
                self.patience.as_mut().reset(now + silence);
                now
            }
        };
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => {
                self.brought += frame.data_ref().map_or(0, |data| data.len() as u64);
                if self.limits.is_over(now.saturating_duration_since(begun), self.brought) {
                    return Poll::Ready(Some(Err(TooSlow.into())));
                }
                self.patience.as_mut().reset(now + silence);
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => match self.patience.as_mut().poll(context) {
                Poll::Ready(()) => Poll::Ready(Some(Err(TooSlow.into()))),
                Poll::Pending => Poll::Pending,
            },
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use futures::{StreamExt, stream};
    use std::convert::Infallible;

    const SHORT: Patience = Patience { silence: Duration::from_millis(5), ..PATIENCE };

    fn pieces() -> stream::Iter<std::vec::IntoIter<Result<Bytes, Infallible>>> {
        stream::iter(vec![Ok(Bytes::from_static(b"one")), Ok(Bytes::from_static(b"two"))])
    }

    #[tokio::test]
    async fn what_gets_on_arrives_and_silence_is_given_up() {
        let whole = WatchedBody::new(Body::from_stream(pieces()), PATIENCE);
        assert_eq!(to_bytes(Body::new(whole), 100).await.unwrap(), "onetwo");
        let silent = WatchedBody::new(Body::from_stream(pieces().chain(stream::pending())), SHORT);
        assert!(to_bytes(Body::new(silent), 100).await.is_err());
    }

    #[test]
    fn a_slow_line_is_waited_for_and_a_byte_now_and_then_is_not() {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        assert!(!PATIENCE.is_over(minutes(2), 0), "the grace");
        assert!(PATIENCE.is_over(minutes(3), 100));
        assert!(!PATIENCE.is_over(minutes(60), 1_000_000), "GPRS: a megabyte in an hour");
        assert!(PATIENCE.is_over(minutes(60), 100_000));
    }
}
