//! Bytes between async bodies and blocking readers and writers, a bounded number at a time.

use std::io::{self, Read, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use http_body::Frame;
use http_body_util::BodyExt as _;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Chunks that may wait on either side.
const WAITING: usize = 4;
/// Bytes of an outgoing chunk.
const CHUNK: usize = 128 * 1024;

/// The blocking side of a request body.
pub(crate) struct BodyReader {
    chunks: Receiver<io::Result<Bytes>>,
    current: Bytes,
}

/// A way for chunks that come one by one to a reader for a blocking thread.
pub(crate) fn channel_of_chunks() -> (Sender<io::Result<Bytes>>, BodyReader) {
    let (send, chunks) = channel(WAITING);
    (send, BodyReader { chunks, current: Bytes::new() })
}

/// Splits a request body into a task that receives it and a reader for a blocking thread.
pub(crate) fn reader(mut body: Body) -> BodyReader {
    let (send, reader) = channel_of_chunks();
    tokio::spawn(async move {
        while let Some(frame) = body.frame().await {
            let chunk = match frame {
                Ok(frame) => frame.into_data().map_or_else(|_| Ok(Bytes::new()), Ok),
                Err(e) => Err(io::Error::new(io::ErrorKind::UnexpectedEof, format!("the delivery was cut short: {e}"))),
            };
            if send.send(chunk).await.is_err() {
                return;
            }
        }
    });
    reader
}

impl Read for BodyReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.current.is_empty() {
            match self.chunks.blocking_recv() {
                None => return Ok(0),
                Some(chunk) => self.current = chunk?,
            }
        }
        let n = out.len().min(self.current.len());
        out[..n].copy_from_slice(&self.current.split_to(n));
        Ok(n)
    }
}

/// The async side of an answer.
struct Outgoing(Receiver<io::Result<Bytes>>);

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.0.poll_recv(cx).map(|chunk| chunk.map(|c| c.map(Frame::data)))
    }
}

/// The blocking side of an answer.
pub(crate) struct BodyWriter {
    chunks: Sender<io::Result<Bytes>>,
    buffer: Vec<u8>,
}

impl Write for BodyWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::take(&mut self.buffer));
        self.chunks
            .blocking_send(Ok(chunk))
            .map_err(|_| io::Error::new(io::ErrorKind::BrokenPipe, "the asker went away"))
    }
}

/// An answer that a blocking closure writes. An error after the first byte cuts the answer off, so that nobody takes
/// half of it for the whole.
pub(crate) fn writer(work: impl FnOnce(&mut BodyWriter) -> io::Result<()> + Send + 'static) -> Body {
    let (chunks, receive) = channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let mut out = BodyWriter { chunks, buffer: Vec::with_capacity(CHUNK) };
        let done = work(&mut out).and_then(|()| out.flush());
        if let Err(e) = done {
            let _ = out.chunks.blocking_send(Err(e));
        }
    });
    Body::new(Outgoing(receive))
}

/// A body that a blocking reader fills, for whoever sends one.
pub fn stream_reader(mut from: impl Read + Send + 'static) -> Body {
    writer(move |out| io::copy(&mut from, out).map(drop))
}
