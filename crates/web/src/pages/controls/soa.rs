//! The Statement of Applicability of a framework: its rows as they are today, its versions, and what differs between two.

use maud::{Markup, html};

use crate::pages::controls::soa_views::{DifferenceRow, SoaPage, SoaRow, SoaTab, VersionLine};
use crate::pages::records::form::signature;
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{ControlWord, Lang, MatrixWord, SoaWord, Word, count, fill, number, t};
use crate::parts::{assets, draft, explain, links, table};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &SoaPage) -> Markup {
    let lang = shell.lang;
    let title = fill(lang, SoaWord::SoaOf, &[("edition", &view.edition)]);
    let main = html! {
        div.head { h1 { (title) } p.soft.lead { (totals(lang, view)) } }
        @if view.frameworks.len() > 1 {
            nav.seg aria-label=(t(lang, ControlWord::Frameworks)) {
                @for one in &view.frameworks {
                    a href=(links::asked(links::SOA, &[("framework", &one.slug)])) aria-current=[one.current.then_some("page")] { (one.name) }
                }
            }
        }
        (in_force(lang, view))
        (tabs(lang, view))
        @match &view.tab {
            SoaTab::Rows => { (table::table(lang, &view.table)) (assets::script("table.js")) },
            SoaTab::Versions => { (versions(lang, view)) (drafting(lang, view)) },
            SoaTab::Difference => (difference(lang, view)),
        }
    };
    let path =
        frame::path(lang, &[(&links::controls_of(&view.framework), t(lang, Word::Controls))], t(lang, MatrixWord::Soa));
    frame::page(shell, &Frame { title: &title, path, aside: html! {}, main })
}

fn totals(lang: Lang, view: &SoaPage) -> String {
    let with = |wanted: Option<bool>| number(lang, view.rows.iter().filter(|r| r.applicable == wanted).count());
    let (rows, yes, no, open) = (number(lang, view.rows.len()), with(Some(true)), with(Some(false)), with(None));
    fill(lang, SoaWord::Totals, &[("rows", &rows), ("yes", &yes), ("no", &no), ("open", &open)])
}

/// Which version is in force, and how far today is from it.
fn in_force(lang: Lang, view: &SoaPage) -> Markup {
    let Some((key, date, who)) = &view.approved else {
        return html! { div.note.s-partly { (Icon::Half.svg(16)) p { (t(lang, SoaWord::NoneInForce)) } } };
    };
    let differs = view.rows.iter().filter(|r| r.diverged).count();
    let contradicted = view.rows.iter().filter(|r| r.contradicted).count();
    let (class, icon) =
        if differs == 0 && contradicted == 0 { ("s-effective", Icon::Tick) } else { ("s-expiring", Icon::Triangle) };
    html! {
        div class={ "note " (class) } {
            (icon.svg(16))
            p {
                (fill(lang, SoaWord::InForce, &[("key", key), ("date", date), ("who", who)])) " "
                @if differs == 0 { (t(lang, SoaWord::Agrees)) } @else { (count(lang, differs, SoaWord::DivergesOne, SoaWord::DivergesOther)) }
                @if contradicted > 0 { " " (count(lang, contradicted, SoaWord::ContradictedOne, SoaWord::ContradictedOther)) }
            }
            a.btn href=(tab(view, "difference", &[("from", key)])) { (t(lang, SoaWord::SeeDifference)) }
        }
    }
}

fn tab(view: &SoaPage, name: &str, more: &[(&str, &str)]) -> String {
    let mut all = vec![("framework", view.framework.as_str()), ("view", name)];
    all.extend_from_slice(more);
    links::asked(links::SOA, &all)
}

fn tabs(lang: Lang, view: &SoaPage) -> Markup {
    let all = [
        (SoaTab::Rows, "", SoaWord::Rows),
        (SoaTab::Versions, "versions", SoaWord::Versions),
        (SoaTab::Difference, "difference", SoaWord::Difference),
    ];
    html! {
        nav.tabs aria-label=(t(lang, MatrixWord::View)) {
            @for (one, name, word) in all { a href=(tab(view, name, &[])) aria-current=[(one == view.tab).then_some("page")] { (t(lang, word)) } }
        }
    }
}

/// What was decided.
#[must_use]
pub const fn decision(applicable: Option<bool>) -> (SoaWord, &'static str) {
    match applicable {
        Some(true) => (SoaWord::Included, "included"),
        Some(false) => (SoaWord::Excluded, "excluded"),
        None => (SoaWord::Undecided, "undecided"),
    }
}

/// What was decided, as a mark.
#[must_use]
pub fn decided(lang: Lang, applicable: Option<bool>) -> Markup {
    let (icon, class) = match applicable {
        Some(true) => (Icon::Tick, "s-effective"),
        Some(false) => (Icon::Struck, "s-na"),
        None => (Icon::Question, "s-partly"),
    };
    html! { span class={ "st " (class) } { (icon.svg(14)) span { (t(lang, decision(applicable).0)) } } }
}

/// A text, or that it is not stated.
#[must_use]
pub fn stated(lang: Lang, text: Option<&str>, nothing: SoaWord) -> Markup {
    html! { @match text { Some(text) => (text), None => span.open { (t(lang, nothing)) } } }
}

/// How it is done, and how far that is in place; nothing for what is left out.
#[must_use]
pub fn how(lang: Lang, row: &SoaRow) -> Option<Markup> {
    (row.applicable != Some(false)).then(|| {
        html! { span { (stated(lang, row.statement.as_deref(), SoaWord::NoHow)) small { (row.implementation) } } }
    })
}

/// The record of a row, how far it is decided, and whether it differs from what was approved.
#[must_use]
pub fn decided_by(lang: Lang, row: &SoaRow) -> Markup {
    html! {
        @if let Some(record) = &row.record { a.lnk href=(links::record("-", record)) { (record) } " · " (row.decision) }
        @if row.diverged { " " span.open { (t(lang, SoaWord::Diverged)) } }
    }
}

fn versions(lang: Lang, view: &SoaPage) -> Markup {
    let heading = t(lang, SoaWord::Versions);
    let head = [
        t(lang, Word::RecordTitle),
        t(lang, Word::State),
        t(lang, SoaWord::Included),
        t(lang, SoaWord::Excluded),
        t(lang, SoaWord::ChangedBy),
    ];
    let content = html! {
        @if view.versions.is_empty() { (empty(t(lang, SoaWord::NoVersions))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr { @for word in head { th scope="col" { (word) } } } }
                tbody { @for one in &view.versions { (version(lang, view, one)) } }
            }
        }
    };
    panel("versions", heading, None, &content)
}

fn version(lang: Lang, view: &SoaPage, one: &VersionLine) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                a.title href=(links::record("-", &one.key)) { span.id { (one.key) } " " (one.title) }
                span.why { a.lnk href=(tab(view, "difference", &[("from", &one.key)])) { (t(lang, SoaWord::SeeDifference)) span.vh { ": " (one.key) } } }
                @match &one.approve {
                    Some(Ok(href)) => a.btn href=(href) { (fill(lang, SoaWord::ApproveVersion, &[("key", &one.key)])) },
                    Some(Err(why)) => span.why { b { (fill(lang, SoaWord::MayNotApprove, &[("key", &one.key)])) } ": " (why) },
                    None => {},
                }
            }
            td.first { (one.state) }
            td.num data-label=(t(lang, SoaWord::Included)) { (number(lang, one.applicable)) }
            td.num data-label=(t(lang, SoaWord::Excluded)) { (number(lang, one.excluded)) }
            td data-label=(t(lang, SoaWord::ChangedBy)) { span { (one.by) small.num { (one.at) } } }
        }
    }
}

/// The form that drafts a version, or why there is none.
fn drafting(lang: Lang, view: &SoaPage) -> Markup {
    let kept = view.kept.as_ref();
    let open: Vec<&SoaRow> = view.rows.iter().filter(|row| !row.approved).collect();
    let content = html! {
        @if let Some(refusal) = &view.refusal {
            p.empty { b { (t(lang, SoaWord::MayNotDraft)) } ": " (refusal) }
        } @else if !open.is_empty() {
            div.empty {
                p { (count(lang, open.len(), SoaWord::RowsOpenOne, SoaWord::RowsOpenOther)) " "
                    span.keys { @for row in &open { @if let Some(record) = &row.record { a.lnk href=(links::record("-", record)) { (row.id) } } } }
                }
                p { (t(lang, SoaWord::FirstApproveRows)) }
            }
        } @else {
            (draft::note(lang, kept))
            @if kept.is_some() { (assets::script("drafts.js")) }
            form.form method="post" action=(links::SOA_DRAFT)
                data-draft=[kept.map(|d| &d.kept)] data-said="draft-said" data-failed=[draft::failed(lang, kept)] {
                p.soft { (t(lang, SoaWord::DraftHint)) }
                @if let Some(error) = &view.error { p.error-text role="alert" { (error) } }
                input type="hidden" name="framework" value=(view.framework);
                @for (id, word, value) in [("title", SoaWord::VersionTitle, &view.draft.0), ("owner", SoaWord::OwnerKey, &view.draft.1), ("scope", SoaWord::VersionScope, &view.draft.2)] {
                    div.field { label for={ "f-" (id) } { (t(lang, word)) } input id={ "f-" (id) } name=(id) required value=(value); }
                }
                (signature(lang, t(lang, SoaWord::DraftVersion), &tab(view, "versions", &[]), &view.signer))
                (draft::said(kept, "draft-said"))
            }
        }
    };
    panel("draft", t(lang, SoaWord::DraftVersion), None, &content)
}

fn difference(lang: Lang, view: &SoaPage) -> Markup {
    let heading = t(lang, SoaWord::Difference);
    let option = |key: &str, word: &str, chosen: &str| html! { option value=(key) selected[key == chosen] { (word) } };
    let content = html! {
        form.filters.pad method="get" action=(links::SOA) {
            input type="hidden" name="framework" value=(view.framework);
            input type="hidden" name="view" value="difference";
            label { span { (t(lang, SoaWord::From)) } select name="from" { @for one in &view.versions { (option(&one.key, &format!("{} {}", one.key, one.title), &view.from)) } } }
            label { span { (t(lang, SoaWord::To)) } select name="to" {
                (option("today", t(lang, SoaWord::Today), &view.to))
                @for one in &view.versions { (option(&one.key, &format!("{} {}", one.key, one.title), &view.to)) }
            } }
            button.btn { (t(lang, SoaWord::Compare)) }
        }
        @if view.versions.is_empty() { (empty(t(lang, SoaWord::NoVersions))) }
        @else if view.difference.is_empty() { (empty(t(lang, SoaWord::NothingDiffers))) }
        @else { ul.list.changes { @for one in &view.difference { (differing(lang, view, one)) } } }
    };
    let remark = fill(lang, SoaWord::SameRows, &[("n", &number(lang, view.same))]);
    panel("difference", heading, Some(&remark).filter(|_| !view.versions.is_empty()).map(String::as_str), &content)
}

fn differing(lang: Lang, view: &SoaPage, one: &DifferenceRow) -> Markup {
    html! {
        li {
            p { a.title href=(links::requirement_row(&view.framework, &one.id, one.own)) { span.id { (one.id) } " " (one.title) } }
            p.meta { b { (t(lang, one.became)) } a.lnk href=(links::record("-", &one.record)) { (one.record) }
                @if let Some(state) = one.state { (explain::line(lang, state, &links::why_row(&view.framework, &one.id, one.own))) }
            }
            @for (label, before, after) in &one.fields {
                div.diff {
                    p.same { span {} b { (label) } }
                    p.went { span aria-hidden="true" { "−" } span { span.vh { (t(lang, SoaWord::Before)) ": " } (before.as_deref().unwrap_or(t(lang, SoaWord::NotStatedThen))) } }
                    p.came { span aria-hidden="true" { "+" } span { span.vh { (t(lang, SoaWord::After)) ": " } (after.as_deref().unwrap_or(t(lang, SoaWord::NotStatedThen))) } }
                }
            }
        }
    }
}
