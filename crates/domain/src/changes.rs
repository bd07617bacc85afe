//! Change classes as data: what a change makes us do again, and by whom [6.3, 8.1, 8.4].

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What may have to be done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Redo {
    /// Risk assessment.
    RiskAssessment,
    /// Impact assessment.
    ImpactAssessment,
    /// Evaluation against the approved criteria.
    Evaluation,
    /// Attacks.
    RedTeam,
    /// Data quality.
    DataQuality,
    /// Technical documentation.
    TechnicalDocumentation,
    /// What users and deployers are told.
    UserInformation,
    /// Whether human oversight works.
    OversightTest,
    /// What the law makes of the system.
    LegalClassification,
    /// Assessment of the supplier.
    SupplierCheck,
    /// The Statement of Applicability.
    SoaReview,
    /// Training of people.
    Training,
    /// Telling those concerned.
    Communication,
    /// Telling the certification body.
    CertificationNotice,
}

/// What changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeOf {
    /// An AI system.
    System,
    /// The management system.
    Aims,
}

/// One thing to do again.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What.
    pub what: Redo,
    /// Who does it, as a role.
    pub by: String,
}

/// A class of changes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeClass {
    /// Kebab-case id, for example `model-replacement`; changes carry it.
    pub id: String,
    /// What people read, in English.
    pub title: String,
    /// In Brazilian Portuguese.
    pub title_pt_br: String,
    /// In European Portuguese.
    pub title_pt_pt: String,
    /// What changes.
    pub of: ChangeOf,
    /// Whether such a change may alter what was assessed and approved.
    pub significant: bool,
    /// What is done again.
    pub redo: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangesFile {
    class: Vec<ChangeClass>,
}

static FILE: LazyLock<ChangesFile> =
    LazyLock::new(|| toml::from_str(include_str!("../data/changes.toml")).expect("a test parses data/changes.toml"));

/// Every class.
#[must_use]
pub fn change_classes() -> &'static [ChangeClass] {
    &FILE.class
}

/// The class of that id.
#[must_use]
pub fn change_class(id: &str) -> Option<&'static ChangeClass> {
    change_classes().iter().find(|c| c.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_named_once_and_make_something_be_done_again_once() {
        let ids: std::collections::BTreeSet<_> = change_classes().iter().map(|c| &c.id).collect();
        assert_eq!(ids.len(), change_classes().len());
        for class in change_classes() {
            let steps: std::collections::BTreeSet<_> = class.redo.iter().map(|s| s.what).collect();
            assert_eq!(steps.len(), class.redo.len(), "{}", class.id);
            assert!(!class.redo.is_empty(), "{}", class.id);
        }
    }

    #[test]
    fn a_significant_change_of_a_system_asks_for_the_impact_assessment() {
        for class in change_classes().iter().filter(|c| c.significant && c.of == ChangeOf::System) {
            assert!(class.redo.iter().any(|s| s.what == Redo::ImpactAssessment), "{}", class.id);
        }
    }
}
