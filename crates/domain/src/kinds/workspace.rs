//! Workspace: one AIMS with one scope. Its record is the first entry of the log and says whether it is a demo, for ever.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kind::Shape;
use crate::{Body, Kind, Label, Text, Workflow};

/// Workspace.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Workspace {
    /// Organisation.
    pub title: String,
    /// Scope of the AIMS.
    pub scope: Option<String>,
    /// Whether everything in here is invented for demonstration.
    pub demo: bool,
    /// Restored backups: each opened a new epoch of the log.
    pub epochs: Vec<Epoch>,
}

/// The log goes on from a restored backup under a new origin, and says what may be lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Epoch {
    /// Number of the epoch that begins, from 2.
    pub number: u32,
    /// Entries that the backup held.
    pub restored_size: u64,
    /// The newest checkpoint known when it was restored, as a signed note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_known_checkpoint: Option<String>,
    /// Why it was restored.
    pub reason: String,
}

impl Body for Workspace {
    const NAME: &'static str = "workspace";
    const PREFIX: &'static str = "WSP";

    fn sample() -> Self {
        Self {
            title: "Aldermoor Language Labs".into(),
            scope: Some("All AI systems".into()),
            demo: false,
            epochs: Vec::new(),
        }
    }

    fn unique(&self) -> Vec<String> {
        vec!["workspace".to_owned()]
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Workspace::NAME,
    prefix: Workspace::PREFIX,
    version: 1,
    title: Text::new("Workspace", "Espaço de trabalho", "Espaço de trabalho"),
    refs: &["4.3"],
    workflow: &Workflow {
        states: &["open"],
        create: None,
        editable: &["open"],
        transitions: &[],
    },
    labels: &[
        Label::new("title", "Organisation", "Organização", "Organização"),
        Label::new("scope", "Scope", "Escopo", "Âmbito"),
        Label::new("demo", "Demo", "Demonstração", "Demonstração"),
        Label::new("epochs", "Epochs of the log", "Épocas do log", "Épocas do registo"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Workspace>(),
};
