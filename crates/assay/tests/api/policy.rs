//! The policy through the server: every role against every act on every kind, by the API and by the pages, compared with
//! the table of roles; and the duties, by their ids. `crates/app/src/access/tests.rs` holds the same at the use cases,
//! with every place at which a duty finds somebody.

use std::collections::BTreeSet;

use assay_domain::{Action, Kind, Place, Role, duties, is_author_only, read_needs};
use serde_json::{Value, json};

use crate::house::form;
use crate::stage::{Somebody, Stage};
use crate::support::Request;
use crate::support::http::Answer;

fn slug(action: impl serde::Serialize) -> String {
    serde_json::to_value(action).unwrap().as_str().unwrap().to_owned()
}

/// Whether records of a kind are there for a role at all.
fn sees(role: &Role, kind: &Kind) -> bool {
    !is_author_only(kind.name) && role.may(read_needs(kind.name), kind.name)
}

#[test]
fn the_api_lets_each_role_do_what_the_table_says() {
    let stage = Stage::new();
    let (mut refused, mut allowed) = (0, 0);
    for (role, by) in stage.cast() {
        let send = |request: Request| stage.server.send(&request.bearer(Some(&by.token)));
        for kind in Kind::all() {
            let request = Request::post(&Stage::path("records"), &json!({"kind": kind.name, "body": {}}));
            let what = format!("{} creates {}", role.id, kind.name);
            match kind.workflow.create {
                None => expect(&send(request), 400, "kind.managed", &what),
                Some(action) if !role.may(action, kind.name) => {
                    expect(&send(request), 403, "role.lacks-action", &what);
                }
                Some(_) => expect(&send(request), 422, "body.invalid", &what),
            }
            let Some(key) = stage.of_kind.get(kind.name) else { continue };
            for transition in kind.workflow.transitions {
                let path = Stage::path(&format!("records/{key}/transitions"));
                let answer = send(Request::post(&path, &json!({"transition": transition.name})));
                let what = format!("{} does `{}` to {}", role.id, transition.name, kind.name);
                if !sees(role, kind) {
                    expect(&answer, 404, "not-found", &what);
                } else if kind.workflow.create.is_none() {
                    expect(&answer, 400, "kind.managed", &what);
                } else if role.may(transition.needs, kind.name) {
                    assert_ne!(code(&answer), "role.lacks-action", "{what}");
                    allowed += 1;
                } else {
                    expect(&answer, 403, "role.lacks-action", &what);
                    let able = answer.json()["details"]["roles"].to_string();
                    assert!(able.contains("owner") || slug(transition.needs) == "handle", "{what}: {able}");
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 500 && allowed > 500, "both happen: {refused} refused, {allowed} allowed");
}

fn code(answer: &Answer) -> String {
    let told: Option<Value> = serde_json::from_str(&answer.text()).ok();
    told.and_then(|told| told["code"].as_str().map(str::to_owned)).unwrap_or_default()
}

#[track_caller]
fn expect(answer: &Answer, status: u16, said: &str, what: &str) {
    assert_eq!((answer.status, code(answer).as_str()), (status, said), "{what}: {}", answer.text());
}

/// What a page says to whoever may not.
const MAY_NOT: &str = "You may not do this.";

/// Somebody at a browser.
struct Browser<'a> {
    stage: &'a Stage,
    role: &'a Role,
    cookies: String,
    form: String,
}

impl<'a> Browser<'a> {
    fn of(stage: &'a Stage, role: &'a Role, by: &Somebody) -> Self {
        let cookies = stage.signed_in(&by.member);
        let account = stage.server.send(&Request::get("/account").header("Cookie", &cookies)).is(200).text();
        let form = account.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        Self { stage, role, cookies, form }
    }

    fn page(&self, path: &str) -> Answer {
        let request = Request::get(&format!("/w/stage/{path}")).header("Accept", "text/html");
        self.stage.server.send(&request.header("Cookie", &self.cookies))
    }

    /// Sends a form as the page would, whether the page showed one or not.
    fn send(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: Vec<(&str, &str)> =
            [("form", self.form.as_str())].into_iter().chain(fields.iter().copied()).collect();
        self.stage.server.send(&form(&format!("/w/stage/{path}"), &fields).header("Cookie", &self.cookies))
    }

    /// Making a record: the form, or the refusal in its place; and what is sent all the same is refused.
    fn makes(&self, kind: &'static Kind) {
        let path = format!("records/new?kind={}", kind.name);
        let (page, what) = (self.page(&path), format!("{} makes {}", self.role.id, kind.name));
        // Evidence that a person states has a form, though no record of it is made as others are.
        let stated = (kind.name == "evidence").then_some(Action::Collect);
        let Some(action) = kind.workflow.create.or(stated) else {
            assert_eq!(page.status, 404, "{what}");
            return;
        };
        assert_eq!(page.status, 200, "{what}: {}", page.text());
        let (may, page) = (self.role.may(action, kind.name), page.text());
        assert_eq!((page.contains("<form class=\"form"), page.contains(MAY_NOT)), (may, !may), "{what}");
        if !may {
            assert!(page.contains(&format!("you may not {} here", slug(action))), "{what}: {page}");
            assert_eq!(self.send(&path, &[("title", "sent all the same")]).status, 403, "{what}");
        }
    }

    /// Moving a record: what its page says of each move, what the page of the first says, and what comes of sending it.
    fn moves(&self, kind: &'static Kind, key: &str) {
        let (page, what) = (self.page(&format!("records/{key}")), format!("{} looks at {key}", self.role.id));
        if !sees(self.role, kind) {
            assert_eq!(page.status, 404, "{what}");
            return;
        }
        let page = page.is(200).text();
        let from_here = || kind.workflow.transitions.iter().filter(|t| t.from.contains(&kind.workflow.initial()));
        if kind.workflow.create.is_none() {
            assert!(!page.contains("/move/"), "{what}");
            return;
        }
        for one in from_here() {
            let said = page.split(&format!("/records/{key}/move/{}\"", one.name)).nth(1);
            let said = said.unwrap_or_else(|| panic!("{what}: no `{}`", one.name)).split("/move/").next().unwrap();
            let lacks = said.contains(&format!("you may not {} here", slug(one.needs)));
            assert_eq!(lacks, !self.role.may(one.needs, kind.name), "{what}: {} {said}", one.name);
            assert!(!lacks || said.contains(MAY_NOT), "{what}: {said}");
        }
        // Of those who may not, one is tried for each kind; the page of every move is made by the same function.
        let Some(one) = from_here().find(|t| !self.role.may(t.needs, kind.name)) else { return };
        let path = format!("records/{key}/move/{}", one.name);
        let form = self.page(&path).is(200).text();
        assert!(form.contains(MAY_NOT) && !form.contains("<form class=\"form"), "{what}: {}", one.name);
        assert_eq!(self.send(&path, &[("revision", "1")]).status, 403, "{what}: {}", one.name);
    }
}

#[test]
fn the_pages_show_each_role_what_the_table_says_and_refuse_the_rest() {
    let stage = Stage::new();
    let cast = stage.cast();
    // Accounts are made first: after that nothing here may write.
    let browsers: Vec<Browser<'_>> = cast.iter().map(|(role, by)| Browser::of(&stage, role, by)).collect();
    let size = stage.size();
    for browser in &browsers {
        for kind in Kind::all() {
            browser.makes(kind);
            if let Some(key) = stage.of_kind.get(kind.name) {
                browser.moves(kind, key);
            }
        }
    }
    assert_eq!(stage.size(), size, "what was refused wrote something");
}

/// Duties that bind a move from where a record starts, or its making: the others need a history, and are shown at the use
/// cases.
#[test]
fn the_api_names_the_duty_that_forbids() {
    let stage = Stage::new();
    // Who audits from outside sees a room and nothing else, whatever they are besides.
    let inside = assay_domain::roles().iter().filter(|role| !role.time_boxed);
    let everything: Vec<&str> = inside.map(|role| role.id.as_str()).collect();
    let (one, bystander) = (stage.somebody("One", &everything), stage.somebody("Bystander", &everything));
    let mut shown = BTreeSet::new();
    for duty in duties() {
        let kind = Kind::named(&duty.kind).unwrap();
        for verb in &duty.transitions {
            let starts = kind.workflow.transition(verb).is_some_and(|t| t.from.contains(&kind.workflow.initial()));
            let places = duty.differs_from.iter().map(Some).chain((!duty.stands_at.is_empty()).then_some(None));
            for place in places.filter(|_| starts) {
                let mut body = stage.body(kind);
                if kind.owned {
                    body["owner"] = json!(bystander.person);
                }
                let mut maker = &bystander;
                match place {
                    Some(Place::Creator | Place::Author) => maker = &one,
                    Some(Place::Owner) => body["owner"] = json!(one.person),
                    Some(Place::At(field)) if body[field].is_string() => body[field] = json!(one.person),
                    Some(Place::At(field)) => body[field] = json!([one.person]),
                    None => {}
                    Some(_) => continue,
                }
                let key = stage.create(&maker.token, kind, &body);
                let (size, path) = (stage.size(), Stage::path(&format!("records/{key}/transitions")));
                let request = Request::post(&path, &json!({"transition": verb})).bearer(Some(&one.token));
                let answer = stage.server.send(&request);
                let what = format!("{}: `{verb}` of {key} at {place:?}", duty.id);
                // Of several duties that stand in the way the first is named.
                assert_eq!(answer.status, 403, "{what}: {}", answer.text());
                let problem = answer.json();
                let rule = problem["code"].as_str().unwrap().to_owned();
                assert!(rule.starts_with("sod.") && problem["details"]["rule"] == json!(rule), "{what}: {problem}");
                assert!(problem["details"]["may"].is_array(), "{what}: it says who may: {problem}");
                assert_eq!(stage.size(), size, "{what}: it wrote something");
                shown.insert(rule);
            }
        }
    }
    assert!(shown.len() >= 20, "{}: {shown:?}", shown.len());
}
