//! The real program as a process: started, asked, weighed, ended.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::Fault;
use crate::folder::Folder;

/// The program, built like this benchmark.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_assay");
/// Longest wait for a server.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running `assay serve`; it ends with this value.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// From the start of the process to the first answer of `/healthz`.
    pub(crate) ready: Duration,
}

impl Server {
    /// Starts the program on a data folder.
    pub(crate) fn start(folder: &Folder) -> Result<Self, Fault> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let started = Instant::now();
        let child = Command::new(PROGRAM)
            .envs(folder.url().map(|url| ("ASSAY_DATABASE", url)))
            .args(["--data", &folder.path().to_string_lossy(), "serve", "--listen", &address.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut server = Self { child, address, ready: Duration::ZERO };
        while started.elapsed() < PATIENCE {
            if let Ok(stream) = TcpStream::connect(address)
                && ask(stream, "/healthz").is_ok()
            {
                server.ready = started.elapsed();
                return Ok(server);
            }
            sleep(Duration::from_millis(1));
        }
        Err("the server does not answer".into())
    }

    /// Resident memory in bytes.
    pub(crate) fn resident(&self) -> Result<f64, Fault> {
        memory(&self.child.id().to_string(), "VmRSS")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Asks through the socket of a data folder, as its owner.
pub(crate) fn ask_owner(data: &Path, path: &str) -> Result<Vec<u8>, Fault> {
    ask(UnixStream::connect(data.join("assay.sock"))?, path)
}

/// Changes something through the socket of a data folder, as its owner.
pub(crate) fn change_as_owner(data: &Path, path: &str, body: &str) -> Result<(), Fault> {
    let head = format!("POST {path} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: {}", body.len());
    send(UnixStream::connect(data.join("assay.sock"))?, &head, body).map(drop)
}

fn ask(stream: impl Read + Write, path: &str) -> Result<Vec<u8>, Fault> {
    send(stream, &format!("GET {path} HTTP/1.1"), "")
}

fn send(mut stream: impl Read + Write, head: &str, body: &str) -> Result<Vec<u8>, Fault> {
    write!(stream, "{head}\r\nHost: localhost\r\nConnection: close\r\n\r\n{body}")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    if answer.starts_with(b"HTTP/1.1 20") {
        return Ok(answer);
    }
    let text = String::from_utf8_lossy(&answer);
    Err(format!("`{}` was answered: {text}", head.lines().next().unwrap_or_default()).into())
}

/// A line of `/proc/<pid>/status` in bytes: `VmRSS` is resident now, `VmHWM` was the most.
pub(crate) fn memory(pid: &str, line: &str) -> Result<f64, Fault> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let found = status.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
    let kib: f64 = found.and_then(|f| f.trim().strip_suffix(" kB")).ok_or("no such line")?.trim().parse()?;
    Ok(kib * 1024.0)
}
