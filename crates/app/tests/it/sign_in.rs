//! Who comes in, with what, and for how long.

use assay_app::records::ListRequest;
use assay_app::sign_in::{Entered, IDLE_HOURS, MOST_HOURS, NewAccount, NewAdministrator, SignIn, SignedIn};
use assay_app::{Answer, Beginning, ErrorClass, NewWorkspace};
use assay_domain::kinds::ai_system::SystemRole;
use assay_domain::{Action, Via};
use serde_json::json;

use crate::house::{House, Open};

pub(crate) const PASSWORD: &str = "lantern gravel osprey";
const OTHER: &str = "copper meadow trombone";

pub(crate) fn code_of<T>(answer: Answer<T>) -> String {
    answer.map(drop).unwrap_err().code
}

pub(crate) fn administrator(code: &str) -> NewAdministrator {
    let account = NewAccount { login: "Ana@House.example ".to_owned(), password: PASSWORD.to_owned() };
    NewAdministrator {
        code: code.to_owned(),
        account,
        name: "Ana".to_owned(),
        organisation: None,
        beginning: Beginning::default(),
    }
}

pub(crate) fn set_up(open: &Open) -> SignedIn {
    let code = open.installation.setup_code().unwrap().unwrap();
    open.installation.set_up(&administrator(&code)).unwrap()
}

pub(crate) fn enter(open: &Open, password: &str, device: Option<&str>) -> Answer<Entered> {
    open.installation.sign_in(&SignIn {
        login: " ANA@house.example".to_owned(),
        password: password.to_owned(),
        device: device.map(str::to_owned),
        address: Some("203.0.113.9".to_owned()),
    })
}

/// Comes in with the password alone.
fn come_in(open: &Open, password: &str, device: Option<&str>) -> Answer<SignedIn> {
    let entered = enter(open, password, device)?;
    let Entered::In(signed_in) = entered else { panic!("{entered:?}") };
    Ok(signed_in)
}

pub(crate) fn later(house: &House, minutes: i64) {
    house.clock.advance(minutes * 60 * 1_000_000);
}

#[test]
fn the_first_administrator_needs_the_code_and_comes_in_once() {
    let house = House::new();
    let open = house.open();
    assert!(open.installation.needs_setup().unwrap());
    assert_eq!(code_of(open.installation.set_up(&administrator("AAAAA"))), "setup.no-code");
    let old = open.installation.setup_code().unwrap().unwrap();
    let code = open.installation.setup_code().unwrap().unwrap();
    assert_eq!(code_of(open.installation.set_up(&administrator(&old))), "setup.code", "a newer one was shown");
    let weak = NewAdministrator {
        account: NewAccount { login: "ana@house.example".to_owned(), password: "password1234".to_owned() },
        ..administrator(&code)
    };
    assert_eq!(code_of(open.installation.set_up(&weak)), "password.weak");
    let signed_in = open.installation.set_up(&administrator(&code.to_lowercase())).unwrap();
    let (principal, workspace) = open.installation.by_session(&signed_in.session, None).unwrap();
    assert_eq!((principal.name.as_str(), workspace.id), ("Ana", open.workspace.id));
    assert!(principal.actions.contains(&Action::Administer));
    assert_eq!(open.installation.setup_code().unwrap(), None);
    assert_eq!(code_of(open.installation.set_up(&administrator(&code))), "setup.done");
}

#[test]
fn an_empty_installation_is_founded_by_its_first_administrator() {
    let house = House::bare();
    let installation = house.installation();
    let code = installation.setup_code().unwrap().unwrap();
    let unnamed = installation.set_up(&administrator(&code));
    assert_eq!(code_of(unnamed), "organisation.empty");
    assert!(installation.needs_setup().unwrap(), "nothing was half made");
    let named = NewAdministrator { organisation: Some("Aldermoor".to_owned()), ..administrator(&code) };
    let signed_in = installation.set_up(&named).unwrap();
    let (principal, workspace) = installation.by_session(&signed_in.session, Some("aldermoor")).unwrap();
    assert_eq!((principal.name.as_str(), workspace.slug.as_str()), ("Ana", "aldermoor"));
}

#[test]
fn what_is_known_of_the_organisation_is_there_when_its_administrator_comes_in() {
    let house = House::bare();
    let installation = house.installation();
    let new = NewWorkspace { organisation: "Aldermoor".to_owned(), slug: None, owner: Some("Ana".to_owned()) };
    let account = NewAccount { login: "ana@house.example".to_owned(), password: PASSWORD.to_owned() };
    let known = |framework: &str| Beginning {
        roles: vec![SystemRole::Provider],
        frameworks: vec![framework.to_owned()],
        jurisdictions: vec!["pt".to_owned()],
    };
    let wrong = installation.found_with_administrator(&new, &known("iso9999"), &account).map(drop);
    assert_eq!(code_of(wrong), "framework.unknown");
    let empty = installation.list_workspaces().unwrap().workspaces.is_empty();
    assert!(empty && installation.needs_setup().unwrap(), "nothing was half made");
    let workspace = installation.found_with_administrator(&new, &known("iso27001"), &account).unwrap();
    let owner = workspace.local_principal(Via::System).unwrap();
    let count = |kind: &str, state: &str| {
        let (kind, state) = (Some(kind.to_owned()), Some(state.to_owned()));
        let request = ListRequest { kind, state, limit: Some(500), ..ListRequest::default() };
        workspace.list(&owner, &request).unwrap().records.len()
    };
    assert_eq!((count("scope-statement", "draft"), count("context-issue", "draft"), count("task", "open")), (1, 1, 2));
    assert_eq!(count("activation", "in-force"), 3, "two frameworks and the checks");
    let again = installation.found_with_administrator(&new, &known("iso27001"), &account).map(drop);
    assert_eq!(code_of(again), "setup.done");
}

#[test]
fn a_session_is_always_new_and_ends_by_time_or_by_its_owner() {
    let house = House::new();
    let open = house.open();
    let first = set_up(open);
    let second = come_in(open, PASSWORD, None).unwrap();
    assert_ne!(first.session, second.session);
    let who = |session: &str| open.installation.by_session(session, None).map(|(p, _)| p.name);
    assert_eq!(who(&second.session).unwrap(), "Ana");
    assert_eq!(code_of(who(&"0".repeat(64))), "session.over");
    open.installation.sign_out(&second.session).unwrap();
    assert_eq!(code_of(who(&second.session)), "session.over");
    open.installation.sign_out(&second.session).unwrap();

    // Used now and then it lasts a day, and no longer; left alone it ends sooner.
    for _ in 0..(MOST_HOURS / 4 - 1) {
        later(&house, 4 * 60);
        assert_eq!(who(&first.session).unwrap(), "Ana");
    }
    let idle = come_in(open, PASSWORD, None).unwrap();
    later(&house, 4 * 60);
    assert_eq!(code_of(who(&first.session)), "session.over");
    assert_eq!(who(&idle.session).unwrap(), "Ana");
    later(&house, IDLE_HOURS * 60);
    assert_eq!(code_of(who(&idle.session)), "session.over");
}

#[test]
fn who_ends_a_membership_ends_the_sessions_use_at_once() {
    let house = House::new();
    let open = house.open();
    set_up(open);
    let person = open.create(&open.owner, "person", json!({"title": "Rui"})).unwrap();
    let member = json!({"title": "Rui", "person": person.key, "roles": ["contributor"]});
    let member = open.create(&open.owner, "member", member).unwrap();
    let invited = open.installation.invite(&open.workspace, &open.owner, &member.key).unwrap();
    let secret = invited.path.rsplit('/').next().unwrap();
    assert_eq!(open.installation.invited(secret).unwrap(), ("Rui".to_owned(), "House".to_owned()));
    let new = |login: &str| NewAccount { login: login.to_owned(), password: OTHER.to_owned() };
    assert_eq!(code_of(open.installation.take_up(secret, &new("ana@house.example"))), "login.taken");
    let rui = open.installation.take_up(secret, &new("rui@house.example")).unwrap();
    assert_eq!(code_of(open.installation.take_up(secret, &new("eve@house.example"))), "invitation.over", "once");
    let (principal, _) = open.installation.by_session(&rui.session, None).unwrap();
    assert_eq!(principal.key.to_string(), member.key);
    assert!(!principal.actions.contains(&Action::Administer));
    let refused = open.installation.invite(&open.workspace, &principal, &member.key).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "role.lacks-action"));

    open.transition(&open.owner, &member.key, "remove").unwrap();
    assert_eq!(code_of(open.installation.by_session(&rui.session, None)), "session.over");
    assert_eq!(code_of(open.installation.by_session(&rui.session, Some("house"))), "session.over");
}

#[test]
fn an_invitation_ends_and_a_newer_one_takes_its_place() {
    let house = House::new();
    let open = house.open();
    set_up(open);
    let member = open.member("Rui", "contributor");
    let invite = || open.installation.invite(&open.workspace, &open.owner, &member.key.to_string()).unwrap().path;
    let (old, new) = (invite(), invite());
    let who = |path: &str| open.installation.invited(path.rsplit('/').next().unwrap());
    assert_eq!(code_of(who(&old)), "invitation.over");
    assert_eq!(who(&new).unwrap().0, "Rui");
    later(&house, 7 * 24 * 60);
    assert_eq!(code_of(who(&new)), "invitation.over");
}

#[test]
fn guessing_is_stopped_and_the_person_still_comes_in_from_their_own_device() {
    let house = House::new();
    let open = house.open();
    let known = set_up(open).device;
    // From many addresses: only the login is the same.
    let guess = |n: u32| {
        open.installation.sign_in(&SignIn {
            login: "ana@house.example".to_owned(),
            password: format!("wrong password number {n}"),
            device: None,
            address: Some(format!("198.51.100.{n}")),
        })
    };
    for n in 0..10 {
        assert_eq!(code_of(guess(n)), "sign-in.refused");
    }
    let locked = guess(11).unwrap_err();
    assert_eq!((locked.class, locked.code.as_str()), (ErrorClass::TooMany, "sign-in.locked"));
    assert!(locked.details["retry_after_seconds"].as_u64().is_some_and(|s| s > 0 && s <= 901), "{locked:?}");
    assert_eq!(code_of(come_in(open, PASSWORD, None)), "sign-in.locked", "even with the right password");
    assert!(come_in(open, PASSWORD, Some(&known)).is_ok(), "but for a device that is known");
    assert_eq!(code_of(come_in(open, PASSWORD, Some(&"ab".repeat(32)))), "sign-in.locked", "which is not made up");
    later(&house, 16);
    assert!(come_in(open, PASSWORD, None).is_ok(), "a lock ends by itself");
}

#[test]
fn nobody_learns_whether_there_is_such_an_account() {
    let house = House::new();
    let open = house.open();
    set_up(open);
    let ask = |login: &str| {
        let (login, password) = (login.to_owned(), "not the password at all".to_owned());
        open.installation.sign_in(&SignIn { login, password, device: None, address: None }).unwrap_err()
    };
    let (known, unknown) = (ask("ana@house.example"), ask("nobody@house.example"));
    assert_eq!((known.class, known.code, known.text), (unknown.class, unknown.code, unknown.text));
}

#[test]
fn another_password_ends_every_other_session() {
    let house = House::new();
    let open = house.open();
    let (here, there) = (set_up(open), come_in(open, PASSWORD, None).unwrap());
    let change = |old: &str, new: &str| open.installation.change_password(&here.session, old, new);
    assert_eq!(code_of(change(OTHER, "violin harbour cactus")), "proof.refused");
    assert_eq!(code_of(change(PASSWORD, PASSWORD)), "password.same");
    assert_eq!(code_of(change(PASSWORD, "short")), "password.weak");
    let anew = change(PASSWORD, OTHER).unwrap();
    for gone in [&here, &there] {
        assert_eq!(code_of(open.installation.by_session(&gone.session, None)), "session.over");
    }
    assert_eq!(open.installation.own_account(&anew.session).unwrap().sessions.len(), 1);
    assert_eq!(code_of(come_in(open, PASSWORD, None)), "sign-in.refused");
    assert!(come_in(open, OTHER, None).is_ok());
}

#[test]
fn an_account_survives_the_end_of_the_program() {
    let mut house = House::new();
    let signed_in = set_up(house.open());
    house.reopen();
    let open = house.open();
    assert_eq!(open.installation.by_session(&signed_in.session, None).unwrap().0.name, "Ana");
    let doctor = open.installation.own_account(&signed_in.session).unwrap();
    assert_eq!((doctor.login.as_str(), doctor.workspaces.as_slice()), ("ana@house.example", &["house".to_owned()][..]));
}

#[test]
fn a_signature_is_made_by_somebody_who_proved_who_they_are() {
    let house = House::new();
    let open = house.open();
    let ana = set_up(open).session;
    let row = open.all(Some("control"))[0].key.clone();
    let decided = json!({"applicable": false, "reason": "Nothing asks for it."});
    open.change(&open.member("Eva", "contributor"), &row, &decided).unwrap();
    later(&house, 6);
    let who = || open.installation.by_session(&ana, None).unwrap().0;
    let refused = open.transition(&who(), &row, "approve").unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "signature.prove"));
    assert_eq!(code_of(open.installation.prove(&ana, OTHER)), "proof.refused");
    open.installation.prove(&ana, PASSWORD).unwrap();
    assert_eq!(open.transition(&who(), &row, "approve").unwrap().state, "approved");
    // Taking it back is no signature, and a token is a proof of its own kind.
    later(&house, 6);
    open.transition(&who(), &row, "reopen").unwrap();
    let token = open.come_in(&open.token(None, &crate::house::EVERYTHING));
    open.transition(&token, &row, "approve").unwrap();
}
