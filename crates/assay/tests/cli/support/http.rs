//! HTTP/1.1 by hand, so that a request can be as wrong as it likes and no client mends it on the way.

use std::io::{Read, Write};
use std::time::Duration;

use serde_json::Value;

/// A request in the making.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn new(method: &str, path: &str) -> Self {
        Self { method: method.to_owned(), path: path.to_owned(), headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// A POST of JSON.
    pub(crate) fn post(path: &str, body: &Value) -> Self {
        Self::new("POST", path).json(body)
    }

    /// A JSON body.
    pub(crate) fn json(self, body: &Value) -> Self {
        self.header("Content-Type", "application/json").body(body.to_string())
    }

    pub(crate) fn body(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.body = bytes.into();
        self
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A token, when there is one.
    pub(crate) fn bearer(self, token: Option<&str>) -> Self {
        match token {
            Some(token) => self.header("Authorization", &format!("Bearer {token}")),
            None => self,
        }
    }

    /// Sends it and reads the answer to its end.
    pub(crate) fn send(&self, stream: &mut (impl Read + Write), host: &str) -> Answer {
        let mut head = format!("{} {} HTTP/1.1\r\nConnection: close\r\n", self.method, self.path);
        if !self.headers.iter().any(|(n, _)| n.eq_ignore_ascii_case("host")) {
            head += &format!("Host: {host}\r\n");
        }
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Length: {}\r\n\r\n", self.body.len());
        stream.write_all(head.as_bytes()).unwrap();
        // A server that refuses early may close before the whole body was sent; its answer is there all the same.
        let _ = stream.write_all(&self.body);
        let mut bytes = Vec::new();
        let read = read_answer(stream, &mut bytes);
        assert!(!bytes.is_empty(), "no answer to {} {}: {read:?}", self.method, self.path);
        Answer::parse(&bytes, self.method == "HEAD")
    }
}

/// Reads to the end; of a stream of events, which has none, the head.
fn read_answer(stream: &mut impl Read, bytes: &mut Vec<u8>) -> std::io::Result<()> {
    let mut chunk = [0; 16 * 1024];
    loop {
        let n = stream.read(&mut chunk)?;
        bytes.extend_from_slice(&chunk[..n]);
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").filter(|end| *end < 16 * 1024);
        let is_stream = end.is_some_and(|end| {
            String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase().contains("content-type: text/event-stream")
        });
        if is_stream {
            bytes.truncate(end.unwrap_or_default() + 4);
        }
        if n == 0 || is_stream {
            return Ok(());
        }
    }
}

/// How long a test waits for bytes before it fails.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

impl Answer {
    fn parse(bytes: &[u8], head_only: bool) -> Self {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("an answer has a head");
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines
            .filter_map(|l| l.split_once(':'))
            .map(|(n, v)| (n.to_ascii_lowercase(), v.trim().to_owned()))
            .collect();
        let mut answer = Self { status, headers, body: bytes[end + 4..].to_vec() };
        if head_only {
            return answer;
        }
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/event-stream")) {
            return answer;
        }
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = dechunk(&answer.body);
        } else if let Some(length) = answer.header("content-length") {
            assert_eq!(answer.body.len(), length.parse::<usize>().unwrap(), "the answer was cut short");
        }
        answer
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Every value of a header.
    pub(crate) fn headers<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e} in status {}: {}", self.status, self.text()))
    }

    /// Demands a status.
    #[track_caller]
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }
}

/// RFC 9112 §7.1, without trailers.
fn dechunk(mut bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let end = bytes.windows(2).position(|w| w == b"\r\n").expect("a chunk has a size: the answer was cut short");
        let size = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return out;
        }
        out.extend_from_slice(&bytes[end + 2..end + 2 + size]);
        bytes = &bytes[end + 4 + size..];
    }
}
