//! Certification audit: one visit of a certification body, with its deadlines as that body sets them (ISO/IEC 17021-1).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::certificate::Certificate;
use super::document::Document;
use super::finding::Grade;
use super::person::Person;
use super::scope_statement::ScopeStatement;
use super::soa_version::SoaVersion;
use crate::kind::Shape;
use crate::{Action, Body, Day, Decimal, Guard, Kind, Label, Period, Problem, Ref, Stated, Text, Transition, Workflow};

/// Certification audit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CertificationAudit {
    /// What people read.
    pub title: String,
    /// Who answers for it on our side.
    pub owner: Option<Ref<Person>>,
    /// The certification body.
    pub body: Option<Stated<String>>,
    /// Which visit of the cycle.
    pub stage: Option<Stated<Stage>>,
    /// The days.
    pub dates: Option<Stated<Period>>,
    /// Their auditors.
    pub team: Vec<ExternalAuditor>,
    /// The scope they audit.
    pub scope: Option<Stated<Ref<ScopeStatement>>>,
    /// The Statement of Applicability they audit.
    pub soa: Option<Stated<Ref<SoaVersion>>>,
    /// The certificate it is about, once there is one.
    pub certificate: Option<Ref<Certificate>>,
    /// Their plan.
    pub plan: Option<Ref<Document>>,
    /// Audit time: what it was worked out from, and the range that gives.
    pub audit_time: Option<Stated<AuditTime>>,
    /// Days for each step after a finding, as this body sets them.
    pub finding_deadlines: Option<Stated<Vec<FindingDeadline>>>,
    /// What stage 1 saw that would become a finding in stage 2.
    pub areas_of_concern: Vec<AreaOfConcern>,
    /// What the auditors conclude.
    pub conclusion: Option<Stated<String>>,
    /// What the body decided.
    pub decision: Option<Stated<Decision>>,
    /// By when the next visit has to be.
    pub next_due: Option<Stated<Day>>,
}

/// A visit of the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Is everything ready?
    #[serde(rename = "stage-1")]
    Stage1,
    /// Does it work?
    #[serde(rename = "stage-2")]
    Stage2,
    /// Between two certifications.
    Surveillance,
    /// Before the certificate ends.
    Recertification,
    /// For a reason of its own: a complaint, a change, a suspension.
    Special,
    /// The scope grows.
    ScopeExtension,
    /// From another body.
    Transfer,
}

/// Somebody who audits for the body.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExternalAuditor {
    /// Name.
    pub name: String,
    /// For example `lead auditor` or `technical expert`.
    pub role: Option<String>,
}

/// Audit time as a range; the table behind it is not public.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AuditTime {
    /// Fewest days.
    pub low_days: Option<Decimal>,
    /// Most days.
    pub high_days: Option<Decimal>,
    /// Days agreed.
    pub agreed_days: Option<Decimal>,
    /// What it was worked out from.
    pub inputs: Vec<TimeInput>,
}

/// One input of the audit time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TimeInput {
    /// What.
    pub factor: Option<TimeFactor>,
    /// How much of it, in words.
    pub value: String,
}

/// What audit time depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeFactor {
    /// People who work in scope.
    People,
    /// How many AI systems, how different.
    Systems,
    /// Developer, provider, user.
    Roles,
    /// Risk and impact of the systems.
    RiskLevel,
    /// Complexity of technology and data.
    Complexity,
    /// Sites, and work from afar.
    Sites,
    /// Outsourcing and suppliers.
    Suppliers,
    /// Audited together with other management systems.
    Integration,
    /// Maturity, earlier certificates.
    Maturity,
}

/// How long a body gives for a step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FindingDeadline {
    /// For findings of this grade.
    pub grade: Option<Grade>,
    /// The step.
    pub step: Option<AnswerStep>,
    /// Days, counted from the last day of the audit.
    pub days: u32,
}

/// A step of the answer to a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerStep {
    /// Correction made, cause found, action planned.
    Plan,
    /// Action done and shown.
    Closure,
}

/// Something that stage 1 saw.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AreaOfConcern {
    /// The requirement it bears on.
    pub requirement: String,
    /// What was seen.
    pub text: String,
    /// How it was dealt with.
    pub answer: Option<String>,
    /// When.
    pub closed_on: Option<Day>,
}

/// What a certification body decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Goes on to stage 2.
    Proceed,
    /// Certifies.
    Granted,
    /// Keeps the certificate.
    Maintained,
    /// Certifies once named conditions are met.
    Conditional,
    /// Makes the scope larger.
    ScopeExtended,
    /// Makes it smaller.
    ScopeReduced,
    /// Suspends.
    Suspended,
    /// Restores.
    Restored,
    /// Withdraws.
    Withdrawn,
    /// Does not certify.
    Refused,
}

impl CertificationAudit {
    /// By when a finding of this grade takes a step, counted from the last day of the audit; nothing when the body sets
    /// no such deadline.
    #[must_use]
    pub fn deadline(&self, grade: Grade, step: AnswerStep) -> Option<Day> {
        let last = self.dates.as_ref()?.known()?.to.as_ref()?;
        let deadlines = self.finding_deadlines.as_ref()?.known()?;
        let days = deadlines.iter().find(|d| d.grade == Some(grade) && d.step == Some(step))?.days;
        last.plus_days(days)
    }

    /// Areas of concern that nobody has closed.
    pub fn open_concerns(&self) -> impl Iterator<Item = &AreaOfConcern> {
        self.areas_of_concern.iter().filter(|a| a.closed_on.is_none())
    }
}

impl Body for CertificationAudit {
    const NAME: &'static str = "certification-audit";
    const PREFIX: &'static str = "CAUD";

    fn sample() -> Self {
        let deadline = |grade, step, days| FindingDeadline { grade: Some(grade), step: Some(step), days };
        Self {
            title: "Stage 1, 2027".into(),
            owner: Some(Ref::number(1)),
            body: Some("Douro Assurance".into()),
            stage: Some(Stage::Stage1.into()),
            dates: Some(Period::new("2027-02-15", "2027-02-16").into()),
            team: vec![ExternalAuditor { name: "Marta Reis".into(), role: Some("lead auditor".into()) }],
            scope: Some(Ref::number(1).into()),
            soa: Some(Ref::number(1).into()),
            certificate: None,
            plan: Some(Ref::number(1)),
            audit_time: Some(
                AuditTime {
                    low_days: Some("7".into()),
                    high_days: Some("10.5".into()),
                    agreed_days: Some("9".into()),
                    inputs: vec![TimeInput {
                        factor: Some(TimeFactor::People),
                        value: "140, of whom 60 in scope".into(),
                    }],
                }
                .into(),
            ),
            finding_deadlines: Some(
                vec![deadline(Grade::Major, AnswerStep::Plan, 30), deadline(Grade::Major, AnswerStep::Closure, 90)]
                    .into(),
            ),
            areas_of_concern: vec![AreaOfConcern {
                requirement: "iso42001:A.5.5".into(),
                text: "effects on society are named, not judged".into(),
                answer: None,
                closed_on: None,
            }],
            conclusion: Some("ready for stage 2 once the area of concern is closed".into()),
            decision: Some(Decision::Proceed.into()),
            next_due: Some("2027-04-12".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let time = self.audit_time.as_ref().and_then(Stated::known);
        let ends = time.and_then(|t| Some((t.low_days.as_ref()?.value()?, t.high_days.as_ref()?.value()?)));
        match ends {
            Some((low, high)) if low > high => {
                vec![Problem::new("/audit_time/high_days", "range.wrong", "the range ends below its beginning")]
            }
            _ => Vec::new(),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: CertificationAudit::NAME,
    prefix: CertificationAudit::PREFIX,
    version: 1,
    title: Text::new("Certification audit", "Auditoria de certificação", "Auditoria de certificação"),
    refs: &["4.3", "6.1.3", "9.2.1"],
    workflow: &Workflow {
        states: &["planned", "in-progress", "reported", "decided", "cancelled"],
        create: Some(Action::Write),
        editable: &["planned", "in-progress", "reported"],
        transitions: &[
            Transition {
                name: "start",
                from: &["planned"],
                to: "in-progress",
                needs: Action::Write,
                requires: &["body", "stage", "dates", "scope", "soa"],
                guards: &[
                    Guard::AllIn { field: "scope", states: &["approved"] },
                    Guard::AllIn { field: "soa", states: &["approved"] },
                ],
                signs: None,
            },
            Transition {
                name: "report",
                from: &["in-progress"],
                to: "reported",
                needs: Action::Write,
                requires: &["conclusion", "finding_deadlines"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "decide",
                from: &["reported"],
                to: "decided",
                needs: Action::Approve,
                requires: &["decision", "next_due"],
                guards: &[],
                signs: Some("records what the certification body decided"),
            },
            Transition {
                name: "cancel",
                from: &["planned", "in-progress"],
                to: "cancelled",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("records that this audit does not take place"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("body", "Certification body", "Organismo de certificação", "Organismo de certificação"),
        Label::new("stage", "Stage", "Fase", "Fase"),
        Label::new("dates", "Dates", "Datas", "Datas"),
        Label::new("team", "Auditors", "Auditores", "Auditores"),
        Label::new("scope", "Scope statement", "Declaração de escopo", "Declaração de âmbito"),
        Label::new("soa", "Statement of Applicability", "Declaração de Aplicabilidade", "Declaração de Aplicabilidade"),
        Label::new("certificate", "Certificate", "Certificado", "Certificado"),
        Label::new("plan", "Audit plan", "Plano de auditoria", "Plano de auditoria"),
        Label::new("audit_time", "Audit time", "Tempo de auditoria", "Tempo de auditoria"),
        Label::new("finding_deadlines", "Deadlines for findings", "Prazos das constatações", "Prazos das constatações"),
        Label::new("areas_of_concern", "Areas of concern", "Áreas de preocupação", "Áreas de preocupação"),
        Label::new("conclusion", "Conclusion", "Conclusão", "Conclusão"),
        Label::new("decision", "Decision", "Decisão", "Decisão"),
        Label::new("next_due", "Next visit by", "Próxima visita até", "Próxima visita até"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<CertificationAudit>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_are_those_of_the_body_and_count_from_the_last_day() {
        let audit = CertificationAudit::sample();
        let by = |grade, step| audit.deadline(grade, step).map(|d| d.to_string());
        assert_eq!(by(Grade::Major, AnswerStep::Plan).as_deref(), Some("2027-03-18"));
        assert_eq!(by(Grade::Minor, AnswerStep::Plan), None);
        assert_eq!(audit.open_concerns().count(), 1);
    }

    #[test]
    fn a_range_has_its_ends_in_order() {
        let mut audit = CertificationAudit::sample();
        assert!(audit.check().is_empty());
        audit.audit_time = Some(
            AuditTime { low_days: Some("9".into()), high_days: Some("8.5".into()), ..AuditTime::default() }.into(),
        );
        assert_eq!(audit.check()[0].at, "/audit_time/high_days");
    }
}
