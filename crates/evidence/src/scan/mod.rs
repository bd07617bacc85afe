//! Reading text that strangers wrote: one lenient JSON scanner, and JSON Lines in bounded memory.
//!
//! Lenient where real tools are (bare `NaN` and `Infinity`, unpaired surrogates, a byte order mark) and strict where
//! leniency would hide damage: depth, size, encoding, cut-off files, and keys that occur twice.

mod canonical;
mod lines;
mod number;
mod scanner;
mod source;
mod text;
mod tree;
mod value;

pub(crate) use source::{NOT_UTF8, refuse_utf16};

pub use lines::{Line, Lines, MAX_LINE};
pub use scanner::{Kind, MAX_DEPTH, Scanner};
pub use tree::MAX_TREE;
pub use value::Value;
