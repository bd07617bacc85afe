//! Opening and ending a room. Where it stands and what its samples are drawn from is worked out here and nowhere else.

use assay_domain::kinds::audit_room::AuditRoom;
use assay_domain::kinds::member::Member;
use assay_domain::{Action, Idempotency, Seen, Timestamp};
use assay_log::Checkpoint;
use assay_ports::blobs::hex;
use assay_store::{Revision, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::access::Principal;
use crate::dto::{AsOfView, RoomView};
use crate::records::{CreateRequest, TransitionRequest};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Entries of one commit, at most: between two checkpoints there are no more.
const BETWEEN: u64 = 20_000;

/// A room to be opened at once.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenRoom {
    /// What people read.
    pub title: String,
    /// Who looks after it: a person's key; the asker's when not named.
    #[serde(default)]
    pub owner: Option<String>,
    /// The internal audit it serves.
    #[serde(default)]
    pub audit: Option<String>,
    /// Or the certification audit.
    #[serde(default)]
    pub certification_audit: Option<String>,
    /// Keys of the members who are let in.
    pub auditors: Vec<String>,
    /// First moment; now unless stated.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub from: Option<Timestamp>,
    /// The minute at which it ends.
    #[schemars(with = "String")]
    pub until: Timestamp,
    /// Frameworks in force, or requirements such as `iso42001:A.6.2.4`.
    pub requirements: Vec<String>,
    /// Position of the log or time at which it is to stand; now unless stated.
    #[serde(default)]
    pub as_of: Option<String>,
}

fn refuse(code: &str, text: String) -> AppError {
    AppError::new(ErrorClass::Conflict, code, text)
}

impl Workspace {
    /// Makes a room and opens it.
    ///
    /// # Errors
    /// As for any record and its move; see [`Workspace::as_opened`] for what a room needs.
    pub fn open_room(
        &self,
        principal: &Principal,
        request: &OpenRoom,
        idempotency: Option<Idempotency>,
    ) -> Answer<RoomView> {
        let scope = self.enter(principal, Action::Administer)?;
        let owner = match &request.owner {
            Some(owner) => owner.clone(),
            None => self.own_person(principal)?,
        };
        let body = json!({
            "title": request.title, "owner": owner, "audit": request.audit,
            "certification_audit": request.certification_audit, "auditors": request.auditors, "from": request.from,
            "until": request.until, "requirements": request.requirements, "as_of": request.as_of,
        });
        // What would refuse the opening is found before there is a room.
        let kind = crate::records::kind("audit-room")?;
        let lacks = kind.lacks("open", &body);
        if !lacks.is_empty() {
            return Err(AppError::body(lacks));
        }
        let (opened, _) = self.as_opened(&scope, kind.name, "open", body.clone())?;
        kind.normalise(opened).map_err(AppError::body)?;
        let made =
            self.create(principal, &CreateRequest { kind: kind.name.to_owned(), body, effective: None }, idempotency)?;
        // A repeated request finds its room open already.
        if self.head(&scope, &crate::records::key(&made.key)?)?.state == "preparing" {
            let request = TransitionRequest { transition: "open".to_owned(), revision: None, digest: None };
            self.transition(principal, &made.key, &request, None).map_err(|e| e.with("room", made.key.clone()))?;
        }
        self.room(principal, &made.key)
    }

    /// Ends a room before its minute.
    ///
    /// # Errors
    /// When the asker may not, or it is over.
    pub fn end_room(&self, principal: &Principal, key: &str) -> Answer<RoomView> {
        self.room(principal, key)?;
        self.transition(
            principal,
            key,
            &TransitionRequest { transition: "end".to_owned(), revision: None, digest: None },
            None,
        )?;
        self.room(principal, key)
    }

    /// The body of a room as it is when it has been opened, and what that rests on; any other body as it is.
    ///
    /// # Errors
    /// When its time is over, somebody named does not audit from outside, or nothing was signed by its moment.
    pub(crate) fn as_opened(
        &self,
        scope: &WorkspaceScope,
        kind: &str,
        transition: &str,
        body: Value,
    ) -> Answer<(Value, Vec<Seen>)> {
        if kind != "audit-room" || transition != "open" {
            return Ok((body, Vec::new()));
        }
        let mut bare = body.clone();
        if let Value::Object(map) = &mut bare {
            map.remove("schema");
        }
        let mut room: AuditRoom =
            serde_json::from_value(bare).map_err(|e| AppError::input("body.shape", e.to_string()))?;
        let now = self.clock.now();
        if room.until.is_some_and(|until| until <= now) {
            return Err(refuse("room.over", "`until` has passed: the room would be over before it is open".to_owned()));
        }
        let seen = self.let_in(scope, &room)?;
        let (at, seed) = self.stand(scope, room.as_of.as_deref())?;
        for text in &room.requirements {
            match text.split_once(':') {
                Some(("own", _)) => {
                    let wrong = format!("`{text}` is a control of our own: it is among the records of every room");
                    return Err(AppError::input("requirement.unknown", wrong));
                }
                Some(_) => self.requirement(scope, text, &at).map(drop)?,
                None => self.in_force(text, &at).map(drop)?,
            }
        }
        room.from = Some(room.from.map_or(now, |from| from.max(now)));
        (room.position, room.seed) = (Some(at.position), Some(seed));
        let mut opened = serde_json::to_value(&room).map_err(AppError::internal)?;
        if let (Value::Object(opened), Some(tag)) = (&mut opened, body.get("schema")) {
            opened.insert("schema".to_owned(), tag.clone());
        }
        Ok((opened, seen))
    }

    /// Everybody named is somebody whom a room bounds; others would see more than it shows.
    fn let_in(&self, scope: &WorkspaceScope, room: &AuditRoom) -> Answer<Vec<Seen>> {
        let mut seen = Vec::new();
        for auditor in &room.auditors {
            let member = self.head(scope, auditor.key())?;
            let body: Option<Member> = Some(&member).filter(|m| m.state == "active").and_then(Self::read_body);
            if !body.is_some_and(|m| m.is_time_boxed()) {
                let text = format!("{} is no active member with the role `external-auditor`", member.key);
                return Err(refuse("room.no-auditor", text));
            }
            seen.push(Seen::At(member.key, member.revision));
        }
        Ok(seen)
    }

    /// The last position by a moment at which a checkpoint was signed, and the root there.
    fn stand(&self, scope: &WorkspaceScope, as_of: Option<&str>) -> Answer<(AsOfView, String)> {
        let wanted = self.moment(scope, as_of)?.position;
        for position in (wanted.saturating_sub(BETWEEN).max(1)..=wanted).rev() {
            if let Some(checkpoint) = self.signed_at(scope, position)? {
                let time = self.store.time_of(scope, position)?.unwrap_or_default();
                return Ok((AsOfView { position, time }, hex(&checkpoint.root)));
            }
        }
        let text = format!("no checkpoint was signed by position {wanted} of the log; name a later moment");
        Err(refuse("room.nothing-signed", text))
    }

    fn signed_at(&self, scope: &WorkspaceScope, position: u64) -> Answer<Option<Checkpoint>> {
        let note = self.store.checkpoint(scope, Some(position))?;
        note.map(|note| Checkpoint::read(note.as_bytes()).map_err(AppError::internal)).transpose()
    }

    /// Rooms that can be read as such, by key.
    pub(super) fn all_rooms(&self, scope: &WorkspaceScope) -> Answer<Vec<(Revision, AuditRoom)>> {
        self.typed(scope, "audit-room", self.size(scope)?)
    }
}
