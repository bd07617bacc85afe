//! The Statement of Applicability of a framework, computed: a row for each of its controls, and for the AIMS our own, with
//! what was approved beside what is.

use std::collections::BTreeMap;

use assay_domain::kinds::control::{Control, ControlSource};
use assay_domain::kinds::soa_version::{SoaRow, SoaVersion};
use assay_domain::{AIMS, Action};
use assay_frameworks::Framework;
use assay_store::{ListQuery, Revision, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::{Principal, own_work};
use crate::dto::{RecordView, SoaRowView, SoaView};
use crate::records::CreateRequest;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

impl Workspace {
    /// Every record of a kind at a position, read as its type.
    pub(crate) fn typed<B: serde::de::DeserializeOwned>(
        &self,
        scope: &WorkspaceScope,
        kind: &str,
        position: u64,
    ) -> Answer<Vec<(Revision, B)>> {
        let mut all = Vec::new();
        self.each(scope, kind, position, |r| all.extend(Self::read_body(&r).map(|body| (r, body))))?;
        Ok(all)
    }

    /// Every record of a kind at a position, one after the other.
    pub(crate) fn each(
        &self,
        scope: &WorkspaceScope,
        kind: &str,
        position: u64,
        mut take: impl FnMut(Revision),
    ) -> Answer<()> {
        let mut query =
            ListQuery { kind: Some(kind.to_owned()), as_of: Some(position), limit: 500, ..ListQuery::default() };
        loop {
            let page = self.store.list(scope, &query)?;
            page.rows.into_iter().for_each(&mut take);
            query.after = page.next;
            if query.after.is_none() {
                return Ok(());
            }
        }
    }

    /// The Statement of Applicability of a framework at a moment. That of one framework never stands in for another's.
    ///
    /// # Errors
    /// When the framework was not in force then, or has no Statement of Applicability.
    pub fn soa(&self, principal: &Principal, framework: &str, as_of: Option<&str>) -> Answer<SoaView> {
        let scope = self.enter(principal, Action::Read)?;
        let (held, at) = self.reading(&scope, as_of)?;
        let in_force = self.in_force(framework, &at)?;
        has_statement(&in_force.framework)?;
        let rows = self.rows_of(&scope, framework, at.position)?;
        let mut by_id: BTreeMap<&str, &(Revision, Control)> = BTreeMap::new();
        for row in &rows {
            by_id.insert(&row.1.requirement, row);
        }
        let own: Vec<&(Revision, Control)> = rows.iter().filter(|(_, b)| b.source() == ControlSource::Own).collect();
        let annex = in_force
            .framework
            .controls()
            .map(|c| (format!("{framework}:{}", c.id), c.id.clone(), c.titles.en.clone(), "Annex A"));
        let ours = own.iter().map(|(r, b)| {
            (b.requirement.clone(), b.requirement.trim_start_matches("own:").to_owned(), r.title.clone(), "own")
        });
        let listed: Vec<_> = annex.chain(ours).collect();
        let mut view = Vec::new();
        for (requirement, id, title, source) in listed {
            let sum = held.sum(&in_force.set, in_force.entry, &requirement, at.time);
            let row = by_id.get(requirement.as_str());
            let body = row.map(|(_, b)| b);
            view.push(SoaRowView {
                id,
                title,
                source: source.to_owned(),
                applicable: body.and_then(|b| b.applicable),
                reason: body.and_then(|b| b.reason.clone()),
                implementation: body
                    .and_then(|b| b.implementation)
                    .and_then(|i| serde_json::to_value(i).ok()?.as_str().map(str::to_owned)),
                statement: body.and_then(|b| b.statement.clone()),
                owner: body.and_then(|b| b.owner.as_ref()).map(|o| self.name_of(&scope, o.key())).transpose()?,
                state: sum.state(&scope),
                risks: body.map(|b| b.risks.iter().map(|r| r.key().to_string()).collect()).unwrap_or_default(),
                evidence: sum.evidence(&scope),
                record: row.map(|(r, _)| r.key.to_string()),
                decision: row.map(|(r, _)| r.state.clone()),
            });
        }
        let versions: Vec<(Revision, SoaVersion)> = self.typed(&scope, "soa-version", at.position)?;
        let approved = versions.iter().rev().find(|(r, body)| r.state == "approved" && body.is_of(framework));
        let diverged = approved.map(|(_, body)| diverged(body, &by_id)).unwrap_or_default();
        Ok(SoaView {
            framework: framework.to_owned(),
            version: approved.map(|(r, _)| r.key.to_string()),
            edition: in_force.framework.edition.to_string(),
            approved_by: approved.map(|(r, _)| self.name_of(&scope, &r.actor)).transpose()?,
            approved_at: approved.map(|(r, _)| r.at),
            diverged,
            rows: view,
        })
    }

    /// The Statement of Applicability of a framework as CSV, which a spreadsheet opens without running anything.
    ///
    /// # Errors
    /// As [`Workspace::soa`].
    pub fn soa_csv(&self, principal: &Principal, framework: &str) -> Answer<String> {
        let word = |state| serde_json::to_value(state).ok().and_then(|v| v.as_str().map(str::to_owned));
        let row = |r: SoaRowView| assay_documents::soa::Row {
            applicable: r.applicable.map_or("undecided", |yes| if yes { "yes" } else { "no" }).to_owned(),
            reason: r.reason.unwrap_or_default(),
            implementation: r.implementation.unwrap_or_default(),
            owner: r.owner.unwrap_or_default(),
            state: word(r.state).unwrap_or_default(),
            risks: r.risks.join(" "),
            evidence: r.evidence.to_string(),
            id: r.id,
            title: r.title,
            source: r.source,
        };
        let rows: Vec<_> = self.soa(principal, framework, None)?.rows.into_iter().map(row).collect();
        Ok(assay_documents::soa::csv(&rows))
    }

    /// A record's title, or its key once it is erased.
    pub(crate) fn name_of(&self, scope: &WorkspaceScope, key: &assay_domain::Key) -> Answer<String> {
        let title = self.store.head(scope, key)?.map(|r| r.title).filter(|t| !t.is_empty());
        Ok(title.unwrap_or_else(|| key.to_string()))
    }

    /// The rows of a framework's Statement of Applicability; our own controls are in that of the AIMS.
    pub(crate) fn rows_of(
        &self,
        scope: &WorkspaceScope,
        framework: &str,
        position: u64,
    ) -> Answer<Vec<(Revision, Control)>> {
        let mut rows: Vec<(Revision, Control)> = self.typed(scope, "control", position)?;
        rows.retain(|(_, body)| match body.requirement.split_once(':') {
            Some(("own", _)) => framework == AIMS,
            Some((of, _)) => of == framework,
            None => false,
        });
        Ok(rows)
    }

    /// Freezes today's approved rows as a new SoA version, for top management to approve.
    ///
    /// # Errors
    /// When a row is not approved yet, or the framework has no Statement of Applicability or is not in force.
    pub fn draft_soa(&self, principal: &Principal, request: &DraftSoaRequest) -> Answer<RecordView> {
        let scope = self.enter(principal, Action::Write)?;
        let at = self.moment(&scope, None)?;
        let framework = self.in_force(&request.framework, &at)?.framework;
        has_statement(&framework)?;
        // The statement is whole, whoever drafts it; a row that they do not see is not named to them.
        let rows = self.rows_of(&own_work(self.id), &framework.slug, at.position)?;
        let name = |r: &Revision| {
            if scope.hides(&r.key) { "a row that you do not see".to_owned() } else { r.key.to_string() }
        };
        let open: Vec<String> = rows.iter().filter(|(r, _)| r.state != "approved").map(|(r, _)| name(r)).collect();
        if !open.is_empty() {
            let text = format!("these rows are not approved yet: {}", open.join(", "));
            return Err(AppError::input("soa.rows-open", text).with("rows", open));
        }
        let frozen: Vec<SoaRow> = rows
            .into_iter()
            .filter_map(|(r, b)| {
                Some(SoaRow {
                    control: r.key.try_into().ok()?,
                    revision: r.revision,
                    requirement: b.requirement,
                    applicable: b.applicable?,
                })
            })
            .collect();
        let body = serde_json::json!({
            "title": request.title, "owner": request.owner, "framework": framework.slug, "edition": framework.edition,
            "scope": request.scope, "rows": frozen,
        });
        self.create(principal, &CreateRequest { kind: "soa-version".to_owned(), body, effective: None }, None)
    }
}

/// A Statement of Applicability to freeze.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftSoaRequest {
    /// Slug of the framework; `iso42001` unless stated.
    #[serde(default = "aims")]
    pub framework: String,
    /// What people read.
    pub title: String,
    /// Who answers for it: a person's key.
    pub owner: String,
    /// Scope it speaks of.
    pub scope: String,
}

fn aims() -> String {
    AIMS.to_owned()
}

/// Only a framework with controls has a Statement of Applicability [6.1.3].
fn has_statement(framework: &Framework) -> Answer<()> {
    if framework.has_statement_of_applicability() {
        return Ok(());
    }
    let text = format!("{} has no Statement of Applicability, for it has no controls to choose from", framework.name);
    Err(AppError::input("soa.not-of-framework", text))
}

/// Rows that were decided anew since the version was approved.
fn diverged(version: &SoaVersion, now: &BTreeMap<&str, &(Revision, Control)>) -> Vec<String> {
    let same = |row: &&SoaRow| {
        now.get(row.requirement.as_str())
            .is_some_and(|(r, b)| r.revision == row.revision && b.applicable == Some(row.applicable))
    };
    let mut out: Vec<String> = version.rows.iter().filter(|r| !same(r)).map(|r| short(&r.requirement)).collect();
    out.extend(now.keys().filter(|id| !version.rows.iter().any(|r| r.requirement == **id)).map(|id| short(id)));
    out
}

fn short(requirement: &str) -> String {
    requirement.split_once(':').map_or(requirement, |(_, id)| id).to_owned()
}
