//! The shape of a data file, read and written.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{
    ActionDetail, ClauseDetail, ControlDetail, Framework, Law, ObligationDetail, PracticeDetail, PrivacyDetail,
    Requirement, RequirementDetail, RequirementKind, Titles,
};

/// Schemas that are read: 1 states everything of a management system standard, 2 adds the kinds of other frameworks
/// and lets a row be a title.
pub(crate) const SCHEMAS: [u32; 2] = [1, 2];

/// Scalars and lists stand before tables, as TOML wants them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) schema: u32,
    pub(crate) name: String,
    pub(crate) edition: String,
    pub(crate) copyright: String,
    #[serde(default)]
    pub(crate) notes: Vec<String>,
    pub(crate) technical_evidence_types: Option<Vec<String>>,
    pub(crate) other_evidence_types: Option<Vec<String>>,
    pub(crate) law: Option<Law>,
    #[serde(rename = "requirement")]
    pub(crate) rows: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) kind: RequirementKind,
    pub(crate) id: String,
    pub(crate) cited_as: Option<String>,
    pub(crate) parent: Option<String>,
    pub(crate) title: String,
    pub(crate) title_pt_br: Option<String>,
    pub(crate) title_pt_pt: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) own_words: String,
    pub(crate) doubt: Option<String>,
    pub(crate) clause: Option<ClauseDetail>,
    pub(crate) control: Option<ControlDetail>,
    pub(crate) privacy: Option<PrivacyDetail>,
    pub(crate) practice: Option<PracticeDetail>,
    pub(crate) action: Option<ActionDetail>,
    pub(crate) obligation: Option<ObligationDetail>,
}

impl From<&Requirement> for Row {
    fn from(row: &Requirement) -> Self {
        let Titles { en, pt_br, pt_pt, untranslated } = row.titles.clone();
        let kept = |locale, text| (!untranslated.contains(&locale)).then_some(text);
        let mut out = Self {
            kind: row.kind,
            id: row.id.clone(),
            cited_as: row.cited_as.clone(),
            parent: row.parent.as_ref().map(|key| key.id.clone()),
            title: en,
            title_pt_br: kept(crate::Locale::PtBr, pt_br),
            title_pt_pt: kept(crate::Locale::PtPt, pt_pt),
            own_words: row.own_words.clone(),
            doubt: row.doubt.clone(),
            clause: None,
            control: None,
            privacy: None,
            practice: None,
            action: None,
            obligation: None,
        };
        match row.detail.clone() {
            RequirementDetail::Clause(detail) => out.clause = Some(detail),
            RequirementDetail::Control(detail) => out.control = Some(detail),
            RequirementDetail::Privacy(detail) => out.privacy = Some(detail),
            RequirementDetail::Practice(detail) => out.practice = Some(detail),
            RequirementDetail::Action(detail) => out.action = Some(detail),
            RequirementDetail::Obligation(detail) => out.obligation = Some(detail),
            RequirementDetail::Heading => {}
        }
        out
    }
}

impl Framework {
    /// The framework as a data file: [`parse`](Self::parse) reads the same rows from it. Comments of the file it was
    /// read from are not in it, so its digest is another.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let types = |names: &Vec<String>| (self.schema == 1 || !names.is_empty()).then(|| names.clone());
        let file = File {
            schema: self.schema,
            name: self.name.clone(),
            edition: self.edition.clone(),
            copyright: self.copyright.clone(),
            notes: self.notes.clone(),
            technical_evidence_types: types(&self.technical_evidence_types),
            other_evidence_types: types(&self.other_evidence_types),
            law: self.law.clone(),
            rows: self.requirements.iter().map(Row::from).collect(),
        };
        toml::to_string(&file).expect("the fields of a framework are text, numbers, lists and tables of these")
    }
}

/// The line a byte is on, from 1.
pub(crate) fn line(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|&b| b == b'\n').count()
}

/// In lower-case hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
