//! What messages say in every language, by code. Each sentence stands with its English, so that what was kept when a
//! code read otherwise is never put into words it did not have.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::message::{WHAT, filled};
use crate::{Lang, Message};

/// A sentence with `{name}` places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// English, as the code says it.
    pub en: String,
    /// Brazilian Portuguese.
    pub pt_br: String,
    /// European Portuguese.
    pub pt_pt: String,
}

/// Sentences by code; of some codes several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentences(BTreeMap<String, Vec<Sentence>>);

/// As a file holds it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    /// English; Portuguese of both countries alike.
    Alike([String; 2]),
    /// English, Brazilian, European.
    Each([String; 3]),
    Several(Vec<Written>),
}

impl Written {
    fn sentences(self) -> Vec<Sentence> {
        match self {
            Self::Alike([en, pt]) => vec![Sentence { en, pt_br: pt.clone(), pt_pt: pt }],
            Self::Each([en, pt_br, pt_pt]) => vec![Sentence { en, pt_br, pt_pt }],
            Self::Several(all) => all.into_iter().flat_map(Self::sentences).collect(),
        }
    }
}

impl Sentence {
    /// The template in a language.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::PtBr => &self.pt_br,
            Lang::PtPt => &self.pt_pt,
        }
    }

    /// The places of a template, in alphabetical order.
    #[must_use]
    pub fn places(template: &str) -> Vec<&str> {
        let mut all: Vec<&str> =
            template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
        all.sort_unstable();
        all
    }

    /// What stands at the places of the English, where the text is this sentence. A text of a stranger that looks like
    /// a part of the sentence may move the border between two places, never what is outside of them.
    fn read<'t>(&self, text: &'t str) -> Option<BTreeMap<&str, &'t str>> {
        let (first, mut template) = self.en.split_once('{').unwrap_or((&self.en, ""));
        let mut rest = text.strip_prefix(first)?;
        let mut values = BTreeMap::new();
        while let Some((name, after)) = template.split_once('}') {
            let (literal, next) = after.split_once('{').unwrap_or((after, ""));
            let (value, tail) =
                if next.is_empty() { (rest.strip_suffix(literal)?, "") } else { rest.split_once(literal)? };
            values.insert(name, value);
            (rest, template) = (tail, next);
        }
        rest.is_empty().then_some(values)
    }
}

impl Sentences {
    /// Reads a file of sentences.
    ///
    /// # Errors
    /// When it is no TOML, or not of this shape.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let written: BTreeMap<String, Written> = toml::from_str(text)?;
        Ok(Self(written.into_iter().map(|(code, written)| (code, written.sentences())).collect()))
    }

    /// Every sentence with its code.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Sentence)> {
        self.0.iter().flat_map(|(code, all)| all.iter().map(move |sentence| (code.as_str(), sentence)))
    }

    /// The message in a language, each value as `word` says it, given the name of its place. Nothing where no sentence of
    /// its code says in English what the message says.
    #[must_use]
    pub fn say(&self, message: &Message, lang: Lang, word: &dyn Fn(&str, &str) -> String) -> Option<String> {
        let inner = message.inner.as_deref().map(|inner| &inner.text);
        let value = |name: &str| if name == WHAT { inner.or(message.args.get(name)) } else { message.args.get(name) };
        let of_code = self.0.get(&message.code)?;
        let said = of_code.iter().find(|s| filled(&s.en, |name| value(name).cloned()) == message.text);
        if let Some(sentence) = said {
            return Some(filled(sentence.in_lang(lang), |name| value(name).map(|value| word(name, value))));
        }
        self.say_text(&message.code, &message.text, lang, word)
    }

    /// The same of a text that was kept without what it was filled with.
    #[must_use]
    pub fn say_text(&self, code: &str, text: &str, lang: Lang, word: &dyn Fn(&str, &str) -> String) -> Option<String> {
        let (sentence, values) = self.0.get(code)?.iter().find_map(|s| Some((s, s.read(text)?)))?;
        Some(filled(sentence.in_lang(lang), |name| values.get(name).map(|value| word(name, value))))
    }

    /// The same of a text whose code is not known: by the sentence that says most of it.
    #[must_use]
    pub fn say_any(&self, text: &str, lang: Lang, word: &dyn Fn(&str, &str) -> String) -> Option<String> {
        let reads = self.all().filter_map(|(_, s)| Some((s, s.read(text)?)));
        let own = |values: &BTreeMap<&str, &str>| text.len() - values.values().map(|value| value.len()).sum::<usize>();
        let (sentence, values) = reads.max_by_key(|(_, values)| own(values))?;
        Some(filled(sentence.in_lang(lang), |name| values.get(name).map(|value| word(name, value))))
    }

    /// A text that one of the sentences says with exactly these values, in a language; its code is not known.
    #[must_use]
    pub fn say_filled(
        &self,
        text: &str,
        args: &BTreeMap<String, String>,
        lang: Lang,
        word: &dyn Fn(&str, &str) -> String,
    ) -> Option<String> {
        let (_, sentence) = self.all().find(|(_, s)| filled(&s.en, |name| args.get(name).cloned()) == text)?;
        Some(filled(sentence.in_lang(lang), |name| args.get(name).map(|value| word(name, value))))
    }

    /// What no catalogue may get wrong: a sentence that lacks a language, or has other places in one than in another.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (code, sentence) in self.all() {
            for lang in [Lang::PtBr, Lang::PtPt] {
                let text = sentence.in_lang(lang);
                if Sentence::places(text) != Sentence::places(&sentence.en) {
                    faults.push(format!("{code}: `{text}` has other places than `{}`", sentence.en));
                }
                let unlike_own = text.ends_with('.')
                    || text.chars().next().is_some_and(char::is_uppercase) && !starts_with_name(text);
                if text.trim() != text || text.is_empty() || text == sentence.en || unlike_own {
                    faults.push(format!("{code}: `{text}` is no {} for `{}`", lang.tag(), sentence.en));
                }
            }
        }
        faults
    }
}

/// Whether a text begins with a name that is written with a capital wherever it stands.
fn starts_with_name(text: &str) -> bool {
    text.split(' ').next().is_some_and(|word| word.chars().skip(1).any(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences() -> Sentences {
        let text = r#"
            "a.b" = ["{n} of {what} in `{name}`", "{n} de {what} em `{name}`"]
            "c.d" = [["none", "nenhum"], ["only {n}", "só {n} (BR)", "só {n} (PT)"]]
        "#;
        Sentences::parse(text).unwrap()
    }

    #[test]
    fn a_message_is_said_by_the_sentence_that_it_says_in_english() {
        let all = sentences();
        let plain = |_: &str, value: &str| value.to_owned();
        let say = |message: &Message, lang| all.say(message, lang, &plain);
        assert_eq!(say(&Message::new("c.d", "none", &[]), Lang::PtBr).unwrap(), "nenhum");
        let only = Message::new("c.d", "only {n}", &[("n", &3)]);
        assert_eq!(say(&only, Lang::PtBr).unwrap(), "só 3 (BR)");
        assert_eq!(say(&only, Lang::PtPt).unwrap(), "só 3 (PT)");
        let inner = Message::new("c.d", "none", &[]);
        let outer = Message::about("a.b", "{n} of {what} in `{name}`", &[("n", &1), ("name", &"x` of y")], &inner);
        let nested = |place: &str, value: &str| if place == "what" { format!("<{value}>") } else { value.to_owned() };
        assert_eq!(all.say(&outer, Lang::PtPt, &nested).unwrap(), "1 de <none> em `x` of y`");
        assert_eq!(say(&Message::new("c.d", "it read otherwise", &[]), Lang::PtBr), None);
        assert_eq!(say(&Message::new("e.f", "none", &[]), Lang::PtBr), None);
    }

    #[test]
    fn a_text_alone_is_read_by_its_sentence() {
        let all = sentences();
        let plain = |_: &str, value: &str| value.to_owned();
        let read = |code, text| all.say_text(code, text, Lang::PtBr, &plain);
        assert_eq!(read("a.b", "2 of x in `y`").unwrap(), "2 de x em `y`");
        assert_eq!(read("c.d", "only 2").unwrap(), "só 2 (BR)");
        assert_eq!(read("c.d", "none").unwrap(), "nenhum");
        assert_eq!(all.say_any("only 2", Lang::PtBr, &plain).unwrap(), "só 2 (BR)");
        assert_eq!(all.say_any("nothing of the kind", Lang::PtBr, &plain), None);
        for (code, wrong) in [("a.b", "2 of x in y"), ("c.d", "none."), ("c.d", "onl"), ("a.b", "")] {
            assert_eq!(read(code, wrong), None, "{wrong}");
        }
        let args = BTreeMap::from([("n".to_owned(), "2".to_owned())]);
        assert_eq!(all.say_filled("only 2", &args, Lang::PtPt, &plain).unwrap(), "só 2 (PT)");
        assert_eq!(all.say_filled("only 3", &args, Lang::PtPt, &plain), None);
    }

    #[test]
    fn what_is_wrong_in_a_file_is_found() {
        assert!(sentences().faults().is_empty());
        for wrong in [
            r#""a.b" = ["of {n}", "de {m}"]"#,
            r#""a.b" = ["x", "x"]"#,
            r#""a.b" = ["x", "y", ""]"#,
            r#""a.b" = ["x", "Y"]"#,
        ] {
            assert!(!Sentences::parse(wrong).unwrap().faults().is_empty(), "{wrong}");
        }
        assert!(Sentences::parse(r#""a.b" = ["x"]"#).is_err());
    }
}
