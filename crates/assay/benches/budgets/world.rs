//! A world of many system versions, each with evidence, and a set of checks over them.

use std::fmt::Write as _;

use assay_checks::Fact;
use assay_domain::{Direction, Key, Measured, NativeThreshold, Observation, Timestamp};
use serde_json::{Value, json};

/// Versions of one system.
pub(crate) const PER_SYSTEM: u64 = 10;

/// The rules of the eight checks, all over versions.
const RULES: [(&str, &str); 8] = [
    ("parts", r#"rule = "parts-digested""#),
    ("owner", r#"rule = "owner-active""#),
    ("fields", r#"rule = "fields-stated", of = "self", fields = ["parts", "aliases"]"#),
    ("document", r#"rule = "document-approved", document_type = "user-documentation""#),
    ("plan", r#"rule = "plan-approved""#),
    ("coverage", r#"rule = "plan-delivered""#),
    ("threshold", r#"rule = "thresholds-met""#),
    ("reviewed", r#"rule = "evidence-reviewed""#),
];

/// Eight checks for each control alone, or eight that serve all of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Serving {
    Each,
    All,
}

/// A check set as its data file says it.
pub(crate) fn check_set(controls: &[String], serving: Serving) -> String {
    let mut text = "edition = \"budgets\"\nneeds_person = []\n".to_owned();
    let mut check = |id: &str, rule: &str, requirements: &[String]| {
        let _ = write!(
            text,
            "[[check]]\nid = \"{id}\"\ntitle = \"{id}\"\nrequirements = {requirements:?}\naxis = \"operating\"\n\
             over = \"system-version\"\npredicate = {{ {rule} }}\n"
        );
    };
    for (name, rule) in RULES {
        match serving {
            Serving::All => check(name, rule, controls),
            Serving::Each => {
                for (number, control) in controls.iter().enumerate() {
                    check(&format!("{name}.{number}"), rule, std::slice::from_ref(control));
                }
            }
        }
    }
    text
}

/// Entries one after another.
pub(crate) struct Entries {
    seq: u64,
    at: Timestamp,
}

impl Entries {
    pub(crate) fn starting(at: Timestamp) -> Self {
        Self { seq: 0, at }
    }

    /// The next entry: a first revision.
    pub(crate) fn fact(&mut self, key: Key, kind: &str, state: &str, body: Value) -> Fact {
        let seq = self.seq;
        self.seq += 1;
        self.at = self.at.plus_micros(60_000_000);
        Fact {
            seq,
            at: self.at,
            key,
            kind: kind.to_owned(),
            revision: 1,
            state: state.to_owned(),
            title: body.get("title").and_then(Value::as_str).unwrap_or_default().to_owned(),
            body: Some(body),
            actor: Key::new("MBR", 1),
            observations: Vec::new(),
        }
    }

    /// One tool run on a version, with four metrics.
    pub(crate) fn evidence(&mut self, number: u64, subject: &str) -> Fact {
        let at = self.at.plus_micros(30_000_000).to_string();
        let body = json!({
            "title": format!("inspect digits, {subject}"), "evidence_kind": "evaluation", "subject": subject,
            "tool": {"name": "inspect", "version": "0.3.240"}, "format": "inspect-eval", "parser": "inspect/1",
            "run": {"name": "digits", "status": "complete"}, "representativeness": "real", "subject_match": "exact",
            "times": {"started": {"instant": at, "zone_known": true, "source": "in-file"}},
            "population": {"text": "held-out split", "size": 899, "sampled": 899},
            "collector": {"member": "MBR-1", "via": "api"}, "observations": 4,
        });
        let metrics = ["match", "pattern", "choice", "includes"];
        let observations = (0_u32..).zip(metrics).map(|(ordinal, scorer)| observation(ordinal, scorer)).collect();
        Fact { observations, ..self.fact(Key::new("EV", number), "evidence", "recorded", body) }
    }
}

fn observation(ordinal: u32, scorer: &str) -> Observation {
    Observation {
        ordinal,
        key: format!("digits/{scorer}/accuracy"),
        metric: "accuracy".to_owned(),
        family: "capability".to_owned(),
        group: Some("digits".to_owned()),
        direction: Direction::Higher,
        value: Measured::from_f64(0.97),
        uncertainty: None,
        n: Some(899),
        n_failed: Some(27),
        n_unscored: None,
        n_error: None,
        threshold: NativeThreshold::NotRecorded,
        slice: std::collections::BTreeMap::new(),
        taxonomies: Vec::new(),
        address: None,
    }
}

/// Subject of the `n`th version, from 0.
pub(crate) fn subject(n: u64) -> String {
    format!("SYS-{}@1.{}.0", n / PER_SYSTEM + 1, n % PER_SYSTEM)
}

/// Everything up to the reviews of that many versions.
pub(crate) fn facts(entries: &mut Entries, versions: u64) -> Vec<Fact> {
    let mut all = vec![
        entries.fact(Key::new("PER", 1), "person", "active", json!({"title": "Ana Reis"})),
        entries.fact(Key::new("MBR", 1), "member", "active", json!({"title": "Ana Reis", "person": "PER-1"})),
    ];
    for n in 1..=versions.div_ceil(PER_SYSTEM) {
        let body = json!({"title": format!("System {n}"), "owner": "PER-1", "roles": ["developer"]});
        all.push(entries.fact(Key::new("SYS", n), "ai-system", "in-scope", body));
    }
    for n in 0..versions {
        let body = json!({
            "title": format!("Version {n}"), "owner": "PER-1", "system": format!("SYS-{}", n / PER_SYSTEM + 1),
            "version": format!("1.{}.0", n % PER_SYSTEM), "aliases": ["digits/reader"],
            "parts": [{"name": "model weights", "sha256": "07".repeat(32)}],
        });
        all.push(entries.fact(Key::new("VER", n + 1), "system-version", "released", body));
    }
    let document = json!({"title": "Manual", "owner": "PER-1", "document_type": "user-documentation", "text": "…"});
    all.push(entries.fact(Key::new("DOC", 1), "document", "approved", document));
    let plan = json!({"title": "Plan", "owner": "PER-1", "subject": "workspace",
        "runs": [{"suite": "digits", "tool": "inspect", "min_n": 300, "every_days": 90}]});
    all.push(entries.fact(Key::new("PLN", 1), "test-plan", "approved", plan));
    let threshold = json!({"title": "Accuracy", "owner": "PER-1", "requirement": "iso42001:A.6.2.4",
        "subject": "workspace", "metric": "digits/*/accuracy", "operator": ">=", "value": "0.95", "min_n": 300});
    all.push(entries.fact(Key::new("THR", 1), "threshold", "approved", threshold));
    all.extend((0..versions).map(|n| entries.evidence(n + 1, &subject(n))));
    for n in 1..=versions {
        let body = json!({"title": format!("Review of EV-{n}"), "evidence": format!("EV-{n}"),
            "conclusion": "accepted", "reason": "read the run log"});
        all.push(entries.fact(Key::new("REV", n), "evidence-review", "recorded", body));
    }
    all
}
