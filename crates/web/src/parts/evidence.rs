//! The evidence table: what, by which tool, on what, when by whose clock, who delivered it and who reviewed it.

use assay_domain::{Representativeness, RunStatus, SubjectMatch, TimeSource};
use maud::{Markup, html};

use super::links;
use super::panel::whole;
use super::words::{EvidenceWord, Lang, Word, fill, t};

/// How far a piece of evidence may be trusted, at a glance.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Badge {
    /// A real target and the whole plan: no badge.
    #[default]
    Real,
    /// A stand-in that a tool ships for trying itself out. Never satisfies a control.
    Mock,
    /// Part of the plan ran.
    Partial,
    /// Part of the data was used.
    Sampled,
    /// The file names another system than the one it was delivered for.
    Mismatch,
    /// Nothing says what was tested.
    Unknown,
}

/// What limits the trust in a run; the gravest thing.
#[must_use]
pub fn badge_of(real: Representativeness, fits: SubjectMatch, status: RunStatus) -> Badge {
    match (real, fits, status) {
        (Representativeness::Mock, _, _) => Badge::Mock,
        (_, SubjectMatch::Mismatch, _) => Badge::Mismatch,
        (_, _, RunStatus::Partial | RunStatus::Interrupted | RunStatus::Error) => Badge::Partial,
        (Representativeness::Sampled, _, _) => Badge::Sampled,
        (Representativeness::Unknown, _, _) | (_, _, RunStatus::Unknown) => Badge::Unknown,
        (Representativeness::Real, _, RunStatus::Complete) => Badge::Real,
    }
}

/// One piece of evidence.
#[derive(Debug, Clone)]
pub struct EvidenceLine {
    /// For example `EV-231`; also the anchor of its row.
    pub key: String,
    /// What it is.
    pub title: String,
    /// Tool and version.
    pub tool: String,
    /// What it was delivered for.
    pub subject: String,
    /// When the run took place.
    pub when: String,
    /// Where that time was read.
    pub when_source: TimeSource,
    /// Who delivered it.
    pub collector: String,
    /// Who reviewed it.
    pub reviewer: Option<String>,
    /// How far it may be trusted.
    pub badge: Badge,
}

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
                                None => (unreviewed(lang, &line.key)),
                            }
                        }
                    }
                }
            }
        }
    }
}

/// That nobody has reviewed it, and the way to the form that does.
pub(crate) fn unreviewed(lang: Lang, key: &str) -> Markup {
    let title = fill(lang, EvidenceWord::ReviewOf, &[("key", key)]);
    html! {
        span {
            span.open { (t(lang, EvidenceWord::NotReviewed)) }
            small { a.lnk href=(links::review_of("-", key, &title)) { (t(lang, EvidenceWord::ReviewIt)) span.vh { ": " (key) } } }
        }
    }
}

/// Where a time was read, in words.
pub(crate) fn source(lang: Lang, source: TimeSource) -> &'static str {
    t(
        lang,
        match source {
            TimeSource::InFile => EvidenceWord::TimeInFile,
            TimeSource::FileName => EvidenceWord::TimeFileName,
            TimeSource::Declared => EvidenceWord::TimeDeclared,
            TimeSource::Received => EvidenceWord::TimeReceived,
        },
    )
}

/// What limits the trust in a piece of evidence; nothing when nothing does.
pub(crate) fn badge(lang: Lang, badge: Badge) -> Markup {
    let (word, class) = match badge {
        Badge::Real => return html! {},
        Badge::Mock => (EvidenceWord::BadgeMock, "s-failing"),
        Badge::Mismatch => (EvidenceWord::BadgeMismatch, "s-failing"),
        Badge::Partial => (EvidenceWord::BadgePartial, "s-expiring"),
        Badge::Sampled => (EvidenceWord::BadgeSampled, "s-partly"),
        Badge::Unknown => (EvidenceWord::BadgeUnknown, "s-na"),
    };
    html! { span class={ "tag " (class) } { (t(lang, word)) } }
}
