//! Versions of a Statement of Applicability, and what lies between two of them or between one and today [6.1.3].

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::kinds::control::{Control, Implementation};
use assay_domain::kinds::soa_version::SoaVersion;
use assay_domain::{AIMS, Action, Key, State};
use assay_store::{Revision, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Principal;
use crate::dto::{
    RowBecame, SoaDifferenceView, SoaFieldDifference, SoaRowDifference, SoaVersionList, SoaVersionView, says_otherwise,
};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// What stands for today in place of a version.
const TODAY: &str = "today";

/// Which two are compared.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SoaDifferenceRequest {
    /// Slug of the framework; `iso42001` unless stated.
    pub framework: Option<String>,
    /// Key of the earlier version; the approved one unless stated.
    pub from: Option<String>,
    /// Key of the later version, or `today`, as it is unless stated.
    pub to: Option<String>,
}

/// A row of one side.
struct Row {
    key: Key,
    revision: u32,
    approved: bool,
    body: Control,
}

type Side = BTreeMap<String, Row>;

impl Workspace {
    fn statements_of(
        &self,
        scope: &WorkspaceScope,
        framework: &str,
        position: u64,
    ) -> Answer<Vec<(Revision, SoaVersion)>> {
        let mut versions: Vec<(Revision, SoaVersion)> = self.typed(scope, "soa-version", position)?;
        versions.retain(|(_, body)| body.is_of(framework));
        versions.reverse();
        Ok(versions)
    }

    /// The versions of a framework's Statement of Applicability, the newest first.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn soa_versions(&self, principal: &Principal, framework: &str) -> Answer<SoaVersionList> {
        let scope = self.enter(principal, Action::Read)?;
        let position = self.moment(&scope, None)?.position;
        let mut versions = Vec::new();
        for (record, body) in self.statements_of(&scope, framework, position)? {
            let counts = body.counts();
            versions.push(SoaVersionView {
                key: record.key.to_string(),
                by: self.name_of(&scope, &record.actor)?,
                title: record.title,
                state: record.state,
                edition: body.edition,
                applicable: counts.applicable,
                excluded: counts.excluded,
                at: record.at,
            });
        }
        Ok(SoaVersionList { framework: framework.to_owned(), versions })
    }

    /// What lies between two versions, or between one and today: rows that came and went, what of the others is decided
    /// otherwise, and where what was approved as in place is contradicted by what was measured.
    ///
    /// # Errors
    /// When there is no such version of the framework.
    pub fn soa_difference(&self, principal: &Principal, request: &SoaDifferenceRequest) -> Answer<SoaDifferenceView> {
        let scope = self.enter(principal, Action::Read)?;
        let framework = request.framework.as_deref().unwrap_or(AIMS);
        let (held, at) = self.reading(&scope, None)?;
        let in_force = self.in_force(framework, &at)?;
        let versions = self.statements_of(&scope, framework, at.position)?;
        let named = |key: &str| {
            let found = versions.iter().find(|(r, _)| r.key.to_string() == key);
            found.ok_or_else(|| AppError::not_found(format!("version {key} of the Statement of Applicability")))
        };
        let from = match &request.from {
            Some(key) => named(key)?,
            None => versions
                .iter()
                .find(|(r, _)| r.state == "approved")
                .or(versions.first())
                .ok_or_else(|| AppError::not_found("a version of the Statement of Applicability"))?,
        };
        let before = self.frozen_rows(&scope, &from.1)?;
        let to = request.to.as_deref().unwrap_or(TODAY);
        let today = to == TODAY;
        let after = if today {
            self.rows_today(&scope, framework, at.position)?
        } else {
            self.frozen_rows(&scope, &named(to)?.1)?
        };
        let state = |requirement: &str| {
            today.then(|| held.sum(&in_force.set, in_force.entry, requirement, at.time).state(&scope))
        };
        let mut order: Vec<String> = in_force.framework.controls().map(|c| format!("{framework}:{}", c.id)).collect();
        let others: Vec<String> = before.keys().chain(after.keys()).filter(|r| !order.contains(r)).cloned().collect();
        order.extend(others.into_iter().collect::<BTreeSet<_>>());
        let (mut rows, mut same) = (Vec::new(), 0);
        for requirement in &order {
            let row = match (before.get(requirement), after.get(requirement)) {
                (None, None) => continue,
                (None, Some(row)) => difference(requirement, row, RowBecame::Added),
                (Some(row), None) => difference(requirement, row, RowBecame::Removed),
                (Some(old), Some(new)) => {
                    let fields = self.fields(&scope, &old.body, &new.body)?;
                    let state = state(requirement);
                    match became(old, new, &fields, state) {
                        None => {
                            same += 1;
                            continue;
                        }
                        Some(became) => SoaRowDifference { fields, state, ..difference(requirement, new, became) },
                    }
                }
            };
            rows.push(row);
        }
        Ok(SoaDifferenceView {
            framework: framework.to_owned(),
            from: from.0.key.to_string(),
            to: to.to_owned(),
            rows,
            same,
        })
    }

    /// The rows as a version froze them.
    fn frozen_rows(&self, scope: &WorkspaceScope, version: &SoaVersion) -> Answer<Side> {
        let mut side = Side::new();
        for row in &version.rows {
            let key = row.control.key();
            let history = self.store.history(scope, key)?;
            let Some(then) = history.into_iter().find(|r| r.revision == row.revision) else { continue };
            let body = Self::read_body(&then).unwrap_or_default();
            let frozen = Row { key: key.clone(), revision: row.revision, approved: true, body };
            side.insert(row.requirement.clone(), frozen);
        }
        Ok(side)
    }

    fn rows_today(&self, scope: &WorkspaceScope, framework: &str, position: u64) -> Answer<Side> {
        let rows = self.rows_of(scope, framework, position)?.into_iter();
        let row = |(r, body): (Revision, Control)| {
            let row = Row { key: r.key, revision: r.revision, approved: r.state == "approved", body };
            (row.body.requirement.clone(), row)
        };
        Ok(rows.map(row).collect())
    }

    /// What of a row differs, as people read it.
    fn fields(&self, scope: &WorkspaceScope, old: &Control, new: &Control) -> Answer<Vec<SoaFieldDifference>> {
        let owner = |c: &Control| c.owner.as_ref().map(|o| self.name_of(scope, o.key())).transpose();
        let word = |i: Implementation| serde_json::to_value(i).ok().and_then(|v| v.as_str().map(str::to_owned));
        let all = [
            ("applicable", old.applicable.map(|a| a.to_string()), new.applicable.map(|a| a.to_string())),
            ("reason", old.reason.clone(), new.reason.clone()),
            ("implementation", old.implementation.and_then(word), new.implementation.and_then(word)),
            ("owner", owner(old)?, owner(new)?),
            ("statement", old.statement.clone(), new.statement.clone()),
        ];
        let differing = all.into_iter().filter(|(_, before, after)| before != after);
        Ok(differing
            .map(|(field, before, after)| SoaFieldDifference { field: field.to_owned(), before, after })
            .collect())
    }
}

fn difference(requirement: &str, row: &Row, became: RowBecame) -> SoaRowDifference {
    let id = requirement.split_once(':').map_or(requirement, |(_, id)| id).to_owned();
    SoaRowDifference {
        id,
        title: row.body.title.clone(),
        record: row.key.to_string(),
        became,
        fields: Vec::new(),
        state: None,
    }
}

/// What became of a row that stands on both sides; nothing where it is the same.
fn became(old: &Row, new: &Row, fields: &[SoaFieldDifference], state: Option<State>) -> Option<RowBecame> {
    if !fields.is_empty() {
        return Some(RowBecame::Changed);
    }
    if old.revision != new.revision || !new.approved {
        return Some(RowBecame::Touched);
    }
    let in_place = new.body.applicable == Some(true) && new.body.implementation == Some(Implementation::Full);
    (in_place && state.is_some_and(says_otherwise)).then_some(RowBecame::Contradicted)
}
