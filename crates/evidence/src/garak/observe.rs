//! What a run shows, once all its lines are read.

use std::collections::BTreeMap;

use assay_domain::{
    DatasetUse, Direction, Measured, Message, NativeThreshold, Observation, Population, Run, RunStatus, TimeSource,
    Times,
};

use super::families;
use super::hitlog::Hits;
use super::run::{Pair, RunBuilder, Told};
use crate::notes::Notes;
use crate::statistics::wilson;
use crate::{ArtifactSet, Fault, ParsedRun, times};

impl RunBuilder {
    /// Settles the run.
    pub(super) fn finish(mut self, set: &ArtifactSet<'_>, hits: &Hits) -> Result<ParsedRun, Fault> {
        let mut parsed = ParsedRun::of(set);
        let mut notes = std::mem::take(&mut self.notes);
        let run_id = self.run_id.clone().or_else(|| self.setup.run_id.clone());
        parsed.tool.version = self.version.clone().or_else(|| self.setup.version.clone());
        parsed.claimed = self.setup.claimed.clone();
        parsed.times = Times {
            started: self.started.as_deref().and_then(|text| times::stated(text, TimeSource::InFile)),
            finished: self.ended.as_deref().and_then(|text| times::stated(text, TimeSource::InFile)),
        };
        parsed.run = Run {
            native_id: run_id.clone(),
            name: None,
            status: RunStatus::Complete,
            config_sha256: Some(self.setup.config),
            ..Run::default()
        };
        self.settle_status(&mut parsed);
        parsed.title = format!(
            "garak {}, {} probes",
            parsed.claimed.model.as_deref().unwrap_or("unnamed target"),
            self.pairs.len()
        );
        parsed.datasets =
            self.pairs.keys().map(|probe| DatasetUse { name: probe.clone(), ..DatasetUse::default() }).collect();
        parsed.population = self.population();
        for (probe, detectors) in &self.pairs {
            for (detector, pair) in detectors {
                self.compare(probe, detector, pair, &mut notes);
                parsed.observations.push(self.observe(probe, detector, pair));
            }
        }
        compare_hits(&parsed, hits.of(run_id.as_deref()), &mut notes);
        hits.note_cut(&mut notes);
        parsed.represent(self.setup.mock());
        parsed.finish(notes)
    }

    /// A run that was cut off or that lacks part of its plan is partial; without its completion record it was
    /// interrupted.
    fn settle_status(&self, parsed: &mut ParsedRun) {
        if let Some(line) = self.cut {
            let text = "the file was cut off in line {line}";
            parsed.partial(Message::new("jsonl.truncated", text, &[("line", &line)]));
        }
        if !self.completed {
            if self.cut.is_none() {
                parsed.run.status = RunStatus::Interrupted;
            }
            let text = "the report has no completion record: garak stopped before its end";
            parsed.partial(Message::new("garak.no-completion", text, &[]));
        }
        let told = |probe: &str| self.pairs.get(probe).is_some_and(|d| d.values().any(|pair| pair.told.is_some()));
        for probe in self.setup.planned.iter().filter(|probe| !told(probe)).take(20) {
            let text = "the probe `{probe}` was to run and has no result";
            parsed.partial(Message::new("garak.probe-missing", text, &[("probe", &crate::labels::label(probe))]));
        }
        if self.pairs.is_empty() {
            parsed.partial(Message::new("run.no-results", "the file holds no results", &[]));
        }
    }

    fn population(&self) -> Population {
        let outputs = self.setup.generations.map(|n| format!(", {n} outputs each")).unwrap_or_default();
        let text = format!("{} prompts of {} probes{outputs}", self.attempts, self.pairs.len());
        let method = self.setup.prompt_cap.map(|cap| format!("garak's prompts, at most {cap} a probe"));
        Population { text, size: None, sampled: Some(self.attempts), method }
    }

    fn observe(&self, probe: &str, detector: &str, pair: &Pair) -> Observation {
        let tally = pair.tally;
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let value =
            if tally.n == 0 { Measured::absent() } else { Measured::from_f64(tally.failed as f64 / tally.n as f64) };
        let tags = self.tags.get(probe).map(Vec::as_slice).unwrap_or_default();
        Observation {
            ordinal: 0,
            key: format!("{probe}/{detector}/attack_success_rate"),
            metric: "attack_success_rate".to_owned(),
            family: families::of_probe(probe).0.to_owned(),
            group: Some(probe.to_owned()),
            direction: Direction::Lower,
            value,
            uncertainty: wilson(tally.failed, tally.n),
            n: Some(tally.n),
            n_failed: Some(tally.failed),
            n_unscored: Some(tally.nones + tally.odd),
            n_error: None,
            threshold: NativeThreshold::Recomputed { value: "0.5".to_owned() },
            slice: BTreeMap::new(),
            taxonomies: families::taxonomies(probe, tags),
            address: pair.lines.map(|(first, last)| format!("lines {first}-{last}")),
        }
    }

    /// Compares our count with garak's own, which counted at a mark the file does not record. Older versions may count
    /// outputs without a score in their total.
    fn compare(&self, probe: &str, detector: &str, pair: &Pair, notes: &mut Notes) {
        let tally = pair.tally;
        let ours = tally.n - tally.failed;
        let agrees =
            |told: Told| told.passed == ours && (told.evaluated == tally.n || told.evaluated == tally.n + tally.nones);
        match pair.told {
            Some(told) if !agrees(told) => {
                let text = format!(
                    "{probe}, {detector}: garak says that {} of {} passed, the scores in the file say {ours} of {} at \
                     0.5; the scores count (another eval_threshold would explain it)",
                    told.passed, told.evaluated, tally.n
                );
                notes.warn("garak.recount", text, None);
            }
            None if self.completed => {
                let text = format!("{probe}, {detector}: garak wrote scores but no summary of its own");
                notes.warn("garak.no-summary", text, None);
            }
            _ => {}
        }
    }
}

/// Compares the hit log, when one came along, with what the report counts.
fn compare_hits(parsed: &ParsedRun, hits: Option<u64>, notes: &mut Notes) {
    let failed: u64 = parsed.observations.iter().filter_map(|observation| observation.n_failed).sum();
    if let Some(hits) = hits.filter(|hits| *hits != failed) {
        let text = format!("the hit log has {hits} hits, the report {failed}; the report counts");
        notes.warn("garak.hitlog-count", text, None);
    }
}
