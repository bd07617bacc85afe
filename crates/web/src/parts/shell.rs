//! What surrounds every page, made ready by whoever reads the store.

use super::past::Past;
use super::words::Lang;

/// Which place a page belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// What needs doing.
    #[default]
    Today,
    /// The management system itself: clauses 4 to 7.
    Programme,
    /// The AI systems.
    Systems,
    /// The risks.
    Risks,
    /// The controls and their states.
    Controls,
    /// What tools say.
    Evidence,
    /// What went wrong, and what is done about it.
    Issues,
    /// Audits, reviews, certificates, rooms; for an auditor their room.
    Assurance,
    /// The records of every kind.
    Records,
    /// None of the places: an account, an error.
    Elsewhere,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's system is.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// What it is called in forms and in the document.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// Whether single keys act (WCAG 2.2, 2.1.4).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keys {
    /// They do.
    #[default]
    On,
    /// Only those with Ctrl, and Esc.
    Off,
}

impl Keys {
    /// Both.
    pub const ALL: [Self; 2] = [Self::On, Self::Off];

    /// What it is called in forms and in the document.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }

    /// The choice of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keys| keys.name() == name)
    }
}

/// What a reader chose of how pages look, and where they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// Light or dark.
    pub theme: Theme,
    /// Whether single keys act.
    pub keys: Keys,
    /// Path and query of the page, for forms that lead back to it.
    pub here: String,
    /// What a form carries that acts for the session of this browser.
    pub form: Option<String>,
}

/// What surrounds every page.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// Name of the organisation.
    pub organisation: String,
    /// Whether the data is made up; a ribbon says so on every page.
    pub demo: bool,
    /// How many things that are stored do not fit the log, as far as that was looked at.
    pub unfit: usize,
    /// Where the reader is.
    pub place: Place,
    /// Name of whoever is signed in; nothing for somebody who only reads a demo at this machine.
    pub who: Option<String>,
    /// Whether the reader sits in an audit room, and sees what it shows.
    pub in_room: bool,
    /// Where the record stands.
    pub record: RecordLine,
    /// Language of the page.
    pub lang: Lang,
    /// Light or dark, and where the reader is.
    pub look: Look,
    /// How much there is at a place; a place without a count is not here.
    pub counts: Vec<PlaceCount>,
    /// The reader's saved views.
    pub views: Vec<SavedView>,
    /// Short name of the workspace.
    pub workspace: String,
    /// What a form carries that acts for whoever is signed in; nothing where nobody is, or they look at the past.
    pub form: Option<String>,
    /// Whether the reader may write records at all.
    pub may_write: bool,
    /// The moment of the past that is seen; nothing means now.
    pub past: Option<Past>,
}

/// How much there is at a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlaceCount {
    /// The place.
    pub place: Place,
    /// So many.
    pub n: usize,
    /// Whether there are more than that.
    pub more: bool,
    /// Whether somebody should look: something is late or failing.
    pub hot: bool,
}

/// A view of a list that somebody saved.
#[derive(Debug, Clone, Default)]
pub struct SavedView {
    /// What it is called.
    pub name: String,
    /// Where it leads; a local path.
    pub href: String,
    /// How many records it shows, where that is known.
    pub count: Option<usize>,
}

/// Where the record stands.
#[derive(Debug, Clone, Default)]
pub struct RecordLine {
    /// Entries it holds.
    pub entries: u64,
    /// First digits of the newest checkpoint's root; empty before the first checkpoint.
    pub checkpoint_short: String,
    /// When that checkpoint was made.
    pub at: String,
}
