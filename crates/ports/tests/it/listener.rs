//! A server that says one thing to everybody, and counts who came.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) struct Listener {
    pub(crate) address: SocketAddr,
    came: Arc<AtomicUsize>,
}

impl Listener {
    /// Listens on an address of this machine and answers with `text` as it is.
    pub(crate) fn new(ip: &str, text: impl Into<Vec<u8>>) -> Self {
        Self::at(format!("{ip}:0").parse().unwrap(), text)
    }

    pub(crate) fn at(address: SocketAddr, text: impl Into<Vec<u8>>) -> Self {
        let (listener, text) = (TcpListener::bind(address).unwrap(), text.into());
        let (address, came) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&came);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                count.fetch_add(1, Ordering::SeqCst);
                let mut head = [0; 4096];
                let _ = stream.read(&mut head);
                // Whoever stops reading is no fault of the listener's.
                let _ = stream.write_all(&text);
                let _ = stream.shutdown(Shutdown::Write);
            }
        });
        Self { address, came }
    }

    /// How many connected.
    pub(crate) fn came(&self) -> usize {
        self.came.load(Ordering::SeqCst)
    }
}

/// An answer with a body.
pub(crate) fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
}
