//! Every role against every act on every kind, and every duty against whoever stands at its place.

use std::collections::BTreeSet;
use std::sync::Arc;

use assay_domain::{Action, Duty, Key, KeyPlan, Kind, Place, Timestamp, Via, duties, read_needs, role, roles};
use assay_ports::outbound::Silent;
use assay_ports::{SeededRandom, SimulatedClock};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Principal, own_work};
use crate::installation::Outside;
use crate::records::{CreateRequest, TransitionRequest, UpdateRequest};
use crate::workspace::{Draft, Workspace};
use crate::{Answer, ErrorClass, Installation, NewWorkspace};

/// Somebody of the cast: the person and the member that person is.
struct Somebody {
    person: String,
    principal: Principal,
}

/// A workspace with one record of each kind, so that every sample's references lead somewhere.
struct Ground {
    ws: Arc<Workspace>,
    // Dropped before their folder goes.
    _installation: Installation,
    _folder: TempDir,
}

impl Ground {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let now = Timestamp::parse("2026-11-25T09:00:00Z").unwrap();
        let (clock, random) = (Arc::new(SimulatedClock::at(now)), Arc::new(SeededRandom::new(5)));
        let outside = Outside { clock, random, outbound: Arc::new(Silent) };
        let installation = Installation::open(&folder.path().join("d"), outside).unwrap();
        let new = NewWorkspace { organisation: "Ground".to_owned(), slug: None, owner: Some("Ana".to_owned()) };
        installation.create_workspace(&new).unwrap();
        let ws = installation.workspace(None).unwrap();
        let this = Self { ws, _installation: installation, _folder: folder };
        let founder = this.ws.local_principal(Via::LocalCli).unwrap();
        // Bare first, since samples point at each other in circles.
        let bare = json!({"title": "bare", "owner": "PER-1"});
        let (plain, rest): (Vec<&'static Kind>, Vec<_>) =
            Kind::all().iter().copied().partition(|k| k.normalise(bare.clone()).is_ok());
        // Some samples name a second or third of a kind.
        for kind in plain.into_iter().chain(rest) {
            let body = if kind.normalise(bare.clone()).is_ok() { bare.clone() } else { kind.sample() };
            for _ in 0..3 {
                this.plant(kind, body.clone(), kind.workflow.initial(), &founder);
            }
        }
        this
    }

    /// Records a body in a state by the shortest way: what led there is not what is tested here.
    fn plant(&self, kind: &'static Kind, mut body: Value, state: &str, by: &Principal) -> Key {
        if kind.name == "restriction" {
            // Seen by everybody: what it hides is tested elsewhere.
            body["roles"] = roles().iter().map(|r| r.id.as_str()).collect();
        }
        let mut normal = kind.normalise(body).unwrap_or_else(|e| panic!("{}: {e:?}", kind.name));
        normal.unique.clear();
        normal.artifacts.clear();
        let draft = Draft { state: state.to_owned(), ..self.ws.new_record(kind, normal) };
        self.commit(draft, by)
    }

    /// Another revision of a record, as the act of somebody.
    fn act(&self, kind: &'static Kind, key: &Key, op: &str, state: &str, by: &Principal) {
        let head = self.ws.head(&own_work(self.ws.id), key).unwrap();
        let mut normal = kind.normalise(Workspace::body(&head)).unwrap();
        normal.unique.clear();
        normal.artifacts.clear();
        let draft = Draft {
            record: head.record,
            kind,
            key: KeyPlan::Existing(key.clone()),
            expected: head.revision,
            op: op.to_owned(),
            state: state.to_owned(),
            normal,
            effective: None,
        };
        self.commit(draft, by);
    }

    fn commit(&self, draft: Draft, by: &Principal) -> Key {
        let write = self.ws.write(draft).unwrap();
        let written = self.ws.commit(&own_work(self.ws.id), by, vec![write], Vec::new(), None).unwrap().written;
        written.into_iter().next().unwrap().key
    }

    fn somebody(&self, name: &str, roles: &[&str]) -> Somebody {
        let founder = self.ws.local_principal(Via::LocalCli).unwrap();
        let made = |kind: &str, body| {
            let request = CreateRequest { kind: kind.to_owned(), body, effective: None };
            self.ws.create(&founder, &request, None).unwrap().key
        };
        let person = made("person", json!({"title": name}));
        let mut body = json!({"title": name, "person": person, "roles": roles});
        if roles.iter().any(|id| role(id).is_some_and(|role| role.time_boxed)) {
            body["until"] = json!("2026-12-31T18:00:00Z");
        }
        let member = made("member", body);
        let head = self.ws.head(&own_work(self.ws.id), &member.parse().unwrap()).unwrap();
        Somebody { person, principal: Principal::of_member(self.ws.id, &head, Via::LocalCli) }
    }

    fn transition(&self, by: &Principal, key: &Key, verb: &str) -> Answer<()> {
        let request = TransitionRequest { transition: verb.to_owned(), revision: None, digest: None };
        self.ws.transition(by, &key.to_string(), &request, None).map(drop)
    }
}

fn code(outcome: &Answer<()>) -> &str {
    outcome.as_ref().err().map_or("", |e| e.code.as_str())
}

/// A role that lacks the right is told so before anything else, whatever the record's state; one that has it never is.
#[test]
fn every_role_moves_what_it_may_and_nothing_else() {
    let ground = Ground::new();
    let founder = ground.ws.local_principal(Via::LocalCli).unwrap();
    let cast: Vec<_> = roles().iter().map(|r| (r, ground.somebody(&r.id, &[&r.id]).principal)).collect();
    let (mut refused, mut allowed) = (0, 0);
    for kind in Kind::all() {
        let made_by_hand = kind.workflow.create;
        for (role, by) in &cast {
            let may = |action: Action| role.may(action, kind.name);
            let request = CreateRequest { kind: kind.name.to_owned(), body: json!({}), effective: None };
            let outcome = ground.ws.create(by, &request, None).map(drop);
            let expected = match made_by_hand {
                None => "kind.managed",
                Some(action) if !may(action) => "role.lacks-action",
                Some(_) => "body.invalid",
            };
            assert_eq!(code(&outcome), expected, "{} creates {}: {outcome:?}", role.id, kind.name);
        }
        for transition in kind.workflow.transitions {
            let mut key = None;
            for (role, by) in &cast {
                let place = || ground.plant(kind, kind.sample(), transition.from[0], &founder);
                let at = key.take().unwrap_or_else(place);
                let outcome = ground.transition(by, &at, transition.name);
                let what = format!("{} does `{}` to {}: {outcome:?}", role.id, transition.name, kind.name);
                if !role.may(read_needs(kind.name), kind.name) {
                    assert_eq!(outcome.unwrap_err().class, ErrorClass::NotFound, "{what}");
                } else if made_by_hand.is_none() {
                    assert_eq!(code(&outcome), "kind.managed", "{what}");
                } else if role.may(transition.needs, kind.name) {
                    assert_ne!(code(&outcome), "role.lacks-action", "{what}");
                    allowed += 1;
                    if outcome.is_ok() {
                        continue;
                    }
                } else {
                    let error = outcome.unwrap_err();
                    assert_eq!(
                        (error.class, error.code.as_str()),
                        (ErrorClass::Forbidden, "role.lacks-action"),
                        "{what}"
                    );
                    refused += 1;
                }
                key = Some(at);
            }
        }
    }
    assert!(refused > 100 && allowed > 100, "both happen: {refused} refused, {allowed} allowed");
}

/// The record on which a duty is tried: who stands at which place.
struct Scene<'a> {
    ground: &'a Ground,
    duty: &'static Duty,
    kind: &'static Kind,
    transition: &'a str,
}

impl Scene<'_> {
    /// A state from which the transition starts; for edits, one in which the body may be edited.
    fn state(&self) -> &'static str {
        match self.kind.workflow.transition(self.transition) {
            Some(transition) => transition.from[0],
            None => self.kind.workflow.editable.first().copied().unwrap_or(self.kind.workflow.initial()),
        }
    }

    /// A body in which nobody but the bystander stands anywhere, with what the transition requires.
    fn body(&self, bystander: &Somebody) -> Value {
        let mut body = self.kind.sample();
        self.furnish(&mut body);
        if self.kind.owned {
            body["owner"] = json!(bystander.person);
        }
        for place in duties().iter().filter(|d| d.kind == self.kind.name).flat_map(places) {
            match place {
                Place::At(field) => point(&mut body, field, &bystander.person),
                Place::OwnerOf(field) => self.point_at_owned(&mut body, field, bystander),
                Place::CreatorOf(field) => self.point_at_made(&mut body, field, bystander, bystander),
                _ => {}
            }
        }
        body
    }

    /// What a move asks for that a sample, which stands for any state, does not hold.
    fn furnish(&self, body: &mut Value) {
        match (self.kind.name, self.transition) {
            ("control-test", "redraw") => {
                body["redraws"] = json!([{"seed": body["seed"]["value"], "because": "the draw was annulled"}]);
            }
            ("objective", "confirm") => body["progress"] = json!([{"on": "2026-11-20", "value": body["target"]}]),
            ("treatment-action", _) => body["effectiveness_result"] = json!("fewer corrections than before"),
            ("supplier", "approve-with-conditions") => body["conditions"] = json!("a right to audit"),
            ("supplier", "reject") => body["rejection"] = json!("no answer about the data used"),
            _ => {}
        }
    }

    /// Points the field at a record for which somebody answers, and that nobody of the cast made.
    fn point_at_owned(&self, body: &mut Value, field: &str, owner: &Somebody) {
        let founder = self.ground.ws.local_principal(Via::LocalCli).unwrap();
        self.point_at(body, field, &owner.person, &founder);
    }

    /// Points the field at a record that somebody made, and for which somebody else answers.
    fn point_at_made(&self, body: &mut Value, field: &str, maker: &Somebody, owner: &Somebody) {
        self.point_at(body, field, &owner.person, &maker.principal);
    }

    fn point_at(&self, body: &mut Value, field: &str, owner: &str, maker: &Principal) {
        let shown = body[field].get(0).unwrap_or(&body[field]).as_str();
        let shown: Key =
            shown.unwrap_or_else(|| panic!("the sample of {} names no {field}", self.kind.name)).parse().unwrap();
        let target = Kind::with_prefix(shown.prefix()).unwrap();
        let mut target_body = target.sample();
        target_body["owner"] = json!(owner);
        let key = self.ground.plant(target, target_body, target.workflow.initial(), maker);
        point(body, field, &key.to_string());
        if self.kind.name == "treatment-plan" {
            body["expected"][0]["risk"] = json!(key);
        }
    }

    /// What somebody is answered who stands at the place; with no place, who stands nowhere.
    fn attempt(&self, place: Option<&Place>, by: &Somebody, bystander: &Somebody) -> Answer<()> {
        let mut body = self.body(bystander);
        let (mut maker, mut author, mut mover) = (bystander, bystander, None);
        match place {
            Some(Place::Creator) => maker = by,
            Some(Place::Author) => author = by,
            Some(Place::Owner) => body["owner"] = json!(by.person),
            Some(Place::At(field)) => point(&mut body, field, &by.person),
            Some(Place::OwnerOf(field)) => self.point_at_owned(&mut body, field, by),
            Some(Place::Mover(verb)) => mover = Some(verb),
            Some(Place::Oneself) => {
                let key = by.principal.key.to_string();
                return self.on_member(&key, by);
            }
            Some(Place::EvidenceCreator | Place::EvidenceCollector) => self.deliver(&mut body, place, by, bystander),
            Some(Place::CreatorOf(field)) => self.point_at_made(&mut body, field, by, bystander),
            Some(Place::EvidenceMaker) => self.deliver_about(&mut body, by, bystander),
            None => {}
        }
        if self.transition == "create" {
            let request = CreateRequest { kind: self.kind.name.to_owned(), body, effective: None };
            return self.ground.ws.create(&by.principal, &request, None).map(drop);
        }
        let key = self.ground.plant(self.kind, body.clone(), self.state(), &maker.principal);
        self.ground.act(self.kind, &key, "update", self.state(), &author.principal);
        if let Some(verb) = mover {
            self.ground.act(self.kind, &key, verb, self.state(), &by.principal);
        }
        if self.transition == "update" {
            body["title"] = json!("changed");
            let revision = self.ground.ws.head(&own_work(self.ground.ws.id), &key).unwrap().revision;
            let request = UpdateRequest { body, revision };
            return self.ground.ws.update(&by.principal, &key.to_string(), &request, None).map(drop);
        }
        self.ground.transition(&by.principal, &key, self.transition)
    }

    fn on_member(&self, key: &str, by: &Somebody) -> Answer<()> {
        let member: Key = key.parse().unwrap();
        if self.transition == "restore" {
            // Somebody who is out afterwards, and not needed any more.
            let eve = self.ground.somebody("Eve", &["owner"]);
            self.ground.act(self.kind, &eve.principal.key, "remove", "removed", &by.principal);
            return self.ground.transition(&eve.principal, &eve.principal.key, self.transition);
        }
        if self.transition != "update" {
            return self.ground.transition(&by.principal, &member, self.transition);
        }
        let head = self.ground.ws.head(&own_work(self.ground.ws.id), &key.parse().unwrap()).unwrap();
        let mut body = Workspace::body(&head);
        body["roles"] = json!(["viewer"]);
        self.ground.ws.update(&by.principal, key, &UpdateRequest { body, revision: head.revision }, None).map(drop)
    }

    /// Evidence about a model that somebody made, which somebody else delivered.
    fn deliver_about(&self, body: &mut Value, maker: &Somebody, bystander: &Somebody) {
        let (kind, model) = (Kind::named("evidence").unwrap(), Kind::named("model").unwrap());
        let model = self.ground.plant(model, model.sample(), model.workflow.initial(), &maker.principal);
        let mut evidence = kind.sample();
        evidence["collector"]["member"] = json!(bystander.principal.key);
        evidence["subject"] = json!(model);
        let key = self.ground.plant(kind, evidence, kind.workflow.initial(), &bystander.principal);
        body["evidence"] = json!(key);
    }

    /// Evidence that one of the two made and the other collected, as the place says.
    fn deliver(&self, body: &mut Value, place: Option<&Place>, by: &Somebody, bystander: &Somebody) {
        let kind = Kind::named("evidence").unwrap();
        let collected = place == Some(&Place::EvidenceCollector);
        let (maker, collector) = if collected { (bystander, by) } else { (by, bystander) };
        let mut evidence = kind.sample();
        evidence["collector"]["member"] = json!(collector.principal.key);
        let key = self.ground.plant(kind, evidence, kind.workflow.initial(), &maker.principal);
        body["evidence"] = json!(key);
    }
}

fn places(duty: &'static Duty) -> impl Iterator<Item = &'static Place> {
    duty.differs_from.iter().chain(&duty.stands_at)
}

/// Writes a key where the sample has one key, or as the only one where it has a list.
fn point(body: &mut Value, field: &str, key: &str) {
    body[field] = if body[field].is_array() { json!([key]) } else { json!(key) };
}

#[test]
fn every_duty_binds_whoever_stands_at_its_place() {
    let ground = Ground::new();
    // The owner of the installation has access without an end, so nobody holds a role for a time beside it.
    let everything: Vec<&str> = roles().iter().filter(|r| !r.time_boxed).map(|r| r.id.as_str()).collect();
    let cast = ["Bea", "Cai", "Dora"].map(|name| ground.somebody(name, &everything));
    let [bystander, one, other] = &cast;
    let (mut held, mut faults) = (BTreeSet::new(), Vec::<String>::new());
    for duty in duties() {
        let kind = Kind::named(&duty.kind).unwrap();
        for transition in &duty.transitions {
            let scene = Scene { ground: &ground, duty, kind, transition };
            let mut refused = |outcome: Answer<()>, who: &str| {
                let rule = outcome.as_ref().err().map(|e| (e.class, e.code.as_str(), e.details.get("rule").cloned()));
                if rule != Some((ErrorClass::Forbidden, duty.id.as_str(), Some(json!(duty.id)))) {
                    faults.push(format!("{}: {transition} by {who}: {outcome:?}", duty.id));
                }
            };
            for place in &duty.differs_from {
                refused(scene.attempt(Some(place), one, bystander), &format!("{place:?}"));
                held.insert(&scene.duty.id);
            }
            let nowhere = scene.attempt(None, other, bystander);
            if duty.stands_at.is_empty() {
                assert_ne!(code(&nowhere), duty.id, "{transition}: who stands nowhere is not bound");
                continue;
            }
            refused(nowhere, "who stands nowhere");
            for place in &duty.stands_at {
                let outcome = scene.attempt(Some(place), one, bystander);
                assert_ne!(code(&outcome), duty.id, "{transition}: who stands at {place:?} may");
                held.insert(&scene.duty.id);
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(held.len(), duties().len(), "every duty was tried");
}
