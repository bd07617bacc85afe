//! Samples of a room: drawn from records as they stood where the room stands, with a seed that nobody could choose, and
//! told with everything that it takes to draw them again elsewhere.

use assay_domain::sampling::{MOST_ITEMS, draw};
use assay_domain::{Action, Digest};
use assay_store::{Filter, ListQuery, Revision, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Principal;
use crate::dto::{SampleItem, SampleView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// How many are drawn when nobody says.
const USUAL: u32 = 10;
/// Most records of a population.
const MOST_RECORDS: usize = 200_000;

/// What is drawn.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SampleRequest {
    /// Records of which kind.
    pub kind: String,
    /// In which state; in any unless stated.
    #[serde(default)]
    pub state: Option<String>,
    /// How many, 1 to 10,000; 10 unless stated.
    #[serde(default)]
    pub size: Option<u32>,
    /// A word of the auditor's own, mixed into the seed, which then nobody could know before.
    #[serde(default)]
    pub word: Option<String>,
}

/// The text that is hashed: the seed of the room, what the population is, and the auditor's own word.
fn seed_of(room: &str, request: &SampleRequest) -> String {
    let parts = [Some(room), Some(&request.kind), request.state.as_deref(), request.word.as_deref()];
    parts.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(" ").trim_end().to_owned()
}

impl Workspace {
    /// Draws a sample with the seed of a room. It writes nothing, and gives the same to whoever draws it.
    ///
    /// # Errors
    /// When there is no such open or ended room, kind or state, or the sample is larger than 10,000.
    pub fn draw_sample(&self, principal: &Principal, room: &str, request: &SampleRequest) -> Answer<SampleView> {
        let view = self.room(principal, room)?;
        let scope = self.enter(principal, Action::Read)?;
        let not_open = || AppError::input("sample.no-seed", format!("{room} was not opened yet, so it has no seed"));
        let stand = view.stands_at.ok_or_else(not_open)?;
        let kind = crate::records::kind(&request.kind)?;
        if let Some(state) = request.state.as_ref().filter(|s| !kind.workflow.states.contains(&s.as_str())) {
            let text = format!("no {} is `{state}`; choose from {}", kind.name, kind.workflow.states.join(", "));
            return Err(AppError::input("state.unknown", text));
        }
        let size = request.size.unwrap_or(USUAL);
        if size == 0 || size > MOST_ITEMS {
            return Err(AppError::input("sample.size", format!("a sample holds 1 to {MOST_ITEMS} records")));
        }
        let all = self.population(&scope, request, stand.position)?;
        let lines: String = all.iter().map(|r| format!("{}\n", r.key)).collect();
        let seed = seed_of(&stand.seed, request);
        let drawn = draw(&seed, all.len() as u64, size).unwrap_or_default();
        let item = |place: u64| {
            let record = all.get(usize::try_from(place).ok()?.checked_sub(1)?)?;
            let (key, title, state) = (record.key.to_string(), record.title.clone(), record.state.clone());
            Some(SampleItem { place, key, title, state, revision: record.revision })
        };
        Ok(SampleView {
            room: view.key,
            kind: request.kind.clone(),
            state: request.state.clone(),
            position: stand.position,
            population: all.len() as u64,
            population_sha256: Digest::of(lines.as_bytes()).to_string(),
            size,
            seed,
            method: METHOD.to_owned(),
            items: drawn.into_iter().filter_map(item).collect(),
        })
    }

    /// Records of a kind at a position, by the number of their keys.
    fn population(&self, scope: &WorkspaceScope, request: &SampleRequest, position: u64) -> Answer<Vec<Revision>> {
        let filters = request.state.iter().map(|s| Filter::State(vec![s.clone()])).collect();
        let (kind, as_of) = (Some(request.kind.clone()), Some(position));
        let mut query = ListQuery { kind, filters, as_of, limit: 500, ..ListQuery::default() };
        let mut all = Vec::new();
        loop {
            let page = self.store.list(scope, &query)?;
            all.extend(page.rows);
            query.after = page.next;
            if query.after.is_none() {
                return Ok(all);
            }
            if all.len() > MOST_RECORDS {
                let text = format!("the population is larger than {MOST_RECORDS}; narrow it down by state");
                return Err(AppError::input("sample.population", text));
            }
        }
    }
}

/// The rule of [`assay_domain::sampling`], for whoever draws again.
const METHOD: &str = "The population is the records by the number of their keys, from place 1. For n from 0: the first \
     eight bytes of SHA-256 of `SEED:n`, big-endian, are v. With s the size of the population, v is passed over when it is \
     not below the largest multiple of s that 64 bits hold; else it draws place v mod s + 1. A place drawn before is passed \
     over. When the sample is no smaller than the population, it is the whole of it.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hashed_is_the_room_the_population_and_a_word() {
        let asked = |state: Option<&str>, word: Option<&str>| SampleRequest {
            kind: "task".into(),
            state: state.map(str::to_owned),
            size: Some(3),
            word: word.map(str::to_owned),
        };
        assert_eq!(seed_of("ab", &asked(None, None)), "ab task");
        assert_eq!(seed_of("ab", &asked(Some("open"), None)), "ab task open");
        assert_eq!(seed_of("ab", &asked(Some("open"), Some("heron"))), "ab task open heron");
        assert_ne!(seed_of("ab", &asked(None, Some("open"))), seed_of("ab", &asked(Some("open"), None)));
    }
}
