//! What a bill of materials shows.

use assay_domain::{Claimed, Message, Population, Run, RunStatus, TimeSource, Times, Tool};

use super::document::Document;
use crate::notes::Notes;
use crate::{ArtifactSet, Fault, ParsedRun, times};

/// Settles it as a run of the tool that wrote it.
pub(super) fn settle(set: &ArtifactSet<'_>, document: Document, mut notes: Notes) -> Result<ParsedRun, Fault> {
    let mut parsed = ParsedRun::of(set);
    if !matches!(document.series(), Some((1, 4..=7))) {
        let text = format!("no real file of CycloneDX {} was seen; check what was read", document.version);
        notes.warn("cyclonedx.version", text, None);
    }
    document.parts.note(&mut notes);
    if let Some((name, version)) = document.tool {
        parsed.tool = Tool { name, version };
    }
    let only_model = Some(&document.parts.models).filter(|models| models.len() == 1).and_then(|models| models.first());
    let about = document.about.or_else(|| only_model.cloned());
    parsed.claimed = about
        .map(|(name, version)| Claimed { model: Some(name), provider: None, revision: version })
        .unwrap_or_default();
    let shown = parsed.claimed.model.as_deref().unwrap_or("something unnamed");
    parsed.title = format!("bill of materials of {shown}, {} parts", document.parts.count());
    parsed.run = Run {
        native_id: document.id,
        name: parsed.claimed.model.clone(),
        status: RunStatus::Complete,
        ..Run::default()
    };
    // The moment it was written. When what a model card claims was measured, it does not say.
    let written = document.timestamp.as_deref().and_then(|text| times::stated(text, TimeSource::InFile));
    parsed.times = Times { started: None, finished: written };
    let count = document.parts.count();
    parsed.population = Population {
        text: format!("{count} parts: {}", document.parts.kinds()),
        size: Some(count),
        sampled: Some(count),
        method: None,
    };
    for aggregate in &document.incomplete {
        let text = "the document says of itself that it is not complete ({aggregate})";
        parsed.partial(Message::new("cyclonedx.incomplete", text, &[("aggregate", aggregate)]));
    }
    if count == 0 {
        parsed.partial(Message::new("run.no-results", "the file lists no parts", &[]));
    }
    let counts = document.parts.counts();
    parsed.datasets = document.parts.datasets;
    parsed.observations = counts.into_iter().chain(document.parts.list).collect();
    parsed.represent(None);
    parsed.finish(notes)
}
