//! A server on a folder, and requests to it over its socket: HTTP/1.1 by hand, one connection kept open.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::folder::Folder;

/// A running server. Dropping it kills it.
pub(crate) struct Server {
    child: Child,
}

impl Server {
    /// Starts one without waiting for it.
    pub(crate) fn spawn(mut command: Command) -> Self {
        let command = command.args(["serve", "--listen", "127.0.0.1:0"]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        Self { child }
    }

    /// Starts one and waits until it answers.
    pub(crate) fn start(folder: &Folder) -> Self {
        Self::start_with(folder, folder.command()).expect("the server starts")
    }

    /// As [`Server::start`]; nothing when it ends before it answers.
    pub(crate) fn start_with(folder: &Folder, command: Command) -> Option<Self> {
        let _ = std::fs::remove_file(folder.socket());
        let mut server = Self::spawn(command);
        // A bound against hanging, not a measurement.
        for _ in 0..60_000 {
            if let Ok(mut line) = Line::open(&folder.socket())
                && line.get("/healthz").is_ok()
            {
                return Some(server);
            }
            if server.child.try_wait().unwrap().is_some() {
                return None;
            }
            thread::sleep(Duration::from_millis(2));
        }
        panic!("the server neither answers nor ends");
    }

    /// SIGKILL: no destructor runs, nothing is flushed.
    pub(crate) fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// SIGTERM: it finishes what it does.
    pub(crate) fn stop(mut self) -> ExitStatus {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One connection.
pub(crate) struct Line {
    stream: BufReader<UnixStream>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&self.body)))
    }
}

impl Line {
    pub(crate) fn open(socket: &Path) -> io::Result<Self> {
        Ok(Self { stream: BufReader::new(UnixStream::connect(socket)?) })
    }

    pub(crate) fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.send("GET", path, "")
    }

    /// Sends a request and reads the whole answer: half an answer is an error, never an acknowledgement.
    pub(crate) fn send(&mut self, method: &str, path: &str, body: &str) -> io::Result<Answer> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.stream.get_mut().write_all((head + body).as_bytes())?;
        let cut = || io::Error::new(io::ErrorKind::UnexpectedEof, "the answer was cut short");
        let status = self.line()?.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(cut)?;
        let mut length = None;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().ok();
            }
        }
        let mut body = vec![0; length.ok_or_else(cut)?];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, body })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        match line.strip_suffix("\r\n") {
            Some(line) => Ok(line.to_owned()),
            None => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the answer was cut short")),
        }
    }
}
