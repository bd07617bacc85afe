//! Audit rooms: an auditor from outside sees the records as they stood at one position of the log, asks, is answered, draws
//! samples and keeps notes of their own, until the room's minute comes.
//!
//! What they see is bounded by the sight that the room gives them (`seat`). What they write while inside is three things
//! only, each its own use case here: a request of the audit that the room serves, what becomes of its answer, a note.

mod notes;
mod open;
mod requests;
mod sample;
mod seat;
mod view;

pub use notes::NoteRequest;
pub use open::OpenRoom;
pub use requests::{AnswerMove, AnswerRequest, AskRequest};
pub use sample::SampleRequest;
