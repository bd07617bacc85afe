//! Samples of the pages of Controls beside the list and the page of one.

use assay_app::dto::Standing;
use assay_domain::{Axis, State};
use maud::Markup;

use super::super::pages::controls::control;
use super::super::pages::controls::crosswalk::{self, CrosswalkPage};
use super::super::pages::controls::matrix::{self, Cell, Column, Filter, MatrixView, SystemRow};
use super::super::pages::controls::readiness::{self, ReadinessPage, ReadyLine};
use super::super::pages::controls::soa;
use super::super::pages::controls::soa_views::{DifferenceRow, SoaPage, SoaRow, SoaTab, VersionLine};
use super::super::pages::controls::views::{FrameworkTab, Tab};
use super::super::pages::controls::why::{self, RecordLine, RuleLine, WhyPage};
use super::super::parts::shell::Shell;
use super::super::parts::words::{Lang, SoaWord};
use super::evidence;

pub(crate) fn pages(shell: &Shell) -> Vec<(&'static str, Markup)> {
    let tabs = [
        ("control", Tab::Overview),
        ("control-evidence", Tab::Evidence),
        ("control-tests", Tab::Tests),
        ("control-crosswalk", Tab::Crosswalk),
        ("control-history", Tab::History),
    ];
    let offers = super::in_control::control_view(Tab::Crosswalk).offers;
    let asked = CrosswalkPage {
        requirement: "iso42001:A.6.2.4".into(),
        title: "Verification and validation".into(),
        href: Some("/controls/A.6.2.4".into()),
        frameworks: vec![("iso27001".into(), "ISO/IEC 27001:2022".into())],
        offers,
        ..CrosswalkPage::default()
    };
    let begun = CrosswalkPage { examples: vec!["iso42001:A.2.2".into()], ..CrosswalkPage::default() };
    let others = [
        ("matrix", matrix::page(shell, &matrix_view())),
        (
            "matrix-empty",
            matrix::page(shell, &MatrixView { edition: "ISO/IEC 42001:2023".into(), ..MatrixView::default() }),
        ),
        ("why", why::page(shell, &why_view())),
        ("soa", soa::page(shell, &soa_page(shell.lang, SoaTab::Rows))),
        ("soa-versions", soa::page(shell, &soa_page(shell.lang, SoaTab::Versions))),
        ("soa-difference", soa::page(shell, &soa_page(shell.lang, SoaTab::Difference))),
        ("soa-empty", soa::page(shell, &SoaPage { tab: SoaTab::Difference, ..SoaPage::default() })),
        ("crosswalk", crosswalk::page(shell, &asked)),
        ("crosswalk-empty", crosswalk::page(shell, &begun)),
        ("readiness", readiness::page(shell, &readiness_page())),
        ("readiness-empty", readiness::page(shell, &ReadinessPage::default())),
    ];
    let tabs = tabs.into_iter().map(|(name, tab)| (name, control::page(shell, &super::in_control::control_view(tab))));
    tabs.chain(others).collect()
}

const STATES: [State; 7] = [
    State::Failing,
    State::Missing,
    State::Stale,
    State::Partly,
    State::Expiring,
    State::Effective,
    State::NotApplicable,
];

fn cell(n: usize) -> Cell {
    Cell { state: STATES[n % STATES.len()], why: "/controls/A.6.2.4/why".into(), alike: n.is_multiple_of(5) }
}

fn matrix_view() -> MatrixView {
    let column = |n: usize| Column {
        framework: "iso42001".into(),
        id: format!("A.{}.{}", 2 + n / 4, 2 + n % 4),
        title: "Made-up control".into(),
        area: format!("A.{}", 2 + n / 4),
        whole: cell(n),
    };
    let row = |n: usize| SystemRow {
        key: format!("SYS-{n}"),
        title: format!("Made-up system number {n}"),
        cells: (0..12).map(|c| cell(n * 3 + c)).collect(),
    };
    MatrixView {
        framework: "iso42001".into(),
        edition: "ISO/IEC 42001:2023".into(),
        filter: Filter { area: "A.2".into(), ..Filter::default() },
        areas: (2..5).map(|n| (format!("A.{n}"), "Made-up area".to_owned())).collect(),
        columns: (0..12).map(column).collect(),
        rows: (1..4).map(row).collect(),
        counts: vec![(State::Failing, 2), (State::Effective, 10)],
        next: Some("/controls?after=3".into()),
        first: Some("/controls".into()),
        ..MatrixView::default()
    }
}

fn rule(state: State) -> RuleLine {
    RuleLine {
        check: "vv.threshold".into(),
        title: "Results meet the approved thresholds".into(),
        state,
        outcome: "Fail".into(),
        reason: "0.14 is above 0.05.".into(),
        value: Some("0.14 (<= 0.05)".into()),
        observed: Some("2026-11-20 09:41 UTC".into()),
        until: Some("2027-02-18 00:00 UTC".into()),
        inputs: vec!["EV-231".into(), "THR-4".into()],
    }
}

fn why_view() -> WhyPage {
    WhyPage {
        framework: "iso42001".into(),
        id: "A.6.2.4".into(),
        title: "Verification and validation".into(),
        page: "/controls/A.6.2.4".into(),
        subject: "SYS-1@3.3.0".into(),
        state: State::Failing,
        reason: "0.14 is above 0.05.".into(),
        check_set: "2026-10".into(),
        at: "2026-11-20 09:41 UTC".into(),
        entry: 1204,
        counts: vec![(State::Failing, 1), (State::Effective, 3)],
        axes: vec![
            (Axis::Designed, Some(rule(State::Effective))),
            (Axis::Implemented, None),
            (Axis::Operating, Some(rule(State::Failing))),
        ],
        rules: vec![rule(State::Failing), rule(State::Stale)],
        evidence: evidence().into_iter().map(|line| (line, "300 of 300 images".to_owned())).collect(),
        records: vec![RecordLine {
            key: "THR-4".into(),
            title: "Attack success".into(),
            kind: "Threshold".into(),
            state: "approved".into(),
            by: "Tomasz Wilk".into(),
            at: "2026-08-12 10:00 UTC".into(),
            signed_by: Some("Inês Duarte".into()),
        }],
    }
}

fn soa_row(n: usize) -> SoaRow {
    SoaRow {
        stage: "partial".into(),
        contradicted: n == 2,
        id: format!("A.2.{}", n + 2),
        title: "Made-up control".into(),
        applicable: [Some(true), Some(false), None][n % 3],
        reason: (n % 3 < 2).then(|| "We develop and provide AI systems.".to_owned()),
        statement: n.is_multiple_of(3).then(|| "Every version passes a plan before release.".to_owned()),
        implementation: "In full".into(),
        owner: n.is_multiple_of(3).then(|| "Tomasz Wilk".to_owned()),
        state: STATES[n % STATES.len()],
        record: Some(format!("CTL-{n}")),
        decision: "approved".into(),
        approved: n % 4 != 3,
        diverged: n == 0,
        own: n == 6,
    }
}

fn soa_page(lang: Lang, tab: SoaTab) -> SoaPage {
    let version = |key: &str, approve| VersionLine {
        key: key.into(),
        title: "Statement of Applicability".into(),
        state: "draft".into(),
        applicable: 37,
        excluded: 1,
        by: "Beatriz Lemos".into(),
        at: "2026-08-12 10:00 UTC".into(),
        approve,
    };
    SoaPage {
        framework: "iso42001".into(),
        edition: "ISO/IEC 42001:2023".into(),
        frameworks: vec![
            FrameworkTab { slug: "iso42001".into(), name: "ISO/IEC 42001:2023".into(), current: true },
            FrameworkTab { slug: "iso27001".into(), name: "ISO/IEC 27001:2022".into(), current: false },
        ],
        tab,
        approved: Some(("SOA-1".into(), "2026-08-12 10:00 UTC".into(), "Inês Duarte".into())),
        table: super::tables::statement(lang, &(0..7).map(soa_row).collect::<Vec<_>>()),
        rows: (0..7).map(soa_row).collect(),
        versions: vec![
            version("SOA-3", Some(Ok("/w/-/records/SOA-3/move/approve".into()))),
            version("SOA-2", Some(Err("you drafted it; Inês Duarte may".into()))),
            version("SOA-1", None),
        ],
        from: "SOA-1".into(),
        to: "today".into(),
        difference: [SoaWord::Changed, SoaWord::Contradicted]
            .into_iter()
            .map(|became| DifferenceRow {
                id: "A.2.2".into(),
                title: "Made-up control".into(),
                record: "CTL-1".into(),
                became,
                fields: vec![("Reason".into(), None, Some("A contract asks for it.".into()))],
                state: Some(State::Stale),
                own: false,
            })
            .collect(),
        same: 36,
        ..SoaPage::default()
    }
}

fn readiness_page() -> ReadinessPage {
    let line = |requirement: &str, row: bool, standing| ReadyLine {
        requirement: requirement.into(),
        title: "Made-up requirement".into(),
        kind: "Scope statement".into(),
        in_writing: !row,
        row,
        standing,
        why: "No record of this kind is there.".into(),
        way: ("Write it".into(), "/w/-/records/new?kind=scope-statement#f-title".into()),
    };
    ReadinessPage {
        lines: vec![
            line("4.3", false, Standing::Missing),
            line("5.2", false, Standing::Begun),
            line("6.2", false, Standing::There),
            line("A.2.2", true, Standing::Begun),
        ],
        rows: 38,
        rows_decided: 37,
    }
}
