//! Signing in as a browser does it: forms, cookies, and what foreign pages try.

use serde_json::json;

use crate::house::{House, PASSWORD, cookies, foreign, form, kept};
use crate::support::Request;

#[test]
fn nobody_reads_an_organisation_without_signing_in() {
    let house = House::new();
    let answer = house.page("/", "").is(303);
    assert_eq!(answer.header("location"), Some("/sign-in"));
    let answer = house.page("/w/second-lab/records?kind=risk", "").is(303);
    assert_eq!(answer.header("location"), Some("/sign-in?next=%2Fw%2Fsecond-lab%2Frecords%3Fkind%3Drisk"));
    house.page("/sign-in", "").is(303);
    let cookies = house.set_up();
    assert!(house.page("/", &cookies).is(200).text().contains("Ana"));
    house.page("/w/second-lab/records", &cookies).is(200);
    house.page("/w/another/records", &cookies).is(404);
    // Once there is an account, nobody sets up again.
    assert_eq!(house.page("/set-up", "").is(303).header("location"), Some("/sign-in"));
    house.page("/sign-in", "").is(200);
}

#[test]
fn cookies_are_bound_to_this_host_and_out_of_reach_of_scripts() {
    let house = House::new();
    house.set_up();
    let fields = [("login", "ana@lab.example"), ("password", PASSWORD), ("next", "/controls")];
    let answer = house.server.send(&form("/sign-in", &fields)).is(303);
    assert_eq!(answer.header("location"), Some("/controls"));
    let set = cookies(&answer);
    assert_eq!(set.len(), 2, "{set:?}");
    for cookie in &set {
        assert!(cookie.starts_with("__Host-assay-"), "{cookie}");
        for word in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"] {
            assert!(cookie.contains(word) && !cookie.contains("Domain"), "{cookie}");
        }
    }
    // A session that was set before is not taken over, and the one that the browser had ends.
    let fixed = format!("__Host-assay-session={}", "ab".repeat(32));
    let anew = house.server.send(&form("/sign-in", &fields).header("Cookie", &fixed)).is(303);
    assert!(!kept(&anew).contains(&"ab".repeat(32)));
    let (old, again) = (kept(&anew), form("/sign-in", &fields).header("Cookie", &kept(&anew)));
    let newer = kept(&house.server.send(&again).is(303));
    house.page("/", &newer).is(200);
    house.page("/", &old).is(303);
}

#[test]
fn a_foreign_page_signs_nobody_in_and_acts_for_nobody() {
    let house = House::new();
    let session = house.set_up();
    let fields = [("login", "ana@lab.example"), ("password", PASSWORD)];
    for site in ["cross-site", "same-site", "none"] {
        let answer = house.server.send(&foreign("/sign-in", &fields).header("Sec-Fetch-Site", site)).is(403);
        assert!(cookies(&answer).is_empty());
    }
    house.server.send(&foreign("/sign-in", &fields)).is(403);
    // The session's cookie is sent along with a request that a foreign page makes: it acts for nobody.
    let body = json!({"kind": "person", "body": {"title": "Planted"}});
    let plant = |site: &str| {
        let request = Request::post("/api/v1/w/second-lab/records", &body).header("Cookie", &session);
        house.server.send(&request.header("Sec-Fetch-Site", site)).status
    };
    assert_eq!((plant("cross-site"), plant("same-site"), plant("same-origin")), (403, 403, 201));
    let text = Request::new("POST", "/api/v1/w/second-lab/records").header("Content-Type", "text/plain");
    let text = text.header("Cookie", &session).header("Origin", "https://evil.example").body(body.to_string());
    assert_eq!(house.server.send(&text).is(403).json()["code"], "origin");
    // Forms of the account need the token of the session besides.
    let factor = "/account/second-factor";
    let factor = ["", "/on", "/off", "/codes"].map(|part| format!("{factor}{part}"));
    for path in
        ["/sign-out", "/account/sessions", "/account/password"].into_iter().chain(factor.iter().map(String::as_str))
    {
        house.server.send(&form(path, &[("form", "0")]).header("Cookie", &session)).is(403);
    }
    house.page("/", &session).is(200);
}

#[test]
fn whoever_signs_out_is_out() {
    let house = House::new();
    let session = house.set_up();
    let page = house.page("/account", &session).is(200).text();
    let token = page.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let wrong = [("form", token.as_str()), ("present", "not it at all, no"), ("new", "copper meadow trombone")];
    assert!(
        house
            .server
            .send(&form("/account/password", &wrong).header("Cookie", &session))
            .is(403)
            .text()
            .contains("not the password")
    );
    let right = [("form", token.as_str()), ("present", PASSWORD), ("new", "copper meadow trombone")];
    let changed = kept(&house.server.send(&form("/account/password", &right).header("Cookie", &session)).is(200));
    house.page("/", &session).is(303);
    let page = house.page("/account", &changed).is(200).text();
    let token = page.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let out = house.server.send(&form("/sign-out", &[("form", &token)]).header("Cookie", &changed)).is(303);
    assert!(cookies(&out)[0].contains("Max-Age=0"), "{:?}", cookies(&out));
    assert_eq!(out.header("clear-site-data"), Some("\"cache\", \"storage\""));
    house.page("/", &changed).is(303);
}

#[test]
fn what_was_typed_is_kept_but_never_the_password() {
    let house = House::new();
    house.set_up();
    let fields = [("login", "ana@lab.example"), ("password", "violin harbour cactus"), ("next", "//evil.example")];
    let answer = house.server.send(&form("/sign-in", &fields)).is(401).text();
    assert!(answer.contains("value=\"ana@lab.example\"") && !answer.contains("violin"), "{answer}");
    assert!(!answer.contains("evil.example"));
    for _ in 0..9 {
        house.server.send(&form("/sign-in", &fields)).is(401);
    }
    let locked = house.server.send(&form("/sign-in", &fields)).is(429);
    assert!(locked.header("retry-after").is_some_and(|s| s.parse::<u32>().is_ok_and(|s| s <= 901)));
}

#[test]
fn an_invitation_is_taken_up_once() {
    let house = House::new();
    let session = house.set_up();
    let (key, path) = house.invite(&session, "Rui", &["contributor"]);
    let path = path.as_str();
    assert!(house.page(path, "").is(200).text().contains("Rui"));
    let fields = [("login", "rui@lab.example"), ("password", "copper meadow trombone")];
    let rui = kept(&house.server.send(&form(path, &fields)).is(303));
    house.server.send(&form(path, &[("login", "eve@lab.example"), ("password", "copper meadow trombone")])).is(404);
    assert!(house.page("/", &rui).is(200).text().contains("Rui"));
    // What a contributor may not, their session may not.
    let request = Request::post(&format!("/api/v1/w/second-lab/members/{key}/invitation"), &json!({}));
    let refused = house.server.send(&request.header("Cookie", &rui).header("Sec-Fetch-Site", "same-origin")).is(403);
    assert_eq!(refused.json()["code"], "role.lacks-action");
    // Signed out by an administrator, at once.
    let out = house.act(&session, "POST", &format!("members/{key}/sign-out"), &json!({})).is(200).json();
    assert_eq!((&out["member"], &out["ended"]), (&json!(key), &json!(1)));
    house.page("/", &rui).is(303);
}

#[test]
fn nothing_secret_is_in_the_servers_own_log() {
    let house = House::new();
    let session = house.set_up();
    house.page("/account", &session).is(200);
    let said = house.server.stop();
    assert!(!said.contains(PASSWORD));
    for cookie in session.split("; ") {
        let secret = cookie.split_once('=').unwrap().1;
        assert!(!said.contains(secret), "{cookie}");
    }
}
