//! Lists of evidence by how far it may still be relied on. It is no field of a record: it follows from the verdicts that
//! are kept in memory, and goes to the store as keys.

use std::sync::Arc;

use assay_domain::Kind;
use assay_domain::kinds::evidence::KIND;
use assay_store::{Filter, Sort, SortBy, WorkspaceScope};
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error, StrDeserializer};

use crate::dto::{AsOfView, Freshness};
use crate::measured::Ends;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// What it is called among the fields of a list.
const FRESHNESS: &str = "freshness";

fn is_of_evidence(kind: Option<&'static Kind>) -> bool {
    kind.is_some_and(|kind| kind.name == KIND.name)
}

/// What a condition wants of it, where it is one on it.
pub(super) fn wanted<'t>(kind: Option<&'static Kind>, text: &'t str) -> Option<&'t str> {
    let (name, wanted) = text.split_once(':')?;
    (name == FRESHNESS && is_of_evidence(kind)).then_some(wanted.trim())
}

/// Whether what runs out last comes first, where a list is to be in its order.
pub(super) fn order(kind: Option<&'static Kind>, text: Option<&str>) -> Option<bool> {
    let text = text.filter(|_| is_of_evidence(kind))?;
    let (descending, name) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    (name == FRESHNESS).then_some(descending)
}

fn freshness(word: &str) -> Answer<Freshness> {
    let word: StrDeserializer<'_, Error> = word.trim().into_deserializer();
    Freshness::deserialize(word).map_err(|_| {
        let text = "`freshness` takes stale, expiring, current or unused, several separated by commas";
        AppError::input("filter.value", text)
    })
}

impl Workspace {
    fn ends(&self, scope: &WorkspaceScope, as_of: Option<&str>) -> Answer<(Arc<Ends>, AsOfView)> {
        let (held, at) = self.reading(scope, as_of)?;
        Ok((self.readings.ends.of(&held), at))
    }

    /// Evidence that is as fresh; nothing stated means that on which no verdict rests, `*` the rest.
    pub(super) fn with_freshness(&self, scope: &WorkspaceScope, as_of: Option<&str>, wanted: &str) -> Answer<Filter> {
        let words = match wanted {
            "" => vec![Freshness::Unused],
            "*" => vec![Freshness::Stale, Freshness::Expiring, Freshness::Current],
            _ => wanted.split(',').map(freshness).collect::<Answer<Vec<_>>>()?,
        };
        let (ends, at) = self.ends(scope, as_of)?;
        if !words.contains(&Freshness::Unused) {
            return Ok(Filter::Among(ends.with(&words, at.time)));
        }
        // What nothing rests on is in no list: it is what is left when the rest is taken away.
        let used = [Freshness::Stale, Freshness::Expiring, Freshness::Current];
        let others: Vec<Freshness> = used.into_iter().filter(|one| !words.contains(one)).collect();
        Ok(Filter::Outside(ends.with(&others, at.time)))
    }

    /// What runs out first comes first.
    pub(super) fn sorted_by_freshness(
        &self,
        scope: &WorkspaceScope,
        as_of: Option<&str>,
        descending: bool,
    ) -> Answer<Sort> {
        Ok(Sort { by: SortBy::Groups(self.ends(scope, as_of)?.0.by_day()), descending })
    }
}
