//! A place that gathers kinds of record: what its clauses ask and how they stand, its kinds with what is open and what is
//! late, and the way into each.

use assay_domain::{AIMS, State};
use maud::{Markup, html};

use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, no_value, panel, panel_with};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, PlaceWord, RecordWord, Word, number, t};
use crate::parts::{explain, links};

/// A place.
#[derive(Debug, Clone, Default)]
pub struct PlaceView {
    /// What it is called.
    pub title: String,
    /// What it is for, in a sentence.
    pub lead: String,
    /// Short name of the workspace.
    pub workspace: String,
    /// Requirements of its clauses that are not effective, gravest first.
    pub gaps: Vec<GapLine>,
    /// How many requirements its clauses have, and how many of them are effective.
    pub standing: (usize, usize),
    /// Its kinds, in groups.
    pub groups: Vec<KindGroup>,
    /// Pages of its own, besides.
    pub ways: Vec<(String, String)>,
}

/// A requirement that is not effective.
#[derive(Debug, Clone)]
pub struct GapLine {
    /// For example `7.2`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
}

/// Kinds under a heading.
#[derive(Debug, Clone, Default)]
pub struct KindGroup {
    /// The heading.
    pub title: String,
    /// The kinds.
    pub rows: Vec<KindRow>,
}

/// A kind with what there is of it.
#[derive(Debug, Clone, Default)]
pub struct KindRow {
    /// Its name in addresses.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Where it is required.
    pub refs: String,
    /// How many there are; nothing while that is being counted.
    pub total: Option<usize>,
    /// State, its word, and how many are in it.
    pub states: Vec<(String, String, usize)>,
    /// How many are late, and whether there are more.
    pub late: (usize, bool),
    /// Whether people make such records by hand.
    pub made: bool,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &PlaceView) -> Markup {
    let lang = shell.lang;
    let main = html! {
        div.head { h1 { (view.title) } p.lead.soft { (view.lead) } }
        @if !view.ways.is_empty() {
            p.ways { @for (href, text) in &view.ways { a.btn href=(href) { (text) } } }
        }
        @if view.standing.0 > 0 { (gaps(lang, view.standing, &view.gaps)) }
        @for (n, group) in view.groups.iter().enumerate() { (kinds(shell, view, n, group)) }
        p.meta { a.lnk href=(links::records(&view.workspace)) { (t(lang, PlaceWord::AllKinds)) } }
    };
    let path = html! { b { (view.title) } };
    frame::page(shell, &Frame { title: &view.title, path, aside: html! {}, main })
}

/// What the clauses of this place still lack.
pub(in crate::pages) fn gaps(lang: Lang, (all, effective): (usize, usize), gaps: &[GapLine]) -> Markup {
    let remark = format!("{} / {}", number(lang, effective), number(lang, all));
    let content = html! {
        @if gaps.is_empty() { (empty(t(lang, PlaceWord::NoGaps))) } @else {
            table.rows {
                caption.vh { (t(lang, PlaceWord::Gaps)) }
                thead { tr { @for word in [Word::Requirement, Word::State] { th scope="col" { (t(lang, word)) } } } }
                tbody { @for gap in gaps {
                    tr {
                        th.what scope="row" {
                            a.title href=(links::requirement(AIMS, &gap.id)) { span.id { (gap.id) } " " (gap.title) }
                            span.why { (gap.reason) }
                        }
                        td.first { (explain::chip(lang, gap.state, &links::why(AIMS, &gap.id, ""))) }
                    }
                } }
            }
        }
    };
    let end = html! { span.more-of.num title=(t(lang, PlaceWord::EffectiveOfAll)) { span.vh { (t(lang, PlaceWord::EffectiveOfAll)) " " } (remark) } };
    panel_with("gaps", t(lang, PlaceWord::Gaps), Some(&number(lang, gaps.len())), &end, &content)
}

fn kinds(shell: &Shell, view: &PlaceView, n: usize, group: &KindGroup) -> Markup {
    let lang = shell.lang;
    let content = html! {
        table.rows.kinds-of {
            caption.vh { (group.title) }
            thead { tr {
                th scope="col" { (t(lang, PlaceWord::Kind)) }
                th.end scope="col" { (t(lang, PlaceWord::HowMany)) }
                th scope="col" { (t(lang, PlaceWord::ByState)) }
                th scope="col" { (t(lang, PlaceWord::Late)) }
                th scope="col" { span.vh { (t(lang, Word::Actions)) } }
            } }
            tbody { @for row in &group.rows { (kind(shell, &view.workspace, row)) } }
        }
    };
    panel(&format!("kinds-{n}"), &group.title, None, &content)
}

fn kind(shell: &Shell, workspace: &str, row: &KindRow) -> Markup {
    let lang = shell.lang;
    let list = links::records_of(workspace, &row.name);
    let (late, more) = row.late;
    html! {
        tr {
            th.what scope="row" {
                a.title href=(list) { (row.title) }
                @if !row.refs.is_empty() { span.why.num { (row.refs) } }
            }
            td.num.end data-label=(t(lang, PlaceWord::HowMany)) {
                @match row.total { Some(n) => a href=(list) { (number(lang, n)) }, None => (no_value()) }
            }
            td data-label=(t(lang, PlaceWord::ByState)) {
                @if row.total == Some(0) { span.open { (t(lang, PlaceWord::NoneYet)) } }
                @else { span.tags { @for (name, word, n) in &row.states {
                    a.tag.s-na href=(links::records_in(workspace, &row.name, name)) { (word) " " b.num { (number(lang, *n)) } }
                } } }
            }
            td data-label=(t(lang, PlaceWord::Late)) {
                @if late > 0 { a.st.s-stale href=(list) { (Icon::Clock.svg(12)) span.num { (number(lang, late)) @if more { "+" } } } }
                @else { (no_value()) }
            }
            td.acts {
                @if row.made && shell.past.is_none() {
                    a.btn href=(links::new_record(workspace, &row.name)) {
                        (Icon::Plus.svg(14)) span { (t(lang, RecordWord::NewRecord)) } span.vh { ": " (row.title) }
                    }
                }
            }
        }
    }
}
