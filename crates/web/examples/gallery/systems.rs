//! Made-up AI systems: every state of their pages.

use assay_domain::{Outcome, State};
use maud::Markup;

use super::super::pages::records::around::LinkedRecord;
use super::super::pages::records::views::{FieldLine, MoveLine, Shown, SignatureLine};
use super::super::pages::systems::marks;
use super::super::pages::systems::views::*;
use super::super::pages::systems::{around, compare, data, evidence, gate, list, overview, parts, risks, versions};
use super::super::parts::evidence::{Badge, EvidenceLine};
use super::super::parts::shell::{Place, Shell};
use super::super::parts::table::{Cell, Column, Row, Table};
use super::super::parts::words::Lang;
use super::records;

/// The pages of systems by name.
pub(crate) fn pages(lang: Lang) -> Vec<(&'static str, Markup)> {
    let shell =
        Shell { organisation: "Aldermoor Language Labs".into(), place: Place::Systems, lang, ..Shell::default() };
    let none = Table { rows: Vec::new(), empty: "Nothing".into(), ..inventory(lang).table };
    let none = SystemsPage { table: none, ..inventory(lang) };
    let bare = SystemHead { in_service: Vec::new(), owner: None, posture: Vec::new(), ..head() };
    let bare = OverviewPage { head: bare, ..OverviewPage::default() };
    vec![
        ("systems", list::page(&shell, &inventory(lang))),
        ("systems-none", list::page(&shell, &none)),
        ("system", overview::page(&shell, &system())),
        ("system-bare", overview::page(&shell, &bare)),
        ("system-versions", versions::page(&shell, &all_versions(lang))),
        ("system-gate", gate::page(&shell, &one_gate())),
        (
            "system-gate-open",
            gate::page(
                &shell,
                &GatePage { head: head(), mark: mark("1.2.0", "Draft", Vec::new()), ..GatePage::default() },
            ),
        ),
        ("system-compare", compare::page(&shell, &compared())),
        ("system-parts", parts::page(&shell, &bill())),
        ("system-data", data::page(&shell, &sets())),
        ("system-risks", risks::page(&shell, &rated())),
        ("system-evidence", evidence::page(&shell, &fresh())),
        ("system-connections", around::connections(&shell, &head(), &records::linked())),
        ("system-history", around::history(&shell, &head(), &records::past())),
    ]
}

fn mark(label: &str, state: &str, checks: Vec<(Outcome, bool, usize)>) -> VersionMark {
    VersionMark {
        key: "VER-3".into(),
        label: label.into(),
        state: state.into(),
        released: state == "Released",
        href: "/systems/SYS-1/versions/VER-3".into(),
        checks,
    }
}

fn classes() -> Option<Shown> {
    Some(Shown::List(vec![Shown::Text("High-risk use".into()), Shown::Text("Interaction notice".into())]))
}

fn inventory(lang: Lang) -> SystemsPage {
    let column = |name: &str| Column { name: name.into(), label: name.into(), sort: None, number: false };
    let row = |key: &str, cells: Vec<Option<Markup>>| Row {
        edit: None,
        assign: None,
        key: key.into(),
        title: "Digit reader".into(),
        href: format!("/systems/{key}"),
        pick: Some("KEY-1.3".into()),
        cells: cells.into_iter().map(|shown| Cell { shown, edit: None }).collect(),
        ..Row::default()
    };
    let candidate = mark("1.1.0", "Candidate", vec![(Outcome::Fail, false, 2), (Outcome::Pass, false, 4)]);
    let posture = [(State::Failing, 3), (State::Effective, 12)];
    let risks = |above, unrated| RiskMark { open: 5, above, unrated, more: above > 2 };
    let rows = vec![
        row(
            "SYS-1",
            vec![
                Some(marks::posture(lang, &posture)),
                Some(marks::newest(lang, Some(&candidate))),
                Some(marks::risks(lang, risks(3, 1))),
            ],
        ),
        row("SYS-2", vec![None, Some(marks::newest(lang, None)), Some(marks::risks(lang, RiskMark::default()))]),
        row("SYS-3", vec![None, None, Some(marks::risks(lang, risks(0, 2)))]),
    ];
    let columns = ["title", "posture", "version", "risks"].into_iter().map(column).collect();
    let table = Table { id: "systems".into(), heading: "AI systems".into(), columns, rows, ..Table::default() };
    SystemsPage { workspace: "main".into(), table }
}

fn head() -> SystemHead {
    SystemHead {
        assign: None,
        workspace: "main".into(),
        key: "SYS-1".into(),
        title: "Digit reader".into(),
        state: "In scope".into(),
        posture: vec![(State::Failing, 3), (State::Effective, 12)],
        owner: Some("Beatriz Lemos".into()),
        roles: vec!["Developer".into()],
        classes: classes(),
        in_service: vec![mark("1.0.0", "Released", vec![(Outcome::Pass, false, 4)])],
        counts: ["4".into(), "12".into(), "10,000+".into()],
        revisions: 7,
        edit: true,
    }
}

fn field(label: &str, value: Shown) -> FieldLine {
    FieldLine { label: label.into(), value }
}

fn line(outcome: Outcome, stale: bool) -> CheckLine {
    CheckLine {
        check: "vv.threshold".into(),
        title: "Every threshold is met".into(),
        outcome,
        stale,
        reason: "accuracy is 0.71, and 0.9 is asked for".into(),
        subject: "SYS-1@1.1.0".into(),
        value: Some("0.71".into()),
        threshold: Some(">= 0.9".into()),
        requirements: vec![("A.6.2.4".into(), "/controls/A.6.2.4".into())],
        observed: Some("2026-11-20 09:41 UTC".into()),
        valid: Some("2027-02-20".into()),
        evidence: vec![("EV-3".into(), "/w/main/records/EV-3".into())],
        collected_by: vec!["Ana Ruiz".into()],
    }
}

fn evidence_line(reviewer: Option<&str>) -> EvidenceLine {
    EvidenceLine {
        key: "EV-3".into(),
        title: "Inspect digit reading".into(),
        tool: "inspect 0.3".into(),
        subject: "SYS-1@1.1.0".into(),
        when: "2026-11-20 09:41 UTC".into(),
        when_source: assay_domain::TimeSource::InFile,
        collector: "Ana Ruiz".into(),
        reviewer: reviewer.map(str::to_owned),
        badge: Badge::Partial,
    }
}

fn linked(key: &str) -> LinkedRecord {
    LinkedRecord {
        key: key.into(),
        title: "Something about it".into(),
        state: "Open".into(),
        href: format!("/w/main/records/{key}"),
    }
}

fn system() -> OverviewPage {
    let cell = |id: &str, state, alike| CellMark {
        id: id.into(),
        title: "Verification and validation".into(),
        state,
        alike,
        href: format!("/controls/{id}"),
    };
    OverviewPage {
        head: head(),
        purpose: vec![field("Intended use", Shown::Text("Reads digits".into()))],
        properties: vec![field("Owner", Shown::Text("Beatriz Lemos".into()))],
        gaps: vec![field("Users", Shown::Gap(true, "not asked yet".into(), None, Some("2026-12-01".into())))],
        areas: vec![CellArea {
            id: "A.6".into(),
            title: "Life cycle".into(),
            cells: vec![cell("A.6.2.4", State::Failing, false), cell("A.6.2.5", State::Effective, true)],
        }],
        open: vec![
            line(Outcome::Fail, false),
            line(Outcome::Pass, true),
            CheckLine { value: None, observed: None, evidence: Vec::new(), ..line(Outcome::Missing, false) },
        ],
        open_total: 30,
        evidence: vec![evidence_line(Some("Marta Silva"))],
        issues: vec![IssueLine { record: linked("INC-1"), kind: "Incident".into(), at: "2026-11-20".into() }],
        risks: RiskMark { open: 200, above: 3, unrated: 1, more: true },
        newest: Some(mark("1.1.0", "Candidate", Vec::new())),
    }
}

fn released() -> Vec<PartRow> {
    let part = |name: &str, digest| PartRow { sort: "Model".into(), name: name.into(), digest, ..PartRow::default() };
    vec![
        part("weights", DigestMark::Sha256("9f2c".repeat(16))),
        part("hosted model", DigestMark::Unknown("the supplier does not say".into())),
        part("prompt", DigestMark::None("it is written anew for each call".into())),
        part("guardrail", DigestMark::NotStated),
    ]
}

fn all_versions(lang: Lang) -> VersionsPage {
    let column = |name: &str| Column { name: name.into(), label: name.into(), sort: None, number: false };
    let row = |key: &str, mark: &VersionMark, parts: &[PartRow], released: Option<(String, String)>| Row {
        key: key.into(),
        title: format!("Digit reader {}", mark.label),
        href: mark.href.clone(),
        pick: Some("VER-1.2".into()),
        cells: vec![
            Cell { shown: Some(marks::gate(lang, mark)), edit: None },
            Cell { shown: Some(versions::parts(lang, parts)), edit: None },
            Cell { shown: Some(versions::decision(lang, released.as_ref())), edit: None },
        ],
        ..Row::default()
    };
    let (new, old) = (
        mark("1.1.0", "Candidate", vec![(Outcome::Missing, false, 1)]),
        mark("1.0.0", "Released", vec![(Outcome::Waived, false, 1), (Outcome::Pass, false, 5)]),
    );
    let by = ("Marta Silva".to_owned(), "2026-10-20 09:41 UTC".to_owned());
    let rows = vec![row("VER-2", &new, &[], None), row("VER-1", &old, &released(), Some(by))];
    let columns = ["title", "gate", "parts", "decision"].into_iter().map(column).collect();
    VersionsPage {
        head: head(),
        table: Table { id: "versions".into(), heading: "Versions".into(), columns, rows, ..Table::default() },
        choices: choices(),
    }
}

fn choices() -> Vec<(String, String)> {
    vec![("VER-2".into(), "1.1.0".into()), ("VER-1".into(), "1.0.0".into())]
}

fn one_gate() -> GatePage {
    GatePage {
        head: head(),
        mark: mark("1.0.0", "Released", vec![(Outcome::Waived, false, 1), (Outcome::Pass, false, 5)]),
        subject: "SYS-1@1.0.0".into(),
        revision: 3,
        checks: vec![line(Outcome::Waived, false), line(Outcome::Pass, false)],
        evidence: vec![evidence_line(None)],
        waivers: vec![
            WaiverRow {
                record: linked("WAI-1"),
                check: "vv.threshold".into(),
                until: Some("2026-12-31".into()),
                over: false,
                granted_by: Some("Marta Silva".into()),
            },
            WaiverRow { record: linked("WAI-2"), until: Some("2026-01-31".into()), over: true, ..WaiverRow::default() },
        ],
        parts: released(),
        signatures: vec![SignatureLine {
            key: "SIG-7".into(),
            revision: 3,
            signer: "Marta Silva".into(),
            meaning: "releases this version with the digests named".into(),
            at: "2026-10-20 09:41 UTC".into(),
            digest: "9f2c".repeat(16),
            ..SignatureLine::default()
        }],
        written_by: "Ana Ruiz".into(),
        moves: vec![
            MoveLine { name: "retire".into(), verb: "Retire".into(), to: "Retired".into(), ..MoveLine::default() },
            MoveLine {
                name: "release".into(),
                verb: "Release".into(),
                to: "Released".into(),
                refused: Some("Whoever made it does not release it. Others can: Marta Silva".into()),
                lacks: vec![("released_parts".into(), "Released parts".into())],
                roles: vec!["Approver".into()],
                ..MoveLine::default()
            },
        ],
        history: Vec::new(),
    }
}

fn compared() -> ComparePage {
    ComparePage {
        head: head(),
        sides: [("1.0.0".into(), "/a".into()), ("1.1.0".into(), "/b".into())],
        changes: Vec::new(),
        checks: vec![
            ("vv.threshold".into(), "Every threshold is met".into(), None, Some(line(Outcome::Pass, false))),
            (
                "vv.fresh".into(),
                "Results are current".into(),
                Some(line(Outcome::Pass, true)),
                Some(line(Outcome::Fail, false)),
            ),
        ],
        choices: choices(),
        keys: ["VER-1".into(), "VER-2".into()],
    }
}

fn bill() -> PartsPage {
    let mut all = released();
    all.push(PartRow {
        sort: "Agent".into(),
        record: Some(("AGT-1".into(), "/w/main/records/AGT-1".into())),
        name: "Reply agent".into(),
        version: Some("0.3".into()),
        digest: DigestMark::Whole,
        supplier: Some(("Larch".into(), "/w/main/records/SUP-1".into())),
        within: Some(("Reply agent".into(), "/w/main/records/AGT-1".into())),
    });
    PartsPage {
        head: head(),
        parts: all,
        suppliers: vec![("Larch".into(), "/w/main/records/SUP-1".into())],
        without_digest: 3,
        left_out: 2,
    }
}

fn sets() -> DataPage {
    DataPage {
        head: head(),
        sets: vec![DataSet {
            record: linked("DAT-1"),
            through: Some(("alder-base".into(), "/w/main/records/MOD-1".into())),
            fields: vec![field("Source", Shown::Text("Public crawl".into()))],
            lacks: vec!["Rights".into(), "Quality criteria".into()],
            quality: vec![evidence_line(Some("Marta Silva"))],
        }],
        more: 3,
    }
}

fn rated() -> RisksPage {
    let risk =
        |above, now| RiskRow { record: linked("RSK-1"), owner: Some("Ana Ruiz".into()), now, after: None, above };
    RisksPage {
        head: head(),
        risks: vec![
            risk(Some(true), Some(("High".into(), 4, 4))),
            risk(Some(false), Some(("Low".into(), 1, 2))),
            risk(None, None),
        ],
        next: Some("/systems/SYS-1/risks?after=50".into()),
        count: "120 risks".into(),
    }
}

fn fresh() -> EvidencePage {
    let one = |state, ends: Option<&str>| FreshLine {
        line: evidence_line(None),
        href: "/w/main/records/EV-3".into(),
        state,
        ends: ends.map(str::to_owned),
        verdicts: 4,
    };
    EvidencePage {
        head: head(),
        lines: vec![
            one(Some(State::Stale), Some("2026-01-31")),
            one(Some(State::Expiring), Some("2026-12-03")),
            one(Some(State::Effective), None),
            one(None, None),
        ],
        subjects: vec!["SYS-1".into(), "SYS-1@1.0.0".into()],
        subject: "SYS-1@1.0.0".into(),
        next: Some("/systems/SYS-1/evidence?after=3".into()),
        count: "4 pieces of evidence".into(),
    }
}
