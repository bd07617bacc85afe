//! How it developed: how many requirements were in each state at the end of each month, and where the risks stood then.

use assay_documents::chart::Stack;
use maud::{Markup, html};

use crate::parts::frame::{self, Frame};
use crate::parts::panel::panel;
use crate::parts::shell::Shell;
use crate::parts::words::{TrendWord, Word, t};
use crate::parts::{chart, links};

/// The page.
#[derive(Debug, Clone, Default)]
pub struct TrendPage {
    /// Requirements by state.
    pub coverage: Stack,
    /// Open risks by how they stand to the appetite.
    pub risks: Stack,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &TrendPage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, TrendWord::Title);
    let main = html! {
        div.head { h1 { (title) } p.soft.lead { (t(lang, TrendWord::Lead)) } }
        div.stack {
            (panel("coverage", t(lang, TrendWord::Coverage), None, &html! { div.chart { (chart::stack(lang, &view.coverage)) } }))
            (panel("risks", t(lang, TrendWord::Risks), None, &html! { div.chart { (chart::stack(lang, &view.risks)) } }))
        }
    };
    let path = frame::path(lang, &[(links::CONTROLS, t(lang, Word::Controls))], title);
    frame::page(shell, &Frame { title, path, aside: html! {}, main })
}
