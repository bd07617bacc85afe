//! What the pages of audit rooms show, in the reader's language.

use assay_app::dto::{NoteView, RoomView, SampleView};
use assay_domain::State;

use crate::pages::records::views::{FieldLine, KindName, Pick};
use crate::parts::draft::Draft;

/// An auditor's room.
#[derive(Debug, Clone)]
pub struct RoomPage {
    /// Short name of the workspace.
    pub workspace: String,
    /// The room with its requests.
    pub room: RoomView,
    /// When it ends, and when the last entry was made at which it stands.
    pub until: String,
    /// As above.
    pub stands_since: String,
    /// The requirements it is about.
    pub requirements: Vec<ScopeLine>,
    /// Kinds that samples are drawn from.
    pub kinds: Vec<KindName>,
    /// What a sample was asked for.
    pub sampling: Sampling,
    /// The sample that was drawn.
    pub sample: Option<SampleView>,
    /// Own notes, newest first.
    pub notes: Vec<NoteView>,
    /// Who acts on the page.
    pub acting: Acting,
    /// What was typed into the form for a request, and into that for a note; kept when it was refused.
    pub asked: Typed,
    /// Where what is typed into the form for a request is kept; nothing where nobody is signed in.
    pub request_draft: Option<Draft>,
    /// The same of the form for a note.
    pub note_draft: Option<Draft>,
    /// Why an act was refused.
    pub refused: Option<String>,
}

/// Who acts on a page.
#[derive(Debug, Clone, Default)]
pub struct Acting {
    /// The token of forms; nothing for who is not signed in.
    pub form: Option<String>,
    /// Whether a signature asks for the password.
    pub prove: bool,
}

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// A request, in a few words.
    pub title: String,
    /// What is asked for.
    pub request: String,
    /// The requirement.
    pub requirement: String,
    /// By when.
    pub due: String,
    /// A note.
    pub text: String,
    /// What it is about.
    pub about: String,
}

/// What a sample is asked for.
#[derive(Debug, Clone, Default)]
pub struct Sampling {
    /// The kind.
    pub kind: String,
    /// The state.
    pub state: String,
    /// How many.
    pub size: String,
    /// The auditor's own word.
    pub word: String,
}

/// A requirement in scope.
#[derive(Debug, Clone)]
pub struct ScopeLine {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Slug of its framework.
    pub framework: String,
    /// Title.
    pub title: String,
    /// State, as it stood.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Keys of records that the verdicts rest on.
    pub records: Vec<String>,
    /// Such records that are not named here.
    pub more: usize,
}

/// A record that was shown with an answer.
#[derive(Debug, Clone, Default)]
pub struct ShownPage {
    /// Short name of the workspace.
    pub workspace: String,
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// Its kind.
    pub kind: KindName,
    /// Its state.
    pub state: String,
    /// Its fields.
    pub fields: Vec<FieldLine>,
}

/// The rooms of the organisation.
#[derive(Debug, Clone, Default)]
pub struct RoomsPage {
    /// Short name of the workspace.
    pub workspace: String,
    /// The rooms.
    pub rooms: Vec<RoomLine>,
    /// Whether the reader is signed in.
    pub signed_in: bool,
}

/// One room of the organisation.
#[derive(Debug, Clone)]
pub struct RoomLine {
    /// The room.
    pub room: RoomView,
    /// Its state, as it is read.
    pub state: String,
    /// When it ends; empty while open.
    pub until: String,
    /// Moves that start from its state: name and word.
    pub moves: Vec<Pick>,
}

/// The form that answers a request.
#[derive(Debug, Clone)]
pub struct AnswerPage {
    /// Short name of the workspace.
    pub workspace: String,
    /// Key of the room.
    pub room: String,
    /// The request.
    pub request: assay_app::dto::RoomRequestView,
    /// What was typed: answer, evidence, documents.
    pub typed: [String; 3],
    /// Where what is typed is kept; nothing where nobody is signed in.
    pub draft: Option<Draft>,
    /// Who acts.
    pub acting: Acting,
    /// Why it was refused.
    pub refused: Option<String>,
}
