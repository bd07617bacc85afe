//! Connections and history of a system, below its own head.

use maud::Markup;

use super::head;
use super::views::{SystemHead, SystemTab};
use crate::pages::records::around::{ConnectionsPage, HistoryPage};
use crate::pages::records::{connections as links_page, history as history_page};
use crate::parts::shell::Shell;
use crate::parts::words::{RecordWord, t};

/// What it is linked with.
#[must_use]
pub fn connections(shell: &Shell, system: &SystemHead, view: &ConnectionsPage) -> Markup {
    let title = t(shell.lang, RecordWord::Connections);
    head::page(shell, system, SystemTab::Connections, title, &links_page::content(shell.lang, view))
}

/// How its record came to be.
#[must_use]
pub fn history(shell: &Shell, system: &SystemHead, view: &HistoryPage) -> Markup {
    let title = t(shell.lang, RecordWord::History);
    head::page(shell, system, SystemTab::History, title, &history_page::content(shell.lang, view))
}
