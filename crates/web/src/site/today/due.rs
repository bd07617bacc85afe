//! What is due: work, and reporting clocks.

use assay_app::overview::{ClockLine, Span, WorkGroup, WorkLine as Due};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::{Kind, Timestamp};

use crate::pages::today::views::{WorkLine, WorkPart, WorkView};
use crate::parts::clock::ClockBar;
use crate::parts::words::{Lang, TodayWord, count, fill, number, t};
use crate::parts::{dates, links};
use crate::site::shell::moment;

/// Lines shown of each group.
const SHOWN: usize = 6;
/// Clocks shown.
const CLOCKS: usize = 6;
/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;

/// What is due; nothing while it is being counted.
pub(super) fn work(workspace: &Workspace, principal: &Principal, lang: Lang) -> Answer<Option<WorkView>> {
    let now = workspace.now();
    let part = |group: WorkGroup| WorkPart {
        name: t(lang, name(group.span)).to_owned(),
        overdue: group.span == Span::Overdue,
        total: (group.total.n, group.total.more),
        lines: group.lines.into_iter().map(|due| line(workspace, lang, group.span, due, now)).collect(),
    };
    Ok(workspace.work(principal, SHOWN)?.map(|work| WorkView {
        own: work.own,
        parts: work.groups.into_iter().filter(|group| !group.lines.is_empty()).map(part).collect(),
    }))
}

const fn name(span: Span) -> TodayWord {
    match span {
        Span::Overdue => TodayWord::Overdue,
        Span::Week => TodayWord::ThisWeek,
        Span::Later => TodayWord::Later,
        Span::Undated => TodayWord::Undated,
    }
}

fn line(workspace: &Workspace, lang: Lang, span: Span, due: Due, now: Timestamp) -> WorkLine {
    WorkLine {
        href: links::record(&workspace.slug, &due.key),
        kind: Kind::named(due.kind).map(|kind| lang.of(&kind.title).to_owned()).unwrap_or_default(),
        due: due.due.map_or_else(|| t(lang, TodayWord::NoDate).to_owned(), |at| by_when(lang, span, at, now)),
        key: due.key,
        title: due.title,
        subject: due.subject.unwrap_or_default(),
        owner: due.owner.unwrap_or_default(),
    }
}

/// By when it is to be done, or how late it is.
fn by_when(lang: Lang, span: Span, due: Timestamp, now: Timestamp) -> String {
    let days = usize::try_from(dates::days_between(due, now)).unwrap_or(0);
    // The last day, of which `due` is the end.
    let day = due.plus_micros(-1);
    match span {
        Span::Overdue if days == 0 => t(lang, TodayWord::LateToday).to_owned(),
        Span::Overdue => count(lang, days, TodayWord::LateOne, TodayWord::LateOther),
        Span::Week => dates::weekday(lang, day),
        Span::Later | Span::Undated => dates::day(lang, &day.date()),
    }
}

/// Clocks of open incidents, the most urgent first.
pub(in crate::site) fn clocks(workspace: &Workspace, principal: &Principal, lang: Lang) -> Answer<Vec<ClockBar>> {
    let now = principal.sight.clock.unwrap_or_else(|| workspace.now());
    let lines = workspace.clock_lines(principal)?;
    Ok(lines.iter().take(CLOCKS).map(|line| bar(workspace, lang, line, now)).collect())
}

fn bar(workspace: &Workspace, lang: Lang, line: &ClockLine, now: Timestamp) -> ClockBar {
    let over = line.limit.as_ref().is_some_and(|limit| limit.ends <= now);
    let (tag, tone) = match (over, &line.notice, line.serious) {
        (true, ..) => (TodayWord::ClockOver, "s-failing"),
        (_, Some(_), _) => (TodayWord::ClockDecided, "s-partly"),
        (_, None, Some(true)) => (TodayWord::ClockSerious, "s-failing"),
        (_, None, _) => (TodayWord::ClockOpen, "s-expiring"),
    };
    let law = line.law.map(|law| format!("{}: {}", law.citation, text(lang, &law.titles)));
    let (notice, key) = match &line.notice {
        Some((key, title)) => (Some(title.clone()), key),
        None => (None, &line.incident),
    };
    let share = |at: Timestamp| {
        let limit = line.limit.as_ref()?;
        let whole = (limit.ends.as_micros() - limit.begun.as_micros()).max(1);
        u8::try_from(((at.as_micros() - limit.begun.as_micros()) * 100 / whole).clamp(0, 100)).ok()
    };
    ClockBar {
        key: line.incident.clone(),
        href: links::record(&workspace.slug, key),
        name: notice.or(law).unwrap_or_else(|| line.title.clone()),
        tag: t(lang, tag).to_owned(),
        tone,
        gone: share(now),
        ticks: line.limit.iter().flat_map(|limit| &limit.sooner).filter_map(|at| share(*at)).collect(),
        from: match &line.limit {
            Some(limit) => fill(lang, TodayWord::ClockFrom, &[("at", &moment(lang, limit.begun))]),
            None => t(lang, TodayWord::ClockNotBegun).to_owned(),
        },
        left: line.limit.as_ref().map(|limit| left(lang, limit.ends, now)).unwrap_or_default(),
    }
}

fn left(lang: Lang, ends: Timestamp, now: Timestamp) -> String {
    let hours = (ends.as_micros() - now.as_micros()).div_euclid(HOUR);
    let n = |value: i64| number(lang, usize::try_from(value).unwrap_or(0));
    match hours {
        ..0 => fill(lang, TodayWord::OverSince, &[("at", &moment(lang, ends))]),
        0..48 => fill(lang, TodayWord::HoursLeft, &[("n", &n(hours))]),
        _ => fill(lang, TodayWord::DaysLeft, &[("n", &n(hours / 24)), ("h", &n(hours % 24))]),
    }
}

fn text(lang: Lang, titles: &assay_frameworks::Titles) -> &str {
    match lang {
        Lang::En => &titles.en,
        Lang::PtBr => &titles.pt_br,
        Lang::PtPt => &titles.pt_pt,
    }
}
