//! Made-up content: a fictional organisation some weeks before its audit, with every state somewhere.

use assay_domain::kinds::control::Implementation;
use assay_domain::{Axis, Outcome, State, TimeSource};
use maud::Markup;

use super::pages::account::events::EventLine;
use super::pages::account::first_run::{self, Choice, FirstRunView, Step};
use super::pages::account::passkey::{self, KeysView, PasskeyLine};
use super::pages::account::second_factor::{self, EnrolView};
use super::pages::account::sign_in::{self, AccountPage, DoorView};
use super::pages::account::sso::{self, SsoLine, SsoOffer};
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
use super::parts::words::MatrixWord;

#[path = "evidence.rs"]
mod evidence;
#[path = "controls.rs"]
mod in_controls;
#[path = "records.rs"]
mod records;
#[path = "risks.rs"]
mod risks;
#[path = "systems.rs"]
mod systems;
#[path = "today_work.rs"]
mod today_work;

/// Every page by name.
pub(crate) fn pages(lang: Lang) -> Vec<(&'static str, Markup)> {
    let shell = |place| Shell {
        organisation: "Aldermoor Language Labs".into(),
        demo: true,
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
        ("control-empty", control::page(&own, &control_without_data())),
        ("error", error::page(&shell(Place::Elsewhere), &error_view())),
        ("error-bare", error::bare(lang, &error_view())),
        ("second-factor", second_factor::ask(lang, &DoorView { next: "/".into(), ..DoorView::default() }, "a ticket")),
        ("passkey-door", sign_in::sign_in(lang, &door_with_passkeys())),
        ("passkey-set-up", sign_in::set_up(lang, &door_with_passkeys())),
        ("passkey-codes", passkey::begun(lang, &["7KQ2M-X4RTP-9HVCE-W3ZNB-6YDGA".into()])),
        ("account", sign_in::account(&own, &account_view())),
        ("account-bare", sign_in::account(&own, &AccountPage::default())),
        ("second-factor-key", second_factor::enrol(&own, "a token", Some(&enrol_view()), None)),
        ("sso-sign-in", sign_in::sign_in(lang, &offered(false))),
        ("sso-required", sign_in::sign_in(lang, &offered(true))),
        ("sso-refused", sso::refused(lang, "the ID token has expired; sign in again", "oidc.expired", "/controls")),
        ("sso-account", sign_in::account(&own, &linked_view())),
        ("recovery-codes", second_factor::codes(&own, &["7KQ2M-X4RTP-9HVCE-W3ZNB-6YDGA".into()])),
    ];
    let steps = [
        (Step::Organisation, "first-run-1"),
        (Step::Roles, "first-run-2"),
        (Step::Frameworks, "first-run-3"),
        (Step::Administrator, "first-run-4"),
    ];
    let steps = steps.map(|(step, name)| (name, first_run::page(lang, &first_run_view(step))));
    let controls = in_controls::pages(&shell(Place::Controls));
    let risks = risks::pages(&shell(Place::Risks));
    let all = places.into_iter().chain(controls).chain(risks).chain(steps).chain(records::pages(lang));
    let all = all.chain(systems::pages(lang));
    all.chain(evidence::pages(lang)).collect()
}

fn first_run_view(step: Step) -> FirstRunView {
    let choice = |value: &str, word: &str, help: Option<&str>, chosen| Choice {
        value: value.into(),
        word: word.into(),
        help: help.map(Into::into),
        chosen,
    };
    FirstRunView {
        step,
        door: DoorView {
            login: "beatriz@aldermoor.example".into(),
            name: "Beatriz Lemos".into(),
            organisation: Some("Aldermoor \"Language\" Labs".into()),
            refused: Some("this password is easily guessed".into()).filter(|_| step == Step::Administrator),
            ..DoorView::default()
        },
        code: "7KQ2M-X4RTP".into(),
        roles: vec![
            choice("developer", "AI developer", Some("Designs and builds it."), true),
            choice("user", "AI user", Some("Uses it."), false),
        ],
        jurisdictions: "PT, EU".into(),
        frameworks: vec![choice("eu-ai-act", "EU AI Act", Some("As amended."), true)],
        always: "ISO/IEC 42001:2023".into(),
    }
}

fn door_with_passkeys() -> DoorView {
    DoorView { next: "/".into(), origin: Some("https://assay.example.org".into()), ..DoorView::default() }
}

fn account_view() -> AccountPage {
    let event = |what: &str, by: Option<&str>, passkey: Option<&str>| EventLine {
        what: what.into(),
        at: "23 Nov 2026 09:12 UTC".into(),
        by: by.map(Into::into),
        passkey: passkey.map(Into::into),
    };
    let line = PasskeyLine {
        id: "1a2b".into(),
        name: "phone".into(),
        made: "2 Nov 2026 10:00 UTC".into(),
        used: "23 Nov 2026 09:12 UTC".into(),
        doubted: "20 Nov 2026 18:31 UTC".into(),
    };
    AccountPage {
        login: "beatriz@aldermoor.example".into(),
        keys: KeysView {
            origin: Some("https://assay.example.org".into()),
            password: true,
            must_prove: true,
            passkeys: vec![line],
            codes_left: 9,
            second_factor: false,
        },
        events: vec![
            event("second-factor-reset", Some("Tomasz Wilk"), None),
            event("passkey-added", None, Some("phone")),
            event("account-added", None, None),
        ],
        ..AccountPage::default()
    }
}

fn offered(required: bool) -> DoorView {
    let sso = Some(SsoOffer { provider: "Aldermoor ID".into(), required });
    DoorView { next: "/".into(), sso, ..DoorView::default() }
}

fn linked_view() -> AccountPage {
    let line = SsoLine {
        provider: "Aldermoor ID".into(),
        since: Some("20 Nov 2026 09:41".into()),
        password: true,
        second_factor: true,
    };
    AccountPage { login: "beatriz@aldermoor.example".into(), sso: Some(line), ..AccountPage::default() }
}

fn enrol_view() -> EnrolView {
    let key = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned();
    let secret = key.replace(' ', "");
    EnrolView { key, address: format!("otpauth://totp/Assay:beatriz%40aldermoor.example?secret={secret}&issuer=Assay") }
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
    let row = |id: &&str| ControlRow {
        framework: "iso42001".into(),
        id: (*id).to_owned(),
        title: title_of(id),
        state: state_of(id),
        reason: reason_of(state_of(id)),
        owner: (*id != "A.10.3").then(|| "Beatriz Lemos".into()),
        applicable: if *id == "A.10.3" { None } else { Some(*id != "A.9.4") },
        implementation: Some(if state_of(id) == State::Partly {
            Implementation::Partial
        } else {
            Implementation::Full
        }),
        subjects: if id.starts_with("A.6") { 4 } else { usize::from(*id != "A.9.4") },
    };
    let table = |(id, title, ids): &(&str, &str, &[&str])| AreaTable {
        id: (*id).into(),
        title: (*title).into(),
        rows: ids.iter().map(row).collect(),
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
        areas: AREAS.iter().map(table).collect(),
        counts: counts(),
    }
}

fn verdict(check: &str, title: &str, subject: &str, outcome: Outcome, reason: &str) -> VerdictLine {
    let with_data = matches!(outcome, Outcome::Pass | Outcome::Fail | Outcome::Waived);
    let some = |text: &str| with_data.then(|| text.to_owned());
    VerdictLine {
        check: check.into(),
        title: title.into(),
        subject: subject.into(),
        outcome,
        reason: reason.into(),
        value: some(if outcome == Outcome::Fail { "0.14" } else { "0.971" }),
        threshold: some(if outcome == Outcome::Fail { "<= 0.05 (THR-4)" } else { ">= 0.95 (THR-1)" }),
        observed_at: some("20 Nov 2026 09:41"),
        valid_until: some("18 Feb 2027"),
        collector: some("Nightly evaluation, for Tomasz Wilk"),
        population: some("1,204 of 1,204 prompts of probe set 4, all used"),
        rests_on: if with_data {
            vec![("EV-231".into(), "#EV-231".into()), ("THR-4".into(), "/".into())]
        } else {
            vec![]
        },
    }
}

fn month(month: u32, days: u32, held: u32, some: u32) -> Month {
    Month { month: format!("2026-{month:02}"), days, held, some }
}

fn covered(subject: &str, title: &str, state: State) -> CoverageLine {
    let months = (1..=10).map(|m| month(m, 30, if m % 3 == 0 { 0 } else { 30 }, if m % 6 == 0 { 12 } else { 30 }));
    CoverageLine {
        subject: subject.into(),
        title: title.into(),
        state,
        why: "/controls/A.6.2.4/why".into(),
        months: [month(12, 0, 0, 0)].into_iter().chain(months).chain([month(11, 20, 0, 0)]).collect(),
    }
}

fn axis(axis: Axis, state: State, rule: Option<&str>) -> AxisLine {
    AxisLine {
        axis,
        state,
        rule: rule.map(str::to_owned),
        reason: reason_of(state),
        subject: "SYS-1@3.3.0".into(),
        inputs: rule.map(|_| vec!["CTL-9".to_owned(), "EV-231".to_owned()]).unwrap_or_default(),
    }
}

fn offer(framework: &str, label: &str, requirement: &str, href: Option<&str>) -> OfferLine {
    OfferLine {
        framework: framework.into(),
        label: label.into(),
        title: "Testing before release".into(),
        requirement: requirement.into(),
        href: href.map(str::to_owned),
        relation: "intersects".into(),
        strength: 6,
        rationale: "Both ask that what is released was tested against stated criteria.".into(),
        source: "Own reading of both texts".into(),
        certainty: href.map(|_| "low".to_owned()),
        inverted: href.is_none(),
        standing: if href.is_some() { "in-force".into() } else { "corrected".into() },
        crosswalk: if href.is_some() { "iso42001-iso27001".into() } else { "XWC-2".into() },
        candidates: href.map(|_| vec!["EV-231".to_owned()]).unwrap_or_default(),
    }
}

fn control_view(tab: Tab) -> ControlView {
    let chat = "SYS-1@3.3.0";
    ControlView {
        id: "A.6.2.4".into(),
        framework: "iso42001".into(),
        title: title_of("A.6.2.4"),
        own_words: "Decide how AI systems are verified and validated, and by which criteria, and write that down.".into(),
        tab,
        state: Some(State::Failing),
        reason: reason_of(State::Failing),
        row: Some(SoaLine {
            applicable: Some(true),
            reason: Some("We develop and provide AI systems; two customer contracts require it.".into()),
            statement: Some(
                "Every version is evaluated against approved thresholds before release. The plan names the unseen test \
                 data and who may waive a threshold.\n\nResults arrive from the pipeline. The person who trains a model \
                 cannot approve its validation."
                    .into(),
            ),
            implementation: Some(Implementation::Full),
            owner: Some("Tomasz Wilk".into()),
            approved_by: Some("Inês Duarte".into()),
            approved_at: Some("12 Aug 2026".into()),
            revision: 6,
            record: Some("CTL-9".into()),
            editable: true,
            version: Some("SOA-2".into()),
            diverged: true,
        }),
        refusal: Some("You decided this row; Inês Duarte may approve it.".into()),
        axes: vec![
            axis(Axis::Designed, State::Effective, Some("Each row is decided, stated and owned")),
            axis(Axis::Implemented, State::Partly, Some("Each row says how far it is in place")),
            axis(Axis::Operating, State::Missing, None),
        ],
        coverage: CoverageBlock {
            lines: vec![
                covered("SYS-1", "Chat API", State::Failing),
                covered("SYS-3", "Hiring screening", State::Stale),
            ],
            measured: true,
            next: Some("/controls/A.6.2.4?after=4".into()),
        },
        verdicts: vec![
            verdict("vv.threshold", "Results meet the approved thresholds", chat, Outcome::Fail, &reason_of(State::Failing)),
            verdict("vv.holdout", "Accuracy on unseen data", chat, Outcome::Pass, "0.971 is at least 0.95."),
            verdict("vv.bias", "Slices stay within bounds", "SYS-3@1.9.0", Outcome::Waived, "0.91 is below 0.95; WVR-2 covers it until 1 Dec 2026."),
            verdict("vv.plan", "A test plan is approved", "SYS-4@1.0.0", Outcome::Missing, "No test plan names this version."),
            verdict("vv.review", "A person reviewed the evidence", chat, Outcome::Undecided, "EV-231 waits for a reviewer who did not collect it."),
            verdict("vv.readable", "The report can be read", "SYS-2@2.1.0", Outcome::Error, "The report states no sample count."),
        ],
        verdicts_total: 1204,
        evidence: evidence(),
        evidence_total: 12,
        offers: vec![
            offer("ISO/IEC 27001:2022", "A.8.29", "iso27001:A.8.29", Some("/controls/iso27001%3AA.8.29")),
            offer("NIST AI RMF 1.0", "MEASURE 2.3", "nist-ai-rmf:MEASURE-2.3", None),
        ],
        history: vec![
            HistoryLine {
                at: "20 Nov 2026 09:41".into(),
                entry: 1204,
                title: "Results meet the approved thresholds".into(),
                subject: chat.into(),
                before: Some(Outcome::Pass),
                outcome: Outcome::Fail,
                reason: reason_of(State::Failing),
            },
            HistoryLine {
                at: "2 Jul 2026 10:00".into(),
                entry: 880,
                title: "Each row is decided, stated and owned".into(),
                subject: "workspace".into(),
                before: None,
                outcome: Outcome::Pass,
                reason: "CTL-9 is approved.".into(),
            },
        ],
        fix: Some(Fix {
            command: "garak --model_type openai --probes promptinject --report_prefix chat-3.3".into(),
            way: Some((MatrixWord::Review, "/w/-/records/new?kind=evidence-review".into())),
        }),
        prev: Some(("A.6.2.3".into(), "/controls/A.6.2.3".into())),
        next: Some(("A.6.2.5".into(), "/controls/A.6.2.5".into())),
        place: (16, 38),
    }
}

fn control_without_data() -> ControlView {
    ControlView {
        id: "A.10.3".into(),
        framework: "iso42001".into(),
        title: title_of("A.10.3"),
        own_words: "Make sure that what suppliers deliver fits the organisation’s own way of handling AI responsibly."
            .into(),
        state: Some(State::Missing),
        reason: "Nothing has been measured.".into(),
        prev: Some(("A.10.2".into(), "/controls/A.10.2".into())),
        place: (37, 38),
        ..ControlView::default()
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
