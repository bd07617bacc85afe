//! Made-up issues: clocks and late records, and a kind of which nothing is open.

use assay_domain::State;
use maud::Markup;

use super::super::pages::issues::{self, IssueTab, IssuesView};
use super::super::pages::place::GapLine;
use super::super::parts::shell::Shell;
use super::super::parts::table::Table;
use super::{records, today_work};

/// The place by name.
pub(super) fn pages(shell: &Shell) -> Vec<(&'static str, Markup)> {
    let full = view();
    let table = Table { rows: Vec::new(), making: None, empty: "None is open.".into(), ..view().table };
    let none = IssuesView { clocks: Vec::new(), made: None, gaps: Vec::new(), table, ..view() };
    vec![("issues", issues::page(shell, &full)), ("issues-none", issues::page(shell, &none))]
}

fn view() -> IssuesView {
    let tab = |kind: &str, text: &str, open, late| IssueTab {
        href: format!("/issues?kind={kind}"),
        text: text.into(),
        open,
        late,
        current: kind == "incident",
    };
    IssuesView {
        workspace: "main".into(),
        clocks: today_work::clocks(),
        tabs: vec![
            tab("incident", "Incidents", (2, false), (0, false)),
            tab("nonconformity", "Nonconformities", (12, false), (3, false)),
            tab("improvement", "Improvements", (10_000, true), (1_000, true)),
        ],
        table: records::list().table.unwrap_or_default(),
        made: Some(("incident".into(), "AI incident".into())),
        gaps: vec![GapLine {
            id: "10.2".into(),
            title: "Nonconformity and corrective action".into(),
            state: State::Missing,
            reason: "NC-4 has no corrective action".into(),
        }],
        standing: (3, 2),
    }
}
