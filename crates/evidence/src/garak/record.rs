//! One line of a report.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::tally::{Results, Text};
use crate::Fault;
use crate::notes::Notes;
use crate::scan::{Line, Scanner, Value};

/// What is read of a line, whatever its sort. Borrows its texts from the line.
#[derive(Debug, Default, Deserialize)]
#[serde(bound(deserialize = "'de: 'a"))]
pub(crate) struct Record<'a> {
    #[serde(borrow, default)]
    pub(crate) entry_type: Text<'a>,
    #[serde(borrow)]
    pub(crate) uuid: Option<Text<'a>>,
    pub(crate) status: Option<u64>,
    #[serde(borrow)]
    pub(crate) probe_classname: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) detector_results: Option<Results<'a>>,
    #[serde(borrow)]
    pub(crate) probe: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) detector: Option<Text<'a>>,
    pub(crate) passed: Option<u64>,
    pub(crate) total: Option<u64>,
    pub(crate) total_evaluated: Option<u64>,
    #[serde(borrow)]
    pub(crate) run: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) garak_version: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) start_time: Option<Text<'a>>,
    #[serde(borrow)]
    pub(crate) end_time: Option<Text<'a>>,
}

/// Reads a line: typed when it is plain JSON, by the lenient scanner when it is not (bare NaN, keys that occur twice,
/// a field of another type). Nothing when it is the last line and was cut off.
pub(crate) fn entry<'a>(line: Line<'a>, notes: &mut Notes) -> Result<Option<Record<'a>>, Fault> {
    if let Ok(record) = serde_json::from_str::<Record<'a>>(line.text) {
        return Ok(Some(record));
    }
    Ok(tree(line, notes)?.map(|value| owned(&value)))
}

/// Reads a line as a tree; nothing when it is the last line and was cut off.
pub(crate) fn tree(line: Line<'_>, notes: &mut Notes) -> Result<Option<Value>, Fault> {
    let mut scanner = Scanner::new(line.text.as_bytes());
    let value = scanner.value().and_then(|value| scanner.end().map(|()| value));
    match value {
        Ok(value) if value.members().is_some() => {
            notes.absorb(scanner.into_notes(), Some(line.number));
            Ok(Some(value))
        }
        Err(fault) if !line.ended && fault.code == "json.truncated" => Ok(None),
        Err(fault) if matches!(fault.code, "json.too-deep" | "json.too-large") => Err(fault.on_line(line.number)),
        Err(fault) => {
            let text = format!("a line is damaged ({}); take the file from the tool again", fault.reason);
            Err(Fault::new("jsonl.bad-line", text).on_line(line.number))
        }
        Ok(_) => Err(Fault::new("jsonl.bad-line", "a line is no JSON object; take the file from the tool again")
            .on_line(line.number)),
    }
}

/// Whether a line is an attempt that was generated and not yet evaluated, told by its first keys in the order in which
/// garak writes them. Anything else, or in another order, is read in full.
pub(crate) fn is_generated_attempt(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(r#"{"entry_type": "attempt", "uuid": ""#) else { return false };
    let Some((uuid, rest)) = rest.split_once('"') else { return false };
    let Some(rest) = rest.strip_prefix(r#", "seq": "#).filter(|_| !uuid.contains('\\')) else { return false };
    rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(r#", "status": 1,"#)
}

/// Splits off the first of several records on one line. garak ends its file without a line break, so that the first
/// record of a report appended to it comes to stand on its last line.
pub(crate) fn joined(line: Line<'_>) -> Option<(Line<'_>, Line<'_>)> {
    let mut records = serde_json::Deserializer::from_str(line.text).into_iter::<IgnoredAny>();
    records.next()?.ok()?;
    let (first, rest) = line.text.split_at(records.byte_offset());
    rest.starts_with('{').then_some((Line { text: first, ended: true, ..line }, Line { text: rest, ..line }))
}

/// The same from a tree, owning its texts.
fn owned<'a>(value: &Value) -> Record<'a> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(|text| Text::owned(text.to_owned()));
    let count = |key: &str| value.get(key).and_then(Value::as_count);
    Record {
        entry_type: text("entry_type").unwrap_or_default(),
        uuid: text("uuid"),
        status: count("status"),
        probe_classname: text("probe_classname"),
        detector_results: value.get("detector_results").map(Results::of_value),
        probe: text("probe"),
        detector: text("detector"),
        passed: count("passed"),
        total: count("total"),
        total_evaluated: count("total_evaluated"),
        run: text("run"),
        garak_version: text("garak_version"),
        start_time: text("start_time"),
        end_time: text("end_time"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_attempt_with_status_1_is_passed_over() {
        let line = |status: &str| {
            format!(
                r#"{{"entry_type": "attempt", "uuid": "548a1408-9ee8", "seq": 12, "status": {status}, "probe": 1}}"#
            )
        };
        assert!(is_generated_attempt(&line("1")));
        assert!(!is_generated_attempt(&line("2")));
        assert!(!is_generated_attempt(&line("12")));
        assert!(!is_generated_attempt(r#"{"entry_type": "eval", "uuid": "a", "seq": 1, "status": 1, }"#));
        assert!(!is_generated_attempt(r#"{"entry_type": "attempt", "uuid": ""#));
    }
}
