//! Assurance: audit rooms.

pub mod room;
pub mod room_views;
pub mod rooms;
