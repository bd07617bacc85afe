//! Samples of the page of a control.

use assay_domain::kinds::control::Implementation;
use assay_domain::{Axis, Outcome, State};

use super::super::pages::controls::views::*;
use super::{evidence, reason_of, title_of};

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

pub(super) fn control_view(tab: Tab) -> ControlView {
    let chat = "SYS-1@3.3.0";
    ControlView {
        is_control: true,
        about: None,
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
            command: Some("garak --model_type openai --probes promptinject --report_prefix chat-3.3".into()),
            when: None,
            ways: vec![("Review the evidence".into(), "/w/-/records/new?kind=evidence-review".into())],
        }),
        prev: Some(("A.6.2.3".into(), "/controls/A.6.2.3".into())),
        next: Some(("A.6.2.5".into(), "/controls/A.6.2.5".into())),
        place: (16, 38),
    }
}

pub(super) fn control_without_data() -> ControlView {
    ControlView {
        is_control: true,
        about: None,
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
