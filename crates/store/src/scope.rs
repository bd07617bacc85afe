//! The proof that somebody may touch a workspace.

use assay_domain::WorkspaceId;

/// Demanded by every call of a store. Minted only by the access layer in `app` once it knows who asks; a test
/// holds that no other place mints one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceScope(WorkspaceId);

impl WorkspaceScope {
    /// Mints a scope. For the access layer alone.
    #[must_use]
    pub fn mint(workspace: WorkspaceId) -> Self {
        Self(workspace)
    }

    /// The workspace it opens.
    #[must_use]
    pub fn workspace(&self) -> WorkspaceId {
        self.0
    }
}
