//! Saved views as they are shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Views that somebody sees.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SavedViewList {
    /// By name.
    pub views: Vec<SavedViewView>,
}

/// One view.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SavedViewView {
    /// Number of it.
    pub id: u64,
    /// What it is called.
    pub name: String,
    /// Path of the page.
    pub path: String,
    /// What the page is asked.
    pub query: String,
    /// Whether everybody in the workspace sees it.
    pub shared: bool,
    /// Whether whoever asks keeps it.
    pub mine: bool,
}
