//! Keeping the address of a table under a name.

use maud::{Markup, html};

use super::icons::Icon;
use super::links;
use super::shell::{Place, Shell};
use super::words::{KeptWord, t};

/// Pages that are asked for something and show no table.
const NO_TABLE: [&str; 6] = ["/new", "/edit", "/diff", "/bulk", "/import", links::AS_OF];

/// What keeps the address of this page as a view, for whoever is signed in: above any table that was filtered, sorted or
/// otherwise asked for something.
pub(crate) fn save(shell: &Shell) -> Markup {
    let lang = shell.lang;
    // What is at no place is an error, or found by a search.
    if shell.place == Place::Elsewhere {
        return html! {};
    }
    let Some((path, query)) = shell.look.here.split_once('?').filter(|(path, query)| {
        !query.is_empty() && !NO_TABLE.iter().any(|end| path.ends_with(end)) && !path.contains("/move/")
    }) else {
        return html! {};
    };
    let Some(token) = shell.form.as_ref().filter(|_| !shell.in_room && shell.past.is_none()) else { return html! {} };
    html! {
        button.btn type="button" popovertarget="save-view" aria-label=(t(lang, KeptWord::SaveView)) {
            (Icon::Bookmark.svg(16)) span.wide-only { (t(lang, KeptWord::SaveView)) }
        }
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
