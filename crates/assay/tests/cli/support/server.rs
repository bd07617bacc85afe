//! `assay serve` on a free port of this machine.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use super::TestEnvironment;
use super::http::{Answer, PATIENCE, Request};

/// A running server; it ends with the test.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
    socket: PathBuf,
    said: Option<JoinHandle<String>>,
    code: Option<String>,
}

impl Server {
    /// Serves an environment's data folder.
    pub(crate) fn start(environment: &TestEnvironment) -> Self {
        Self::on(environment, "127.0.0.1:0", &[])
    }

    /// Serves on an address, with more said; every log line is written, so that a test can look for what must not be in
    /// them.
    pub(crate) fn on(environment: &TestEnvironment, listen: &str, more: &[&str]) -> Self {
        let mut command = environment.command();
        command.args(["serve", "--listen", listen]).args(more).env("ASSAY_LOG", "trace").stderr(Stdio::piped());
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        let address = loop {
            let start = said.len();
            assert!(lines.read_line(&mut said).unwrap() > 0, "the server ended: {said}");
            if let Some((_, rest)) = said[start..].split_once("Serving on http://") {
                break rest.split('/').next().unwrap().to_owned();
            }
        };
        let code = said.split_once("with this code, once: ").and_then(|(_, rest)| rest.split_whitespace().next());
        let code = code.map(str::to_owned);
        let rest = std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = lines.read_to_end(&mut bytes);
            said + &String::from_utf8_lossy(&bytes)
        });
        Self { child, address, socket: environment.data().join("assay.sock"), said: Some(rest), code }
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The code that it shows on its terminal while nobody has an account.
    pub(crate) fn setup_code(&self) -> Option<String> {
        self.code.clone()
    }

    /// Sends a request over the network.
    pub(crate) fn send(&self, request: &Request) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        request.send(&mut stream, &self.address)
    }

    /// Sends a request through the owner's socket.
    pub(crate) fn as_owner(&self, request: &Request) -> Answer {
        let mut stream = UnixStream::connect(&self.socket).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        request.send(&mut stream, "localhost")
    }

    /// Tells it to end as a service manager would, and gives back everything it wrote on stderr.
    pub(crate) fn stop(mut self) -> String {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(told.success());
        assert!(self.child.wait().unwrap().success(), "the server did not end well");
        self.said.take().map(|s| s.join().unwrap()).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
