//! What a requirement is called, from what somebody typed.

use assay_domain::{AIMS, Key};
use assay_store::WorkspaceScope;

use crate::dto::AsOfView;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// As records and verdicts name a requirement: with its framework, which is ISO/IEC 42001 unless stated.
pub(crate) fn qualified(text: &str) -> String {
    if text.contains(':') { text.to_owned() } else { format!("{AIMS}:{text}") }
}

impl Workspace {
    /// The record that decides about a control [6.1.3]; none where there is none, or where whoever asks does not see it.
    pub(crate) fn row_of(&self, scope: &WorkspaceScope, requirement: &str) -> Answer<Option<Key>> {
        let held = self.store.holder(scope, &format!("control:{requirement}"))?;
        Ok(held.filter(|key| !scope.hides(key)))
    }

    /// The qualified name of a requirement that is judged here: of a framework in force, or our own.
    pub(crate) fn requirement(&self, scope: &WorkspaceScope, text: &str, at: &AsOfView) -> Answer<String> {
        let unknown = |text: String| Err(AppError::input("requirement.unknown", text));
        let (slug, id) = text.split_once(':').unwrap_or((AIMS, text));
        if slug == "own" {
            return match self.row_of(scope, text)? {
                Some(_) => Ok(text.to_owned()),
                None => unknown(format!("there is no control `{text}` of our own")),
            };
        }
        let framework = self.in_force(slug, at)?.framework;
        if framework.judged().any(|r| r.id == id) {
            return Ok(qualified(text));
        }
        let example = framework.judged().last().map(|r| r.id.clone()).unwrap_or_default();
        unknown(format!("there is no requirement `{id}` in {}; write one such as {example}", framework.name))
    }
}
