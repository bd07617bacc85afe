//! One search over everything that somebody may see.

use assay_app::Principal;
use assay_app::search::{Exact, Found, LOOKED_AT, OF_A_KIND};
use serde_json::json;

use crate::house::{House, Open};
use crate::restricted::restrict;

fn search(open: &Open, by: &Principal, text: &str) -> Found {
    open.workspace.search(by, text).unwrap()
}

fn keys(found: &Found, kind: &str) -> Vec<String> {
    let kind = found.kinds.iter().find(|k| k.kind == kind);
    kind.map(|k| k.records.iter().map(|r| r.key.clone()).collect()).unwrap_or_default()
}

#[test]
fn a_key_or_an_id_leads_there() {
    let house = House::demo();
    let open = house.open();
    assert_eq!(search(open, &open.owner, " sys-3 ").exact, Some(Exact::Record("SYS-3".to_owned())));
    assert_eq!(search(open, &open.owner, "SYS-999").exact, None);
    let control = Some(Exact::Requirement("iso42001".to_owned(), "A.6.2.4".to_owned()));
    assert_eq!(search(open, &open.owner, "a.6.2.4").exact, control);
    assert_eq!(search(open, &open.owner, "iso42001:A.6.2.4").exact, control);
    let own = Some(Exact::Requirement("own".to_owned(), "X.1".to_owned()));
    assert_eq!(search(open, &open.owner, "own:X.1").exact, own);
    assert_eq!(search(open, &open.owner, "own:X.99").exact, None);
    let found = search(open, &open.owner, "A.6.2");
    let rows = &found.frameworks.iter().find(|f| f.slug == "iso42001").unwrap().requirements;
    assert!(rows.iter().all(|r| r.id.starts_with("A.6.2")), "{rows:?}");
}

#[test]
fn words_find_records_by_kind_and_requirements_in_any_language() {
    let house = House::demo();
    let open = house.open();
    let title = &open.workspace.show(&open.owner, "SYS-3", None).unwrap().title;
    let found = search(open, &open.owner, &title.to_uppercase());
    assert_eq!(found.kinds[0].kind, "ai-system", "the title itself comes first: {found:?}");
    assert_eq!(found.kinds[0].records[0].key, "SYS-3");
    let row = assay_frameworks::get("iso42001").unwrap().find("A.6.2.4").unwrap();
    for title in [&row.titles.en, &row.titles.pt_br, &row.titles.pt_pt] {
        let found = search(open, &open.owner, title);
        assert!(found.frameworks.iter().any(|f| f.requirements.iter().any(|r| r.id == "A.6.2.4")), "{title}");
    }
    assert_eq!(search(open, &open.owner, "  "), Found::default());
    assert!(search(open, &open.owner, "s").kinds.is_empty(), "one letter begins nearly everything");
    assert_eq!(open.workspace.search(&open.owner, &"x".repeat(201)).unwrap_err().code, "search.too-long");
}

#[test]
fn an_answer_is_bounded_and_holds_what_may_be_seen() {
    let house = House::new();
    let open = house.open();
    let task = |title: &str| open.create(&open.owner, "task", json!({"title": title, "owner": "PER-1"})).unwrap().key;
    let secret = task("quokka hidden");
    restrict(open, &open.owner, &secret, &json!({})).unwrap();
    for n in 0..=LOOKED_AT {
        task(&format!("quokka {n}"));
    }
    let found = search(open, &open.owner, "quokka");
    assert!(found.more && found.kinds[0].records.len() == OF_A_KIND && found.kinds[0].count == LOOKED_AT);
    let reader = open.member("Rui", "viewer");
    assert_eq!(keys(&search(open, &open.owner, "quokka hidden"), "task"), std::slice::from_ref(&secret));
    assert!(keys(&search(open, &reader, "quokka hidden"), "task").is_empty());
    assert_eq!(search(open, &reader, &secret).exact, None, "not by its key either");
}
