//! Passkeys over HTTP: where their script is, and what is sent that no device answered. What devices answer is tested with
//! a device of our own (`assay-app`) and with that of a browser (`e2e`).

use serde_json::Value;

use crate::house::{House, PASSWORD, foreign, form};
use crate::second_factor::Browser;
use crate::support::{Request, Server, TestEnvironment};

#[test]
fn only_pages_with_a_passkey_have_its_script() {
    let house = House::new();
    let scripted = |path: &str, cookies: &str| {
        house.page(path, cookies).is(200).text().contains("<script type=\"module\" src=\"/assets/passkey-")
    };
    assert!(scripted("/set-up", ""));
    let ana = house.set_up();
    for path in ["/sign-in", "/account"] {
        assert!(scripted(path, &ana), "{path}");
    }
    for path in ["/", "/controls", "/w/-/records", "/w/-/records/MBR-1"] {
        assert!(!scripted(path, &ana), "{path}");
    }
    let page = house.page("/sign-in", "").text();
    let script = page.split('"').find(|part| part.starts_with("/assets/passkey-")).unwrap();
    let script = house.server.send(&Request::get(script)).is(200);
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert!(!page.contains("unsafe-") && page.contains("data-origin=\"http://localhost:"));
}

#[test]
fn what_no_device_answered_is_refused_and_a_challenge_is_for_our_pages_only() {
    let house = House::new();
    let ana = Browser::new(&house, house.set_up());
    let begun = house.server.send(&form("/sign-in/passkey/begin", &[])).is(200).json();
    let ticket = begun["ticket"].as_str().unwrap();
    assert_eq!(begun["publicKey"]["userVerification"], "required");
    assert_eq!(
        begun["publicKey"]["allowCredentials"],
        Value::Array(Vec::new()),
        "it says of nobody that they are here"
    );
    for (ticket, credential, status) in [(ticket, "{}", 400), (ticket, "{}", 401), ("x", "{}", 401), ("", "", 401)] {
        let answer = house.server.send(&form("/sign-in/passkey", &[("ticket", ticket), ("credential", credential)]));
        assert!(answer.is(status).headers("set-cookie").next().is_none());
    }
    let paths = [
        "/sign-in/passkey/begin",
        "/sign-in/passkey",
        "/set-up/passkey",
        "/invitation/x/passkey",
        "/account/passkeys/begin",
        "/account/passkeys",
        "/account/passkeys/remove",
        "/account/prove/begin",
        "/account/prove",
        "/account/password/remove",
        "/account/recovery-codes",
    ];
    for path in paths {
        let planted = foreign(path, &[("present", PASSWORD)]).header("Cookie", &ana.cookies);
        house.server.send(&planted.header("Sec-Fetch-Site", "cross-site")).is(403);
        let nobody = house.server.send(&form(path, &[]));
        assert!((200..500).contains(&nobody.status), "{path}: {}", nobody.status);
    }
    // Whoever has the cookie and not the token of its forms.
    for path in &paths[4..] {
        house.server.send(&form(path, &[("present", PASSWORD)]).header("Cookie", &ana.cookies)).is(403);
    }
    let offered = ana.send("/account/passkeys/begin", &[("name", "phone")]).is(200).json();
    assert_eq!(offered["publicKey"]["authenticatorSelection"]["residentKey"], "required");
    let refused = ana.send(
        "/account/passkeys",
        &[("name", "phone"), ("ticket", offered["ticket"].as_str().unwrap()), ("credential", "{}")],
    );
    refused.is(400);
    ana.send("/account/password/remove", &[("present", PASSWORD)]).is(409);
    ana.send("/account/prove/begin", &[]).is(409);
}

#[test]
fn what_happened_to_an_account_is_told_to_its_owner() {
    let house = House::new();
    let ana = Browser::new(&house, house.set_up());
    let told = || house.page("/account", &ana.cookies).is(200).text();
    assert!(told().contains("The account was made") && !told().contains("A second factor was turned on"));
    ana.enrol();
    assert!(told().contains("A second factor was turned on"));
    house.place.run(&["member", "reset-second-factor", "MBR-1"]).succeeds();
    let again = house.server.send(&form("/sign-in", &[("login", "ana@lab.example"), ("password", PASSWORD)])).is(303);
    let page = house.page("/account", &crate::house::kept(&again)).is(200).text();
    assert!(page.contains("The second factor was taken away") && page.contains("by Ana"), "{page}");
}

#[test]
fn passkeys_are_bound_to_the_address_that_was_said() {
    let place = TestEnvironment::empty();
    place.run(&["init", "--organisation", "Second Lab"]).succeeds();
    for wrong in ["http://assay.example.org", "https://192.0.2.1", "assay"] {
        place.run(&["serve", "--public-url", wrong]).refuses(2, &[wrong, "https://assay.example.org"]);
    }
    let server = Server::on(&place, "127.0.0.1:0", &["--public-url", "https://assay.example.org"]);
    let page = server.send(&Request::get("/set-up").header("Accept", "text/html")).is(200).text();
    assert!(page.contains("data-origin=\"https://assay.example.org\""), "{page}");
    let begun = server.send(&form("/sign-in/passkey/begin", &[])).is(200).json();
    assert_eq!(begun["publicKey"]["rpId"], "assay.example.org");
}
