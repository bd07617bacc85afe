//! Made-up content: evidence in each state, its sources, one piece of it with charts, and a delivery.

use std::collections::BTreeMap;

use assay_app::dto::*;
use assay_documents::chart::{Bar, Bars, Course, Head, Limit, Line, Point, Release, Series, Tone};
use assay_domain::*;
use maud::Markup;

use crate::pages::evidence::views::*;
use crate::pages::evidence::{deliver, library, one, sources};
use crate::pages::records::views::Signer;
use crate::parts::shell::{Place, RecordLine, Shell};
use crate::parts::words::Lang;

/// Every page by name.
pub(super) fn pages(lang: Lang) -> Vec<(&'static str, Markup)> {
    let shell = Shell {
        organisation: "Aldermoor Language Labs".into(),
        demo: true,
        unfit: 0,
        place: Place::Evidence,
        who: Some("Beatriz Lemos".into()),
        record: RecordLine { entries: 1204, checkpoint_short: "9f2c71ab".into(), at: "20 Nov 2026 09:41".into() },
        lang,
        ..Shell::default()
    };
    let rows = vec![
        row("EV-7", Freshness::Stale),
        row("EV-31", Freshness::Expiring),
        row("EV-33", Freshness::Current),
        row("EV-2", Freshness::Unused),
    ];
    let full = LibraryView { workspace: "main".into(), table: super::tables::evidence(lang, &rows) };
    let refused = DeliverView {
        workspace: "main".into(),
        subject: "SYS-1@9".into(),
        refused: Some("there is no system version SYS-1@9".into()),
        subjects: vec![("SYS-1@1.1.0".into(), "Translator 1.1.0".into())],
        ..DeliverView::default()
    };
    let signer = Signer::Session { form: "a token".into(), prove: None };
    let fresh = DeliverView { workspace: "main".into(), signer, ..DeliverView::default() };
    let barred = DeliverView { barred: Some("you may not collect here".into()), ..fresh.clone() };
    vec![
        ("evidence", library::page(&shell, &full)),
        ("evidence-empty", library::page(&shell, &LibraryView::default())),
        ("evidence-sources", sources::page(&shell, &SourcesView { list: source_list() })),
        ("evidence-one", one::page(&shell, &one_view())),
        ("evidence-act", one::page(&shell, &act_view())),
        ("evidence-new", deliver::page(&shell, &fresh)),
        ("evidence-new-refused", deliver::page(&shell, &refused)),
        ("evidence-new-barred", deliver::page(&shell, &barred)),
        ("evidence-delivered", deliver::delivered(&shell, &delivered())),
    ]
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_default()
}

fn row(key: &str, freshness: Freshness) -> EvidenceRow {
    let review = ReviewLine {
        key: "REV-3".into(),
        by: "Tomás Lima".into(),
        at: at("2026-11-02T10:00:00Z"),
        accepted: key != "EV-31",
        reason: "Run log read; data set and version are the approved ones.".into(),
        signatures: Vec::new(),
        seq: 900,
    };
    EvidenceRow {
        key: key.into(),
        title: "garak probes, SYS-1@1.1.0".into(),
        kind: EvidenceKind::RedTeam,
        origin: EvidenceOrigin::ToolRun,
        tool: Tool { name: "garak".into(), version: Some("0.11.0".into()) },
        subject: "SYS-1@1.1.0".into(),
        when: at("2026-10-30T09:00:00Z"),
        when_source: TimeSource::InFile,
        period: Some(Period::new("2026-10-01", "2026-10-30")),
        population: Population {
            text: "prompts of six probes".into(),
            size: Some(1_204),
            sampled: Some(1_204),
            method: Some("all".into()),
        },
        collector: "Jonas Kern".into(),
        review: (freshness != Freshness::Unused).then_some(review),
        status: if key == "EV-31" { RunStatus::Partial } else { RunStatus::Complete },
        representativeness: if key == "EV-2" { Representativeness::Mock } else { Representativeness::Real },
        subject_match: SubjectMatch::Exact,
        freshness,
        ends: (freshness != Freshness::Unused).then(|| at("2026-11-20T00:00:00Z")),
        verdicts: usize::from(freshness != Freshness::Unused) * 3,
        observations: 12,
        superseded_by: (key == "EV-2").then(|| "EV-9".into()),
    }
}

fn source_list() -> SourceList {
    let days = |every: usize| (0..60).map(|day| u32::from(day % every == 0)).collect::<Vec<_>>();
    let line = |tool: Option<&str>, every| SourceLine {
        tool: tool.map(Into::into),
        deliveries: days(every).iter().sum(),
        doubtful: (0..60).map(|day| u32::from(day == 0)).collect(),
        days: days(every),
        subjects: 2,
        collectors: vec!["Jonas Kern".into()],
        last: Some(at("2026-11-20T09:00:00Z")),
    };
    SourceList {
        sources: vec![line(Some("inspect"), 1), line(Some("garak"), 7), line(None, 20)],
        first_day: "2026-09-22".into(),
        as_of: AsOfView { position: 1204, time: at("2026-11-20T09:41:00Z") },
    }
}

fn observation(ordinal: u32, probe: &str, share: f64) -> Observation {
    Observation {
        ordinal,
        key: format!("{probe}/always.Pass/attack_success_rate"),
        metric: "attack_success_rate".into(),
        family: "injection".into(),
        group: Some(probe.into()),
        direction: Direction::Lower,
        value: Measured::from_f64(share),
        uncertainty: Some(Uncertainty {
            low: Some("0.01".into()),
            high: Some("0.09".into()),
            ..Uncertainty::default()
        }),
        n: Some(200),
        n_failed: Some(8),
        n_unscored: None,
        n_error: None,
        threshold: NativeThreshold::NotRecorded,
        slice: BTreeMap::from([("language".to_owned(), "pt".to_owned())]),
        taxonomies: Vec::new(),
        address: None,
    }
}

fn one_view() -> OneView {
    let point = |day: &str, value: Option<f64>, doubt: Option<&str>| Point {
        n: Some(200),
        source: "EV-7".into(),
        doubt: doubt.map(Into::into),
        ..Point::new(at(day), value)
    };
    let points = vec![
        point("2026-05-02", Some(0.12), None),
        point("2026-06-11", Some(0.09), Some("part of a run")),
        point("2026-07-20", None, None),
        point("2026-09-01", Some(0.05), None),
        point("2026-10-30", Some(0.04), None),
    ];
    let chart = Line {
        head: Head { id: "metric".into(), title: "attack_success_rate over time".into(), text: "Five points.".into() },
        series: vec![Series { name: "SYS-1@1.1.0".into(), points }],
        limits: vec![Limit { value: 0.06, name: "≤ 0.06 (THR-2)".into(), from: Some(at("2026-06-01")), to: None }],
        releases: vec![Release { at: at("2026-08-10"), name: "1.1.0".into() }],
        course: Course::Joined,
        from: None,
        to: Some(at("2026-11-20")),
    };
    let bar = |name: &str, share: f64, tone| Bar {
        name: name.into(),
        share: Some(share),
        interval: Some((share - 0.05, share)),
        n: Some(200),
        limit: Some(0.94),
        tone,
        state: "meets the criterion".into(),
    };
    let rates = Bars {
        head: Head { id: "rates".into(), title: "Pass rate".into(), text: "Two rates.".into() },
        bars: vec![bar("encoding.InjectBase64", 0.91, Tone::Bad), bar("promptinject.HijackHateHumans", 0.97, Tone::Ok)],
    };
    let metrics = vec!["a/attack_success_rate".to_owned(), "b/attack_success_rate".to_owned()];
    OneView {
        workspace: "main".into(),
        evidence: evidence(row("EV-7", Freshness::Stale)),
        observations: ObservationsView {
            rows: vec![observation(0, "encoding.InjectBase64", 0.09), observation(1, "promptinject", 0.04)],
            total: 12,
            next: Some("2".into()),
            order: "lowest".into(),
            ..ObservationsView::default()
        },
        over_time: Some(OverTime { metric: metrics[0].clone(), metrics, chart, more: true }),
        rates: Some(rates),
        files: files(),
    }
}

/// A text, a picture of too many pixels, and one whose name is wrong.
fn files() -> Vec<FileView> {
    let file = |name: &str, media: &str, preview: Preview| FileView {
        name: name.into(),
        sha256: Digest([7; 32]).to_string(),
        size: 48_213,
        role: Some("report".into()),
        media: media.into(),
        claimed: None,
        mismatch: false,
        preview,
    };
    let refused = Preview::Refused { code: "picture.pixels".into(), width: 30_000, height: 30_000 };
    vec![
        file("report.jsonl", "text", Preview::Text { start: "{\"entry_type\": \"<init>\"}".into(), more: true }),
        file("map.png", "png", refused),
        FileView { mismatch: true, claimed: Some("pdf".into()), ..file("minutes.pdf", "html", Preview::None) },
    ]
}

fn evidence(row: EvidenceRow) -> EvidenceView {
    let stated = |text: &str, zone_known| TimeStated {
        instant: at(text),
        original: Some(text.into()),
        zone_known,
        source: TimeSource::InFile,
    };
    EvidenceView {
        reviews: row.review.clone().into_iter().collect(),
        row,
        as_of: AsOfView { position: 1204, time: at("2026-11-20T09:41:00Z") },
        revision: 1,
        seq: 871,
        received: at("2026-10-30T10:00:00Z"),
        via: "api".into(),
        actor: "MBR-4".into(),
        started: Some(stated("2026-10-30T09:00:00Z", true)),
        finished: Some(stated("2026-10-30T09:40:00Z", false)),
        format: "garak-report".into(),
        parser: "garak/1".into(),
        claimed: vec!["huggingface".into(), "aldermoor/translator".into()],
        pipeline: Some("ci-4711".into()),
        attempt: Some(1),
        query: None,
        statement: None,
        source: None,
        offered_for: vec!["iso42001:A.6.2.4".into()],
        reasons: vec!["six of eight probes ran".into()],
        warnings: vec![WarningView { code: "jsonl.odd".into(), text: "one line has no probe".into(), line: Some(12) }],
        files: vec![ArtifactPart {
            name: "report.jsonl".into(),
            sha256: Digest([7; 32]),
            size: 48_213,
            role: "report".into(),
        }],
        observations_root: Some("ab".repeat(32)),
        uses: vec![UseLine {
            check: "vv.threshold".into(),
            title: "Results meet the approved criteria".into(),
            subject: "SYS-1@1.1.0".into(),
            outcome: Outcome::Pass,
            stale: true,
            valid_until: Some(at("2026-11-20T00:00:00Z")),
            reason: "attack_success_rate is 0.04 in EV-7".into(),
            requirements: vec!["iso42001:A.6.2.4".into(), "nist-ai-rmf:MEASURE-2.7".into()],
        }],
        supersedes: Some("EV-2".into()),
    }
}

/// What a person did: no tool, no observation, no file that is text.
fn act_view() -> OneView {
    let act = EvidenceRow {
        origin: EvidenceOrigin::HumanAct,
        kind: EvidenceKind::ConcernReport,
        tool: Tool::default(),
        observations: 0,
        ..row("EV-40", Freshness::Unused)
    };
    let evidence = EvidenceView {
        statement: Some("All 31 read; four decisions changed.".into()),
        files: Vec::new(),
        started: None,
        finished: None,
        claimed: Vec::new(),
        uses: Vec::new(),
        observations_root: None,
        ..evidence(act)
    };
    OneView {
        workspace: "main".into(),
        evidence,
        observations: ObservationsView::default(),
        over_time: None,
        rates: None,
        files: Vec::new(),
    }
}

fn delivered() -> DeliveredView {
    let read = IngestedArtifact {
        file: "report.jsonl".into(),
        sha256: "ab".repeat(32),
        format: "garak-report".into(),
        tool: ToolView { name: "garak".into(), version: None },
        subject: "SYS-1@1.1.0".into(),
        run: RunView { status: RunStatus::Complete, representativeness: Representativeness::Real },
        observations: 12,
        evidence: Some("EV-7".into()),
        duplicate: true,
        warnings: Vec::new(),
    };
    let error = IngestError {
        file: "notes.bin".into(),
        code: "format.unknown".into(),
        reason: "no reader knows this file; see the list of formats".into(),
        line: Some(1),
    };
    let change = StateChange {
        id: "A.6.2.4".into(),
        title: "AI system verification and validation".into(),
        subject: "SYS-1@1.1.0".into(),
        before: Some(State::Missing),
        after: State::Failing,
        reason: "attack_success_rate is 0.09 in EV-7".into(),
    };
    let report = IngestReport { artifacts: vec![read], errors: vec![error], changed: vec![change] };
    DeliveredView { workspace: "main".into(), subject: Some("SYS-1@1.1.0".into()), report }
}
