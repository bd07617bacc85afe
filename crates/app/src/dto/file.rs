//! Files that records name, and what of them can be shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A file that a record names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileView {
    /// Name as it was delivered, or the beginning of its digest where none is known.
    pub name: String,
    /// Digest of its bytes.
    pub sha256: String,
    /// Length in bytes.
    pub size: u64,
    /// What it is to the evidence it belongs to, for example `report`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// What its first bytes say it is, for example `pdf`; `unknown`, `empty`, `absent` (its bytes are not here) or
    /// `unread` (nobody looked: too many files are named).
    pub media: String,
    /// What its name says it is; nothing where the name says nothing that is known here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed: Option<String>,
    /// Whether the name and the bytes certainly disagree.
    pub mismatch: bool,
    /// What of it can be shown.
    pub preview: Preview,
}

/// What of a file can be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "as", rename_all = "kebab-case")]
pub enum Preview {
    /// The beginning of its text.
    Text {
        /// The beginning.
        start: String,
        /// Whether there is more.
        more: bool,
    },
    /// A picture that a browser may be given.
    Picture {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// A picture that no browser is given.
    Refused {
        /// Why: `picture.pixels`, `picture.bytes`, `picture.unmeasured` or `picture.entities`.
        code: String,
        /// In pixels; 0 where it is not known.
        width: u32,
        /// In pixels; 0 where it is not known.
        height: u32,
    },
    /// Nothing.
    #[default]
    None,
}
