//! An installation that is signed in to, and requests as a browser makes them.

use serde_json::{Value, json};

use crate::support::http::Answer;
use crate::support::{Request, Server, TestEnvironment};

/// Of the first administrator, `ana@lab.example`.
pub(crate) const PASSWORD: &str = "lantern gravel osprey";

fn encoded(fields: &[(&str, &str)]) -> String {
    let plain = |text: &str| {
        text.bytes().fold(String::new(), |out, b| {
            if b.is_ascii_alphanumeric() { out + &char::from(b).to_string() } else { format!("{out}%{b:02X}") }
        })
    };
    fields.iter().map(|(name, value)| format!("{name}={}", plain(value))).collect::<Vec<_>>().join("&")
}

/// A form, as a page of ours sends it.
pub(crate) fn form(path: &str, fields: &[(&str, &str)]) -> Request {
    foreign(path, fields).header("Sec-Fetch-Site", "same-origin")
}

/// A form, as a page sends it that is not ours.
pub(crate) fn foreign(path: &str, fields: &[(&str, &str)]) -> Request {
    let form = Request::new("POST", path).header("Content-Type", "application/x-www-form-urlencoded");
    form.body(encoded(fields))
}

/// The cookies that an answer gives.
pub(crate) fn cookies(answer: &Answer) -> Vec<String> {
    answer.headers("set-cookie").map(str::to_owned).collect()
}

/// What a browser sends back.
pub(crate) fn kept(answer: &Answer) -> String {
    let pairs: Vec<String> =
        cookies(answer).iter().map(|c| c.split(';').next().unwrap().to_owned()).filter(|c| !c.ends_with('=')).collect();
    pairs.join("; ")
}

/// A served installation of one workspace, `second-lab`, that people sign in to.
pub(crate) struct House {
    pub(crate) server: Server,
    // The folder outlives the server.
    pub(crate) place: TestEnvironment,
}

impl House {
    pub(crate) fn new() -> Self {
        Self::served(&[])
    }

    /// With more said to the server.
    pub(crate) fn served(more: &[&str]) -> Self {
        let place = TestEnvironment::empty();
        place.run(&["init", "--organisation", "Second Lab", "--owner", "Ana"]).succeeds();
        Self { server: Server::on(&place, "127.0.0.1:0", more), place }
    }

    /// What the log of the control store says was done, and of what, in order.
    pub(crate) fn control_log(&self) -> Vec<(String, String)> {
        let file = rusqlite::Connection::open(self.place.data().join("control.sqlite")).unwrap();
        let all = "SELECT entry.bytes, control_body.body FROM entry JOIN control_body USING (seq) ORDER BY seq";
        let mut all = file.prepare(all).unwrap();
        let op = |bytes: Vec<u8>| serde_json::from_slice::<Value>(&bytes).unwrap()["op"].as_str().unwrap().to_owned();
        let rows = all.query_map([], |row| Ok((op(row.get(0)?), row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// Runs a command at the server's machine.
    pub(crate) fn run(&self, arguments: &[&str]) -> crate::support::environment::Ran {
        self.place.run(arguments)
    }

    /// A file beside the data folder.
    pub(crate) fn write(&self, name: &str, text: &str) -> String {
        self.place.write(name, text)
    }

    /// Makes the first administrator; gives the cookies.
    pub(crate) fn set_up(&self) -> String {
        let code = self.server.setup_code().unwrap();
        let fields = [("code", code.as_str()), ("name", "Ana"), ("login", "ana@lab.example"), ("password", PASSWORD)];
        let answer = self.server.send(&form("/set-up", &fields)).is(303);
        assert_eq!(answer.header("location"), Some("/"));
        kept(&answer)
    }

    /// Asks the API as a page of ours does for whoever is signed in.
    pub(crate) fn act(&self, session: &str, method: &str, path: &str, body: &Value) -> Answer {
        let request = Request::new(method, &format!("/api/v1/w/second-lab/{path}")).json(body);
        self.server.send(&request.header("Cookie", session).header("Sec-Fetch-Site", "same-origin"))
    }

    /// Makes a member with these roles, at the machine, so that they are not fresh from whoever is signed in; gives their
    /// key and where their invitation is taken up.
    pub(crate) fn invite(&self, session: &str, name: &str, roles: &[&str]) -> (String, String) {
        let make = |kind: &str, body: &Value| {
            let request = Request::post("/api/v1/w/second-lab/records", &json!({"kind": kind, "body": body}));
            let made = self.server.as_owner(&request).is(201).json();
            made["key"].as_str().unwrap().to_owned()
        };
        let person = make("person", &json!({"title": name}));
        let member = make("member", &json!({"title": name, "person": person, "roles": roles}));
        let made = self.act(session, "POST", &format!("members/{member}/invitation"), &json!({})).is(201).json();
        (member, made["path"].as_str().unwrap().to_owned())
    }

    /// A page, as a browser asks for it.
    pub(crate) fn page(&self, path: &str, cookies: &str) -> Answer {
        self.server.send(&Request::get(path).header("Accept", "text/html").header("Cookie", cookies))
    }
}
