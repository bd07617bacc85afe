//! Tokens end: by being revoked, by their time, with their member; and a refusal never says why.

use assay_app::{AppError, ErrorClass, Installation, NewWorkspace, TokenRequest};
use assay_domain::{Action, Via};
use assay_ports::Clock as _;
use serde_json::json;

use crate::house::{EVERYTHING, House};

fn refusal(installation: &Installation, secret: &str) -> (ErrorClass, String, String) {
    let e: AppError = installation.by_token(secret).err().expect("the token is refused");
    (e.class, e.code, e.text)
}

#[test]
fn a_token_works_until_it_is_ended_and_all_refusals_look_alike() {
    let mut house = House::new();
    let open = house.open();
    let (key, secret) = open.tokens(None, &[Action::Read], None);
    let (_, until) = open.tokens(None, &[Action::Read], Some(house.clock.now().plus_days(2)));
    let member = open.member("Rui", "contributor");
    let theirs = open.token(Some(&member.key.to_string()), &[Action::Read]);
    for works in [&secret, &until, &theirs] {
        open.come_in(works);
    }
    let never = refusal(&open.installation, "assay_0000");
    assert_eq!((never.0, never.1.as_str()), (ErrorClass::Unauthenticated, "token.refused"));

    open.installation.revoke_token(&open.workspace, &open.owner, &key).unwrap();
    assert_eq!(refusal(&open.installation, &secret), never);
    let again = open.installation.revoke_token(&open.workspace, &open.owner, &key).unwrap_err();
    assert_eq!(again.code, "token.revoked");

    house.clock.advance(2 * assay_domain::Timestamp::DAY - 1);
    let open = house.open();
    open.come_in(&until);
    house.clock.advance(1);
    assert_eq!(refusal(&open.installation, &until), never, "at its end it has ended");

    open.transition(&open.owner, &member.key.to_string(), "remove").unwrap();
    assert_eq!(refusal(&open.installation, &theirs), never);

    house.reopen();
    for ended in [&secret, &until, &theirs] {
        assert_eq!(refusal(&house.open().installation, ended), never, "after a restart too");
    }
}

#[test]
fn a_members_roles_are_those_of_the_moment() {
    let house = House::new();
    let open = house.open();
    let member = open.member("Rui", "approver");
    let secret = open.token(Some(&member.key.to_string()), &EVERYTHING);
    assert!(open.come_in(&secret).actions.contains(&Action::Approve));
    open.change(&open.owner, &member.key.to_string(), &json!({"roles": ["viewer"]})).unwrap();
    assert_eq!(open.come_in(&secret).actions.into_iter().collect::<Vec<_>>(), [Action::Read]);
}

#[test]
fn what_a_token_says_it_cannot_be_made_for() {
    let house = House::new();
    let open = house.open();
    let make = |member: Option<&str>, scopes: &[Action], days: Option<i64>| {
        let request = TokenRequest {
            title: "t".to_owned(),
            member: member.map(str::to_owned),
            scopes: scopes.to_vec(),
            expires: days.map(|d| house.clock.now().plus_days(d)),
        };
        open.installation.create_token(&open.workspace, &open.owner, &request).map(drop)
    };
    assert_eq!(make(None, &[], None).unwrap_err().code, "token.no-scopes");
    assert_eq!(make(None, &[Action::Read], Some(0)).unwrap_err().code, "token.expired");
    assert_eq!(make(Some("PER-1"), &[Action::Read], None).unwrap_err().code, "token.member");
    assert_eq!(make(Some("MBR-9"), &[Action::Read], None).unwrap_err().class, ErrorClass::NotFound);
    // Only who administers makes tokens, and only of their own workspace.
    let viewer = open.member("Vera", "viewer");
    let request = TokenRequest { title: "t".to_owned(), member: None, scopes: vec![Action::Read], expires: None };
    let refused = open.installation.create_token(&open.workspace, &viewer, &request).unwrap_err();
    assert_eq!(refused.code, "role.lacks-action");
}

#[test]
fn a_token_of_one_workspace_is_nothing_in_another() {
    let house = House::new();
    let open = house.open();
    let other = NewWorkspace { organisation: "Other".to_owned(), slug: None, owner: None };
    let other = open.installation.create_workspace(&other).unwrap();
    let ours = open.come_in(&open.token(None, &EVERYTHING));
    for principal in [&ours, &open.owner] {
        let refused = other.show(principal, "PER-1", None).unwrap_err();
        assert_eq!(refused.class, ErrorClass::NotFound, "its existence is none of their business");
    }
    let theirs = other.local_principal(Via::LocalCli).unwrap();
    assert_eq!(open.workspace.show(&theirs, "PER-1", None).unwrap_err().class, ErrorClass::NotFound);
}

#[test]
fn no_secret_is_kept_anywhere() {
    let mut house = House::new();
    let (_, secret) = house.open().tokens(None, &[Action::Read], None);
    house.close();
    let hex = &secret["assay_".len()..][..64];
    for file in files(&house.path()) {
        let bytes = std::fs::read(&file).unwrap();
        let has = |text: &[u8]| bytes.windows(text.len()).any(|w| w == text);
        assert!(!has(secret.as_bytes()) && !has(hex.as_bytes()), "{}", file.display());
    }
}

pub(crate) fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
