//! What the pages of records show, in the reader's language. What an address or a form sends stays as the API calls it.

use assay_app::dto::FileView;

use crate::pages::account::sso::SsoProof;
use crate::pages::records::around::{LinksView, ProofLine, RecordHead, RevisionLine};
use crate::parts::draft::Draft;
use crate::parts::table::{Asked, Table};

/// Records of a kind, or the kinds there are.
#[derive(Debug, Clone, Default)]
pub struct RecordsView {
    /// Short name of the workspace, for addresses.
    pub workspace: String,
    /// The kind listed; nothing shows all kinds.
    pub kind: Option<KindName>,
    /// Every kind, by title.
    pub kinds: Vec<KindName>,
    /// What the address asks for.
    pub asked: Asked,
    /// The records found.
    pub table: Option<Table>,
    /// Whether records of the kind are made by hand.
    pub made_by_hand: bool,
}

/// A kind as people know it.
#[derive(Debug, Clone, Default)]
pub struct KindName {
    /// Kebab-case name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Prefix of its keys.
    pub prefix: String,
    /// Clauses and controls it serves.
    pub refs: String,
}

/// One record.
#[derive(Debug, Clone, Default)]
pub struct RecordPage {
    /// Head.
    pub head: RecordHead,
    /// Revision.
    pub revision: u32,
    /// Whether its bodies were erased.
    pub erased: bool,
    /// What is recorded, field by field.
    pub fields: Vec<FieldLine>,
    /// What stands beside it too: who answers for it.
    pub properties: Vec<FieldLine>,
    /// Moves that start from here.
    pub moves: Vec<MoveLine>,
    /// The newest revisions, newest first.
    pub history: Vec<RevisionLine>,
    /// Who signed what, newest first.
    pub signatures: Vec<SignatureLine>,
    /// What it is linked with.
    pub links: LinksView,
    /// What proves its newest revision.
    pub proof: ProofLine,
    /// SHA-256 of the body that a signature made now would name.
    pub digest: Option<String>,
    /// Why the reader may not edit it, and who may, where that is known beforehand.
    pub edit_refused: Option<String>,
    /// What was wrong with a move that was tried, if one was.
    pub refused: Option<String>,
    /// Files that it names.
    pub files: Vec<FileView>,
}

/// One signature.
#[derive(Debug, Clone, Default)]
pub struct SignatureLine {
    /// Key of its record.
    pub key: String,
    /// The revision whose body was signed.
    pub revision: u32,
    /// Who signed.
    pub signer: String,
    /// What it means, in words that follow the signer's name.
    pub meaning: String,
    /// When it was recorded.
    pub at: String,
    /// How they had proved who they are.
    pub proved_by: Option<String>,
    /// When they had.
    pub proved_at: Option<String>,
    /// SHA-256 of the body that was signed.
    pub digest: String,
}

/// One field.
#[derive(Debug, Clone)]
pub struct FieldLine {
    /// Label.
    pub label: String,
    /// What it holds.
    pub value: Shown,
}

/// A value as it is shown.
#[derive(Debug, Clone)]
pub enum Shown {
    /// Text.
    Text(String),
    /// A day, as people read it.
    Day(String),
    /// Yes or no.
    Truth(bool),
    /// A reference: key, title where it is known, address.
    Link(String, Option<String>, String),
    /// Several.
    List(Vec<Self>),
    /// Named parts.
    Parts(Vec<(String, Self)>),
    /// Stated as not known, or as none: whether it is only not known yet, why, who finds out, by when.
    Gap(bool, String, Option<Box<Self>>, Option<String>),
}

/// A move that starts from the present state.
#[derive(Debug, Clone, Default)]
pub struct MoveLine {
    /// The verb, as the API calls it.
    pub name: String,
    /// The verb, as it is read.
    pub verb: String,
    /// Where it leads.
    pub to: String,
    /// Fields that have to be stated and are not: name and label.
    pub lacks: Vec<(String, String)>,
    /// Titles of the roles that may.
    pub roles: Vec<String>,
    /// What it means as a signature.
    pub signs: Option<String>,
    /// Why the reader may not, and who may instead, where that is known beforehand.
    pub refused: Option<String>,
}

/// One revision.
#[derive(Debug, Clone, Default)]
pub struct HistoryLine {
    /// Its number.
    pub revision: u32,
    /// The act.
    pub op: String,
    /// State after it.
    pub state: String,
    /// Who acted.
    pub actor: String,
    /// When.
    pub at: String,
    /// Its entry of the log.
    pub entry: u64,
}

/// What differs between two revisions.
#[derive(Debug, Clone, Default)]
pub struct DifferenceView {
    /// Head.
    pub head: RecordHead,
    /// The two revisions.
    pub sides: [HistoryLine; 2],
    /// Whether one was erased.
    pub erased: bool,
    /// The differences.
    pub changes: Vec<ChangeLine>,
}

/// One difference.
#[derive(Debug, Clone, Default)]
pub struct ChangeLine {
    /// Label of the field.
    pub label: String,
    /// Its JSON pointer.
    pub path: String,
    /// What went, line by line.
    pub lines: Vec<(Sign, String)>,
}

/// What became of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sign {
    /// It stayed.
    #[default]
    Same,
    /// It came.
    Came,
    /// It went.
    Went,
}

/// A form for a record.
#[derive(Debug, Clone, Default)]
pub struct FormView {
    /// Short name of the workspace.
    pub workspace: String,
    /// Where the form is, and goes.
    pub address: String,
    /// Its kind.
    pub kind: KindName,
    /// The record and the revision it is edited from; nothing makes a new one.
    pub record: Option<(String, u32)>,
    /// How many entries the log had when the form was opened: sent twice, it is recognised.
    pub seen: String,
    /// The fields.
    pub fields: Vec<FormField>,
    /// What is wrong with the form as a whole.
    pub refused: Option<String>,
    /// Whether the reader may not fill it in at all: then the refusal stands alone.
    pub closed: bool,
    /// Where somebody was faster: what is recorded now against what is typed here.
    pub conflict: Vec<ChangeLine>,
    /// What references can point at.
    pub choices: Vec<Choices>,
    /// Where what is typed is kept; nothing where nobody is signed in.
    pub draft: Option<Draft>,
    /// The one field that the form asks for, where it does not ask for all.
    pub only: Option<String>,
    /// Whether it shows what its address fills in.
    pub prefilled: bool,
    /// Whether files are chosen in it.
    pub files: bool,
    /// What it is called, where that is more than the name of its kind.
    pub heading: Option<String>,
    /// What it is for, where that is not what every form is for.
    pub lead: Option<String>,
}

/// For whom a form acts.
#[derive(Debug, Clone, Default)]
pub enum Signer {
    /// For whoever's token is typed into it.
    #[default]
    Token,
    /// For whoever is signed in.
    Session {
        /// Token that shows that the form was made for the session.
        form: String,
        /// Whether they have to prove anew who they are, and with what they can.
        prove: Option<Proof>,
    },
}

/// With what whoever is signed in can prove who they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Whether they have a password.
    pub password: bool,
    /// Where their passkeys work; nothing when they have none.
    pub passkey: Option<String>,
    /// The proof at the provider of single sign-on, of whoever signs in there.
    pub sso: Option<SsoProof>,
}

/// Records of a kind that a reference can point at.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Kebab-case kind.
    pub kind: String,
    /// Key and title of each.
    pub records: Vec<(String, String)>,
}

/// One field of a form.
#[derive(Debug, Clone, Default)]
pub struct FormField {
    /// Its name in the body.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What it asks for.
    pub help: String,
    /// Whether saving needs it.
    pub required: bool,
    /// How it is entered.
    pub input: Input,
    /// What is entered.
    pub value: String,
    /// Whether why it is not known may be said instead.
    pub gap: Option<GapField>,
    /// What is wrong with it.
    pub errors: Vec<String>,
    /// What stands inside it, where it is entered as JSON.
    pub parts: Vec<PartHelp>,
    /// The fields inside it, where each is entered for itself.
    pub inner: Vec<Self>,
}

impl FormField {
    /// Whether something is wrong with it or with a part of it.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || self.inner.iter().any(Self::is_wrong)
    }

    /// Whether it shows the same as another state of it, whatever is said about it.
    #[must_use]
    pub fn shows(&self, other: &Self) -> bool {
        let inside = self.inner.iter().zip(&other.inner).all(|(a, b)| a.shows(b));
        inside && self.value == other.value && self.gap == other.gap
    }
}

/// A field inside a field, for who writes it as JSON.
#[derive(Debug, Clone, Default)]
pub struct PartHelp {
    /// Its path from the outer field, for example `kind`.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// What it asks for.
    pub help: String,
    /// The values it takes, where it takes no others.
    pub values: Vec<Pick>,
}

/// A value of a closed list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pick {
    /// As it is sent.
    pub value: String,
    /// As it is read.
    pub word: String,
    /// What it means, where that is said.
    pub meaning: Option<String>,
}

/// Why a value is not stated, as entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapField {
    /// `unknown`, `none`, or empty.
    pub gap: String,
    /// Why.
    pub because: String,
    /// Who finds out.
    pub owner: String,
    /// By when.
    pub due: String,
}

/// How a field is entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Input {
    /// One line.
    #[default]
    Line,
    /// Several lines.
    Area,
    /// A whole number.
    Number,
    /// A day.
    Day,
    /// One of these words.
    Choice(Vec<Pick>),
    /// Any of these words.
    Several(Vec<Pick>),
    /// Yes, no or not stated.
    Truth,
    /// A key of that kind.
    Reference(String),
    /// What a verdict or evidence speaks of: the AIMS, a record, a version.
    Subject,
    /// One item a line.
    Lines,
    /// A file, by its digest.
    File,
    /// Files: digest and name of each, one a line.
    Files,
    /// Fields of its own.
    Parts,
    /// JSON.
    Json,
}
