//! From a data file to a [`Crosswalk`], and back.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Crosswalk, CrosswalkError, End, Pair, PairError};
use crate::file::{line, sha256};
use crate::reference::{is_id, is_slug};
use crate::{MAX_SOURCE, Source};

/// Most pairs of a crosswalk.
pub const MAX_PAIRS: usize = 20_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    name: String,
    copyright: String,
    #[serde(default)]
    notes: Vec<String>,
    from: End,
    to: End,
    #[serde(rename = "source")]
    sources: Vec<Source>,
    #[serde(rename = "pair")]
    pairs: Vec<Pair>,
}

impl Crosswalk {
    /// Reads a data file, shipped or stored. Whether the ids exist is for whoever holds both frameworks.
    ///
    /// # Errors
    /// When the text is not a crosswalk: not TOML, a field missing or unknown, a pair stated twice, a source not
    /// listed, a strength off the scale. The error names the file and the line or pair.
    pub fn parse(slug: &str, text: impl Into<Cow<'static, str>>) -> Result<Self, CrosswalkError> {
        let source = text.into();
        let file = format!("{slug}.toml");
        if source.len() > MAX_SOURCE {
            return Err(CrosswalkError::TooLong { file, bytes: source.len(), max: MAX_SOURCE });
        }
        let read: File = toml::from_str(&source).map_err(|error| CrosswalkError::Syntax {
            file: file.clone(),
            line: line(&source, error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
        if read.schema != 1 {
            return Err(CrosswalkError::Schema { file, found: read.schema });
        }
        let bad = |end: &End| !is_slug(&end.framework) || end.edition.trim().is_empty();
        if let Some(end) = [&read.from, &read.to].into_iter().find(|end| bad(end) || read.from == read.to) {
            return Err(CrosswalkError::End { file, framework: end.framework.clone() });
        }
        let expected = format!("{}--{}", read.from.framework, read.to.framework);
        if slug != expected {
            return Err(CrosswalkError::Slug { file, expected });
        }
        if read.pairs.is_empty() || read.pairs.len() > MAX_PAIRS {
            return Err(CrosswalkError::PairCount { file, found: read.pairs.len(), max: MAX_PAIRS });
        }
        let places = places(&file, &read)?;
        Ok(Self {
            slug: slug.to_owned(),
            name: read.name,
            copyright: read.copyright,
            notes: read.notes,
            from: read.from,
            to: read.to,
            sources: read.sources,
            pairs: read.pairs,
            digest: sha256(source.as_bytes()),
            places,
            source,
        })
    }

    /// The crosswalk as a data file: [`parse`](Self::parse) reads the same pairs from it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let file = File {
            schema: 1,
            name: self.name.clone(),
            copyright: self.copyright.clone(),
            notes: self.notes.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            sources: self.sources.clone(),
            pairs: self.pairs.clone(),
        };
        toml::to_string(&file).expect("the fields of a crosswalk are text, numbers, lists and tables of these")
    }
}

/// Checks each pair, and finds where the ids of either end are.
fn places(file: &str, read: &File) -> Result<[HashMap<String, Vec<usize>>; 2], CrosswalkError> {
    let sources: HashSet<&str> = read.sources.iter().map(|source| source.id.as_str()).collect();
    let mut seen = HashMap::with_capacity(read.pairs.len());
    let mut places = [HashMap::new(), HashMap::new()];
    for (place, pair) in read.pairs.iter().enumerate() {
        let error = if let Some(id) = [&pair.from, &pair.to].into_iter().find(|id| !is_id(id)) {
            Some(PairError::Id(id.chars().take(80).collect()))
        } else if let Some(first) = seen.insert((&pair.from, &pair.to), place) {
            Some(PairError::Duplicate { first: first + 1 })
        } else if !(1..=10).contains(&pair.strength) {
            Some(PairError::Strength(pair.strength))
        } else if pair.rationale.trim().is_empty() {
            Some(PairError::Rationale)
        } else {
            (!sources.contains(pair.source.as_str())).then(|| PairError::Source(pair.source.clone()))
        };
        if let Some(error) = error {
            let (from, to) = (pair.from.clone(), pair.to.clone());
            return Err(CrosswalkError::Pair { file: file.to_owned(), row: place + 1, from, to, error });
        }
        for (end, id) in [&pair.from, &pair.to].into_iter().enumerate() {
            places[end].entry(id.clone()).or_insert_with(Vec::new).push(place);
        }
    }
    Ok(places)
}
