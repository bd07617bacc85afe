//! Sheets out and in, and differences: what comes back is what went out, and what is refused was never written.

use std::collections::BTreeSet;

use assay_app::dto::{How, ImportReport, RowFate};
use assay_app::exchange::{BulkMode, DiffRequest, ExportRequest, ImportRequest, SheetFormat};
use assay_app::log::EraseRequest;
use assay_app::{Answer, ErrorClass};
use assay_domain::{Action, Idempotency, Kind};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::house::{House, Open};

const FORMATS: [SheetFormat; 2] = [SheetFormat::Csv, SheetFormat::Xlsx];

fn export(open: &Open, kind: &str, format: SheetFormat) -> Vec<u8> {
    let request = ExportRequest { format, ..ExportRequest::default() };
    open.workspace.export(&open.owner, kind, &request).unwrap().bytes
}

fn import(open: &Open, kind: &str, bytes: &[u8], request: &ImportRequest) -> Answer<ImportReport> {
    open.workspace.import(&open.owner, kind, request, bytes, None)
}

fn applied(format: SheetFormat) -> ImportRequest {
    ImportRequest { format, apply: true, ..ImportRequest::default() }
}

fn csv(open: &Open, kind: &str) -> String {
    String::from_utf8(export(open, kind, SheetFormat::Csv)).unwrap()
}

fn size(open: &Open) -> u64 {
    open.posture(None).0
}

fn task(open: &Open, title: &str) -> String {
    open.create(&open.owner, "task", json!({"title": title, "owner": "PER-1"})).unwrap().key
}

/// The demonstration, with what samples refer to besides: the first two records of each kind.
fn with_first_of_each() -> House {
    let house = House::demo();
    let open = house.open();
    for _ in 0..2 {
        for kind in Kind::all().iter().filter(|k| open.all(Some(k.name)).len() < 2) {
            let owned = json!({"title": "first", "owner": "PER-1"});
            let _ = open
                .create(&open.owner, kind.name, owned)
                .or_else(|_| open.create(&open.owner, kind.name, json!({"title": "first"})));
        }
    }
    house
}

#[test]
fn the_sample_of_every_kind_made_by_hand_goes_out_and_comes_into_another_workspace() {
    let (from, to) = (with_first_of_each(), with_first_of_each());
    let (from, to) = (from.open(), to.open());
    let mut left = BTreeSet::new();
    for kind in Kind::all() {
        let mut sample = kind.sample();
        sample["title"] = json!("quux");
        let Ok(sample) = from.create(&from.owner, kind.name, sample) else {
            left.insert(kind.name);
            continue;
        };
        for format in FORMATS {
            let only = ExportRequest { format, q: Some("quux".to_owned()), ..ExportRequest::default() };
            let sheet = from.workspace.export(&from.owner, kind.name, &only).unwrap().bytes;
            let request = ImportRequest { as_new: true, mode: BulkMode::Each, ..applied(format) };
            let report = import(to, kind.name, &sheet, &request).unwrap();
            assert_eq!(report.rows.len(), 1, "{}: {report:?}", kind.name);
            let row = &report.rows[0];
            if format == SheetFormat::Xlsx && row.fate == RowFate::Refused {
                // A name that one record holds alone cannot come twice.
                assert_eq!(row.problems[0].code, "name.taken", "{}: {row:?}", kind.name);
                continue;
            }
            assert_eq!(row.fate, RowFate::Create, "{}: {row:?}", kind.name);
            let came = to.workspace.show(&to.owner, row.key.as_ref().unwrap(), None).unwrap();
            assert_eq!(came.body, sample.body, "{} as {format:?}", kind.name);
        }
    }
    assert_eq!(left, LEFT.iter().copied().collect());
}

/// Kinds whose sample cannot be made by hand there: eight that only another command makes or that need an auditor, what is told in confidence,
/// and three whose sample names what one record holds alone.
const LEFT: &[&str] = &[
    "activation",
    "artifact",
    "audit-note",
    "audit-room",
    "concern",
    "control",
    "evidence",
    "member",
    "scope-statement",
    "signature",
    "token",
    "workspace",
];

#[test]
fn any_text_goes_out_and_comes_back() {
    let house = House::new();
    let open = house.open();
    let odd = prop_oneof![
        "[=+@\\-\t'\"<]{1,2}[A-Za-z0-9(),;\" ]{0,12}",
        "[0-9]{1,4}[-/.e][0-9]{1,2}([-/.][0-9]{1,4})?",
        "[{\\[\"]\\PC{0,12}",
        "\\PC{1,20}\r?\n\\PC{0,20}",
        "\\PC{1,40}",
    ];
    let odd = odd.prop_filter("blank text is absent", |text| !text.trim().is_empty());
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let texts = prop::collection::vec((odd.clone(), odd), 1..12);
    let outcome = runner.run(&texts, |texts| {
        // A case sees its own tasks alone: those before are done, and done ones stay out of the sheet.
        for task in open.all(Some("task")).iter().filter(|t| t.state == "open") {
            open.transition(&open.owner, &task.key, "finish").unwrap();
        }
        let first = size(open);
        for (title, detail) in &texts {
            let body = json!({"title": format!("{title}."), "owner": "PER-1", "detail": detail});
            open.create(&open.owner, "task", body).unwrap();
        }
        let made: Vec<Value> = open.all(Some("task")).into_iter().filter(|r| r.seq >= first).map(|r| r.body).collect();
        for format in FORMATS {
            let before = size(open);
            let request = ExportRequest { format, state: Some("open".to_owned()), ..ExportRequest::default() };
            let sheet = open.workspace.export(&open.owner, "task", &request).unwrap().bytes;
            let report = import(open, "task", &sheet, &applied(format)).unwrap();
            prop_assert_eq!(report.unchanged, report.rows.len(), "an export says what is recorded");
            prop_assert_eq!(size(open), before);
            let report = import(open, "task", &sheet, &ImportRequest { as_new: true, ..applied(format) }).unwrap();
            let came: Vec<Value> = report.rows[report.rows.len() - texts.len()..]
                .iter()
                .map(|row| open.workspace.show(&open.owner, row.key.as_ref().unwrap(), None).unwrap().body)
                .collect();
            prop_assert_eq!(&came, &made);
        }
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn a_preview_names_each_cell_and_writes_nothing() {
    let house = House::new();
    let open = house.open();
    let key = task(open, "there");
    let before = size(open);
    let text = format!(
        "key,revision,title,owner,due,detail\n,,new,PER-1,2026-12-01,\n,,,PER-1,soon,\n,,lost,PER-99,,\n{key},1,changed,PER-1,,\n{key},1,twice,PER-1,,\nTSK-77,1,gone,PER-1,,\n,3,half,PER-1,,\nMBR-1,1,other,PER-1,,\n"
    );
    let report = import(open, "task", text.as_bytes(), &ImportRequest::default()).unwrap();
    assert_eq!((report.applied, report.created, report.updated, report.refused), (false, 1, 1, 6));
    let said: Vec<(usize, Option<&str>, &str)> = report
        .rows
        .iter()
        .flat_map(|row| row.problems.iter().map(|p| (row.row, p.column.as_deref(), p.code.as_str())))
        .collect();
    let expected = [
        (3, Some("title"), "field.required"),
        (3, Some("due"), "date.wrong"),
        (4, Some("owner"), "reference.unknown"),
        (6, Some("key"), "key.twice"),
        (7, Some("key"), "key.unknown"),
        (8, Some("key"), "key.missing"),
        (9, Some("key"), "key.other-kind"),
    ];
    assert_eq!(said, expected);
    assert_eq!(size(open), before, "a preview writes nothing");

    let refused = import(open, "task", text.as_bytes(), &applied(SheetFormat::Csv)).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Input, "import.refused"));
    assert_eq!(refused.details["report"]["refused"], 6);
    assert_eq!(size(open), before, "all or nothing");

    let each = ImportRequest { mode: BulkMode::Each, ..applied(SheetFormat::Csv) };
    let report = import(open, "task", text.as_bytes(), &each).unwrap();
    assert_eq!((report.applied, report.created, report.updated, report.refused), (true, 1, 1, 6));
    assert_eq!(size(open), before + 2);
    assert_eq!(open.workspace.show(&open.owner, &key, None).unwrap().title, "changed");
}

#[test]
fn a_column_left_out_leaves_its_field_and_an_empty_cell_removes_it() {
    let house = House::new();
    let open = house.open();
    let body = json!({"title": "t", "owner": "PER-1", "detail": "stays", "due": "2026-12-01"});
    let key = open.create(&open.owner, "task", body).unwrap().key;
    let text = format!("key,revision,title,due\n{key},1,=t,\n");
    import(open, "task", text.as_bytes(), &applied(SheetFormat::Csv)).unwrap();
    let now = open.workspace.show(&open.owner, &key, None).unwrap();
    assert_eq!((now.title.as_str(), &now.body["detail"], &now.body["due"]), ("=t", &json!("stays"), &Value::Null));
    let refused = import(open, "task", b"key,titel\n,x\n", &ImportRequest::default()).unwrap_err();
    assert_eq!(refused.code, "sheet.column-unknown");
    assert!(refused.text.contains("`titel`") && refused.text.contains("title"), "{refused}");
}

#[test]
fn who_was_faster_is_told_and_rows_nobody_touched_do_not_matter() {
    let house = House::new();
    let open = house.open();
    let (first, second) = (task(open, "one"), task(open, "two"));
    let sheet = csv(open, "task");
    for key in [&first, &second] {
        open.change(&open.owner, key, &json!({"detail": "meanwhile"})).unwrap();
    }
    let edited = sheet.replace(",two,", ",zwei,");
    let report = import(open, "task", edited.as_bytes(), &ImportRequest::default()).unwrap();
    assert_eq!(report.rows[0].fate, RowFate::Unchanged, "{:?}", report.rows[0]);
    assert_eq!(report.rows[1].problems[0].code, "record.conflict");
    assert!(report.rows[1].problems[0].text.contains("revision 2, not 1"), "{:?}", report.rows[1]);
    // A file does not move records.
    let moved = csv(open, "task").replace(",two,", ",zwei,").replace(",open,2,zwei", ",done,2,zwei");
    let report = import(open, "task", moved.as_bytes(), &ImportRequest::default()).unwrap();
    assert_eq!(report.rows[1].problems[0].code, "state.not-imported", "{:?}", report.rows[1]);
}

#[test]
fn a_repeated_import_writes_once() {
    let house = House::new();
    let open = house.open();
    let once = |request: u8| Some(Idempotency { key: "k".to_owned(), request: [request; 32] });
    let send = |bytes: &[u8], digest| {
        open.workspace.import(&open.owner, "task", &applied(SheetFormat::Csv), bytes, once(digest))
    };
    let sheet = b"title,owner\na,PER-1\nb,PER-1\n";
    let first = send(sheet, 1).unwrap();
    let before = size(open);
    let again = send(sheet, 1).unwrap();
    assert!(again.repeated && !first.repeated);
    let keys = |report: &ImportReport| report.rows.iter().map(|r| r.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&again), keys(&first));
    assert_eq!(send(b"title,owner\nc,PER-1\n", 2).unwrap_err().code, "idempotency.reused");
    assert_eq!(size(open), before);
}

#[test]
fn a_sheet_holds_what_the_list_gives_and_the_same_records_give_the_same_bytes() {
    let house = House::new();
    let open = house.open();
    let keys: Vec<String> = ["=1+1", "plain", "later"].iter().map(|title| task(open, title)).collect();
    open.transition(&open.owner, &keys[1], "finish").unwrap();
    let request = ExportRequest { state: Some("open".to_owned()), ..ExportRequest::default() };
    let bytes = open.workspace.export(&open.owner, "task", &request).unwrap().bytes;
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("key,state,revision,title,owner,"), "{text}");
    assert!(text.contains(&keys[0]) && text.contains(&keys[2]) && !text.contains(&keys[1]), "{text}");
    assert!(text.contains(",'=1+1,"), "{text}");
    for format in FORMATS {
        assert_eq!(export(open, "task", format), export(open, "task", format));
    }
    let words = ExportRequest { q: Some("later".to_owned()), ..ExportRequest::default() };
    let found = open.workspace.export(&open.owner, "task", &words).unwrap();
    assert_eq!(String::from_utf8(found.bytes).unwrap().lines().count(), 2);
    assert!(found.name.ends_with("-task.csv"), "{}", found.name);
}

#[test]
fn what_is_confidential_leaves_in_no_sheet_and_no_difference() {
    let house = House::new();
    let open = house.open();
    let person = open.create(&open.owner, "person", json!({"title": "Carla"})).unwrap().key;
    let member = json!({"title": "Carla", "person": person, "roles": ["case-handler"]});
    let member = open.create(&open.owner, "member", member).unwrap().key;
    let handler = open.come_in(&open.token(Some(&member), &[Action::Read, Action::Handle]));
    let body = json!({"title": "Concern", "owner": "PER-1", "text": "in bulk at night"});
    let concern = open.create(&handler, "concern", body).unwrap().key;
    assert!(!csv(open, "concern").contains(&concern));
    let theirs = open.workspace.export(&handler, "concern", &ExportRequest::default()).unwrap().bytes;
    assert!(String::from_utf8(theirs).unwrap().contains("in bulk at night"));
    let refused = open.workspace.diff(&open.owner, &concern, &DiffRequest::default()).unwrap_err();
    assert_eq!(refused.class, ErrorClass::NotFound);
    let text = format!("key,revision,title\n{concern},1,x\n");
    let refused = import(open, "concern", text.as_bytes(), &ImportRequest::default()).unwrap_err();
    assert_eq!(refused.code, "role.lacks-action");
}

#[test]
fn a_difference_names_fields_and_says_what_was_erased() {
    let house = House::new();
    let open = house.open();
    let key = open.create(&open.owner, "person", json!({"title": "Zebulon", "position": "Clerk"})).unwrap().key;
    open.change(&open.owner, &key, &json!({"position": "Head clerk"})).unwrap();
    open.change(&open.owner, &key, &json!({"title": "Zebulon Q."})).unwrap();
    let diff = |from, to| open.workspace.diff(&open.owner, &key, &DiffRequest { from, to });
    let told = |from, to| diff(from, to).unwrap().changes.into_iter().map(|c| (c.path, c.how)).collect::<Vec<_>>();
    assert_eq!(told(None, None), [("/title".to_owned(), How::Changed)]);
    assert_eq!(told(None, Some(2)), [("/position".to_owned(), How::Changed)]);
    assert_eq!(told(Some(3), Some(1)).len(), 2);
    let whole = diff(Some(1), Some(2)).unwrap();
    assert_eq!(
        (whole.changes[0].old.clone(), whole.changes[0].new.clone()),
        (Some(json!("Clerk")), Some(json!("Head clerk")))
    );
    assert_eq!(diff(Some(1), Some(9)).unwrap_err().class, ErrorClass::NotFound);

    let request = EraseRequest { legal_basis: "data-subject-request".to_owned(), revision: None };
    open.workspace.erase(&open.owner, &key, &request).unwrap();
    let after = diff(Some(1), Some(2)).unwrap();
    assert!(after.from.erased && after.to.erased && after.changes.is_empty());
    assert!(!serde_json::to_string(&after).unwrap().contains("lerk"));
    // A row of what was erased says nothing, and taking it in changes nothing.
    let report = import(open, "person", csv(open, "person").as_bytes(), &applied(SheetFormat::Csv)).unwrap();
    assert_eq!(report.unchanged, report.rows.len(), "{report:?}");
}
