//! Saved views and drafts in the control file.

use std::fs;

use assay_domain::{RecordId, Timestamp, WorkspaceId};
use assay_store::control::{ControlStore, FormOf, MasterKey, SavedView};
use tempfile::TempDir;

use crate::jobs::control;

fn at(micros: i64) -> Timestamp {
    Timestamp::from_micros(micros)
}

fn here() -> WorkspaceId {
    WorkspaceId::from_random([1; 16])
}

fn member(n: u8) -> RecordId {
    RecordId::from_random([n; 16])
}

fn view(of: u8, shared: bool, name: &str) -> SavedView {
    let (path, query) = ("/w/main/records".to_owned(), "kind=risk&state=open".to_owned());
    SavedView { id: 0, workspace: here(), member: member(of), shared, name: name.to_owned(), path, query, made: at(5) }
}

fn names(store: &ControlStore, of: u8) -> Vec<String> {
    store.saved_views(here(), member(of)).unwrap().into_iter().map(|v| v.name).collect()
}

#[test]
fn a_view_is_seen_by_whoever_keeps_it_and_a_shared_one_by_all() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let own = store.keep_view(&view(1, false, "mine"), 2).unwrap().unwrap();
    let all = store.keep_view(&view(1, true, "ours"), 2).unwrap().unwrap();
    store.keep_view(&view(2, false, "theirs"), 2).unwrap().unwrap();
    assert_eq!(
        (names(&store, 1), names(&store, 2)),
        (vec!["mine".into(), "ours".into()], vec!["ours".into(), "theirs".into()])
    );
    assert!(store.keep_view(&view(1, false, "second"), 2).unwrap().is_some());
    assert!(store.keep_view(&view(1, false, "third"), 2).unwrap().is_none(), "there is a bound");
    assert!(store.keep_view(&view(3, true, "also ours"), 2).unwrap().is_some());
    assert!(store.keep_view(&view(4, true, "no more"), 2).unwrap().is_none(), "shared ones are counted together");
    let found = store.saved_view(here(), own).unwrap().unwrap();
    assert_eq!(found, SavedView { id: own, ..view(1, false, "mine") });
    assert!(store.change_view(&SavedView { name: "renamed".to_owned(), ..found }).unwrap());
    assert_eq!(store.saved_view(here(), own).unwrap().unwrap().name, "renamed");
    let elsewhere = WorkspaceId::from_random([9; 16]);
    assert!(store.saved_view(elsewhere, own).unwrap().is_none() && !store.forget_view(elsewhere, own).unwrap());
    assert!(store.forget_view(here(), own).unwrap() && !store.forget_view(here(), own).unwrap());
    store.forget_own(here(), member(1)).unwrap();
    assert_eq!(names(&store, 1), ["also ours", "ours"], "what is shared stays");
    assert!(store.saved_view(here(), all).unwrap().is_some());
}

fn form(of: u8, form: &str) -> FormOf<'_> {
    FormOf { workspace: here(), member: member(of), form }
}

fn typed(store: &ControlStore, of: u8, name: &str) -> Option<String> {
    let found = store.draft(&form(of, name), at(0)).unwrap();
    found.map(|d| String::from_utf8(d.typed.to_vec()).unwrap())
}

#[test]
fn a_draft_is_kept_for_whoever_typed_it_and_expires() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    store.keep_draft(&form(1, "/a"), b"first", at(10), 2).unwrap();
    store.keep_draft(&form(1, "/a"), b"second", at(20), 2).unwrap();
    assert_eq!(typed(&store, 1, "/a").as_deref(), Some("second"));
    assert!(typed(&store, 2, "/a").is_none() && typed(&store, 1, "/b").is_none());
    assert!(store.draft(&form(1, "/a"), at(20)).unwrap().is_none(), "too old");
    store.keep_draft(&form(1, "/b"), b"b", at(30), 2).unwrap();
    store.keep_draft(&form(1, "/c"), b"c", at(40), 2).unwrap();
    assert!(typed(&store, 1, "/a").is_none(), "the oldest goes where there are too many");
    assert_eq!(store.forget_drafts(here(), at(30)).unwrap(), 1);
    assert!(store.forget_draft(&form(1, "/c")).unwrap() && !store.forget_draft(&form(1, "/c")).unwrap());
    store.keep_draft(&form(1, "/d"), b"d", at(50), 2).unwrap();
    store.keep_draft(&form(2, "/d"), b"d", at(50), 2).unwrap();
    assert_eq!(store.forget_own(here(), member(1)).unwrap(), 1);
    assert!(typed(&store, 1, "/d").is_none() && typed(&store, 2, "/d").is_some());
}

#[test]
fn a_draft_is_sealed_and_outlives_a_restart_and_other_keys() {
    let folder = TempDir::new().unwrap();
    let text = b"what a record will say, and nobody reads in the file";
    {
        let store = control(&folder);
        store.keep_draft(&form(1, "/a"), text, at(10), 9).unwrap();
        let done = store.rotate_keys(&MasterKey::parse(&"5e".repeat(32)).unwrap()).unwrap();
        assert_eq!((done.sealed, done.lost), (1, 0));
    }
    for file in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(20).any(|w| w == &text[..20]));
    }
    assert_eq!(typed(&control(&folder), 1, "/a").map(String::into_bytes).as_deref(), Some(&text[..]));
}
