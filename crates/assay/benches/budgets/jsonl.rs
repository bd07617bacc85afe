//! A large red-team report, made by repeating the attempts of a genuine one with fresh ids.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::Value;

use crate::Fault;

const REPORT: &str = include_str!("../../../evidence/fixtures/garak/repeat-baseline.report.jsonl");

/// Lines of the report by what becomes of them.
#[derive(Default)]
struct Parts {
    head: Vec<&'static str>,
    attempts: Vec<&'static str>,
    evals: Vec<&'static str>,
    tail: Vec<&'static str>,
}

/// Writes a report of at least that many bytes; gives its length.
pub(crate) fn write(path: &Path, bytes: u64) -> Result<u64, Fault> {
    let parts = take_apart()?;
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let (mut written, mut rounds) = (0_u64, 0_u64);
    let mut line = |out: &mut BufWriter<File>, text: &str| {
        written += text.len() as u64 + 1;
        out.write_all(text.as_bytes())?;
        out.write_all(b"\n")?;
        Ok::<u64, Fault>(written)
    };
    for text in &parts.head {
        line(&mut out, text)?;
    }
    let mut length = 0;
    while length < bytes {
        for text in &parts.attempts {
            length = line(&mut out, &with_id(text, rounds)?)?;
        }
        rounds += 1;
    }
    // The tool's own counts agree with its attempts.
    for text in &parts.evals {
        length = line(&mut out, &times(text, rounds)?)?;
    }
    for text in &parts.tail {
        length = line(&mut out, text)?;
    }
    out.into_inner()?.sync_all()?;
    Ok(length)
}

fn take_apart() -> Result<Parts, Fault> {
    let mut parts = Parts::default();
    for line in REPORT.lines().filter(|l| !l.trim().is_empty()) {
        let record: Value = serde_json::from_str(line)?;
        match record.get("entry_type").and_then(Value::as_str) {
            Some("attempt") => parts.attempts.push(line),
            Some("eval") => parts.evals.push(line),
            Some("completion") => parts.tail.push(line),
            // These two sum up the original, and would no longer fit.
            Some("digest" | "probe_summary") => {}
            _ => parts.head.push(line),
        }
    }
    Ok(parts)
}

/// The attempt under another id: the round stands in its first eight digits. The rest keeps the two lines of an attempt
/// together and different attempts apart.
fn with_id(line: &str, round: u64) -> Result<String, Fault> {
    const BEFORE: &str = r#"{"entry_type": "attempt", "uuid": ""#;
    let rest = line.strip_prefix(BEFORE).and_then(|r| r.get(8..)).ok_or("an attempt does not start with its id")?;
    Ok(format!("{BEFORE}{round:08x}{rest}"))
}

/// Counts of that many rounds.
fn times(line: &str, rounds: u64) -> Result<String, Fault> {
    let mut record: Value = serde_json::from_str(line)?;
    let fields = record.as_object_mut().ok_or("an eval is no object")?;
    // Estimates that hold for one round only.
    fields.retain(|name, _| !name.starts_with("confidence") && name != "intents" && name != "hit_at_k");
    for name in ["passed", "fails", "nones", "total_evaluated", "total_processed"] {
        if let Some(count) = fields.get(name).and_then(Value::as_u64) {
            fields.insert(name.to_owned(), (count * rounds).into());
        }
    }
    Ok(record.to_string())
}
