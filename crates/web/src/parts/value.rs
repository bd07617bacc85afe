//! Values of records, whatever their kind.

use maud::{Markup, html};

use super::words::{Lang, RecordWord, fill, t};
use super::{chart, links};
use crate::pages::records::views::{ChangeLine, Shown, Sign};

/// A value.
#[must_use]
pub fn shown(lang: Lang, value: &Shown) -> Markup {
    html! {
        @match value {
            Shown::Text(text) => (paragraphs(text)),
            Shown::Day(day) => span.num.nw { (day) },
            Shown::Truth(truth) => (t(lang, if *truth { RecordWord::Yes } else { RecordWord::No })),
            Shown::Link(key, title, href) => {
                (links::link(href, key))
                @if let Some(title) = title { " " span.soft { (title) } }
            }
            Shown::List(items) => ul.values { @for item in items { li { (shown(lang, item)) } } },
            Shown::Parts(parts) => dl.inner { @for (name, part) in parts { div { dt { (name) } dd { (shown(lang, part)) } } } },
            Shown::Gap(unknown, because, owner, due) => {
                // That nothing applies, with a reason, is an answer; that nobody knows yet is not.
                span class=(if *unknown { "open" } else { "soft" }) {
                    (fill(lang, if *unknown { RecordWord::GapUnknown } else { RecordWord::GapNone }, &[("because", because)]))
                }
                @if owner.is_some() || due.is_some() {
                    span.meta {
                        @if let Some(owner) = owner { span { (shown(lang, owner)) } }
                        @if let Some(due) = due { span.num { (due) } }
                    }
                }
            }
        }
    }
}

/// Text with its line breaks.
fn paragraphs(text: &str) -> Markup {
    html! {
        @if text.contains('\n') { div.text { (text) } } @else { (text) }
    }
}

/// A sentence of help, with what stands between backticks as code.
#[must_use]
pub fn help(text: &str) -> Markup {
    html! {
        @for (n, piece) in text.split('`').enumerate() {
            @if n % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

/// Differences as a list: what went and what came, with a sign and a word for those who do not see colour.
#[must_use]
pub fn changes(lang: Lang, changes: &[ChangeLine]) -> Markup {
    html! {
        ul.list {
            @for change in changes {
                li {
                    h3 { (change.label) " " span.id { (change.path) } }
                    div.diff {
                        @for (sign, text) in &change.lines { (line(lang, *sign, text)) }
                    }
                }
            }
        }
    }
}

fn line(lang: Lang, sign: Sign, text: &str) -> Markup {
    let (class, mark, word) = match sign {
        Sign::Same => ("same", " ", RecordWord::Stayed),
        Sign::Came => ("came", "+", RecordWord::Came),
        Sign::Went => ("went", "−", RecordWord::Went),
    };
    html! {
        p class=(class) { span aria-hidden="true" { (mark) } span.vh { (t(lang, word)) " " } span.text { (text) } }
    }
}

/// A number that was measured, to four places in the signs of the language; as it was recorded where somebody points at it.
#[must_use]
pub fn measured(lang: Lang, recorded: &str) -> Markup {
    let short = recorded.parse().map_or_else(|_| recorded.to_owned(), |value| chart::said(lang).short(value));
    html! { span.num title=[(short != recorded).then_some(recorded)] { (short) } }
}

/// The state of a record, by its word.
#[must_use]
pub fn state(state: &str) -> Markup {
    html! { span.tag.s-na { (state) } }
}
