//! The evidence table: what, by which tool, on what, when by whose clock, who delivered it and who reviewed it.

use assay_domain::TimeSource;
use maud::{Markup, html};

use super::panel::whole;
use super::words::{Lang, Word, t};
use crate::pages::views::{Badge, EvidenceLine};

/// A table of evidence. Each row is an anchor by its key, for verdicts to point at.
#[must_use]
pub fn table(lang: Lang, caption: &str, lines: &[EvidenceLine]) -> Markup {
    let head = [Word::Evidence, Word::Tool, Word::Subject, Word::When, Word::CollectedBy, Word::ReviewedBy];
    html! {
        table.rows {
            caption.vh { (caption) }
            thead { tr { @for word in head { th scope="col" { (t(lang, word)) } } } }
            tbody {
                @for line in lines {
                    tr id=(line.key) {
                        th.what scope="row" {
                            span.title { span.id { (line.key) } " " (line.title) } " " (badge(lang, line.badge))
                        }
                        td data-label=(t(lang, Word::Tool)) { (line.tool) }
                        td data-label=(t(lang, Word::Subject)) { (whole(&line.subject)) }
                        td data-label=(t(lang, Word::When)) {
                            span { span.num.nw { (line.when) } small { (source(lang, line.when_source)) } }
                        }
                        td data-label=(t(lang, Word::CollectedBy)) { (line.collector) }
                        td data-label=(t(lang, Word::ReviewedBy)) {
                            @match &line.reviewer {
                                Some(reviewer) => (reviewer),
                                None => span.open { (t(lang, Word::NotReviewed)) },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where a time was read, in words.
fn source(lang: Lang, source: TimeSource) -> &'static str {
    t(
        lang,
        match source {
            TimeSource::InFile => Word::TimeInFile,
            TimeSource::FileName => Word::TimeFileName,
            TimeSource::Declared => Word::TimeDeclared,
            TimeSource::Received => Word::TimeReceived,
        },
    )
}

/// What limits the trust in a piece of evidence; nothing when nothing does.
fn badge(lang: Lang, badge: Badge) -> Markup {
    let (word, class) = match badge {
        Badge::Real => return html! {},
        Badge::Mock => (Word::BadgeMock, "s-failing"),
        Badge::Mismatch => (Word::BadgeMismatch, "s-failing"),
        Badge::Partial => (Word::BadgePartial, "s-expiring"),
        Badge::Sampled => (Word::BadgeSampled, "s-partly"),
        Badge::Unknown => (Word::BadgeUnknown, "s-na"),
    };
    html! { span class={ "tag " (class) } { (t(lang, word)) } }
}
