//! Drafts: what somebody typed into a form and has not sent. They outlive a reload, a session and a restart, and are no
//! part of the record. Whoever typed sees them, and nobody else; what is secret in a form is never among them.

use std::collections::BTreeMap;

use assay_domain::Timestamp;
use assay_store::control::FormOf;

use crate::access::Principal;
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Days for which a draft is kept after it was last changed.
pub const KEPT_DAYS: i64 = 30;
/// Bytes of what was typed into one form.
const MOST_BYTES: usize = 256 * 1024;
/// Drafts of one member; of more the oldest goes.
const MOST: usize = 40;
/// Bytes of the address of a form, which may name some hundred records.
const LONGEST_FORM: usize = 8 * 1024;

/// What was typed, by name of the input.
pub type Typed = BTreeMap<String, Vec<String>>;

/// A draft, to whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftView {
    /// When it was last kept.
    pub at: Timestamp,
    /// What was typed.
    pub typed: Typed,
}

/// Drafts are of people who are signed in: a form that acts by a typed token belongs to nobody until it is sent.
fn form<'a>(workspace: &Workspace, principal: &Principal, form: &'a str) -> Option<FormOf<'a>> {
    let whose = principal.proved.is_some() && principal.workspace == workspace.id;
    whose.then_some(FormOf { workspace: workspace.id, member: principal.member, form })
}

fn nobody() -> AppError {
    AppError::new(ErrorClass::Forbidden, "draft.nobody", "sign in: drafts are kept for whoever is signed in")
}

impl Installation {
    /// What whoever is signed in typed into a form before.
    ///
    /// # Errors
    /// When the control store cannot be read.
    pub fn draft(&self, workspace: &Workspace, principal: &Principal, address: &str) -> Answer<Option<DraftView>> {
        let Some(of) = form(workspace, principal, address) else { return Ok(None) };
        let since = self.clock.now().plus_days(-KEPT_DAYS);
        let Some(kept) = self.control.draft(&of, since)? else { return Ok(None) };
        // What an earlier version kept in another form is worth nothing here.
        Ok(serde_json::from_slice(&kept.typed).ok().map(|typed| DraftView { at: kept.at, typed }))
    }

    /// Keeps what whoever is signed in typed into a form.
    ///
    /// # Errors
    /// `draft.too-large`; when nobody is signed in, they look at the past, or the disk refuses.
    pub fn keep_draft(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        address: &str,
        typed: &Typed,
    ) -> Answer<Timestamp> {
        // Whoever sits in an audit room sees the moment at which it stands, and asks and notes all the same.
        if principal.sight.room.is_none() || principal.sight.clock.is_some() {
            principal.may_change()?;
        }
        self.keep_typed(&form(workspace, principal, address).ok_or_else(nobody)?, typed)
    }

    /// Keeps what was typed under a session that ended by itself: whoever opened it finds it once they are in again. Gives
    /// whether it could be told whose it is.
    ///
    /// # Errors
    /// `draft.too-large`; when the disk refuses.
    pub fn keep_draft_of_ended(&self, session: &str, slug: &str, address: &str, typed: &Typed) -> Answer<bool> {
        let Some(account) = self.whose(session)? else { return Ok(false) };
        let members = self.control.members_of(account)?;
        let Ok(workspace) = self.workspace(Some(slug).filter(|slug| *slug != "-")) else { return Ok(false) };
        let member = members.into_iter().find(|(space, _)| *space == workspace.id);
        let Some((_, member)) = member else { return Ok(false) };
        self.keep_typed(&FormOf { workspace: workspace.id, member, form: address }, typed).map(|_| true)
    }

    fn keep_typed(&self, of: &FormOf<'_>, typed: &Typed) -> Answer<Timestamp> {
        let bytes = serde_json::to_vec(typed).map_err(AppError::internal)?;
        if bytes.len() > MOST_BYTES || of.form.len() > LONGEST_FORM {
            let text = format!("a draft of more than {MOST_BYTES} bytes is not kept; save the record");
            return Err(AppError::new(ErrorClass::TooLarge, "draft.too-large", text));
        }
        let now = self.clock.now();
        self.control.keep_draft(of, &bytes, now, MOST)?;
        Ok(now)
    }

    /// Forgets what whoever is signed in typed into a form: it was sent, or they want it no more.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn forget_draft(&self, workspace: &Workspace, principal: &Principal, address: &str) -> Answer<()> {
        match form(workspace, principal, address) {
            Some(of) => Ok(self.control.forget_draft(&of).map(drop)?),
            None => Ok(()),
        }
    }
}
