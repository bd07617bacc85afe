//! Passkeys in the control file, and what an account is told of what happened to it.

use assay_domain::{AccountId, RecordId, Timestamp, WorkspaceId};
use assay_store::control::{Account, ControlStore, FirstPasskey, Invitation, Passkey, Session};
use tempfile::TempDir;

use crate::jobs::control;

fn at(micros: i64) -> Timestamp {
    Timestamp::from_micros(micros)
}

fn account(n: u8, password: Option<&str>) -> Account {
    let (id, login) = (AccountId::from_random([n; 16]), format!("{n}@house.example"));
    Account { id, login, name: "Ana".to_owned(), made: at(0), disabled: None, password: password.map(str::to_owned) }
}

fn key(n: u8, of: &Account) -> Passkey {
    let (id, name, credential) = (vec![n; 40], format!("key {n}"), format!("{{\"counter\":{n}}}"));
    Passkey { id, account: of.id, name, credential, made: at(i64::from(n)), used: None, doubted: None }
}

fn session(store: &ControlStore, of: &Account, n: u8) -> [u8; 32] {
    let (hash, means) = ([n; 32], "passkey".to_owned());
    let (made, seen, ends, proved) = (at(0), at(0), at(9), at(0));
    store.open_session(&Session { hash, account: of.id, means, made, seen, ends, proved, proved_by: None }).unwrap();
    hash
}

#[test]
fn an_account_begins_with_a_passkey_whole_or_not_at_all() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let ana = account(1, None);
    let first = FirstPasskey { passkey: key(7, &ana), codes: vec![[3; 32], [4; 32]] };
    assert!(store.add_account(&ana, &[], Some(&first)).unwrap());
    assert_eq!(store.passkeys_of(ana.id).unwrap(), [key(7, &ana)]);
    assert_eq!(store.recovery_codes_left(ana.id).unwrap(), 2);
    let rui = account(2, None);
    let taken = FirstPasskey { passkey: Passkey { account: rui.id, ..key(7, &ana) }, codes: vec![[5; 32]] };
    assert!(!store.add_account(&rui, &[], Some(&taken)).unwrap(), "the passkey is known");
    assert!(store.account(rui.id).unwrap().is_none(), "and nothing was half done");
    assert!(!store.add_passkey(&taken.passkey).unwrap());
}

#[test]
fn the_last_means_is_not_removed() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let ana = account(1, Some("digest"));
    store.add_account(&ana, &[], None).unwrap();
    let (here, there) = (session(&store, &ana, 1), session(&store, &ana, 2));
    assert!(!store.remove_password(ana.id, &here).unwrap(), "no passkey");
    assert!(store.add_passkey(&key(7, &ana)).unwrap());
    assert!(!store.remove_password(ana.id, &here).unwrap(), "no recovery codes");
    store.set_recovery_codes(ana.id, &[[3; 32]], &here).unwrap();
    let there = if store.session(&there).unwrap().is_none() { session(&store, &ana, 3) } else { there };
    assert!(store.remove_password(ana.id, &here).unwrap());
    assert!(store.session(&here).unwrap().is_some() && store.session(&there).unwrap().is_none());
    assert_eq!(store.account(ana.id).unwrap().unwrap().password, None);
    assert!(!store.remove_passkey(&key(7, &ana), &here).unwrap(), "the last means");
    assert!(store.add_passkey(&key(8, &ana)).unwrap());
    let theirs = Passkey { account: account(2, None).id, ..key(7, &ana) };
    assert!(!store.remove_passkey(&theirs, &here).unwrap(), "somebody else's");
    assert!(store.remove_passkey(&key(7, &ana), &here).unwrap());
    assert_eq!(store.passkeys_of(ana.id).unwrap(), [key(8, &ana)]);
}

#[test]
fn of_two_copies_one_comes_too_late_and_is_told() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let ana = account(1, Some("digest"));
    store.add_account(&ana, &[], None).unwrap();
    store.add_passkey(&key(7, &ana)).unwrap();
    let read = store.passkey(&[7; 40]).unwrap().unwrap();
    assert!(store.use_passkey(&read, "{\"counter\":8}", at(20)).unwrap());
    assert!(!store.use_passkey(&read, "{\"counter\":8}", at(21)).unwrap(), "as it was read no more");
    assert!(store.doubt_passkey(&read, at(22)).unwrap());
    let now = store.passkey(&[7; 40]).unwrap().unwrap();
    assert_eq!((now.used, now.doubted, now.credential.as_str()), (Some(at(20)), Some(at(22)), "{\"counter\":8}"));
}

#[test]
fn an_account_is_told_what_happened_to_it_and_to_nobody_else() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let (ana, rui) = (account(1, Some("digest")), account(2, Some("digest")));
    let space = WorkspaceId::from_random([9; 16]);
    let member = |n: u8| RecordId::from_random([n; 16]);
    for (who, n) in [(&ana, 1), (&rui, 2)] {
        let ends = at(99);
        store
            .invite(
                &Invitation { hash: [n; 32], workspace: space, member: member(n), inviter: None, made: at(0), ends },
                member(7),
            )
            .unwrap();
        let invitation = store.invitation(&[n; 32]).unwrap().unwrap();
        assert!(store.take_up(&invitation, Some((who, None)), who.id).unwrap());
        store.add_passkey(&key(n, who)).unwrap();
        session(&store, who, n);
    }
    let ops = ["member-invited", "invitation-taken", "passkey-added"];
    let told = store.events_of(ana.id, &[(space, member(1))], &ops, 9).unwrap();
    let mut told: Vec<(String, String)> = told.into_iter().map(|e| (e.op, e.rest)).collect();
    told.sort();
    let taken = ("invitation-taken".to_owned(), ana.id.to_string());
    let invited = ("member-invited".to_owned(), member(7).to_string());
    assert_eq!(told, [taken, invited, ("passkey-added".to_owned(), "key 1".to_owned())]);
    assert_eq!(store.events_of(ana.id, &[], &["signed-in"], 9).unwrap()[0].rest, "passkey");
    assert_eq!(store.events_of(ana.id, &[(space, member(1))], &ops, 1).unwrap().len(), 1);
}

#[test]
fn what_was_open_ends() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    assert!(!store.end_what_was_open().unwrap(), "nothing was, and no entry says so");
    let ana = account(1, Some("digest"));
    store.add_account(&ana, &[], None).unwrap();
    let here = session(&store, &ana, 1);
    let (workspace, member) = (WorkspaceId::from_random([9; 16]), RecordId::from_random([9; 16]));
    store
        .invite(&Invitation { hash: [2; 32], workspace, member, inviter: None, made: at(0), ends: at(9) }, member)
        .unwrap();
    store.offer_one_time_password(ana.id, &[3; 20], at(1)).unwrap();
    assert!(store.end_what_was_open().unwrap());
    assert!(store.session(&here).unwrap().is_none() && store.invitation(&[2; 32]).unwrap().is_none());
    assert!(store.one_time_password(ana.id).unwrap().is_none());
    assert!(store.account(ana.id).unwrap().is_some());
}
