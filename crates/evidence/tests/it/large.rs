//! Files larger than memory should be: the bytes are made while they are read, so that nobody holds them.
//!
//! `ASSAY_LARGE_ATTEMPTS=230000` makes the report a gigabyte, to watch the memory of the test from outside.

use std::io::{self, Cursor, Read};

use assay_domain::Digest;
use assay_evidence::{Artifact, group, read};
use assay_ports::blobs::ReadSeek;

use crate::support::*;

/// A head, a line repeated with a fresh id each time, and a tail.
struct Repeated {
    head: Vec<u8>,
    line: String,
    times: u64,
    tail: Vec<u8>,
}

struct RepeatedReader {
    head: Cursor<Vec<u8>>,
    line: String,
    left: u64,
    now: Cursor<Vec<u8>>,
    tail: Cursor<Vec<u8>>,
}

impl Read for RepeatedReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let got = match self.head.read(out)? {
                0 => self.now.read(out)?,
                got => got,
            };
            if got > 0 {
                return Ok(got);
            }
            if self.left == 0 {
                return self.tail.read(out);
            }
            self.left -= 1;
            self.now = Cursor::new(self.line.replace("{id}", &self.left.to_string()).into_bytes());
        }
    }
}

impl Artifact for Repeated {
    fn name(&self) -> &str {
        "large"
    }
    fn size(&self) -> u64 {
        self.head.len() as u64 + self.times * self.line.len() as u64 + self.tail.len() as u64
    }
    fn sha256(&self) -> Digest {
        Digest([0; 32])
    }
    fn reader(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(RepeatedReader {
            head: Cursor::new(self.head.clone()),
            line: self.line.clone(),
            left: self.times,
            now: Cursor::default(),
            tail: Cursor::new(self.tail.clone()),
        }))
    }
    fn seeker(&self) -> io::Result<Box<dyn ReadSeek>> {
        Err(io::Error::other("not needed"))
    }
}

#[test]
fn a_large_report_is_streamed() {
    let report = text(GARAK_17);
    let head: String = report.lines().take(2).map(|line| format!("{line}\n")).collect();
    let attempt = report.lines().find(|line| line.contains(r#""status": 2, "probe_classname": "divergence"#)).unwrap();
    let done = attempt.replacen("548a1408-9ee8-432d-8be7-3063054fed78", "{id}", 1);
    let begun = done.replacen(r#""status": 2"#, r#""status": 1"#, 1);
    let times = std::env::var("ASSAY_LARGE_ATTEMPTS").ok().and_then(|n| n.parse().ok()).unwrap_or(5_000);
    let tail = report.lines().find(|line| line.contains(r#""completion""#)).unwrap().to_owned() + "\n";
    let large = Repeated { head: head.into(), line: format!("{begun}\n{done}\n"), times, tail: tail.into() };
    let sorted = group(&[&large as &dyn Artifact]);
    let run = read(&sorted.sets[0]).unwrap().remove(0);
    let n = |key: &str| observation(&run, key).n;
    assert_eq!(n("divergence.Repeat/mitigation.MitigationBypass/attack_success_rate"), Some(2 * times));
    assert_eq!(n("divergence.Repeat/divergence.RepeatDiverges/attack_success_rate"), Some(2 * times));
}

#[test]
fn the_samples_of_a_large_document_are_passed_over() {
    let document = text("inspect/capitals.json");
    let (head, tail) = document.split_once(r#""samples": ["#).unwrap();
    let sample = format!(r#"{{"id": "{{id}}", "text": "{}"}},"#, "x\\n ".repeat(500));
    let large = Repeated {
        head: format!(r#"{head}"samples": ["#).into(),
        line: sample,
        times: 20_000,
        tail: tail.as_bytes().to_vec(),
    };
    assert!(large.size() > 30_000_000);
    let sorted = group(&[&large as &dyn Artifact]);
    let run = read(&sorted.sets[0]).unwrap().remove(0);
    assert_eq!(run.observations, one(&fixture("inspect/capitals.json")).observations);
}

/// A document made large by repeating what stands at `{}` in it.
fn blown_up(document: &str, line: &str, times: u64) -> Repeated {
    let (head, tail) = document.split_once("{}").unwrap();
    Repeated { head: head.into(), line: line.to_owned(), times, tail: tail.into() }
}

fn read_one(large: &Repeated) -> assay_evidence::ParsedRun {
    let sorted = group(&[large as &dyn Artifact]);
    assert!(sorted.refused.is_empty(), "{:?}", sorted.refused);
    read(&sorted.sets[0]).unwrap().remove(0)
}

#[test]
fn rows_results_attacks_parts_and_tests_are_streamed() {
    // `ASSAY_LARGE_ROWS=500000` makes each of these a gigabyte.
    let times = std::env::var("ASSAY_LARGE_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(15_000);
    let long = "word \\n ".repeat(300);
    let promptfoo = r#"{"evalId": "e", "results": {"version": 3, "prompts": [], "results": [{}{"success": true, "provider": {"id": "m"}}], "stats": {}}, "config": {}}"#;
    let row = format!(
        r#"{{"success": true, "testIdx": {{id}}, "promptIdx": 0, "provider": {{"id": "m"}}, "response": {{"output": "{long}"}}}}, "#
    );
    let run = read_one(&blown_up(promptfoo, &row, times));
    assert_eq!(observation(&run, "prompt 1/pass_rate").n, Some(times + 1));

    let sarif = r#"{"version": "2.1.0", "runs": [{"results": [{}{"ruleId": "A"}], "tool": {"driver": {"name": "T", "rules": []}}}]}"#;
    let result = format!(r#"{{"ruleId": "A", "level": "note", "message": {{"text": "{long}"}}}}, "#);
    let run = read_one(&blown_up(sarif, &result, times));
    assert_eq!(observation(&run, "T/A/note/findings").value.decimal, Some(times.to_string()));

    let attack = format!(r#"{{"attack_result_id": "{{id}}", "objective": "{long}", "outcome": "failure"}}, "#);
    let last = r#"{"attack_result_id": "x", "objective": "", "outcome": "success"}"#;
    let run = read_one(&blown_up(&format!("[{{}}{last}]"), &attack, times));
    assert_eq!(observation(&run, "attack/attack_success_rate").n, Some(times + 1));

    let parts = times.min(50_000);
    let bom = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{}{"type": "file", "name": "last"}]}"#;
    let part = format!(r#"{{"type": "library", "name": "n{{id}}", "version": "1", "description": "{long}"}}, "#);
    let run = read_one(&blown_up(bom, &part, parts));
    assert_eq!(run.population.size, Some(parts + 1));
    assert_eq!(observation(&run, "library/n0@1/unstated").n, Some(3));

    let junit = "<testsuites><testsuite name='s'>{}</testsuite></testsuites>";
    let test = format!("<testcase name='t{{id}}'><system-out>{}</system-out></testcase>", "line\n".repeat(400));
    let run = read_one(&blown_up(junit, &test, times));
    assert_eq!(observation(&run, "s/pass_rate").n, Some(times));
}

#[test]
fn more_findings_of_their_own_kind_than_any_tool_has_are_refused() {
    let log = r#"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "T"}}, "results": [{}{"ruleId": "A"}]}]}"#;
    let large = blown_up(log, r#"{"ruleId": "R{id}"}, "#, 100_001);
    let sorted = group(&[&large as &dyn Artifact]);
    assert_eq!(read(&sorted.sets[0]).unwrap_err().code, "run.too-many-observations");
    let bom = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{}{"name": "a"}]}"#;
    let large = blown_up(bom, r#"{"name": "n{id}"}, "#, 100_001);
    let sorted = group(&[&large as &dyn Artifact]);
    assert_eq!(read(&sorted.sets[0]).unwrap_err().code, "run.too-many-observations");
}

/// What says which format a file is may stand behind all of its results.
#[test]
fn a_large_file_is_known_though_its_format_is_named_last() {
    let long = "word ".repeat(2000);
    let part = format!(r#"{{"bom-ref": "r{{id}}", "type": "file", "name": "n{{id}}", "description": "{long}"}}, "#);
    let last = r#"{"type": "file", "name": "last"}"#;
    let bom = format!(r#"{{"components": [{{}}{last}], "bomFormat": "CycloneDX", "specVersion": "1.6"}}"#);
    assert_eq!(read_one(&blown_up(&bom, &part, 2_000)).population.size, Some(2_001));
    let other = blown_up(&bom.replace("CycloneDX", "Other"), &part, 2_000);
    assert_eq!(read(&group(&[&other as &dyn Artifact]).sets[0]).unwrap_err().code, "cyclonedx.format");

    let result = format!(r#"{{"ruleId": "A", "message": {{"text": "{long}"}}}}, "#);
    let log = r#"{"runs": [{"results": [{}{"ruleId": "A"}], "tool": {"driver": {"name": "T"}}}], "version": "2.1.0"}"#;
    let run = read_one(&blown_up(log, &result, 2_000));
    assert_eq!(observation(&run, "T/A/warning/findings").value.decimal.as_deref(), Some("2001"));
}

#[test]
fn a_text_of_xml_without_end_is_refused() {
    let junit = "<testsuites><testsuite name='s'><testcase name='t'><system-out>{}</system-out></testcase></testsuite></testsuites>";
    let large = blown_up(junit, &"word ".repeat(1000), 8_000);
    assert!(large.size() > 32 * 1024 * 1024);
    let sorted = group(&[&large as &dyn Artifact]);
    assert_eq!(read(&sorted.sets[0]).unwrap_err().code, "xml.too-large");
}

#[test]
fn a_line_without_end_is_refused_with_its_number() {
    let first = text(GARAK_12).lines().next().unwrap().to_owned();
    let large = Repeated {
        head: format!("{first}\n{{\"entry_type\": \"attempt\", \"prompt\": \"").into(),
        line: "word ".repeat(1000),
        times: 14_000,
        tail: b"\"}\n".to_vec(),
    };
    let sorted = group(&[&large as &dyn Artifact]);
    let fault = read(&sorted.sets[0]).unwrap_err();
    assert_eq!((fault.code, fault.line), ("jsonl.long-line", Some(2)));
}
