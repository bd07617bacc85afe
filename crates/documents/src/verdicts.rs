//! Verdicts for pipelines: SARIF 2.1.0 and JUnit XML.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// How grave a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It holds.
    Pass,
    /// It does not hold, and that is tolerated for a time.
    Note,
    /// A person has to decide.
    Warning,
    /// It does not hold.
    Error,
}

/// One verdict.
#[derive(Debug, Clone)]
pub struct Line {
    /// Id of the check.
    pub check: String,
    /// The rule in one sentence.
    pub title: String,
    /// What it speaks of.
    pub subject: String,
    /// How grave.
    pub level: Level,
    /// The outcome in a word.
    pub outcome: String,
    /// Stable id of the reason.
    pub code: String,
    /// Why.
    pub reason: String,
    /// Requirements it supports.
    pub requirements: Vec<String>,
}

/// A SARIF 2.1.0 log: one rule per check, one result per verdict; what holds is a result of kind `pass`.
///
/// # Errors
/// Never in practice: plain values are written.
pub fn sarif(lines: &[Line], version: &str) -> serde_json::Result<String> {
    let mut rules: Vec<Value> = Vec::new();
    for line in lines {
        if !rules.iter().any(|r| r["id"] == line.check) {
            rules.push(json!({"id": line.check, "shortDescription": {"text": line.title}, "properties": {"requirements": line.requirements}}));
        }
    }
    let result = |line: &Line| {
        let (kind, level) = match line.level {
            Level::Pass => ("pass", "none"),
            Level::Note => ("fail", "note"),
            Level::Warning => ("open", "none"),
            Level::Error => ("fail", "error"),
        };
        json!({
            "ruleId": line.check, "kind": kind, "level": level, "message": {"text": line.reason},
            "locations": [{"logicalLocations": [{"fullyQualifiedName": line.subject, "kind": "resource"}]}],
            "properties": {"outcome": line.outcome, "code": line.code},
        })
    };
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "Assay", "version": version, "rules": rules}},
            "results": lines.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

/// JUnit XML: one suite per subject; undecided is an error, for nobody knows that it holds.
#[must_use]
pub fn junit(lines: &[Line]) -> String {
    let mut subjects: Vec<&str> = lines.iter().map(|l| l.subject.as_str()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay\">\n");
    for subject in subjects {
        let own: Vec<&Line> = lines.iter().filter(|l| l.subject == subject).collect();
        let count = |level: Level| own.iter().filter(|l| l.level == level).count();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">",
            escape(subject),
            own.len(),
            count(Level::Error),
            count(Level::Warning),
            count(Level::Note)
        );
        for line in own {
            let _ = write!(out, "    <testcase classname=\"{}\" name=\"{}\">", escape(subject), escape(&line.check));
            let tag = match line.level {
                Level::Pass => None,
                Level::Note => Some("skipped"),
                Level::Warning => Some("error"),
                Level::Error => Some("failure"),
            };
            if let Some(tag) = tag {
                let _ = write!(out, "<{tag} message=\"{}\"/>", escape(&line.reason));
            }
            out.push_str("</testcase>\n");
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// XML text: reserved characters as entities, and no character that XML 1.0 forbids.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            c if c < ' ' && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(level: Level, reason: &str) -> Line {
        Line {
            check: "vv.threshold".into(),
            title: "Thresholds are met".into(),
            subject: "SYS-1@1".into(),
            level,
            outcome: "fail".into(),
            code: "threshold.not-met".into(),
            reason: reason.into(),
            requirements: vec!["iso42001:A.6.2.4".into()],
        }
    }

    #[test]
    fn junit_escapes_and_counts() {
        let xml = junit(&[line(Level::Error, "a < b & \"c\"\u{1}"), line(Level::Pass, ""), line(Level::Warning, "?")]);
        assert!(xml.contains("tests=\"3\" failures=\"1\" errors=\"1\" skipped=\"0\""), "{xml}");
        assert!(xml.contains("a &lt; b &amp; &quot;c&quot;\u{fffd}"), "{xml}");
    }

    #[test]
    fn sarif_keeps_what_holds_apart_from_what_fails() {
        let log: Value =
            serde_json::from_str(&sarif(&[line(Level::Error, "x"), line(Level::Pass, "y")], "1").unwrap()).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), 1);
        assert_eq!(run["results"][0]["level"], "error");
        assert_eq!(run["results"][1]["kind"], "pass");
    }
}
