//! Certificate: our own, as the certification body issued it, with where it was looked up and what happened to it since.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::SystemRole;
use super::document::Document;
use super::person::Person;
use super::scope_statement::ScopeStatement;
use super::soa_version::SoaVersion;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Digest, Frozen, Guard, Kind, Label, Problem, Ref, Stated, Text, Timestamp, Transition, Workflow,
};

/// Certificate of our own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Certificate {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Number on the certificate.
    pub number: Option<Stated<String>>,
    /// Standard with its edition.
    pub standard: Option<Stated<String>>,
    /// Who issued it.
    pub body: Option<Stated<String>>,
    /// Who accredited the issuer.
    pub accreditation_body: Option<Stated<String>>,
    /// Number of that accreditation.
    pub accreditation_number: Option<String>,
    /// Our legal name as it stands there.
    pub legal_name: Option<Stated<String>>,
    /// The scope, word for word.
    pub scope_text: Option<Stated<String>>,
    /// Our scope statement, with which it has to agree word for word.
    pub scope: Option<Stated<Ref<ScopeStatement>>>,
    /// Sites named.
    pub sites: Vec<String>,
    /// Our roles as named there.
    pub roles: Vec<SystemRole>,
    /// Statement of Applicability it names.
    pub soa: Option<Ref<SoaVersion>>,
    /// First day.
    pub issued: Option<Stated<Day>>,
    /// Last day.
    pub expires: Option<Stated<Day>>,
    /// The file, by digest.
    #[schemars(extend("x-artifact" = true))]
    pub sha256: Option<Digest>,
    /// What the body says about using its marks.
    pub mark_rules: Option<Stated<String>>,
    /// Where we use the marks.
    pub mark_uses: Vec<MarkUse>,
    /// Where it was looked up.
    pub checks: Option<Stated<Vec<RegisterCheck>>>,
    /// What happened since it was issued.
    pub events: Vec<CertificateEvent>,
    /// The one it replaces.
    pub replaces: Option<Ref<Certificate>>,
}

/// One use of a mark.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MarkUse {
    /// Where, for example an address or a brochure.
    pub place: String,
    /// Since when.
    pub since: Option<Day>,
    /// Who looked whether the rules allow it.
    pub checked_by: Option<Ref<Person>>,
}

/// One look into a register.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RegisterCheck {
    /// Which register.
    pub register: String,
    /// When.
    pub on: Option<Day>,
    /// Who looked.
    pub by: Option<Ref<Person>>,
    /// What it said.
    pub result: Option<RegisterResult>,
    /// Proof, by digest.
    #[schemars(extend("x-artifact" = true))]
    pub proof: Option<Digest>,
}

/// What a register says. Not being found is not being invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RegisterResult {
    /// Listed as valid.
    Valid,
    /// Listed as suspended.
    Suspended,
    /// Listed as withdrawn.
    Withdrawn,
    /// Listed as expired.
    Expired,
    /// Not listed, which proves nothing.
    NotFound,
    /// The register cannot be searched.
    NotSearchable,
}

/// Something that happened to the certificate.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CertificateEvent {
    /// What.
    pub event: Option<EventKind>,
    /// When.
    pub on: Option<Day>,
    /// What it was about, and how it ended.
    pub text: String,
    /// Letter or notice.
    pub document: Option<Ref<Document>>,
}

/// What may happen to a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// We told the body of a change.
    NoticeOfChange,
    /// The scope grew.
    ScopeExtension,
    /// It shrank.
    ScopeReduction,
    /// The body came for a reason of its own.
    SpecialAudit,
    /// It was suspended.
    Suspension,
    /// It was restored.
    Restoration,
    /// It was withdrawn.
    Withdrawal,
    /// It went to another body.
    Transfer,
    /// Somebody complained about us to the body.
    Complaint,
    /// We appealed against a decision.
    Appeal,
}

/// What a certificate is worth at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In force.
    Valid,
    /// Its last day has passed.
    Expired,
    /// Suspended.
    Suspended,
    /// Withdrawn, replaced, or not yet recorded as issued.
    NotInForce,
}

impl Certificate {
    /// What it is worth: state and last day together, so that nobody has to remember to expire it.
    #[must_use]
    pub fn standing(&self, state: &str, now: Timestamp) -> Standing {
        let expired = self.expires.as_ref().and_then(Stated::known).is_some_and(|d| d.is_over(now));
        match state {
            "valid" | "suspended" if expired => Standing::Expired,
            "valid" => Standing::Valid,
            "suspended" => Standing::Suspended,
            _ => Standing::NotInForce,
        }
    }

    /// Whether its scope is, word for word, that of the scope statement; spaces and line ends aside.
    #[must_use]
    pub fn scope_is(&self, statement: &str) -> Option<bool> {
        let own = self.scope_text.as_ref()?.known()?;
        Some(own.split_whitespace().eq(statement.split_whitespace()))
    }
}

impl Body for Certificate {
    const NAME: &'static str = "certificate";
    const PREFIX: &'static str = "CERT";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["valid", "suspended"],
        fields: &[
            "number",
            "standard",
            "body",
            "accreditation_body",
            "accreditation_number",
            "legal_name",
            "scope_text",
            "scope",
            "sites",
            "roles",
            "soa",
            "issued",
            "expires",
            "sha256",
            "replaces",
        ],
    }];

    fn sample() -> Self {
        Self {
            title: "ISO/IEC 27001, Aldermoor Language Labs".into(),
            owner: Some(Ref::number(1)),
            number: Some("DA-27-0142".into()),
            standard: Some("ISO/IEC 27001:2022".into()),
            body: Some("Douro Assurance".into()),
            accreditation_body: Some("IPAC".into()),
            accreditation_number: Some("M0042".into()),
            legal_name: Some("Aldermoor Language Labs".into()),
            scope_text: Some("Provision and support of the Aldermoor language platform from Porto".into()),
            scope: Some(Ref::number(1).into()),
            sites: vec!["Porto".into()],
            roles: vec![SystemRole::Provider],
            soa: Some(Ref::number(1)),
            issued: Some("2025-06-02".into()),
            expires: Some("2028-06-01".into()),
            sha256: Some(Digest([8; 32])),
            mark_rules: Some("never on a product, never larger than our own name".into()),
            mark_uses: vec![MarkUse {
                place: "footer of the public pages".into(),
                since: Some("2025-06-10".into()),
                checked_by: Some(Ref::number(1)),
            }],
            checks: Some(
                vec![RegisterCheck {
                    register: "the body's own register".into(),
                    on: Some("2026-11-02".into()),
                    by: Some(Ref::number(1)),
                    result: Some(RegisterResult::Valid),
                    proof: Some(Digest([9; 32])),
                }]
                .into(),
            ),
            events: vec![CertificateEvent {
                event: Some(EventKind::NoticeOfChange),
                on: Some("2026-03-01".into()),
                text: "told of the site in Dublin; an extension follows with the next visit".into(),
                document: Some(Ref::number(1)),
            }],
            replaces: None,
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let day = |d: &Option<Stated<Day>>| d.as_ref().and_then(Stated::known).cloned();
        match (transition, day(&self.issued), day(&self.expires)) {
            ("register", Some(issued), Some(expires)) if expires <= issued => {
                vec![Problem::new(
                    "/expires",
                    "period.wrong",
                    format!("a certificate of {issued} cannot end on {expires}"),
                )]
            }
            _ => Vec::new(),
        }
    }

    fn unique(&self) -> Vec<String> {
        let number = self.number.as_ref().and_then(Stated::known);
        let body = self.body.as_ref().and_then(Stated::known);
        number.zip(body).map(|(number, body)| format!("certificate:{body}:{number}")).into_iter().collect()
    }
}

/// A move that the body made and we record.
const fn told(name: &'static str, from: &'static [&'static str], to: &'static str, signs: &'static str) -> Transition {
    let guards: &[Guard] = &[];
    Transition { name, from, to, needs: Action::Approve, requires: &[], guards, signs: Some(signs) }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Certificate::NAME,
    prefix: Certificate::PREFIX,
    version: 1,
    title: Text::new("Certificate (our own)", "Certificado (próprio)", "Certificado (próprio)"),
    refs: &["4.3", "7.4"],
    workflow: &Workflow {
        states: &["draft", "valid", "suspended", "withdrawn", "replaced"],
        create: Some(Action::Write),
        editable: &["draft", "valid", "suspended"],
        transitions: &[
            Transition {
                name: "register",
                from: &["draft"],
                to: "valid",
                needs: Action::Approve,
                requires: &[
                    "number",
                    "standard",
                    "body",
                    "accreditation_body",
                    "legal_name",
                    "scope_text",
                    "scope",
                    "issued",
                    "expires",
                    "mark_rules",
                    "checks",
                ],
                guards: &[],
                signs: Some("records this certificate as issued, with where it was looked up"),
            },
            told("suspend", &["valid"], "suspended", "records that the body suspended it"),
            told("restore", &["suspended"], "valid", "records that the body restored it"),
            told("withdraw", &["draft", "valid", "suspended"], "withdrawn", "records that it is no longer held"),
            told("replace", &["valid", "suspended"], "replaced", "records that another certificate took its place"),
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("number", "Number", "Número", "Número"),
        Label::new("standard", "Standard", "Norma", "Norma"),
        Label::new("body", "Certification body", "Organismo de certificação", "Organismo de certificação"),
        Label::new("accreditation_body", "Accreditation body", "Organismo de acreditação", "Organismo de acreditação"),
        Label::new("accreditation_number", "Accreditation number", "Número de acreditação", "Número de acreditação"),
        Label::new("legal_name", "Legal name", "Razão social", "Denominação social"),
        Label::new("scope_text", "Scope", "Escopo", "Âmbito"),
        Label::new("scope", "Scope statement", "Declaração de escopo", "Declaração de âmbito"),
        Label::new("sites", "Sites", "Locais", "Locais"),
        Label::new("roles", "Our roles", "Nossos papéis", "As nossas funções"),
        Label::new("soa", "Statement of Applicability", "Declaração de Aplicabilidade", "Declaração de Aplicabilidade"),
        Label::new("issued", "Issued", "Emitido em", "Emitido em"),
        Label::new("expires", "Expires", "Válido até", "Válido até"),
        Label::new("sha256", "File", "Arquivo", "Ficheiro"),
        Label::new("mark_rules", "Rules for marks", "Regras de uso das marcas", "Regras de utilização das marcas"),
        Label::new("mark_uses", "Use of marks", "Uso das marcas", "Utilização das marcas"),
        Label::new("checks", "Looked up", "Verificações", "Verificações"),
        Label::new("events", "Events", "Ocorrências", "Ocorrências"),
        Label::new("replaces", "Replaces", "Substitui", "Substitui"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Certificate>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_expires_by_itself() {
        let certificate = Certificate::sample();
        let at = |day: &str| Timestamp::parse(day).unwrap();
        assert_eq!(certificate.standing("valid", at("2028-06-01")), Standing::Valid);
        assert_eq!(certificate.standing("valid", at("2028-06-02")), Standing::Expired);
        assert_eq!(certificate.standing("suspended", at("2027-01-01")), Standing::Suspended);
        assert_eq!(certificate.standing("draft", at("2027-01-01")), Standing::NotInForce);
    }

    #[test]
    fn its_scope_is_that_of_the_statement_or_it_is_not() {
        let certificate = Certificate::sample();
        let scope = |text: &str| certificate.scope_is(text);
        assert_eq!(scope("Provision and support of the\nAldermoor language platform from Porto"), Some(true));
        assert_eq!(scope("Provision and support of the Aldermoor language platform"), Some(false));
        assert_eq!(Certificate::default().scope_is("anything"), None);
    }

    #[test]
    fn it_ends_after_it_begins() {
        let mut certificate = Certificate::sample();
        assert!(certificate.lacks("register").is_empty());
        certificate.expires = Some("2025-06-02".into());
        assert_eq!(certificate.lacks("register")[0].at, "/expires");
    }
}
