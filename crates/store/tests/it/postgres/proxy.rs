//! Between a store and its database: cuts the connection just before a COMMIT arrives, or just after it was carried out
//! and before the answer gets through.

use std::io::{Read, Write};
use std::os::unix::fs::FileTypeExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;

/// What becomes of the next COMMIT.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Cut {
    Never = 0,
    /// It never arrives.
    Before = 1,
    /// It is carried out; its answer never arrives.
    After = 2,
}

/// A simple query `COMMIT`, as the protocol has it.
const COMMIT: &[u8] = b"Q\0\0\0\x0bCOMMIT\0";

pub(crate) struct Proxy {
    folder: tempfile::TempDir,
    next: Arc<AtomicU8>,
}

impl Proxy {
    /// Listens where a client of that folder looks, and speaks to the server in the other.
    pub(crate) fn before(server: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(socket(folder.path())).unwrap();
        let next = Arc::new(AtomicU8::new(Cut::Never as u8));
        let (server, armed) = (socket(server), Arc::clone(&next));
        assert!(server.metadata().unwrap().file_type().is_socket());
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let (server, armed) = (server.clone(), Arc::clone(&armed));
                thread::spawn(move || carry(&client, &UnixStream::connect(server).unwrap(), &armed));
            }
        });
        Self { folder, next }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn arm(&self, cut: Cut) {
        self.next.store(cut as u8, Ordering::SeqCst);
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join(".s.PGSQL.5432")
}

fn carry(client: &UnixStream, server: &UnixStream, armed: &AtomicU8) {
    let (mut from, mut to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
    let answers = thread::spawn(move || {
        let mut bytes = [0; 8192];
        while let Ok(n @ 1..) = from.read(&mut bytes) {
            if to.write_all(&bytes[..n]).is_err() {
                return;
            }
        }
        let _ = to.shutdown(std::net::Shutdown::Both);
    });
    let (mut from, mut to) = (client, server);
    let mut bytes = [0; 65_536];
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        // A COMMIT is sent by itself, after everything before it was answered.
        let commits = bytes[..n] == *COMMIT;
        let cut = if commits { armed.swap(Cut::Never as u8, Ordering::SeqCst) } else { Cut::Never as u8 };
        if cut == Cut::Before as u8 {
            break;
        }
        if cut == Cut::After as u8 {
            // Deaf to the client from here on, so that no answer gets through; the server carries on.
            let _ = client.shutdown(std::net::Shutdown::Both);
        }
        if to.write_all(&bytes[..n]).is_err() {
            break;
        }
    }
    let _ = client.shutdown(std::net::Shutdown::Both);
    let _ = server.shutdown(std::net::Shutdown::Write);
    let _ = answers.join();
}
