//! The header of a stored blob: `ASSAYBLB`, version, codec, key id length and key id (zero: not encrypted),
//! then the length as delivered. 32 bytes, little endian.

/// Length of the header in bytes.
pub const HEADER_LEN: usize = 32;
const MAGIC: &[u8; 8] = b"ASSAYBLB";
const VERSION: u8 = 1;

/// How the bytes after the header are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codec {
    /// As delivered: archives, which are packed already and want random access.
    Plain,
    /// One Zstandard frame (RFC 8878).
    Zstd,
}

impl Codec {
    /// Archives stay plain, all else is packed.
    #[must_use]
    pub fn for_start(start: &[u8]) -> Self {
        let packed: [&[u8]; 4] = [b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\x28\xb5\x2f\xfd"];
        if packed.iter().any(|magic| start.starts_with(magic)) { Self::Plain } else { Self::Zstd }
    }
}

/// Writes the header of a blob of `size` bytes as delivered.
pub(super) fn header(codec: Codec, size: u64) -> [u8; HEADER_LEN] {
    let mut out = [0; HEADER_LEN];
    out[..8].copy_from_slice(MAGIC);
    out[8] = VERSION;
    out[9] = match codec {
        Codec::Plain => 0,
        Codec::Zstd => 1,
    };
    // Bytes 10 to 23: reserved for the id of the encrypting key, zero while nothing is encrypted.
    out[24..].copy_from_slice(&size.to_le_bytes());
    out
}

/// Reads a header; the error says what does not fit.
pub(super) fn parse(bytes: &[u8; HEADER_LEN]) -> Result<(Codec, u64), String> {
    if &bytes[..8] != MAGIC {
        return Err("the header does not start with ASSAYBLB".to_owned());
    }
    if bytes[8] != VERSION {
        return Err(format!("blob format {} is newer than this program knows ({VERSION})", bytes[8]));
    }
    if bytes[10..24].iter().any(|&b| b != 0) {
        return Err("the blob names an encryption key that this program does not have".to_owned());
    }
    let codec = match bytes[9] {
        0 => Codec::Plain,
        1 => Codec::Zstd,
        other => return Err(format!("unknown codec {other}")),
    };
    let mut size = [0; 8];
    size.copy_from_slice(&bytes[24..]);
    Ok((codec, u64::from_le_bytes(size)))
}
