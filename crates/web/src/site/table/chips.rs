//! Conditions in words: those that hold, those there are, and the one that is being made.

use assay_app::Answer;
use assay_app::records::ListRequest;
use assay_domain::{Kind, Takes};

use super::{Extra, Spec, label};
use crate::parts::table::{Chip, Making, Wanting};
use crate::parts::words::{Lang, RecordWord, TableWord, Word, t};
use crate::site::records::list::{Names, said, state_word};
use crate::site::typed::fields;

/// Records offered for a condition.
const OFFERED: usize = 200;

pub(super) struct Chips<'s, 'n, 'w> {
    pub(super) lang: Lang,
    pub(super) spec: &'s Spec<'s>,
    pub(super) names: &'n mut Names<'w>,
}

#[derive(Default)]
pub(super) struct Said {
    pub(super) chips: Vec<Chip>,
    pub(super) offered: Vec<(String, String)>,
    pub(super) making: Option<Making>,
}

impl Chips<'_, '_, '_> {
    pub(super) fn fill(mut self) -> Answer<Said> {
        let Some(kind) = self.spec.kind else { return Ok(Said::default()) };
        let asked = &self.spec.asked;
        let mut chips = Vec::new();
        for (place, filter) in asked.filters.iter().enumerate() {
            let (name, wanted) = filter.split_once(':').unwrap_or((filter, ""));
            let value = self.value(kind, name, wanted);
            chips.push(Chip { label: self.label(kind, name), value, without: asked.without(place) });
        }
        let state = ("state".to_owned(), t(self.lang, Word::State).to_owned());
        let fields = kind.indexed().iter().map(|f| (f.path.to_owned(), self.label(kind, f.path)));
        let extra = self.spec.extra.iter().filter(|extra| !extra.values.is_empty());
        let extra = extra.map(|extra| (extra.name.to_owned(), extra.label.clone()));
        let offered = std::iter::once(state).chain(extra).chain(fields).collect();
        let making = asked.by.as_deref().map(|by| self.making(kind, by)).transpose()?.flatten();
        Ok(Said { chips, offered, making })
    }

    /// A column of the page that the list can be narrowed down by.
    fn extra(&self, name: &str) -> Option<&Extra<'_>> {
        self.spec.extra.iter().find(|extra| extra.name == name && !extra.values.is_empty())
    }

    fn label(&self, kind: &'static Kind, name: &str) -> String {
        if let Some(extra) = self.extra(name) {
            return extra.label.clone();
        }
        if name == "state" { t(self.lang, Word::State).to_owned() } else { label(kind, name, self.lang) }
    }

    /// What is wanted, in words.
    fn value(&mut self, kind: &'static Kind, name: &str, wanted: &str) -> String {
        match wanted {
            "" => return t(self.lang, TableWord::NoValue).to_owned(),
            "*" => return t(self.lang, TableWord::AnyValue).to_owned(),
            _ => {}
        }
        if let Some(extra) = self.extra(name) {
            let word = |one: &str| extra.values.iter().find(|(sent, _)| sent == one).map(|(_, word)| word.clone());
            let words = wanted.split(',').map(str::trim).map(|one| word(one).unwrap_or_else(|| one.to_owned()));
            return words.collect::<Vec<_>>().join(", ");
        }
        let takes = kind.indexed_field(name).map(|field| field.takes);
        if takes == Some(Takes::Text) {
            return wanted.to_owned();
        }
        let mut all = Vec::new();
        for one in wanted.split(',').map(str::trim) {
            all.push(self.one(kind, name, takes, one));
        }
        all.join(", ")
    }

    fn one(&mut self, kind: &'static Kind, name: &str, takes: Option<Takes>, value: &str) -> String {
        let word = || kind.field(name)?.values.iter().find(|v| v.slug == value).map(|v| said(&v.word, self.lang));
        match takes {
            _ if name == "state" => state_word(kind, value, self.lang),
            Some(Takes::Choice) => word().unwrap_or(value).to_owned(),
            Some(Takes::Flag) => {
                t(self.lang, if value == "true" { RecordWord::Yes } else { RecordWord::No }).to_owned()
            }
            Some(Takes::Record) | None => self.names.of(value).unwrap_or_else(|| value.to_owned()),
            _ => value.replace("..", " – "),
        }
    }

    /// The form of a condition on a field; nothing where there is no such field.
    fn making(&self, kind: &'static Kind, name: &str) -> Answer<Option<Making>> {
        let of = |input| Some(Making { name: name.to_owned(), label: self.label(kind, name), input });
        if name == "state" {
            let states = kind.workflow.states.iter();
            let states = states.map(|s| ((*s).to_owned(), state_word(kind, s, self.lang))).collect();
            return Ok(of(Wanting::Several(states)));
        }
        if let Some(extra) = self.extra(name) {
            return Ok(of(Wanting::Several(extra.values.clone())));
        }
        let Some(field) = kind.indexed_field(name) else { return Ok(None) };
        Ok(of(match field.takes {
            Takes::Text => Wanting::Text,
            Takes::Number => Wanting::Numbers,
            Takes::Day | Takes::Moment => Wanting::Days,
            Takes::Flag => Wanting::Several(
                [("true", RecordWord::Yes), ("false", RecordWord::No)]
                    .map(|(value, word)| (value.to_owned(), t(self.lang, word).to_owned()))
                    .to_vec(),
            ),
            Takes::Choice => {
                let values = kind.field(name).map(|words| words.values).unwrap_or_default();
                let values = values.iter().filter(|v| field.choices.contains(&v.slug));
                Wanting::Several(values.map(|v| (v.slug.to_owned(), said(&v.word, self.lang).to_owned())).collect())
            }
            Takes::Record => Wanting::Key(self.offered(kind, name)?),
        }))
    }

    /// Records that a reference can point at.
    fn offered(&self, kind: &'static Kind, name: &str) -> Answer<Vec<(String, String)>> {
        let all = fields(kind, self.lang);
        let field = all.iter().find(|field| field.name == name);
        let Some(to) = field.and_then(|field| field.refers_to().into_iter().find(|to| Kind::named(to).is_some()))
        else {
            return Ok(Vec::new());
        };
        let request = ListRequest { kind: Some(to.to_owned()), limit: Some(OFFERED), ..ListRequest::default() };
        let list = self.names.workspace.list(self.names.principal, &request)?;
        Ok(list.records.into_iter().filter(|r| !r.erased).map(|r| (r.key, r.title)).collect())
    }
}
