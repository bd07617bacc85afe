//! Figures of Today: the audit that comes next, where risks lie, tools that report, the newest entries.

use assay_app::dto::{SourceLine as Source, SourcesRequest};
use assay_app::overview::{LevelCell, Levels};
use assay_app::records::ChangesRequest;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::Kind;
use assay_domain::kinds::risk_criteria::Level;

use crate::pages::today::views::{EntryLine, EventLine, LevelsView, SourceLine};
use crate::parts::heat::HeatCell;
use crate::parts::strip::Bar;
use crate::parts::words::{Lang, TodayWord, t};
use crate::parts::{dates, links};
use crate::site::records::list::verb;
use crate::site::shell::moment;

/// Entries shown.
const ENTRIES: usize = 6;
/// Tools shown.
const TOOLS: usize = 8;

/// The audit that comes next.
pub(super) fn event(workspace: &Workspace, principal: &Principal, lang: Lang) -> Answer<Option<EventLine>> {
    let day = |text: &str| dates::day(lang, text);
    Ok(workspace.next_event(principal)?.map(|event| EventLine {
        href: links::record(&workspace.slug, &event.key),
        title: event.title,
        days: event.days,
        when: if event.to.is_empty() || event.to == event.from {
            day(&event.from)
        } else {
            format!("{} – {}", day(&event.from), day(&event.to))
        },
        by: event.by,
    }))
}

/// Where the open risks lie.
pub(super) fn levels(workspace: &Workspace, principal: &Principal, lang: Lang) -> Answer<Option<LevelsView>> {
    Ok(workspace.levels(principal)?.map(|levels| LevelsView {
        rows: levels.rows.iter().map(|row| row.iter().map(|cell| heat_cell(lang, &levels, *cell)).collect()).collect(),
        total: levels.total,
        above: levels.above,
        unrated: levels.unrated,
        elsewhere: levels.elsewhere,
        late: (levels.late.n, levels.late.more),
    }))
}

/// A cell, which leads to the risks that it counts.
fn heat_cell(lang: Lang, levels: &Levels, cell: LevelCell) -> HeatCell {
    let criteria = levels.criteria.as_deref().unwrap_or_default();
    let (level, word) = match cell.level {
        None | Some(Level::Low) => (1, TodayWord::LevelLow),
        Some(Level::Medium) => (3, TodayWord::LevelMedium),
        Some(Level::High) => (4, TodayWord::LevelHigh),
        Some(Level::Critical) => (5, TodayWord::LevelCritical),
    };
    HeatCell {
        n: cell.n,
        level,
        name: t(lang, word).to_owned(),
        href: Some(links::risks_at(criteria, cell.likelihood, cell.impact)),
    }
}

/// The tools that report, the one that was heard of last first.
pub(super) fn sources(workspace: &Workspace, principal: &Principal, lang: Lang) -> Answer<Vec<SourceLine>> {
    let line = |source: Source| {
        let days: Vec<Bar> = source.days.iter().zip(&source.doubtful).map(|(all, part)| bar(*all, *part)).collect();
        SourceLine {
            tool: source.tool.unwrap_or_else(|| t(lang, TodayWord::People).to_owned()),
            href: links::EVIDENCE.to_owned(),
            subjects: source.subjects,
            newest: source.last.map(|at| dates::day(lang, &at.date())).unwrap_or_default(),
            whole: days.iter().filter(|bar| **bar == Bar::Full).count(),
            days,
        }
    };
    let found = workspace.evidence_sources(principal, &SourcesRequest::default())?;
    Ok(found.sources.into_iter().take(TOOLS).map(line).collect())
}

/// A day with so many deliveries, some of which do not count in full.
const fn bar(all: u32, part: u32) -> Bar {
    match (all, part) {
        (0, _) => Bar::None,
        (all, part) if part < all => Bar::Full,
        _ => Bar::Part,
    }
}

/// The newest entries that whoever asks may see.
pub(super) fn entries(workspace: &Workspace, principal: &Principal, lang: Lang) -> Answer<Vec<EntryLine>> {
    // Behind its end a log has nothing but its length.
    let size = workspace.changes(principal, &ChangesRequest { after: u64::MAX, limit: Some(1) })?.size;
    let request = ChangesRequest { after: size.saturating_sub(4 * ENTRIES as u64), limit: None };
    let mut newest = workspace.changes(principal, &request)?.changes;
    newest.reverse();
    let line = |change: assay_app::dto::ChangeView| EntryLine {
        at: moment(lang, change.at),
        href: links::record(&workspace.slug, &change.key),
        key: change.key,
        op: Kind::named(&change.kind).map_or(change.op.clone(), |kind| verb(kind, &change.op, lang)),
        entry: change.position.saturating_sub(1),
        proof: links::proof(&workspace.slug, change.position.saturating_sub(1)),
    };
    Ok(newest.into_iter().take(ENTRIES).map(line).collect())
}
