//! Addresses of audit rooms.

use super::part;

/// Address of the audit room of whoever sits in one.
pub const ROOM: &str = "/room";
/// Address of the page that a room leads to at its end.
pub const ROOM_ENDED: &str = "/room/ended";
/// Address of the audit rooms of the organisation.
pub const ROOMS: &str = "/rooms";

/// Address of the audit room in a workspace.
#[must_use]
pub fn room(workspace: &str) -> String {
    format!("{ROOM}?workspace={}", part(workspace))
}

/// Where an act inside the audit room goes: `requests`, `notes`, `sample`.
#[must_use]
pub fn room_act(workspace: &str, act: &str) -> String {
    format!("/w/{}/room/{}", part(workspace), part(act))
}

/// Where what an auditor says to an answer goes.
#[must_use]
pub fn room_request(workspace: &str, key: &str, verb: &str) -> String {
    format!("{}/{}/{}", room_act(workspace, "requests"), part(key), part(verb))
}

/// Address of a record that was shown with an answer.
#[must_use]
pub fn room_shown(workspace: &str, key: &str) -> String {
    format!("{}/{}", room_act(workspace, "shown"), part(key))
}

/// Address of the form that answers a request of a room.
#[must_use]
pub fn answer_request(workspace: &str, room: &str, key: &str) -> String {
    format!("/w/{}/rooms/{}/requests/{}/answer", part(workspace), part(room), part(key))
}
