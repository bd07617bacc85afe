//! Why a requirement has the state it has: the rule that decided, what it looked at, who collected and reviewed that.

use std::collections::BTreeSet;

use assay_checks::{deciding, roll_up, speaks_for_all};
use assay_domain::{Action, Axis, Key, Subject, Verdict};
use assay_store::WorkspaceScope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{counts, split};
use crate::access::Principal;
use crate::dto::{AxisView, EvidenceSummary, InputView, WhyView};
use crate::judging::{Names, veiled, verdict_view};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Records that are named, the first of those the verdicts rest on.
const NAMED: usize = 60;

/// About what.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyRequest {
    /// For example `A.6.2.4` or `iso27001:A.5.1`.
    pub requirement: String,
    /// An AI system or a version of one; unless stated, whatever decides.
    #[serde(default)]
    pub subject: Option<String>,
    /// A position of the log, or a time.
    #[serde(default)]
    pub as_of: Option<String>,
}

impl Workspace {
    /// Why a requirement has its state, as a whole or for one subject.
    ///
    /// # Errors
    /// When there is no such requirement, subject or moment.
    pub fn why(&self, principal: &Principal, request: &WhyRequest) -> Answer<WhyView> {
        let scope = self.enter(principal, Action::Read)?;
        let asked = request.subject.as_deref().filter(|text| *text != "workspace");
        let asked = asked.map(|text| self.subject(&scope, text)).transpose()?;
        let (held, at) = self.reading(&scope, request.as_of.as_deref())?;
        let (slug, requirement) = split(&request.requirement);
        let in_force = self.in_force(&slug, &at)?;
        self.requirement(&scope, &requirement, &at)?;
        let sum = held.sum(&in_force.set, in_force.entry, &requirement, at.time);
        // Of a system that is judged by its versions, the version that decides.
        let decides = match &asked {
            Some(subject) => {
                let own = subject.system().and_then(|s| sum.cells_of(s).min_by_key(|(_, cell)| cell.state));
                own.map(|(s, _)| s.clone()).filter(|_| matches!(subject, Subject::Record(_)))
            }
            None => sum.worst(&scope).map(|(subject, _)| subject.clone()),
        };
        let subject = decides.or(asked).unwrap_or(Subject::Workspace);
        let only = BTreeSet::from([subject.clone()]);
        let verdicts: Vec<Verdict> = held
            .bearing_on(&in_force.set, &requirement, Some(&only))
            .into_iter()
            .filter_map(|v| veiled(&scope, v.clone()))
            .collect();
        drop(held);
        let mut names = Names::new(self, &scope).speaking(principal.lang);
        let found = roll_up(&in_force.set, [requirement.as_str()], &verdicts, at.time).pop();
        let found = found.ok_or_else(|| AppError::internal("a requirement was not added up"))?;
        let own = found.subjects.into_iter().find(|p| p.subject == subject);
        let (state, message) = own.map_or((found.state, found.message), |p| (p.state, p.message));
        let axes = [Axis::Designed, Axis::Implemented, Axis::Operating];
        // A candidate is judged, and does not count for the posture.
        let counted = || verdicts.iter().filter(|v| v.in_service || v.subject == subject);
        let axes = axes.into_iter().map(|axis| AxisView {
            axis,
            decided_by: deciding(counted(), axis, at.time).map(|v| verdict_view(&in_force, v.clone(), &at, &mut names)),
        });
        let axes = axes.collect();
        let (evidence, records) = self.inputs(&scope, &verdicts)?;
        let title = match requirement.split_once(':') {
            Some(("own", id)) => match self.row_of(&scope, &requirement)? {
                Some(key) => self.name_of(&scope, &key)?,
                None => id.to_owned(),
            },
            Some((_, id)) => in_force.framework.find(id).map(|r| r.titles.en.clone()).unwrap_or_default(),
            None => String::new(),
        };
        let mut shown = verdicts;
        shown.sort_by_key(|v| (speaks_for_all(&v.subject), v.axis, v.check.clone()));
        Ok(WhyView {
            title,
            subject: subject.to_string(),
            state,
            reason: names.say(&message),
            code: message.code,
            check_set: in_force.set.edition.clone(),
            subjects: counts(&sum, &scope),
            axes,
            verdicts: shown.into_iter().map(|v| verdict_view(&in_force, v, &at, &mut names)).collect(),
            evidence,
            records,
            as_of: at,
            requirement,
        })
    }

    /// What verdicts rest on: evidence, and other records.
    fn inputs(&self, scope: &WorkspaceScope, verdicts: &[Verdict]) -> Answer<(Vec<EvidenceSummary>, Vec<InputView>)> {
        let mut seen = BTreeSet::new();
        let keys = verdicts.iter().flat_map(|v| &v.evidence).filter_map(|text| text.parse::<Key>().ok());
        let keys: Vec<Key> = keys.filter(|key| seen.insert(key.clone())).take(NAMED).collect();
        let (evidence, others): (Vec<Key>, Vec<Key>) = keys.into_iter().partition(|key| key.prefix() == "EV");
        let mut records = Vec::new();
        for key in others {
            let Some(head) = self.store.head(scope, &key)? else { continue };
            let signed = self.signature_views(scope, &key)?.pop();
            let signer = signed.and_then(|s| s.signer.parse::<Key>().ok());
            records.push(InputView {
                key: key.to_string(),
                by: self.name_of(scope, &head.actor)?,
                signed_by: signer.map(|key| self.name_of(scope, &key)).transpose()?,
                title: head.title,
                kind: head.kind,
                state: head.state,
                at: head.at,
            });
        }
        Ok((self.evidence_lines(scope, &evidence)?, records))
    }
}
