//! Acts of the history, performed through the use cases by the members who did them.

use std::collections::BTreeMap;

use assay_domain::{AIMS, Action, Key, Timestamp, Via};
use assay_ports::{Clock, SimulatedClock};
use serde_json::{Map, Value, json};

use super::history::{Act, Control, History, What};
use super::names::Names;
use super::run_log;
use crate::access::{Principal, own_work};
use crate::dto::{DeliveredFile, IngestRequest, RecordView};
use crate::records::{CreateRequest, TransitionRequest, UpdateRequest};
use crate::threshold::ThresholdRequest;
use crate::workspace::Workspace;
use crate::{Answer, AppError, DraftSoaRequest};

/// Two acts lie at least this far apart: three minutes, in microseconds.
const PAUSE: i64 = 180_000_000;

/// A history on its way into a workspace.
pub(super) struct Performance<'w> {
    workspace: &'w Workspace,
    clock: &'w SimulatedClock,
    history: &'w History,
    start: Timestamp,
    today: Timestamp,
    names: Names,
    members: BTreeMap<String, Key>,
}

impl<'w> Performance<'w> {
    /// Stands ready in a workspace that was just founded: its owner is `marcus`, its control rows bear their ids.
    pub(super) fn begin(
        workspace: &'w Workspace,
        clock: &'w SimulatedClock,
        history: &'w History,
        start: Timestamp,
        today: Timestamp,
    ) -> Answer<Self> {
        let owner = workspace.local_principal(Via::System)?;
        let scope = workspace.enter(&owner, Action::Read)?;
        let mut names = Names::new(start, today);
        names.give("marcus", &workspace.own_person(&owner)?);
        for control in &history.controls {
            let row = workspace.row_of(&scope, &format!("iso42001:{}", control.id))?;
            let row = row.ok_or_else(|| AppError::internal(format!("there is no row of {}", control.id)))?;
            names.give(&control.id, &row.to_string());
        }
        let members = BTreeMap::from([("marcus".to_owned(), owner.key)]);
        Ok(Self { workspace, clock, history, start, today, names, members })
    }

    /// Performs every act at its moment.
    pub(super) fn perform(mut self) -> Answer<()> {
        let history = self.history;
        for (moment, act) in history.in_order(self.start, self.today)? {
            self.clock.set(self.clock.now().max(moment));
            self.act(act).map_err(|e| within(e, act, moment))?;
        }
        Ok(())
    }

    fn act(&mut self, act: &Act) -> Answer<()> {
        let by = self.member(&act.by)?;
        self.names.stand_at(self.workspace.position()?);
        match &act.what {
            What::Join { name, title, position, roles } => self.join(&by, name, title, position, roles),
            What::Enrol { name, roles } => self.enrol(&by, name, roles),
            What::Create { kind, name, body, then } => {
                let body = self.names.fill_map(body)?;
                let made = self.create(&by, kind, body)?;
                if let Some(name) = name {
                    self.names.give(name, &made.key);
                }
                then.iter().try_for_each(|transition| self.transition(&by, &made.key, transition))
            }
            What::Change { record, body } => {
                let (key, body) = (self.names.fill(record)?, self.names.fill_map(body)?);
                self.change(&by, &key, body)
            }
            What::Move { transition, records } => {
                records.iter().try_for_each(|record| self.transition(&by, &self.names.fill(record)?, transition))
            }
            What::Threshold { name, request } => {
                let request = Value::Object(self.names.fill_map(request)?);
                let request: ThresholdRequest = serde_json::from_value(request).map_err(AppError::internal)?;
                let made = self.workspace.set_threshold(&by, &request)?;
                self.pause();
                self.names.give(name, &made.key);
                Ok(())
            }
            What::Decide { area, approver } => self.decide(&by, area, approver),
            What::Soa { name, title, scope } => {
                let request = DraftSoaRequest {
                    framework: AIMS.to_owned(),
                    title: title.clone(),
                    owner: self.workspace.own_person(&by)?,
                    scope: scope.clone(),
                };
                let made = self.workspace.draft_soa(&by, &request)?;
                self.pause();
                self.names.give(name, &made.key);
                Ok(())
            }
            What::Deliver { name, subject, run } => {
                let (file, bytes) = run_log::log(run, self.clock.now())?;
                self.deliver(&by, name, subject, file, &bytes)
            }
            What::Keep { name, text } => {
                let stored = self.workspace.put_artifact(&by, &mut text.as_bytes())?;
                self.names.give(name, &stored.sha256);
                Ok(())
            }
            What::Inspect { name, subject, suite, cases } => {
                let (file, bytes) = run_log::report(name, suite, cases, self.clock.now());
                self.deliver(&by, name, subject, file, &bytes)
            }
        }
    }

    /// The next act comes later than this one.
    fn pause(&self) {
        self.clock.advance(PAUSE);
    }

    /// The member as they stand: rights come and go.
    fn member(&self, name: &str) -> Answer<Principal> {
        let nobody = || AppError::internal(format!("`{name}` is no member yet"));
        let key = self.members.get(name).ok_or_else(nobody)?;
        let head = self.workspace.store.head(&own_work(self.workspace.id), key)?.ok_or_else(nobody)?;
        Ok(Principal::of_member(self.workspace.id, &head, Via::System))
    }

    /// Gives a person these roles, as a member or as a new one.
    fn enrol(&mut self, by: &Principal, name: &str, roles: &[String]) -> Answer<()> {
        let roles = object(json!({ "roles": roles }));
        if let Some(key) = self.members.get(name) {
            return self.change(by, &key.to_string(), roles);
        }
        let person = self.names.key(name)?;
        let title = self.workspace.show(by, &person, None)?.title;
        let mut body = object(json!({"title": title, "person": person}));
        body.extend(roles);
        let made = self.create(by, "member", body)?;
        self.members.insert(name.to_owned(), crate::records::key(&made.key)?);
        Ok(())
    }

    fn join(&mut self, by: &Principal, name: &str, title: &str, position: &str, roles: &[String]) -> Answer<()> {
        let person = self.create(by, "person", object(json!({"title": title, "position": position})))?;
        self.names.give(name, &person.key);
        if roles.is_empty() { Ok(()) } else { self.enrol(by, name, roles) }
    }

    fn create(&self, by: &Principal, kind: &str, body: Map<String, Value>) -> Answer<RecordView> {
        let request = CreateRequest { kind: kind.to_owned(), body: Value::Object(body), effective: None };
        let made = self.workspace.create(by, &request, None)?;
        self.pause();
        Ok(made)
    }

    fn change(&self, by: &Principal, key: &str, fields: Map<String, Value>) -> Answer<()> {
        let record = self.workspace.show(by, key, None)?;
        let mut body = object(record.body);
        body.extend(fields);
        let request = UpdateRequest { body: Value::Object(body), revision: record.revision };
        self.workspace.update(by, key, &request, None)?;
        self.pause();
        Ok(())
    }

    fn transition(&self, by: &Principal, key: &str, transition: &str) -> Answer<()> {
        let request = TransitionRequest { transition: transition.to_owned(), revision: None, digest: None };
        self.workspace.transition(by, key, &request, None)?;
        self.pause();
        Ok(())
    }

    fn decide(&self, by: &Principal, area: &str, approver: &str) -> Answer<()> {
        let (approver, area) = (self.member(approver)?, format!("{area}."));
        for control in self.history.controls.iter().filter(|c| c.id.starts_with(&area)) {
            let key = self.names.key(&control.id)?;
            self.change(by, &key, self.row(control)?)?;
            self.transition(&approver, &key, "approve")?;
        }
        Ok(())
    }

    fn row(&self, control: &Control) -> Answer<Map<String, Value>> {
        let keys = |names: &[String]| names.iter().map(|s| self.names.key(s)).collect::<Answer<Vec<_>>>();
        let (usual, covered) = if control.bought {
            (&self.history.reason, Vec::new())
        } else {
            (&self.history.bought_reason, keys(&self.history.covers)?)
        };
        Ok(object(json!({
            "owner": self.names.key(&control.owner)?,
            "applicable": control.applicable,
            "reason": self.names.fill(control.reason.as_ref().unwrap_or(usual))?,
            "statement": control.statement,
            "implementation": control.implementation,
            "missing_for": keys(&control.missing_for)?,
            "systems_covered": covered,
        })))
    }

    fn deliver(&mut self, by: &Principal, name: &str, subject: &str, file: String, mut bytes: &[u8]) -> Answer<()> {
        let stored = self.workspace.put_artifact(by, &mut bytes)?;
        let request = IngestRequest {
            files: vec![DeliveredFile { name: file, sha256: stored.sha256 }],
            subject: self.names.fill(subject)?,
            pipeline: None,
            attempt: None,
        };
        let report = self.workspace.ingest(by, &request)?;
        self.pause();
        let evidence = report.artifacts.first().and_then(|a| a.evidence.as_deref());
        let evidence = evidence.ok_or_else(|| {
            let faults: Vec<&str> = report.errors.iter().map(|e| e.reason.as_str()).collect();
            AppError::internal(format!("the constructed log was not read: {}", faults.join("; ")))
        })?;
        self.names.give(name, evidence);
        Ok(())
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// What stops the history names the act at which it stopped.
fn within(error: AppError, act: &Act, moment: Timestamp) -> AppError {
    let text = format!("the demonstration stops at {moment}, {} {:?}: {}", act.by, act.what, error.text);
    AppError { text, ..error }
}
