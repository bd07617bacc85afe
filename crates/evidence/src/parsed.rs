//! One tool run as read, before it is bound to a subject.

use std::collections::BTreeSet;

use assay_domain::{
    Claimed, DatasetUse, EvidenceKind, Message, Observation, Population, Representativeness, Run, RunStatus, Times,
    Tool, Warning,
};

use crate::notes::Notes;
use crate::{ArtifactSet, Fault, formats};

/// More observations than any tool writes in one run.
pub(crate) const MAX_OBSERVATIONS: usize = 100_000;

/// One tool run as read from an artifact set. Who delivered it and what it is bound to is not known here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ParsedRun {
    /// What people read, for example `inspect capitals, openai/gpt-4o`.
    pub title: String,
    /// Id of the format of the main file.
    pub format: String,
    /// Parser with its version.
    pub parser: String,
    /// What sort of evidence.
    pub evidence_kind: EvidenceKind,
    /// The tool.
    pub tool: Tool,
    /// The run.
    pub run: Run,
    /// When it ran.
    pub times: Times,
    /// What the tool says it tested.
    pub claimed: Claimed,
    /// Whether it touched the real thing.
    pub representativeness: Representativeness,
    /// What tells so.
    pub representativeness_reasons: Vec<Message>,
    /// Data sets used.
    pub datasets: Vec<DatasetUse>,
    /// What was sampled.
    pub population: Population,
    /// Observations: ordinals from 0, keys unique within the run.
    pub observations: Vec<Observation>,
    /// What the parser noticed.
    pub warnings: Vec<Warning>,
    /// The files it was read from: index as given to `group`, and role.
    pub parts: Vec<(usize, &'static str)>,
}

impl ParsedRun {
    /// An empty run of a set.
    pub(crate) fn of(set: &ArtifactSet<'_>) -> Self {
        Self {
            format: set.format.id.to_owned(),
            parser: set.format.parser.to_owned(),
            evidence_kind: set.format.evidence_kind,
            tool: Tool { name: set.format.tool.to_owned(), version: None },
            parts: set.parts.iter().map(|part| (part.index, part.format.role)).collect(),
            ..Self::default()
        }
    }

    /// Says why the run is not complete; a complete run becomes partial by it.
    pub(crate) fn partial(&mut self, reason: Message) {
        if matches!(self.run.status, RunStatus::Complete) {
            self.run.status = RunStatus::Partial;
        }
        self.run.reasons.push(reason);
    }

    /// Settles whether the run touched the real thing. A stand-in outweighs all; then a run that was not whole; then
    /// a file that names no model. Only what is left is real.
    pub(crate) fn represent(&mut self, mock: Option<Message>) {
        let (kind, reasons) = if let Some(reason) = mock {
            (Representativeness::Mock, vec![reason])
        } else if self.run.status != RunStatus::Complete {
            (Representativeness::Sampled, self.run.reasons.clone())
        } else if self.claimed.model.is_none() {
            let text = "the file does not say which model was tested";
            (Representativeness::Unknown, vec![Message::new("claim.none", text, &[])])
        } else {
            (Representativeness::Real, Vec::new())
        };
        self.representativeness = kind;
        self.representativeness_reasons = reasons;
    }

    /// Numbers the observations, makes their keys unique, and takes the warnings over.
    ///
    /// # Errors
    /// When there are more observations than any tool writes.
    pub(crate) fn finish(mut self, mut notes: Notes) -> Result<Self, Fault> {
        if self.observations.len() > MAX_OBSERVATIONS {
            return Err(too_many());
        }
        self.note_version(&mut notes);
        if self.observations.is_empty() {
            notes.warn("run.no-results", "the file holds no results; nothing can be concluded from it", None);
        }
        let mut keys = BTreeSet::new();
        for (ordinal, observation) in (0_u32..).zip(&mut self.observations) {
            observation.ordinal = ordinal;
            if keys.contains(&observation.key) {
                let text = format!("`{}` is measured more than once; the later one is numbered", observation.key);
                notes.warn("key.repeated", text, None);
                let stem = observation.key.clone();
                let fresh = (2_u32..).map(|n| format!("{stem}#{n}")).find(|key| !keys.contains(key));
                observation.key = fresh.unwrap_or(stem);
            }
            keys.insert(observation.key.clone());
        }
        self.warnings = notes.into_list();
        Ok(self)
    }
}

impl ParsedRun {
    /// Notes a version of the tool that is later than any whose files were read: it may mean other things.
    fn note_version(&self, notes: &mut Notes) {
        // Of a format that many tools write, versions are those of the tool that wrote it.
        let format = formats().iter().find(|format| format.id == self.format && format.tool == self.tool.name);
        let Some((format, version)) = format.zip(self.tool.version.as_deref()) else { return };
        if format.is_later(version) {
            let seen = format.seen_versions.join(", ");
            let text =
                format!("{} {version} is later than the versions known here ({seen}); check the results", format.tool);
            notes.warn("version.unseen", text, None);
        }
    }
}

/// The fault of a file with too many observations.
pub(crate) fn too_many() -> Fault {
    let text = format!("the run has more than {MAX_OBSERVATIONS} results; split it into several runs");
    Fault::new("run.too-many-observations", text)
}
