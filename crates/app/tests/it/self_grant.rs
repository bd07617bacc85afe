//! Nobody makes themselves a second person: by roles that they give, or by an invitation that they take up themselves.

use assay_app::dto::RecordView;
use assay_app::sign_in::{Browser, NewAccount, SignedIn};
use assay_app::{AppError, ErrorClass, Principal};
use assay_domain::Via;
use serde_json::json;

use crate::house::{House, Open};
use crate::sign_in::{PASSWORD, code_of, enter, set_up};

const HOUR: i64 = 3_600_000_000;

/// A new member, made by somebody as they came in.
fn enrolled(open: &Open, by: &Principal, name: &str, roles: &[&str]) -> RecordView {
    let person = open.create(&open.owner, "person", json!({"title": name})).unwrap();
    open.create(by, "member", json!({"title": name, "person": person.key, "roles": roles})).unwrap()
}

fn come_in(open: &Open, member: &RecordView) -> Principal {
    open.come_in(&open.token(Some(&member.key), &crate::house::EVERYTHING))
}

/// The owner, as they come in from their desk and not at the server's machine.
fn from_afar(open: &Open) -> Principal {
    Principal { via: Via::Web, ..open.owner.clone() }
}

/// A document that somebody wrote, and for which a person answers.
fn document(open: &Open, by: &Principal, owner: &str) -> String {
    let body = json!({"title": "How we evaluate", "owner": owner, "document_type": "procedure", "text": "Plan first.",
        "review_months": 12});
    open.create(by, "document", body).unwrap().key
}

#[track_caller]
fn cooling(outcome: Result<RecordView, AppError>) -> AppError {
    let refused = outcome.unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "sod.grant_cool_down"), "{refused:?}");
    assert_eq!(refused.details["rule"], "sod.grant_cool_down");
    refused
}

#[test]
fn who_was_just_given_roles_does_not_sign_what_the_giver_stands_behind() {
    let house = House::new();
    let open = house.open();
    let (giver, writer) = (from_afar(open), open.member("Wanda", "contributor"));
    let beside = open.member("Rui", "approver");
    let eva = come_in(open, &enrolled(open, &giver, "Eva", &["approver"]));
    let person =
        |who: &Principal| open.workspace.show(&open.owner, &who.key.to_string(), None).unwrap().body["person"].clone();
    let of_wanda = person(&writer);

    // The giver made it, wrote it last, or answers for it.
    let made = document(open, &open.owner, of_wanda.as_str().unwrap());
    let wrote = document(open, &writer, of_wanda.as_str().unwrap());
    open.change(&open.owner, &wrote, &json!({"text": "Plan and marks first."})).unwrap();
    let answers = document(open, &writer, "PER-1");
    for key in [&made, &wrote, &answers] {
        let refused = cooling(open.transition(&eva, key, "approve"));
        assert_eq!(refused.details["until"], "2026-11-26T09:00:00.000000Z");
        let may = refused.details["may"].to_string();
        assert!(may.contains("Rui") && !may.contains("Eva") && !may.contains("Wanda"), "{may}");
        let told = open.workspace.refusal_to_move(&eva, key, "approve").unwrap().unwrap();
        assert_eq!((told.code, told.text), (refused.code, refused.text), "the page says it before");
    }
    assert!(open.workspace.refusal_to_move(&beside, &made, "approve").unwrap().is_none());
    // What the giver has nothing to do with is signed, and what is no signature is done.
    let free = document(open, &writer, of_wanda.as_str().unwrap());
    open.transition(&eva, &free, "approve").unwrap();
    open.transition(&eva, &made, "submit").unwrap();

    house.clock.advance(24 * HOUR - 1);
    cooling(open.transition(&eva, &made, "approve"));
    house.clock.advance(1);
    open.transition(&eva, &made, "approve").unwrap();
}

#[test]
fn only_roles_that_were_given_from_afar_are_fresh() {
    let house = House::new();
    let open = house.open();
    let giver = from_afar(open);
    let made = document(open, &open.owner, "PER-1");
    // At the machine anything can be done anyhow.
    let local = come_in(open, &enrolled(open, &open.owner, "Lena", &["approver"]));
    assert!(open.workspace.refusal_to_move(&local, &made, "approve").unwrap().is_none());

    let member = enrolled(open, &open.owner, "Eva", &["approver", "contributor"]);
    let eva = || come_in(open, &member);
    house.clock.advance(48 * HOUR);
    // Fewer roles are no grant; one more is, whichever; another name is none.
    open.change(&giver, &member.key, &json!({"roles": ["approver"]})).unwrap();
    open.change(&giver, &member.key, &json!({"title": "Eva R."})).unwrap();
    assert!(open.workspace.refusal_to_move(&eva(), &made, "approve").unwrap().is_none());
    let api = Principal { via: Via::Api, ..giver };
    open.change(&api, &member.key, &json!({"roles": ["approver", "viewer"]})).unwrap();
    cooling(open.transition(&eva(), &made, "approve"));
}

/// Ana at her desk, and the invitation that she sends from there.
fn invited(open: &Open) -> (SignedIn, String) {
    let ana = set_up(open);
    let by = open.installation.by_session(&ana.session, None).unwrap().0;
    let eva = enrolled(open, &by, "Eva", &["approver"]);
    let made = open.installation.invite(&open.workspace, &by, &eva.key).unwrap();
    (ana, made.path.rsplit('/').next().unwrap().to_owned())
}

#[test]
fn an_invitation_is_not_taken_up_where_the_inviter_sits() {
    let house = House::new();
    let open = house.open();
    let (ana, secret) = invited(open);
    let browser = |session: Option<&String>, device: Option<&String>| Browser {
        session: session.cloned(),
        device: device.cloned(),
    };
    let hold = |browser: &Browser| open.installation.hold_invitation(&secret, browser);
    let refused = hold(&browser(Some(&ana.session), None)).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "sod.own_invitation"));
    assert_eq!(refused.details["rule"], "sod.own_invitation");
    assert_eq!(
        code_of(hold(&browser(None, Some(&ana.device)))),
        "sod.own_invitation",
        "signed out, the device is known"
    );
    assert_eq!(code_of(open.installation.take_up_signed_in(&secret, &ana.session)), "sod.own_invitation");

    // Who signed in with that browser since does not make it another: Ana's device stays known.
    enter(open, PASSWORD, Some(&ana.device)).unwrap();
    assert_eq!(code_of(hold(&browser(None, Some(&ana.device)))), "sod.own_invitation");
    // Any other browser is let.
    let other = "ab".repeat(32);
    for elsewhere in [Browser::default(), browser(Some(&other), Some(&other))] {
        hold(&elsewhere).unwrap();
    }
    let new = NewAccount { login: "eva@house.example".to_owned(), password: "copper meadow trombone".to_owned() };
    let eva = open.installation.take_up(&secret, &new).unwrap();
    assert_eq!(open.installation.by_session(&eva.session, None).unwrap().0.name, "Eva");
}

#[test]
fn who_invites_at_the_machine_may_hand_over_the_browser() {
    let house = House::new();
    let open = house.open();
    let ana = set_up(open);
    let eva = enrolled(open, &open.owner, "Eva", &["approver"]);
    let made = open.installation.invite(&open.workspace, &open.owner, &eva.key).unwrap();
    let secret = made.path.rsplit('/').next().unwrap();
    let browser = Browser { session: Some(ana.session), device: Some(ana.device) };
    open.installation.hold_invitation(secret, &browser).unwrap();
}
