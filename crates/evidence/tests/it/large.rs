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
