//! What a form of a kind asks for, and what was typed into it: from schema to fields, from fields to a body and back.

use std::collections::BTreeMap;

use assay_domain::{Kind, Problem};
use serde_json::{Map, Value, json};

use crate::pages::records::views::{FormField, GapField, Input, PartHelp, Pick};
use crate::parts::words::Lang;
use crate::site::records::list::{pick, said};

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
    pub(in crate::site) name: &'static str,
    label: String,
    help: String,
    parts: Vec<PartHelp>,
    required: bool,
    input: Input,
    gap: bool,
    /// Items of the list are keys: commas separate them too.
    keys: bool,
}

/// Every field of a kind, in the order of its labels.
pub(in crate::site) fn fields(kind: &'static Kind, lang: Lang) -> Vec<Field> {
    let schema = kind.json_schema();
    let properties = schema.get("properties").and_then(Value::as_object);
    let of = |label: &assay_domain::Label| {
        let property = properties?.get(label.field)?;
        let (mut leaves, mut gap) = (Vec::new(), false);
        leaves_of(schema, property, &mut leaves, &mut gap);
        let required = label.field == "title" || (label.field == "owner" && kind.owned);
        let keys = leaves.iter().any(|l| l.get("items").is_some_and(|i| i.get("x-ref").is_some()));
        let words = kind.field(label.field)?;
        let picks: Vec<Pick> = words.values.iter().map(|v| pick(v, lang)).collect();
        let input = if label.field == "title" { Input::Line } else { input_of(schema, &leaves, picks) };
        let parts = if input == Input::Json { parts(kind, label.field, lang) } else { Vec::new() };
        let (said, help) = (said(&label.text, lang).to_owned(), said(&words.help, lang).to_owned());
        Some(Field { name: label.field, label: said, help, parts, required, input, gap, keys })
    };
    kind.labels.iter().filter_map(of).collect()
}

/// The alternatives of a schema, without "nothing" and without the stated gap.
fn leaves_of<'a>(root: &'a Value, schema: &'a Value, out: &mut Vec<&'a Value>, gap: &mut bool) {
    if let Some(target) =
        schema.get("$ref").and_then(Value::as_str).and_then(|p| root.pointer(p.trim_start_matches('#')))
    {
        return leaves_of(root, target, out, gap);
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        if let Some(options) = schema.get(choice).and_then(Value::as_array) {
            return options.iter().for_each(|option| leaves_of(root, option, out, gap));
        }
    }
    if schema.get("properties").is_some_and(|p| p.get("gap").is_some()) {
        *gap = true;
    } else if schema.get("type") != Some(&json!("null")) {
        out.push(schema);
    }
}

fn is(leaf: &Value, name: &str) -> bool {
    match leaf.get("type") {
        Some(Value::String(one)) => one == name,
        Some(Value::Array(several)) => several.iter().any(|t| t == name),
        _ => false,
    }
}

/// What can stand inside a field, for who writes it as JSON. The parts of a stated gap have inputs of their own.
fn parts(kind: &'static Kind, field: &str, lang: Lang) -> Vec<PartHelp> {
    let inside = kind.fields().iter().filter_map(|(path, words)| {
        let path = path.strip_prefix(field)?.strip_prefix('.')?;
        (!words.of_gap).then(|| PartHelp {
            path: path.to_owned(),
            label: said(&words.label, lang).to_owned(),
            help: said(&words.help, lang).to_owned(),
            values: words.values.iter().map(|v| pick(v, lang)).collect(),
        })
    });
    inside.collect()
}

/// Whether alternatives allow named values and nothing else.
fn are_named(leaves: &[&Value]) -> bool {
    !leaves.is_empty() && leaves.iter().all(|leaf| leaf.get("const").or_else(|| leaf.get("enum")).is_some())
}

fn input_of(root: &Value, leaves: &[&Value], picks: Vec<Pick>) -> Input {
    if are_named(leaves) {
        return Input::Choice(picks);
    }
    let [leaf] = leaves else {
        let plain = leaves.iter().all(|l| is(l, "string"));
        return if plain { Input::Line } else { Input::Json };
    };
    if is(leaf, "array") {
        let (mut items, mut gap) = (Vec::new(), false);
        if let Some(item) = leaf.get("items") {
            leaves_of(root, item, &mut items, &mut gap);
        }
        return match are_named(&items) {
            true => Input::Several(picks),
            false if !gap && items.iter().all(|i| is(i, "string")) => Input::Lines,
            false => Input::Json,
        };
    }
    if is(leaf, "boolean") {
        return Input::Truth;
    }
    if is(leaf, "integer") {
        return Input::Number;
    }
    if !is(leaf, "string") {
        return Input::Json;
    }
    if let Some(kind) = leaf.get("x-ref").and_then(Value::as_str) {
        return Input::Reference(kind.to_owned());
    }
    match leaf.get("format").and_then(Value::as_str) {
        Some("date") => Input::Day,
        Some(_) => Input::Line,
        None if leaf.get("pattern").is_some() => Input::Line,
        None => Input::Area,
    }
}

impl Field {
    /// The kinds that its references point at.
    pub(in crate::site) fn refers_to(&self) -> Option<&str> {
        match &self.input {
            Input::Reference(kind) => Some(kind),
            _ if self.gap => Some("person"),
            _ => None,
        }
    }

    /// The field as a body fills it.
    pub(in crate::site) fn filled(&self, body: &Value) -> FormField {
        let value = body.get(self.name);
        let said = value.filter(|v| self.gap && v.get("gap").is_some());
        let part = |name: &str| said.and_then(|s| s.get(name)).and_then(Value::as_str).unwrap_or_default().to_owned();
        let gap = GapField { gap: part("gap"), because: part("because"), owner: part("owner"), due: part("due") };
        self.with(value.filter(|_| said.is_none()).map(|v| self.text(v)).unwrap_or_default(), gap)
    }

    /// The field as it was typed.
    pub(in crate::site) fn kept(&self, typed: &Typed) -> FormField {
        let part = |part: &str| one(typed, &format!("{}.{part}", self.name)).to_owned();
        let gap = GapField { gap: part("gap"), because: part("because"), owner: part("owner"), due: part("due") };
        self.with(typed.get(self.name).map(|values| values.join("\n")).unwrap_or_default(), gap)
    }

    fn with(&self, value: String, gap: GapField) -> FormField {
        FormField {
            name: self.name.to_owned(),
            label: self.label.clone(),
            help: self.help.clone(),
            parts: self.parts.clone(),
            required: self.required,
            input: self.input.clone(),
            value,
            gap: self.gap.then_some(gap),
            errors: Vec::new(),
        }
    }

    /// A value as it is entered.
    fn text(&self, value: &Value) -> String {
        let pretty = || serde_json::to_string_pretty(value).unwrap_or_default();
        match (&self.input, value) {
            (Input::Lines | Input::Several(_), Value::Array(items)) => {
                let simple = |text: &&str| !text.contains('\n') && !text.starts_with('[') && text.trim() == *text;
                let lines: Option<Vec<&str>> = items.iter().map(|i| i.as_str().filter(simple)).collect();
                lines.map_or_else(pretty, |lines| lines.join("\n"))
            }
            (Input::Json, _) => pretty(),
            (_, Value::String(text)) => text.replace("\r\n", "\n"),
            _ => value.to_string(),
        }
    }

    /// The value of what was typed; nothing where nothing was.
    fn value(&self, typed: &Typed) -> Result<Option<Value>, String> {
        let kept = self.kept(typed);
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
            Input::Lines | Input::Several(_) => {
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
    let mut map = before.as_object().cloned().unwrap_or_default();
    let mut problems = Vec::new();
    for field in fields {
        let (kept, shown) = (field.kept(typed), field.filled(before));
        if before.get(field.name).is_some() && kept.value == shown.value && kept.gap == shown.gap {
            continue;
        }
        match field.value(typed) {
            Ok(Some(value)) => drop(map.insert(field.name.to_owned(), value)),
            Ok(None) => drop(map.remove(field.name)),
            Err(text) => problems.push(Problem::new(format!("/{}", field.name), "form.unreadable", text)),
        }
    }
    if problems.is_empty() { Ok(Value::Object(map)) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser sends for a form as it was filled.
    fn sent(form: &[FormField]) -> Typed {
        let mut typed = Typed::new();
        for field in form {
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
