//! What stands at the places of a reason, in the reader's language: kinds, states, fields, days and numbers. Rules fill
//! places with English words; which word it was is found by its slug.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use assay_domain::{Key, Kind, Lang, Message, Text, value_said};
use serde::Deserialize;

/// Words that no record knows.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Word {
    Alike(String),
    Each([String; 2]),
}

pub(super) static WORDS: LazyLock<BTreeMap<String, Word>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/words/places.toml")).unwrap_or_default());

/// The value of a place as the language says it.
pub(super) fn said(message: &Message, place: &str, value: &str, lang: Lang) -> String {
    let told = match place {
        "day" => lang.day(value),
        "value" => own_word(value, lang).unwrap_or_else(|| lang.decimal(value)),
        "threshold" => mark(value, lang),
        "kind" => kind(value, lang),
        "state" | "states" => one_of(value, |slug| state(message, slug, lang)),
        "types" => one_of(value, |word| slug_word(&slug(word), lang)),
        "roles" => each(value, ", ", |role| slug_word(role, lang)),
        "fields" if message.code == "fields.unknown" => each(value, "; ", |name| field(message, name, lang)),
        "fields" => each(value, ", ", |name| field(message, name, lang)),
        "field" | "of" => field(message, value, lang),
        "only" => each(value, ", ", |pair| only(message, pair, lang)),
        _ => value.to_owned(),
    };
    WORDS.iter().filter(|(en, _)| en.contains(' ')).fold(told, |told, (en, word)| told.replace(en, word.of(lang)))
}

impl Word {
    fn of(&self, lang: Lang) -> &str {
        match self {
            Self::Alike(text) => text,
            Self::Each([pt_br, pt_pt]) => {
                if lang == Lang::PtBr {
                    pt_br
                } else {
                    pt_pt
                }
            }
        }
    }
}

fn own_word(slug: &str, lang: Lang) -> Option<String> {
    WORDS.get(slug).map(|word| word.of(lang).to_owned())
}

/// `risk acceptance` as bodies and kinds write it.
fn slug(spoken: &str) -> String {
    spoken.replace(' ', "-")
}

fn each(value: &str, between: &str, one: impl Fn(&str) -> String) -> String {
    value.split(between).map(one).collect::<Vec<_>>().join(between)
}

/// Rules join what may be one or another by an English word.
fn one_of(value: &str, one: impl Fn(&str) -> String) -> String {
    value.split(" or ").map(one).collect::<Vec<_>>().join(" ou ")
}

/// A word as it stands within a sentence: abbreviations and names keep their capitals.
fn within(text: &str) -> String {
    let second = |word: &str| word.chars().nth(1).is_some_and(char::is_uppercase);
    let is_title = |word: &str| word.starts_with(char::is_uppercase) && !second(word) && word.len() > 1;
    if second(text) || text.split(' ').skip(1).any(is_title) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn of(lang: Lang, text: &Text) -> String {
    within(lang.of(text))
}

fn slug_word(slug: &str, lang: Lang) -> String {
    own_word(slug, lang)
        .or_else(|| value_said(slug).map(|text| of(lang, &text)))
        .unwrap_or_else(|| slug.replace('-', " "))
}

/// A kind, or a type of document.
fn kind(spoken: &str, lang: Lang) -> String {
    let slug = slug(spoken);
    Kind::named(&slug).map_or_else(|| slug_word(&slug, lang), |kind| of(lang, &kind.title))
}

/// The kind of the record whose state or field is said: that which a place names, or that of the record it names.
fn kind_of(message: &Message) -> Option<&'static Kind> {
    let named = message.args.get("kind").and_then(|spoken| Kind::named(&slug(spoken)));
    // The one whose state is said comes first, where several are named.
    named.or_else(|| ["named", "answer", "record"].iter().find_map(|place| kind_at(message, place)))
}

/// The kind of the record that a place names.
fn kind_at(message: &Message, place: &str) -> Option<&'static Kind> {
    let key: Key = message.args.get(place)?.parse().ok()?;
    Kind::with_prefix(key.prefix())
}

fn state(message: &Message, slug: &str, lang: Lang) -> String {
    let own = kind_of(message).and_then(|kind| kind.state_word(slug));
    // A record that is not named here has a state all the same.
    let said = own.or_else(|| Kind::all().iter().find_map(|kind| kind.state_word(slug)));
    said.map_or_else(|| slug_word(slug, lang), |text| of(lang, &text))
}

fn field(message: &Message, spoken: &str, lang: Lang) -> String {
    let name = spoken.replace(' ', "_");
    let own = kind_at(message, "record").or_else(|| kind_of(message)).and_then(|kind| kind.field(&name));
    let found = own.or_else(|| Kind::all().iter().find_map(|kind| kind.field(&name)));
    found.map_or_else(|| spoken.to_owned(), |field| of(lang, &field.label))
}

/// `kind: use`, a field with the value that it has to have.
fn only(message: &Message, pair: &str, lang: Lang) -> String {
    let Some((spoken, is)) = pair.split_once(": ") else { return pair.to_owned() };
    let known = kind_of(message).and_then(|kind| kind.field(&spoken.replace(' ', "_")));
    let value = known.and_then(|field| field.values.iter().find(|value| value.slug == is));
    let is = match is {
        "true" => "sim".to_owned(),
        "false" => "não".to_owned(),
        other => value.map_or_else(|| other.to_owned(), |value| of(lang, &value.word)),
    };
    format!("{}: {is}", field(message, spoken, lang))
}

/// `>= 0.95 (THR-1)`: a mark to reach with the key of its threshold, or the key alone.
fn mark(value: &str, lang: Lang) -> String {
    let Some((mark, key)) = value.split_once(" (") else { return value.to_owned() };
    let (operator, number) = mark.split_once(' ').unwrap_or(("", mark));
    let operator = operator.replace(">=", "≥").replace("<=", "≤");
    format!("{operator} {} ({key}", lang.decimal(number))
}
