//! Setting a threshold: drafting the record.

use assay_domain::{EvidenceKind, Subject};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::access::{Principal, own_work};
use crate::dto::RecordView;
use crate::records::CreateRequest;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// A threshold in one request.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThresholdRequest {
    /// Observation key or pattern with `*`, for example `digit_reading/*/accuracy`.
    pub metric: String,
    /// `>=` or `<=`.
    #[schemars(extend("enum" = [">=", "<="]))]
    pub operator: String,
    /// The mark, a decimal string.
    pub value: String,
    /// The requirement it serves.
    pub requirement: String,
    /// `workspace`, a system or a version.
    pub subject: Subject,
    /// Who answers for it; the asker's own person when not named.
    #[serde(default)]
    pub owner: Option<String>,
    /// What people read; made from the metric when not named.
    #[serde(default)]
    pub title: Option<String>,
    /// Fewest samples.
    #[serde(default)]
    pub min_n: Option<u32>,
    /// Days a result may be relied on.
    #[serde(default)]
    pub valid_days: Option<u32>,
    /// Whether the confidence bound must reach the mark.
    #[serde(default)]
    pub use_bound: bool,
    /// Why this mark.
    #[serde(default)]
    pub rationale: Option<String>,
    /// The sort of evidence it judges.
    #[serde(default)]
    pub evidence_kind: Option<EvidenceKind>,
}

impl Workspace {
    /// Drafts a threshold, for somebody else to approve.
    ///
    /// # Errors
    /// As [`Workspace::create`].
    pub fn set_threshold(&self, principal: &Principal, request: &ThresholdRequest) -> Answer<RecordView> {
        let scope = self.enter(principal, assay_domain::Action::Read)?;
        let at = self.moment(&scope, None)?;
        // A threshold may answer a risk instead, which the kind checks.
        let requirement = if request.requirement.starts_with("RISK-") {
            request.requirement.clone()
        } else {
            self.requirement(&scope, &request.requirement, &at)?
        };
        let owner = match &request.owner {
            Some(owner) => owner.clone(),
            None => self.own_person(principal)?,
        };
        let title = request
            .title
            .clone()
            .unwrap_or_else(|| format!("{} {} {}", request.metric, request.operator, request.value));
        let body = json!({
            "title": title, "owner": owner, "requirement": requirement, "subject": request.subject,
            "metric": request.metric, "operator": request.operator, "value": request.value, "min_n": request.min_n,
            "valid_days": request.valid_days, "use_bound": request.use_bound, "rationale": request.rationale,
            "evidence_kind": request.evidence_kind,
        });
        self.create(principal, &CreateRequest { kind: "threshold".to_owned(), body, effective: None }, None)
    }

    /// The person behind the asker.
    pub(crate) fn own_person(&self, principal: &Principal) -> Answer<String> {
        self.enter(principal, assay_domain::Action::Read)?;
        let scope = own_work(self.id);
        let member = Self::body(&self.head(&scope, &principal.key)?);
        let person = member.get("person").and_then(|p| p.as_str()).map(str::to_owned);
        person.ok_or_else(|| {
            AppError::input("owner.unknown", "you are no named person here; say who answers for it with an owner")
        })
    }
}
