//! A room as it is shown: to the organisation every one, to an auditor their own.

use assay_domain::kinds::audit_request::AuditRequest;
use assay_domain::kinds::audit_room::AuditRoom;
use assay_domain::{Action, Key, Stated, Timestamp};
use assay_store::{Revision, WorkspaceScope};

use crate::access::Principal;
use crate::dto::{NamedKey, RecordView, RoomList, RoomRequestView, RoomView, ShownView, StandView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Microseconds of a minute.
const MINUTE: u64 = 60_000_000;

/// Whole minutes until a moment, the last one counted.
fn minutes_until(until: Timestamp, now: Timestamp) -> u64 {
    u64::try_from(until.as_micros() - now.as_micros()).unwrap_or(0).div_ceil(MINUTE)
}

fn known<T: Clone>(stated: Option<&Stated<T>>) -> Option<T> {
    stated.and_then(Stated::known).cloned()
}

impl Workspace {
    /// Audit rooms: all of them, or for an auditor the one they sit in.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn rooms(&self, principal: &Principal) -> Answer<RoomList> {
        let scope = self.enter(principal, Action::Read)?;
        let rooms = match &principal.sight.room {
            Some(own) => vec![self.room(principal, &own.to_string())?],
            None => {
                let all = self.all_rooms(&scope)?;
                all.iter().map(|(record, room)| self.room_view(&scope, record, room)).collect::<Answer<_>>()?
            }
        };
        Ok(RoomList { rooms })
    }

    /// One audit room.
    ///
    /// # Errors
    /// When there is none, or for an auditor when it is not theirs.
    pub fn room(&self, principal: &Principal, key: &str) -> Answer<RoomView> {
        let scope = self.enter(principal, Action::Read)?;
        if principal.sight.room.is_some() {
            let inside = self.inside(principal, key)?;
            return self.room_view(&inside.scope, &inside.record, &inside.room);
        }
        let (record, room) = self.readable_room(&scope, key)?;
        self.room_view(&scope, &record, &room)
    }

    /// The room of that key.
    pub(super) fn readable_room(&self, scope: &WorkspaceScope, key: &str) -> Answer<(Revision, AuditRoom)> {
        let missing = || AppError::not_found(format!("audit room {key}"));
        let head = self.store.head(scope, &crate::records::key(key)?)?.filter(|h| h.kind == "audit-room");
        let record = head.ok_or_else(missing)?;
        let room = Self::read_body(&record).ok_or_else(missing)?;
        Ok((record, room))
    }

    fn room_view(&self, scope: &WorkspaceScope, record: &Revision, room: &AuditRoom) -> Answer<RoomView> {
        let now = self.clock.now();
        let requests: Vec<RoomRequestView> =
            self.requests_of(scope, room)?.iter().map(|k| self.request_view(scope, room, k)).collect::<Answer<_>>()?;
        let named = |key: &Key| Ok(NamedKey { key: key.to_string(), title: self.name_of(scope, key)? });
        let open = room.is_open(&record.state, now);
        Ok(RoomView {
            key: record.key.to_string(),
            title: record.title.clone(),
            state: room.state_at(&record.state, now).to_owned(),
            audit: room.audit.as_ref().map(ToString::to_string),
            certification_audit: room.certification_audit.as_ref().map(ToString::to_string),
            owner: room.owner.as_ref().map(|o| named(o.key())).transpose()?,
            auditors: room.auditors.iter().map(|a| named(a.key())).collect::<Answer<_>>()?,
            from: room.from,
            until: room.until,
            minutes_left: room.until.filter(|_| open).map_or(0, |until| minutes_until(until, now)),
            requirements: room.requirements.clone(),
            stands_at: self.stand_view(scope, room)?,
            waiting: requests.iter().filter(|r| r.state == "open").count(),
            requests,
        })
    }

    fn stand_view(&self, scope: &WorkspaceScope, room: &AuditRoom) -> Answer<Option<StandView>> {
        let (Some(position), Some(seed)) = (room.position, room.seed.clone()) else { return Ok(None) };
        let checkpoint = self.store.checkpoint(scope, Some(position))?.unwrap_or_default();
        let time = self.store.time_of(scope, position)?.unwrap_or_default();
        Ok(Some(StandView { position, time, seed, checkpoint, vkey: self.vkey.clone() }))
    }

    /// A request with its answer, as it stands now.
    pub(super) fn request_view(&self, scope: &WorkspaceScope, room: &AuditRoom, key: &Key) -> Answer<RoomRequestView> {
        let history = self.store.history(scope, key)?;
        let (first, head) = history.first().zip(history.last()).ok_or_else(|| AppError::not_found(key))?;
        let body: AuditRequest = Self::read_body(head).unwrap_or_default();
        let answered = history.iter().rev().find(|r| r.op == "answer");
        let keys = body.evidence.iter().map(|e| e.key()).chain(body.documents.iter().map(|d| d.key()));
        Ok(RoomRequestView {
            key: key.to_string(),
            title: head.title.clone(),
            state: head.state.clone(),
            revision: head.revision,
            asked_by: known(body.asked_by.as_ref()),
            asked_at: first.at,
            request: known(body.request.as_ref()),
            requirement: body.requirement.clone(),
            due: body.due.as_ref().map(ToString::to_string),
            overdue: body.is_overdue(&head.state, self.clock.now()),
            returned: history.iter().filter(|r| r.op == "return").count(),
            answer: known(body.answer.as_ref()),
            answered_by: answered.map(|r| self.name_of(scope, &r.actor)).transpose()?,
            answered_at: answered.map(|r| r.at),
            shown: keys.map(|k| self.shown_view(scope, room, k)).collect::<Answer<_>>()?,
        })
    }

    fn shown_view(&self, scope: &WorkspaceScope, room: &AuditRoom, key: &Key) -> Answer<ShownView> {
        let then = room.position.map(|position| self.store.as_of(scope, key, position)).transpose()?.flatten();
        Ok(ShownView { key: key.to_string(), title: self.name_of(scope, key)?, later: then.is_none() })
    }

    /// A record that was shown with an answer in one's room, as it is now: what answers a request may be younger than the
    /// position at which the room stands.
    ///
    /// # Errors
    /// When the asker sits in no such room, or nobody showed them the record.
    pub fn shown_in_room(&self, principal: &Principal, room: &str, key: &str) -> Answer<RecordView> {
        let inside = self.inside(principal, room)?;
        let wanted = crate::records::key(key)?;
        for request in self.requests_of(&inside.scope, &inside.room)? {
            let head = self.head(&inside.scope, &request)?;
            let body: AuditRequest = Self::read_body(&head).unwrap_or_default();
            let shown =
                body.evidence.iter().any(|e| *e.key() == wanted) || body.documents.iter().any(|d| *d.key() == wanted);
            // A draft of an answer shows nothing yet.
            if shown && matches!(head.state.as_str(), "answered" | "accepted") {
                return Ok(RecordView::from(&self.head(&inside.scope, &wanted)?));
            }
        }
        Err(AppError::not_found(format!("record {key}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_minute_counts() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let until = at("2026-10-16T17:00:00Z");
        assert_eq!(minutes_until(until, at("2026-10-16T16:58:30Z")), 2);
        assert_eq!(minutes_until(until, at("2026-10-16T16:59:59.999999Z")), 1);
        assert_eq!(minutes_until(until, until), 0);
        assert_eq!(minutes_until(until, at("2026-10-17")), 0);
    }
}
