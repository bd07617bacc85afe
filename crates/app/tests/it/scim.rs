//! Another system provisions members: what becomes of records, accounts and sessions, and what it may not.

use assay_app::scim::{IfMatch, Query, Versioned};
use assay_app::sign_in::NewAccount;
use assay_app::{Answer, AppError, Principal};
use assay_domain::Action;
use serde_json::{Value, json};

use crate::house::{House, Open};
use crate::sign_in::{code_of, set_up};

/// Somebody who administers, with a token that only provisions.
fn provisioner(open: &Open) -> Principal {
    let person = open.create(&open.owner, "person", json!({"title": "Directory"})).unwrap();
    let body = json!({"title": "Directory", "person": person.key, "roles": ["administrator"]});
    let member = open.create(&open.owner, "member", body).unwrap();
    open.come_in(&open.token(Some(&member.key), &[Action::Provision]))
}

fn user(name: &str) -> Value {
    json!({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": name, "displayName": "Rui Costa",
        "externalId": "x-1", "title": "Analyst", "emails": [{"value": "rui@house.example", "type": "work"}],
        "name": {"givenName": "Rui"}, "nickName": "R"})
}

fn make(open: &Open, by: &Principal, body: &Value) -> Answer<Versioned> {
    open.installation.create_user(&open.workspace, by, body, &Query::default())
}

fn patched(open: &Open, by: &Principal, id: &str, operations: Value) -> Answer<Value> {
    let mut body = json!({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"]});
    body["Operations"] = operations;
    let seen = IfMatch::default();
    let done = open.installation.patch_user(&open.workspace, by, (id, &seen), &body, &Query::default());
    done.map(|d| d.document)
}

fn group(open: &Open, by: &Principal, id: &str, operations: Value) -> Answer<Value> {
    let (mut body, seen) = (json!({}), IfMatch::default());
    body["Operations"] = operations;
    let done = open.installation.patch_group(&open.workspace, by, (id, &seen), &body, &Query::default());
    done.map(|d| d.document)
}

fn id(made: &Versioned) -> String {
    made.document["id"].as_str().unwrap().to_owned()
}

fn listed(open: &Open, by: &Principal, filter: &str) -> Vec<Value> {
    let query = Query { filter: Some(filter.to_owned()), ..Query::default() };
    let page = open.installation.users(&open.workspace, by, &query).unwrap();
    page["Resources"].as_array().unwrap().clone()
}

#[test]
fn a_user_is_a_person_a_member_and_an_account() {
    let house = House::new();
    let open = house.open();
    let by = provisioner(open);
    let made = make(open, &by, &user("Rui@House.example")).unwrap();
    let document = &made.document;
    assert_eq!(document["userName"], "Rui@House.example");
    assert_eq!((&document["displayName"], &document["title"]), (&json!("Rui Costa"), &json!("Analyst")));
    assert_eq!((&document["emails"], &document["active"]), (&json!([{"value": "rui@house.example"}]), &json!(true)));
    assert_eq!((document.get("nickName"), document.get("groups")), (None, None));
    assert_eq!(document["meta"]["version"], json!(made.version));
    let member = open.workspace.show(&open.owner, &id(&made), None).unwrap();
    let person = open.workspace.show(&open.owner, member.body["person"].as_str().unwrap(), None).unwrap();
    assert_eq!((member.title.as_str(), member.body.get("roles")), ("Rui Costa", None));
    assert_eq!((&person.body["position"], &person.body["email"]), (&json!("Analyst"), &json!("rui@house.example")));
    // Each is a revision of the member behind the token, and says so.
    let history = open.workspace.history(&open.owner, &id(&made)).unwrap();
    assert_eq!(history.revisions[0].actor.as_str(), by.key.to_string());
    let taken = make(open, &by, &user("rui@house.EXAMPLE")).unwrap_err();
    assert_eq!(taken.code, "scim.uniqueness");
    assert_eq!(listed(open, &by, r#"userName eq "RUI@house.example""#).len(), 1);
    assert_eq!(listed(open, &by, r#"emails[type eq "work" and value co "rui"] and active eq true"#).len(), 1);
    assert_eq!(listed(open, &by, r#"externalId eq "x-2""#).len(), 0);
}

#[test]
fn who_is_deactivated_is_out_everywhere_and_comes_back_without_what_was_taken_meanwhile() {
    let house = House::new();
    let open = house.open();
    let session = set_up(open).session;
    let by = provisioner(open);
    // Ana signs in with a password; a second owner lets her go.
    let ana = listed(open, &by, r#"userName eq "ana@house.example""#).remove(0)["id"].as_str().unwrap().to_owned();
    let deactivate = json!([{"op": "Replace", "path": "active", "value": "False"}]);
    assert_eq!(code_of(patched(open, &by, &ana, deactivate.clone())), "owner.last");
    let second = make(open, &by, &user("second@house.example")).unwrap();
    open.change(&open.owner, &id(&second), &json!({"roles": ["owner", "approver"]})).unwrap();
    let token = open.token(Some(&ana), &[Action::Read]);
    assert!(open.installation.by_session(&session, None).is_ok() && open.installation.by_token(&token).is_ok());
    let document = patched(open, &by, &ana, deactivate).unwrap();
    assert_eq!(document["active"], json!(false));
    assert_eq!(code_of(open.installation.by_session(&session, None)), "session.over");
    assert_eq!(code_of(open.installation.by_token(&token)), "token.refused");
    assert_eq!(open.workspace.show(&by_reading(open, &second), &ana, None).unwrap().state, "removed");
    // A role that was taken from her meanwhile does not come back, and no session does.
    open.change(&by_reading(open, &second), &ana, &json!({"roles": []})).unwrap();
    let document = patched(open, &by, &ana, json!([{"op": "replace", "value": {"active": true}}])).unwrap();
    assert_eq!((&document["active"], document.get("groups")), (&json!(true), None));
    assert_eq!(code_of(open.installation.by_session(&session, None)), "session.over");
}

/// Somebody who came in by an invitation of their own; their session.
fn invited(open: &Open, name: &str, login: &str) -> String {
    let person = open.create(&open.owner, "person", json!({"title": name})).unwrap();
    let member = json!({"title": name, "person": person.key, "roles": []});
    let member = open.create(&open.owner, "member", member).unwrap();
    let path = open.installation.invite(&open.workspace, &open.owner, &member.key).unwrap().path;
    let new = NewAccount { login: login.to_owned(), password: "copper meadow trombone".to_owned() };
    open.installation.take_up(path.rsplit('/').next().unwrap(), &new).unwrap().session
}

/// Somebody with every action of theirs.
fn by_reading(open: &Open, who: &Versioned) -> Principal {
    let mut principal = open.owner.clone();
    principal.key = id(who).parse().unwrap();
    principal
}

#[test]
fn a_member_who_is_removed_by_hand_has_no_session_left() {
    let house = House::new();
    let open = house.open();
    let session = set_up(open).session;
    let by = provisioner(open);
    let second = make(open, &by, &user("second@house.example")).unwrap();
    open.change(&open.owner, &id(&second), &json!({"roles": ["owner"]})).unwrap();
    let other = by_reading(open, &second);
    open.transition(&other, &open.owner.key.to_string(), "remove").unwrap();
    assert_eq!(code_of(open.installation.by_session(&session, None)), "session.over");
    open.transition(&other, &open.owner.key.to_string(), "restore").unwrap();
    assert_eq!(code_of(open.installation.by_session(&session, None)), "session.over");
}

#[test]
fn groups_are_roles() {
    let house = House::new();
    let open = house.open();
    let by = provisioner(open);
    let rui = id(&make(open, &by, &user("rui@house.example")).unwrap());
    let add = json!([{"op": "add", "path": "members", "value": [{"value": rui}]}]);
    let document = group(open, &by, "approver", add.clone()).unwrap();
    assert_eq!(document["members"][0]["value"], json!(rui));
    assert_eq!(open.workspace.show(&open.owner, &rui, None).unwrap().body["roles"], json!(["approver"]));
    let revision = open.workspace.show(&open.owner, &rui, None).unwrap().revision;
    group(open, &by, "approver", add).unwrap();
    assert_eq!(open.workspace.show(&open.owner, &rui, None).unwrap().revision, revision, "nothing changed");
    let path = format!("members[value eq \"{rui}\"]");
    let document = group(open, &by, "approver", json!([{"op": "remove", "path": path}])).unwrap();
    assert_eq!(document.get("members"), None);
    // Of a group that is replaced, those who are not named are out.
    let seen = IfMatch::default();
    let whole = json!({"displayName": "whatever", "members": [{"value": rui}]});
    let put = |id: &str, whole: &Value| {
        open.installation.replace_group(&open.workspace, &by, (id, &seen), whole, &Query::default())
    };
    assert_eq!(put("viewer", &whole).unwrap().document["displayName"], json!("Viewer"));
    assert_eq!(put("viewer", &json!({"members": []})).unwrap().document.get("members"), None);
    assert_eq!(code_of(put("viewer", &json!({"members": [{"value": "MBR-99"}]}))), "scim.invalid-value");
    assert_eq!(code_of(put("nobodies", &whole)), "not-found");
    assert_eq!(code_of(put("owner", &whole)), "scim.owner");
    let fixed: AppError = open.installation.refuse_group(&open.workspace, &by).unwrap_err();
    assert_eq!(fixed.code, "scim.groups-fixed");
}

#[test]
fn nobody_provisions_themselves_nor_with_another_token() {
    let house = House::new();
    let open = house.open();
    let by = provisioner(open);
    let name = make(open, &by, &user("rui@house.example")).map(|m| id(&m)).unwrap();
    // The member behind the token becomes a user by an account of theirs; their duties hold.
    let own = by.key.to_string();
    let token = |scopes: &[Action]| open.come_in(&open.token(Some(&own), scopes));
    for wrong in [token(&[Action::Administer, Action::Read, Action::Write]), token(&[Action::Read])] {
        let refused = make(open, &wrong, &user("x@house.example")).unwrap_err();
        assert_eq!(refused.code, "role.lacks-action");
    }
    assert_eq!(code_of(make(open, &open.owner, &user("x@house.example"))), "scim.token");
    let both = token(&[Action::Provision]);
    group(open, &both, "administrator", json!([{"op": "add", "path": "members", "value": [{"value": name}]}])).unwrap();
    let rui = open.come_in(&open.token(Some(&name), &[Action::Provision]));
    let add = json!([{"op": "add", "path": "members", "value": [{"value": name}]}]);
    assert_eq!(code_of(group(open, &rui, "approver", add)), "sod.own_roles");
    assert_eq!(
        code_of(patched(open, &rui, &name, json!([{"op": "replace", "path": "active", "value": false}]))),
        "sod.own_roles"
    );
    let seen = IfMatch::default();
    assert_eq!(code_of(open.installation.delete_user(&open.workspace, &rui, &name, &seen)), "sod.own_roles");
    // A token that provisions does nothing else.
    assert_eq!(code_of(open.create(&both, "person", json!({"title": "x"}))), "role.lacks-action");
    assert_eq!(code_of(open.workspace.show(&both, "PER-1", None)), "role.lacks-action");
}

#[test]
fn who_is_ended_is_gone_and_who_comes_back_is_the_same_human() {
    let house = House::new();
    let open = house.open();
    let by = provisioner(open);
    let made = make(open, &by, &user("rui@house.example")).unwrap();
    let rui = id(&made);
    let old = IfMatch(Some(vec!["W/\"9.9.9\"".to_owned()]));
    assert_eq!(code_of(open.installation.delete_user(&open.workspace, &by, &rui, &old)), "record.conflict");
    let seen = IfMatch(Some(vec![made.version]));
    open.installation.delete_user(&open.workspace, &by, &rui, &seen).unwrap();
    let query = Query::default();
    assert_eq!(code_of(open.installation.user(&open.workspace, &by, &rui, &query)), "not-found");
    assert_eq!(code_of(open.installation.delete_user(&open.workspace, &by, &rui, &IfMatch::default())), "not-found");
    assert_eq!(listed(open, &by, r#"userName eq "rui@house.example""#).len(), 0);
    // The name is free: another member may be given it.
    let other = make(open, &by, &user("other@house.example")).unwrap();
    patched(open, &by, &id(&other), json!([{"op": "replace", "path": "userName", "value": "rui@house.example"}]))
        .unwrap();
    patched(open, &by, &id(&other), json!([{"op": "replace", "path": "userName", "value": "o@house.example"}]))
        .unwrap();
    // Duties follow the human: under the same name they are the same member.
    let back = make(open, &by, &user("rui@house.example")).unwrap();
    assert_eq!((id(&back), &back.document["active"]), (rui, &json!(true)));
}

#[test]
fn operations_change_what_they_name_and_nothing_else() {
    let house = House::new();
    let open = house.open();
    let by = provisioner(open);
    let rui = id(&make(open, &by, &user("rui@house.example")).unwrap());
    let path = r#"emails[type eq "work"].value"#;
    let document = patched(open, &by, &rui, json!([
        {"op": "Add", "path": path, "value": "r@house.example"},
        {"op": "replace", "value": {"title": "Lead", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department": "D",
            "id": "ignored"}},
        {"op": "replace", "path": "name.givenName", "value": "not kept"},
        {"op": "replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User:externalId", "value": "x-2"},
    ])).unwrap();
    assert_eq!(document["emails"], json!([{"value": "r@house.example"}]));
    assert_eq!((&document["title"], &document["externalId"]), (&json!("Lead"), &json!("x-2")));
    let document = patched(
        open,
        &by,
        &rui,
        json!([{"op": "remove", "path": "emails"}, {"op": "remove", "path": "title"},
        {"op": "replace", "path": "externalId", "value": null}]),
    )
    .unwrap();
    assert_eq!((document.get("emails"), document.get("title"), document.get("externalId")), (None, None, None));
    let document =
        patched(open, &by, &rui, json!([{"op": "add", "path": path, "value": "new@house.example"}])).unwrap();
    assert_eq!(document["emails"], json!([{"value": "new@house.example"}]), "where there is none one is made");
    let document =
        patched(open, &by, &rui, json!([{"op": "add", "path": "emails", "value": [{"value": "last@house.example"}]}]));
    assert_eq!(document.unwrap()["emails"], json!([{"value": "last@house.example"}]));
    let before = open.workspace.show(&open.owner, &rui, None).unwrap().revision;
    for (operations, code) in [
        (json!([]), "scim.invalid-syntax"),
        (json!([{"op": "destroy", "path": "title"}]), "scim.invalid-syntax"),
        (json!([{"op": "replace", "value": "x"}]), "scim.invalid-syntax"),
        (json!([{"op": "remove"}]), "scim.no-target"),
        (json!([{"op": "replace", "path": "emails[type eq \"home\"]", "value": {"value": "x@y"}}]), "scim.no-target"),
        (json!([{"op": "replace", "path": "emails[nothing eq 1].value", "value": "x@y"}]), "scim.invalid-filter"),
        (json!([{"op": "replace", "path": "emails[[", "value": "x"}]), "scim.invalid-path"),
        (json!([{"op": "replace", "path": "dispalyName", "value": "x"}]), "scim.invalid-path"),
        (json!([{"op": "replace", "path": 7, "value": "x"}]), "scim.invalid-path"),
        (json!([{"op": "replace", "path": "id", "value": "MBR-1"}]), "scim.mutability"),
        (json!([{"op": "add", "path": "groups", "value": [{"value": "owner"}]}]), "scim.mutability"),
        (json!([{"op": "remove", "path": "userName"}]), "scim.mutability"),
        (json!([{"op": "replace", "path": "active", "value": "perhaps"}]), "scim.invalid-value"),
        (json!([{"op": "replace", "path": "userName", "value": 7}]), "scim.invalid-value"),
        (json!([{"op": "replace", "path": "userName", "value": "a\nb"}]), "scim.invalid-value"),
        (json!([{"op": "replace", "path": "userName", "value": "x".repeat(255)}]), "scim.invalid-value"),
        (json!([{"op": "replace", "path": "displayName", "value": "\u{200b}"}]), "scim.invalid-value"),
        (json!([{"op": "add", "path": "title"}]), "scim.invalid-value"),
        // All or none: the first would do, the second does not.
        (json!([{"op": "replace", "path": "title", "value": "Boss"}, {"op": "remove"}]), "scim.no-target"),
    ] {
        assert_eq!(code_of(patched(open, &by, &rui, operations.clone())), code, "{operations}");
    }
    assert_eq!(open.workspace.show(&open.owner, &rui, None).unwrap().revision, before);
}

#[test]
fn an_account_of_elsewhere_is_neither_told_of_nor_touched() {
    let house = House::new();
    let open = house.open();
    let session = set_up(open).session;
    let new = assay_app::NewWorkspace { organisation: "Other".to_owned(), slug: None, owner: Some("Eve".to_owned()) };
    let other = open.installation.create_workspace(&new).unwrap();
    let eve = other.local_principal(assay_domain::Via::LocalCli).unwrap();
    let request =
        assay_app::TokenRequest { title: "t".to_owned(), member: None, scopes: vec![Action::Provision], expires: None };
    let secret = open.installation.create_token(&other, &eve, &request).unwrap().token;
    let by = open.installation.by_token(&secret).unwrap().0;
    // Ana has an account in House. To Other she is somebody new like any other.
    let (query, seen) = (Query::default(), IfMatch::default());
    let made = open.installation.create_user(&other, &by, &user("ana@house.example"), &query).unwrap();
    let fresh = open.installation.create_user(&other, &by, &user("nobody@house.example"), &query).unwrap();
    let names = |d: &Value| d.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&made.document), names(&fresh.document));
    assert!(open.installation.by_session(&session, Some("other")).is_err(), "nobody is let in by another system");
    for operations in [
        json!([{"op": "replace", "path": "userName", "value": "taken@over.example"}]),
        json!([{"op": "replace", "path": "displayName", "value": "Somebody"}]),
        json!([{"op": "replace", "path": "active", "value": false}]),
    ] {
        let body = json!({"Operations": operations});
        open.installation.patch_user(&other, &by, (&id(&made), &seen), &body, &query).unwrap();
        assert!(open.installation.by_session(&session, Some("house")).is_ok());
        assert_eq!(open.installation.own_account(&session).unwrap().login, "ana@house.example");
    }
    open.installation.delete_user(&other, &by, &id(&made), &seen).unwrap();
    assert!(open.installation.by_session(&session, Some("house")).is_ok());
    // And a token of one workspace does nothing in another.
    assert_eq!(code_of(open.installation.users(&open.workspace, &by, &query)), "not-found");
}

#[test]
fn who_was_provisioned_comes_in_with_an_invitation_to_their_own_account() {
    let house = House::new();
    let open = house.open();
    let by = provisioner(open);
    let rui = id(&make(open, &by, &user("rui@house.example")).unwrap());
    let invite = || open.installation.invite(&open.workspace, &open.owner, &rui);
    let path = invite().unwrap().path;
    let secret = path.rsplit('/').next().unwrap();
    let new = |login: &str| NewAccount { login: login.to_owned(), password: "copper meadow trombone".to_owned() };
    assert_eq!(code_of(open.installation.take_up(secret, &new("other@house.example"))), "login.other");
    // Somebody else who is signed in does not become them.
    let ana = invited(open, "Ana", "eve@house.example");
    assert_eq!(code_of(open.installation.take_up_signed_in(secret, &ana)), "account.is-member");
    let session = open.installation.take_up(secret, &new("rui@house.example")).unwrap().session;
    assert_eq!(open.installation.by_session(&session, None).unwrap().0.key.to_string(), rui);
    assert_eq!(code_of(open.installation.take_up(secret, &new("rui@house.example"))), "invitation.over");
    // From then on it is theirs alone: no administrator hands it to anybody.
    assert_eq!(code_of(invite()), "invitation.has-account");
}
