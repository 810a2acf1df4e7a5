//! The way out to other servers: sources of submissions, and webhooks.
//!
//! The addresses are given by people who manage an operation, so they may lead into the office's own network. They never
//! lead to a machine's own metadata service, and a token never follows a redirect to another host.

use bytes::{Bytes, BytesMut};
use reqwest::{
    Client, Response, StatusCode, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header::{AUTHORIZATION, HeaderMap, HeaderValue, LOCATION},
    redirect::Policy,
};
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

/// Until a connection stands: a satellite line takes seconds, and a wrong address should not take minutes.
const CONNECTING: Duration = Duration::from_secs(20);
/// Without a byte arriving.
const SILENCE: Duration = Duration::from_secs(60);
/// Redirects in a row: a file store is one or two away.
const REDIRECTS: usize = 5;

/// Why another server could not be read.
#[derive(Debug, thiserror::Error)]
pub enum OutwardError {
    /// The address cannot be used.
    #[error("{0}")]
    Address(String),
    /// No answer.
    #[error("{0}")]
    Silent(String),
    /// An answer that is a refusal.
    #[error("status {status}: {beginning}")]
    Refused {
        /// The status.
        status: u16,
        /// How the answer begins.
        beginning: String,
    },
    /// The answer is larger than allowed.
    #[error("the answer has more than {0} bytes")]
    TooLarge(usize),
}

/// A client for other servers. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Outward {
    client: Client,
}

impl Outward {
    /// A client.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub fn new() -> Result<Self, OutwardError> {
        // It fails only if a provider is installed already, and then that one serves.
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(concat!("Inzira/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECTING)
            .read_timeout(SILENCE)
            .redirect(Policy::none())
            .dns_resolver(Arc::new(Guarded))
            .build();
        Ok(Self { client: client.map_err(|error| OutwardError::Silent(reason(&error)))? })
    }

    /// Reads an address, with `authorization` for its own host only: a redirect to another host is followed without.
    ///
    /// # Errors
    /// As [`OutwardError`] says.
    pub async fn get(&self, address: &Url, authorization: Option<&str>, most: usize) -> Result<Bytes, OutwardError> {
        let (mut at, mut authorization) = (address.clone(), authorization);
        for _ in 0..=REDIRECTS {
            usable(&at)?;
            let mut request = self.client.get(at.clone());
            if let Some(value) = authorization.and_then(|value| HeaderValue::from_str(value).ok()) {
                request = request.header(AUTHORIZATION, value);
            }
            let answer = request.send().await.map_err(|error| OutwardError::Silent(reason(&error)))?;
            if !answer.status().is_redirection() {
                return accepted(answer, most).await;
            }
            let next = location(&at, answer.headers()).ok_or_else(|| refused(answer.status(), String::new()))?;
            if next.origin() != at.origin() {
                authorization = None;
            }
            at = next;
        }
        Err(OutwardError::Silent(format!("more than {REDIRECTS} redirects")))
    }

    /// Deletes what is at an address.
    ///
    /// # Errors
    /// As [`OutwardError`] says.
    pub async fn delete(&self, address: &Url, authorization: &str) -> Result<Bytes, OutwardError> {
        usable(address)?;
        let request = self.client.delete(address.clone()).header(AUTHORIZATION, authorization);
        let answer = request.send().await.map_err(|error| OutwardError::Silent(reason(&error)))?;
        accepted(answer, 10_000).await
    }

    /// Sends JSON; redirects are not followed.
    ///
    /// # Errors
    /// As [`OutwardError`] says.
    pub async fn post(&self, address: &Url, headers: HeaderMap, body: String) -> Result<Response, OutwardError> {
        usable(address)?;
        let request = self.client.post(address.clone()).headers(headers).body(body);
        request.send().await.map_err(|error| OutwardError::Silent(reason(&error)))
    }
}

/// The body of an answer that is no refusal.
///
/// # Errors
/// As [`OutwardError`] says.
pub async fn accepted(answer: Response, most: usize) -> Result<Bytes, OutwardError> {
    let status = answer.status();
    if status.is_success() {
        return body(answer, most).await;
    }
    Err(refused(status, beginning(answer).await))
}

fn refused(status: StatusCode, beginning: String) -> OutwardError {
    OutwardError::Refused { status: status.as_u16(), beginning }
}

/// How an answer begins, on one line, for people to recognise what it is.
pub async fn beginning(mut answer: Response) -> String {
    const SHOWN: usize = 300;
    let mut bytes = BytesMut::new();
    while bytes.len() < SHOWN * 4 {
        match answer.chunk().await {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            _ => break,
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ").chars().take(SHOWN).collect()
}

async fn body(mut answer: Response, most: usize) -> Result<Bytes, OutwardError> {
    let mut bytes = BytesMut::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| OutwardError::Silent(reason(&error)))? {
        if bytes.len() + chunk.len() > most {
            return Err(OutwardError::TooLarge(most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

fn location(at: &Url, headers: &HeaderMap) -> Option<Url> {
    at.join(headers.get(LOCATION)?.to_str().ok()?).ok()
}

/// Without the address, which may hold what is nobody's business, and down to the first cause.
fn reason(error: &reqwest::Error) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    let kind = if error.is_timeout() { "no answer in time" } else { "no connection" };
    if std::ptr::addr_eq(cause, error) { kind.to_owned() } else { format!("{kind} ({cause})") }
}

/// Reads an address that a person gave.
///
/// # Errors
/// [`OutwardError::Address`] with what is wrong.
pub fn address(text: &str) -> Result<Url, OutwardError> {
    let url = Url::parse(text.trim()).map_err(|error| OutwardError::Address(error.to_string()))?;
    usable(&url)?;
    Ok(url)
}

fn usable(url: &Url) -> Result<(), OutwardError> {
    let wrong = |why: &str| Err(OutwardError::Address(why.to_owned()));
    if !["http", "https"].contains(&url.scheme()) {
        return wrong("not http:// or https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("with name or password");
    }
    let host = url.host_str().unwrap_or_default();
    match host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        Ok(ip) if is_forbidden(ip) => wrong(&format!("{ip} is no other server")),
        _ if host.is_empty() => wrong("without a host"),
        _ => Ok(()),
    }
}

/// Link-local addresses: where machines in data centres keep their own credentials. No other server is there.
fn is_forbidden(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_link_local() || ip.is_multicast() || ip.is_broadcast() || ip.is_unspecified(),
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(inner) => is_forbidden(inner.into()),
            None => {
                let aws_metadata = ip.segments() == [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254];
                ip.is_unicast_link_local() || ip.is_multicast() || ip.is_unspecified() || aws_metadata
            }
        },
    }
}

/// A resolver that does not give out forbidden addresses, whatever a name says when it is asked for the second time.
struct Guarded;

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> = found.filter(|address| !is_forbidden(address.ip())).collect();
            if allowed.is_empty() {
                return Err(std::io::Error::other("the name leads to no other server").into());
            }
            let addresses: Addrs = Box::new(allowed.into_iter());
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_no_other_servers_are_refused() {
        for text in [
            "ftp://example.org/",
            "file:///etc/passwd",
            "https://ida:secret@example.org/",
            "http://169.254.169.254/latest/meta-data",
            "http://[fe80::1]/",
            "http://[::ffff:169.254.169.254]/",
            "http://[fd00:ec2::254]/",
            "http://0.0.0.0/",
            "http://2852039166/", // 169.254.169.254 as one number
            "nothing",
        ] {
            assert!(matches!(address(text), Err(OutwardError::Address(_))), "{text}");
        }
        for text in ["https://kf.kobotoolbox.org", "http://192.168.1.20:8383/v1", "http://127.0.0.1:9000/"] {
            assert!(address(text).is_ok(), "{text}");
        }
    }
}
