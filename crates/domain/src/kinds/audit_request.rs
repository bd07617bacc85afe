//! Audit request: what an auditor asks to see, and what was shown [9.2.2].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::Audit;
use super::certification_audit::CertificationAudit;
use super::document::Document;
use super::evidence::Evidence;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Guard, Kind, Label, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Audit request.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AuditRequest {
    /// What people read.
    pub title: String,
    /// Who sees to the answer.
    pub owner: Option<Ref<Person>>,
    /// The internal audit.
    pub audit: Option<Ref<Audit>>,
    /// Or the certification audit.
    pub certification_audit: Option<Ref<CertificationAudit>>,
    /// Who asks: the auditor's name, for often they are no person of ours.
    pub asked_by: Option<Stated<String>>,
    /// What is asked for.
    pub request: Option<Stated<String>>,
    /// The requirement it is about, for example `iso42001:A.6.2.4`.
    pub requirement: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// The answer in words.
    pub answer: Option<Stated<String>>,
    /// Evidence shown.
    pub evidence: Vec<Ref<Evidence>>,
    /// Documents shown.
    pub documents: Vec<Ref<Document>>,
}

impl AuditRequest {
    /// Whether the day for an answer has passed without one.
    #[must_use]
    pub fn is_overdue(&self, state: &str, now: Timestamp) -> bool {
        state == "open" && self.due.as_ref().is_some_and(|d| d.is_over(now))
    }
}

impl Body for AuditRequest {
    const NAME: &'static str = "audit-request";
    const PREFIX: &'static str = "ARQ";
    const FROZEN: &'static [Frozen] = &[Frozen { states: &["answered"], fields: &["asked_by", "request"] }];

    fn sample() -> Self {
        Self {
            title: "Signatures of the last three releases".into(),
            owner: Some(Ref::number(1)),
            audit: Some(Ref::number(1)),
            certification_audit: None,
            asked_by: Some("Declan Shaw".into()),
            request: Some("show signature and digest for each part of the last three releases".into()),
            requirement: Some("iso42001:A.6.2.5".into()),
            due: Some("2026-10-13".into()),
            answer: Some("two are signed; for the third there is none".into()),
            evidence: vec![Ref::number(1)],
            documents: vec![Ref::number(1)],
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: AuditRequest::NAME,
    prefix: AuditRequest::PREFIX,
    version: 1,
    title: Text::new("Audit request", "Solicitação de auditoria", "Pedido de auditoria"),
    refs: &["9.2.2"],
    workflow: &Workflow {
        states: &["open", "answered", "accepted", "withdrawn"],
        create: Some(Action::Ask),
        editable: &["open", "answered"],
        transitions: &[
            Transition {
                name: "answer",
                from: &["open"],
                to: "answered",
                needs: Action::Write,
                requires: &["asked_by", "request", "answer"],
                guards: &[Guard::OneStated { fields: &["audit", "certification_audit"] }],
                signs: None,
            },
            Transition {
                name: "return",
                from: &["answered"],
                to: "open",
                needs: Action::Ask,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "accept",
                from: &["answered"],
                to: "accepted",
                needs: Action::Ask,
                requires: &[],
                guards: &[],
                signs: Some("has seen what was asked for"),
            },
            Transition {
                name: "withdraw",
                from: &["open", "answered"],
                to: "withdrawn",
                needs: Action::Ask,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("audit", "Internal audit", "Auditoria interna", "Auditoria interna"),
        Label::new(
            "certification_audit",
            "Certification audit",
            "Auditoria de certificação",
            "Auditoria de certificação",
        ),
        Label::new("asked_by", "Asked by", "Solicitado por", "Pedido por"),
        Label::new("request", "Request", "Solicitação", "Pedido"),
        Label::new("requirement", "Requirement", "Requisito", "Requisito"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("answer", "Answer", "Resposta", "Resposta"),
        Label::new("evidence", "Evidence", "Evidências", "Evidências"),
        Label::new("documents", "Documents", "Documentos", "Documentos"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<AuditRequest>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answered_request_is_not_overdue() {
        let request = AuditRequest::sample();
        let at = |day: &str| Timestamp::parse(day).unwrap();
        assert!(request.is_overdue("open", at("2026-10-14")));
        assert!(!request.is_overdue("answered", at("2026-10-14")));
    }
}
