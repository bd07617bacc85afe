//! Made-up content: a fictional organisation some weeks before its audit, with every state somewhere.

use assay_domain::{State, TimeSource};
use maud::Markup;

use super::pages::controls::matrix::Filter;
use super::pages::controls::views::*;
use super::pages::controls::{control, list as controls};
use super::pages::error;
use super::pages::error::ErrorView;
use super::pages::today::page as today;
use super::pages::today::views::{AreaCells, AttentionLine, ClauseLine, ControlCell, TodayView};
use super::parts::evidence::{Badge, EvidenceLine};
use super::parts::shell::{Place, RecordLine, Shell};
use super::parts::words::Lang;

#[path = "account.rs"]
mod account;
#[path = "evidence.rs"]
mod evidence;
#[path = "control.rs"]
mod in_control;
#[path = "controls.rs"]
mod in_controls;
#[path = "issues.rs"]
mod issues;
#[path = "records.rs"]
mod records;
#[path = "risks.rs"]
mod risks;
#[path = "systems.rs"]
mod systems;
#[path = "tables.rs"]
mod tables;
#[path = "today_work.rs"]
mod today_work;

/// Every page by name.
pub(crate) fn pages(lang: Lang) -> Vec<(&'static str, Markup)> {
    let shell = |place| Shell {
        organisation: "Aldermoor Language Labs".into(),
        demo: true,
        unfit: 0,
        place,
        who: Some("Beatriz Lemos".into()),
        in_room: false,
        record: RecordLine { entries: 1204, checkpoint_short: "9f2c71ab".into(), at: "20 Nov 2026 09:41".into() },
        lang,
        ..Shell::default()
    };
    let own = Shell { demo: false, ..shell(Place::Controls) };
    let fresh = Shell { record: RecordLine::default(), ..shell(Place::Today) };
    let places = vec![
        ("today", today::page(&shell(Place::Today), &today_view())),
        ("today-empty", today::page(&fresh, &TodayView { date: "Mon 23 Nov 2026".into(), ..TodayView::default() })),
        ("gallery", super::pages::gallery::page(&own)),
        ("programme", super::pages::place::page(&shell(Place::Programme), &today_work::place())),
        ("controls", controls::page(&shell(Place::Controls), &controls_view(None))),
        (
            "controls-past",
            controls::page(&own, &controls_view(Some(AsOfLine { at: "31 Oct 2026 23:59 UTC".into(), entry: 1012 }))),
        ),
        ("control-empty", control::page(&own, &in_control::control_without_data())),
        ("error", error::page(&shell(Place::Elsewhere), &error_view())),
        ("error-bare", error::bare(lang, &error_view())),
    ];
    let controls = in_controls::pages(&shell(Place::Controls));
    let risks = risks::pages(&shell(Place::Risks));
    let all =
        places.into_iter().chain(controls).chain(risks).chain(account::pages(lang, &own)).chain(records::pages(lang));
    let all = all.chain(issues::pages(&shell(Place::Issues))).chain(systems::pages(lang));
    all.chain(evidence::pages(lang)).collect()
}

/// Areas of Annex A with the number of the last part of their controls' ids.
const AREAS: [(&str, &str, &[&str]); 9] = [
    ("A.2", "Policies", &["A.2.2", "A.2.3", "A.2.4"]),
    ("A.3", "Internal organization", &["A.3.2", "A.3.3"]),
    ("A.4", "Resources", &["A.4.2", "A.4.3", "A.4.4", "A.4.5", "A.4.6"]),
    ("A.5", "Impact", &["A.5.2", "A.5.3", "A.5.4", "A.5.5"]),
    (
        "A.6",
        "Life cycle",
        &["A.6.1.2", "A.6.1.3", "A.6.2.2", "A.6.2.3", "A.6.2.4", "A.6.2.5", "A.6.2.6", "A.6.2.7", "A.6.2.8"],
    ),
    ("A.7", "Data", &["A.7.2", "A.7.3", "A.7.4", "A.7.5", "A.7.6"]),
    ("A.8", "Information for interested parties", &["A.8.2", "A.8.3", "A.8.4", "A.8.5"]),
    ("A.9", "Use", &["A.9.2", "A.9.3", "A.9.4"]),
    ("A.10", "Third parties and customers", &["A.10.2", "A.10.3", "A.10.4"]),
];

fn state_of(id: &str) -> State {
    match id {
        "A.6.2.4" => State::Failing,
        "A.5.5" | "A.8.3" | "A.10.3" => State::Missing,
        "A.6.2.6" | "A.7.4" => State::Stale,
        "A.8.4" | "A.6.2.8" | "A.4.3" => State::Partly,
        "A.4.6" | "A.7.5" => State::Expiring,
        "A.9.4" => State::NotApplicable,
        _ => State::Effective,
    }
}

fn reason_of(state: State) -> String {
    match state {
        State::Failing => "Red-team success rate of Chat API 3.3 is 0.14; the limit is 0.05.",
        State::Missing => "No evidence has been delivered for 2 of 4 systems.",
        State::Stale => "The newest drift report is 99 days old; 90 days are allowed.",
        State::Partly => "Implemented for Chat API, not yet for Document assistant.",
        State::Expiring => "The training record of the review board runs out in 12 days.",
        State::Effective => "All checks pass and a person has reviewed the evidence.",
        State::NotApplicable => "Left out by the approved Statement of Applicability, version 3.",
    }
    .into()
}

fn title_of(id: &str) -> String {
    match id {
        "A.6.2.4" => "AI system verification and validation".into(),
        "A.5.4" => "Assessing AI system impact on individuals or groups of individuals".into(),
        "A.6.2.6" => "AI system operation and monitoring".into(),
        "A.10.3" => "Suppliers".into(),
        "A.7.4" => "Quality of data for AI systems".into(),
        "A.8.4" => "Communication of incidents".into(),
        "A.4.6" => "Human resources".into(),
        other => format!("Sample control {other}"),
    }
}

fn counts() -> Vec<(State, usize)> {
    let all = [
        State::Failing,
        State::Missing,
        State::Stale,
        State::Partly,
        State::Expiring,
        State::Effective,
        State::NotApplicable,
    ];
    let of = |state| AREAS.iter().flat_map(|(_, _, ids)| *ids).filter(|id| state_of(id) == state).count();
    all.into_iter().map(|state| (state, of(state))).collect()
}

fn clause(id: &str, title: &str, parts: &[&str]) -> ClauseLine {
    let state = |part: &str| match part {
        "6.1.3" => State::Expiring,
        "7.2" | "9.2.2" => State::Stale,
        "9.3.2" => State::Missing,
        "8.4" => State::Partly,
        _ => State::Effective,
    };
    let cells = parts.iter().map(|part| ((*part).to_owned(), state(part), reason_of(state(part)))).collect();
    ClauseLine { id: id.into(), title: title.into(), cells }
}

fn today_view() -> TodayView {
    let cell = |id: &&str| ControlCell {
        id: (*id).to_owned(),
        href: format!("/controls/{id}"),
        title: title_of(id),
        state: state_of(id),
        reason: reason_of(state_of(id)),
    };
    let line = |id: &str, subject: &str| AttentionLine {
        requirement: id.into(),
        title: title_of(id),
        subject: subject.into(),
        state: state_of(id),
        reason: reason_of(state_of(id)),
        href: format!("/controls/{id}"),
    };
    TodayView {
        date: "Mon 23 Nov 2026".into(),
        counts: counts(),
        clauses: vec![
            clause("4", "Context of the organization", &["4.1", "4.2", "4.3", "4.4"]),
            clause("5", "Leadership", &["5.1", "5.2", "5.3"]),
            clause("6", "Planning", &["6.1.1", "6.1.2", "6.1.3", "6.1.4", "6.2", "6.3"]),
            clause("7", "Support", &["7.1", "7.2", "7.3", "7.4", "7.5.1", "7.5.2", "7.5.3"]),
            clause("8", "Operation", &["8.1", "8.2", "8.3", "8.4"]),
            clause("9", "Performance evaluation", &["9.1", "9.2.1", "9.2.2", "9.3.1", "9.3.2", "9.3.3"]),
            clause("10", "Improvement", &["10.1", "10.2"]),
        ],
        areas: AREAS
            .iter()
            .map(|(id, title, ids)| AreaCells {
                id: (*id).into(),
                title: (*title).into(),
                cells: ids.iter().map(cell).collect(),
            })
            .collect(),
        attention: vec![
            line("A.6.2.4", "Chat API 3.3"),
            line("A.10.3", "Corvid embeddings"),
            line("A.6.2.6", "Hiring screening 1.9"),
            line("A.7.4", "Document assistant 2.1"),
            line("A.8.4", "Management system"),
            line("A.4.6", "Management system"),
        ],
        attention_total: 9,
        event: Some(super::pages::today::views::EventLine {
            title: "Surveillance audit 1".into(),
            href: "/w/main/records/CAUD-2".into(),
            days: 23,
            when: "15 Dec 2026 – 16 Dec 2026".into(),
            by: Some("Norden Cert".into()),
        }),
        work: Some(today_work::work()),
        clocks: today_work::clocks(),
        sources: today_work::sources(),
        levels: Some(today_work::levels()),
        entries: today_work::entries(),
        workspace: "main".into(),
        quarantine: 2,
    }
}

fn evidence() -> Vec<EvidenceLine> {
    let line =
        |key: &str, title: &str, tool: &str, when: &str, when_source, reviewer: Option<&str>, badge| EvidenceLine {
            key: key.into(),
            title: title.into(),
            tool: tool.into(),
            subject: "Chat API 3.3".into(),
            when: when.into(),
            when_source,
            collector: "Nightly evaluation, for Tomasz Wilk".into(),
            reviewer: reviewer.map(str::to_owned),
            badge,
        };
    let (in_file, name) = (TimeSource::InFile, TimeSource::FileName);
    vec![
        line("EV-231", "Red-team probes, 1,204 prompts", "garak 0.11", "20 Nov 2026 09:41", in_file, None, Badge::Real),
        line(
            "EV-230",
            "Held-out suite, 14 tasks",
            "lm-eval 0.4.9",
            "20 Nov 2026 03:12",
            in_file,
            Some("Rita Okafor"),
            Badge::Real,
        ),
        line("EV-229", "Trial of the harness", "inspect 0.3", "19 Nov 2026", name, None, Badge::Mock),
        line("EV-228", "Answer relevance, first 20 rows", "deepeval 3.7", "18 Nov 2026", name, None, Badge::Sampled),
        line(
            "EV-227",
            "Nightly run, stopped at task 9 of 14",
            "lm-eval 0.4.9",
            "18 Nov 2026",
            TimeSource::Received,
            None,
            Badge::Partial,
        ),
    ]
}

fn controls_view(as_of: Option<AsOfLine>) -> ControlsView {
    let of_area = |(area, title, ids): &(&'static str, &'static str, &'static [&'static str])| {
        let (area, title) = (*area, *title);
        ids.iter().map(move |id| (*id, title_of(id), (area, title), state_of(id), reason_of(state_of(id))))
    };
    ControlsView {
        framework: "iso42001".into(),
        filter: Filter::default(),
        as_of,
        edition: "ISO/IEC 42001:2023".into(),
        chosen: true,
        frameworks: vec![
            FrameworkTab { slug: "iso42001".into(), name: "ISO/IEC 42001:2023".into(), current: true },
            FrameworkTab { slug: "iso27001".into(), name: "ISO/IEC 27001:2022".into(), current: false },
        ],
        counts: counts(),
        table: tables::requirements(AREAS.iter().flat_map(of_area).collect()),
    }
}

fn error_view() -> ErrorView {
    ErrorView {
        status: 404,
        title: "There is no control A.6.2.9".into(),
        detail: "The activated edition, ISO/IEC 42001:2023, has 38 controls in Annex A; this is not one of them."
            .into(),
        hint: "Look in the list of controls, or check the address.".into(),
    }
}
