//! Signing from a page: what will be named is shown before, another body is refused, and the signature is shown after.

use assay_domain::Kind;
use serde_json::{Value, json};

use crate::house::form;
use crate::stage::Stage;
use crate::support::Request;
use crate::support::http::Answer;

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let field = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    field.split('"').next().unwrap().to_owned()
}

#[test]
fn what_is_signed_is_what_was_shown() {
    let stage = Stage::new();
    let owner = stage.token("MBR-1");
    let rui = stage.somebody("Rui Costa", &["approver"]);
    let cookies = stage.signed_in(&rui.member);
    let kind = Kind::named("document").unwrap();
    let key = stage.create(
        &owner,
        kind,
        &json!({"title": "How", "owner": "PER-1", "document_type": "procedure", "text": "So."}),
    );
    let record = || -> Value {
        let request = Request::get(&Stage::path(&format!("records/{key}"))).bearer(Some(&owner));
        stage.server.send(&request).is(200).json()
    };
    let page = |path: &str| {
        let request = Request::get(&format!("/w/stage/records/{key}{path}")).header("Accept", "text/html");
        stage.server.send(&request.header("Cookie", &cookies)).is(200).text()
    };
    let path = format!("/w/stage/records/{key}/move/approve");
    let submit = |token: &str, revision: &str, digest: &str| -> Answer {
        let fields = [("form", token), ("revision", revision), ("digest", digest)];
        stage.server.send(&form(&path, &fields).header("Cookie", &cookies))
    };

    let shown = page("/move/approve");
    let (token, digest) = (hidden(&shown, "form"), hidden(&shown, "digest"));
    assert_eq!(record()["digest"], json!(digest), "the API says the same");
    assert_eq!(shown.matches(&digest).count(), 2, "once to be sent, once to be read");

    // Somebody writes it anew while the page is open.
    let body = json!({"title": "How", "owner": "PER-1", "document_type": "procedure", "text": "Or so."});
    let update =
        Request::new("PUT", &Stage::path(&format!("records/{key}"))).json(&json!({"body": body, "revision": 1}));
    stage.server.send(&update.bearer(Some(&owner))).is(200);
    let size = stage.size();
    assert_eq!(submit(&token, "1", &digest).status, 412);
    let refused = submit(&token, "2", &digest);
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert_eq!(stage.size(), size, "what is refused writes nothing");
    let anew = hidden(&refused.text(), "digest");
    assert_eq!(record()["digest"], json!(anew), "the page comes back with what stands now");
    // The same at the API.
    let request = json!({"transition": "approve", "digest": digest});
    let request = Request::post(&Stage::path(&format!("records/{key}/transitions")), &request);
    let answer = stage.server.send(&request.bearer(Some(&rui.token))).is(409);
    assert_eq!(answer.json()["code"], "signature.other-body");

    assert_eq!(submit(&token, "2", &anew).status, 303);
    let signed = &record()["signatures"][0];
    assert_eq!((&signed["digest"], &signed["signer"]), (&json!(anew), &json!(rui.member)));
    assert_eq!((&signed["proved_by"], &signed["meaning"]), (&json!("password"), &json!("approves this text")));
    let page = page("");
    for word in ["Signatures", "Rui Costa", "approves this text", "Proved by: Password", anew.as_str()] {
        assert!(page.contains(word), "{word}");
    }
}
