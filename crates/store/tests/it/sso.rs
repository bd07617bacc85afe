//! Single sign-on in the control file: one provider, who is who there, and what leaves an entry.

use assay_domain::{AccountId, RecordId, Timestamp, WorkspaceId};
use assay_store::control::{Account, ControlStore, Identity, Invitation, Provider};
use tempfile::TempDir;

use crate::factors::entries;
use crate::jobs::control;

fn at(micros: i64) -> Timestamp {
    Timestamp::from_micros(micros)
}

fn account(n: u8) -> Account {
    let (id, login) = (AccountId::from_random([n; 16]), format!("{n}@house.example"));
    Account { id, login, name: n.to_string(), made: at(0), disabled: None, password: None }
}

fn who(subject: &str) -> Identity {
    Identity { issuer: "https://id.example".to_owned(), subject: subject.to_owned() }
}

fn provider(secret: Option<&str>) -> Provider {
    Provider {
        issuer: "https://id.example".to_owned(),
        name: "House ID".to_owned(),
        address: "https://assay.example".to_owned(),
        client_id: "assay".to_owned(),
        client_secret: secret.map(str::to_owned),
        required: secret.is_some(),
        break_glass: secret.map(|_| account(1).id),
        made: at(7),
    }
}

fn house() -> (TempDir, ControlStore) {
    let folder = TempDir::new().unwrap();
    let store = control(&folder);
    for n in [1, 2] {
        assert!(store.add_account(&account(n), &[], None).unwrap());
    }
    (folder, store)
}

#[test]
fn there_is_one_provider_at_most() {
    let (folder, store) = house();
    assert!(store.provider().unwrap().is_none());
    for secret in [None, Some("a secret é"), None] {
        store.set_provider(&provider(secret)).unwrap();
        assert!(store.provider().unwrap() == Some(provider(secret)));
    }
    assert!(store.remove_provider().unwrap());
    assert!(!store.remove_provider().unwrap());
    assert!(store.provider().unwrap().is_none());
    assert_eq!(entries(&folder)[2..], ["sso-set", "sso-set", "sso-set", "sso-removed"]);
}

#[test]
fn somebody_is_one_account_and_an_account_one_of_them() {
    let (folder, store) = house();
    let (ana, rui) = (account(1).id, account(2).id);
    assert!(store.link_identity(ana, &who("a"), at(3)).unwrap());
    assert!(!store.link_identity(rui, &who("a"), at(4)).unwrap(), "that is Ana");
    assert!(!store.link_identity(ana, &who("b"), at(4)).unwrap(), "Ana is somebody already");
    assert_eq!(store.account_of_identity(&who("a")).unwrap(), Some(ana));
    assert_eq!(store.account_of_identity(&who("b")).unwrap(), None);
    assert_eq!(store.identity_of(ana, "https://id.example").unwrap(), Some((who("a"), at(3))));
    assert_eq!(store.identity_of(ana, "https://other.example").unwrap(), None);
    assert_eq!(store.linked_accounts("https://id.example").unwrap(), (2, 1));
    assert!(store.unlink_identity(ana, "https://id.example").unwrap());
    assert!(!store.unlink_identity(ana, "https://id.example").unwrap());
    assert!(store.link_identity(rui, &who("a"), at(5)).unwrap());
    assert_eq!(entries(&folder)[2..], ["sso-linked", "sso-unlinked", "sso-linked"]);
}

#[test]
fn an_invitation_is_taken_up_whole_or_not_at_all() {
    let (_folder, store) = house();
    let (workspace, member) = (WorkspaceId::from_random([7; 16]), RecordId::from_random([8; 16]));
    let invitation = Invitation { hash: [9; 32], workspace, member, inviter: None, made: at(0), ends: at(9) };
    store.invite(&invitation, member).unwrap();
    assert!(store.link_identity(account(1).id, &who("a"), at(1)).unwrap());
    let new = account(3);
    assert!(!store.take_up_as(&invitation, &new, &who("a")).unwrap(), "that is somebody else");
    assert!(!store.take_up_as(&invitation, &Account { login: account(2).login, ..new.clone() }, &who("c")).unwrap());
    assert!(store.account(new.id).unwrap().is_none() && store.invitation(&[9; 32]).unwrap().is_some());
    assert!(store.take_up_as(&invitation, &new, &who("c")).unwrap());
    assert_eq!(store.account_of_identity(&who("c")).unwrap(), Some(new.id));
    assert_eq!(store.account_of_member(workspace, member).unwrap(), Some(new.id));
    assert!(!store.take_up_as(&invitation, &account(4), &who("d")).unwrap(), "a second time");
    assert!(store.account_of_identity(&who("d")).unwrap().is_none());
}

#[test]
fn what_was_refused_and_what_was_an_emergency_is_written_down() {
    let (folder, store) = house();
    store.sso_refused("oidc.nonce").unwrap();
    store.glass_broken(account(1).id).unwrap();
    assert_eq!(entries(&folder)[2..], ["sso-refused", "glass-broken"]);
}
