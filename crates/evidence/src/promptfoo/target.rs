//! What one provider's rows come to.

use std::collections::BTreeMap;

use assay_domain::{Direction, Measured, Observation, Taxonomy};

use super::families;
use super::row::Row;
use crate::Fault;
use crate::observe::{Count, bare};
use crate::parsed::{MAX_OBSERVATIONS, too_many};
use crate::scan::Value;

/// The name promptfoo gives to attacks that no strategy changed.
const BASIC: &str = "basic";

/// The rows of one provider, counted.
#[derive(Debug, Default)]
pub(super) struct Target {
    pub(super) all: Count,
    /// Tests seen: one more than the highest index; 0 when rows name none.
    pub(super) tests: u64,
    prompts: BTreeMap<u64, Count>,
    scores: BTreeMap<(u64, String), Mean>,
    tags: BTreeMap<(&'static str, String), Count>,
    /// By plugin and strategy.
    attacks: BTreeMap<(String, String), Attacks>,
}

#[derive(Debug, Default)]
struct Attacks {
    count: Count,
    severity: Option<String>,
}

/// A mean of scores.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f64,
    n: u64,
    odd: u64,
}

impl Target {
    /// Counts a row.
    pub(super) fn take(&mut self, row: &Row) -> Result<(), Fault> {
        let ending = row.ending();
        self.all.take(ending);
        self.tests = self.tests.max(row.test.map_or(0, |index| index.saturating_add(1)));
        for (scheme, id) in &row.tags {
            self.tags.entry((scheme, id.clone())).or_default().take(ending);
        }
        if let Some(plugin) = &row.plugin {
            let strategy = row.strategy.clone().unwrap_or_else(|| BASIC.to_owned());
            let attacks = self.attacks.entry((plugin.clone(), strategy)).or_default();
            attacks.count.take(ending);
            attacks.severity = families::graver(attacks.severity.take(), row.severity.clone());
        } else {
            self.prompts.entry(row.prompt).or_default().take(ending);
            for (name, score) in &row.named {
                self.scores.entry((row.prompt, name.clone())).or_default().take(score);
            }
        }
        let kept = self.prompts.len() + self.scores.len() + self.tags.len() + self.attacks.len();
        if kept > MAX_OBSERVATIONS { Err(too_many()) } else { Ok(()) }
    }

    /// Whether rows name plugins.
    pub(super) fn is_red_team(&self) -> bool {
        !self.attacks.is_empty()
    }

    /// Whether a plugin, or one of the plugins a collection of that name stands for, left rows.
    pub(super) fn has_plugin(&self, wanted: &str) -> bool {
        let part =
            |found: &str| found.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
        self.attacks.keys().any(|(plugin, _)| part(plugin))
    }

    /// Whether a strategy left rows.
    pub(super) fn has_strategy(&self, wanted: &str) -> bool {
        self.attacks.keys().any(|(_, strategy)| strategy == wanted)
    }

    /// One observation per prompt, named score, tag, and per plugin and strategy.
    pub(super) fn observations(&self) -> Vec<Observation> {
        let prompts = self.prompts.iter().map(|(prompt, count)| {
            let group = prompt_name(*prompt);
            let rate = count.pass_rate(format!("{group}/pass_rate"));
            Observation { group: Some(group), family: "capability".to_owned(), ..rate }
        });
        let scores = self.scores.iter().map(|((prompt, name), mean)| mean.observation(&prompt_name(*prompt), name));
        let attacks = self.attacks.iter().map(|((plugin, strategy), attacks)| attacks.observation(plugin, strategy));
        let tags = self.tags.iter().map(|((scheme, id), count)| tagged(*count, scheme, id));
        prompts.chain(scores).chain(attacks).chain(tags).map(addressed).collect()
    }
}

/// Prompts have no short names: their labels are their texts. Their place is what promptfoo's own reports call them.
fn prompt_name(index: u64) -> String {
    format!("prompt {}", index.saturating_add(1))
}

fn addressed(observation: Observation) -> Observation {
    Observation { address: Some("/results/results".to_owned()), ..observation }
}

/// Tests that people tagged with the control or requirement they serve.
fn tagged(count: Count, scheme: &str, id: &str) -> Observation {
    let label = Taxonomy { scheme: scheme.to_owned(), id: id.to_owned(), origin: "tool".to_owned() };
    Observation {
        group: Some(format!("{scheme}/{id}")),
        taxonomies: vec![label],
        ..count.pass_rate(format!("{scheme}/{id}/pass_rate"))
    }
}

impl Attacks {
    fn observation(&self, plugin: &str, strategy: &str) -> Observation {
        let severity = self.severity.iter().map(|severity| ("severity".to_owned(), severity.clone()));
        Observation {
            family: families::of_plugin(plugin).0.to_owned(),
            group: Some(plugin.to_owned()),
            slice: severity.chain([("strategy".to_owned(), strategy.to_owned())]).collect(),
            taxonomies: families::taxonomies(plugin),
            ..self.count.attack_success_rate(format!("{plugin}/{strategy}/attack_success_rate"))
        }
    }
}

impl Mean {
    fn take(&mut self, score: &Value) {
        match score.as_f64().filter(|score| score.is_finite()) {
            Some(score) => {
                self.sum += score;
                self.n += 1;
            }
            None => self.odd += 1,
        }
    }

    /// Scores say how far assertions hold, so that more of one is better whatever its name.
    fn observation(self, group: &str, name: &str) -> Observation {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        let value = if self.n == 0 { Measured::absent() } else { Measured::from_f64(self.sum / self.n as f64) };
        Observation {
            family: crate::metrics::family(name, name).to_owned(),
            group: Some(group.to_owned()),
            direction: Direction::Higher,
            value,
            n: Some(self.n),
            n_unscored: Some(self.odd),
            ..bare(format!("{group}/{name}/mean"), "mean")
        }
    }
}
