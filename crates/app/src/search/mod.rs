//! One search over everything: records of any kind by key, title and words; requirements in force by id and title. It is
//! bounded, reads no list to its end, and shows what the asker may see.

mod records;
mod requirements;

use assay_domain::Action;

use crate::access::Principal;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Characters that are searched for; a longer text is refused.
const LONGEST: usize = 200;
/// Records looked at, the newest of those that match.
pub const LOOKED_AT: usize = 300;
/// Records of a kind, and requirements of a framework, in an answer.
pub const OF_A_KIND: usize = 6;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Where the text is a key or an id: that record or requirement, and nothing else is meant.
    pub exact: Option<Exact>,
    /// Records by kind, the best kind first.
    pub kinds: Vec<FoundKind>,
    /// Requirements by framework.
    pub frameworks: Vec<FoundFramework>,
    /// Whether more records match than were looked at.
    pub more: bool,
}

/// What a key or an id names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exact {
    /// The record with that key.
    Record(String),
    /// The requirement: framework and id.
    Requirement(String, String),
}

/// Records of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundKind {
    /// Kebab-case kind.
    pub kind: String,
    /// How many of those looked at.
    pub count: usize,
    /// The best of them.
    pub records: Vec<FoundRecord>,
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRecord {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// State.
    pub state: String,
}

/// Requirements of one framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFramework {
    /// Slug.
    pub slug: String,
    /// Name.
    pub name: String,
    /// How many there are.
    pub count: usize,
    /// The best of them.
    pub requirements: Vec<FoundRequirement>,
}

/// One requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRequirement {
    /// Id.
    pub id: String,
    /// Title: English, Brazilian and European Portuguese.
    pub titles: [String; 3],
}

impl Workspace {
    /// Searches.
    ///
    /// # Errors
    /// `search.too-long`; when the asker may not read.
    pub fn search(&self, principal: &Principal, text: &str) -> Answer<Found> {
        let scope = self.enter(principal, Action::Read)?;
        let text = text.trim();
        if text.chars().count() > LONGEST {
            return Err(AppError::input("search.too-long", format!("search for at most {LONGEST} characters")));
        }
        if text.is_empty() {
            return Ok(Found::default());
        }
        let (frameworks, named) = self.find_requirements(principal, text)?;
        let key = self.record_named(&scope, text)?;
        let (kinds, more) = self.find_records(&scope, text)?;
        Ok(Found { exact: key.map(Exact::Record).or(named), kinds, frameworks, more })
    }
}
