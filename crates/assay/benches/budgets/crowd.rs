//! Many people who are signed in: accounts, members and sessions, planted before the program starts. Each session would
//! cost a password hash, and how long those take is not what is measured.

use assay_domain::RecordId;
use assay_ports::blobs::hex;
use assay_ports::{Clock as _, SystemClock};
use rusqlite::{Connection, params};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::Fault;
use crate::folder::{Draft, Folder};

/// Sessions of one account: a person has some browsers.
const PER_ACCOUNT: u64 = 10;
/// Record ids of what is planted here; far from those of other records.
const FIRST: u64 = 1 << 40;

/// The secrets of that many sessions of that folder.
pub(crate) fn plant(folder: &Folder, sessions: u64) -> Result<Vec<String>, Fault> {
    let accounts = sessions.div_ceil(PER_ACCOUNT);
    // The founder is PER-1 and MBR-1.
    folder.fill(accounts, |n| Draft {
        kind: "person",
        body: json!({"title": format!("Reader {n}")}),
        state: "active",
        record: FIRST + n,
        of: None,
    })?;
    folder.fill(accounts, |n| Draft {
        kind: "member",
        body: json!({"title": format!("Reader {n}"), "person": format!("PER-{}", n + 2), "roles": ["viewer"]}),
        state: "active",
        record: member(accounts, n),
        of: None,
    })?;
    folder.project()?;
    let mut conn = Connection::open(folder.path().join("control.sqlite"))?;
    let tx = conn.transaction()?;
    let now = SystemClock.now();
    let (made, ends) = (now.as_micros(), now.plus_hours(24).as_micros());
    for n in 0..accounts {
        let account = id(n);
        let insert = "INSERT INTO account (id, login, name, made) VALUES (?1, ?2, ?3, ?4)";
        tx.execute(insert, params![account, format!("reader-{n}@example.org"), format!("Reader {n}"), made])?;
        let link = "INSERT INTO account_member (account, workspace, member) VALUES (?1, ?2, ?3)";
        tx.execute(link, params![account, folder.workspace().to_string(), id(member(accounts, n))])?;
    }
    let mut secrets = Vec::new();
    for n in 0..sessions {
        let secret = Sha256::digest(format!("session {n}"));
        let hash = Sha256::digest(secret);
        let insert = "INSERT INTO session (hash, account, means, made, seen, ends, proved) \
                      VALUES (?1, ?2, 'password', ?3, ?3, ?4, ?3)";
        tx.execute(insert, params![hash.as_slice(), id(n % accounts), made, ends])?;
        secrets.push(hex(&secret));
    }
    tx.commit()?;
    Ok(secrets)
}

fn member(accounts: u64, n: u64) -> u64 {
    FIRST + accounts + n
}

fn id(number: u64) -> String {
    RecordId::from_random(u128::from(number).to_be_bytes()).to_string()
}
