//! The second factor: what it takes to come in, to set it up, and to be rid of it.

use assay_app::sign_in::{Enrolment, Entered, NewAccount, SecondStep, SignedIn};
use assay_app::{Answer, ErrorClass, NewWorkspace};
use assay_domain::Via;
use assay_ports::Clock as _;
use serde_json::json;
use totp_rs::{Builder, Secret};

use crate::house::{House, Open};
use crate::sign_in::{PASSWORD, code_of, enter, set_up};

/// An app that makes codes, set up as a person would: with the key that was shown.
pub(crate) struct App(Secret);

impl App {
    pub(crate) fn new(shown: &Enrolment) -> Self {
        let key = shown.secret.replace(' ', "");
        assert!(shown.uri.contains(&format!("secret={key}&")), "{}", shown.uri);
        Self(Secret::try_from_base32(key).unwrap())
    }

    /// The code of the step now, or of one so many steps away.
    pub(crate) fn code(&self, house: &House, steps: i64) -> String {
        let seconds = house.clock.now().as_micros() / 1_000_000 + 30 * steps;
        let totp = Builder::new().with_secret(self.0.clone()).build().unwrap();
        totp.generate(u64::try_from(seconds).unwrap()).to_string()
    }
}

pub(crate) fn steps_later(house: &House, steps: i64) {
    house.clock.advance(steps * 30 * 1_000_000);
}

/// Ana with a second factor that is in force: her session, her app, her recovery codes.
fn with_factor(house: &House) -> (SignedIn, App, Vec<String>) {
    let open = house.open();
    let here = set_up(open);
    let app = App::new(&open.installation.begin_second_factor(&here.session, PASSWORD).unwrap());
    let codes = open.installation.confirm_second_factor(&here.session, &app.code(house, 0)).unwrap();
    steps_later(house, 1);
    (here, app, codes)
}

fn ticket(open: &Open) -> String {
    let entered = enter(open, PASSWORD, None).unwrap();
    let Entered::Halfway(ticket) = entered else { panic!("{entered:?}") };
    ticket
}

fn step(open: &Open, ticket: &str, code: &str, device: Option<&str>) -> Answer<SignedIn> {
    let (ticket, code, device) = (ticket.to_owned(), code.to_owned(), device.map(str::to_owned));
    open.installation.sign_in_with_code(&SecondStep { ticket, code, device, address: Some("203.0.113.9".to_owned()) })
}

fn means(open: &Open, session: &str) -> String {
    let sessions = open.installation.own_account(session).unwrap().sessions;
    sessions.into_iter().find(|s| s.here).unwrap().means
}

#[test]
fn it_is_in_force_after_the_first_right_code_and_ends_other_sessions() {
    let house = House::new();
    let open = house.open();
    let here = set_up(open);
    let Entered::In(there) = enter(open, PASSWORD, None).unwrap() else { panic!("no second factor yet") };
    let i = &open.installation;
    assert_eq!(code_of(i.confirm_second_factor(&here.session, "123456")), "second-factor.not-begun");
    assert_eq!(code_of(i.begin_second_factor(&here.session, "not the password")), "proof.refused");
    let old = App::new(&i.begin_second_factor(&here.session, PASSWORD).unwrap());
    let app = App::new(&i.begin_second_factor(&here.session, PASSWORD).unwrap());
    assert!(matches!(enter(open, PASSWORD, None).unwrap(), Entered::In(_)), "shown, but not in force");
    assert_eq!(code_of(i.confirm_second_factor(&here.session, &old.code(&house, 0))), "second-factor.code");
    assert!(i.own_account(&here.session).unwrap().second_factor.is_none());
    let codes = i.confirm_second_factor(&here.session, &app.code(&house, 0)).unwrap();
    assert_eq!(codes.len(), 10);
    assert_eq!(i.own_account(&here.session).unwrap().second_factor.unwrap().codes_left, 10);
    assert_eq!(code_of(i.by_session(&there.session, None)), "session.over");
    assert_eq!(code_of(i.begin_second_factor(&here.session, PASSWORD)), "second-factor.on");
    // The code that put it in force was used by that.
    assert_eq!(code_of(step(open, &ticket(open), &app.code(&house, 0), None)), "second-factor.refused");
}

#[test]
fn the_first_code_has_to_come_soon_and_is_not_guessed() {
    let house = House::new();
    let open = house.open();
    let here = set_up(open);
    let i = &open.installation;
    let app = App::new(&i.begin_second_factor(&here.session, PASSWORD).unwrap());
    steps_later(&house, 30);
    assert_eq!(code_of(i.confirm_second_factor(&here.session, &app.code(&house, 0))), "second-factor.not-begun");
    let app = App::new(&i.begin_second_factor(&here.session, PASSWORD).unwrap());
    for _ in 0..10 {
        assert_eq!(code_of(i.confirm_second_factor(&here.session, "none")), "second-factor.code");
    }
    assert_eq!(code_of(i.confirm_second_factor(&here.session, &app.code(&house, 0))), "sign-in.locked");
}

#[test]
fn the_password_and_a_code_let_in_once() {
    let house = House::new();
    let (_, app, _) = with_factor(&house);
    let open = house.open();
    let first = ticket(open);
    assert_eq!(code_of(open.installation.by_session(&first, None)), "session.over", "a ticket is no session");
    let now = app.code(&house, 0);
    let inside = step(open, &first, &now, None).unwrap();
    assert_eq!(open.installation.by_session(&inside.session, None).unwrap().0.name, "Ana");
    assert_eq!(means(open, &inside.session), "password+one-time-code");
    assert_eq!(code_of(step(open, &first, &app.code(&house, 1), None)), "second-factor.over", "a ticket works once");
    let again = ticket(open);
    assert_eq!(code_of(step(open, &again, &now, None)), "second-factor.refused", "and so does a code");
    assert_eq!(
        code_of(step(open, &again, &app.code(&house, -1), None)),
        "second-factor.refused",
        "and what was before"
    );
    let next = app.code(&house, 1);
    step(open, &again, &format!("{} {}", &next[..3], &next[3..]), None).unwrap();
}

#[test]
fn clocks_may_differ_by_one_step_and_no_more() {
    let house = House::new();
    let (_, app, _) = with_factor(&house);
    let open = house.open();
    steps_later(&house, 5);
    for (steps, fits) in [(-2, false), (2, false), (-1, true), (1, true)] {
        let done = step(open, &ticket(open), &app.code(&house, steps), None);
        assert_eq!(done.is_ok(), fits, "{steps}");
        steps_later(&house, 10);
    }
}

#[test]
fn a_ticket_ends_by_time_and_with_the_password_it_was_given_for() {
    let house = House::new();
    let (here, app, _) = with_factor(&house);
    let open = house.open();
    let late = ticket(open);
    steps_later(&house, 10);
    assert_eq!(code_of(step(open, &late, &app.code(&house, 0), None)), "second-factor.over");
    assert_eq!(code_of(step(open, &"0".repeat(64), &app.code(&house, 0), None)), "second-factor.over");
    let stale = ticket(open);
    let anew = open.installation.change_password(&here.session, PASSWORD, "copper meadow trombone").unwrap();
    assert_eq!(code_of(step(open, &stale, &app.code(&house, 0), None)), "second-factor.over");
    // Another password is no way around the second factor.
    assert!(open.installation.own_account(&anew.session).unwrap().second_factor.is_some());
    assert!(matches!(enter(open, "copper meadow trombone", None).unwrap(), Entered::Halfway(_)));
}

#[test]
fn codes_are_not_guessed_and_a_right_password_gives_no_more_tries() {
    let house = House::new();
    let (here, app, _) = with_factor(&house);
    let open = house.open();
    for _ in 0..10 {
        let wrong = step(open, &ticket(open), "none", None).unwrap_err();
        assert_eq!((wrong.class, wrong.code.as_str()), (ErrorClass::Unauthenticated, "second-factor.refused"));
    }
    let locked = enter(open, PASSWORD, None).unwrap_err();
    assert_eq!((locked.class, locked.code.as_str()), (ErrorClass::TooMany, "sign-in.locked"));
    let Entered::Halfway(known) = enter(open, PASSWORD, Some(&here.device)).unwrap() else { panic!("a second factor") };
    assert_eq!(code_of(step(open, &known, &app.code(&house, 0), None)), "sign-in.locked", "even with the right code");
    step(open, &known, &app.code(&house, 0), Some(&here.device)).unwrap();

    // Nor does a session: a signature asks for the password alone, and does not forget codes that failed.
    for _ in 0..10 {
        let off = open.installation.turn_second_factor_off(&here.session, PASSWORD, "none");
        assert_eq!(code_of(off), "second-factor.refused");
        open.installation.prove(&here.session, PASSWORD).unwrap();
    }
    steps_later(&house, 1);
    let off = open.installation.turn_second_factor_off(&here.session, PASSWORD, &app.code(&house, 0));
    assert_eq!(code_of(off), "sign-in.locked");
}

#[test]
fn a_recovery_code_works_once_in_place_of_a_code() {
    let house = House::new();
    let (here, app, codes) = with_factor(&house);
    let open = house.open();
    let typed = codes[3].to_lowercase().replace('-', " ");
    let inside = step(open, &ticket(open), &typed, None).unwrap();
    assert_eq!(means(open, &inside.session), "password+recovery-code");
    assert_eq!(open.installation.own_account(&inside.session).unwrap().second_factor.unwrap().codes_left, 9);
    assert_eq!(code_of(step(open, &ticket(open), &codes[3], None)), "second-factor.refused");
    // Made anew, none of before works, and other sessions end.
    let i = &open.installation;
    assert_eq!(code_of(i.renew_recovery_codes(&here.session, PASSWORD, "none")), "second-factor.refused");
    assert_eq!(code_of(i.renew_recovery_codes(&here.session, "wrong password", &codes[4])), "proof.refused");
    let newer = i.renew_recovery_codes(&here.session, PASSWORD, &app.code(&house, 0)).unwrap();
    assert_eq!(code_of(i.by_session(&inside.session, None)), "session.over");
    assert_eq!(code_of(step(open, &ticket(open), &codes[5], None)), "second-factor.refused");
    step(open, &ticket(open), &newer[0], None).unwrap();
}

#[test]
fn turning_it_off_takes_both_and_ends_other_sessions() {
    let house = House::new();
    let (here, app, codes) = with_factor(&house);
    let open = house.open();
    let there = step(open, &ticket(open), &codes[0], None).unwrap();
    let i = &open.installation;
    assert_eq!(code_of(i.turn_second_factor_off(&here.session, "wrong password", &codes[1])), "proof.refused");
    assert_eq!(code_of(i.turn_second_factor_off(&here.session, PASSWORD, &codes[0])), "second-factor.refused");
    i.turn_second_factor_off(&here.session, PASSWORD, &app.code(&house, 0)).unwrap();
    assert_eq!(code_of(i.by_session(&there.session, None)), "session.over");
    assert!(i.by_session(&here.session, None).is_ok());
    assert!(matches!(enter(open, PASSWORD, None).unwrap(), Entered::In(_)));
    assert_eq!(code_of(i.turn_second_factor_off(&here.session, PASSWORD, &codes[1])), "second-factor.none");
    assert_eq!(code_of(i.renew_recovery_codes(&here.session, PASSWORD, &codes[1])), "second-factor.none");
}

#[test]
fn it_survives_the_end_of_the_program_and_a_ticket_does_not() {
    let mut house = House::new();
    let (_, app, _) = with_factor(&house);
    let before = ticket(house.open());
    house.reopen();
    let open = house.open();
    assert_eq!(code_of(step(open, &before, &app.code(&house, 0), None)), "second-factor.over");
    step(open, &ticket(open), &app.code(&house, 0), None).unwrap();
}

#[test]
fn an_administrator_takes_away_that_of_others_only() {
    let house = House::new();
    let (ana, _, _) = with_factor(&house);
    let open = house.open();
    let i = &open.installation;
    let reset = |by: &assay_app::Principal, key: &str| i.reset_second_factor(&open.workspace, by, key);
    let (by_session, _) = i.by_session(&ana.session, None).unwrap();
    let own = by_session.key.to_string();
    assert_eq!(code_of(reset(&by_session, &own)), "second-factor.own");
    let person = open.create(&open.owner, "person", json!({"title": "Rui"})).unwrap();
    let body = json!({"title": "Rui", "person": person.key, "roles": ["contributor"]});
    let member = open.create(&open.owner, "member", body).unwrap().key;
    assert_eq!(code_of(reset(&by_session, &member)), "not-found", "nobody has come in as that member");
    let invite = |w: &assay_app::Workspace, by: &assay_app::Principal, key: &str| {
        i.invite(w, by, key).unwrap().path.rsplit('/').next().unwrap().to_owned()
    };
    let new = NewAccount { login: "rui@house.example".to_owned(), password: PASSWORD.to_owned() };
    let rui = i.take_up(&invite(&open.workspace, &open.owner, &member), &new).unwrap();
    assert!(!reset(&by_session, &member).unwrap().was_on);
    assert!(i.by_session(&rui.session, None).is_ok(), "without a second factor nothing ends");
    let app = App::new(&i.begin_second_factor(&rui.session, PASSWORD).unwrap());
    i.confirm_second_factor(&rui.session, &app.code(&house, 0)).unwrap();

    let token = open.come_in(&open.token(Some(&own), &crate::house::EVERYTHING));
    assert_eq!(code_of(reset(&token, &member)), "second-factor.by-token");
    let contributor = i.by_session(&rui.session, None).unwrap().0;
    assert_eq!(code_of(reset(&contributor, &own)), "role.lacks-action");
    assert!(reset(&by_session, &member).unwrap().was_on);
    assert_eq!(code_of(i.by_session(&rui.session, None)), "session.over");
    // The person at the machine can help an only administrator, who would not come in any more.
    assert!(reset(&open.owner, &own).unwrap().was_on);
    assert!(matches!(enter(open, PASSWORD, None).unwrap(), Entered::In(_)));
}

#[test]
fn an_administrator_does_not_speak_for_another_workspace() {
    let house = House::new();
    let ana = set_up(house.open());
    let open = house.open();
    let i = &open.installation;
    let member = open.member("Rui", "contributor").key.to_string();
    let secret = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let new = NewAccount { login: "rui@house.example".to_owned(), password: PASSWORD.to_owned() };
    let invited = i.invite(&open.workspace, &open.owner, &member).unwrap().path;
    let rui = i.take_up(&secret(&invited), &new).unwrap();
    let other = NewWorkspace { organisation: "Other".to_owned(), slug: None, owner: Some("Rui".to_owned()) };
    i.create_workspace(&other).unwrap();
    let elsewhere = i.workspace(Some("other")).unwrap();
    let owner = elsewhere.local_principal(Via::LocalCli).unwrap();
    let invited = i.invite(&elsewhere, &owner, &owner.key.to_string()).unwrap().path;
    i.take_up_signed_in(&secret(&invited), &rui.session).unwrap();
    let (by_session, _) = i.by_session(&ana.session, Some("house")).unwrap();
    assert_eq!(code_of(i.reset_second_factor(&open.workspace, &by_session, &member)), "second-factor.shared");
    assert!(i.reset_second_factor(&open.workspace, &open.owner, &member).is_ok());
}
