//! The keys of a folder: who may read them, what a lost one costs, and what a backup does not bring back.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use assay_app::installation::{Layout, MasterKeyFrom, NewKey, Outside, restore, rotate_keys};
use assay_app::sign_in::{Entered, SecondStep, SignedIn};
use assay_app::{Answer, Installation};
use assay_ports::outbound::Silent;
use assay_ports::{Clock, SimulatedClock, SystemRandom};
use serde_json::json;
use totp_rs::{Builder, Secret};

use crate::house::{House, Open};
use crate::sign_in::{PASSWORD, code_of, enter, set_up};

fn outside(house: &House) -> Outside {
    let clock = Arc::<SimulatedClock>::clone(&house.clock) as Arc<dyn Clock>;
    Outside { clock, random: Arc::new(SystemRandom), outbound: Arc::new(Silent) }
}

fn open(house: &House, master: MasterKeyFrom) -> Answer<Installation> {
    Installation::open_at(Layout::new(&house.path()).with_master_key(master), outside(house))
}

/// Ana with a second factor: her session, the key of her app, her recovery codes.
fn with_factor(house: &House) -> (SignedIn, Secret, Vec<String>) {
    let i = &house.open().installation;
    let here = set_up(house.open());
    let shown = i.begin_second_factor(&here.session, PASSWORD).unwrap().secret.replace(' ', "");
    let secret = Secret::try_from_base32(shown).unwrap();
    let codes = i.confirm_second_factor(&here.session, &code(house, &secret)).unwrap();
    house.clock.advance(60_000_000);
    (here, secret, codes)
}

fn code(house: &House, secret: &Secret) -> String {
    let seconds = u64::try_from(house.clock.now().as_micros() / 1_000_000).unwrap();
    Builder::new().with_secret(secret.clone()).build().unwrap().generate(seconds).to_string()
}

/// Comes in with the password and a code.
fn come_in(open: &Open, code: &str) -> Answer<SignedIn> {
    let Entered::Halfway(ticket) = enter(open, PASSWORD, None).unwrap() else { panic!("no code is asked for") };
    open.installation.sign_in_with_code(&SecondStep { ticket, code: code.to_owned(), device: None, address: None })
}

#[test]
fn a_folder_whose_keys_others_can_read_does_not_open() {
    let mut house = House::new();
    house.close();
    let space = fs::read_dir(house.path().join("workspaces")).unwrap().next().unwrap().unwrap().path();
    for key in [house.path().join("control.key"), house.path().join("master.key"), space.join("log.key")] {
        for mode in [0o644, 0o640, 0o602] {
            fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
            let error = open(&house, MasterKeyFrom::Folder).map(drop).unwrap_err();
            let said = error.text.contains(&key.display().to_string()) && error.text.contains("chmod 600");
            assert!(error.code == "key.open" && said, "{mode:o}: {error:?}");
        }
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        if std::os::unix::fs::chown(&key, Some(65_534), None).is_ok() {
            let error = open(&house, MasterKeyFrom::Folder).map(drop).unwrap_err();
            assert!(error.code == "key.foreign" && error.text.contains("chown"), "{error:?}");
            std::os::unix::fs::chown(&key, Some(0), None).unwrap();
        } else {
            writeln!(io::stderr(), "SKIPPED: only root can give a file to somebody else").unwrap();
        }
    }
    house.reopen();
}

#[test]
fn the_master_key_comes_from_the_folder_a_file_or_from_outside_and_no_other_opens() {
    let mut house = House::new();
    let (_, secret, _) = with_factor(&house);
    house.close();
    let (inside, elsewhere) = (house.path().join("master.key"), house.path().parent().unwrap().join("elsewhere.key"));
    let text = fs::read_to_string(&inside).unwrap();
    fs::rename(&inside, &elsewhere).unwrap();
    assert_eq!(code_of(open(&house, MasterKeyFrom::Folder)), "key.missing");
    assert!(!inside.exists(), "none is made in its place");
    open(&house, MasterKeyFrom::File(elsewhere.clone())).unwrap();
    open(&house, MasterKeyFrom::given(&text).unwrap()).unwrap();
    assert_eq!(code_of(open(&house, MasterKeyFrom::given(&"ab".repeat(32)).unwrap())), "key.other");
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(code_of(open(&house, MasterKeyFrom::File(elsewhere.clone()))), "key.open");
    fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o600)).unwrap();
    fs::rename(&elsewhere, &inside).unwrap();
    house.reopen();
    come_in(house.open(), &code(&house, &secret)).unwrap();
}

#[test]
fn keys_are_changed_and_the_second_factor_goes_on() {
    let mut house = House::new();
    let (_, secret, _) = with_factor(&house);
    let layout = Layout::new(&house.path());
    let rotate = |new: &NewKey| rotate_keys(&layout, outside(&house), new);
    assert_eq!(code_of(rotate(&NewKey::Data)), "folder.in-use");
    house.close();
    let (key, next) = (house.path().join("master.key"), house.path().join("master.key.new"));
    let rotate = |layout: &Layout, new: &NewKey| rotate_keys(layout, outside(&house), new);
    let before = fs::read_to_string(&key).unwrap();
    assert_eq!(rotate(&layout, &NewKey::Data).unwrap().sealed, 1);
    assert_eq!(fs::read_to_string(&key).unwrap(), before);
    assert_eq!(rotate(&layout, &NewKey::Master).unwrap().master.as_deref(), Some(key.as_path()));
    let after = fs::read_to_string(&key).unwrap();
    assert!(after != before && !next.exists());
    // As if the power had gone between the store and the file, and before the store: the next start ends it.
    for (there, beside) in [(&before, &after), (&after, &before)] {
        fs::write(&key, there).unwrap();
        fs::write(&next, beside).unwrap();
        fs::set_permissions(&next, fs::Permissions::from_mode(0o600)).unwrap();
        house.reopen();
        house.close();
        assert_eq!((fs::read_to_string(&key).unwrap(), next.exists()), (after.clone(), false));
    }
    let given = Layout::new(&house.path()).with_master_key(MasterKeyFrom::given(&after).unwrap());
    assert_eq!(code_of(rotate_keys(&given, outside(&house), &NewKey::Master)), "key.given");
    let elsewhere = house.path().parent().unwrap().join("elsewhere.key");
    rotate_keys(&given, outside(&house), &NewKey::MasterIn(elsewhere.clone())).unwrap();
    assert_eq!(code_of(open(&house, MasterKeyFrom::Folder)), "key.other");
    fs::rename(&elsewhere, &key).unwrap();
    house.reopen();
    come_in(house.open(), &code(&house, &secret)).unwrap();
}

/// Backs a house up and puts the copy back; gives the session and the invitation there were.
fn restored(house: &mut House, without: &[&str], here: &SignedIn) -> String {
    let i = &house.open().installation;
    let person = house.open().create(&house.open().owner, "person", json!({"title": "Rui"})).unwrap();
    let body = json!({"title": "Rui", "person": person.key, "roles": ["contributor"]});
    let member = house.open().create(&house.open().owner, "member", body).unwrap().key;
    let invited = i.invite(&house.open().workspace, &house.open().owner, &member).unwrap().path;
    let secret = invited.strip_prefix("/invitation/").unwrap().to_owned();
    i.invited(&secret).unwrap();
    i.own_account(&here.session).unwrap();
    let copy = house.path().parent().unwrap().join("copy");
    i.backup(&copy).unwrap();
    house.close();
    for file in without {
        fs::remove_file(house.path().join(file)).unwrap();
    }
    restore(&copy, &Layout::new(&house.path()), outside(house), "test").unwrap();
    house.reopen();
    secret
}

fn holds_key(folder: &Path) -> bool {
    folder.join("master.key").exists()
}

#[test]
fn a_backup_brings_back_neither_sessions_nor_invitations() {
    let mut house = House::new();
    let (here, secret, _) = with_factor(&house);
    let invitation = restored(&mut house, &[], &here);
    let i = &house.open().installation;
    assert_eq!(code_of(i.own_account(&here.session)), "session.over");
    assert_eq!(code_of(i.invited(&invitation)), "invitation.over");
    assert!(!holds_key(&house.path().parent().unwrap().join("copy")));
    come_in(house.open(), &code(&house, &secret)).unwrap();
}

#[test]
fn without_its_master_key_a_backup_keeps_asking_for_the_second_factor() {
    let mut house = House::new();
    let (here, secret, codes) = with_factor(&house);
    restored(&mut house, &["master.key"], &here);
    assert!(holds_key(&house.path()));
    // Nobody comes in with the password alone; a recovery code is what is left, and the way to another app.
    assert_eq!(code_of(come_in(house.open(), &code(&house, &secret))), "second-factor.refused");
    let back = come_in(house.open(), &codes[0]).unwrap();
    let i = &house.open().installation;
    i.turn_second_factor_off(&back.session, PASSWORD, &codes[1]).unwrap();
    i.begin_second_factor(&back.session, PASSWORD).unwrap();
}
