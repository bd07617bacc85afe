//! Who sits in which room. It is worked out whenever somebody comes in: at the minute of the end there is no room any more,
//! and nobody had to close it.

use assay_domain::kinds::audit_room::AuditRoom;
use assay_domain::{Action, Key, Timestamp};
use assay_store::{Revision, WorkspaceScope};

use crate::access::{Principal, Sight, own_work};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// A room with somebody inside.
pub(super) struct Inside {
    /// Shows what came after the position too: only what belongs to the room is asked for through it.
    pub(super) scope: WorkspaceScope,
    pub(super) record: Revision,
    pub(super) room: AuditRoom,
}

fn none() -> AppError {
    let text = "no audit room that names you is open; ask the organisation that you audit";
    AppError::new(ErrorClass::Forbidden, "room.none", text)
}

impl Principal {
    /// Whoever sits in a room as they are for one act on what belongs to it, or one look at that: the same person, not
    /// bound to the position at which the room stands.
    pub(super) fn hand(&self) -> Self {
        Self { sight: Sight { position: None, clock: None, room: None, ..self.sight.clone() }, ..self.clone() }
    }
}

impl Workspace {
    /// Sets somebody who audits from outside into their room.
    ///
    /// # Errors
    /// `room.none` without one.
    pub(crate) fn seated(&self, principal: Principal) -> Answer<Principal> {
        let found = self.room_of(&principal.key, self.clock.now())?;
        let (record, room) = found.ok_or_else(none)?;
        let (Some(until), Some(position)) = (room.until, room.position) else { return Err(none()) };
        let mut sight = principal.sight.clone().ending(until).up_to(position);
        sight.room = Some(record.key);
        Ok(Principal { sight, ..principal })
    }

    /// The open room that names a member; of several the one that was opened last.
    fn room_of(&self, member: &Key, now: Timestamp) -> Answer<Option<(Revision, AuditRoom)>> {
        let scope = own_work(self.id);
        let mut open = Vec::new();
        for link in self.store.links_to(&scope, member)?.into_iter().filter(|l| l.field == "auditors") {
            let head = self.store.head(&scope, &link.from)?.filter(|h| h.kind == "audit-room");
            let Some(record) = head else { continue };
            let room = Self::read_body::<AuditRoom>(&record).filter(|room| room.is_open(&record.state, now));
            open.extend(room.map(|room| (record, room)));
        }
        open.sort_by_key(|(record, _)| record.seq);
        Ok(open.pop())
    }

    /// The room that somebody sits in, if it is the one named and its minute has not come.
    ///
    /// # Errors
    /// When they may not ask, sit in no room, or in another one.
    pub(super) fn inside(&self, principal: &Principal, key: &str) -> Answer<Inside> {
        // Whoever sits in none is told whether it is a room that they lack, or the right.
        let asking = if principal.sight.room.is_some() { Action::Read } else { Action::Ask };
        self.enter(principal, asking)?;
        let own = principal.sight.room.clone().filter(|_| principal.actions.contains(&Action::Ask)).ok_or_else(none)?;
        if crate::records::key(key)? != own {
            return Err(AppError::not_found(format!("record {key}")));
        }
        let scope = self.enter(&principal.hand(), Action::Read)?;
        let record = self.head(&scope, &own)?;
        let room: AuditRoom = Self::read_body(&record).ok_or_else(none)?;
        let named = room.auditors.iter().any(|a| *a.key() == principal.key);
        if !named || !room.is_open(&record.state, self.clock.now()) {
            return Err(none());
        }
        Ok(Inside { scope, record, room })
    }
}
