//! Saved views: one's own and the shared ones, each with its name to change and the way to remove it.

use maud::{Markup, html};

use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{KeptWord, Lang, t};
use crate::parts::{links, value};

/// A view.
#[derive(Debug, Clone, Default)]
pub struct ViewLine {
    /// Number of it.
    pub id: u64,
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether everybody in the workspace sees it.
    pub shared: bool,
    /// Whether the reader may change it.
    pub changeable: bool,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, views: &[ViewLine], refused: Option<&str>) -> Markup {
    let lang = shell.lang;
    let title = t(lang, KeptWord::Views);
    let content = html! {
        @if let Some(refused) = refused { div.note.s-failing role="alert" { p { (refused) } } }
        p.because { (t(lang, KeptWord::ViewsLead)) }
        @if shell.form.is_none() && shell.past.is_none() { p.because { a.lnk href=(links::sign_in_for(links::VIEWS)) { (t(lang, KeptWord::SignInForViews)) } } }
        @if views.is_empty() { (empty(t(lang, KeptWord::NoViews))) }
        @else { ul.list { @for view in views { li { (line(lang, view, shell.form.as_deref())) } } } }
    };
    let main = html! { h1.vh { (title) } (panel("views", title, None, &content)) };
    frame::page(shell, &Frame { title, path: html! { b { (title) } }, aside: html! {}, main })
}

fn line(lang: Lang, view: &ViewLine, token: Option<&str>) -> Markup {
    let whose = if view.shared { KeptWord::SharedView } else { KeptWord::OwnView };
    html! {
        p { (links::link(&view.href, &view.name)) " " (value::state(t(lang, whose))) }
        @if let Some(token) = token.filter(|_| view.changeable) {
            div.view-acts {
                form method="post" action=(links::view_act(view.id, "name")) {
                    input type="hidden" name="form" value=(token);
                    label { span.vh { (t(lang, KeptWord::ViewName)) ": " (view.name) } input type="text" name="name" value=(view.name) required maxlength="80" autocomplete="off"; }
                    button.btn type="submit" { (t(lang, KeptWord::Rename)) span.vh { ": " (view.name) } }
                }
                form method="post" action=(links::view_act(view.id, "remove")) {
                    input type="hidden" name="form" value=(token);
                    button.btn type="submit" { (t(lang, KeptWord::Remove)) span.vh { ": " (view.name) } }
                }
            }
        }
    }
}
