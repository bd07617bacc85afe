//! What a row is, and what tells it from every other.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a row is. Parents are of a higher kind always, so rows cannot form a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementKind {
    /// A requirement proper: judged.
    Subclause,
    /// A control of an annex: judged, and a row of a Statement of Applicability.
    Control,
    /// What a profile suggests to do for a sub-category.
    Action,
    /// An outcome that a framework asks for: judged.
    Subcategory,
    /// A point of a point of a law, such as `Annex III, point 4(a)`.
    Subpoint,
    /// A paragraph or point of an article, or a numbered point of an annex: judged where it is a duty or a ban.
    Point,
    /// An article of a law: judged where it is a duty or a ban.
    Article,
    /// What a law says about what was there before it.
    Transition,
    /// A heading between a clause and its sub-clauses.
    Group,
    /// What the controls under it are for.
    Objective,
    /// A heading between a function and its sub-categories.
    Category,
    /// A risk that a profile names.
    Risk,
    /// A numbered chapter of the standard.
    Clause,
    /// A theme of an annex.
    Area,
    /// A part of a framework that heads categories.
    Function,
    /// An annex of a law.
    Annex,
}

impl RequirementKind {
    /// Every kind; where an id names several rows, the first of them in this order is meant.
    pub const ALL: [Self; 16] = [
        Self::Subclause,
        Self::Control,
        Self::Action,
        Self::Subcategory,
        Self::Subpoint,
        Self::Point,
        Self::Article,
        Self::Transition,
        Self::Group,
        Self::Objective,
        Self::Category,
        Self::Risk,
        Self::Clause,
        Self::Area,
        Self::Function,
        Self::Annex,
    ];

    /// The kinds a parent may have, the nearer first; none at the top.
    #[must_use]
    pub const fn parents(self) -> &'static [Self] {
        match self {
            Self::Subclause => &[Self::Group, Self::Clause],
            Self::Control => &[Self::Objective, Self::Area],
            Self::Action => &[Self::Subcategory],
            Self::Subcategory => &[Self::Category],
            Self::Subpoint => &[Self::Point],
            Self::Point => &[Self::Article, Self::Annex],
            Self::Group => &[Self::Clause],
            Self::Objective => &[Self::Area],
            Self::Category => &[Self::Function],
            Self::Article
            | Self::Transition
            | Self::Risk
            | Self::Clause
            | Self::Area
            | Self::Function
            | Self::Annex => &[],
        }
    }

    /// Whether posture may have a verdict on rows of this kind; of a law only on its duties and bans
    /// ([`Requirement::is_judged`](crate::Requirement::is_judged)).
    #[must_use]
    pub const fn is_judged(self) -> bool {
        matches!(self, Self::Subclause | Self::Control | Self::Subcategory | Self::Point | Self::Article)
    }

    /// The schema of data files that brought the kind.
    pub(crate) const fn schema(self) -> u32 {
        match self {
            Self::Subclause | Self::Control | Self::Group | Self::Objective | Self::Clause | Self::Area => 1,
            _ => 2,
        }
    }

    /// The tables a row may have, and whether it must have one; the first is what a reader is told of.
    pub(crate) const fn tables(self, schema: u32) -> (&'static [&'static str], bool) {
        match self {
            Self::Clause | Self::Group | Self::Subclause => (&["clause"], schema == 1),
            Self::Control if schema == 1 => (&["control"], true),
            Self::Control => (&["control", "privacy"], false),
            Self::Category | Self::Subcategory => (&["practice"], true),
            Self::Action => (&["action"], true),
            Self::Article | Self::Point | Self::Subpoint | Self::Transition | Self::Annex => (&["obligation"], true),
            Self::Area | Self::Objective | Self::Function | Self::Risk => (&[], false),
        }
    }

    /// Whether the row may go without a sentence of ours: the standards whose text is sold are listed by title alone.
    pub(crate) const fn may_be_wordless(self, schema: u32) -> bool {
        match self {
            Self::Area | Self::Action => true,
            Self::Control | Self::Subclause | Self::Group | Self::Clause => schema > 1,
            _ => false,
        }
    }

    /// The name in data files, for example `subclause`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subclause => "subclause",
            Self::Control => "control",
            Self::Action => "action",
            Self::Subcategory => "subcategory",
            Self::Subpoint => "subpoint",
            Self::Point => "point",
            Self::Article => "article",
            Self::Transition => "transition",
            Self::Group => "group",
            Self::Objective => "objective",
            Self::Category => "category",
            Self::Risk => "risk",
            Self::Clause => "clause",
            Self::Area => "area",
            Self::Function => "function",
            Self::Annex => "annex",
        }
    }
}

impl fmt::Display for RequirementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What tells a row from every other of its framework: an area and its objective may share an id (A.2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RequirementKey {
    /// What the row is.
    pub kind: RequirementKind,
    /// Its number, for example `A.6.2.4`.
    pub id: String,
}

impl fmt::Display for RequirementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)
    }
}
