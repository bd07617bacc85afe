//! Evidence: one tool run as read from artifacts by a named parser version, or one human act as stated by who did it.
//! Immutable; reading anew supersedes, never edits. A human act carries no observation, so no threshold is met by it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::kind::Shape;
use crate::{
    ArtifactPart, Body, Claimed, Collector, DatasetUse, Day, Digest, EvidenceKind, EvidenceOrigin, Kind, Label,
    Message, Period, Population, Problem, Ref, Representativeness, Run, Subject, SubjectMatch, Text, Times, Timestamp,
    Tool, ValueWords, Warning, Workflow,
};

/// Evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Evidence {
    /// What people read.
    pub title: String,
    /// What sort.
    pub evidence_kind: EvidenceKind,
    /// Whether a tool ran or a person did something.
    pub origin: EvidenceOrigin,
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
    /// The days it speaks of.
    pub period: Option<Period>,
    /// The query or filter that gave it.
    pub query: Option<String>,
    /// What was done and seen, as the person who did it states it.
    pub statement: Option<String>,
    /// Where it came from: a system, a place, an address.
    pub source: Option<String>,
    /// Records of ours that it shows.
    pub shows: Vec<Subject>,
    /// Requirements it is offered for, for example `iso42001:A.5.5`; a review accepts it for each.
    pub requirements: Vec<String>,
    /// Last day it may be relied on, as stated.
    pub valid_until: Option<Day>,
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

impl Evidence {
    /// Whether the day until which it may be relied on has passed.
    #[must_use]
    pub fn has_run_out(&self, now: Timestamp) -> bool {
        self.valid_until.as_ref().is_some_and(|d| d.is_over(now))
    }

    /// Whether both ends of the days it speaks of are named.
    fn is_bounded(&self) -> bool {
        self.period.as_ref().is_some_and(|p| p.from.is_some() && p.to.is_some())
    }

    /// A human act says who collected what of which population over which days, and shows it; it never looks like a run.
    fn check_human_act(&self) -> Vec<Problem> {
        let needed = [
            ("/subject", self.subject.is_none(), "name what it is about"),
            ("/collector", self.collector.is_none(), "name who collected it"),
            ("/period", !self.is_bounded(), "name the first and the last day it speaks of"),
            ("/population/text", self.population.text.trim().is_empty(), "say what it was taken from"),
            (
                "/statement",
                self.statement.is_none() && self.artifacts.is_empty(),
                "state what was done and seen, or attach a file",
            ),
        ];
        let foreign = [
            ("/observations", self.observations != 0 || self.observations_root.is_some()),
            ("/parser", !self.parser.is_empty() || !self.format.is_empty()),
            ("/tool", !self.tool.name.is_empty()),
            ("/evidence_kind", self.evidence_kind.is_measured()),
        ];
        let text = "a human act carries nothing that a parser reads; deliver the tool's own file instead";
        let absent = needed.into_iter().filter(|(_, absent, _)| *absent);
        let absent = absent.map(|(at, _, text)| Problem::new(at, "field.required", text));
        let foreign = foreign.into_iter().filter(|(_, there)| *there);
        absent.chain(foreign.map(|(at, _)| Problem::new(at, "evidence.human-act", text))).collect()
    }
}

/// The kinds that a person can state, with what they are called. What only a tool can measure is not among them.
pub fn stated_kinds() -> impl Iterator<Item = &'static ValueWords> {
    let words = KIND.field("evidence_kind").map(|field| field.values).unwrap_or_default();
    let read = |word: &str| serde_json::from_value::<EvidenceKind>(Value::String(word.to_owned()));
    words.iter().filter(move |word| read(word.slug).is_ok_and(|kind| !kind.is_measured()))
}

/// Everything that was recorded before human acts could be came from a tool.
fn to_2(body: &mut Map<String, Value>) {
    body.entry("origin").or_insert_with(|| "tool-run".into());
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
            artifacts: vec![ArtifactPart {
                name: "a.eval".into(),
                sha256: Digest([1; 32]),
                size: 10,
                role: "report".into(),
            }],
            observations: 1,
            observations_root: Some(Digest([2; 32])),
            ..Self::default()
        }
    }

    fn check(&self) -> Vec<Problem> {
        match self.origin {
            EvidenceOrigin::ToolRun => Vec::new(),
            EvidenceOrigin::HumanAct => self.check_human_act(),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Evidence::NAME,
    prefix: Evidence::PREFIX,
    version: 2,
    title: Text::new("Evidence", "Evidência", "Evidência"),
    refs: &["7.5.1", "8.1", "9.1", "A.6.2.4"],
    workflow: Workflow::FIXED,
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("evidence_kind", "Kind", "Tipo", "Tipo"),
        Label::new("origin", "Origin", "Origem", "Origem"),
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
        Label::new("period", "Period", "Período", "Período"),
        Label::new("query", "Query", "Consulta", "Consulta"),
        Label::new("statement", "What was done and seen", "O que foi feito e visto", "O que foi feito e visto"),
        Label::new("source", "Source", "Fonte", "Fonte"),
        Label::new("shows", "Shows", "Demonstra", "Demonstra"),
        Label::new("requirements", "Offered for", "Oferecida para", "Oferecida para"),
        Label::new("valid_until", "Valid until", "Válida até", "Válida até"),
        Label::new("datasets", "Data sets", "Conjuntos de dados", "Conjuntos de dados"),
        Label::new("collector", "Collector", "Coletor", "Recolhido por"),
        Label::new("artifacts", "Files", "Arquivos", "Ficheiros"),
        Label::new("observations", "Observations", "Observações", "Observações"),
        Label::new("observations_root", "Root of the observations", "Raiz das observações", "Raiz das observações"),
        Label::new("warnings", "Warnings", "Avisos", "Avisos"),
        Label::new("supersedes", "Replaces", "Substitui", "Substitui"),
    ],
    owned: false,
    upcasters: &[to_2],
    shape: Shape::of::<Evidence>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    fn act() -> Evidence {
        Evidence {
            title: "Rankings of one night, read again".into(),
            evidence_kind: EvidenceKind::ConcernReport,
            origin: EvidenceOrigin::HumanAct,
            subject: Some(Subject::Record(crate::Key::new("SYS", 1))),
            collector: Some(Collector { member: Ref::number(1), via: "web".into(), token: None }),
            period: Some(Period::new("2026-11-08", "2026-11-09")),
            population: Population { text: "applications ranked that night, 31".into(), ..Population::default() },
            statement: Some("all 31 read; four decisions changed".into()),
            valid_until: Some("2027-11-09".into()),
            ..Evidence::default()
        }
    }

    fn places(evidence: &Evidence) -> Vec<String> {
        evidence.check().into_iter().map(|p| p.at).collect()
    }

    #[test]
    fn a_human_act_says_who_what_when_and_shows_it() {
        assert!(places(&act()).is_empty());
        let body = serde_json::to_value(act()).unwrap();
        assert!(KIND.normalise(body).is_ok());
        let bare = Evidence { origin: EvidenceOrigin::HumanAct, ..Evidence::default() };
        assert_eq!(places(&bare), ["/subject", "/collector", "/period", "/population/text", "/statement", "/evidence_kind"]);
    }

    #[test]
    fn a_human_act_does_not_pass_for_a_run() {
        let posing = Evidence { observations: 3, parser: "inspect/1".into(), ..act() };
        assert_eq!(places(&posing), ["/observations", "/parser"]);
        let measured = Evidence { evidence_kind: EvidenceKind::Evaluation, ..act() };
        assert_eq!(places(&measured), ["/evidence_kind"]);
    }

    #[test]
    fn what_people_can_state_is_named() {
        let all: Vec<&str> = stated_kinds().map(|word| word.slug).collect();
        assert_eq!(all.len(), 23 - 5, "{all:?}");
        assert!(all.contains(&"training-records") && !all.contains(&"evaluation"));
    }

    #[test]
    fn a_human_act_speaks_of_days_that_end() {
        let lasting = Period { from: Some("2026-11-08".into()), to: None };
        assert_eq!(places(&Evidence { period: Some(lasting), ..act() }), ["/period"]);
    }

    #[test]
    fn what_was_recorded_before_came_from_a_tool() {
        let old = serde_json::json!({"title": "a", "tool": {"name": "garak"}, "schema": "evidence/1"});
        assert_eq!(KIND.upcast(old)["origin"], "tool-run");
    }

    #[test]
    fn what_is_stated_to_end_ends() {
        let now = |day: &str| Timestamp::parse(day).unwrap();
        assert!(!act().has_run_out(now("2027-11-09")));
        assert!(act().has_run_out(now("2027-11-10")));
    }
}
