//! Reasons of verdicts in the reader's language. A rule says its reason in English, and that is what is kept; the other
//! languages stand in `data/words/reasons.toml`.

mod places;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use assay_domain::{Lang, Message, Sentences};

static REASONS: LazyLock<Sentences> =
    LazyLock::new(|| Sentences::parse(include_str!("../../data/words/reasons.toml")).unwrap_or_default());

/// What a message of this crate says in a language. One that nobody translated, or that was kept when it read otherwise,
/// is said in the English it was kept in.
#[must_use]
pub fn reason(message: &Message, lang: Lang) -> String {
    let english = || message.text.clone();
    if lang == Lang::En {
        return english();
    }
    let word = |place: &str, value: &str| match (place, &message.inner) {
        ("what", Some(inner)) => reason(inner, lang),
        ("what", None) => kept_whole(message, value, lang),
        _ => places::said(message, place, value, lang),
    };
    REASONS.say(message, lang, &word).unwrap_or_else(english)
}

/// What an old message said of another one: it was kept in the text alone, with what it was filled with.
fn kept_whole(outer: &Message, text: &str, lang: Lang) -> String {
    let word = |place: &str, value: &str| places::said(outer, place, value, lang);
    REASONS.say_filled(text, &outer.args, lang, &word).unwrap_or_else(|| text.to_owned())
}
