//! Values of a body as they are shown: by their words, references with their titles.

use assay_domain::{AIMS, Key, Kind};
use assay_frameworks::RequirementRef;
use serde_json::Value;

use crate::pages::records::views::{FieldLine, Shown};
use crate::parts::words::{Lang, RecordWord, t};
use crate::parts::{dates, links};
use crate::site::records::list::{Names, said};
use crate::site::today::page::title;

pub(in crate::site) fn fields(kind: &'static Kind, body: &Value, lang: Lang, names: &mut Names<'_>) -> Vec<FieldLine> {
    let mut lines = Vec::new();
    for label in kind.labels.iter().filter(|label| label.field != "title") {
        if let Some(value) = body.get(label.field) {
            let value = Showing { kind, lang, names }.value(label.field, value);
            lines.push(FieldLine { label: said(&label.text, lang).to_owned(), value });
        }
    }
    lines
}

/// The value of the field at a path, as it is shown.
pub(in crate::site) fn showing(
    kind: &'static Kind,
    lang: Lang,
    names: &mut Names<'_>,
    path: &str,
    value: &Value,
) -> Shown {
    Showing { kind, lang, names }.value(path, value)
}

/// One field of a body as it is shown; nothing where it is not stated.
pub(in crate::site) fn field(
    kind: &'static Kind,
    name: &str,
    body: &Value,
    lang: Lang,
    names: &mut Names<'_>,
) -> Option<FieldLine> {
    let label = kind.labels.iter().find(|label| label.field == name)?;
    let value = body.get(name)?;
    let value = Showing { kind, lang, names }.value(name, value);
    Some(FieldLine { label: said(&label.text, lang).to_owned(), value })
}

/// A body as it is shown: values by their words, references with their titles.
struct Showing<'n, 'w> {
    kind: &'static Kind,
    lang: Lang,
    names: &'n mut Names<'w>,
}

impl Showing<'_, '_> {
    /// The value of the field at that path.
    fn value(&mut self, path: &str, value: &Value) -> Shown {
        match value {
            Value::Bool(truth) => Shown::Truth(*truth),
            Value::String(text) => self.text(path, text),
            Value::Array(items) => Shown::List(items.iter().map(|item| self.value(path, item)).collect()),
            Value::Object(map) => {
                if let Some(gap) = map.get("gap") {
                    let text = |name: &str| map.get(name).and_then(Value::as_str).map(str::to_owned);
                    let owner = map.get("owner").map(|o| Box::new(self.value("", o)));
                    return Shown::Gap(
                        gap == "unknown",
                        text("because").unwrap_or_default(),
                        owner,
                        text("due").map(|day| dates::said(self.lang, &day).unwrap_or(day)),
                    );
                }
                Shown::Parts(map.iter().map(|(name, part)| self.part(path, name, part)).collect())
            }
            other => Shown::Text(other.to_string()),
        }
    }

    fn text(&mut self, path: &str, text: &str) -> Shown {
        if let Some(word) = value_word(self.kind, path, text, self.lang) {
            return Shown::Text(word.to_owned());
        }
        if let Some(requirement) = requirement(text, self.lang) {
            return requirement;
        }
        match reference(text) {
            Some(key) if self.names.hides(&key) => {
                Shown::Text(format!("{key} ({})", t(self.lang, RecordWord::Restricted)))
            }
            Some(key) => {
                let title = self.names.of(&key);
                let href = links::record(&self.names.workspace.slug, &key);
                Shown::Link(key, title, href)
            }
            None => dates::said(self.lang, text).map_or_else(|| Shown::Text(text.to_owned()), Shown::Day),
        }
    }

    /// A part under its label; a name that no schema knows stays as it is.
    fn part(&mut self, path: &str, name: &str, part: &Value) -> (String, Shown) {
        let inner = format!("{path}.{name}");
        let label =
            self.kind.field(&inner).map_or_else(|| name.replace('_', " "), |f| said(&f.label, self.lang).to_owned());
        (label, self.value(&inner, part))
    }
}

/// The word for a value of a closed list.
pub(in crate::site) fn value_word(kind: &'static Kind, path: &str, text: &str, lang: Lang) -> Option<&'static str> {
    let value = kind.field(path)?.values.iter().find(|v| v.slug == text)?;
    Some(said(&value.word, lang))
}

/// The path of the field that a JSON pointer leads to: places of items are left out.
pub(in crate::site) fn path_of(pointer: &str) -> String {
    let names = pointer.split('/').filter(|name| !name.is_empty() && name.parse::<usize>().is_err());
    names.collect::<Vec<_>>().join(".")
}

/// A requirement, as people call it, with the way to where it is looked at.
fn requirement(text: &str, lang: Lang) -> Option<Shown> {
    let (slug, id) = text.split_once(':')?;
    let (_, row) = text.parse::<RequirementRef>().ok()?.resolve().ok()?;
    let href = if slug == AIMS && row.is_judged() { links::requirement(slug, id) } else { links::crosswalk(text) };
    let label = if slug == AIMS { id.to_owned() } else { text.to_owned() };
    Some(Shown::Link(label, Some(title(row, lang)), href))
}

/// A key, when the text is one of a kind that exists.
fn reference(text: &str) -> Option<String> {
    let key: Key = text.parse().ok()?;
    Kind::with_prefix(key.prefix()).map(|_| key.to_string())
}
