//! Passkeys: what they open, what they prove, and what must not work.

use assay_app::Installation;
use assay_app::sign_in::{Answered, Entered, NewAccount, SignIn, SignedIn, Typed};
use serde_json::json;

use crate::device::{Device, ORIGIN};
use crate::house::{House, Open};
use crate::sign_in::{PASSWORD, administrator, code_of, enter, later, set_up};

/// A house that knows where it is opened.
fn house() -> House {
    let house = House::new();
    house.open().installation.open_at_site(ORIGIN).unwrap();
    house
}

fn typed(present: &str, code: &str) -> Typed {
    Typed { present: present.to_owned(), code: code.to_owned() }
}

/// Adds a passkey to whoever just signed in.
fn added(i: &Installation, here: &SignedIn, n: u8) -> Device {
    let mut device = Device::new(n);
    let answered = device.make(&i.begin_passkey(&here.session, &typed("", ""), "phone").unwrap());
    i.add_passkey(&here.session, &answered, "phone").unwrap();
    device
}

fn come_in(i: &Installation, device: &mut Device) -> assay_app::Answer<SignedIn> {
    i.sign_in_with_passkey(&device.sign(&i.begin_sign_in(None).unwrap()), None)
}

/// Ana, who began with a passkey and has no password: her session, her device, her recovery codes.
fn began(open: &Open) -> (SignedIn, Device, Vec<String>) {
    let i = &open.installation;
    let new = administrator(&i.setup_code().unwrap().unwrap());
    let mut device = Device::new(1);
    let begun = i.set_up_with_passkey(&new, &device.make(&i.begin_set_up(&new).unwrap())).unwrap();
    assert_eq!(begun.codes.len(), 10);
    (begun.signed_in, device, begun.codes)
}

#[test]
fn an_account_begins_with_a_passkey_and_comes_in_with_it() {
    let house = house();
    let open = house.open();
    let i = &open.installation;
    let wrong = i.begin_set_up(&administrator("AAAAA"));
    assert_eq!(code_of(wrong), "setup.no-code");
    let (here, mut device, _) = began(open);
    assert_eq!(i.by_session(&here.session, None).unwrap().0.name, "Ana");
    let there = come_in(i, &mut device).unwrap();
    let account = i.own_account(&there.session).unwrap();
    assert_eq!(account.sessions.iter().find(|s| s.here).unwrap().means, "passkey");
    assert!(!account.password && account.codes_left == 10 && account.passkeys[0].used.is_some());
    let none = enter(open, PASSWORD, None);
    assert_eq!(code_of(none), "sign-in.refused", "there is no password");
}

#[test]
fn an_answer_is_good_once_in_time_and_for_what_it_was_asked() {
    let house = house();
    let open = house.open();
    let i = &open.installation;
    let (here, mut device, _) = began(open);
    let answered = device.sign(&i.begin_sign_in(None).unwrap());
    i.sign_in_with_passkey(&answered, None).unwrap();
    assert_eq!(code_of(i.sign_in_with_passkey(&answered, None)), "passkey.over", "once");
    let fresh = i.begin_sign_in(None).unwrap();
    let moved = Answered { ticket: fresh.ticket, ..device.sign(&i.begin_sign_in(None).unwrap()) };
    assert_eq!(code_of(i.sign_in_with_passkey(&moved, None)), "passkey.refused", "another challenge");
    let late = device.sign(&i.begin_sign_in(None).unwrap());
    later(&house, 5);
    assert_eq!(code_of(i.sign_in_with_passkey(&late, None)), "passkey.over", "in time");
    // A proof for a session is no way in, and is for that session only.
    let proof = device.sign(&i.begin_proof(&here.session).unwrap());
    assert_eq!(code_of(i.sign_in_with_passkey(&proof, None)), "passkey.over");
    let other = come_in(i, &mut device).unwrap();
    let proof = device.sign(&i.begin_proof(&here.session).unwrap());
    assert_eq!(code_of(i.prove_with_passkey(&other.session, &proof)), "passkey.over");
    let way_in = device.sign(&i.begin_sign_in(None).unwrap());
    assert_eq!(code_of(i.prove_with_passkey(&here.session, &way_in)), "passkey.over");
    for nonsense in ["", "{}", "[1]", "null"] {
        let ticket = i.begin_sign_in(None).unwrap().ticket;
        let answered = Answered { ticket, credential: nonsense.to_owned() };
        assert_eq!(code_of(i.sign_in_with_passkey(&answered, None)), "passkey.unreadable", "{nonsense}");
    }
}

#[test]
fn wrong_places_unknown_keys_and_devices_that_do_not_look_are_refused() {
    let house = house();
    let open = house.open();
    let i = &open.installation;
    let (here, device, _) = began(open);
    let altered = |change: fn(&mut Device)| {
        let mut other = device.clone();
        change(&mut other);
        code_of(come_in(i, &mut other))
    };
    assert_eq!(altered(|d| d.origin = "https://assay.house.example.evil.example".to_owned()), "passkey.refused");
    assert_eq!(altered(|d| d.origin = "http://assay.house.example".to_owned()), "passkey.refused");
    assert_eq!(altered(|d| d.verifies = false), "passkey.refused");
    assert_eq!(code_of(come_in(i, &mut Device::new(9))), "passkey.refused", "nobody has it");
    let mut blind = Device { verifies: false, ..Device::new(2) };
    let begin = || i.begin_passkey(&here.session, &typed("", ""), "phone").unwrap();
    let refused = |answered: &Answered| code_of(i.add_passkey(&here.session, answered, "phone"));
    assert_eq!(refused(&blind.make(&begin())), "passkey.refused");
    assert_eq!(refused(&Device { keeps: false, ..Device::new(2) }.make(&begin())), "passkey.forgetful");
    assert_eq!(refused(&device.clone().make(&begin())), "passkey.refused", "it has one of this account");
    assert!(come_in(i, &mut device.clone()).is_ok());
}

#[test]
fn a_counter_that_goes_back_is_refused_and_told() {
    let house = house();
    let open = house.open();
    let i = &open.installation;
    let (here, mut device, _) = began(open);
    let mut copy = device.clone();
    come_in(i, &mut device).unwrap();
    assert_eq!(code_of(come_in(i, &mut copy)), "passkey.copied", "the copy says what the device said");
    copy.counter = 0;
    assert_eq!(code_of(come_in(i, &mut copy)), "passkey.copied");
    let account = i.own_account(&here.session).unwrap();
    assert!(account.passkeys[0].doubted.is_some());
    assert_eq!(account.events[0].what, "passkey-doubted");
    come_in(i, &mut device).unwrap();
}

#[test]
fn a_passkey_stands_for_both_factors_and_proves_for_a_signature() {
    let house = house();
    let open = house.open();
    let i = &open.installation;
    let here = set_up(open);
    let mut device = added(i, &here, 2);
    assert_eq!(i.proof_means(&here.session).map(|m| (m.password, m.passkey)).unwrap(), (true, true));
    i.begin_second_factor(&here.session, PASSWORD).unwrap();
    come_in(i, &mut device).unwrap();
    later(&house, 6);
    let now = || open.workspace.now();
    let stale = |session: &str| i.by_session(session, None).unwrap().0.must_prove(now());
    assert!(stale(&here.session));
    i.prove_with_passkey(&here.session, &device.sign(&i.begin_proof(&here.session).unwrap())).unwrap();
    assert!(!stale(&here.session));
    // Somebody else's passkey proves nothing, even for a challenge of this session.
    let (member, path) = invited(open);
    let secret = path.strip_prefix("/invitation/").unwrap();
    let new = NewAccount { login: "rui@house.example".to_owned(), password: String::new() };
    let mut ruis = Device::new(3);
    let begun = i.take_up_with_passkey(secret, &new, &ruis.make(&i.begin_take_up(secret, &new).unwrap())).unwrap();
    let foreign = ruis.sign(&i.begin_proof(&here.session).unwrap());
    assert_eq!(code_of(i.prove_with_passkey(&here.session, &foreign)), "passkey.refused");
    assert_eq!(i.by_session(&begun.signed_in.session, None).unwrap().0.key.to_string(), member);
    let told: Vec<_> = i.own_account(&begun.signed_in.session).unwrap().events;
    let invited = told.iter().find(|e| e.what == "member-invited").unwrap();
    assert_eq!(invited.by.as_deref(), Some("Ana"));
    assert_eq!(code_of(i.begin_take_up(secret, &new)), "invitation.over");
}

fn invited(open: &Open) -> (String, String) {
    let person = open.create(&open.owner, "person", json!({"title": "Rui"})).unwrap();
    let body = json!({"title": "Rui", "person": person.key, "roles": ["contributor"]});
    let member = open.create(&open.owner, "member", body).unwrap().key;
    let path = open.installation.invite(&open.workspace, &open.owner, &member).unwrap().path;
    (member, path)
}

#[test]
fn changing_keys_takes_a_proof_and_with_a_second_factor_a_code_each_time() {
    let house = house();
    let open = house.open();
    let i = &open.installation;
    let here = set_up(open);
    let begin = |present: &str, code: &str| i.begin_passkey(&here.session, &typed(present, code), "phone");
    begin("", "").unwrap();
    later(&house, 6);
    assert_eq!(code_of(begin("", "")), "proof.needed");
    assert_eq!(code_of(begin("not the password", "")), "proof.refused");
    begin(PASSWORD, "").unwrap();
    assert_eq!(code_of(i.begin_passkey(&here.session, &typed(PASSWORD, ""), " ")), "passkey.name");
    added(i, &here, 2);
    // A second factor cannot be gone around by adding a passkey with the password alone.
    let codes = with_second_factor(&house, &here);
    assert_eq!(code_of(begin("", "")), "proof.refused");
    assert_eq!(code_of(begin(PASSWORD, "")), "second-factor.refused");
    assert_eq!(code_of(i.remove_password(&here.session, &typed(PASSWORD, ""))), "second-factor.refused");
    begin(PASSWORD, &codes[0]).unwrap();
}

fn with_second_factor(house: &House, here: &SignedIn) -> Vec<String> {
    use assay_ports::Clock as _;
    let i = &house.open().installation;
    let shown = i.begin_second_factor(&here.session, PASSWORD).unwrap().secret.replace(' ', "");
    let secret = totp_rs::Secret::try_from_base32(shown).unwrap();
    let seconds = u64::try_from(house.clock.now().as_micros() / 1_000_000).unwrap();
    let code = totp_rs::Builder::new().with_secret(secret).build().unwrap().generate(seconds).to_string();
    i.confirm_second_factor(&here.session, &code).unwrap()
}

#[test]
fn the_password_goes_when_a_passkey_and_codes_are_there_and_the_last_means_stays() {
    let house = house();
    let open = house.open();
    let i = &open.installation;
    let here = set_up(open);
    let remove = || i.remove_password(&here.session, &typed(PASSWORD, ""));
    assert_eq!(code_of(remove()), "password.needed");
    let mut device = added(i, &here, 2);
    assert_eq!(code_of(remove()), "password.needed", "no recovery codes");
    let codes = i.make_recovery_codes(&here.session, &typed(PASSWORD, "")).unwrap();
    let there = come_in(i, &mut device).unwrap();
    remove().unwrap();
    assert_eq!(code_of(i.by_session(&there.session, None)), "session.over");
    assert_eq!(code_of(enter(open, PASSWORD, None)), "sign-in.refused");
    assert_eq!(code_of(i.begin_second_factor(&here.session, PASSWORD)), "second-factor.no-password");
    let id = i.own_account(&here.session).unwrap().passkeys[0].id.clone();
    assert_eq!(code_of(i.remove_passkey(&here.session, &typed("", ""), &id)), "passkey.last");
    // The device is lost: a recovery code is the way back in, once, and counts as a proof.
    let lost = |code: &str| {
        let request =
            SignIn { login: "ana@house.example".to_owned(), password: code.to_owned(), device: None, address: None };
        i.sign_in(&request)
    };
    assert_eq!(code_of(lost("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")), "sign-in.refused");
    let Entered::In(back) = lost(&codes[0]).unwrap() else { panic!("there is no second factor") };
    assert_eq!(code_of(lost(&codes[0])), "sign-in.refused");
    added(i, &back, 3);
    i.remove_passkey(&back.session, &typed("", ""), &id).unwrap();
    assert_eq!(code_of(come_in(i, &mut device)), "passkey.refused");
    later(&house, 6);
    assert_eq!(code_of(i.change_password(&back.session, "", PASSWORD)), "proof.needed");
    let told: Vec<String> = i.own_account(&back.session).unwrap().events.into_iter().map(|e| e.what).collect();
    let meant = ["passkey-removed", "passkey-added", "recovery-code-used", "password-removed", "recovery-codes-made"];
    assert_eq!(told[..5], meant);
}

#[test]
fn without_an_address_passkeys_are_off() {
    let house = House::new();
    let i = &house.open().installation;
    let here = set_up(house.open());
    assert_eq!(code_of(i.begin_sign_in(None)), "passkey.off");
    assert_eq!(code_of(i.begin_passkey(&here.session, &typed("", ""), "phone")), "passkey.off");
    assert_eq!(code_of(i.open_at_site("http://house.example")), "site.address");
    assert_eq!(i.passkey_origin(), None);
}
