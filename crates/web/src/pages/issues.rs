//! Issues: the clocks that run, one kind of issue in the table of all records, and what clause 10 still lacks.

use maud::{Markup, html};

use super::place::{GapLine, gaps};
use crate::parts::clock::{ClockBar, clock};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::table::{Table, table};
use crate::parts::words::{IssueWord, Lang, PlaceWord, RecordWord, Word, number, t};
use crate::parts::{assets, links};

/// Issues.
#[derive(Debug, Clone, Default)]
pub struct IssuesView {
    /// Short name of the workspace.
    pub workspace: String,
    /// Reporting clocks.
    pub clocks: Vec<ClockBar>,
    /// A tab for each kind that the reader sees.
    pub tabs: Vec<IssueTab>,
    /// The records of one of them.
    pub table: Table,
    /// Name and title of the kind that is shown, where records of it can be made.
    pub made: Option<(String, String)>,
    /// Requirements of the clause that are not effective, gravest first.
    pub gaps: Vec<GapLine>,
    /// How many requirements the clause has, and how many of them are effective.
    pub standing: (usize, usize),
}

/// A kind of issue.
#[derive(Debug, Clone, Default)]
pub struct IssueTab {
    /// Where those that are open are; a local path.
    pub href: String,
    /// What they are called.
    pub text: String,
    /// How many are open, and whether there are more.
    pub open: (usize, bool),
    /// How many are late, and whether there are more.
    pub late: (usize, bool),
    /// Whether they are what is shown.
    pub current: bool,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &IssuesView) -> Markup {
    let lang = shell.lang;
    let title = t(lang, IssueWord::Issues);
    let main = html! {
        div.head { h1 { (title) } p.lead.soft { (t(lang, IssueWord::Lead)) } }
        (running(lang, &view.clocks))
        (tabs(lang, &view.tabs))
        (table(lang, &view.table))
        (assets::script("table.js"))
        @if view.standing.0 > 0 { (gaps(lang, view.standing, &view.gaps)) }
        p.meta { a.lnk href=(links::records(&view.workspace)) { (t(lang, PlaceWord::AllKinds)) } }
    };
    let aside = html! {
        @if let Some((kind, title)) = &view.made {
            nav.steps aria-label=(t(lang, Word::Actions)) {
                a.btn.main href=(links::new_record(&view.workspace, kind)) {
                    (Icon::Plus.svg(14)) span { span.vh { (t(lang, RecordWord::NewRecord)) ": " } (title) }
                }
            }
        }
    };
    frame::page(shell, &Frame { title, path: html! { b { (title) } }, aside, main })
}

fn running(lang: Lang, clocks: &[ClockBar]) -> Markup {
    let content = html! {
        @if clocks.is_empty() { (empty(t(lang, IssueWord::NoClocks))) }
        @else { div.clocks { @for one in clocks { (clock(one)) } } }
    };
    panel("clocks", t(lang, IssueWord::Clocks), Some(&number(lang, clocks.len())), &content)
}

/// The kinds, each with how many are open; how many of them are late stands beside.
fn tabs(lang: Lang, all: &[IssueTab]) -> Markup {
    html! {
        nav.tabs id="issue-tabs" data-live="" aria-label=(t(lang, IssueWord::Kinds)) {
            @for tab in all {
                a href=(tab.href) aria-current=[tab.current.then_some("page")] {
                    (tab.text) " "
                    span.mute.num { (so_many(lang, tab.open)) span.vh { " " (t(lang, IssueWord::Open)) } }
                    @if tab.late.0 > 0 {
                        " " span.st.s-stale { (Icon::Clock.svg(12)) span { span.num { (so_many(lang, tab.late)) } span.word { " " (t(lang, IssueWord::Late)) } } }
                    }
                }
            }
        }
    }
}

fn so_many(lang: Lang, (n, more): (usize, bool)) -> String {
    let n = number(lang, n);
    if more { format!("{n}+") } else { n }
}
