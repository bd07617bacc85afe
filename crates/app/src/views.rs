//! Saved views: the address of a table under a name, for oneself or for everybody in the workspace. They are conveniences
//! and no part of the record, so they make no entries.

use assay_domain::Action;
use assay_store::control::{ControlStore, SavedView};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Principal;
use crate::dto::{SavedViewList, SavedViewView};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Views that one member keeps for themselves, and views that a workspace shares.
const MOST: usize = 50;
/// Characters of a name.
const LONGEST_NAME: usize = 80;
/// Bytes of a path, and of what a page is asked.
const LONGEST_PATH: usize = 200;
const LONGEST_QUERY: usize = 2_000;

/// A view to keep.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveView {
    /// What it is called.
    pub name: String,
    /// Path of the page, for example `/w/main/records`.
    pub path: String,
    /// What the page is asked, for example `kind=risk&state=open`.
    #[serde(default)]
    pub query: String,
    /// Whether everybody in the workspace sees it.
    #[serde(default)]
    pub shared: bool,
}

/// Another name for a view.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RenameView {
    /// What it is called from now on.
    pub name: String,
}

fn name(text: &str) -> Answer<String> {
    let name = text.trim();
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    let wrong = || AppError::input("view.name", format!("the name of a view has 1 to {LONGEST_NAME} characters"));
    fits.then(|| name.to_owned()).ok_or_else(wrong)
}

/// An address of this site and no other (CWE-601): a path, and what it is asked.
fn address(path: &str, query: &str) -> Answer<(String, String)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let local = path.starts_with('/') && !path.starts_with("//") && !path.contains(['?', '#', '\\']);
    let page = !["/api/", "/assets/", "/sign-", "/invitation/"].iter().any(|other| path.starts_with(other));
    let clean = |text: &str| text.bytes().all(|b| b.is_ascii_graphic()) && !text.contains('#');
    if local && page && clean(path) && clean(query) && path.len() <= LONGEST_PATH && query.len() <= LONGEST_QUERY {
        return Ok((path.to_owned(), query.to_owned()));
    }
    let text = format!(
        "a view is the address of a page here: a path of at most {LONGEST_PATH} bytes and a query of at most {LONGEST_QUERY}"
    );
    Err(AppError::input("view.address", text))
}

fn shown(view: SavedView, principal: &Principal) -> SavedViewView {
    SavedViewView {
        id: view.id,
        name: view.name,
        path: view.path,
        query: view.query,
        shared: view.shared,
        mine: view.member == principal.member && principal.is_known(),
    }
}

impl Workspace {
    /// The views of whoever asks and those that the workspace shares, by name. Auditors in a room have none: what views
    /// are called tells of the organisation's work.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn saved_views(&self, principal: &Principal) -> Answer<SavedViewList> {
        self.enter(principal, Action::Read)?;
        let (Some(control), None) = (&self.control, &principal.sight.room) else {
            return Ok(SavedViewList { views: Vec::new() });
        };
        let mut views = control.saved_views(self.id, principal.member)?;
        views.retain(|view| view.shared || principal.is_known());
        Ok(SavedViewList { views: views.into_iter().map(|view| shown(view, principal)).collect() })
    }

    /// Keeps a view.
    ///
    /// # Errors
    /// When the name or address is none, there are too many, or the asker may not: whoever reads keeps views for
    /// themselves, whoever writes shares them.
    pub fn save_view(&self, principal: &Principal, new: &SaveView) -> Answer<SavedViewView> {
        let control = self.may_keep(principal, new.shared)?;
        let (path, query) = address(&new.path, &new.query)?;
        let (id, name, made) = (0, name(&new.name)?, self.clock.now());
        let (member, shared) = (principal.member, new.shared);
        let view = SavedView { id, workspace: self.id, member, shared, name, path, query, made };
        let id = control.keep_view(&view, MOST)?.ok_or_else(|| {
            let text = format!("there are {MOST} views already; remove one that is no longer needed");
            AppError::new(ErrorClass::Conflict, "view.too-many", text)
        })?;
        Ok(shown(SavedView { id, ..view }, principal))
    }

    /// Gives a view another name.
    ///
    /// # Errors
    /// When there is no such view for the asker, or they may not.
    pub fn rename_view(&self, principal: &Principal, id: u64, change: &RenameView) -> Answer<SavedViewView> {
        let (control, view) = self.view_to_change(principal, id)?;
        let view = SavedView { name: name(&change.name)?, ..view };
        if control.change_view(&view)? { Ok(shown(view, principal)) } else { Err(none(id)) }
    }

    /// Removes a view.
    ///
    /// # Errors
    /// When there is no such view for the asker, or they may not.
    pub fn remove_view(&self, principal: &Principal, id: u64) -> Answer<SavedViewView> {
        let (control, view) = self.view_to_change(principal, id)?;
        if control.forget_view(self.id, id)? { Ok(shown(view, principal)) } else { Err(none(id)) }
    }

    /// A view that the asker may change; of somebody else's own there is none.
    fn view_to_change(&self, principal: &Principal, id: u64) -> Answer<(&ControlStore, SavedView)> {
        self.enter(principal, Action::Read)?;
        let control = self.control.as_deref().ok_or_else(|| none(id))?;
        let view = control.saved_view(self.id, id)?;
        let theirs = |view: &SavedView| view.shared || (view.member == principal.member && principal.is_known());
        let view = view.filter(theirs).filter(|_| principal.sight.room.is_none()).ok_or_else(|| none(id))?;
        Ok((self.may_keep(principal, view.shared)?, view))
    }

    fn may_keep(&self, principal: &Principal, shared: bool) -> Answer<&ControlStore> {
        self.enter(principal, if shared { Action::Write } else { Action::Read })?;
        principal.may_change()?;
        let nobody = || {
            let text = "sign in: views are kept for whoever is signed in";
            AppError::new(ErrorClass::Forbidden, "view.nobody", text)
        };
        self.control.as_deref().filter(|_| principal.is_known()).ok_or_else(nobody)
    }
}

fn none(id: u64) -> AppError {
    AppError::not_found(format!("saved view {id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_leads_to_a_page_of_this_site() {
        assert_eq!(address("/w/main/records", "?kind=risk").unwrap().1, "kind=risk");
        let long = "x".repeat(LONGEST_QUERY + 1);
        for (path, query) in [
            ("//evil.example", ""),
            ("https://evil.example", ""),
            ("/\\evil.example", ""),
            ("records", ""),
            ("/w/main/records?kind=risk", ""),
            ("/a#b", ""),
            ("/a", "b#c"),
            ("/a b", ""),
            ("/a", "b\nc"),
            ("/a", &long),
            ("/api/v1/openapi.json", ""),
            ("/sign-out", ""),
        ] {
            assert_eq!(address(path, query).unwrap_err().code, "view.address", "{path} {query}");
        }
    }

    #[test]
    fn a_name_is_some_words() {
        assert_eq!(name(" Open risks ").unwrap(), "Open risks");
        for wrong in ["", "  ", "a\nb", &"x".repeat(LONGEST_NAME + 1)] {
            assert_eq!(name(wrong).unwrap_err().code, "view.name");
        }
    }
}
