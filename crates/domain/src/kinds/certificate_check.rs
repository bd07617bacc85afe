//! Certificate check: what somebody looked up about a certificate of a supplier, where, when, and what it is worth. Not
//! being found in a register makes no certificate invalid, and being found makes none valid.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Digest, Kind, Label, Moment, Problem, Ref, Stated, Text, Timestamp, Transition, Workflow,
};

/// Vendor certificate check.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CertificateCheck {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Legal name on the certificate.
    pub holder_legal_name: Option<Stated<String>>,
    /// Standard with edition.
    pub standard_and_edition: Option<Stated<String>>,
    /// Its number.
    pub certificate_number: Option<Stated<String>>,
    /// Who issued it.
    pub certification_body: Option<Stated<String>>,
    /// Who accredited that body.
    pub accreditation_body: Option<Stated<String>>,
    /// Number of the accreditation.
    pub accreditation_number: Option<String>,
    /// Whether the accreditation covers this standard.
    pub accredited_scope_confirmed: Option<Stated<bool>>,
    /// Scope, as the certificate words it.
    pub scope_text: Option<Stated<String>>,
    /// Whether it covers what we buy.
    pub covers_bought_service: Option<Stated<Coverage>>,
    /// Sites it names.
    pub sites: Vec<String>,
    /// First day.
    pub issued: Option<Stated<Day>>,
    /// Last day.
    pub expires: Option<Stated<Day>>,
    /// Status, as the register or the body gave it.
    pub status: Option<Stated<CertificateStatus>>,
    /// Version of the Statement of Applicability it names.
    pub soa_version: Option<String>,
    /// Registers that were looked into.
    pub register_checked: Option<Stated<Vec<String>>>,
    /// What they said.
    pub register_result: Option<Stated<String>>,
    /// When it was looked up.
    pub checked_at: Option<Stated<Moment>>,
    /// Who looked it up.
    pub checked_by: Option<Stated<Ref<Person>>>,
    /// The file kept as proof.
    #[schemars(extend("x-artifact" = true))]
    pub proof: Option<Stated<Digest>>,
    /// How far the file itself can be trusted.
    pub integrity: Option<Stated<Integrity>>,
    /// How independent those are who vouch.
    pub independence: Option<Stated<Independence>>,
    /// What it is instead, where it is no certificate of ISO/IEC 42001.
    pub equivalent_attestation: Option<Attestation>,
    /// What we take it for.
    pub decision: Option<Stated<String>>,
}

/// How much is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// All of it.
    Yes,
    /// Part of it.
    Part,
    /// None of it.
    No,
}

/// What a register says of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CertificateStatus {
    /// In force.
    Valid,
    /// Suspended.
    Suspended,
    /// Withdrawn.
    Withdrawn,
    /// Expired.
    Expired,
    /// Not found, or nothing said.
    Unknown,
}

/// How far a file can be trusted to be what was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Integrity {
    /// Signed by who issued it.
    SignedByIssuer,
    /// Taken from the register itself.
    FromRegister,
    /// As the supplier sent it.
    AsSent,
}

/// Who vouches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Independence {
    /// A body accredited for this standard.
    Accredited,
    /// Another third party.
    Unaccredited,
    /// A customer, or somebody with an interest.
    SecondParty,
    /// The supplier itself.
    SelfDeclared,
}

/// What can stand in for a certificate, with its gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Attestation {
    /// A letter of readiness for ISO/IEC 42001 by an independent assessor.
    ReadinessLetter,
    /// SOC 2 with criteria for AI.
    Soc2,
    /// CSA STAR for AI.
    CsaStarForAi,
    /// Conformity papers under the EU AI Act.
    ActConformity,
    /// ISO/IEC 27001 with controls for AI.
    #[serde(rename = "iso27001-with-ai")]
    Iso27001WithAi,
    /// A declaration of its own.
    Declaration,
}

impl CertificateCheck {
    /// Whether it can be relied on at that moment for what we buy: in force, accredited for the standard, and covering
    /// at least part. What is not known counts for nothing.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        let known = |stated: &Option<Stated<bool>>| stated.as_ref().and_then(Stated::known) == Some(&true);
        let covers = self.covers_bought_service.as_ref().and_then(Stated::known).is_some_and(|c| *c != Coverage::No);
        let valid = self.status.as_ref().and_then(Stated::known) == Some(&CertificateStatus::Valid);
        let runs = self.expires.as_ref().and_then(Stated::known).is_some_and(|day| !day.is_over(now));
        covers && valid && runs && known(&self.accredited_scope_confirmed)
    }
}

impl Body for CertificateCheck {
    const NAME: &'static str = "certificate-check";
    const PREFIX: &'static str = "CCK";

    fn sample() -> Self {
        Self {
            title: "Cordoba Annotators, ISO/IEC 42001".into(),
            owner: Some(Ref::number(1)),
            holder_legal_name: Some("Cordoba Annotators SL".into()),
            standard_and_edition: Some("ISO/IEC 42001:2023".into()),
            certificate_number: Some("AIMS-0042".into()),
            certification_body: Some("Example Certification Ltd".into()),
            accreditation_body: Some("Example Accreditation".into()),
            accreditation_number: Some("CB-17".into()),
            accredited_scope_confirmed: Some(true.into()),
            scope_text: Some("Labelling of images".into()),
            covers_bought_service: Some(Coverage::Part.into()),
            sites: vec!["Córdoba".into()],
            issued: Some("2025-02-01".into()),
            expires: Some("2028-01-31".into()),
            status: Some(CertificateStatus::Valid.into()),
            soa_version: Some("3".into()),
            register_checked: Some(vec!["the body's own register".to_owned()].into()),
            register_result: Some("Listed as valid, same scope".into()),
            checked_at: Some("2026-11-20T10:00:00Z".into()),
            checked_by: Some(Ref::number(1).into()),
            proof: Some(Digest([6; 32]).into()),
            integrity: Some(Integrity::FromRegister.into()),
            independence: Some(Independence::Accredited.into()),
            equivalent_attestation: None,
            decision: Some("Relied on for labelling, not for storage.".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let start = |day: &Option<Stated<Day>>| day.as_ref().and_then(Stated::known).and_then(Day::start);
        let (Some(issued), Some(expires)) = (start(&self.issued), start(&self.expires)) else { return Vec::new() };
        let text = "a certificate does not expire before it is issued";
        let wrong = expires < issued;
        wrong.then(|| Problem::new("/expires", "period.wrong", text)).into_iter().collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: CertificateCheck::NAME,
    prefix: CertificateCheck::PREFIX,
    version: 1,
    title: Text::new(
        "Vendor certificate check",
        "Verificação de certificado de fornecedor",
        "Verificação de certificado de fornecedor",
    ),
    refs: &["A.10.3"],
    workflow: &Workflow {
        states: &["draft", "concluded", "superseded"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "conclude",
                from: &["draft"],
                to: "concluded",
                needs: Action::Write,
                requires: &[
                    "holder_legal_name",
                    "standard_and_edition",
                    "certificate_number",
                    "certification_body",
                    "accreditation_body",
                    "accredited_scope_confirmed",
                    "scope_text",
                    "covers_bought_service",
                    "issued",
                    "expires",
                    "status",
                    "register_checked",
                    "register_result",
                    "checked_at",
                    "checked_by",
                    "proof",
                    "integrity",
                    "independence",
                    "decision",
                ],
                guards: &[],
                signs: Some("states what was looked up and what it is taken for"),
            },
            Transition {
                name: "supersede",
                from: &["concluded"],
                to: "superseded",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("holder_legal_name", "Holder", "Titular", "Titular"),
        Label::new("standard_and_edition", "Standard and edition", "Norma e edição", "Norma e edição"),
        Label::new("certificate_number", "Certificate number", "Número do certificado", "Número do certificado"),
        Label::new(
            "certification_body",
            "Certification body",
            "Organismo de certificação",
            "Organismo de certificação",
        ),
        Label::new("accreditation_body", "Accreditation body", "Organismo de acreditação", "Organismo de acreditação"),
        Label::new("accreditation_number", "Accreditation number", "Número da acreditação", "Número da acreditação"),
        Label::new(
            "accredited_scope_confirmed",
            "Accreditation covers it",
            "Acreditação abrange a norma",
            "A acreditação abrange a norma",
        ),
        Label::new("scope_text", "Scope text", "Texto do escopo", "Texto do âmbito"),
        Label::new("covers_bought_service", "Covers what we buy", "Abrange o que compramos", "Abrange o que compramos"),
        Label::new("sites", "Sites", "Locais", "Locais"),
        Label::new("issued", "Issued", "Emitido em", "Emitido em"),
        Label::new("expires", "Expires", "Expira em", "Expira em"),
        Label::new("status", "Status", "Situação", "Situação"),
        Label::new("soa_version", "SoA version", "Versão da DdA", "Versão da DdA"),
        Label::new("register_checked", "Registers checked", "Registros consultados", "Registos consultados"),
        Label::new("register_result", "Register result", "Resultado da consulta", "Resultado da consulta"),
        Label::new("checked_at", "Checked at", "Consultado em", "Consultado em"),
        Label::new("checked_by", "Checked by", "Consultado por", "Consultado por"),
        Label::new("proof", "Proof", "Comprovante", "Comprovativo"),
        Label::new("integrity", "File integrity", "Integridade do arquivo", "Integridade do ficheiro"),
        Label::new("independence", "Independence", "Independência", "Independência"),
        Label::new(
            "equivalent_attestation",
            "Instead of a certificate",
            "Em lugar do certificado",
            "Em vez do certificado",
        ),
        Label::new("decision", "Decision", "Decisão", "Decisão"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<CertificateCheck>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_relied_on_only_where_everything_is_known() {
        let now = Timestamp::parse("2026-11-25").unwrap();
        let check = CertificateCheck::sample();
        assert!(check.holds(now));
        assert!(!check.holds(Timestamp::parse("2028-02-01").unwrap()));
        for broken in [
            CertificateCheck { status: Some(CertificateStatus::Unknown.into()), ..check.clone() },
            CertificateCheck { covers_bought_service: Some(Coverage::No.into()), ..check.clone() },
            CertificateCheck { accredited_scope_confirmed: None, ..check.clone() },
            CertificateCheck { expires: None, ..check },
        ] {
            assert!(!broken.holds(now));
        }
    }

    #[test]
    fn it_does_not_end_before_it_begins() {
        let check = CertificateCheck { expires: Some(Day::from("2024-01-31").into()), ..CertificateCheck::sample() };
        assert_eq!(check.check()[0].at, "/expires");
    }
}
