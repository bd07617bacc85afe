//! Bytes from a stream in blocks, checked to be UTF-8, with their place in the file.

use std::io::{ErrorKind, Read};

use memchr::memchr_iter;

use crate::Fault;

const BLOCK: usize = 64 * 1024;

/// A stream in blocks. What lies between `pos` and `valid` is checked text; a character cut by the end of a block
/// waits behind `valid` for its rest.
pub(super) struct Source<R> {
    reader: R,
    block: Vec<u8>,
    pos: usize,
    valid: usize,
    filled: usize,
    /// Bytes of the file before this block.
    before: u64,
    /// Line breaks before this block.
    breaks: u64,
    started: bool,
    /// Whether a byte order mark was taken off.
    pub(super) marked: bool,
}

impl<R: Read> Source<R> {
    pub(super) fn new(reader: R) -> Self {
        let block = vec![0; BLOCK];
        Self { reader, block, pos: 0, valid: 0, filled: 0, before: 0, breaks: 0, started: false, marked: false }
    }

    /// What is read and not yet taken; empty only at the end of the file.
    pub(super) fn rest(&mut self) -> Result<&[u8], Fault> {
        if self.pos == self.valid {
            self.fill()?;
        }
        Ok(&self.block[self.pos..self.valid])
    }

    /// The next byte, not taken.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Fault> {
        if self.pos == self.valid {
            self.fill()?;
        }
        Ok(self.block[self.pos..self.valid].first().copied())
    }

    /// Takes `count` bytes of [`Source::rest`].
    pub(super) fn take(&mut self, count: usize) {
        self.pos = (self.pos + count).min(self.valid);
    }

    /// A fault at the next byte.
    pub(super) fn fault(&self, code: &'static str, reason: impl Into<String>) -> Fault {
        self.fault_at(self.pos, code, reason)
    }

    /// The line of the next byte, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line_at(self.pos)
    }

    fn line_at(&self, index: usize) -> u64 {
        self.breaks + memchr_iter(b'\n', &self.block[..index]).count() as u64 + 1
    }

    fn fault_at(&self, index: usize, code: &'static str, reason: impl Into<String>) -> Fault {
        Fault::at(code, reason, self.line_at(index), self.before + index as u64)
    }

    /// Reads the next block. Called only when all checked bytes are taken.
    fn fill(&mut self) -> Result<(), Fault> {
        self.breaks += memchr_iter(b'\n', &self.block[..self.valid]).count() as u64;
        self.before += self.valid as u64;
        self.block.copy_within(self.valid..self.filled, 0);
        self.filled -= self.valid;
        self.pos = 0;
        self.valid = 0;
        while self.valid == 0 {
            let got = self.read_some()?;
            if !self.started && (self.filled >= 4 || got == 0) {
                self.start()?;
            }
            if self.started {
                self.check(got == 0)?;
            }
            if got == 0 {
                return Ok(());
            }
        }
        Ok(())
    }

    fn read_some(&mut self) -> Result<usize, Fault> {
        loop {
            match self.reader.read(&mut self.block[self.filled..]) {
                Ok(got) => {
                    self.filled += got;
                    return Ok(got);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(Fault::read(&error)),
            }
        }
    }

    /// Looks at the first bytes of the file for what tells another encoding.
    fn start(&mut self) -> Result<(), Fault> {
        self.started = true;
        let head = &self.block[..self.filled];
        refuse_utf16(head)?;
        if head.starts_with(&[0xEF, 0xBB, 0xBF]) {
            self.marked = true;
            self.before = 3;
            self.block.copy_within(3..self.filled, 0);
            self.filled -= 3;
        }
        Ok(())
    }

    fn check(&mut self, ended: bool) -> Result<(), Fault> {
        match std::str::from_utf8(&self.block[..self.filled]) {
            Ok(_) => self.valid = self.filled,
            Err(error) if error.error_len().is_none() && !ended => self.valid = error.valid_up_to(),
            Err(error) => return Err(self.fault_at(error.valid_up_to(), "text.utf8", NOT_UTF8)),
        }
        Ok(())
    }
}

/// What to say of bytes that are no text.
pub(crate) const NOT_UTF8: &str =
    "the file is not UTF-8 text; deliver it as the tool wrote it, or convert it to UTF-8 first";

/// Refuses UTF-16 and UTF-32, told by their byte order mark or by zero bytes among the first four.
pub(crate) fn refuse_utf16(head: &[u8]) -> Result<(), Fault> {
    let mark = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    if mark || head.iter().take(4).any(|byte| *byte == 0) {
        let text = "the file is UTF-16 or UTF-32; convert it to UTF-8 (a redirected shell on Windows writes UTF-16)";
        return Err(Fault::at("text.utf16", text, 1, 0));
    }
    Ok(())
}
