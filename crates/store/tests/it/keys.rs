//! Secrets in the control file: sealed, found nowhere as they are, and sealed anew when keys change.

use std::fs;

use assay_domain::{AccountId, Timestamp};
use assay_store::StoreError;
use assay_store::control::{Account, ControlStore, MasterKey, Rotated, Unlocking, master_keys};
use rusqlite::{Connection, params};
use tempfile::TempDir;

use crate::jobs::{control, unlocked};

const SECRET: [u8; 20] = *b"a secret of an app!!";

fn account(n: u8) -> Account {
    let id = AccountId::from_random([n; 16]);
    let login = format!("{n}@house.example");
    Account { id, login, name: "Ana".to_owned(), made: Timestamp::default(), disabled: None, password: None }
}

fn someone(store: &ControlStore, n: u8) -> AccountId {
    assert!(store.add_account(&account(n), &[], None).unwrap());
    assert!(store.offer_one_time_password(account(n).id, &SECRET, Timestamp::from_micros(1)).unwrap());
    account(n).id
}

/// Files of the folder in which the secret can be read.
fn readable(folder: &TempDir) -> Vec<String> {
    let files = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path());
    let holds = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|w| w == SECRET);
    files.filter(|f| holds(&fs::read(f).unwrap())).map(|f| f.display().to_string()).collect()
}

fn secret(store: &ControlStore, id: AccountId) -> Option<[u8; 20]> {
    store.one_time_password(id).unwrap().unwrap().secret
}

fn master(byte: &str) -> MasterKey {
    MasterKey::parse(&byte.repeat(32)).unwrap()
}

#[test]
fn a_secret_is_in_no_file_and_fits_no_other_account() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let (ana, rui) = (someone(&store, 1), someone(&store, 2));
    assert_eq!((secret(&store, ana), readable(&folder)), (Some(SECRET), vec![]));
    store.backup(&folder.path().join("copy.sqlite")).unwrap();
    assert_eq!(readable(&folder), Vec::<String>::new());
    // Whoever can write the file cannot give Rui's secret to Ana, or change it.
    let file = Connection::open(folder.path().join("control.sqlite")).unwrap();
    let swap = "UPDATE one_time_password SET secret = (SELECT secret FROM one_time_password WHERE account = ?2) \
                WHERE account = ?1";
    file.execute(swap, params![ana.to_string(), rui.to_string()]).unwrap();
    assert!(matches!(store.one_time_password(ana), Err(StoreError::Damaged(_))));
    assert_eq!(secret(&store, rui), Some(SECRET));
}

#[test]
fn what_an_earlier_version_kept_is_sealed_when_it_is_opened_and_its_copies_go() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("control.sqlite");
    {
        let old = Connection::open(&path).unwrap();
        for script in [
            include_str!("../../src/sqlite/migrations/control_0001.sql"),
            include_str!("../../src/sqlite/migrations/control_0002.sql"),
            include_str!("../../src/sqlite/migrations/control_0003.sql"),
        ] {
            old.execute_batch(script).unwrap();
        }
        old.pragma_update(None, "user_version", 3).unwrap();
        let id = account(1).id.to_string();
        old.execute("INSERT INTO account (id, login, name, made) VALUES (?1, 'a@b', 'Ana', 0)", [&id]).unwrap();
        old.execute("INSERT INTO one_time_password VALUES (?1, ?2, 1, 2, 3)", params![id, SECRET.as_slice()]).unwrap();
    }
    assert_eq!((readable(&folder).len(), master_keys(&path).unwrap()), (1, vec![]));
    let store = control(&folder);
    let kept = store.one_time_password(account(1).id).unwrap().unwrap();
    assert_eq!((kept.secret, kept.last_step), (Some(SECRET), 3));
    assert_eq!(readable(&folder), Vec::<String>::new());
    drop(store);
    assert_eq!(secret(&control(&folder), account(1).id), Some(SECRET), "and it is sealed once");
}

#[test]
fn keys_change_and_every_secret_with_them() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let ids = [1, 2].map(|n| someone(&store, n));
    let file = Connection::open(folder.path().join("control.sqlite")).unwrap();
    let sealed = || -> Vec<Vec<u8>> {
        let mut all = file.prepare("SELECT secret FROM one_time_password ORDER BY account").unwrap();
        all.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let before = sealed();
    assert_eq!(store.rotate_keys(&master("5e")).unwrap(), Rotated { sealed: 2, lost: 0 });
    assert!(sealed().iter().zip(&before).all(|(now, then)| now[1..9] != then[1..9]), "another key seals them");
    assert_eq!(ids.map(|id| secret(&store, id)), [Some(SECRET); 2]);
    store.rotate_keys(&master("7f")).unwrap();
    assert_eq!(ids.map(|id| secret(&store, id)), [Some(SECRET); 2]);
    drop(store);
    let open = |byte: &str, restoring| unlocked(&folder, &Unlocking { master: master(byte), restoring });
    assert!(matches!(open("5e", false), Err(StoreError::OtherMasterKey)), "the old master key opens nothing");
    assert_eq!(ids.map(|id| secret(&open("7f", false).unwrap(), id)), [Some(SECRET); 2]);
    // A backup that is restored without its master key: what is lost says so, and what is new is kept.
    let restored = open("11", true).unwrap();
    assert_eq!(secret(&restored, ids[0]), None);
    let new = someone(&restored, 3);
    assert_eq!(restored.rotate_keys(&master("11")).unwrap(), Rotated { sealed: 1, lost: 2 });
    assert_eq!(secret(&restored, new), Some(SECRET));
}

#[test]
fn a_change_of_keys_that_fails_changes_nothing() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let ids = [1, 2].map(|n| someone(&store, n));
    let file = Connection::open(folder.path().join("control.sqlite")).unwrap();
    let broken =
        "UPDATE one_time_password SET secret = CAST(x'01' || substr(secret, 2, 40) AS BLOB) WHERE account = ?1";
    file.execute(broken, [ids[1].to_string()]).unwrap();
    store.rotate_keys(&master("7f")).unwrap_err();
    assert_eq!(secret(&store, ids[0]), Some(SECRET));
    drop(store);
    assert_eq!(secret(&control(&folder), ids[0]), Some(SECRET), "the old keys are in force");
}
