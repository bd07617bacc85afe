//! The setup record: what was tested, how, and by which configuration.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Claimed, Digest, Message};

use crate::labels::some_label;
use crate::scan::Value;

/// What is kept of the setup record.
#[derive(Debug)]
pub(super) struct Setup {
    pub(super) version: Option<String>,
    pub(super) run_id: Option<String>,
    pub(super) claimed: Claimed,
    pub(super) generations: Option<u64>,
    pub(super) prompt_cap: Option<u64>,
    /// Probes that were to run, when the record lists them.
    pub(super) planned: BTreeSet<String>,
    pub(super) config: Digest,
}

impl Setup {
    /// Reads the record. The target was called model until 0.12.
    pub(super) fn of(record: &Value) -> Self {
        let text = |keys: &[&str]| keys.iter().find_map(|key| some_label(record.get(key)?.as_str()?));
        let kind = text(&["plugins.target_type", "plugins.model_type"]);
        let name = text(&["plugins.target_name", "plugins.model_name"]);
        let planned = record.get("transient.active_probes").map(Value::items).unwrap_or_default();
        Self {
            version: text(&["_config.version"]),
            run_id: text(&["transient.run_id"]),
            claimed: Claimed { model: name.or_else(|| kind.clone()), provider: kind, revision: None },
            generations: record.get("run.generations").and_then(Value::as_count),
            prompt_cap: record.get("run.soft_probe_prompt_cap").and_then(Value::as_count),
            planned: planned.iter().filter_map(Value::as_str).map(bare).map(str::to_owned).collect(),
            config: config(record),
        }
    }

    /// Why the target is a stand-in: garak ships its own under `test`.
    pub(super) fn mock(&self) -> Option<Message> {
        let kind = self.claimed.provider.as_deref()?;
        let lower = kind.to_ascii_lowercase();
        (lower == "test" || lower.starts_with("test.")).then(|| {
            let text = "the target `{target}` is a stand-in that garak ships for trying itself out";
            Message::new("mock.garak-test", text, &[("target", &kind)])
        })
    }
}

/// The name of a probe or detector without the `probes.`, `detector.` or `detectors.` that some versions put before it.
pub(super) fn bare(name: &str) -> &str {
    ["probes.", "detectors.", "detector."].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

/// Digest of what decides the run: not of paths, moments and ids, which differ between equal runs.
fn config(record: &Value) -> Digest {
    let decides = |key: &str| ["system.", "run.", "plugins."].iter().any(|prefix| key.starts_with(prefix));
    let members = record.members().into_iter().flatten().filter(|(key, _)| decides(key));
    let kept: BTreeMap<_, _> = members.map(|(key, value)| (key.clone(), value.clone())).collect();
    Value::Object(kept).sha256()
}
