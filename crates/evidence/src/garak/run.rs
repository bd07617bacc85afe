//! One run, gathered line by line.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::record::{Record, tree};
use super::setup::{Setup, bare};
use super::tally::{Tally, Text};
use crate::Fault;
use crate::labels::{label, some_label};
use crate::notes::Notes;
use crate::parsed::{MAX_OBSERVATIONS, too_many};
use crate::scan::{Line, Value};

/// Up to how many attempts are remembered in order to count none twice.
const MAX_ATTEMPTS: usize = 2_000_000;

/// What is known of one detector on one probe.
#[derive(Debug, Default)]
pub(super) struct Pair {
    pub(super) tally: Tally,
    /// First and last line with its scores.
    pub(super) lines: Option<(u64, u64)>,
    pub(super) told: Option<Told>,
}

/// garak's own count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) passed: u64,
    pub(super) evaluated: u64,
}

/// A run in the making.
#[derive(Debug)]
pub(super) struct RunBuilder {
    pub(super) setup: Setup,
    pub(super) notes: Notes,
    pub(super) run_id: Option<String>,
    pub(super) version: Option<String>,
    pub(super) started: Option<String>,
    pub(super) ended: Option<String>,
    pub(super) completed: bool,
    pub(super) cut: Option<u64>,
    /// By probe, then detector.
    pub(super) pairs: BTreeMap<String, BTreeMap<String, Pair>>,
    pub(super) tags: BTreeMap<String, Vec<String>>,
    pub(super) attempts: u64,
    count: usize,
    seen: HashSet<u64>,
}

impl RunBuilder {
    /// A run that starts with this setup record.
    pub(super) fn new(line: Line<'_>) -> Result<Self, Fault> {
        let mut notes = Notes::default();
        let record = tree(line, &mut notes)?.unwrap_or(Value::Null);
        Ok(Self {
            setup: Setup::of(&record),
            notes: Notes::default(),
            run_id: None,
            version: None,
            started: None,
            ended: None,
            completed: false,
            cut: None,
            pairs: BTreeMap::new(),
            tags: BTreeMap::new(),
            attempts: 0,
            count: 0,
            seen: HashSet::new(),
        })
    }

    /// The last line was cut off.
    pub(super) fn cut(&mut self, line: u64) {
        self.cut = Some(line);
        let text = "the file ends in the middle of a line: it was cut off; the whole lines before it were read";
        self.notes.warn("jsonl.truncated", text, Some(line));
    }

    /// Takes a record of this run.
    pub(super) fn take(&mut self, record: &Record<'_>, line: Line<'_>) -> Result<(), Fault> {
        let short = |text: &Option<Text<'_>>| text.as_ref().and_then(|text| some_label(text.as_str()));
        match record.entry_type.as_str() {
            "attempt" if record.status == Some(2) => self.attempt(record, line.number)?,
            "eval" => self.eval(record)?,
            "init" => {
                self.run_id = short(&record.run);
                self.version = short(&record.garak_version);
                self.started = short(&record.start_time);
            }
            "completion" => {
                self.completed = true;
                self.ended = short(&record.end_time);
            }
            "plugin_cache" => self.probe_tags(line, |record| {
                let probes = record.at(&["plugin_cache", "probes"])?.members()?;
                Some(probes.iter().filter_map(|(name, probe)| Some((name.as_str(), probe.get("tags")?))).collect())
            }),
            "digest" => self.probe_tags(line, |record| {
                let groups = record.get("eval")?.members()?.values().filter_map(Value::members).flatten();
                let tags =
                    groups.filter_map(|(name, probe)| Some((name.as_str(), probe.at(&["_summary", "probe_tags"])?)));
                Some(tags.collect())
            }),
            _ => {}
        }
        Ok(())
    }

    /// Counts an evaluated attempt, once.
    fn attempt(&mut self, record: &Record<'_>, line: u64) -> Result<(), Fault> {
        if let Some(uuid) = &record.uuid {
            let mut hasher = DefaultHasher::new();
            uuid.as_str().hash(&mut hasher);
            let hash = hasher.finish();
            if self.seen.contains(&hash) {
                let text = "an attempt is recorded as evaluated twice; it was counted once";
                self.notes.warn("garak.attempt-repeated", text, Some(line));
                return Ok(());
            }
            if self.seen.len() < MAX_ATTEMPTS {
                self.seen.insert(hash);
            }
        }
        self.attempts += 1;
        let probe = record.probe_classname.as_ref().map_or("", Text::as_str);
        for (detector, tally) in record.detector_results.iter().flat_map(|results| &results.0) {
            if tally.odd > 0 {
                let text = "a score is no finite number; the output counts as not scored";
                self.notes.warn("garak.score-not-a-number", text, Some(line));
            }
            let pair = self.pair(probe, detector.as_str())?;
            pair.tally.add(*tally);
            pair.lines = Some((pair.lines.map_or(line, |(first, _)| first), line));
        }
        Ok(())
    }

    fn eval(&mut self, record: &Record<'_>) -> Result<(), Fault> {
        let (Some(probe), Some(detector)) = (&record.probe, &record.detector) else { return Ok(()) };
        let told = record.passed.zip(record.total_evaluated.or(record.total));
        let told = told.map(|(passed, evaluated)| Told { passed, evaluated });
        self.pair(probe.as_str(), detector.as_str())?.told = told;
        Ok(())
    }

    /// The pair of these names.
    fn pair(&mut self, probe: &str, detector: &str) -> Result<&mut Pair, Fault> {
        let (probe, detector) = (bare(probe), bare(detector));
        if !self.pairs.get(probe).is_some_and(|detectors| detectors.contains_key(detector)) {
            self.count += 1;
            if self.count > MAX_OBSERVATIONS {
                return Err(too_many());
            }
        }
        Ok(self.pairs.entry(label(probe)).or_default().entry(label(detector)).or_default())
    }

    fn probe_tags(&mut self, line: Line<'_>, find: impl Fn(&Value) -> Option<Vec<(&str, &Value)>>) {
        // Tags are an extra: a record that cannot be held as a tree loses them and nothing else.
        let mut notes = Notes::default();
        let Ok(Some(record)) = tree(line, &mut notes) else {
            let text = "a record with the probes' tags could not be read; its labels are missing";
            return self.notes.warn("garak.tags", text, Some(line.number));
        };
        for (probe, tags) in find(&record).unwrap_or_default() {
            let tags: BTreeSet<_> = tags.items().iter().filter_map(Value::as_str).collect();
            if self.tags.len() < MAX_OBSERVATIONS && !tags.is_empty() {
                self.tags.insert(bare(probe).to_owned(), tags.into_iter().map(str::to_owned).collect());
            }
        }
    }
}
