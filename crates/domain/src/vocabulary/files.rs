//! The files of words, read when somebody first asks.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::Text;

/// Help in Portuguese by the English sentence it says again: one file for each kind, `shared` for sentences of several.
pub(super) const HELP: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/help.rs"));

/// Portuguese, or English before it. What is said alike in Brazil and Portugal is written once.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Said {
    /// Both Portuguese alike.
    Alike(String),
    /// Brazilian, European.
    Two([String; 2]),
    /// English, Brazilian, European.
    Three([String; 3]),
}

/// Words by slug. The English word is the slug written out, unless the file states another.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// The usual words.
    pub(super) word: BTreeMap<String, Said>,
    /// Words of another sense or gender, by kind (`risk`), field (`severity`) or field of a kind (`risk.level`).
    #[serde(default)]
    pub(super) at: BTreeMap<String, BTreeMap<String, Said>>,
    /// Kinds whose Portuguese name is feminine.
    #[serde(default)]
    pub(super) feminine_kinds: Vec<String>,
    /// Their words, where these differ.
    #[serde(default)]
    pub(super) feminine: BTreeMap<String, Said>,
}

pub(super) static VALUES: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../data/words/values.toml")));
pub(super) static STATES: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../data/words/states.toml")));
pub(super) static VERBS: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../data/words/verbs.toml")));
pub(super) static PARTS: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../data/words/parts.toml")));
pub(super) static ROLES: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../data/words/roles.toml")));
pub(super) static SIGNS: LazyLock<BTreeMap<String, Said>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/words/signs.toml")).expect("a test parses data/words"));
/// Duties by their English sentence.
pub(super) static DUTIES: LazyLock<BTreeMap<String, Said>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/words/duties.toml")).expect("a test parses data/words"));
pub(super) static HELPS: LazyLock<BTreeMap<String, Said>> = LazyLock::new(|| {
    let of = |text: &str| toml::from_str::<BTreeMap<String, Said>>(text).expect("a test parses data/words");
    HELP.iter().flat_map(|(_, text)| of(text)).collect()
});

fn read(text: &str) -> Words {
    toml::from_str(text).expect("a test parses data/words")
}

impl Said {
    /// The text, its English being the one given unless the file states its own.
    pub(super) fn text(&'static self, en: &'static str) -> Text {
        match self {
            Self::Alike(pt) => Text::new(en, pt, pt),
            Self::Two([pt_br, pt_pt]) => Text::new(en, pt_br, pt_pt),
            Self::Three([en, pt_br, pt_pt]) => Text::new(en, pt_br, pt_pt),
        }
    }
}

impl Words {
    /// The word for a slug, the nearest place first: a field of a kind, a kind, a field, any.
    pub(super) fn of(&'static self, places: &[&str], slug: &str) -> Option<&'static Said> {
        let near = places.iter().find_map(|place| self.at.get(*place)?.get(slug));
        near.or_else(|| self.word.get(slug))
    }
}

/// A slug written out: `not-started` is "Not started".
pub(super) fn written_out(slug: &str) -> String {
    let text = slug.replace(['-', '_'], " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
