//! The bill of materials of a system.

use maud::{Markup, html};

use super::views::{PartRow, PartsPage, SystemTab};
use super::{head, marks};
use crate::parts::icons::Icon;
use crate::parts::links;
use crate::parts::panel::{empty, no_value, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, SystemWord, fill, number, t};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &PartsPage) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, SystemWord::Bill);
    let remark = fill(lang, SystemWord::WithoutDigest, &[("n", &number(lang, view.without_digest))]);
    let bill = html! {
        @if view.parts.is_empty() { (empty(t(lang, SystemWord::NoParts))) } @else { (table(lang, view)) }
        @if view.left_out > 0 { p.sidenote { (fill(lang, SystemWord::LeftOut, &[("n", &number(lang, view.left_out))])) } }
        @if shell.past.is_none() {
            p.pager {
                a.btn href=(links::deliver_about(&view.head.key)) { (Icon::Plus.svg(14)) (t(lang, SystemWord::ImportBill)) }
                span.soft { (t(lang, SystemWord::ImportBillHint)) }
            }
        }
    };
    let content = html! {
        (panel("parts", heading, (view.without_digest > 0).then_some(remark.as_str()), &bill))
        @if !view.suppliers.is_empty() {
            (panel("suppliers", t(lang, SystemWord::Suppliers), None, &html! {
                ul.list { @for one in &view.suppliers { li { (marks::named(one)) } } }
            }))
        }
    };
    head::page(shell, &view.head, SystemTab::Parts, t(lang, SystemWord::Parts), &content)
}

fn table(lang: Lang, view: &PartsPage) -> Markup {
    let head = [SystemWord::Part, SystemWord::Sort, SystemWord::Version, SystemWord::Digest, SystemWord::Supplier];
    html! {
        table.rows {
            caption.vh { (t(lang, SystemWord::Bill)) }
            thead { tr { @for word in head { th scope="col" { (t(lang, word)) } } } }
            tbody { @for part in &view.parts { (row(lang, part)) } }
        }
    }
}

fn row(lang: Lang, part: &PartRow) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                @match &part.record {
                    Some((key, href)) => span.title { a.title href=(href) { (part.name) } " " span.id { (key) } },
                    None => span.title { (part.name) },
                }
                @if let Some((agent, href)) = &part.within {
                    span.meta { (links::link(href, &fill(lang, SystemWord::Within, &[("agent", agent)]))) }
                }
            }
            td data-label=(t(lang, SystemWord::Sort)) { (part.sort) }
            td data-label=(t(lang, SystemWord::Version)) {
                @match &part.version { Some(version) => span.num { (version) }, None => (no_value()) }
            }
            td data-label=(t(lang, SystemWord::Digest)) { (marks::digest(lang, &part.digest)) }
            td data-label=(t(lang, SystemWord::Supplier)) {
                @match &part.supplier { Some(one) => (marks::named(one)), None => (no_value()) }
            }
        }
    }
}
