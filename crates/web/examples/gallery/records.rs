//! Made-up records: every way a value is shown and entered.

use maud::{Markup, html};

use super::super::pages::account::sso::SsoProof;
use super::super::pages::records::around::*;
use super::super::pages::records::views::*;
use super::super::pages::records::{
    connections, difference as differences, form as record_form, history, list as records, record,
};
use super::super::parts::links;
use super::super::parts::shell::{Place, RecordLine, Shell};
use super::super::parts::table::{Asked, Cell, Chip, Column, ColumnChoice, Count, Making, Row, Table, Wanting};
use super::super::parts::value;
use super::super::parts::words::Lang;

/// The pages of records by name.
pub(crate) fn pages(lang: Lang) -> Vec<(&'static str, Markup)> {
    let sso = SsoProof { provider: "Aldermoor ID".into(), next: "/".into() };
    let shell = Shell {
        organisation: "Aldermoor Language Labs".into(),
        demo: true,
        unfit: 0,
        place: Place::Records,
        who: Some("Beatriz Lemos".into()),
        in_room: false,
        record: RecordLine { entries: 1204, checkpoint_short: "9f2c71ab".into(), at: "20 Nov 2026 09:41".into() },
        lang,
        ..Shell::default()
    };
    let raced = FormView { conflict: changes(), refused: Some("RISK-3 is at revision 5, not 4".into()), ..form() };
    let erased = RecordPage {
        erased: true,
        head: RecordHead { title: String::new(), ..head() },
        fields: Vec::new(),
        moves: Vec::new(),
        ..one()
    };
    let none =
        RecordsView { table: list().table.map(|table| Table { rows: Vec::new(), making: None, ..table }), ..list() };
    vec![
        (
            "kinds",
            records::page(
                &shell,
                &RecordsView { kinds: vec![kind()], workspace: "main".into(), ..RecordsView::default() },
            ),
        ),
        ("records", records::page(&shell, &list())),
        ("records-none", records::page(&shell, &none)),
        ("record", record::page(&shell, &one())),
        ("record-erased", record::page(&shell, &erased)),
        ("difference", differences::page(&shell, &difference())),
        ("history", history::page(&shell, &past())),
        ("connections", connections::page(&shell, &linked())),
        (
            "connections-none",
            connections::page(&shell, &ConnectionsPage { head: head(), ..ConnectionsPage::default() }),
        ),
        ("form", record_form::page(&shell, &form(), &Signer::Token)),
        ("form-raced", record_form::page(&shell, &raced, &Signer::Session { form: "0".into(), prove: None })),
        (
            "form-new",
            record_form::page(
                &shell,
                &FormView { record: None, address: links::new_record("main", "risk"), ..form() },
                &Signer::Token,
            ),
        ),
        (
            "move",
            record_form::move_page(
                &shell,
                &RecordPage { refused: Some("you may not approve here".into()), ..one() },
                "treat",
                &Signer::Session {
                    form: "0".into(),
                    prove: Some(Proof {
                        password: true,
                        passkey: Some("https://assay.example.org".into()),
                        sso: Some(sso),
                    }),
                },
            ),
        ),
    ]
}

fn kind() -> KindName {
    KindName { name: "risk".into(), title: "AI risk".into(), prefix: "RISK".into(), refs: "6.1.2 · 8.2".into() }
}

pub(super) fn list() -> RecordsView {
    let asked = Asked {
        path: "/w/main/records".into(),
        kept: vec![("kind".into(), "risk".into())],
        q: "\"><script>".into(),
        filters: vec!["owner:PER-1".into(), "review_due:2027-01-01..".into()],
        sort: "-likelihood".into(),
        by: Some("treatment".into()),
        ..Asked::default()
    };
    RecordsView {
        workspace: "main".into(),
        kind: Some(kind()),
        asked: asked.clone(),
        table: Some(found(asked)),
        made_by_hand: true,
        ..RecordsView::default()
    }
}

/// A table with everything that one can have.
fn found(asked: Asked) -> Table {
    let column = |name: &str, label: &str, number| Column {
        name: name.into(),
        label: label.into(),
        sort: Some(name.into()),
        number,
    };
    let row = |n: u32, title: &str, owner: Option<&str>| Row {
        edit: None,
        assign: None,
        key: format!("RISK-{n}"),
        title: title.into(),
        href: format!("/w/main/records/RISK-{n}"),
        pick: Some("KEY-1.1".into()),
        cells: vec![
            Cell { shown: Some(value::state("In treatment")), edit: None },
            Cell {
                shown: owner.map(|name| html! { (name) }),
                edit: Some(format!("/w/main/records/RISK-{n}/edit?only=owner")),
            },
            Cell { shown: Some(html! { "4" }), edit: None },
        ],
        ..Row::default()
    };
    let choice = |name: &str, label: &str, shown| ColumnChoice { name: name.into(), label: label.into(), shown };
    let chip = |label: &str, value: &str, place| Chip {
        label: label.into(),
        value: value.into(),
        without: asked.without(place),
    };
    Table {
        whole: false,
        id: "list".into(),
        heading: "Records found".into(),
        columns: vec![
            column("title", "Key and title", false),
            column("state", "State", false),
            column("owner", "Risk owner", false),
            column("likelihood", "Likelihood", true),
        ],
        rows: vec![
            row(3, "A wrong reading delays a benefit", Some("Beatriz Lemos")),
            row(4, "=1+1", None),
            row(5, "", None),
        ],
        choices: vec![choice("state", "State", true), choice("review_due", "Next review", false)],
        chips: vec![chip("Risk owner", "Beatriz Lemos", 0), chip("Next review", "2027-01-01 – ", 1)],
        offered: vec![("state".into(), "State".into()), ("owner".into(), "Risk owner".into())],
        making: Some(Making {
            name: "treatment".into(),
            label: "Treatment".into(),
            input: Wanting::Several(vec![("modify".into(), "Modify".into()), ("avoid".into(), "Avoid".into())]),
        }),
        count: Some(Count { n: 10_000, exact: false }),
        previous: Some("4~x".into()),
        next: Some("5~x".into()),
        exports: vec![("What is shown, CSV".into(), "/w/main/sheets/risk?format=csv".into())],
        import: Some("/w/main/imports/risk".into()),
        bulk: Some(("/w/main/bulk".into(), vec![("kind".into(), "risk".into())])),
        empty: "Nothing found.".into(),
        above: html! {},
        asked,
    }
}

fn one() -> RecordPage {
    let text = |label: &str, value: Shown| FieldLine { label: label.into(), value };
    let link = || Shown::Link("SYS-1".into(), Some("Digit reader".into()), "/w/main/records/SYS-1".into());
    RecordPage {
        head: head(),
        revision: 4,
        properties: vec![text("Risk owner", Shown::Text("Beatriz Lemos".into()))],
        links: linked().links,
        proof: past().proof,
        fields: vec![
            text("Cause", Shown::Text("First line\nSecond line".into())),
            text("AI system", link()),
            text("Controls", Shown::List(vec![link(), Shown::Text("own".into())])),
            text("Accepted", Shown::Truth(true)),
            text(
                "Impact",
                Shown::Gap(true, "not measured yet".into(), Some(Box::new(link())), Some("2026-12-01".into())),
            ),
            text("Likelihood", Shown::Gap(false, "there is none".into(), None, None)),
            text("Period", Shown::Parts(vec![("from".into(), Shown::Text("2026-01-01".into()))])),
        ],
        moves: vec![
            MoveLine {
                name: "treat".into(),
                verb: "Treat".into(),
                to: "In treatment".into(),
                lacks: vec![("treatment".into(), "Treatment".into())],
                roles: vec!["Approver".into()],
                signs: Some("decides as risk owner how this risk is treated".into()),
                ..MoveLine::default()
            },
            MoveLine {
                name: "close".into(),
                verb: "Close".into(),
                to: "Closed".into(),
                refused: Some("The risk owner decides how a risk is treated. That is: Beatriz Lemos".into()),
                ..MoveLine::default()
            },
        ],
        signatures: vec![SignatureLine {
            key: "SIG-7".into(),
            revision: 3,
            signer: "Beatriz Lemos".into(),
            meaning: "decides as risk owner how this risk is treated".into(),
            at: "2026-11-20 09:41 UTC".into(),
            proved_by: Some("Password and code".into()),
            proved_at: Some("2026-11-20 09:38 UTC".into()),
            digest: "9f2c".repeat(16),
        }],
        digest: Some("9f2c".repeat(16)),
        history: past().revisions,
        ..RecordPage::default()
    }
}

pub(super) fn head() -> RecordHead {
    RecordHead {
        assign: None,
        workspace: "main".into(),
        key: "RISK-3".into(),
        title: "A wrong reading delays a benefit".into(),
        kind: kind(),
        state: "Assessed".into(),
        revisions: 4,
        page: Some("/systems/SYS-1".into()),
        edit: true,
    }
}

pub(super) fn past() -> HistoryPage {
    let line = |revision: u32, moved: bool, erased: bool| RevisionLine {
        revision,
        op: "Assess".into(),
        state: "Assessed".into(),
        moved,
        actor: "Beatriz Lemos".into(),
        via: "on a page".into(),
        at: assay_domain::Timestamp::parse("2026-11-20T09:41:00Z").unwrap_or_default(),
        effective: Some("2026-11-18".into()),
        entry: 1203,
        fields: vec!["Cause".into(), "Likelihood".into()],
        reason: Some("It happened twice".into()),
        signatures: Vec::new(),
        erased,
    };
    HistoryPage {
        head: head(),
        revisions: vec![line(4, true, false), line(3, false, false), line(2, false, true), line(1, true, false)],
        older: Some(1),
        newest: 4,
        proof: ProofLine {
            entry: 1203,
            size: 1204,
            root: "9f2c".repeat(11),
            file: "1203.tlog-proof".into(),
            vkey: "assay/0000+00000000+AAAA".into(),
        },
    }
}

pub(super) fn linked() -> ConnectionsPage {
    let record = |key: &str| LinkedRecord {
        key: key.into(),
        title: "A title that is longer than a node of the drawing can hold".into(),
        state: "In scope".into(),
        href: format!("/w/main/records/{key}"),
    };
    let line = |field: &str, kind: Option<&str>, n| LinkLine {
        field: field.into(),
        kind: kind.map(str::to_owned),
        records: vec![record("SYS-1"), LinkedRecord { title: String::new(), ..record("SYS-2") }],
        n,
        more: n > 9,
    };
    let node = |key: &str, column| DrawnNode { record: record(key), kind: "AI system".into(), column };
    ConnectionsPage {
        head: head(),
        links: LinksView {
            to: vec![line("AI system", None, 2)],
            from: vec![line("Risks", Some("Treatment plan"), 5), line("Risks", Some("Incident"), 10_000)],
        },
        graph: GraphDrawing {
            nodes: vec![node("RISK-3", 1), node("SYS-1", 2), node("INC-1", 0), node("MOD-1", 3)],
            edges: vec![
                (0, 1, "AI system".into()),
                (2, 0, "Risks".into()),
                (1, 3, "Models".into()),
                (2, 3, "x".into()),
            ],
            left_out: 12,
            more: true,
        },
    }
}

fn line(revision: u32, op: &str) -> HistoryLine {
    HistoryLine {
        revision,
        op: op.into(),
        state: "Assessed".into(),
        actor: "Beatriz Lemos".into(),
        at: "2026-11-20 09:41 UTC".into(),
        entry: 1203,
    }
}

fn changes() -> Vec<ChangeLine> {
    let lines = vec![
        (Sign::Same, "A line that stayed".into()),
        (Sign::Went, "A line that went".into()),
        (Sign::Came, "A line that came".into()),
    ];
    vec![ChangeLine { label: "Cause".into(), path: "/cause".into(), lines }]
}

fn difference() -> DifferenceView {
    DifferenceView { head: head(), sides: [line(3, "Edit"), line(4, "Assess")], erased: false, changes: changes() }
}

fn pick(value: &str, word: &str, meaning: Option<String>) -> Pick {
    Pick { value: value.into(), word: word.into(), meaning }
}

fn inside() -> Vec<PartHelp> {
    let part =
        |path: &str, values| PartHelp { path: path.into(), label: path.into(), help: "First day.".into(), values };
    vec![part("from", Vec::new()), part("unit", vec![pick("days", "Days", None)])]
}

fn form() -> FormView {
    let field = |name: &str, input: Input, value: &str| FormField {
        name: name.into(),
        label: format!("Label of {name}"),
        help: format!("What {name} asks for, as `{name}`."),
        parts: if input == Input::Json { inside() } else { Vec::new() },
        required: name == "title",
        input,
        value: value.into(),
        gap: (name == "impact").then(|| GapField {
            gap: "unknown".into(),
            because: "new".into(),
            ..GapField::default()
        }),
        errors: if name == "due" { vec!["`soon` is not a day".into()] } else { Vec::new() },
        inner: Vec::new(),
    };
    let ends = || {
        let wrong = vec!["the period ends before it begins".into()];
        let to = FormField { errors: wrong, ..field("period.to", Input::Day, "2026-11-01") };
        vec![field("period.from", Input::Day, "2026-11-08"), to]
    };
    let words = || {
        let kept = Some("It is kept, by decision.".to_owned());
        vec![pick("modify", "Modify", None), pick("retain", "Retain", kept)]
    };
    FormView {
        draft: None,
        only: None,
        prefilled: false,
        workspace: "main".into(),
        address: links::edit_record("main", "RISK-3"),
        kind: kind(),
        record: Some(("RISK-3".into(), 4)),
        seen: "1204".into(),
        closed: false,
        fields: vec![
            field("title", Input::Line, "A \"quoted\" title"),
            field("cause", Input::Area, "\nbegins with a break"),
            field("impact", Input::Number, ""),
            field("due", Input::Day, "2026-12-01"),
            field("treatment", Input::Choice(words()), "modify"),
            field("sources", Input::Several(words()), "retain"),
            field("accepted", Input::Truth, "true"),
            field("system", Input::Reference("ai-system".into()), "SYS-1"),
            field("controls", Input::Lines, "CTL-1\nCTL-2"),
            field("subject", Input::Subject, "SYS-1@1.0"),
            FormField { inner: ends(), ..field("period", Input::Parts, "") },
            field("proof", Input::File, "0707070707070707070707070707070707070707070707070707070707070707"),
            field("artifacts", Input::Files, "0707 minutes of the meeting.pdf\n0808 screen.png"),
            field("sources_of_data", Input::Json, "{}"),
        ],
        files: true,
        heading: None,
        lead: Some("What a person did and saw.".into()),
        refused: None,
        conflict: Vec::new(),
        choices: vec![
            Choices { kind: "ai-system".into(), records: vec![("SYS-1".into(), "Digit reader".into())] },
            Choices { kind: "person".into(), records: Vec::new() },
            Choices { kind: "subject".into(), records: vec![("workspace".into(), "The AIMS as a whole".into())] },
        ],
    }
}
