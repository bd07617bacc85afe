//! A framework and the questions asked of it.

use std::borrow::Cow;
use std::collections::HashMap;

use assay_domain::kinds::ai_system::SystemRole;
use serde::Serialize;

use crate::{Applies, Law, Requirement, RequirementKind};

/// One edition of a standard, law or guide as rows of requirements.
#[derive(Debug, Clone, Serialize)]
pub struct Framework {
    /// Its name in references and addresses, for example `iso42001`.
    pub slug: String,
    /// What people call it, for example `ISO/IEC 42001:2023`.
    pub name: String,
    /// Which edition the rows are of.
    pub edition: String,
    /// What in the data file is fact and what is our wording.
    pub copyright: String,
    /// What a reader should know of the rows as a whole: how they are counted, what is doubtful.
    pub notes: Vec<String>,
    /// Every name a control may use in `technical_evidence_types`.
    pub technical_evidence_types: Vec<String>,
    /// Every name a control may use in `other_evidence_types`.
    pub other_evidence_types: Vec<String>,
    /// What is said of a law as a whole; absent for standards and guides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<Law>,
    /// The rows, in the order of the file, which is that of the standard.
    pub requirements: Vec<Requirement>,
    /// SHA-256 of `source`, in lower-case hex: what an activation names.
    pub digest: String,
    /// The data file as read.
    #[serde(skip)]
    pub source: Cow<'static, str>,
    /// The schema of the data file.
    #[serde(skip)]
    pub(crate) schema: u32,
    /// Places in `requirements` by id, in the order of [`RequirementKind::ALL`].
    #[serde(skip)]
    pub(crate) places: HashMap<String, Vec<usize>>,
}

impl Framework {
    /// The row an id names. Where an area and an objective share it, the objective; a sub-clause or control always
    /// comes first.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Requirement> {
        self.rows(id).next()
    }

    /// The row of that kind and id.
    #[must_use]
    pub fn find_kind(&self, kind: RequirementKind, id: &str) -> Option<&Requirement> {
        self.rows(id).find(|row| row.kind == kind)
    }

    /// The row that people write so: `GOVERN 1.1`, `Art. 17(1)(a)`, or its id.
    #[must_use]
    pub fn find_cited(&self, text: &str) -> Option<&Requirement> {
        self.find(text).or_else(|| self.requirements.iter().find(|row| row.cited_as.as_deref() == Some(text)))
    }

    /// The rows directly under the row that [`find`](Self::find) gives, in order; none for an unknown id.
    pub fn children(&self, id: &str) -> impl Iterator<Item = &Requirement> {
        self.find(id).into_iter().flat_map(|row| self.children_of(row))
    }

    /// The rows directly under this row, in order: of area A.2 its objective, of objective A.2 its controls.
    pub fn children_of(&self, row: &Requirement) -> impl Iterator<Item = &Requirement> {
        let key = row.key();
        self.requirements.iter().filter(move |child| child.parent.as_ref() == Some(&key))
    }

    /// The row above; none at the top.
    #[must_use]
    pub fn parent_of(&self, row: &Requirement) -> Option<&Requirement> {
        row.parent.as_ref().and_then(|key| self.find_kind(key.kind, &key.id))
    }

    /// The rows of a kind, in order.
    pub fn of_kind(&self, kind: RequirementKind) -> impl Iterator<Item = &Requirement> {
        self.requirements.iter().filter(move |row| row.kind == kind)
    }

    /// The sub-clauses, in order.
    pub fn subclauses(&self) -> impl Iterator<Item = &Requirement> {
        self.of_kind(RequirementKind::Subclause)
    }

    /// The controls, in order: the rows of a Statement of Applicability (6.1.3).
    pub fn controls(&self) -> impl Iterator<Item = &Requirement> {
        self.of_kind(RequirementKind::Control)
    }

    /// Whether the framework has a Statement of Applicability of its own: that of another does not stand in for it.
    #[must_use]
    pub fn has_statement_of_applicability(&self) -> bool {
        self.controls().next().is_some()
    }

    /// The actions suggested against a risk, in order; none for an id that names no risk.
    pub fn actions_against<'a>(&'a self, risk: &'a str) -> impl Iterator<Item = &'a Requirement> {
        let meant = move |row: &&Requirement| row.action().is_some_and(|action| action.risks.iter().any(|r| r == risk));
        self.of_kind(RequirementKind::Action).filter(meant)
    }

    /// How often organisations that play any of these roles need a control: the strongest of the defaults, to start a
    /// Statement of Applicability from. None where the id names no control or no role is stated.
    #[must_use]
    pub fn default_for(&self, id: &str, roles: &[SystemRole]) -> Option<Applies> {
        let control = self.find(id)?.control()?;
        roles.iter().map(|&role| control.applies(role)).max()
    }

    /// What posture has verdicts on: the sub-clauses, then the controls, then whatever else is judged.
    pub fn judged(&self) -> impl Iterator<Item = &Requirement> {
        let first = [RequirementKind::Subclause, RequirementKind::Control];
        let others = self.requirements.iter().filter(move |row| row.is_judged() && !first.contains(&row.kind));
        self.subclauses().chain(self.controls()).chain(others)
    }

    fn rows(&self, id: &str) -> impl Iterator<Item = &Requirement> {
        self.places.get(id).into_iter().flatten().filter_map(|&place| self.requirements.get(place))
    }
}
