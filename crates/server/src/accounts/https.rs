//! Whether a request came over https, as far as this server can know.

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};
use std::{convert::Infallible, net::SocketAddr};

use crate::state::App;

/// Whether nobody between the client and this machine could read the request.
///
/// This server speaks plain http; https ends at a proxy. Only a proxy on the same machine is believed: it says so in
/// `X-Forwarded-Proto` (the last word of it, which is the proxy's own), or says nothing and `--public-address` begins
/// with `https://`. Whoever connects from elsewhere came over plain http, whatever the request claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverHttps(pub bool);

impl OverHttps {
    fn of(parts: &Parts, public_address: Option<&str>) -> Self {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let through_proxy = peer.is_some_and(|peer| peer.is_loopback());
        let said = parts.headers.get_all("x-forwarded-proto").iter().next_back();
        let is_https = match said {
            Some(said) => said.to_str().ok().and_then(|said| said.rsplit(',').next()).map(str::trim) == Some("https"),
            None => public_address.is_some_and(|address| address.starts_with("https://")),
        };
        Self(through_proxy && is_https)
    }
}

impl FromRequestParts<App> for OverHttps {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app.settings.public_address.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn seen(peer: Option<&str>, said: &[&str], public: Option<&str>) -> bool {
        let mut request = Request::builder();
        for value in said {
            request = request.header("X-Forwarded-Proto", *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        if let Some(peer) = peer {
            parts.extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 40_000)));
        }
        OverHttps::of(&parts, public).0
    }

    #[test]
    fn a_proxy_on_this_machine_is_believed_and_nobody_else() {
        let public = Some("https://dtm.example.bi");
        assert!(seen(Some("127.0.0.1"), &["https"], None));
        assert!(seen(Some("::ffff:127.0.0.1"), &["http, https"], None));
        assert!(seen(Some("::1"), &[], public));
        assert!(!seen(Some("127.0.0.1"), &["http"], public), "the proxy listens on http too");
        assert!(!seen(Some("127.0.0.1"), &["https, http"], public), "what the client wrote before it");
        assert!(!seen(Some("127.0.0.1"), &["https", "http"], public));
        assert!(!seen(Some("127.0.0.1"), &[], Some("http://10.0.0.5")));
        assert!(!seen(Some("192.0.2.7"), &["https"], public), "past the proxy");
        assert!(!seen(None, &["https"], public));
    }
}
