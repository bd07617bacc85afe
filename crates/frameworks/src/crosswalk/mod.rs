//! How the requirements of two frameworks lie to each other.
//!
//! A crosswalk offers: evidence for one requirement may bear on another, and a person decides. Nothing here says that
//! anything is fulfilled, and no relation makes evidence transferable by itself: *equal* clauses of two management
//! systems ask the same about different subjects.

mod error;
mod parse;

use std::collections::HashMap;

use assay_domain::Relation;
use serde::{Deserialize, Serialize};

use crate::Source;

pub use error::{CrosswalkError, PairError};
pub use parse::MAX_PAIRS;

/// One edition of a framework, at one end of a crosswalk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The framework's slug.
    pub framework: String,
    /// Its edition, as in [`Framework::edition`](crate::Framework).
    pub edition: String,
}

/// One row: a requirement of each end, and how the first lies to the second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// An id of the framework at [`Crosswalk::from`].
    pub from: String,
    /// An id of the framework at [`Crosswalk::to`].
    pub to: String,
    /// How the first lies to the second.
    pub relation: Relation,
    /// How strongly, from 1 to 10.
    pub strength: u8,
    /// Why, in our words.
    pub rationale: String,
    /// Where it comes from, from [`Crosswalk::sources`].
    pub source: String,
}

/// The requirements of one framework read against those of another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Crosswalk {
    /// Its name: the slugs of its ends, for example `iso42001--eu-ai-act`.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// Whose words these are.
    pub copyright: String,
    /// What a reader should know of the rows as a whole.
    pub notes: Vec<String>,
    /// The framework the pairs are read from.
    pub from: End,
    /// The framework they are read against.
    pub to: End,
    /// Where pairs come from.
    pub sources: Vec<Source>,
    /// The pairs, in the order of the file.
    pub pairs: Vec<Pair>,
    /// SHA-256 of the data file, in lower-case hex.
    pub digest: String,
    /// Places in `pairs` by the id at `from`, and by that at `to`.
    #[serde(skip)]
    pub(crate) places: [HashMap<String, Vec<usize>>; 2],
    /// The data file as read.
    #[serde(skip)]
    pub source: std::borrow::Cow<'static, str>,
}

/// What a crosswalk offers for one requirement: another that evidence may bear on, if a person accepts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Offer<'a> {
    /// The framework and edition that was asked.
    pub asked: &'a End,
    /// The id that was asked.
    pub asked_id: &'a str,
    /// The framework and edition that is offered.
    pub end: &'a End,
    /// The id that is offered.
    pub id: &'a str,
    /// How what was asked lies to what is offered.
    pub relation: Relation,
    /// How strongly, from 1 to 10; the same both ways.
    pub strength: u8,
    /// Why; written as read from [`Crosswalk::from`].
    pub rationale: &'a str,
    /// Where the pair comes from.
    pub source: &'a Source,
    /// Whether the pair was read against its direction.
    pub inverted: bool,
}

impl Crosswalk {
    /// What is offered for a requirement of the framework at either end, in the order of the file; nothing for a
    /// framework that is at neither.
    pub fn offers(&self, framework: &str, id: &str) -> impl Iterator<Item = Offer<'_>> + use<'_> {
        let at = |end: usize, there: &End| {
            let places = (there.framework == framework).then(|| self.places[end].get(id)).flatten();
            places.map_or(&[][..], Vec::as_slice).iter()
        };
        let forward = at(0, &self.from).map(|&place| self.offer(place, false));
        forward.chain(at(1, &self.to).map(|&place| self.offer(place, true)))
    }

    fn offer(&self, place: usize, inverted: bool) -> Offer<'_> {
        let pair = &self.pairs[place];
        let ends = ((&self.from, pair.from.as_str()), (&self.to, pair.to.as_str()));
        let ((asked, asked_id), (end, id)) = if inverted { (ends.1, ends.0) } else { ends };
        let source = self.sources.iter().find(|source| source.id == pair.source);
        Offer {
            asked,
            asked_id,
            end,
            id,
            relation: if inverted { pair.relation.inverted() } else { pair.relation },
            strength: pair.strength,
            rationale: &pair.rationale,
            source: source.expect("a crosswalk is refused when a pair names a source that is not listed"),
            inverted,
        }
    }
}
