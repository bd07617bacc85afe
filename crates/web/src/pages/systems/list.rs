//! The inventory of AI systems: the table of all records, with what is particular to systems.

use maud::{Markup, html};

use super::views::SystemsPage;
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::shell::Shell;
use crate::parts::table::table;
use crate::parts::words::{SystemWord, Word, t};
use crate::parts::{assets, links};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &SystemsPage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, SystemWord::Systems);
    let main = html! { h1.vh { (title) } (table(lang, &view.table)) (assets::script("table.js")) };
    let aside = html! {
        nav.steps aria-label=(t(lang, Word::Actions)) {
            a.btn href=(links::new_record(&view.workspace, "ai-system")) { (Icon::Plus.svg(14)) (t(lang, SystemWord::NewSystem)) }
        }
    };
    frame::page(shell, &Frame { title, path: html! { b { (title) } }, aside, main })
}
