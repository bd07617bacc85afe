//! A provider that lies, and somebody who comes back with what is not theirs (number 20).

use std::sync::Arc;

use serde_json::json;

use crate::document::{fits, operations};
use crate::house::{House, PASSWORD, cookies, form, kept};
use crate::inner::Inner;
use crate::lies::LIES;
use crate::provider::{CLIENT, Provider};
use crate::support::Request;
use crate::support::http::Answer;

/// A house whose people sign in at a provider, and its administrator, who is known there.
struct Estate {
    house: House,
    provider: Arc<Provider>,
    ana: String,
    _inner: Inner,
}

/// What a browser comes back with.
struct Back {
    state: String,
    code: String,
    cookies: String,
}

impl Estate {
    fn new() -> Self {
        let (inner, provider) = Inner::provider();
        let house = House::served(&["--egress-allow", &inner.address.to_string()]);
        let ana = house.set_up();
        let secret = house.write("secret", &format!("{}\n", CLIENT.1));
        let address = format!("http://{}", house.server.address);
        let set = [
            "sso",
            "set",
            "--issuer",
            &provider.issuer,
            "--name",
            "House ID",
            "--address",
            &address,
            "--client-id",
            CLIENT.0,
            "--client-secret-file",
            &secret,
        ];
        house.run(&set).succeeds();
        let this = Self { house, provider, ana, _inner: inner };
        let fields = [("form", this.token("/account")), ("present", PASSWORD.to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let on = this.house.server.send(&form("/account/sso/link", &fields).header("Cookie", &this.ana)).is(200);
        let to = on.header("refresh").unwrap().strip_prefix("0; url=").unwrap().to_owned();
        let (state, code) = this.provider.visit(&to);
        let cookies = format!("{}; {}", this.ana, kept(&on));
        let linked = this.callback(&Back { state, code, cookies }).is(303);
        assert_eq!(linked.header("location"), Some("/account"));
        this
    }

    /// The token that forms on a page carry.
    fn token(&self, path: &str) -> String {
        let page = self.house.page(path, &self.ana).is(200).text();
        let (_, rest) = page.split_once("name=\"form\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }

    /// To the provider, as far as the way back begins.
    fn leave(&self) -> Back {
        let there = self.house.server.send(&Request::get("/sign-in/sso?next=/controls")).is(303);
        let (state, code) = self.provider.visit(there.header("location").unwrap());
        Back { state, code, cookies: kept(&there) }
    }

    fn callback(&self, back: &Back) -> Answer {
        let path = format!("/sign-in/sso/callback?state={}&code={}", back.state, back.code);
        // As the provider sends a browser: from another site.
        let request = Request::get(&path).header("Cookie", &back.cookies).header("Accept", "text/html");
        self.house.server.send(&request.header("Sec-Fetch-Site", "cross-site"))
    }

    /// What was refused, by the log of the control store.
    fn refusals(&self) -> Vec<String> {
        let all = self.house.control_log().into_iter();
        all.filter(|(op, _)| op == "sso-refused").map(|(_, code)| code).collect()
    }

    /// Demands that somebody is refused with a code, on a page that leads back, that nobody was signed in, and that an entry
    /// says so.
    #[track_caller]
    fn refused(&self, back: &Back, code: &str) {
        let sessions = || self.house.control_log().iter().filter(|(op, _)| op == "signed-in").count();
        let (before, entries) = (sessions(), self.refusals().len());
        let answer = self.callback(back).is(400);
        assert!(cookies(&answer).is_empty(), "{:?}", cookies(&answer));
        let page = answer.text();
        assert!(page.contains(&format!("<code>{code}</code>")), "{code}: {page}");
        assert!(page.contains("Nothing was changed here") && page.contains(">Back to where you were</a>"), "{page}");
        assert_eq!(self.refusals()[entries..], [code]);
        assert_eq!(sessions(), before);
        self.house.page("/", &self.ana).is(200);
        self.house.server.send(&Request::get("/healthz")).is(200);
    }
}

#[test]
fn b5_20_what_comes_back_is_not_what_went() {
    let estate = Estate::new();
    let back = estate.leave();
    let other = estate.leave();
    let state = |state: &str, cookies: &str| Back {
        state: state.to_owned(),
        code: back.code.clone(),
        cookies: cookies.to_owned(),
    };
    estate.refused(&state(&"0".repeat(64), &back.cookies), "oidc.state");
    estate.refused(&state("", &back.cookies), "oidc.state");
    estate.refused(&state(&back.state, ""), "oidc.state");
    estate.refused(&state(&back.state, &other.cookies), "oidc.state");
    let twice = format!("{}&state={}", back.state, back.state);
    estate.refused(&state(&twice, &back.cookies), "oidc.state");

    let inside = estate.callback(&back).is(303);
    assert_eq!(inside.header("location"), Some("/controls"));
    estate.house.page("/", &kept(&inside)).is(200);
    estate.refused(&back, "oidc.state");
    let replayed = Back { code: back.code.clone(), ..other };
    estate.refused(&replayed, "oidc.code");
}

#[test]
fn b5_20_what_the_provider_says_is_not_so() {
    let estate = Estate::new();
    for (_, code, tell) in LIES {
        estate.provider.lie(tell);
        estate.refused(&estate.leave(), code);
    }
    estate.provider.tell_the_truth();
    estate.callback(&estate.leave()).is(303);
    // Somebody whom nobody knows: their address says nothing.
    estate.provider.is("mallory", Some("ana@lab.example"));
    let unknown = estate.callback(&estate.leave()).is(403);
    assert!(cookies(&unknown).is_empty() && unknown.text().contains("<code>sso.not-linked</code>"));
    assert_eq!(estate.refusals().last().unwrap(), "sso.not-linked");
}

#[test]
fn b5_20_guessing_is_stopped_and_does_not_fill_the_log() {
    let estate = Estate::new();
    let from = |address: &str| {
        let path = format!("/sign-in/sso/callback?state={}&code=x", "ab".repeat(32));
        estate.house.server.send(&Request::get(&path).header("X-Forwarded-For", address)).status
    };
    let answers: Vec<u16> = (0..120).map(|_| from("198.51.100.7")).collect();
    assert_eq!(answers.iter().filter(|s| **s == 400).count(), 100, "{answers:?}");
    assert!(answers[100..].iter().all(|s| *s == 429), "{answers:?}");
    assert_eq!(estate.refusals().len(), 100);
    assert_eq!(from("198.51.100.8"), 400, "others are not kept out");
    estate.callback(&estate.leave()).is(303);
}

#[test]
fn forms_of_single_sign_on_come_from_a_page_of_ours() {
    let estate = Estate::new();
    let token = estate.token("/account");
    for path in ["/account/sso/link", "/account/sso/unlink", "/sign-in/sso/prove"] {
        let without = form(path, &[("present", PASSWORD)]).header("Cookie", &estate.ana);
        estate.house.server.send(&without).is(403);
        let foreign = crate::house::foreign(path, &[("form", &token), ("present", PASSWORD)]);
        let foreign = foreign.header("Cookie", &estate.ana).header("Sec-Fetch-Site", "cross-site");
        estate.house.server.send(&foreign).is(403);
    }
    let (_, invitation) = estate.house.invite(&estate.ana, "Rui", &["contributor"]);
    let foreign = crate::house::foreign(&format!("{invitation}/sso"), &[]).header("Sec-Fetch-Site", "cross-site");
    estate.house.server.send(&foreign).is(403);
    // Where somebody goes afterwards is here.
    let away = estate.house.server.send(&Request::get("/sign-in/sso?next=//evil.example")).is(303);
    let (state, code) = estate.provider.visit(away.header("location").unwrap());
    let inside = estate.callback(&Back { state, code, cookies: kept(&away) }).is(303);
    assert_eq!(inside.header("location"), Some("/"));
}

/// How it is set is told to the owner of the machine, without the secret, as the API says.
#[test]
fn the_secret_of_the_provider_is_told_nobody() {
    let estate = Estate::new();
    let document = estate.house.server.send(&Request::get("/api/v1/openapi.json")).is(200).json();
    let show = operations(&document).into_iter().find(|o| o.id == "showSso").unwrap();
    let shown = estate.house.server.as_owner(&Request::get("/api/v1/sso")).is(200).json();
    assert_eq!(fits(&document, &show.content()["application/json"]["schema"], &shown, "showSso"), Ok(()));
    assert_eq!((&shown["has_secret"], &shown["linked"]), (&json!(true), &json!(1)));
    let text = estate.house.run(&["sso", "show"]).succeeds().stdout;
    assert!(text.contains("House ID") && text.contains("linked: 1 of 1 accounts"), "{text}");
    let emergency = ["--require-sso", "--break-glass", "ana@lab.example"];
    let unable = ["sso", "set", "--issuer", "http://127.0.0.1:9", "--address", "http://x", "--client-id", "y"];
    let refused = estate.house.run(&[unable.as_slice(), &emergency].concat()).exits(2);
    assert!(refused.stderr.contains("no public address"), "{}", refused.stderr);
    let gone = estate.house.server.as_owner(&Request::new("DELETE", "/api/v1/sso")).is(200).json();
    assert_eq!(gone, shown);
    let Estate { house, .. } = estate;
    let said = house.server.stop();
    for secret in [CLIENT.1, "id_token", "code-0", "code_verifier"] {
        assert!(!shown.to_string().contains(secret) && !text.contains(secret), "{secret} is shown");
        assert!(!said.contains(secret), "{secret} is in the log of the server");
    }
}
