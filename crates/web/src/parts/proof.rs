//! What proves that something stands in the record: its entry, the root it was signed under, the proof itself.

use maud::{Markup, html};

use super::icons::Icon;
use super::words::{Lang, ProofWord, number, t};

/// The box. `href` is where the proof is.
#[must_use]
pub fn proof(lang: Lang, entry: u64, root: &str, at: &str, href: &str) -> Markup {
    let n = number(lang, usize::try_from(entry).unwrap_or(usize::MAX));
    html! {
        div.proof {
            (Icon::Link.svg(16))
            dl {
                div { dt { (t(lang, ProofWord::Entry)) } dd.num { (n) } }
                div { dt { (t(lang, ProofWord::Root)) } dd { code { (root) } } }
                div { dt { (t(lang, ProofWord::SignedAt)) } dd.num { (at) } }
            }
            a.btn href=(href) { (t(lang, ProofWord::Fetch)) }
        }
    }
}
