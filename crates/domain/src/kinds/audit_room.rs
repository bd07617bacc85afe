//! Audit room: auditors from outside see the records as they stood at one position of the log, ask, and are answered,
//! until the room's minute comes [9.2.2]. While it is open nothing of it changes; another one is opened instead.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::Audit;
use super::certification_audit::CertificationAudit;
use super::member::Member;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Frozen, Kind, LONGEST_BOX, Label, Problem, Ref, Text, Timestamp, Transition, Workflow};

/// Most auditors of a room, and most lines of what it is about.
const MOST_LINES: usize = 200;

/// Audit room.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AuditRoom {
    /// What people read.
    pub title: String,
    /// Who looks after the auditors and their requests.
    pub owner: Option<Ref<Person>>,
    /// The internal audit it serves.
    pub audit: Option<Ref<Audit>>,
    /// Or the certification audit.
    pub certification_audit: Option<Ref<CertificationAudit>>,
    /// The members who are let in: auditors from outside.
    pub auditors: Vec<Ref<Member>>,
    /// First moment, for example `2026-10-12T08:00:00Z`; the moment it is opened unless stated.
    #[schemars(with = "Option<String>")]
    pub from: Option<Timestamp>,
    /// The minute at which it ends by itself, at most 90 days later.
    #[schemars(with = "Option<String>")]
    pub until: Option<Timestamp>,
    /// What it is about: frameworks in force, or requirements such as `iso42001:A.6.2.4`.
    pub requirements: Vec<String>,
    /// Position of the log or time whose last checkpoint it stands at; the present one unless stated.
    pub as_of: Option<String>,
    /// The position at which it stands: fixed when it is opened.
    pub position: Option<u64>,
    /// The seed of its samples, the root of the log at that position in hexadecimal: fixed when it is opened.
    pub seed: Option<String>,
}

impl AuditRoom {
    /// Whether somebody can be inside at a moment. It ends by itself; nobody has to end it.
    #[must_use]
    pub fn is_open(&self, state: &str, now: Timestamp) -> bool {
        state == "open" && self.from.is_none_or(|from| from <= now) && self.until.is_some_and(|until| now < until)
    }

    /// Its state at a moment, which may be over before anybody says so.
    #[must_use]
    pub fn state_at<'a>(&self, state: &'a str, now: Timestamp) -> &'a str {
        if state == "open" && self.until.is_none_or(|until| until <= now) { "ended" } else { state }
    }
}

impl Body for AuditRoom {
    const NAME: &'static str = "audit-room";
    const PREFIX: &'static str = "ROOM";
    // Nobody chooses them: the program states them when the room is opened.
    const FROZEN: &'static [Frozen] = &[Frozen { states: &["preparing"], fields: &["position", "seed"] }];

    fn sample() -> Self {
        let at = |text: &str| Timestamp::parse(text).ok();
        Self {
            title: "Stage 2, October".into(),
            owner: Some(Ref::number(1)),
            audit: None,
            certification_audit: Some(Ref::number(1)),
            auditors: vec![Ref::number(1)],
            from: at("2026-10-12T08:00:00Z"),
            until: at("2026-10-16T17:00:00Z"),
            requirements: vec!["iso42001".into(), "iso27001:A.5.1".into()],
            as_of: Some("2026-10-09".into()),
            position: Some(1_204),
            seed: Some("5b".repeat(32)),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let (Some(from), Some(until)) = (self.from, self.until) {
            if until <= from {
                let text = "the room ends before it begins";
                problems.push(Problem::new("/until", "room.no-time", text));
            } else if until > from.plus_days(LONGEST_BOX) {
                let text = format!("a room is open for at most {LONGEST_BOX} days; open another one then");
                problems.push(Problem::new("/until", "room.too-long", text));
            }
        }
        for (at, lines) in [("/auditors", self.auditors.len()), ("/requirements", self.requirements.len())] {
            if lines > MOST_LINES {
                problems.push(Problem::new(at, "room.too-many", format!("at most {MOST_LINES} lines stand here")));
            }
        }
        problems
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        if transition != "open" {
            return Vec::new();
        }
        let no_audit = self.audit.is_none() && self.certification_audit.is_none();
        let all = [
            (no_audit, "/certification_audit", "room.no-audit", "name the audit that the room serves"),
            (self.auditors.is_empty(), "/auditors", "room.no-auditors", "name the auditors who are let in"),
            (self.until.is_none(), "/until", "room.no-end", "say until when the room is open"),
            (self.requirements.is_empty(), "/requirements", "room.no-scope", "say what the room is about"),
        ];
        all.into_iter().filter(|(lacks, ..)| *lacks).map(|(_, at, code, text)| Problem::new(at, code, text)).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: AuditRoom::NAME,
    prefix: AuditRoom::PREFIX,
    version: 1,
    title: Text::new("Audit room", "Sala de auditoria", "Sala de auditoria"),
    refs: &["9.2.2"],
    workflow: &Workflow {
        states: &["preparing", "open", "ended"],
        create: Some(Action::Administer),
        editable: &["preparing"],
        transitions: &[
            Transition {
                name: "open",
                from: &["preparing"],
                to: "open",
                needs: Action::Administer,
                // A gap would be no answer here: see `lacks`.
                requires: &[],
                guards: &[],
                signs: Some("lets the auditors named see the records as they stood"),
            },
            Transition {
                name: "end",
                from: &["preparing", "open"],
                to: "ended",
                needs: Action::Administer,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("audit", "Internal audit", "Auditoria interna", "Auditoria interna"),
        Label::new(
            "certification_audit",
            "Certification audit",
            "Auditoria de certificação",
            "Auditoria de certificação",
        ),
        Label::new("auditors", "Auditors", "Auditores", "Auditores"),
        Label::new("from", "From", "De", "De"),
        Label::new("until", "Until", "Até", "Até"),
        Label::new("requirements", "In scope", "No escopo", "No âmbito"),
        Label::new("as_of", "To stand at", "Momento de referência", "Momento de referência"),
        Label::new("position", "Position", "Posição", "Posição"),
        Label::new("seed", "Seed", "Semente", "Semente"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<AuditRoom>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_room_ends_at_its_minute_whoever_says_so() {
        let room = AuditRoom::sample();
        assert!(!room.is_open("open", at("2026-10-12T07:59:59Z")));
        assert!(room.is_open("open", at("2026-10-12T08:00:00Z")));
        assert!(room.is_open("open", at("2026-10-16T16:59:59Z")));
        assert!(!room.is_open("open", at("2026-10-16T17:00:00Z")));
        assert!(!room.is_open("preparing", at("2026-10-13")) && !room.is_open("ended", at("2026-10-13")));
        assert_eq!(room.state_at("open", at("2026-10-16T17:00:00Z")), "ended");
        assert_eq!(room.state_at("open", at("2026-10-16T16:59:59Z")), "open");
        assert_eq!(room.state_at("preparing", at("2027-01-01")), "preparing");
    }

    #[test]
    fn a_room_is_open_for_ninety_days_and_no_more() {
        let codes = |from: &str, until: &str| {
            let room = AuditRoom { from: Some(at(from)), until: Some(at(until)), ..AuditRoom::sample() };
            room.check().into_iter().map(|p| p.code).collect::<Vec<_>>()
        };
        assert!(codes("2026-10-01", "2026-12-30").is_empty());
        assert_eq!(codes("2026-10-01", "2026-12-30T00:00:01Z"), ["room.too-long"]);
        assert_eq!(codes("2026-10-01", "2026-10-01"), ["room.no-time"]);
    }

    #[test]
    fn a_room_is_opened_to_somebody_for_an_audit_until_a_minute() {
        let room = AuditRoom { certification_audit: None, ..AuditRoom::sample() };
        assert_eq!(room.lacks("open").len(), 1);
        assert_eq!(AuditRoom::default().lacks("open").len(), 4);
        assert!(room.lacks("end").is_empty() && AuditRoom::sample().lacks("open").is_empty());
    }

    #[test]
    fn position_and_seed_are_nobodys_to_choose() {
        let chosen = serde_json::json!({"position": 7, "seed": "mine"});
        assert_eq!(KIND.frozen_changes("preparing", &serde_json::json!({}), &chosen).len(), 2);
    }
}
