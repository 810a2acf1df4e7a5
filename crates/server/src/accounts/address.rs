//! Where a request comes from.

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

/// The client's address, where it is known.
///
/// Behind a proxy on the same machine it is the last one in `X-Forwarded-For`, which that proxy wrote; whoever connects
/// from elsewhere may write there what he likes, and is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let forwarded = || {
            let last = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            last.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
        };
        Ok(Self(match peer {
            Some(peer) if peer.is_loopback() => forwarded().or(Some(peer)),
            peer => peer,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    async fn seen(peer: Option<&str>, forwarded: &[&str]) -> Option<String> {
        let mut request = Request::builder();
        for value in forwarded {
            request = request.header("X-Forwarded-For", *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        if let Some(peer) = peer {
            parts.extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 40_000)));
        }
        let ClientAddress(address) = ClientAddress::from_request_parts(&mut parts, &()).await.unwrap();
        address.map(|address| address.to_string())
    }

    #[tokio::test]
    async fn only_a_proxy_on_this_machine_is_believed() {
        assert_eq!(seen(Some("192.0.2.7"), &["198.51.100.1"]).await.as_deref(), Some("192.0.2.7"));
        assert_eq!(seen(Some("127.0.0.1"), &[]).await.as_deref(), Some("127.0.0.1"));
        assert_eq!(seen(Some("::ffff:127.0.0.1"), &["198.51.100.1"]).await.as_deref(), Some("198.51.100.1"));
        assert_eq!(seen(None, &["198.51.100.1"]).await, None);
    }

    #[tokio::test]
    async fn what_the_client_put_before_the_proxys_word_is_not_believed() {
        let last = Some("198.51.100.1");
        assert_eq!(seen(Some("127.0.0.1"), &["203.0.113.9, 198.51.100.1"]).await.as_deref(), last);
        assert_eq!(seen(Some("127.0.0.1"), &["203.0.113.9", "198.51.100.1"]).await.as_deref(), last);
        assert_eq!(seen(Some("127.0.0.1"), &["anything"]).await.as_deref(), Some("127.0.0.1"));
    }
}
