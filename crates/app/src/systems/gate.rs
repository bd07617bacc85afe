//! The gate of a version: what it has to pass, what is tolerated for a time, and who decided.

use std::collections::BTreeSet;

use assay_checks::{effective_outcome, stale};
use assay_domain::kinds::waiver::Waiver;
use assay_domain::{AIMS, Key, Subject, Verdict};
use assay_store::{Filter, ListQuery, WorkspaceScope};

use super::{having, versions};
use crate::access::Principal;
use crate::dto::{AsOfView, GateView, RecordView, WaiverLine, gravity};
use crate::judging::{Names, veiled, verdict_view};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Pieces of evidence that are named.
const EVIDENCE: usize = 60;
/// Waivers that are named.
const WAIVERS: usize = 50;

impl Workspace {
    /// The gate of one version, by its key or as evidence names it.
    ///
    /// # Errors
    /// When there is no such system or version of it.
    pub fn gate(&self, principal: &Principal, system: &str, version: &str) -> Answer<GateView> {
        let (scope, system) = self.enter_system(principal, system)?;
        let text = if version.contains('@') || version.parse::<Key>().is_ok() {
            version.to_owned()
        } else {
            format!("{}@{version}", system.key)
        };
        let head = self.head(&scope, &self.resolve(&scope, &text)?)?;
        let own = Self::body(&head).get("system").and_then(|s| s.as_str()) == Some(&system.key.to_string());
        if head.kind != "system-version" || !own {
            return Err(AppError::not_found(format!("version {version} of {}", system.key)));
        }
        let (held, at) = self.reading(&scope, None)?;
        let line = versions::line(&held, &system.key, &head, at.time);
        let subject = Subject::Version(system.key.clone(), line.label.clone());
        let mut verdicts: Vec<Verdict> = held.about(&subject).filter_map(|v| veiled(&scope, v.clone())).collect();
        drop(held);
        verdicts.sort_by_key(|v| (gravity(effective_outcome(v, at.time), stale(v, at.time)), v.check.clone()));
        let mut seen = BTreeSet::new();
        let keys = verdicts.iter().flat_map(|v| &v.evidence).filter_map(|text| text.parse::<Key>().ok());
        let keys: Vec<Key> = keys.filter(|k| k.prefix() == "EV" && seen.insert(k.clone())).take(EVIDENCE).collect();
        let mut names = Names::new(self, &scope).speaking(principal.lang);
        let in_force = self.in_force(AIMS, &at)?;
        let checks = verdicts.into_iter().map(|v| verdict_view(&in_force, v, &at, &mut names)).collect();
        let mut signatures = self.signature_views(&scope, &head.key)?;
        signatures.reverse();
        let first = self.revisions(&scope, &head.key)?.into_iter().next();
        let first = first.map_or_else(|| head.actor.clone(), |r| r.actor);
        Ok(GateView {
            waivers: self.waivers(&scope, &system.key, &subject, &at, &mut names)?,
            signatures: signatures
                .into_iter()
                .map(|s| {
                    let by = names.put(&s.signer);
                    (s, by)
                })
                .collect(),
            written_by: names.put(&first.to_string()),
            evidence: self.evidence_lines(&scope, &keys)?,
            parts: self.released_parts(&head),
            record: RecordView::from(&head),
            subject: subject.to_string(),
            as_of: at,
            line,
            checks,
        })
    }

    fn waivers(
        &self,
        scope: &WorkspaceScope,
        system: &Key,
        subject: &Subject,
        at: &AsOfView,
        names: &mut Names<'_>,
    ) -> Answer<Vec<WaiverLine>> {
        let about = [system.to_string(), subject.to_string()];
        let query = ListQuery {
            kind: Some("waiver".to_owned()),
            filters: vec![
                having("waiver", "subject", &about)?,
                Filter::State(vec!["requested".to_owned(), "granted".to_owned()]),
            ],
            limit: WAIVERS,
            ..ListQuery::default()
        };
        let mut lines = Vec::new();
        for record in self.store.list(scope, &query)?.rows {
            let Some(body) = Self::read_body::<Waiver>(&record) else { continue };
            // An index of texts ends somewhere; the record does not.
            if !body.subject.as_ref().is_some_and(|s| about.contains(&s.to_string())) {
                continue;
            }
            let granted = self.signature_views(scope, &record.key)?;
            let granted = granted.iter().rev().find(|s| s.transition == "grant");
            lines.push(WaiverLine {
                granted_by: granted.map(|s| names.put(&s.signer)),
                over: body.until.as_ref().is_some_and(|day| day.is_over(at.time)),
                check: body.check.unwrap_or_default(),
                until: body.until.map(|day| day.to_string()),
                record: RecordView::from(&record),
            });
        }
        Ok(lines)
    }
}
