//! Risks, made up: a matrix of five by five, and one risk above appetite.

use assay_domain::State;
use maud::Markup;

use super::super::pages::records::views::Shown;
use super::super::pages::risks::views::*;
use super::super::pages::risks::{list, risk};
use super::super::parts::shell::Shell;
use super::super::parts::table::{Asked, Cell, Column, Count, Row, Table};

pub(crate) fn pages(shell: &Shell) -> Vec<(&'static str, Markup)> {
    let alone = RisksView { alone: true, matrix: Some(matrix()), ..RisksView::default() };
    vec![
        ("risks", list::page(shell, &risks_view())),
        ("risks-empty", list::page(shell, &RisksView { writes: true, ..RisksView::default() })),
        ("risks-print", list::page(shell, &alone)),
        ("risk", risk::page(shell, &risk_view())),
        ("risk-bare", risk::page(shell, &RiskView { key: "RISK-9".into(), ..RiskView::default() })),
    ]
}

const STEPS: [[&str; 5]; 2] =
    [["Rare", "Unlikely", "Possible", "Likely", "Almost certain"], ["Minor", "Limited", "Serious", "Major", "Severe"]];

fn axis(names: [&str; 5]) -> Vec<AxisStep> {
    (1..).zip(names).map(|(value, name)| AxisStep { value, name: name.into(), meaning: None }).collect()
}

fn level(product: u8) -> LevelView {
    let (ground, word) = match product {
        0..5 => (1, "Low"),
        5..12 => (3, "Medium"),
        12..20 => (4, "High"),
        _ => (5, "Critical"),
    };
    LevelView { ground, word: word.into() }
}

fn score(likelihood: u8, impact: u8) -> ScoreLine {
    ScoreLine { level: level(likelihood * impact), steps: format!("{likelihood}×{impact}") }
}

fn matrix() -> MatrixView {
    let cell = |l: u8, i: u8| MatrixCell {
        level: level(l * i),
        n: usize::from(l * i % 4),
        href: format!("/risks?filter=cell%3A{l}x{i}"),
        chosen: (l, i) == (3, 5),
        said: format!("likelihood {l}, impact {i}: {}", l * i % 4),
        edge_start: l * i >= 12 && l * (i - 1) < 12 && i > 1,
        edge_below: l * i >= 12 && (l - 1) * i < 12 && l > 1,
    };
    let row = |step: AxisStep| {
        let cells = (1..=5).map(|impact| cell(step.value, impact)).collect();
        (step, cells)
    };
    MatrixView {
        criteria: "Criteria for AI risk".into(),
        line: "RCR-1, revision 2, approved 2026-01-21".into(),
        href: "/w/demo/records/RCR-1".into(),
        appetite: Some("Above appetite: levels beyond Medium".into()),
        help: "Once a risk is treated, what remains counts.".into(),
        ratings: vec![
            ("/risks".into(), "Residual".into(), true),
            ("/risks?show=inherent".into(), "Inherent".into(), false),
        ],
        rows: axis(STEPS[0]).into_iter().rev().map(row).collect(),
        impacts: axis(STEPS[1]),
        unplaced: Some(("2 risks are not in the matrix".into(), "/risks?filter=appetite%3Aunknown".into())),
        others: vec![("/risks?criteria=RCR-2".into(), "Criteria for health".into())],
    }
}

fn risks_view() -> RisksView {
    let figure = |label: &str, n, tone| FigureView { label: label.into(), n, href: "/risks".into(), tone };
    let card = |key: &str, title: &str, standing, steps: &[(u8, u8)]| RiskCard {
        key: key.into(),
        title: title.into(),
        href: format!("/risks/{key}"),
        owner: Some("Rita Okafor".into()),
        standing,
        story: vec!["From Critical 4×5 to High 3×5 on 2026-04-02.".into(), "Treatment was due 2026-11-09.".into()],
        trend: Some(Trend { steps: steps.to_vec(), appetite: Some(2) }),
    };
    let column = |name: &str, sort: bool| Column {
        name: name.into(),
        label: name.into(),
        sort: sort.then(|| name.into()),
        number: false,
    };
    let cell = |markup: &str| Cell { shown: Some(maud::html! { (markup) }), edit: None };
    RisksView {
        workspace: "demo".into(),
        open: 31,
        above: 5,
        figures: vec![
            figure("Above appetite, accepted by nobody", 4, "s-failing"),
            figure("Level not known", 0, "s-missing"),
            figure("Treatment late", 2, "s-stale"),
        ],
        matrix: Some(matrix()),
        chosen: ChosenView {
            heading: "Likelihood 3, impact 5".into(),
            remark: "2".into(),
            clear: Some("/risks".into()),
            cards: vec![
                card("RISK-4", "Hazardous synthesis uplift after a jailbreak", Standing::Above, &[(0, 4), (53, 3)]),
                card("RISK-19", "Ranks people who write another language too low", Standing::Kept, &[(10, 3), (60, 0)]),
            ],
            more: Some("All 7 are in the register below.".into()),
        },
        register: Table {
            id: "register".into(),
            heading: "Register".into(),
            asked: Asked { path: "/risks".into(), sort: "-residual".into(), ..Asked::default() },
            columns: vec![column("title", true), column("residual", true), column("due", true)],
            rows: vec![Row {
                edit: None,
                assign: None,
                key: "RISK-12".into(),
                title: "Prompt injection through retrieved documents".into(),
                href: "/risks/RISK-12".into(),
                pick: Some("KEY-1.3".into()),
                cells: vec![cell("Critical 4×5"), cell("2026-10-30")],
                ..Row::default()
            }],
            count: Some(Count { n: 31, exact: true }),
            next: Some("2".into()),
            ..Table::default()
        },
        other: "/risks?print".into(),
        alone: false,
        writes: true,
    }
}

fn trend() -> LevelsView {
    LevelsView {
        title: "Level over time".into(),
        words: ["Critical", "High", "Medium", "Low"].map(str::to_owned).to_vec(),
        trend: Trend { steps: vec![(0, 4), (44, 3)], appetite: Some(2) },
        appetite: Some("Appetite: up to Medium".into()),
        days: ("2026-02-02".into(), "2026-11-20".into()),
        rows: vec![("2026-06-09".into(), Some(score(3, 5))), ("2026-02-02".into(), Some(score(4, 5)))],
    }
}

fn risk_view() -> RiskView {
    let text = |text: &str| Shown::Text(text.into());
    RiskView {
        workspace: "demo".into(),
        key: "RISK-1".into(),
        title: "Confident false answers used as fact".into(),
        state: "In treatment".into(),
        standing: Standing::Kept,
        notice: Some(RiskNotice {
            tone: "s-expiring",
            text: "It stands above appetite and is kept until 2027-02-28 by Inês Duarte.".into(),
            way: Some(("/w/demo/records/RAC-1".into(), "RAC-1".into())),
        }),
        statement: vec![
            ("What happens".into(), Some(text("Confident false answers used as fact"))),
            ("For society".into(), None),
        ],
        facts: vec![("Risk owner".into(), text("Beatriz Lemos")), ("Treatment".into(), text("Modify"))],
        ratings: vec![
            ("Inherent".into(), Some(score(4, 5)), None),
            ("What counts now".into(), Some(score(3, 5)), Some("not treated yet".into())),
            ("Residual".into(), None, None),
        ],
        trend: Some(trend()),
        events: vec![EventLine {
            at: "2026-10-21 15:00 UTC".into(),
            by: "Beatriz Lemos".into(),
            what: "RND-2 rated it".into(),
            source: ("/w/demo/records/RND-2".into(), "RND-2 · 3".into()),
            was: Some(score(4, 5)),
            score: Some(score(3, 5)),
            reason: Some("The filter is mended, and the next attack will look different.".into()),
            proof: "/w/demo/proofs/812".into(),
        }],
        treatments: vec![TreatmentLine {
            key: "TAC-1".into(),
            title: "Output classifier, version 2".into(),
            kind: "Treatment action".into(),
            state: "Open".into(),
            owner: Some("Rui Tavares".into()),
            due: Some("2026-10-18".into()),
            late: Some("33 days late".into()),
            aim: Some("Fewer than 1 in 1,000 answers flagged.".into()),
            effect: None,
            expected: Some(score(2, 5)),
        }],
        acceptances: vec![AcceptanceLine {
            key: "RAC-1".into(),
            title: "False answers stay above appetite for now".into(),
            state: "Accepted".into(),
            score: Some(score(3, 5)),
            asked_by: Some("Beatriz Lemos".into()),
            decided: Some(("Inês Duarte".into(), "2026-10-05 09:00 UTC".into())),
            until: Some(("2027-02-28".into(), false)),
            reason: Some("The rate falls, but more slowly than planned.".into()),
            conditions: Some("Each answer says that facts have to be checked.".into()),
            refusal: Some("who asks for a risk to be kept may not accept it".into()),
        }],
        ask: Some("/w/demo/records/new?kind=risk-acceptance".into()),
        controls: vec![ControlLine {
            id: "A.6.2.4".into(),
            title: "Verification and validation".into(),
            href: "/controls/A.6.2.4".into(),
            how: vec!["planned".into()],
            state: Some(State::Failing),
            evidence: "3 pieces of evidence".into(),
        }],
        links: vec![(
            "Incident".into(),
            vec![LinkLine { key: "INC-1".into(), title: "False dosage in an answer".into(), state: "Closed".into() }],
        )],
        more: true,
    }
}
