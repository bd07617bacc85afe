//! The register: open risks, the gravest first, or as somebody asks.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use assay_domain::kinds::risk_criteria::Level;
use assay_domain::{Action, Key, Stated};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::rated::{Rated, Scored, Whole, read};
use super::ratings::Ratings;
use super::score;
use super::seen::Seen;
use super::wanted::Wanted;
use crate::access::Principal;
use crate::dto::{AcceptedView, Appetite, MoveView, NamedView, RiskRegister, RiskRow};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most rows of a page.
pub const MOST_RISKS: usize = 500;
/// Rows of a page unless stated.
const ROWS: usize = 50;
/// Owners that are named to choose from.
const OWNERS: usize = 200;

/// Which risks, in which order.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RiskListRequest {
    /// Which rating `cell` and `level` speak of: `residual`, unless stated, or `inherent`.
    pub show: Option<String>,
    /// Key of the criteria they are rated by.
    pub criteria: Option<String>,
    /// Steps of likelihood and impact, for example `3x5`.
    pub cell: Option<String>,
    /// `low`, `medium`, `high` or `critical`; as with all that follow, several are separated by commas.
    pub level: Option<String>,
    /// `above`, `within` or `unknown`; `accepted` for those above that an acceptance covers, `open` for those it does not.
    pub appetite: Option<String>,
    /// States; every one but closed unless stated.
    pub state: Option<String>,
    /// Key of the risk owner.
    pub owner: Option<String>,
    /// Key of the AI system.
    pub system: Option<String>,
    /// What is done about it.
    pub treatment: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Whom it may harm: `organisation`, `individuals` or `society`.
    pub harm: Option<String>,
    /// `late`: with a treatment action past its day; `review`: with a review past its day; `expiring`: with an
    /// acceptance that runs out within 30 days.
    pub due: Option<String>,
    /// A key, or part of a title.
    pub q: Option<String>,
    /// `residual`, `inherent`, `title`, `key`, `due`, `review`, `system`, `owner`, `state`; with `-` before it the other
    /// way round. The gravest first unless stated.
    pub sort: Option<String>,
    /// A position of the log, or a time.
    pub as_of: Option<String>,
    /// Page, from 1.
    pub page: Option<usize>,
    /// Most rows of it, 1 to 500; 50 unless stated.
    pub limit: Option<usize>,
}

impl Workspace {
    /// A page of the register.
    ///
    /// # Errors
    /// On words and keys that are none, and on a moment ahead of the log.
    pub fn risk_register(&self, principal: &Principal, request: &RiskListRequest) -> Answer<RiskRegister> {
        let scope = self.enter(principal, Action::Read)?;
        let wanted = Wanted::read(request)?;
        let order = Order::read(request.sort.as_deref())?;
        let limit = request.limit.unwrap_or(ROWS).clamp(1, MOST_RISKS);
        let (ratings, at) = self.ratings(&scope, request.as_of.as_deref())?;
        let seen = Seen::new(&ratings, &scope, at.time);
        let asked = serde_json::to_string(&RiskListRequest { as_of: None, ..request.clone() }).unwrap_or_default();
        let found = seen.ask(&asked, || find(&seen, &wanted, &order, limit, request.page.unwrap_or(1)));
        let rows = found.rows.iter().filter_map(|key| ratings.risk(key)).map(|risk| row(&seen, risk)).collect();
        let owners = seen.ask("owners", || owners(&seen));
        Ok(RiskRegister { found: found.all, page: found.page, pages: found.pages, rows, owners, as_of: at })
    }
}

/// A page of what was asked for.
#[derive(Clone)]
struct Found {
    all: usize,
    page: usize,
    pages: usize,
    rows: Vec<Key>,
}

fn find(seen: &Seen<'_>, wanted: &Wanted, order: &Order, limit: usize, page: usize) -> Found {
    let mut found: Vec<&Rated> = seen.risks().filter(|risk| wanted.fits(seen, risk)).collect();
    let all = found.len();
    let pages = all.div_ceil(limit).max(1);
    let page = page.clamp(1, pages);
    let (from, to) = ((page - 1) * limit, (page * limit).min(all));
    let cmp = |a: &&Rated, b: &&Rated| order.compare(seen.ratings, a, b);
    // Of many only what lies up to the end of the page has to be in order.
    if to < all {
        found.select_nth_unstable_by(to, cmp);
    }
    found.truncate(to);
    found.sort_unstable_by(cmp);
    Found { all, page, pages, rows: found.iter().skip(from).map(|risk| risk.key.clone()).collect() }
}

/// By what, and whether the other way round.
struct Order {
    by: By,
    descending: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    Residual,
    Inherent,
    Title,
    Key,
    Due,
    Review,
    System,
    Owner,
    State,
}

const ORDERS: &[(&str, By)] = &[
    ("residual", By::Residual),
    ("inherent", By::Inherent),
    ("title", By::Title),
    ("key", By::Key),
    ("due", By::Due),
    ("review", By::Review),
    ("system", By::System),
    ("owner", By::Owner),
    ("state", By::State),
];

impl Order {
    fn read(text: Option<&str>) -> Answer<Self> {
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            return Ok(Self { by: By::Residual, descending: true });
        };
        let (descending, name) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let found = ORDERS.iter().find(|(known, _)| *known == name).map(|(_, by)| *by);
        let by = found.ok_or_else(|| {
            let known: Vec<&str> = ORDERS.iter().map(|(name, _)| *name).collect();
            let wrong = format!("risks are not sorted by `{name}`; sort them by {}", known.join(", "));
            AppError::input("sort.unknown", wrong)
        })?;
        Ok(Self { by, descending })
    }

    /// Those without a value come last either way; where the order leaves risks alike, the key decides.
    fn compare(&self, ratings: &Ratings, a: &Rated, b: &Rated) -> Ordering {
        let name = |key: &Option<Key>| key.as_ref().map(|key| ratings.name(key).unwrap_or_default().to_lowercase());
        let found = match self.by {
            By::Residual => self.last(weight(a.stands()), weight(b.stands())),
            By::Inherent => self.last(weight(a.inherent.as_ref()), weight(b.inherent.as_ref())),
            By::Title => self.turn(a.plain.cmp(&b.plain)),
            By::Key => return self.turn(a.key.cmp(&b.key)),
            By::Due => self.last(a.action_due, b.action_due),
            By::Review => self.last(a.review_due, b.review_due),
            By::System => self.last(name(&a.system), name(&b.system)),
            By::Owner => self.last(name(&a.owner), name(&b.owner)),
            By::State => self.turn(place(a).cmp(&place(b))),
        };
        found.then_with(|| a.key.cmp(&b.key))
    }

    fn turn(&self, ordering: Ordering) -> Ordering {
        if self.descending { ordering.reverse() } else { ordering }
    }

    fn last<T: Ord>(&self, a: Option<T>, b: Option<T>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) => self.turn(a.cmp(&b)),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
}

/// How grave a rating is: by level, then by impact, then by likelihood.
fn weight(scored: Option<&Scored>) -> Option<(Option<Level>, u8, u8)> {
    scored.map(|s| (s.level, s.pair.impact, s.pair.likelihood))
}

fn place(risk: &Rated) -> usize {
    let states = assay_domain::kinds::risk::KIND.workflow.states;
    states.iter().position(|state| *state == risk.state).unwrap_or(states.len())
}

/// Those who own open risks, those with the most first.
fn owners(seen: &Seen<'_>) -> Vec<NamedView> {
    let mut counts: BTreeMap<&Key, usize> = BTreeMap::new();
    for risk in seen.open() {
        if let Some(owner) = &risk.owner {
            *counts.entry(owner).or_default() += 1;
        }
    }
    let mut all: Vec<(&Key, usize)> = counts.into_iter().collect();
    all.sort_by_key(|(_, count)| Reverse(*count));
    let mut named: Vec<NamedView> = all.into_iter().take(OWNERS).map(|(key, _)| seen.named(key)).collect();
    named.sort_by_key(|owner| owner.name.to_lowercase());
    named
}

/// A risk as a row.
pub(super) fn row(seen: &Seen<'_>, risk: &Rated) -> RiskRow {
    let criteria = risk.criteria.as_ref().and_then(|key| seen.ratings.criteria_at(key)).map(|c| &c.body);
    let appetite = match risk.above() {
        Some(true) => Appetite::Above,
        Some(false) => Appetite::Within,
        None => Appetite::Unknown,
    };
    let accepted = seen.accepted(risk).map(|a| AcceptedView {
        key: a.key.to_string(),
        until: a.until.text(),
        covers: seen.is_covered(risk),
    });
    let moves = risk.moves.iter().map(|m| MoveView {
        at: m.at,
        seq: m.seq,
        score: m.pair.map(|pair| score(&read(pair, criteria))),
    });
    RiskRow {
        key: risk.key.to_string(),
        revision: risk.revision,
        title: risk.title.clone(),
        state: risk.state.clone(),
        system: risk.system.as_ref().map(|key| seen.named(key)),
        owner: risk.owner.as_ref().map(|key| seen.named(key)),
        inherent: risk.inherent.as_ref().map(score),
        residual: risk.stands().map(score),
        treated: risk.state == "treated",
        appetite,
        treatment: risk.treatment,
        sources: risk.sources.clone(),
        action_due: seen.due(risk).map(Whole::text),
        late: seen.is_late(risk),
        review_due: risk.review_due.map(Whole::text),
        review_late: risk.is_open() && risk.review_due.is_some_and(|due| due.is_over(seen.now)),
        accepted,
        accept_up_to: criteria.and_then(|c| c.accept_up_to.as_ref()).and_then(Stated::known).copied(),
        moves: moves.collect(),
    }
}
