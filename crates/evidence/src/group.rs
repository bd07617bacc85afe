//! Which files belong to one run.

use std::fmt;

use crate::format::of_peek;
use crate::lm_eval::pairing;
use crate::{Artifact, Fault, Format, Peek, garak};

/// A file of a set.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Its place in what [`group`] was given.
    pub index: usize,
    /// The file.
    pub artifact: &'a dyn Artifact,
    /// Its format.
    pub format: &'static Format,
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.index, self.artifact.name(), self.format.id)
    }
}

/// The files of one delivery that belong to one run (or, when a tool appended to one file, to its runs).
#[derive(Debug, Clone)]
pub struct ArtifactSet<'a> {
    /// Format of the main file; reads the set.
    pub format: &'static Format,
    /// The main file, then the files that go with it.
    pub parts: Vec<Part<'a>>,
}

impl<'a> ArtifactSet<'a> {
    /// A set of one file.
    fn alone(part: Part<'a>) -> Self {
        Self { format: part.format, parts: vec![part] }
    }

    /// The main file. A set has one by construction.
    pub(crate) fn main(&self) -> Result<&'a dyn Artifact, Fault> {
        let none = || Fault::new("file.empty", "the set has no files; give at least one");
        self.parts.first().map(|part| part.artifact).ok_or_else(none)
    }

    /// The files that go with the main file.
    pub(crate) fn others(&self) -> &[Part<'a>] {
        self.parts.get(1..).unwrap_or_default()
    }
}

/// What came out of sorting a delivery.
#[derive(Debug)]
pub struct Grouping<'a> {
    /// Sets in the order of their main files.
    pub sets: Vec<ArtifactSet<'a>>,
    /// Files no parser takes: their place in the delivery, and why.
    pub refused: Vec<(usize, Fault)>,
}

/// Sorts a delivery into runs. A garak hit log goes with the report that names its run; lm-eval samples with the
/// results whose task hash they give, or that carry the same moment in the name. Everything else stands alone.
#[must_use]
pub fn group<'a>(artifacts: &[&'a dyn Artifact]) -> Grouping<'a> {
    let mut refused = Vec::new();
    let mut parts = Vec::new();
    for (index, artifact) in artifacts.iter().copied().enumerate() {
        match Peek::of(artifact).and_then(|peek| Ok((of_peek(&peek)?, peek))) {
            Ok((format, peek)) => parts.push((Part { index, artifact, format }, peek)),
            Err(fault) => refused.push((index, fault)),
        }
    }
    let (side, main): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|(part, _)| matches!(part.format.role, "hitlog" | "samples"));
    let mut sets: Vec<(ArtifactSet<'a>, Peek)> =
        main.into_iter().map(|(part, peek)| (ArtifactSet::alone(part), peek)).collect();
    let mut alone = Vec::new();
    for (part, peek) in side {
        let home = match part.format.id {
            "garak-hitlog" => {
                sets.iter().position(|(set, report)| set.format.id == "garak-report" && garak::same_run(report, &peek))
            }
            "lm-eval-samples" => pairing::home(part.artifact, &sets),
            _ => None,
        };
        match home.and_then(|at| sets.get_mut(at)) {
            Some((set, _)) => set.parts.push(part),
            None => alone.push(ArtifactSet::alone(part)),
        }
    }
    let mut sets: Vec<_> = sets.into_iter().map(|(set, _)| set).chain(alone).collect();
    sets.sort_by_key(|set| set.parts.first().map(|part| part.index));
    Grouping { sets, refused }
}
