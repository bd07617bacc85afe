//! Evidence: one tool run as read from artifacts by a named parser version. Immutable; reading anew supersedes, never edits.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kind::Shape;
use crate::{ArtifactPart, Body, Claimed, Collector, DatasetUse, Digest, EvidenceKind, Kind, Label, Message, Population, Ref, Representativeness, Run, Subject, SubjectMatch, Text, Times, Tool, Warning, Workflow};

/// Evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Evidence {
    /// What people read.
    pub title: String,
    /// What sort.
    pub evidence_kind: EvidenceKind,
    /// What it was bound to at delivery.
    pub subject: Option<Subject>,
    /// Digest of the parts that the version named at delivery: what the run speaks of, should the version change.
    pub subject_parts: Option<Digest>,
    /// The tool.
    pub tool: Tool,
    /// Format as recognised, for example `garak-report`.
    pub format: String,
    /// Parser that read it, with its version, for example `garak/1`.
    pub parser: String,
    /// The run.
    pub run: Run,
    /// When it ran.
    pub times: Times,
    /// What the tool says it tested.
    pub claimed: Claimed,
    /// How that fits the subject.
    pub subject_match: SubjectMatch,
    /// Whether it touched the real thing.
    pub representativeness: Representativeness,
    /// What tells so.
    pub representativeness_reasons: Vec<Message>,
    /// What was sampled.
    pub population: Population,
    /// Data sets used.
    pub datasets: Vec<DatasetUse>,
    /// Who delivered it.
    pub collector: Option<Collector>,
    /// The files.
    pub artifacts: Vec<ArtifactPart>,
    /// How many observations it holds.
    pub observations: u32,
    /// Root of the RFC 9162 tree over their canonical JSON, hexadecimal.
    pub observations_root: Option<Digest>,
    /// What the parser noticed.
    pub warnings: Vec<Warning>,
    /// The evidence this replaces.
    pub supersedes: Option<Ref<Evidence>>,
}

impl Body for Evidence {
    const NAME: &'static str = "evidence";
    const PREFIX: &'static str = "EV";

    fn sample() -> Self {
        Self {
            title: "inspect digits, SYS-1@1.1.0".into(),
            subject: Some(Subject::Version(crate::Key::new("SYS", 1), "1.1.0".into())),
            tool: Tool { name: "inspect".into(), version: Some("0.3.240".into()) },
            format: "inspect-eval".into(),
            parser: "inspect/1".into(),
            collector: Some(Collector { member: Ref::number(1), via: "api".into(), token: None }),
            artifacts: vec![ArtifactPart { name: "a.eval".into(), sha256: Digest([1; 32]), size: 10, role: "report".into() }],
            observations: 1,
            observations_root: Some(Digest([2; 32])),
            ..Self::default()
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Evidence::NAME,
    prefix: Evidence::PREFIX,
    version: 1,
    title: Text::new("Evidence", "Evidência", "Evidência"),
    refs: &["7.5", "9.1", "A.6.2.4"],
    workflow: Workflow::FIXED,
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("evidence_kind", "Kind", "Tipo", "Tipo"),
        Label::new("subject", "Subject", "Objeto", "Objeto"),
        Label::new("subject_parts", "Parts then", "Partes então", "Partes à data"),
        Label::new("tool", "Tool", "Ferramenta", "Ferramenta"),
        Label::new("format", "Format", "Formato", "Formato"),
        Label::new("parser", "Parser", "Leitor", "Leitor"),
        Label::new("run", "Run", "Execução", "Execução"),
        Label::new("times", "Times", "Horários", "Horas"),
        Label::new("claimed", "The tool's claim", "Alegação da ferramenta", "Alegação da ferramenta"),
        Label::new("subject_match", "Claim fits subject", "Alegação confere", "Alegação confere"),
        Label::new("representativeness", "Representativeness", "Representatividade", "Representatividade"),
        Label::new("representativeness_reasons", "Because", "Porque", "Porque"),
        Label::new("population", "Population", "População", "População"),
        Label::new("datasets", "Data sets", "Conjuntos de dados", "Conjuntos de dados"),
        Label::new("collector", "Collector", "Coletor", "Recolhido por"),
        Label::new("artifacts", "Files", "Arquivos", "Ficheiros"),
        Label::new("observations", "Observations", "Observações", "Observações"),
        Label::new("observations_root", "Root of the observations", "Raiz das observações", "Raiz das observações"),
        Label::new("warnings", "Warnings", "Avisos", "Avisos"),
        Label::new("supersedes", "Replaces", "Substitui", "Substitui"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Evidence>(),
};
