//! What surrounds every page, and small helpers that several pages use.

use std::cell::RefCell;

use assay_app::dto::EvidenceSummary;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::{Action, State};

use crate::parts::evidence::{EvidenceLine, badge_of};
use crate::parts::past::Past;
use crate::parts::shell::{Look, Place, RecordLine, SavedView, Shell};
pub(in crate::site) use crate::parts::value::moment;
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
    let at = workspace.last_entry_at(principal)?.map(moment).unwrap_or_default();
    Ok(Shell {
        organisation: view.organisation,
        demo: view.demo,
        place,
        in_room: principal.sight.room.is_some(),
        who: principal.proved.map(|_| principal.name.clone()),
        record: RecordLine { entries, checkpoint_short: root, at },
        lang,
        workspace: workspace.slug.clone(),
        form: look.form.clone().filter(|_| principal.proved.is_some() && principal.may_change().is_ok()),
        may_write: principal.actions.contains(&Action::Write) && principal.may_change().is_ok(),
        past: past(principal),
        views: views(workspace, principal)?,
        look,
        ..Shell::default()
    })
}

/// The moment of the past that somebody looks at. Auditors in a room look at that of their room, which is told there.
fn past(principal: &Principal) -> Option<Past> {
    let clock = principal.sight.clock?;
    Some(Past { at: moment(clock), day: clock.date(), position: principal.sight.position.unwrap_or(0) })
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
pub(in crate::site) fn evidence_line(e: EvidenceSummary) -> EvidenceLine {
    let version = e.tool.version.map(|v| format!(" {v}")).unwrap_or_default();
    EvidenceLine {
        key: e.key,
        title: e.title,
        tool: format!("{}{version}", e.tool.name),
        subject: e.subject,
        when: moment(e.when),
        when_source: e.when_source,
        collector: e.collector,
        reviewer: e.reviewer,
        badge: badge_of(e.representativeness, e.subject_match, e.status),
    }
}
