//! What a form of a kind asks for, and what was typed into it: from schema to fields, from fields to a body and back.

mod schema;

use std::collections::BTreeMap;

use assay_domain::Problem;
use serde_json::{Map, Value};

use crate::pages::records::views::{FormField, GapField, Input, PartHelp};

pub(in crate::site) use schema::fields;

/// How the choices for a subject are called, beside those for kinds.
pub(in crate::site) const SUBJECT: &str = "subject";

/// What was typed, by name of the input; several values where several boxes are ticked.
pub(in crate::site) type Typed = BTreeMap<String, Vec<String>>;

/// Reads `application/x-www-form-urlencoded`. Line breaks are one character, as everywhere else here.
pub(in crate::site) fn read(bytes: &[u8]) -> Typed {
    let mut typed = Typed::new();
    for (name, value) in form_urlencoded::parse(bytes) {
        typed.entry(name.into_owned()).or_default().push(value.replace("\r\n", "\n"));
    }
    typed
}

/// The first value of an input.
pub(in crate::site) fn one<'a>(typed: &'a Typed, name: &str) -> &'a str {
    typed.get(name).and_then(|values| values.first()).map_or("", String::as_str)
}

/// One field as its schema describes it.
pub(in crate::site) struct Field {
    /// Its path in a body, with dots: `period.from`. Inputs are called so.
    pub(in crate::site) name: String,
    label: String,
    pub(in crate::site) help: String,
    pub(in crate::site) parts: Vec<PartHelp>,
    pub(in crate::site) required: bool,
    pub(in crate::site) input: Input,
    gap: bool,
    /// Items of the list are keys: commas separate them too.
    keys: bool,
    /// The fields inside it, where each is entered for itself.
    inner: Vec<Self>,
}

impl Field {
    /// Its name within what it is a part of.
    fn key(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or_default()
    }

    /// Whether it fits beside others on a line.
    fn is_plain(&self) -> bool {
        !self.gap && !matches!(self.input, Input::Json | Input::Parts | Input::Several(_) | Input::Lines)
    }

    /// What its references point at: kinds, and `subject` for whatever a verdict may speak of.
    pub(in crate::site) fn refers_to(&self) -> Vec<&str> {
        let own = match &self.input {
            Input::Reference(kind) => Some(kind.as_str()),
            Input::Subject => Some(SUBJECT),
            _ => None,
        };
        let mut all: Vec<&str> = self.inner.iter().flat_map(Self::refers_to).collect();
        all.extend(own.into_iter().chain(self.gap.then_some("person")));
        all
    }

    /// Whether a file is chosen for it.
    pub(in crate::site) fn takes_files(&self) -> bool {
        matches!(self.input, Input::File | Input::Files) || self.inner.iter().any(Self::takes_files)
    }

    /// The field as a body fills it.
    pub(in crate::site) fn filled(&self, body: &Value) -> FormField {
        let value = body.get(self.key());
        let said = value.filter(|v| self.gap && v.get("gap").is_some());
        let part = |name: &str| said.and_then(|s| s.get(name)).and_then(Value::as_str).unwrap_or_default().to_owned();
        let gap = GapField { gap: part("gap"), because: part("because"), owner: part("owner"), due: part("due") };
        let value = value.filter(|_| said.is_none());
        let inner = self.inner.iter().map(|part| part.filled(value.unwrap_or(&Value::Null))).collect();
        let text = if self.inner.is_empty() { value.map(|v| self.text(v)).unwrap_or_default() } else { String::new() };
        self.with(text, gap, inner)
    }

    /// The field as it was typed.
    pub(in crate::site) fn kept(&self, typed: &Typed) -> FormField {
        let part = |part: &str| one(typed, &format!("{}.{part}", self.name)).to_owned();
        let gap = GapField { gap: part("gap"), because: part("because"), owner: part("owner"), due: part("due") };
        let inner = self.inner.iter().map(|part| part.kept(typed)).collect();
        let text = if self.inner.is_empty() { typed.get(&self.name).map(|values| values.join("\n")) } else { None };
        self.with(text.unwrap_or_default(), gap, inner)
    }

    fn with(&self, value: String, gap: GapField, inner: Vec<FormField>) -> FormField {
        FormField {
            name: self.name.clone(),
            label: self.label.clone(),
            help: self.help.clone(),
            parts: self.parts.clone(),
            required: self.required,
            input: self.input.clone(),
            value,
            gap: self.gap.then_some(gap),
            errors: Vec::new(),
            inner,
        }
    }

    /// A value as it is entered.
    fn text(&self, value: &Value) -> String {
        let pretty = || serde_json::to_string_pretty(value).unwrap_or_default();
        match (&self.input, value) {
            (Input::Lines | Input::Several(_) | Input::Files, Value::Array(items)) => {
                let simple = |text: &&str| !text.contains('\n') && !text.starts_with('[') && text.trim() == *text;
                let lines: Option<Vec<&str>> = items.iter().map(|i| i.as_str().filter(simple)).collect();
                lines.map_or_else(pretty, |lines| lines.join("\n"))
            }
            (Input::Json, _) => pretty(),
            (_, Value::String(text)) => text.replace("\r\n", "\n"),
            _ => value.to_string(),
        }
    }

    /// The value of what was typed, over what was there before; nothing where nothing was typed.
    fn value(&self, typed: &Typed, before: &Value, problems: &mut Vec<Problem>) -> Option<Value> {
        let kept = self.kept(typed);
        if self.inner.is_empty() || kept.gap.as_ref().is_some_and(|gap| !gap.gap.is_empty()) {
            let read = self.plain_value(kept);
            return read.unwrap_or_else(|text| {
                let at = format!("/{}", self.name.replace('.', "/"));
                problems.push(Problem::new(at, "form.unreadable", text));
                None
            });
        }
        // Of a gap that was stated before nothing stays.
        let stood = before.get(self.key()).filter(|v| !self.gap || v.get("gap").is_none());
        let inside = within(&self.inner, typed, stood.unwrap_or(&Value::Null), problems);
        (!inside.is_empty()).then(|| inside.into())
    }

    fn plain_value(&self, kept: FormField) -> Result<Option<Value>, String> {
        if let Some(gap) = kept.gap.filter(|g| !g.gap.is_empty()) {
            let parts = [("gap", gap.gap), ("because", gap.because), ("owner", gap.owner), ("due", gap.due)];
            let stated = parts.into_iter().filter(|(_, v)| !v.trim().is_empty());
            return Ok(Some(
                stated
                    .map(|(name, v)| (name.to_owned(), Value::String(v.trim().to_owned())))
                    .collect::<Map<_, _>>()
                    .into(),
            ));
        }
        let text = kept.value;
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(None);
        }
        let json = || serde_json::from_str(trimmed).map(Some).map_err(|e| format!("this does not read as JSON: {e}"));
        match &self.input {
            Input::Json => json(),
            Input::Lines if trimmed.starts_with('[') => json(),
            Input::Lines | Input::Several(_) | Input::Files => {
                let separator = |c: char| c == '\n' || (self.keys && c == ',');
                let items = text.split(separator).map(str::trim).filter(|item| !item.is_empty());
                Ok(Some(items.map(|item| Value::String(item.to_owned())).collect()))
            }
            Input::Truth => Ok(Some(Value::Bool(trimmed == "true"))),
            Input::Number => {
                let number = trimmed.parse::<u64>().map_err(|_| format!("`{trimmed}` is not a whole number"))?;
                Ok(Some(number.into()))
            }
            Input::Area => Ok(Some(Value::String(text))),
            _ => Ok(Some(Value::String(trimmed.to_owned()))),
        }
    }
}

/// The body that was typed, over what it was made from: a field that shows what it showed before keeps its value to the
/// byte.
pub(in crate::site) fn body(fields: &[Field], typed: &Typed, before: &Value) -> Result<Value, Vec<Problem>> {
    let mut problems = Vec::new();
    let map = within(fields, typed, before, &mut problems);
    if problems.is_empty() { Ok(Value::Object(map)) } else { Err(problems) }
}

fn within(fields: &[Field], typed: &Typed, before: &Value, problems: &mut Vec<Problem>) -> Map<String, Value> {
    let mut map = before.as_object().cloned().unwrap_or_default();
    for field in fields {
        let unchanged = before.get(field.key()).is_some() && field.kept(typed).shows(&field.filled(before));
        if unchanged {
            continue;
        }
        match field.value(typed, before, problems) {
            Some(value) => drop(map.insert(field.key().to_owned(), value)),
            None => drop(map.remove(field.key())),
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use assay_domain::Kind;
    use serde_json::json;

    use super::*;
    use crate::parts::words::Lang;

    /// What a browser sends for a form as it was filled.
    fn sent(form: &[FormField]) -> Typed {
        let mut typed = Typed::new();
        for field in form {
            typed.extend(sent(&field.inner));
            let values = match field.input {
                Input::Several(_) => field.value.lines().map(str::to_owned).collect(),
                _ => vec![field.value.clone()],
            };
            typed.insert(field.name.clone(), values);
            let Some(gap) = &field.gap else { continue };
            for (part, value) in
                [("gap", &gap.gap), ("because", &gap.because), ("owner", &gap.owner), ("due", &gap.due)]
            {
                typed.insert(format!("{}.{part}", field.name), vec![value.clone()]);
            }
        }
        typed
    }

    #[test]
    fn the_sample_of_every_kind_goes_through_its_form_unchanged() {
        for kind in Kind::all() {
            let sample = kind.normalise(kind.sample()).unwrap().value;
            let fields = fields(kind, Lang::En);
            let form: Vec<FormField> = fields.iter().map(|f| f.filled(&sample)).collect();
            // As an edit, and as a new record that somebody types in from nothing.
            for before in [sample.clone(), Value::Null] {
                let body = body(&fields, &sent(&form), &before).unwrap();
                assert_eq!(kind.normalise(body).unwrap().value, sample, "{}", kind.name);
            }
        }
    }

    #[test]
    fn every_field_of_every_kind_can_be_entered() {
        for kind in Kind::all() {
            let fields = fields(kind, Lang::En);
            assert_eq!(fields.len(), kind.json_schema()["properties"].as_object().unwrap().len(), "{}", kind.name);
            for field in &fields {
                if let Input::Reference(to) = &field.input {
                    assert!(Kind::named(to).is_some(), "{}.{}", kind.name, field.name);
                }
            }
        }
        let risk = fields(Kind::named("risk").unwrap(), Lang::En);
        let input = |name: &str| risk.iter().find(|f| f.name == name).map(|f| (f.input.clone(), f.gap)).unwrap();
        assert_eq!(input("system"), (Input::Reference("ai-system".to_owned()), true));
        assert!(matches!(input("sources"), (Input::Several(_), true)));
        assert!(matches!(input("treatment"), (Input::Choice(_), true)));
        assert_eq!(input("likelihood"), (Input::Number, true));
        assert_eq!(input("review_due").0, Input::Day);
        assert_eq!(input("planned_controls").0, Input::Lines);
    }

    #[test]
    fn a_field_speaks_the_language_of_its_reader_and_sends_what_is_stored() {
        let told = |name: &str, lang| {
            let of_kind = fields(Kind::named("risk").unwrap(), lang);
            of_kind.iter().find(|f| f.name == name).unwrap().filled(&json!({"treatment": "modify"}))
        };
        let field = told("treatment", Lang::PtPt);
        assert_eq!((field.value.as_str(), field.help.as_str()), ("modify", "O que se faz quanto a ele."));
        let Input::Choice(picks) = field.input else { panic!("{:?}", field.input) };
        let modify = picks.iter().find(|p| p.value == "modify").unwrap();
        assert_eq!(modify.word, "Modificar");
        assert_eq!(modify.meaning.as_deref(), Some("A verosimilhança ou o impacto é alterado por controlos."));
        assert_eq!(told("treatment", Lang::En).help, "What is done about it.");

        let components = fields(Kind::named("ai-system").unwrap(), Lang::PtBr);
        let components = components.iter().find(|f| f.name == "components").unwrap().filled(&Value::Null);
        let parts: Vec<&str> = components.parts.iter().map(|p| p.path.as_str()).collect();
        assert_eq!(parts, ["kind", "name", "sha256", "supplier", "version"], "without the parts of a gap");
        assert!(components.parts[0].values.iter().any(|v| v.word == "Barreira de proteção"));
    }

    #[test]
    fn an_object_of_plain_parts_is_entered_part_by_part() {
        let kind = Kind::named("evidence").unwrap();
        let all = fields(kind, Lang::En);
        let of = |name: &str| all.iter().find(|f| f.name == name).unwrap();
        let parts = |name: &str| of(name).inner.iter().map(|f| f.name.clone()).collect::<Vec<_>>();
        assert_eq!(parts("period"), ["period.from", "period.to"]);
        assert_eq!(parts("population")[0], "population.text", "what is needed stands first");
        assert_eq!((&of("subject").input, &of("run").input), (&Input::Subject, &Input::Json));

        let before = json!({"period": {"from": "2026-01-01", "to": "2026-02-01"}});
        let only = |name: &str| std::slice::from_ref(of(name));
        let one = body(only("period"), &read(b"period.from=2026-01-05&period.to=2026-02-01"), &before).unwrap();
        assert_eq!(one, json!({"period": {"from": "2026-01-05", "to": "2026-02-01"}}));
        assert_eq!(body(only("period"), &read(b"period.from=&period.to="), &before).unwrap(), json!({}));
        let wrong = body(only("population"), &read(b"population.text=all&population.size=many"), &Value::Null);
        assert_eq!(wrong.unwrap_err()[0].at, "/population/size");
    }

    #[test]
    fn a_field_that_names_a_file_takes_one() {
        let document = fields(Kind::named("document").unwrap(), Lang::En);
        let file = document.iter().find(|f| f.name == "sha256").unwrap();
        assert!(file.takes_files() && file.input == Input::File);
        let model = fields(Kind::named("model").unwrap(), Lang::En);
        assert!(!model.iter().any(Field::takes_files), "the digest of weights is no file of ours");
    }

    #[test]
    fn what_does_not_read_is_named_with_its_field() {
        let kind = Kind::named("risk").unwrap();
        let typed = read(b"title=R&likelihood=often&impact.gap=unknown&impact.because=new");
        let problems = body(&fields(kind, Lang::En), &typed, &Value::Null).unwrap_err();
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].at, "/likelihood");
        let typed = read(b"title=a%0D%0Ab&impact.gap=unknown&impact.because=new&planned_controls=CTL-1,+CTL-2");
        let body = body(&fields(kind, Lang::En), &typed, &Value::Null).unwrap();
        assert_eq!(
            body,
            json!({"title": "a\nb", "impact": {"gap": "unknown", "because": "new"}, "planned_controls": ["CTL-1", "CTL-2"]})
        );
    }
}
