//! A large management system: many AI systems, the risks of each, and the evaluations of each with what they measured.

use std::collections::BTreeMap;
use std::fmt;

use assay_domain::{Direction, Measured, NativeThreshold, Observation, Write};
use serde_json::{Value, json};

use crate::Fault;
use crate::folder::{Draft, Folder, write};
use crate::homes::Home;
use crate::options::Options;
use crate::table::note;

/// When nothing is scaled.
const SYSTEMS: u64 = 10_000;
const RISKS: u64 = 50_000;
const OBSERVATIONS: u64 = 1_000_000;
/// Observations of an evaluation.
const PER_RUN: u64 = 100;

/// How many of what.
pub(crate) struct Sizes {
    pub(crate) systems: u64,
    pub(crate) risks: u64,
    observations: u64,
}

impl Sizes {
    pub(crate) fn at(options: &Options) -> Self {
        Self {
            systems: options.size(SYSTEMS),
            risks: options.size(RISKS),
            observations: options.size(OBSERVATIONS).next_multiple_of(PER_RUN),
        }
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} AI systems, {} risks, {} observations", self.systems, self.risks, self.observations)
    }
}

/// The folder, worked out to its last entry.
pub(crate) fn make(sizes: &Sizes) -> Result<Folder, Fault> {
    note(&format!("  writing {sizes} …"));
    let folder = Folder::create(Home::File)?;
    let mut written = 1_000;
    let mut next = |count: u64| {
        written += count;
        written - count
    };
    let first = next(1);
    folder.fill(1, |_| draft("risk-criteria", "approved", first, criteria()))?;
    let first = next(sizes.systems);
    folder.fill(sizes.systems, |n| draft("ai-system", "in-scope", first + n, system(n)))?;
    let first = next(sizes.risks);
    folder.fill(sizes.risks, |n| draft("risk", risk_state(n), first + n, risk(n, sizes.systems)))?;
    let runs = sizes.observations / PER_RUN;
    let first = next(runs);
    folder.fill_writes(runs, |n| evaluation(n, first + n, sizes.systems))?;
    note("  working it out …");
    folder.project()?;
    Ok(folder)
}

fn draft(kind: &'static str, state: &'static str, record: u64, body: Value) -> Draft {
    Draft { kind, body, state, record, of: None }
}

fn criteria() -> Value {
    let step = |(value, name): (u8, &&str)| json!({"value": value, "name": name});
    let scale = |names: &[&str]| (1..).zip(names).map(step).collect::<Vec<_>>();
    let level = |product: u8| match product {
        0..5 => "low",
        5..12 => "medium",
        12..20 => "high",
        _ => "critical",
    };
    let row = |l: u8| json!({"likelihood": l, "levels": (1..=5).map(|i| level(l * i)).collect::<Vec<_>>()});
    json!({
        "title": "Criteria for AI risk", "owner": "PER-1",
        "scale_likelihood": scale(&["rare", "unlikely", "possible", "likely", "almost certain"]),
        "scale_impact": scale(&["minor", "limited", "serious", "major", "severe"]),
        "matrix": (1..=5).map(row).collect::<Vec<_>>(),
        "accept_up_to": "medium", "acceptance": "Low and medium risks may be kept.",
        "escalation": "What lies above goes to top management within a week.",
    })
}

fn system(n: u64) -> Value {
    let stages = ["operation", "development", "verification", "deployment", "retirement"];
    json!({
        "title": format!("Reader of forms, office {}", n + 1), "owner": "PER-1", "roles": ["developer", "provider"],
        "stage": stages.get(usize::try_from(n % 7).unwrap_or(0)).unwrap_or(&"operation"),
        "intended_use": "reads what is written on forms, and says how sure it is of each letter",
    })
}

const STATES: [&str; 6] = ["assessed", "in-treatment", "treated", "treated", "draft", "closed"];

fn risk_state(n: u64) -> &'static str {
    STATES.get(usize::try_from(n % 6).unwrap_or(0)).copied().unwrap_or("draft")
}

fn risk(n: u64, systems: u64) -> Value {
    let treatments = ["modify", "retain", "share", "avoid"];
    let (likelihood, impact) = (n * 31 % 5 + 1, n * 17 / 5 % 5 + 1);
    let mut body = json!({
        "title": format!("A wrong reading delays a decision at office {}", n % systems + 1),
        "owner": "PER-1", "system": format!("SYS-{}", n % systems + 1), "sources": ["machine-learning"],
        "cause": "handwriting that the training data does not hold", "event": "a digit is read wrongly, nobody looks",
        "consequence_org": "complaints, and rework of forms", "consequence_individual": "a decision arrives late",
        "consequence_society": {"gap": "none", "because": "one office and its forms"},
        "criteria": "RCR-1", "likelihood": likelihood, "impact": impact,
        "treatment": treatments[usize::try_from(n % 4).unwrap_or(0)],
        "review_due": format!("2027-{:02}-{:02}", n % 12 + 1, n % 28 + 1),
    });
    if risk_state(n) == "treated" {
        body["residual_likelihood"] = json!((likelihood - 1).max(1));
        body["residual_impact"] = json!(impact);
    }
    body
}

/// One run of an evaluation of a system.
fn evaluation(n: u64, record: u64, systems: u64) -> Result<Write, Fault> {
    let subject = format!("SYS-{}", n % systems + 1);
    let finished = format!("2026-{:02}-{:02}T{:02}:00:00Z", n % 11 + 1, n % 28 + 1, n % 24);
    let body = json!({
        "title": format!("lm-eval, {subject}"), "evidence_kind": "evaluation", "subject": subject,
        "tool": {"name": "lm-eval", "version": "0.4.13"}, "format": "lm-eval", "parser": "lm-eval/1",
        "run": {"name": format!("run {n}"), "status": "complete"}, "representativeness": "real",
        "subject_match": "exact", "population": {"text": "held-out split", "size": 400, "sampled": 400},
        "times": {"finished": {"instant": finished, "zone_known": true, "source": "in-file"}},
        "collector": {"member": "MBR-1", "via": "api"}, "observations": PER_RUN,
    });
    let made = write(Draft { kind: "evidence", body, state: "recorded", record, of: None })?;
    let observations = (0..u32::try_from(PER_RUN)?).map(|ordinal| observation(n, ordinal)).collect();
    Ok(Write { observations, subject: Some(subject), ..made })
}

fn observation(run: u64, ordinal: u32) -> Observation {
    let value = 0.5 + ((run * 31 + u64::from(ordinal) * 13) % 499) as f64 / 1_000.0;
    Observation {
        ordinal,
        key: format!("task{}/m{},none", ordinal / 20, ordinal % 20),
        metric: format!("m{}", ordinal % 20),
        family: "capability".to_owned(),
        group: Some(format!("task{}", ordinal / 20)),
        direction: Direction::Higher,
        value: Measured::from_f64(value),
        uncertainty: None,
        n: Some(400),
        n_failed: None,
        n_unscored: None,
        n_error: None,
        threshold: NativeThreshold::NotRecorded,
        slice: BTreeMap::new(),
        taxonomies: Vec::new(),
        address: None,
    }
}
