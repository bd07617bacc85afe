//! Which risks somebody asks for, read once and held against each.

use assay_domain::kinds::risk::Treatment;
use assay_domain::kinds::risk_criteria::Level;
use assay_domain::{Key, Kind, RiskSource};
use serde::de::DeserializeOwned;

use super::rated::{Pair, Rated};
use super::register::RiskListRequest;
use super::seen::Seen;
use super::summary::SOON;
use crate::dto::{Harm, Rating};
use crate::{Answer, AppError};

/// What has to hold of a risk. Of several values one is enough; none means that anything does.
pub(super) struct Wanted {
    show: Rating,
    criteria: Vec<Key>,
    cell: Vec<Pair>,
    level: Vec<Level>,
    appetite: Vec<String>,
    state: Vec<String>,
    owner: Vec<Key>,
    system: Vec<Key>,
    treatment: Vec<Treatment>,
    source: Vec<RiskSource>,
    harm: Vec<Harm>,
    due: Vec<String>,
    words: Option<String>,
    /// The words, where they are the key of one.
    key: Option<Key>,
}

const APPETITES: &[&str] = &["above", "within", "unknown", "accepted", "open"];
const DUES: &[&str] = &["late", "review", "expiring"];

/// The values of a parameter, which commas separate.
fn each<T>(text: Option<&String>, read: impl Fn(&str) -> Answer<T>) -> Answer<Vec<T>> {
    let values = text.into_iter().flat_map(|text| text.split(',')).map(str::trim);
    values.filter(|value| !value.is_empty()).map(read).collect()
}

fn unknown(name: &str, text: &str, known: &[&str]) -> AppError {
    let known = if known.is_empty() { String::new() } else { format!("; choose from {}", known.join(", ")) };
    AppError::input("risks.unknown-word", format!("`{text}` is no {name} of a risk{known}"))
}

/// A value of a closed list by its word; what there is to choose from stands in the field of a kind.
fn word<T: DeserializeOwned>(name: &str, (kind, field): (&str, &str), text: &str) -> Answer<T> {
    serde_json::from_value(serde_json::Value::from(text)).map_err(|_| {
        let field = Kind::named(kind).and_then(|kind| kind.fields().get(field));
        let known: Vec<&str> = field.map(|f| f.values.iter().map(|v| v.slug).collect()).unwrap_or_default();
        unknown(name, text, &known)
    })
}

fn one_of(name: &str, known: &[&str], text: &str) -> Answer<String> {
    if known.contains(&text) { Ok(text.to_owned()) } else { Err(unknown(name, text, known)) }
}

fn cell(text: &str) -> Answer<Pair> {
    let pair = text.split_once('x').and_then(|(l, i)| Some((l.parse().ok()?, i.parse().ok()?)));
    let (likelihood, impact) = pair.ok_or_else(|| {
        let wrong = format!("`{text}` is no cell of a matrix; write likelihood and impact such as 3x5");
        AppError::input("risks.cell", wrong)
    })?;
    Ok(Pair { likelihood, impact })
}

fn fits<T: PartialEq>(wanted: &[T], has: Option<&T>) -> bool {
    wanted.is_empty() || has.is_some_and(|has| wanted.contains(has))
}

impl Wanted {
    pub(super) fn read(r: &RiskListRequest) -> Answer<Self> {
        let show = each(r.show.as_ref(), |text| match text {
            "residual" => Ok(Rating::Residual),
            "inherent" => Ok(Rating::Inherent),
            _ => Err(unknown("rating", text, &["residual", "inherent"])),
        })?;
        let key = |text: Option<&String>| each(text, crate::records::key);
        let words = r.q.as_deref().map(str::trim).filter(|text| !text.is_empty());
        Ok(Self {
            show: show.first().copied().unwrap_or_default(),
            criteria: key(r.criteria.as_ref())?,
            cell: each(r.cell.as_ref(), cell)?,
            level: each(r.level.as_ref(), |text| word("level", ("risk-criteria", "accept_up_to"), text))?,
            appetite: each(r.appetite.as_ref(), |text| one_of("appetite", APPETITES, text))?,
            state: each(r.state.as_ref(), |text| Ok(text.to_owned()))?,
            owner: key(r.owner.as_ref())?,
            system: key(r.system.as_ref())?,
            treatment: each(r.treatment.as_ref(), |text| word("treatment", ("risk", "treatment"), text))?,
            source: each(r.source.as_ref(), |text| word("source", ("risk", "sources"), text))?,
            harm: each(r.harm.as_ref(), |text| match text {
                "organisation" => Ok(Harm::Organisation),
                "individuals" => Ok(Harm::Individuals),
                "society" => Ok(Harm::Society),
                _ => Err(unknown("harm", text, &["organisation", "individuals", "society"])),
            })?,
            due: each(r.due.as_ref(), |text| one_of("due", DUES, text))?,
            words: words.map(str::to_lowercase),
            key: words.and_then(|words| words.to_ascii_uppercase().parse().ok()),
        })
    }

    pub(super) fn fits(&self, seen: &Seen<'_>, risk: &Rated) -> bool {
        let rating = match self.show {
            Rating::Residual => risk.stands(),
            Rating::Inherent => risk.inherent.as_ref(),
        };
        // Closed risks are there for whoever asks for them.
        let in_state = if self.state.is_empty() { risk.is_open() } else { self.state.contains(&risk.state) };
        !risk.erased
            && in_state
            && fits(&self.cell, rating.map(|scored| &scored.pair))
            && fits(&self.level, rating.and_then(|scored| scored.level.as_ref()))
            && fits(&self.criteria, risk.criteria.as_ref())
            && fits(&self.owner, risk.owner.as_ref())
            && fits(&self.system, risk.system.as_ref())
            && fits(&self.treatment, risk.treatment.as_ref())
            && (self.source.is_empty() || self.source.iter().any(|source| risk.sources.contains(source)))
            && (self.harm.is_empty() || self.harm.iter().any(|harm| risk.harms.contains(harm)))
            && (self.appetite.is_empty() || self.appetite.iter().any(|word| stands_so(seen, risk, word)))
            && (self.due.is_empty() || self.due.iter().any(|word| is_due(seen, risk, word)))
            && self
                .words
                .as_deref()
                .is_none_or(|words| risk.plain.contains(words) || self.key.as_ref() == Some(&risk.key))
    }
}

fn stands_so(seen: &Seen<'_>, risk: &Rated, word: &str) -> bool {
    match (word, risk.above()) {
        ("unknown", above) => above.is_none(),
        ("within", above) => above == Some(false),
        ("accepted", Some(true)) => seen.is_covered(risk),
        ("open", Some(true)) => !seen.is_covered(risk),
        (_, above) => above == Some(true) && word == "above",
    }
}

fn is_due(seen: &Seen<'_>, risk: &Rated, word: &str) -> bool {
    match word {
        "late" => seen.is_late(risk),
        "review" => risk.review_due.is_some_and(|due| due.is_over(seen.now)),
        _ => seen.ends_in(risk, SOON),
    }
}
