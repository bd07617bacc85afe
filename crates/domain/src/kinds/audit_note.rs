//! Audit note: what an auditor from outside writes down for themselves in a room. Nobody else sees one, whatever they may
//! do here; the log says that an entry was made, and nothing of it leaves in a bundle (`author_only` in
//! `data/access.toml`).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit_room::AuditRoom;
use crate::kind::Shape;
use crate::{Body, Kind, Label, Ref, Text, Workflow};

/// Audit note.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AuditNote {
    /// How it begins.
    pub title: String,
    /// The room it was written in.
    pub room: Option<Ref<AuditRoom>>,
    /// What was noted.
    pub text: Option<String>,
    /// What it is about: a requirement, a record.
    pub about: Option<String>,
}

impl Body for AuditNote {
    const NAME: &'static str = "audit-note";
    const PREFIX: &'static str = "NOTE";

    fn sample() -> Self {
        Self {
            title: "Ask who signed the third release".into(),
            room: Some(Ref::number(1)),
            text: Some("Ask who signed the third release: the manifest names nobody.".into()),
            about: Some("iso42001:A.6.2.5".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: AuditNote::NAME,
    prefix: AuditNote::PREFIX,
    version: 1,
    title: Text::new("Audit note", "Nota de auditoria", "Nota de auditoria"),
    refs: &["9.2.2"],
    workflow: Workflow::FIXED,
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("room", "Audit room", "Sala de auditoria", "Sala de auditoria"),
        Label::new("text", "Note", "Nota", "Nota"),
        Label::new("about", "About", "Sobre", "Sobre"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<AuditNote>(),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Action, is_author_only, read_needs};

    #[test]
    fn a_note_is_its_authors_alone() {
        assert!(is_author_only(AuditNote::NAME) && !is_author_only(AuditRoom::NAME));
        assert_ne!(read_needs(AuditNote::NAME), Action::Read, "bundles leave out what is not for every reader");
    }
}
