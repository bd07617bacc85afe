//! Notes that an auditor keeps for themselves. No other use case shows one, to anybody: see `author_only` in the
//! domain's `data/access.toml`.

use assay_domain::kinds::audit_note::AuditNote;
use assay_domain::{Idempotency, Kind, Ref, unreadable};
use assay_store::Revision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::seat::Inside;
use crate::access::{Principal, own_work};
use crate::dto::{NoteList, NoteView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most letters of the text that a note begins with.
const BEGINNING: usize = 80;

/// A note to be kept.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteRequest {
    /// What is noted.
    pub text: String,
    /// What it is about: a requirement, a record.
    #[serde(default)]
    pub about: Option<String>,
}

fn view(record: &Revision) -> Option<NoteView> {
    let note: AuditNote = Workspace::read_body(record)?;
    Some(NoteView {
        key: record.key.to_string(),
        room: note.room.map(|r| r.to_string()).unwrap_or_default(),
        text: note.text.unwrap_or_default(),
        about: note.about,
        at: record.at,
    })
}

/// The first line, cut short.
fn beginning(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().chars().take(BEGINNING).collect::<String>().trim_end().to_owned()
}

impl Workspace {
    /// Keeps a note in one's room.
    ///
    /// # Errors
    /// When the asker sits in no such room, or the note has no text.
    pub fn keep_note(
        &self,
        principal: &Principal,
        room: &str,
        request: &NoteRequest,
        idempotency: Option<Idempotency>,
    ) -> Answer<NoteView> {
        let Inside { record, .. } = self.inside(principal, room)?;
        // No other scope shows notes.
        let scope = own_work(self.id);
        let kind = Kind::named("audit-note").ok_or_else(|| AppError::internal("there are no notes"))?;
        let note = AuditNote {
            title: beginning(&request.text),
            room: Ref::try_from(record.key).ok(),
            text: Some(request.text.clone()),
            about: request.about.clone(),
        };
        if let Some(why) = unreadable(&note.title) {
            return Err(AppError::input("note.unreadable", why));
        }
        let body = serde_json::to_value(note).map_err(AppError::internal)?;
        let draft = self.new_record(kind, kind.normalise(body).map_err(AppError::body)?);
        let committed = self.commit(&scope, &principal.hand(), vec![self.write(draft)?], Vec::new(), idempotency)?;
        let written = committed.written.first().ok_or_else(|| AppError::internal("nothing was written"))?;
        let kept = self.own_notes(principal, &scope)?.into_iter().find(|r| r.key == written.key);
        kept.as_ref().and_then(view).ok_or_else(|| AppError::internal("what was written is not there"))
    }

    /// One's own notes, of every room, newest first.
    ///
    /// # Errors
    /// When the asker sits in no such room.
    pub fn notes(&self, principal: &Principal, room: &str) -> Answer<NoteList> {
        self.inside(principal, room)?;
        let mut notes = self.own_notes(principal, &own_work(self.id))?;
        notes.reverse();
        Ok(NoteList { notes: notes.iter().filter_map(view).collect() })
    }

    fn own_notes(&self, principal: &Principal, scope: &assay_store::WorkspaceScope) -> Answer<Vec<Revision>> {
        let all: Vec<(Revision, AuditNote)> = self.typed(scope, "audit-note", self.size(scope)?)?;
        Ok(all.into_iter().map(|(record, _)| record).filter(|r| r.actor == principal.key).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_named_by_its_first_line() {
        assert_eq!(beginning("  Ask Ana\nabout the third release"), "Ask Ana");
        assert_eq!(beginning(&"x".repeat(200)).len(), BEGINNING);
        assert_eq!(beginning("\n"), "");
    }
}
