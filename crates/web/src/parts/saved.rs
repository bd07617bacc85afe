//! Keeping the address of a table under a name.

use maud::{Markup, html};

use super::links;
use super::shell::Shell;
use super::words::{KeptWord, t};

/// What keeps the address of this page as a view, for whoever is signed in: above any table that was filtered, sorted or
/// otherwise asked for something.
pub(crate) fn save(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let Some((path, query)) = shell.look.here.split_once('?').filter(|(_, query)| !query.is_empty()) else {
        return html! {};
    };
    let Some(token) = shell.form.as_ref().filter(|_| !shell.in_room && shell.past.is_none()) else { return html! {} };
    html! {
        button.btn type="button" popovertarget="save-view" { (t(lang, KeptWord::SaveView)) }
        div.pop id="save-view" popover="auto" {
            form.past-form method="post" action=(links::VIEWS) {
                input type="hidden" name="form" value=(token);
                input type="hidden" name="path" value=(path);
                input type="hidden" name="query" value=(query);
                label { span { (t(lang, KeptWord::ViewName)) } input type="text" name="name" required maxlength="80" autocomplete="off"; }
                @if shell.may_write { label.line { input type="checkbox" name="shared" value="1"; " " (t(lang, KeptWord::Shared)) } }
                p.acts { button.btn.main type="submit" { (t(lang, KeptWord::SaveView)) } }
            }
            p.meta { a.lnk href=(links::VIEWS) { (t(lang, KeptWord::ManageViews)) } }
        }
    }
}
