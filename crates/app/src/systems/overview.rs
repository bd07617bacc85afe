//! One system at a glance: who answers for it, what is in service, what holds and what does not.

use assay_checks::{effective_outcome, stale};
use assay_domain::{AIMS, Outcome, Subject, Verdict};
use assay_store::{Filter, ListQuery, Revision, WorkspaceScope};

use super::list::posture;
use super::{VERSIONS, label, newest, subjects, versions};
use crate::Answer;
use crate::access::Principal;
use crate::coverage::{area_of, cell};
use crate::dto::{AsOfView, RecordView, SystemBrief, SystemCell, SystemCounts, SystemView, gravity};
use crate::judging::{Held, Names, veiled, verdict_view};
use crate::overview::open_states;
use crate::workspace::Workspace;

/// Lines of each list on the page.
const SHOWN: usize = 8;
/// Verdicts that do not hold, on the page.
const OPEN: usize = 20;

/// What may be open about a system: the kind, and the field that says what each is about.
const ISSUES: [(&str, &str); 4] =
    [("incident", "version"), ("nonconformity", "subjects"), ("concern", "system"), ("change", "system")];
/// The states in which a change is open.
const OPEN_CHANGES: &[&str] = &["draft", "approved", "implemented"];

impl Workspace {
    /// What stands above every page of a system.
    ///
    /// # Errors
    /// When there is no such system.
    pub fn system_brief(&self, principal: &Principal, key: &str) -> Answer<SystemBrief> {
        let (scope, system) = self.enter_system(principal, key)?;
        let known = self.newest_versions(&scope, &system.key, VERSIONS)?;
        let (held, at) = self.reading(&scope, None)?;
        let serving = known.iter().filter(|v| v.state == "released");
        let in_service = serving.map(|v| versions::line(&held, &system.key, v, at.time)).collect();
        let posture = posture(&self.own_sums(&held, &at)?, &system.key);
        drop(held);
        let record = RecordView::from(&system);
        let owner = record.body.get("owner").and_then(|o| o.as_str());
        Ok(SystemBrief {
            owner: owner.map(|key| Names::new(self, &scope).put(key)),
            counts: self.system_counts(&scope, &system, &evidence_about(&system, &known)?)?,
            in_service,
            posture,
            record,
        })
    }

    /// One system.
    ///
    /// # Errors
    /// When there is no such system.
    pub fn system(&self, principal: &Principal, key: &str) -> Answer<SystemView> {
        let (scope, system) = self.enter_system(principal, key)?;
        let known = self.newest_versions(&scope, &system.key, VERSIONS)?;
        let (held, at) = self.reading(&scope, None)?;
        let newest = known.first().map(|v| versions::line(&held, &system.key, v, at.time));
        let serving: Vec<&Revision> = known.iter().filter(|v| v.state == "released").collect();
        let mut open = not_holding(&held, &scope, &system, &serving, &at);
        let cells = self.system_cells(&held, &system, &at)?;
        drop(held);
        let open_total = open.len();
        open.truncate(OPEN);
        let mut names = Names::new(self, &scope).speaking(principal.lang);
        let open = match open.is_empty() {
            true => Vec::new(),
            false => {
                let in_force = self.in_force(AIMS, &at)?;
                open.into_iter().map(|v| verdict_view(&in_force, v, &at, &mut names)).collect()
            }
        };
        let evidence = evidence_about(&system, &known)?;
        let keys: Vec<_> = self.store.list(&scope, &evidence)?.rows.into_iter().map(|r| r.key).collect();
        let about: Vec<String> = subjects(&system, &known).iter().map(Subject::to_string).collect();
        Ok(SystemView {
            evidence: self.evidence_lines(&scope, &keys)?,
            issues: self.open_issues(&scope, &system, &known, &about)?,
            risks: self.risks_by_system(&scope)?.get(&system.key).cloned().unwrap_or_default(),
            record: RecordView::from(&system),
            as_of: at,
            newest,
            cells,
            open,
            open_total,
        })
    }

    fn system_counts(&self, scope: &WorkspaceScope, system: &Revision, evidence: &ListQuery) -> Answer<SystemCounts> {
        let of = |kind: &str| newest(kind, "system", &[system.key.to_string()], 1);
        Ok(SystemCounts {
            versions: self.how_many(scope, &of("system-version")?)?,
            risks: self.how_many(scope, &of("risk")?)?,
            evidence: self.how_many(scope, evidence)?,
        })
    }

    fn system_cells(&self, held: &Held, system: &Revision, at: &AsOfView) -> Answer<Vec<SystemCell>> {
        let in_force = match self.in_force(AIMS, at) {
            Ok(in_force) => in_force,
            Err(error) if error.code == "framework.not-in-force" => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let framework = &in_force.framework;
        let of = |row: &assay_frameworks::Requirement| {
            let sum = held.sum(&in_force.set, in_force.entry, &format!("{AIMS}:{}", row.id), at.time);
            let area = area_of(framework, row);
            SystemCell {
                id: row.id.clone(),
                title: row.titles.en.clone(),
                area: area.id.clone(),
                area_title: area.titles.en.clone(),
                alike: sum.alike().is_some(),
                cell: cell(&sum, &system.key),
            }
        };
        Ok(framework.judged().map(of).collect())
    }

    fn open_issues(
        &self,
        scope: &WorkspaceScope,
        system: &Revision,
        known: &[Revision],
        about: &[String],
    ) -> Answer<Vec<RecordView>> {
        let keys: Vec<String> = known.iter().map(|v| v.key.to_string()).collect();
        let mut found = Vec::new();
        for (kind, field) in ISSUES {
            let states = if kind == "change" { OPEN_CHANGES } else { open_states(kind) };
            let values: &[String] = match field {
                "version" => &keys,
                "subjects" => about,
                _ => &[system.key.to_string()],
            };
            if values.is_empty() || scope.hides_kind(kind) {
                continue;
            }
            let mut query = newest(kind, field, values, SHOWN)?;
            query.filters.push(Filter::State(states.iter().map(|s| (*s).to_owned()).collect()));
            found.extend(self.store.list(scope, &query)?.rows.iter().map(RecordView::from));
        }
        found.sort_by_key(|record| std::cmp::Reverse(record.seq));
        Ok(found)
    }
}

/// Evidence about a system and these versions, newest first.
fn evidence_about(system: &Revision, known: &[Revision]) -> Answer<ListQuery> {
    let about: Vec<String> = subjects(system, known).iter().map(Subject::to_string).collect();
    newest("evidence", "subject", &about, SHOWN)
}

/// Verdicts about a system and what of it is in service that do not hold, the gravest first.
fn not_holding(
    held: &Held,
    scope: &WorkspaceScope,
    system: &Revision,
    serving: &[&Revision],
    at: &AsOfView,
) -> Vec<Verdict> {
    let itself = Subject::Record(system.key.clone());
    let versions = serving.iter().map(|v| Subject::Version(system.key.clone(), label(v)));
    let mut found: Vec<Verdict> = Vec::new();
    for subject in std::iter::once(itself).chain(versions) {
        let holds = |v: &&Verdict| effective_outcome(v, at.time) == Outcome::Pass && !stale(v, at.time);
        found.extend(held.about(&subject).filter(|v| !holds(v)).filter_map(|v| veiled(scope, v.clone())));
    }
    found.sort_by_key(|v| (gravity(effective_outcome(v, at.time), stale(v, at.time)), v.check.clone()));
    found
}
