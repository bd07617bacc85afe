//! Signing in, and what foreign pages try (numbers 19, 21 and 22).

use std::sync::{Arc, Mutex, PoisonError, Weak};

use serde_json::json;

use crate::house::{House, PASSWORD, cookies, foreign, form, kept};
use crate::support::Request;
use crate::support::http::Answer;

/// An installation that tests share, and the cookies of its administrator.
pub(crate) struct Home {
    pub(crate) house: House,
    pub(crate) ana: String,
}

pub(crate) fn home() -> Arc<Home> {
    static SHARED: Mutex<Weak<Home>> = Mutex::new(Weak::new());
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    shared.upgrade().unwrap_or_else(|| {
        let house = House::new();
        let home = Arc::new(Home { ana: house.set_up(), house });
        *shared = Arc::downgrade(&home);
        home
    })
}

fn sign_in(home: &Home, login: &str, password: &str, cookie: &str, address: &str) -> Answer {
    let request = form("/sign-in", &[("login", login), ("password", password)]);
    home.house.server.send(&request.header("Cookie", cookie).header("X-Forwarded-For", address))
}

#[test]
fn b5_19_a_session_that_was_set_before() {
    let home = home();
    let planted = format!("__Host-assay-session={}", "ab".repeat(32));
    home.house.page("/", &planted).is(303);
    let first = kept(&sign_in(&home, "ana@lab.example", PASSWORD, &planted, "203.0.113.1").is(303));
    assert!(!first.contains(&"ab".repeat(32)), "the session is new");
    home.house.page("/", &planted).is(303);
    home.house.page("/", &first).is(200);
    // And so it is when they sign in over a session of their own: the old one is dead.
    let second = kept(&sign_in(&home, "ana@lab.example", PASSWORD, &first, "203.0.113.1").is(303));
    home.house.page("/", &second).is(200);
    home.house.page("/", &first).is(303);
}

#[test]
fn b5_21_a_thousand_guesses_from_a_hundred_addresses() {
    let home = home();
    let (_, invitation) = home.house.invite(&home.ana, "Rui", &["contributor"]);
    let password = "copper meadow trombone";
    let fields = [("login", "rui@lab.example"), ("password", password)];
    let rui = kept(&home.house.server.send(&form(&invitation, &fields)).is(303));
    let device = rui.split("; ").find(|c| c.starts_with("__Host-assay-device")).unwrap().to_owned();

    let mut tried = 0;
    for guess in 0..1_000 {
        let from = format!("198.51.100.{}", guess % 100 + 1);
        let answer = sign_in(&home, "rui@lab.example", &format!("violin harbour {guess}"), "", &from);
        assert!(cookies(&answer).is_empty());
        match answer.status {
            401 => tried += 1,
            429 => assert!(answer.header("retry-after").is_some()),
            other => panic!("{other}: {}", answer.text()),
        }
    }
    assert_eq!(tried, 10, "passwords were compared");
    sign_in(&home, "rui@lab.example", password, "", "198.51.100.1").is(429);
    let inside = kept(&sign_in(&home, "rui@lab.example", password, &device, "198.51.100.1").is(303));
    home.house.page("/", &inside).is(200);
    // Whoever was signed in stays so, and others come in as ever.
    home.house.page("/", &rui).is(200);
    sign_in(&home, "ana@lab.example", PASSWORD, "", "198.51.100.2").is(303);
}

#[test]
fn b5_22_a_page_of_another_site() {
    let home = home();
    let (server, ana) = (&home.house.server, home.ana.as_str());
    let tasks =
        || home.house.act(ana, "GET", "records?kind=task&limit=500", &json!({})).is(200).json()["records"].clone();
    let before = tasks();
    let body = json!({"kind": "task", "body": {"title": "Planted", "owner": "PER-1"}}).to_string();
    for site in ["cross-site", "same-site", "none"] {
        let fetch = Request::new("POST", "/api/v1/w/second-lab/records").header("Cookie", ana).body(body.clone());
        for kind in ["text/plain", "application/json"] {
            let fetch = fetch.clone().header("Content-Type", kind).header("Sec-Fetch-Site", site);
            let answer = server.send(&fetch.header("Origin", "https://evil.example")).is(403);
            assert_eq!(answer.json()["code"], "origin");
        }
        let fields = [("title", "Planted"), ("owner", "PER-1"), ("seen", "1")];
        let post = foreign("/w/second-lab/records/new?kind=task", &fields).header("Cookie", ana);
        server.send(&post.header("Sec-Fetch-Site", site)).is(403);
        let post = foreign("/sign-in", &[("login", "ana@lab.example"), ("password", PASSWORD)]);
        assert!(cookies(&server.send(&post.header("Sec-Fetch-Site", site)).is(403)).is_empty());
        for path in ["/sign-out", "/account/password", "/account/sessions"] {
            server.send(&foreign(path, &[]).header("Cookie", ana).header("Sec-Fetch-Site", site)).is(403);
        }
    }
    // A browser that says nothing of itself but the page's origin.
    let old = Request::new("POST", "/api/v1/w/second-lab/records").header("Cookie", ana).body(body);
    server.send(&old.header("Content-Type", "text/plain").header("Origin", "https://evil.example")).is(403);
    assert_eq!(tasks(), before, "something was planted");
    home.house.page("/", ana).is(200);
}
