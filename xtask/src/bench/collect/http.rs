//! A client of HTTP/1.1 that costs next to nothing beside the server it measures: one connection that is kept, requests
//! written whole.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::failure::{Failure, Outcome};

/// What is waited for an answer.
const PATIENCE: Duration = Duration::from_secs(600);

/// A connection to a server.
pub struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
}

/// An answer, without its headers but for those that are asked for.
pub struct Answer {
    pub status: u16,
    /// Bytes of the body.
    pub length: u64,
    /// The body, if it was kept.
    pub body: Vec<u8>,
    /// `name=value` of the cookie that was set.
    pub cookie: Option<String>,
}

/// What becomes of a body.
#[derive(Clone, Copy, PartialEq)]
pub enum Body {
    Kept,
    /// Read and counted: a body may be larger than memory.
    Counted,
}

impl Connection {
    /// Connects to `host:port`.
    pub fn open(host: &str) -> Outcome<Connection> {
        let failed = |error| Failure::io(host, error);
        let stream = TcpStream::connect(host).map_err(failed)?;
        stream.set_nodelay(true).map_err(failed)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(failed)?;
        Ok(Connection { stream: BufReader::with_capacity(1 << 16, stream), host: host.to_owned() })
    }

    /// Asks with further header lines (each ending in `\r\n`).
    pub fn ask(&mut self, method: &str, path: &str, headers: &str, content: &[u8], body: Body) -> Outcome<Answer> {
        let request = whole_request(&self.host, method, path, headers, content);
        self.send(&request, body)
    }

    /// Sends a request that was made before, and reads its answer.
    pub fn send(&mut self, request: &[u8], body: Body) -> Outcome<Answer> {
        let failed = |error| Failure::io(&self.host, error);
        self.stream.get_ref().write_all(request).map_err(failed)?;
        read_answer(&mut self.stream, body).map_err(|error| Failure::io(&self.host, error))
    }
}

/// A request as it goes over the line.
pub fn whole_request(host: &str, method: &str, path: &str, headers: &str, content: &[u8]) -> Vec<u8> {
    let mut request =
        format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\n{headers}\r\n", content.len())
            .into_bytes();
    request.extend_from_slice(content);
    request
}

fn read_answer(stream: &mut impl BufRead, body: Body) -> std::io::Result<Answer> {
    let mut line = String::new();
    let mut next = |stream: &mut dyn BufRead| -> std::io::Result<String> {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    };
    let status = next(stream)?.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or(std::io::ErrorKind::InvalidData)?;
    let (mut length, mut chunked, mut cookie) = (0, false, None);
    loop {
        let header = next(stream)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').unwrap_or((&header, ""));
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or(0),
            "transfer-encoding" => chunked = value.trim().eq_ignore_ascii_case("chunked"),
            "set-cookie" => cookie = value.trim().split(';').next().map(str::to_owned),
            _ => {}
        }
    }
    let mut taken = Taken { body: Vec::new(), length: 0, kept: body == Body::Kept };
    if chunked {
        loop {
            let size = u64::from_str_radix(&next(stream)?, 16).map_err(|_| std::io::ErrorKind::InvalidData)?;
            taken.take(stream, size)?;
            next(stream)?;
            if size == 0 {
                break;
            }
        }
    } else {
        taken.take(stream, length)?;
    }
    Ok(Answer { status, length: taken.length, body: taken.body, cookie })
}

struct Taken {
    body: Vec<u8>,
    length: u64,
    kept: bool,
}

impl Taken {
    fn take(&mut self, stream: &mut dyn BufRead, size: u64) -> std::io::Result<()> {
        let mut part = stream.take(size);
        let read = if self.kept {
            part.read_to_end(&mut self.body)? as u64
        } else {
            std::io::copy(&mut part, &mut std::io::sink())?
        };
        self.length += read;
        if read == size { Ok(()) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_with_a_length_and_in_chunks_are_read() {
        let plain = b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\nSet-Cookie: a=b; Path=/\r\n\r\nhello";
        let answer = read_answer(&mut &plain[..], Body::Kept).unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice(), answer.cookie.as_deref()),
            (201, &b"hello"[..], Some("a=b"))
        );
        let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n";
        let answer = read_answer(&mut &chunked[..], Body::Counted).unwrap();
        assert_eq!((answer.status, answer.length, answer.body.len()), (200, 13, 0));
        assert!(read_answer(&mut &b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"[..], Body::Kept).is_err());
    }
}
