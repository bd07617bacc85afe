//! Signatures of a record: who, what it means, when, how they had proved who they are, and which body it was.

use maud::{Markup, html};

use crate::pages::records::views::{RecordPage, SignatureLine};
use crate::parts::links;
use crate::parts::words::{Lang, RecordWord, Word, fill, t};

/// The signatures, newest first.
pub(in crate::pages) fn list(lang: Lang, view: &RecordPage) -> Markup {
    html! { ul.list { @for one in &view.signatures { li { (line(lang, &view.head.workspace, one)) } } } }
}

pub(in crate::pages) fn line(lang: Lang, workspace: &str, one: &SignatureLine) -> Markup {
    html! {
        p { b { (one.signer) } " " (one.meaning) }
        p.meta {
            span.num { (t(lang, Word::Revision)) " " (one.revision) }
            span.num { (one.at) }
            @if let (Some(by), Some(at)) = (&one.proved_by, &one.proved_at) {
                span { (fill(lang, RecordWord::ProvedBy, &[("how", by), ("when", at)])) }
            }
            a.lnk href=(links::record(workspace, &one.key)) { (one.key) }
        }
        (digest(lang, RecordWord::SignedDigest, &one.digest))
    }
}

/// A digest under what it is of.
pub(in crate::pages) fn digest(lang: Lang, of: RecordWord, digest: &str) -> Markup {
    html! { p.meta { span { (t(lang, of)) } code.text { (digest) } } }
}
