//! A report larger than memory should be goes in within 100 MB, whatever its size.
//!
//! `ASSAY_LARGE_MB` says how large, in millions of bytes; 64 unless stated, so that an ordinary run stays short.
//! `ASSAY_LARGE_MB=1000 cargo test -p assay --test cli large -- --nocapture` is the full measure.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::TestEnvironment;
use crate::support::files::fixture;

/// Most resident memory of the process that takes the report in, in kilobytes.
const MOST_KB: u64 = 100_000;

/// Goes away with the test, whether it passes or not.
struct Large(PathBuf);

impl Drop for Large {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The genuine attempts of the fixture over and over, each with a fresh id, as a long run would have written them.
fn large(path: &Path, bytes: u64) -> Large {
    let report = std::fs::read_to_string(fixture("garak/repeat-baseline.report.jsonl")).unwrap();
    let kind = |line: &&str, kind: &str| line.contains(&format!(r#""entry_type": "{kind}""#));
    let head: Vec<&str> = report.lines().take_while(|l| !kind(l, "attempt")).collect();
    let attempts: Vec<&str> = report.lines().filter(|l| kind(l, "attempt")).collect();
    let end = report.lines().find(|l| kind(l, "completion")).unwrap();
    let file = Large(path.to_owned());
    let mut out = BufWriter::new(File::create(path).unwrap());
    let mut written = 0_u64;
    head.iter().for_each(|line| writeln!(out, "{line}").unwrap());
    for round in 0_u32.. {
        for line in &attempts {
            let (before, rest) = line.split_once(r#""uuid": ""#).unwrap();
            let id = format!("{round:08x}");
            writeln!(out, r#"{before}"uuid": "{id}{}"#, &rest[8..]).unwrap();
            written += line.len() as u64 + 1;
        }
        if written >= bytes {
            break;
        }
    }
    writeln!(out, "{end}").unwrap();
    out.into_inner().unwrap().sync_all().unwrap();
    file
}

/// The most memory a process has held so far, while it runs (Linux).
fn peak_kb(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
#[expect(clippy::print_stderr, reason = "the measure is wanted")]
fn a_large_report_is_taken_in_within_bounds() {
    let megabytes: u64 = std::env::var("ASSAY_LARGE_MB").ok().and_then(|n| n.parse().ok()).unwrap_or(64);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("large-{}.report.jsonl", std::process::id()));
    let report = large(&path, megabytes * 1_000_000);
    let place = TestEnvironment::demo();
    let begun = Instant::now();
    let mut command = place.command();
    command.arg("ingest").arg(&report.0).args(["--subject", "SYS-3@1.1.0", "--output", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut peak, mut looked) = (0, 0);
    while child.try_wait().unwrap().is_none() {
        if let Some(now) = peak_kb(child.id()) {
            (peak, looked) = (peak.max(now), looked + 1);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let took = begun.elapsed();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let ran: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(ran["artifacts"][0]["tool"]["name"], "garak", "{ran:#}");
    assert!(ran["artifacts"][0]["observations"].as_u64().unwrap() > 0, "{ran:#}");
    eprintln!("{megabytes} MB taken in: {took:.1?}, at most {peak} kB resident");
    if looked == 0 {
        crate::support::files::skipped("/proc does not tell a process's memory here, so the bound was not tested");
        return;
    }
    assert!(peak < MOST_KB, "{peak} kB resident for {megabytes} MB");
}
