//! Made-up work, clocks, tools and risks for Today.

use assay_domain::State;

use super::super::pages::place::{GapLine, KindGroup, KindRow, PlaceView};
use super::super::pages::today::views::{EntryLine, LevelsView, SourceLine, WorkLine, WorkPart, WorkView};
use super::super::parts::clock::ClockBar;
use super::super::parts::heat::HeatCell;
use super::super::parts::strip::Bar;

pub(super) fn work() -> WorkView {
    let line = |key: &str, title: &str, kind: &str, owner: &str, due: &str| WorkLine {
        key: key.into(),
        title: title.into(),
        href: format!("/w/main/records/{key}"),
        kind: kind.into(),
        subject: "SYS-1@3.3".into(),
        owner: owner.into(),
        due: due.into(),
    };
    WorkView {
        own: true,
        parts: vec![
            WorkPart {
                name: "Overdue".into(),
                overdue: true,
                total: (1, false),
                lines: vec![line(
                    "CA-18",
                    "Confirm that retraining removed it",
                    "Corrective action",
                    "Beatriz Lemos",
                    "2 days late",
                )],
            },
            WorkPart {
                name: "Within seven days".into(),
                overdue: false,
                total: (1_000, true),
                lines: vec![line(
                    "TSK-21",
                    "Review the red-team report of Chat API 3.3",
                    "Task",
                    "",
                    "Tue 24 Nov 2026",
                )],
            },
        ],
    }
}

pub(super) fn clocks() -> Vec<ClockBar> {
    let bar = |key: &str, name: &str, tag: &str, tone: &'static str, gone| ClockBar {
        key: key.into(),
        href: format!("/w/main/records/{key}"),
        name: name.into(),
        tag: tag.into(),
        tone,
        gone,
        ticks: vec![13, 66],
        from: "Counts from 22 Nov 2026 02:14 UTC".into(),
        left: "14 d 2 h left".into(),
    };
    vec![
        bar("INC-41", "Regulation (EU) 2024/1689, Art. 73(2)", "Undecided", "s-expiring", Some(7)),
        bar("INC-38", "Regulation (EU) 2016/679, Art. 33(1)", "Over", "s-failing", Some(100)),
        bar("INC-37", "Notice to the customer", "Notice planned", "s-partly", None),
    ]
}

pub(super) fn sources() -> Vec<SourceLine> {
    let line = |tool: &str, days: Vec<Bar>| SourceLine {
        tool: tool.into(),
        href: "/evidence".into(),
        subjects: 6,
        newest: "20 Nov 2026".into(),
        whole: days.iter().filter(|bar| **bar == Bar::Full).count(),
        days,
    };
    let mixed = (0..60).map(|n| {
        if n % 9 == 4 {
            Bar::Part
        } else if n % 2 == 0 {
            Bar::Full
        } else {
            Bar::None
        }
    });
    vec![line("garak", vec![Bar::None; 60]), line("lm-eval", mixed.collect())]
}

pub(super) fn levels() -> LevelsView {
    let cell = |n: usize, level: u8| HeatCell { n, level, name: "High".into(), href: Some("/risks".into()) };
    let row = |at: u8| (1..=5).map(|impact| cell(usize::from(at * impact % 4), at.midpoint(impact))).collect();
    LevelsView {
        rows: [5, 4, 3, 2, 1].into_iter().map(row).collect(),
        total: 31,
        above: 5,
        unrated: 2,
        elsewhere: 3,
        late: (2, false),
    }
}

pub(super) fn entries() -> Vec<EntryLine> {
    vec![EntryLine {
        at: "20 Nov 2026 09:41".into(),
        key: "EV-231".into(),
        href: "/w/main/records/EV-231".into(),
        op: "create".into(),
        entry: 1_203,
        proof: "/w/main/proofs/1203".into(),
    }]
}

pub(super) fn place() -> PlaceView {
    let row = |title: &str, total: Option<usize>, late| KindRow {
        name: "objective".into(),
        title: title.into(),
        refs: "6.2 · A.6.1.2".into(),
        total,
        states: vec![("draft".into(), "Draft".into(), 1), ("approved".into(), "Approved".into(), 4)],
        late,
        made: true,
    };
    let gap = |id: &str, state| GapLine {
        id: id.into(),
        title: "Awareness".into(),
        state,
        reason: "POL-1 was read by 3 of 9".into(),
    };
    PlaceView {
        title: "Programme".into(),
        lead: "The management system itself.".into(),
        workspace: "main".into(),
        gaps: vec![gap("7.3", State::Failing), gap("7.4", State::Missing)],
        standing: (20, 18),
        groups: vec![KindGroup {
            title: "Planning".into(),
            rows: vec![
                row("Objective", Some(5), (2, false)),
                row("Change", Some(0), (0, false)),
                row("Opportunity", None, (1_000, true)),
            ],
        }],
        ways: vec![("/rooms".into(), "Audit rooms".into())],
    }
}
