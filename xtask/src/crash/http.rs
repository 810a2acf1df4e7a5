//! HTTP/1.1 as far as a phone needs it: one connection that is kept, answers with a length or in chunks.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than the server waits for anything; a debug build on a busy machine is slow.
const PATIENCE: Duration = Duration::from_secs(150);
/// No answer that is read here is larger.
const LARGEST: usize = 256 << 20;

/// A client of one server.
pub struct Client {
    address: SocketAddr,
    kept: Option<BufReader<TcpStream>>,
}

/// What was answered.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Client {
    pub fn new(address: SocketAddr) -> Client {
        Client { address, kept: None }
    }

    pub fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> io::Result<Answer> {
        self.send("GET", path, headers, &[])
    }

    /// One request and its answer. After a failure the connection is given up.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> io::Result<Answer> {
        let answer = self.exchange(method, path, headers, body);
        let closes = answer.as_ref().map_or(true, |answer| answer.header("connection") == Some("close"));
        if closes {
            self.kept = None;
        }
        answer
    }

    fn exchange(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> io::Result<Answer> {
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: {}\r\n", self.address, body.len());
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        let connection = match &mut self.kept {
            Some(kept) => kept,
            none => none.insert(connect(self.address)?),
        };
        let stream = connection.get_mut();
        stream.write_all(request.as_bytes())?;
        stream.write_all(body)?;
        stream.flush()?;
        read_answer(connection)
    }
}

fn connect(address: SocketAddr) -> io::Result<BufReader<TcpStream>> {
    let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(BufReader::new(stream))
}

fn read_answer(stream: &mut impl BufRead) -> io::Result<Answer> {
    let first = read_line(stream)?;
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or_else(|| broken(&first))?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(stream)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| broken(&line))?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    if answer.header("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked")) {
        answer.body = read_chunks(stream)?;
    } else if let Some(length) = answer.header("content-length") {
        answer.body = read_exactly(stream, length.parse().map_err(|_| broken(length))?)?;
    }
    Ok(answer)
}

fn read_chunks(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = read_line(stream)?;
        let size = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16);
        let size = size.map_err(|_| broken(&line))?;
        body.extend(read_exactly(stream, size)?);
        read_line(stream)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

fn read_exactly(stream: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    if length > LARGEST {
        return Err(io::Error::other(format!("an answer of {length} bytes")));
    }
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn read_line(stream: &mut impl BufRead) -> io::Result<String> {
    let mut line = String::new();
    if stream.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn broken(what: &str) -> io::Error {
    io::Error::other(format!("no HTTP: '{what}'"))
}

/// The body of a form with files (`multipart/form-data`), and its media type.
pub fn multipart(parts: &[Part]) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----inzira-a-line-that-no-photo-holds-5d41402abc4b2a76";
    let mut body = Vec::new();
    for part in parts {
        let file = part.file.map_or(String::new(), |name| format!("; filename=\"{name}\""));
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{}\"{file}\r\ncontent-type: {}\r\n\r\n",
            part.name, part.media_type
        );
        body.extend(head.as_bytes());
        body.extend(part.bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), body)
}

/// One part of it.
pub struct Part<'p> {
    pub name: &'p str,
    pub file: Option<&'p str>,
    pub media_type: &'p str,
    pub bytes: &'p [u8],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_with_a_length_and_in_chunks_are_read() {
        let plain = b"HTTP/1.1 201 Created\r\nContent-Length: 3\r\nRetry-After: 30\r\n\r\nyes".as_slice();
        let answer = read_answer(&mut BufReader::new(plain)).unwrap();
        assert_eq!((answer.status, answer.text().as_str(), answer.header("retry-after")), (201, "yes", Some("30")));
        let chunks = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nye\r\n1\r\ns\r\n0\r\n\r\n".as_slice();
        assert_eq!(read_answer(&mut BufReader::new(chunks)).unwrap().body, b"yes");
        let cut = b"HTTP/1.1 201 Created\r\nContent-Length: 30\r\n\r\nyes".as_slice();
        assert!(read_answer(&mut BufReader::new(cut)).is_err(), "half an answer is none");
    }
}
