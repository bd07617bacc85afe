//! JSON Lines in bounded memory: one line at a time, whatever the size of the file.

use std::io::{ErrorKind, Read};

use memchr::memchr;

use super::source::{NOT_UTF8, refuse_utf16};
use crate::Fault;

/// How long one line may be, in bytes.
pub const MAX_LINE: usize = 64 * 1024 * 1024;

/// What the buffer starts with and grows from only when a line is longer.
const BLOCK: usize = 256 * 1024;

/// One line, without its line break.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Its text. Of a last line cut inside a character, what is whole.
    pub text: &'a str,
    /// Its number, from 1.
    pub number: u64,
    /// Whether a line break ended it. A last line without one may have been cut off.
    pub ended: bool,
}

/// The lines of a stream.
pub struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    start: usize,
    filled: usize,
    number: u64,
    done: bool,
    /// Whether a byte order mark was taken off.
    pub marked: bool,
}

impl<R: Read> Lines<R> {
    /// At the start of a stream.
    pub fn new(reader: R) -> Self {
        let buffer = vec![0; BLOCK];
        Self { reader, buffer, start: 0, filled: 0, number: 0, done: false, marked: false }
    }

    /// The next line that is not blank.
    ///
    /// # Errors
    /// When the stream fails, a line is longer than [`MAX_LINE`], or the text is not UTF-8.
    #[expect(clippy::should_implement_trait, reason = "a line borrows the buffer, which an Iterator cannot say")]
    pub fn next(&mut self) -> Result<Option<Line<'_>>, Fault> {
        loop {
            let Some((from, until, ended)) = self.find()? else { return Ok(None) };
            let bytes = &self.buffer[from..until];
            if bytes.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            // Ends the borrow of the loop: the line is found again from its place.
            return self.line(from, until, ended).map(Some);
        }
    }

    fn line(&self, from: usize, until: usize, ended: bool) -> Result<Line<'_>, Fault> {
        let bytes = &self.buffer[from..until];
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if !ended && error.error_len().is_none() => {
                std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(error) => return Err(Fault::at("text.utf8", NOT_UTF8, self.number, error.valid_up_to() as u64)),
        };
        Ok(Line { text, number: self.number, ended })
    }

    /// Finds the next line in the buffer and passes it.
    fn find(&mut self) -> Result<Option<(usize, usize, bool)>, Fault> {
        let mut searched = self.start;
        loop {
            if let Some(at) = memchr(b'\n', &self.buffer[searched..self.filled]) {
                let (from, until) = (self.start, searched + at);
                self.start = until + 1;
                self.number += 1;
                return Ok(Some((from, until, true)));
            }
            if self.done {
                let (from, until) = (self.start, self.filled);
                self.start = self.filled;
                self.number += u64::from(from < until);
                return Ok((from < until).then_some((from, until, false)));
            }
            let kept = self.filled - self.start;
            self.fill()?;
            searched = self.start + kept;
        }
    }

    /// Reads more behind what is not yet passed.
    fn fill(&mut self) -> Result<(), Fault> {
        self.buffer.copy_within(self.start..self.filled, 0);
        self.filled -= self.start;
        self.start = 0;
        if self.filled > MAX_LINE {
            let text = format!("a line is longer than {MAX_LINE} bytes, which no tool writes; the file was not read");
            return Err(Fault::new("jsonl.long-line", text).on_line(self.number + 1));
        }
        if self.filled == self.buffer.len() {
            self.buffer.resize((self.buffer.len() * 2).min(MAX_LINE + 1), 0);
        }
        let first = self.number == 0 && self.filled < 4;
        while !self.done {
            match self.reader.read(&mut self.buffer[self.filled..]) {
                Ok(0) => self.done = true,
                Ok(got) => self.filled += got,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(Fault::read(&error)),
            }
            if !first || self.filled >= 4 {
                break;
            }
        }
        if first {
            refuse_utf16(&self.buffer[..self.filled])?;
            if self.buffer[..self.filled].starts_with(&[0xEF, 0xBB, 0xBF]) {
                self.marked = true;
                self.start = 3;
            }
        }
        Ok(())
    }
}
