//! Second factors in the control file: what is in force, what works once, and what leaves an entry.

use assay_domain::{AccountId, Timestamp};
use assay_store::control::{Account, ControlStore, Session};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::jobs::control;

fn at(micros: i64) -> Timestamp {
    Timestamp::from_micros(micros)
}

fn account(store: &ControlStore) -> AccountId {
    let id = AccountId::from_random([1; 16]);
    let (login, name) = ("ana@house.example".to_owned(), "Ana".to_owned());
    assert!(
        store
            .add_account(&Account { id, login, name, made: at(0), disabled: None, password: None }, &[], None)
            .unwrap()
    );
    id
}

fn session(store: &ControlStore, of: AccountId, n: u8) -> [u8; 32] {
    let (hash, means) = ([n; 32], "password".to_owned());
    let times = (at(0), at(0), at(9), at(0));
    let new = Session {
        hash,
        account: of,
        means,
        made: times.0,
        seen: times.1,
        ends: times.2,
        proved: times.3,
        proved_by: None,
    };
    store.open_session(&new).unwrap();
    hash
}

/// What the log says was done, in order.
pub(crate) fn entries(folder: &TempDir) -> Vec<String> {
    let file = Connection::open(folder.path().join("control.sqlite")).unwrap();
    let mut all = file.prepare("SELECT bytes FROM entry ORDER BY seq").unwrap();
    let rows = all.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    let op = |bytes: Vec<u8>| {
        serde_json::from_slice::<serde_json::Value>(&bytes).unwrap()["op"].as_str().unwrap().to_owned()
    };
    rows.map(|bytes| op(bytes.unwrap())).collect()
}

#[test]
fn a_second_factor_comes_into_force_once_and_goes_with_all_that_belongs_to_it() {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    let id = account(&store);
    let (here, there) = (session(&store, id, 1), session(&store, id, 2));
    assert!(store.offer_one_time_password(id, &[3; 20], at(10)).unwrap());
    let first = store.one_time_password(id).unwrap().unwrap();
    assert!(store.offer_one_time_password(id, &[4; 20], at(11)).unwrap(), "another one, while none is in force");
    assert!(!store.turn_second_factor_on(&first, 5, &[[7; 32]], &here, at(12)).unwrap(), "not the one offered last");
    assert!(store.session(&there).unwrap().is_some(), "nothing was half done");
    let offered = store.one_time_password(id).unwrap().unwrap();
    assert_eq!((offered.secret, offered.confirmed), (Some([4; 20]), None));
    let nothing = store.take_second_factor(id, None, ("second-factor-reset", "x")).unwrap();
    assert!(!nothing, "what is not in force is not taken away");

    assert!(store.turn_second_factor_on(&offered, 5, &[[7; 32], [8; 32]], &here, at(12)).unwrap());
    assert!(!store.turn_second_factor_on(&offered, 6, &[[9; 32]], &here, at(13)).unwrap());
    assert!(!store.offer_one_time_password(id, &[5; 20], at(14)).unwrap());
    let inforce = store.one_time_password(id).unwrap().unwrap();
    assert_eq!((inforce.secret, inforce.confirmed, inforce.last_step), (Some([4; 20]), Some(at(12)), 5));
    assert!(store.session(&here).unwrap().is_some() && store.session(&there).unwrap().is_none());

    assert!(!store.use_step(id, 5).unwrap() && store.use_step(id, 7).unwrap());
    assert!(!store.use_step(id, 6).unwrap() && !store.use_step(id, 7).unwrap(), "no code before one that was used");
    assert_eq!(store.recovery_codes_left(id).unwrap(), 2);
    assert!(!store.use_recovery_code(id, &[9; 32], at(15)).unwrap());
    assert!(store.use_recovery_code(id, &[7; 32], at(15)).unwrap());
    assert!(!store.use_recovery_code(id, &[7; 32], at(16)).unwrap());
    assert_eq!(store.recovery_codes_left(id).unwrap(), 1);
    let elsewhere = session(&store, id, 2);
    assert!(store.set_recovery_codes(id, &[[1; 32], [2; 32], [3; 32]], &here).unwrap());
    assert!(store.session(&elsewhere).unwrap().is_none());
    assert!(!store.use_recovery_code(id, &[8; 32], at(17)).unwrap(), "one of before");
    assert_eq!(store.recovery_codes_left(id).unwrap(), 3);

    assert!(store.take_second_factor(id, Some(&here), ("second-factor-off", &id.to_string())).unwrap());
    assert!(store.one_time_password(id).unwrap().is_none() && store.session(&here).unwrap().is_some());
    assert_eq!(store.recovery_codes_left(id).unwrap(), 0);
    let said = entries(&folder);
    let wanted = ["second-factor-on", "recovery-code-used", "signed-in", "recovery-codes-made", "second-factor-off"];
    assert_eq!(said[3..], wanted, "{said:?}");
}
