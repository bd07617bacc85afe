//! What surrounds every page, and small helpers that several pages use.

use std::cell::RefCell;

use assay_app::dto::EvidenceSummary;
use assay_app::overview::{ISSUES, Span};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::{AIMS, Action, State};

pub(in crate::site) use crate::parts::dates::moment;
use crate::parts::evidence::{EvidenceLine, badge_of};
use crate::parts::past::Past;
use crate::parts::shell::{Look, Place, PlaceCount, RecordLine, SavedView, Shell};
use crate::parts::words::Lang;

thread_local! {
    /// How the page that is being filled is to look. Every page needs it, and none has a reason to know of it.
    static LOOK: RefCell<Look> = RefCell::default();
}

/// Does some work, in which a shell finds how its page is to look.
pub(in crate::site) fn looking<T>(look: Look, work: impl FnOnce() -> T) -> T {
    LOOK.with_borrow_mut(|now| *now = look);
    let done = work();
    LOOK.take();
    done
}

/// Fills the shell.
pub(in crate::site) fn shell(workspace: &Workspace, principal: &Principal, place: Place, lang: Lang) -> Answer<Shell> {
    let view = workspace.view()?;
    let look = LOOK.with_borrow(Clone::clone);
    // Before the first entry there is no checkpoint.
    let note = match principal.sight.position {
        Some(0) => String::new(),
        _ => workspace.log_checkpoint(principal, None)?,
    };
    let mut lines = note.lines();
    let entries = lines.nth(1).and_then(|l| l.parse().ok()).unwrap_or(0);
    let root: String = lines.next().unwrap_or_default().chars().take(8).collect();
    let at = workspace.last_entry_at(principal)?.map(|at| moment(lang, at)).unwrap_or_default();
    Ok(Shell {
        organisation: view.organisation,
        demo: view.demo,
        unfit: if principal.sight.room.is_some() { 0 } else { workspace.unfit() },
        place,
        in_room: principal.sight.room.is_some(),
        who: principal.proved.map(|_| principal.name.clone()),
        record: RecordLine { entries, checkpoint_short: root, at },
        lang,
        workspace: workspace.slug.clone(),
        form: look.form.clone().filter(|_| principal.proved.is_some() && principal.may_change().is_ok()),
        may_write: principal.actions.contains(&Action::Write) && principal.may_change().is_ok(),
        past: past(principal, lang),
        views: views(workspace, principal)?,
        look,
        counts: if principal.sight.room.is_some() { Vec::new() } else { place_counts(workspace, principal)? },
    })
}

/// What is counted at places beside Issues: kinds, and the states in which a record is one that is open there.
const COUNTED: &[(Place, &str, &[&str])] = &[
    (Place::Systems, "ai-system", &["draft", "in-scope"]),
    (Place::Risks, "risk", &["draft", "assessed", "in-treatment", "treated"]),
    (Place::Evidence, "evidence", &["recorded"]),
];

/// The same, with what is counted at Issues.
fn counted() -> impl Iterator<Item = (Place, &'static str, &'static [&'static str])> {
    let issues = ISSUES.iter().map(|(kind, states)| (Place::Issues, *kind, *states));
    COUNTED.iter().copied().chain(issues)
}

/// How much of what the reader may see there is at each place. Where that is not known, a place has no count.
fn place_counts(workspace: &Workspace, principal: &Principal) -> Answer<Vec<PlaceCount>> {
    let kinds: Vec<&'static str> = counted().map(|(_, kind, _)| kind).collect();
    let Some(found) = workspace.count_kinds(principal, &kinds)? else { return Ok(Vec::new()) };
    let mut all: Vec<PlaceCount> = Vec::new();
    if let Some(work) = workspace.work(principal, 0)?.filter(|work| work.own) {
        let soon = work.groups.iter().filter(|group| matches!(group.span, Span::Overdue | Span::Week));
        let (n, more) = soon.fold((0, false), |(n, more), group| (n + group.total.n, more || group.total.more));
        let hot = work.groups.iter().any(|group| group.span == Span::Overdue && group.total.n > 0);
        all.push(PlaceCount { place: Place::Today, n, more, hot });
    }
    if let Some(framework) = workspace.frameworks_in_force(principal, None)?.iter().find(|one| one.slug == AIMS) {
        let n = framework.controls().count() + workspace.count_own_controls(principal)?.unwrap_or(0);
        all.push(PlaceCount { place: Place::Controls, n, ..PlaceCount::default() });
    }
    for place in [Place::Systems, Place::Risks, Place::Evidence, Place::Issues] {
        let rows = counted().filter(|(at, ..)| *at == place);
        let known = |kind: &str| found.iter().find(|count| count.kind == kind);
        let counts: Vec<_> = rows.filter_map(|(_, kind, states)| Some((known(kind)?, states))).collect();
        if !counts.is_empty() {
            let n = counts.iter().map(|(count, states)| count.within(states)).sum();
            let hot = place == Place::Issues && counts.iter().any(|(count, _)| count.late.n > 0);
            all.push(PlaceCount { place, n, more: false, hot });
        }
    }
    Ok(all)
}

/// The moment of the past that somebody looks at. Auditors in a room look at that of their room, which is told there.
fn past(principal: &Principal, lang: Lang) -> Option<Past> {
    let clock = principal.sight.clock?;
    Some(Past { at: moment(lang, clock), day: clock.date(), position: principal.sight.position.unwrap_or(0) })
}

/// Saved views, as the ways that they are.
fn views(workspace: &Workspace, principal: &Principal) -> Answer<Vec<SavedView>> {
    let all = workspace.saved_views(principal)?.views;
    Ok(all
        .into_iter()
        .map(|view| SavedView { href: super::views::href(&view), name: view.name, count: None })
        .collect())
}

/// How many of each state, in order of gravity.
pub(in crate::site) fn counts(states: impl Iterator<Item = State>) -> Vec<(State, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for state in states {
        *counts.entry(state).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// One piece of evidence as a line.
pub(in crate::site) fn evidence_line(lang: Lang, e: EvidenceSummary) -> EvidenceLine {
    let version = e.tool.version.map(|v| format!(" {v}")).unwrap_or_default();
    EvidenceLine {
        key: e.key,
        title: e.title,
        tool: format!("{}{version}", e.tool.name),
        subject: e.subject,
        when: moment(lang, e.when),
        when_source: e.when_source,
        collector: e.collector,
        reviewer: e.reviewer,
        badge: badge_of(e.representativeness, e.subject_match, e.status),
    }
}
