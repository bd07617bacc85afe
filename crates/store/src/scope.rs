//! The proof that somebody may touch a workspace.

use std::sync::{Arc, LazyLock};

use assay_domain::WorkspaceId;

use crate::{Blinds, Position};

/// Demanded by every call of a store. Minted only by the access layer in `app` once it knows who asks; a test
/// holds that no other place mints one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceScope {
    workspace: WorkspaceId,
    blinds: Arc<Blinds>,
    grown: Option<Position>,
}

impl WorkspaceScope {
    /// Mints a scope that shows everything. For the access layer alone.
    #[must_use]
    pub fn mint(workspace: WorkspaceId) -> Self {
        static NONE: LazyLock<Arc<Blinds>> = LazyLock::new(Arc::default);
        Self { workspace, blinds: Arc::clone(&NONE), grown: None }
    }

    /// The same scope, behind which less is shown.
    #[must_use]
    pub fn behind(self, blinds: Blinds) -> Self {
        Self { blinds: Arc::new(blinds), ..self }
    }

    /// The same scope, going no further into the log than that many entries.
    #[must_use]
    pub fn up_to(mut self, position: Position) -> Self {
        let position = Some(self.at_most(position));
        Arc::make_mut(&mut self.blinds).position = position;
        self
    }

    /// The same scope, for whoever knows already how long the log was when they asked.
    #[must_use]
    pub fn grown_to(self, size: Option<Position>) -> Self {
        Self { grown: size, ..self }
    }

    /// How long the log was, as far as it is shown, where that is known.
    #[must_use]
    pub fn grown(&self) -> Option<Position> {
        self.grown.map(|size| self.at_most(size))
    }

    /// The workspace it opens.
    #[must_use]
    pub fn workspace(&self) -> WorkspaceId {
        self.workspace
    }

    /// What it does not show.
    #[must_use]
    pub fn blinds(&self) -> &Blinds {
        &self.blinds
    }
}
