//! Nobody makes themselves a second person, whatever they send from their browser.

use serde_json::{Value, json};

use crate::house::{House, form, kept};
use crate::support::Request;

const VERA: [(&str, &str); 2] = [("login", "vera@lab.example"), ("password", "copper meadow trombone")];

#[test]
fn an_invitation_and_roles_of_ones_own_making_sign_nothing() {
    let house = House::new();
    let ana = house.set_up();
    let act = |method: &str, path: &str, body: &Value| house.act(&ana, method, path, body);
    let make = |kind: &str, body: &Value| {
        let made = act("POST", "records", &json!({"kind": kind, "body": body})).is(201).json();
        made["key"].as_str().unwrap().to_owned()
    };
    let person = make("person", &json!({"title": "Vera"}));
    let member = make("member", &json!({"title": "Vera", "person": person, "roles": ["approver"]}));
    let invited = act("POST", &format!("members/{member}/invitation"), &json!({})).is(201).json();
    let invitation = invited["path"].as_str().unwrap();

    // In the browser of whoever sent it: the page says so before, and the form is refused, signed in or only known.
    let device = ana.split("; ").find(|cookie| cookie.starts_with("__Host-assay-device")).unwrap();
    for cookies in [ana.as_str(), device] {
        let page = house.page(invitation, cookies).is(200).text();
        assert!(page.contains("Who invites somebody may not take the invitation up."), "{page}");
        let refused = house.server.send(&form(invitation, &VERA).header("Cookie", cookies)).is(403);
        assert!(refused.text().contains("Who invites somebody may not take the invitation up."));
    }
    // In another, it works; but for a day Vera does not sign what Ana stands behind.
    let vera = kept(&house.server.send(&form(invitation, &VERA)).is(303));
    let document = json!({"title": "How", "owner": "PER-1", "document_type": "procedure", "text": "So."});
    let key = make("document", &document);
    let path = format!("records/{key}/transitions");
    let refused = house.act(&vera, "POST", &path, &json!({"transition": "approve"})).is(403).json();
    assert_eq!((&refused["code"], &refused["details"]["rule"]), (&json!("sod.grant_cool_down"), &refused["code"]));
    assert_eq!(refused["details"]["giver"], "MBR-1");
    assert!(refused["details"]["until"].as_str().is_some_and(|until| until.ends_with('Z')), "{refused}");
    assert!(refused["details"]["may"].is_array(), "{refused}");
    for page in [format!("/w/second-lab/records/{key}"), format!("/w/second-lab/records/{key}/move/approve")] {
        let page = house.page(&page, &vera).is(200).text();
        assert!(page.contains("You may not do this.") && page.contains("Ana gave Vera theirs"), "{page}");
        assert!(!page.contains("<form class=\"form"), "{page}");
    }
    // Nor with a token that Ana makes for her: duties follow the human behind it.
    let request = json!({"title": "t", "member": member, "scopes": ["read", "approve"]});
    let token = Request::post("/api/v1/w/second-lab/tokens", &request);
    let token = house.server.as_owner(&token).is(201).json()["token"].as_str().unwrap().to_owned();
    let request = Request::post(&format!("/api/v1/w/second-lab/{path}"), &json!({"transition": "approve"}));
    let refused = house.server.send(&request.bearer(Some(&token))).is(403).json();
    assert_eq!(refused["code"], "sod.grant_cool_down");
    // What somebody else wrote and answers for is hers to sign at once.
    let (other, _) = house.invite(&ana, "Wanda", &["contributor"]);
    let wanda = act("GET", &format!("records/{other}"), &json!({})).is(200).json();
    let request = json!({"title": "t", "member": other, "scopes": ["read", "write"]});
    let writer = Request::post("/api/v1/w/second-lab/tokens", &request);
    let writer = house.server.as_owner(&writer).is(201).json()["token"].as_str().unwrap().to_owned();
    let mut body = document;
    body["owner"] = wanda["body"]["person"].clone();
    let request = json!({"kind": "document", "body": body});
    let request = Request::post("/api/v1/w/second-lab/records", &request).bearer(Some(&writer));
    let free = house.server.send(&request).is(201).json()["key"].as_str().unwrap().to_owned();
    house.act(&vera, "POST", &format!("records/{free}/transitions"), &json!({"transition": "approve"})).is(200);
}
