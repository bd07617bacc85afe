//! Deterministic ustar (POSIX.1-1988): no times, no owners, one header form for each name and size.

use std::io::{self, Read, Write};

use super::{Sink, WriteError};

pub(super) const BLOCK: usize = 512;
/// Eleven octal digits.
const MAX_SIZE: u64 = (1 << 33) - 1;
const MAX_SHORT: usize = 100;
const MAX_PREFIX: usize = 155;

/// The one header of a file; `None` if the name or the size does not fit.
pub(super) fn header(name: &str, size: u64) -> Option<[u8; BLOCK]> {
    let (prefix, short) = split(name)?;
    if size > MAX_SIZE {
        return None;
    }
    let mut block = [0; BLOCK];
    let mut put = |at: usize, bytes: &[u8]| block[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, short.as_bytes());
    put(100, b"0000644\0");
    put(108, b"0000000\0");
    put(116, b"0000000\0");
    put(124, format!("{size:011o}\0").as_bytes());
    put(136, b"00000000000\0");
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    put(329, b"0000000\0");
    put(337, b"0000000\0");
    put(345, prefix.as_bytes());
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Some(block)
}

/// Name and size a header claims; it counts only if [`header`] makes the same header of them.
pub(super) fn claims(block: &[u8; BLOCK]) -> Option<(String, u64)> {
    let text = |range: std::ops::Range<usize>| {
        let field = &block[range];
        let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
        std::str::from_utf8(&field[..end]).ok()
    };
    let (prefix, short) = (text(345..345 + MAX_PREFIX)?, text(0..MAX_SHORT)?);
    let name = if prefix.is_empty() { short.to_owned() } else { format!("{prefix}/{short}") };
    Some((name, u64::from_str_radix(text(124..136)?, 8).ok()?))
}

/// Zero bytes after a file up to the next block.
pub(super) fn padding(size: u64) -> usize {
    (size.next_multiple_of(BLOCK as u64) - size) as usize
}

/// A long name is split at the first slash that leaves a short enough rest.
fn split(name: &str) -> Option<(&str, &str)> {
    if name.len() <= MAX_SHORT {
        return Some(("", name));
    }
    name.match_indices('/')
        .map(|(at, _)| (&name[..at], &name[at + 1..]))
        .find(|(prefix, rest)| rest.len() <= MAX_SHORT && prefix.len() <= MAX_PREFIX && !rest.is_empty())
}

/// Writes a tar.
#[derive(Debug)]
pub struct TarSink<W> {
    out: W,
}

impl<W: Write> TarSink<W> {
    /// Begins an archive.
    #[must_use]
    pub fn new(out: W) -> Self {
        Self { out }
    }

    /// What the archive was written to.
    #[must_use]
    pub fn into_inner(self) -> W {
        self.out
    }
}

impl<W: Write> Sink for TarSink<W> {
    fn file(&mut self, name: &str, size: u64, content: &mut dyn Read) -> Result<(), WriteError> {
        if size > MAX_SIZE {
            return Err(WriteError::TooLarge { name: name.to_owned(), size });
        }
        let header = header(name, size).ok_or_else(|| WriteError::Name(name.to_owned()))?;
        let failed = |source| WriteError::Io { name: name.to_owned(), source };
        self.out.write_all(&header).map_err(failed)?;
        copy_exactly(name, size, content, &mut self.out)?;
        self.out.write_all(&[0; BLOCK][..padding(size)]).map_err(failed)
    }

    fn end(&mut self) -> Result<(), WriteError> {
        let failed = |source| WriteError::Io { name: "end of the archive".to_owned(), source };
        self.out.write_all(&[0; 2 * BLOCK]).and_then(|()| self.out.flush()).map_err(failed)
    }
}

/// Copies a file that must have exactly the size announced.
pub(super) fn copy_exactly(
    name: &str,
    size: u64,
    content: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<(), WriteError> {
    let failed = |source| WriteError::Io { name: name.to_owned(), source };
    let copied = io::copy(&mut content.take(size), out).map_err(failed)?;
    let more = content.read(&mut [0]).map_err(failed)?;
    if copied == size && more == 0 { Ok(()) } else { Err(WriteError::Length { name: name.to_owned(), size }) }
}

#[cfg(test)]
mod tests {
    use super::{claims, header};

    #[test]
    fn a_header_says_what_it_was_made_of() {
        let long = format!("views/{}/{}", "a".repeat(90), "b".repeat(99));
        for (name, size) in [("README.txt", 0), ("log/checkpoint", 511), (long.as_str(), (1 << 33) - 1)] {
            assert_eq!(claims(&header(name, size).unwrap()).unwrap(), (name.to_owned(), size));
        }
        assert!(header("a", 1 << 33).is_none());
        assert!(header(&"a".repeat(101), 1).is_none());
    }
}
