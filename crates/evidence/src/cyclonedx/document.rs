//! What is kept of a bill of materials. Components are read one by one.

use std::collections::BTreeSet;
use std::io::Read;

use super::part::{Part, property};
use super::parts::Parts;
use crate::Fault;
use crate::scan::{Scanner, Value};

/// How many statements on completeness are kept.
const MAX_AGGREGATES: usize = 20;

/// A bill of materials.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) version: String,
    /// `serialNumber`, with the version of this document.
    pub(super) id: Option<String>,
    pub(super) timestamp: Option<String>,
    /// Name and version of the tool that wrote it.
    pub(super) tool: Option<(String, Option<String>)>,
    /// What the document is about: name and version.
    pub(super) about: Option<(String, Option<String>)>,
    /// What it says of its own completeness, where that is not `complete`.
    pub(super) incomplete: BTreeSet<String>,
    pub(super) parts: Parts,
}

impl Document {
    /// Pulls the kept parts out of a document and passes over the rest.
    pub(super) fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        let mut kept = Self::default();
        let (mut serial, mut revision, mut format, mut listed) = (None, None, None, false);
        scanner.object(|scanner, key| {
            match key {
                "bomFormat" => format = scanner.value()?.to_label(),
                "specVersion" => kept.version = scanner.value()?.to_label().unwrap_or_default(),
                "serialNumber" => serial = scanner.value()?.to_label(),
                "version" => revision = scanner.value()?.to_label(),
                "metadata" => kept.read_metadata(&scanner.passing()?)?,
                "components" => {
                    scanner.once(&mut listed, key)?;
                    scanner.array_or_skip(|scanner| kept.parts.take(&scanner.passing()?))?;
                }
                "compositions" => {
                    scanner.array_or_skip(|scanner| {
                        let composition = scanner.passing()?;
                        kept.read_aggregate(composition.get("aggregate"));
                        Ok(())
                    })?;
                }
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        scanner.end()?;
        if format.as_deref() != Some("CycloneDX") {
            let text =
                "the document does not say that it is of CycloneDX (`bomFormat`); deliver it as the tool wrote it";
            return Err(Fault::new("cyclonedx.format", text));
        }
        kept.id = serial.map(|serial| revision.map_or_else(|| serial.clone(), |number| format!("{serial}/{number}")));
        kept.check_version()?;
        Ok(kept)
    }

    fn read_metadata(&mut self, metadata: &Value) -> Result<(), Fault> {
        self.timestamp = metadata.get("timestamp").and_then(Value::to_label);
        self.tool = metadata.get("tools").and_then(tool);
        let Some(component) = metadata.get("component") else { return Ok(()) };
        let about = Part::of(component);
        if !about.name.is_empty() {
            self.about = Some((about.name, about.version));
        }
        // ai-bom-generator says so in a property of its own.
        if let Some(status) = property(component, "ai-bom:completeness-status").filter(|status| status != "complete") {
            self.incomplete.insert(status);
        }
        self.parts.take_subject(component)
    }

    fn read_aggregate(&mut self, aggregate: Option<&Value>) {
        if let Some(text) = aggregate.and_then(Value::to_label)
            && text.starts_with("incomplete")
            && self.incomplete.len() < MAX_AGGREGATES
        {
            self.incomplete.insert(text);
        }
    }

    /// The two numbers of the specification's version.
    pub(super) fn series(&self) -> Option<(u32, u32)> {
        let (major, minor) = self.version.split_once('.')?;
        Some((major.parse().ok()?, minor.parse().ok()?))
    }

    /// Refuses another series of the specification, whose meaning is not known.
    fn check_version(&self) -> Result<(), Fault> {
        match self.series() {
            Some((1, _)) => Ok(()),
            Some(_) => {
                let text = format!(
                    "the document is of CycloneDX {}; this release reads 1.4 to 1.7: update Assay",
                    self.version
                );
                Err(Fault::new("cyclonedx.version", text))
            }
            None => {
                let text = "the document does not say of which version of CycloneDX it is (`specVersion`)";
                Err(Fault::new("cyclonedx.version", text))
            }
        }
    }
}

/// The tool among those that had a hand in it: the first program, for libraries stand beside it. Up to 1.4 the tools
/// were a plain list.
fn tool(tools: &Value) -> Option<(String, Option<String>)> {
    let list = tools.get("components").unwrap_or(tools).items();
    let program = list.iter().find(|tool| tool.get("type").and_then(Value::as_str) == Some("application"));
    let tool = program.or_else(|| list.first())?;
    let text = |key: &str| tool.get(key).and_then(Value::to_label);
    Some((text("name")?, text("version")))
}
