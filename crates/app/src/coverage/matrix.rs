//! The coverage matrix: requirements of a framework by AI systems.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_checks::roll_up;
use assay_domain::kinds::control::{Control, ControlSource};
use assay_domain::{AIMS, Action, Key, Message, Timestamp, Verdict};
use assay_frameworks::Framework;
use assay_store::{Revision, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{area_of, counts, state};
use crate::Answer;
use crate::access::Principal;
use crate::dto::{AreaView, CellView, CoverageView, CoveredSystemView, CoveredView};
use crate::judging::{Held, InForce, Known, Names, Sum, veiled, veiled_reason};
use crate::workspace::Workspace;

/// What of the matrix is asked for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CoverageRequest {
    /// Slug of the framework; `iso42001` unless stated.
    pub framework: Option<String>,
    /// Only the controls, of a framework that has some.
    pub controls: Option<bool>,
    /// Controls of our own too, in an area `own` at the end; they are judged with `iso42001`. Not unless stated.
    pub own: Option<bool>,
    /// Only this requirement; a control of our own by a name such as `own:X.1`.
    pub requirement: Option<String>,
    /// Only requirements of this area, for example `A.6`, or `own`.
    pub area: Option<String>,
    /// Only requirements in this state.
    pub state: Option<String>,
    /// Only systems that these words or this key find.
    pub system: Option<String>,
    /// A position of the log, or a time.
    pub as_of: Option<String>,
    /// Cursor.
    pub after: Option<String>,
    /// Most systems, 1 to 100; 25 unless stated. With 0 there are none.
    pub limit: Option<usize>,
}

impl Workspace {
    /// The coverage matrix, a page of systems at a time.
    ///
    /// # Errors
    /// On a framework that was not in force then, an unknown state, or a moment ahead of the log.
    pub fn coverage(&self, principal: &Principal, request: &CoverageRequest) -> Answer<CoverageView> {
        let scope = self.enter(principal, Action::Read)?;
        let wanted = request.state.as_deref().map(state).transpose()?;
        let (held, at) = self.reading(&scope, request.as_of.as_deref())?;
        let in_force = self.in_force(request.framework.as_deref().unwrap_or(AIMS), &at)?;
        let framework = &in_force.framework;
        let own = request.requirement.as_deref().filter(|r| framework.slug == AIMS && r.starts_with("own:"));
        let decided_rows = self.rows_of(&scope, &framework.slug, at.position)?;
        let (areas, rows) = match own {
            Some(own) => (Vec::new(), ours(&decided_rows).filter(|row| row.requirement == own).collect()),
            None => rows(framework, request, &decided_rows),
        };
        let mut chosen: Vec<(Row, Arc<Sum>)> = Vec::new();
        let mut reasons: Vec<Option<Message>> = Vec::new();
        for row in rows {
            let sum = held.sum(&in_force.set, in_force.entry, &row.requirement, at.time);
            if wanted.is_none_or(|wanted| sum.state(&scope) == wanted) {
                reasons.push(reason(&held, &in_force, &row.requirement, &sum, &scope, at.time));
                chosen.push((row, sum));
            }
        }
        drop(held);
        let mut decided = self.decided(&scope, decided_rows)?;
        let mut names = Names::new(self, &scope).speaking(principal.lang);
        let requirements = chosen.iter().zip(reasons).map(|((row, sum), reason)| {
            let decided = decided.remove(&row.requirement).unwrap_or_default();
            CoveredView {
                reason: reason.map(|reason| names.say(&reason)).unwrap_or_default(),
                id: row.id.clone(),
                title: row.title.clone(),
                area: row.area.clone(),
                state: sum.state(&scope),
                subject: sum.worst(&scope).map(|(subject, _)| subject.to_string()),
                subjects: counts(sum, &scope),
                alike: sum.alike().is_some(),
                evidence: sum.evidence(&scope),
                row: decided.record,
                owner: decided.owner,
                applicable: decided.applicable,
                implementation: decided.implementation,
            }
        });
        let requirements = requirements.collect();
        let (mut systems, mut next) = (Vec::new(), None);
        if request.limit != Some(0) {
            let (words, after) = (request.system.as_deref(), request.after.as_deref());
            let page = self.systems_in_scope(&scope, at.position, words, after, request.limit)?;
            let of = |system: &Revision| CoveredSystemView {
                key: system.key.to_string(),
                title: system.title.clone(),
                cells: chosen.iter().map(|(.., sum)| cell(sum, &system.key)).collect(),
            };
            systems = page.rows.iter().map(of).collect();
            next = page.next;
        }
        Ok(CoverageView {
            framework: framework.slug.clone(),
            edition: framework.edition.to_string(),
            as_of: at,
            areas,
            requirements,
            systems,
            next,
        })
    }

    /// The row of each control and who answers for it, by requirement.
    fn decided(&self, scope: &WorkspaceScope, rows: Vec<(Revision, Control)>) -> Answer<BTreeMap<String, Decided>> {
        let mut names = Known::default();
        let mut decided = BTreeMap::new();
        for (record, body) in rows {
            let owner = body.owner.as_ref().map(|owner| names.name(self, scope, owner.key().clone())).transpose()?;
            let word = |i| serde_json::to_value(i).ok().and_then(|v| v.as_str().map(str::to_owned));
            let row = Decided {
                record: Some(record.key.to_string()),
                owner,
                applicable: body.applicable,
                implementation: body.implementation.and_then(word),
            };
            decided.insert(body.requirement, row);
        }
        Ok(decided)
    }
}

/// What a row of the matrix is about.
struct Row {
    id: String,
    title: String,
    area: String,
    /// With its framework.
    requirement: String,
}

/// The area of controls of our own, which lie in none of a framework.
const OWN: &str = "own";

/// Controls of our own among the rows of a Statement of Applicability.
fn ours(decided: &[(Revision, Control)]) -> impl Iterator<Item = Row> + '_ {
    decided.iter().filter(|(_, body)| body.source() == ControlSource::Own).map(|(record, body)| Row {
        id: body.requirement.clone(),
        title: record.title.clone(),
        area: OWN.to_owned(),
        requirement: body.requirement.clone(),
    })
}

/// The areas of a framework, and of its requirements those that are asked for.
fn rows(
    framework: &Framework,
    request: &CoverageRequest,
    decided: &[(Revision, Control)],
) -> (Vec<AreaView>, Vec<Row>) {
    let only_controls = request.controls.unwrap_or(false) && framework.has_statement_of_applicability();
    let (mut areas, mut rows): (Vec<AreaView>, Vec<Row>) = (Vec::new(), Vec::new());
    let judged = framework.judged().filter(|_| !only_controls);
    for row in judged.chain(framework.controls().filter(|_| only_controls)) {
        let area = area_of(framework, row);
        if areas.last().is_none_or(|last| last.id != area.id) {
            areas.push(AreaView { id: area.id.clone(), title: area.titles.en.clone() });
        }
        let other = request.requirement.as_ref().is_some_and(|id| id != &row.id);
        if other || request.area.as_ref().is_some_and(|a| a != &area.id) {
            continue;
        }
        rows.push(Row {
            id: row.id.clone(),
            title: row.titles.en.clone(),
            area: area.id.clone(),
            requirement: format!("{}:{}", framework.slug, row.id),
        });
    }
    if request.own.unwrap_or(false) && request.requirement.is_none() {
        let mut ours = ours(decided).peekable();
        if ours.peek().is_some() {
            areas.push(AreaView { id: OWN.to_owned(), title: "Controls of our own".to_owned() });
        }
        rows.extend(ours.filter(|_| request.area.as_deref().is_none_or(|area| area == OWN)));
    }
    (areas, rows)
}

/// What a row of the Statement of Applicability says of a control.
#[derive(Default)]
struct Decided {
    record: Option<String>,
    owner: Option<String>,
    applicable: Option<bool>,
    implementation: Option<String>,
}

/// Why a requirement has its state: what is said of the subject that decides.
fn reason(
    held: &Held,
    in_force: &InForce,
    requirement: &str,
    sum: &Sum,
    scope: &WorkspaceScope,
    now: Timestamp,
) -> Option<Message> {
    let told = |veil: &dyn Fn(&Verdict) -> Option<Verdict>| {
        let worst = sum.worst(scope).map(|(subject, _)| subject.clone());
        let only = worst.into_iter().collect();
        let bearing = held.bearing_on(&in_force.set, requirement, Some(&only)).into_iter();
        let verdicts: Vec<Verdict> = bearing.filter_map(veil).collect();
        roll_up(&in_force.set, [requirement], &verdicts, now).pop().map(|found| found.message)
    };
    // Where no subject is hidden, the same verdict decides for everybody.
    if !["ai-system", "control"].iter().any(|kind| scope.hides_some_of(kind)) {
        return sum.told(|| told(&|v| Some(v.clone()))).map(|reason| veiled_reason(scope, reason));
    }
    told(&|v| veiled(scope, v.clone()))
}

/// What a requirement comes to for a system: the gravest of itself and its versions in service.
pub(crate) fn cell(sum: &Sum, system: &Key) -> CellView {
    let of = |subject: String, cell: &crate::judging::Cell| CellView {
        state: cell.state,
        code: cell.code.to_string(),
        subject,
    };
    if let Some((subject, cell)) = sum.cells_of(system).min_by_key(|(_, cell)| cell.state) {
        return of(subject.to_string(), cell);
    }
    match sum.alike() {
        Some(cell) => of("workspace".to_owned(), cell),
        // Others have data and this one has none: it counts as missing.
        None => CellView {
            state: assay_domain::State::Missing,
            code: "posture.nothing".to_owned(),
            subject: system.to_string(),
        },
    }
}
