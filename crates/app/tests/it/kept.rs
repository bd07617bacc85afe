//! What people keep for themselves outside the record: saved views, and drafts of what they typed.

use std::collections::BTreeMap;

use assay_app::drafts::Typed;
use assay_app::sign_in::{IDLE_HOURS, SignedIn};
use assay_app::views::{RenameView, SaveView};
use assay_app::{ErrorClass, Principal};
use assay_domain::Action;
use serde_json::json;

use crate::house::{House, Open};
use crate::sign_in::{PASSWORD, code_of, enter, later, set_up};

const FORM: &str = "/w/house/records/new?kind=task";

fn view(name: &str, shared: bool) -> SaveView {
    let (path, query) = ("/w/house/records".to_owned(), "kind=task".to_owned());
    SaveView { name: name.to_owned(), path, query, shared }
}

fn names(open: &Open, by: &Principal) -> Vec<(String, bool)> {
    let views = open.workspace.saved_views(by).unwrap().views;
    views.into_iter().map(|v| (v.name, v.mine)).collect()
}

#[test]
fn a_view_is_private_unless_it_is_shared_by_who_may_write() {
    let house = House::new();
    let open = house.open();
    let w = &open.workspace;
    let (editor, reader) = (open.member("Eva", "contributor"), open.member("Rui", "viewer"));
    let own = w.save_view(&reader, &view("Mine", false)).unwrap();
    let ours = w.save_view(&editor, &view("Ours", true)).unwrap();
    assert_eq!(code_of(w.save_view(&reader, &view("Shared", true))), "role.lacks-action");
    assert_eq!(names(open, &reader), [("Mine".to_owned(), true), ("Ours".to_owned(), false)]);
    assert_eq!(names(open, &editor), [("Ours".to_owned(), true)]);
    let other = RenameView { name: "Renamed".to_owned() };
    assert_eq!(w.rename_view(&editor, own.id, &other).unwrap_err().class, ErrorClass::NotFound, "somebody else's");
    assert_eq!(code_of(w.rename_view(&reader, ours.id, &other)), "role.lacks-action");
    assert_eq!(w.rename_view(&open.owner, ours.id, &other).unwrap().name, "Renamed", "whoever writes may");
    assert_eq!(w.remove_view(&editor, own.id).unwrap_err().class, ErrorClass::NotFound);
    w.remove_view(&reader, own.id).unwrap();
    assert_eq!(w.remove_view(&reader, own.id).unwrap_err().class, ErrorClass::NotFound);
    for n in 0..50 {
        w.save_view(&reader, &view(&format!("{n}"), false)).unwrap();
    }
    assert_eq!(code_of(w.save_view(&reader, &view("one more", false))), "view.too-many");
    let nobody = Principal { via: assay_domain::Via::Web, proved: None, token: None, ..reader.clone() };
    assert_eq!(names(open, &nobody), [("Renamed".to_owned(), false)], "who only reads the demonstration is nobody");
    assert_eq!(code_of(w.save_view(&nobody, &view("x", false))), "view.nobody");
    let (past, _) = w.looking_back(reader, "1").unwrap();
    assert_eq!(code_of(w.save_view(&past, &view("x", false))), "access.read_only");
}

fn typed(title: &str) -> Typed {
    BTreeMap::from([("title".to_owned(), vec![title.to_owned()]), ("tags".to_owned(), vec!["a".into(), "b".into()])])
}

fn inside(open: &Open, by: &SignedIn) -> Principal {
    open.installation.by_session(&by.session, None).unwrap().0
}

fn kept(open: &Open, by: &Principal) -> Option<Typed> {
    open.installation.draft(&open.workspace, by, FORM).unwrap().map(|draft| draft.typed)
}

#[test]
fn a_draft_is_of_whoever_typed_and_outlives_a_restart() {
    let mut house = House::new();
    let signed_in = set_up(house.open());
    {
        let open = house.open();
        let ana = inside(open, &signed_in);
        assert_eq!(kept(open, &ana), None);
        open.installation.keep_draft(&open.workspace, &ana, FORM, &typed("half a sent")).unwrap();
        open.installation.keep_draft(&open.workspace, &ana, FORM, &typed("half a sentence")).unwrap();
        let eva = open.member("Eva", "contributor");
        assert_eq!(kept(open, &eva), None);
        assert_eq!(code_of(open.installation.keep_draft(&open.workspace, &eva, FORM, &typed("x"))), "draft.nobody");
        let huge = BTreeMap::from([("title".to_owned(), vec!["x".repeat(300 * 1024)])]);
        assert_eq!(code_of(open.installation.keep_draft(&open.workspace, &ana, FORM, &huge)), "draft.too-large");
        let before = open.workspace.changes(&ana, &assay_app::records::ChangesRequest::default()).unwrap().size;
        open.installation.keep_draft(&open.workspace, &ana, FORM, &typed("half a sentence")).unwrap();
        let after = open.workspace.changes(&ana, &assay_app::records::ChangesRequest::default()).unwrap().size;
        assert_eq!(before, after, "a draft is never in the log");
    }
    house.reopen();
    let open = house.open();
    let ana = inside(open, &signed_in);
    assert_eq!(kept(open, &ana), Some(typed("half a sentence")));
    open.installation.forget_draft(&open.workspace, &ana, FORM).unwrap();
    assert_eq!(kept(open, &ana), None);
}

#[test]
fn a_draft_expires_and_goes_with_the_member() {
    let house = House::new();
    let open = house.open();
    let signed_in = set_up(open);
    let ana = inside(open, &signed_in);
    open.installation.keep_draft(&open.workspace, &ana, FORM, &typed("x")).unwrap();
    later(&house, 29 * 24 * 60);
    assert!(kept(open, &ana).is_some());
    later(&house, 25 * 60);
    assert!(kept(open, &ana).is_none(), "nobody comes back for it");
    open.installation.keep_draft(&open.workspace, &ana, FORM, &typed("y")).unwrap();
    let person = open.create(&open.owner, "person", json!({"title": "Rui"})).unwrap();
    let roles = json!({"title": "Rui", "person": person.key, "roles": ["owner"]});
    let rui = open.create(&open.owner, "member", roles).unwrap();
    let rui = open.come_in(&open.token(Some(&rui.key), &[Action::Read, Action::Administer]));
    open.transition(&rui, &ana.key.to_string(), "remove").unwrap();
    assert_eq!(kept(open, &ana), None, "who is gone leaves none behind");
}

#[test]
fn what_was_typed_under_a_session_that_ran_out_is_there_after_signing_in() {
    let house = House::new();
    let open = house.open();
    let signed_in = set_up(open);
    later(&house, IDLE_HOURS * 60 + 1);
    assert_eq!(code_of(open.installation.by_session(&signed_in.session, None)), "session.over");
    let keep = |secret: &str| {
        open.installation.keep_draft_of_ended(secret, &open.workspace.slug, FORM, &typed("late")).unwrap()
    };
    assert!(keep(&signed_in.session) && !keep(&"0".repeat(64)) && !keep(""));
    let again = enter(open, PASSWORD, None).unwrap();
    let assay_app::sign_in::Entered::In(again) = again else { panic!("{again:?}") };
    assert_eq!(kept(open, &inside(open, &again)), Some(typed("late")));
    assert_eq!(open.installation.own_account(&again.session).unwrap().sessions.len(), 1, "what is over is not listed");
    open.installation.sign_out(&again.session).unwrap();
    assert!(!keep(&again.session), "a session that somebody ended keeps nothing");
    later(&house, 8 * 24 * 60);
    let third = enter(open, PASSWORD, None).unwrap();
    let assay_app::sign_in::Entered::In(_) = third else { panic!("{third:?}") };
    assert!(!keep(&signed_in.session), "after a week nobody knows whose it was");
}
