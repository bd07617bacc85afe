//! The second factor as a browser meets it: set up, asked for, and what foreign pages try.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;
use totp_rs::{Builder, Secret};

use crate::house::{House, PASSWORD, foreign, form, kept};
use crate::support::http::Answer;
use crate::support::{Request, Server};

/// The code of the present step, or of one so many later.
pub(crate) fn code(key: &str, steps: u64) -> String {
    let secret = Secret::try_from_base32(key.replace(' ', "")).unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    Builder::new().with_secret(secret).build().unwrap().generate(now + 30 * steps).to_string()
}

/// What follows a mark on a page, up to the next `end`.
fn after<'a>(page: &'a str, mark: &str, end: char) -> &'a str {
    page.split(mark).nth(1).unwrap_or_else(|| panic!("no {mark} on {page}")).split(end).next().unwrap()
}

/// A browser with a session, and the token of its forms.
pub(crate) struct Browser<'a> {
    server: &'a Server,
    pub(crate) cookies: String,
    form: String,
}

impl<'a> Browser<'a> {
    pub(crate) fn new(house: &'a House, cookies: String) -> Self {
        let page = house.page("/account", &cookies).is(200).text();
        let form = after(&page, "name=\"form\" value=\"", '"').to_owned();
        Self { server: &house.server, cookies, form }
    }

    pub(crate) fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("form", self.form.as_str())]).collect();
        self.server.send(&form(path, &fields).header("Cookie", &self.cookies))
    }

    /// Sets a second factor up; gives the key and the recovery codes.
    pub(crate) fn enrol(&self) -> (String, Vec<String>) {
        let page = self.send("/account/second-factor", &[("present", PASSWORD)]).is(200).text();
        let key = after(&page, "<code class=\"text\">", '<').to_owned();
        assert!(page.contains("<svg role=\"img\"") && page.contains("otpauth://totp/Assay:ana%40lab.example?secret="));
        assert!(!page.contains("style="), "the headers would not let it be drawn");
        let page = self.send("/account/second-factor/on", &[("code", &code(&key, 0))]).is(200).text();
        let codes = page.split("<li><code>").skip(1).map(|c| c.split('<').next().unwrap().to_owned()).collect();
        (key, codes)
    }
}

fn sign_in(house: &House, fields: &[(&str, &str)]) -> Answer {
    let all: Vec<(&str, &str)> =
        [("login", "ana@lab.example"), ("password", PASSWORD)].into_iter().chain(fields.iter().copied()).collect();
    house.server.send(&form("/sign-in", &all))
}

#[test]
fn a_code_is_asked_for_after_the_password_and_no_cookie_comes_before() {
    let house = House::new();
    let ana = Browser::new(&house, house.set_up());
    let (key, codes) = ana.enrol();
    assert_eq!(codes.len(), 10);
    assert!(house.page("/account", &ana.cookies).is(200).text().contains("10 recovery codes are left."));

    let asked = sign_in(&house, &[("next", "/controls")]).is(200);
    assert_eq!(asked.headers("set-cookie").count(), 0);
    let ticket = after(&asked.text(), "name=\"ticket\" value=\"", '"').to_owned();
    house.page("/", &format!("__Host-assay-session={ticket}")).is(303);
    let step = |fields: &[(&str, &str)]| house.server.send(&form("/sign-in/code", fields));
    let wrong = step(&[("ticket", &ticket), ("code", "none"), ("next", "//evil.example")]).is(401);
    assert_eq!(wrong.headers("set-cookie").count(), 0);
    assert!(wrong.text().contains(&ticket) && !wrong.text().contains("evil.example"));
    let planted = foreign("/sign-in/code", &[("ticket", &ticket), ("code", &codes[0])]);
    house.server.send(&planted.header("Sec-Fetch-Site", "cross-site")).is(403);
    let inside = step(&[("ticket", &ticket), ("code", &code(&key, 1)), ("next", "/controls")]).is(303);
    assert_eq!(inside.header("location"), Some("/controls"));
    house.page("/", &kept(&inside)).is(200);
    let over = step(&[("ticket", &ticket), ("code", &codes[0])]).is(401).text();
    assert!(over.contains("action=\"/sign-in\"") && over.contains("sign in again"), "{over}");
}

#[test]
fn recovery_codes_and_the_end_of_the_second_factor() {
    let house = House::new();
    let ana = Browser::new(&house, house.set_up());
    let (_, codes) = ana.enrol();
    let come_in = |code: &str| {
        let ticket = after(&sign_in(&house, &[]).is(200).text(), "name=\"ticket\" value=\"", '"').to_owned();
        house.server.send(&form("/sign-in/code", &[("ticket", &ticket), ("code", code)]))
    };
    let there = kept(&come_in(&codes[0]).is(303));
    come_in(&codes[0]).is(401);
    assert!(house.page("/account", &there).is(200).text().contains("9 recovery codes are left."));
    let fields = [("present", PASSWORD), ("code", codes[1].as_str())];
    let newer = ana.send("/account/second-factor/codes", &fields).is(200).text();
    assert!(!codes.iter().any(|code| newer.contains(code)));
    house.page("/", &there).is(303);
    let newer = after(&newer, "<li><code>", '<').to_owned();
    let refused = ana.send("/account/second-factor/off", &[("present", PASSWORD), ("code", "none")]).is(403).text();
    assert!(refused.contains("this code does not fit"), "{refused}");
    ana.send("/account/second-factor/off", &[("present", PASSWORD), ("code", &newer)]).is(200);
    assert_eq!(sign_in(&house, &[]).is(303).headers("set-cookie").count(), 2);
    // Nothing secret is in the server's own log.
    let said = house.server.stop();
    assert!(!said.contains(&newer) && !said.contains(&codes[0]));
}

#[test]
fn a_wrong_first_code_does_not_show_the_key_again() {
    let house = House::new();
    let ana = Browser::new(&house, house.set_up());
    let page = ana.send("/account/second-factor", &[("present", "not it at all, no")]).is(403).text();
    assert!(page.contains("not the password") && !page.contains("otpauth"));
    let page = ana.send("/account/second-factor", &[("present", PASSWORD)]).is(200).text();
    let key = after(&page, "<code class=\"text\">", '<').to_owned();
    let again = ana.send("/account/second-factor/on", &[("code", "none")]).is(400).text();
    assert!(!again.contains(&key) && !again.contains("otpauth") && again.contains("name=\"code\""));
    ana.send("/account/second-factor/on", &[("code", &code(&key, 0))]).is(200);
}

#[test]
fn an_administrator_takes_a_second_factor_away() {
    let house = House::new();
    let ana = Browser::new(&house, house.set_up());
    ana.enrol();
    let path = "/api/v1/w/second-lab/members/MBR-1/second-factor/reset";
    let by_session = Request::post(path, &json!({})).header("Cookie", &ana.cookies);
    let refused = house.server.send(&by_session.header("Sec-Fetch-Site", "same-origin")).is(403);
    assert_eq!(refused.json()["code"], "second-factor.own");
    // At the server's machine it is possible: an only administrator would not come in any more.
    let reset = || house.server.as_owner(&Request::post(path, &json!({}))).is(200).json();
    assert_eq!(reset(), json!({"member": "MBR-1", "was_on": true}));
    house.page("/", &ana.cookies).is(303);
    sign_in(&house, &[]).is(303);
    assert_eq!(reset()["was_on"], json!(false));
}
