//! Where risks lie between likelihood and impact, as they stand: once treated, what is left counts.

use std::collections::BTreeMap;

use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_criteria::{Level, RiskCriteria};
use assay_domain::{Key, Stated};
use assay_store::Revision;

use super::UpTo;
use super::tally::{Counted, less};
use crate::Answer;
use crate::access::Principal;
use crate::workspace::Workspace;

/// A place of risks: none where something is not stated.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    criteria: Option<Key>,
    steps: Option<(u8, u8)>,
}

/// Where a risk lies; a closed one lies nowhere.
pub(super) fn cell(revision: &Revision) -> Option<Cell> {
    if revision.kind != "risk" || revision.state == "closed" {
        return None;
    }
    let body: Risk = Workspace::read_body(revision)?;
    let (likelihood, impact) = if revision.state == "treated" {
        (body.residual_likelihood, body.residual_impact)
    } else {
        (body.likelihood, body.impact)
    };
    let step = |stated: Option<Stated<u8>>| stated.as_ref().and_then(Stated::known).copied();
    let criteria = body.criteria.as_ref().and_then(Stated::known).map(|criteria| criteria.key().clone());
    Some(Cell { criteria, steps: step(likelihood).zip(step(impact)) })
}

/// Risks by likelihood and impact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    /// The criteria that most risks are rated by, whose scales are shown.
    pub criteria: Option<String>,
    /// A row for each step of likelihood, the highest first; in it a cell for each step of impact, the lowest first.
    pub rows: Vec<Vec<LevelCell>>,
    /// Open risks in all.
    pub total: usize,
    /// Those above the appetite of their criteria.
    pub above: usize,
    /// Those whose level is not known.
    pub unrated: usize,
    /// Those that are rated by other criteria than the ones shown.
    pub elsewhere: usize,
    /// Reviews that are late.
    pub late: UpTo,
}

/// Risks of a likelihood and an impact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LevelCell {
    /// The step of likelihood.
    pub likelihood: u8,
    /// The step of impact.
    pub impact: u8,
    /// How many.
    pub n: usize,
    /// The level, as the criteria have it.
    pub level: Option<Level>,
}

impl Workspace {
    /// Where the open risks lie.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn levels(&self, principal: &Principal) -> Answer<Option<Levels>> {
        let late = self.count_kinds(principal, &["risk"])?.and_then(|all| all.first().map(|risk| risk.late));
        let found = self.counted(principal, |counted, scope| {
            if scope.hides_kind("risk") || scope.hides_kind("risk-criteria") {
                return None;
            }
            let mut cells = counted.cells.clone();
            let hidden = scope.blinds().records.iter().filter_map(|key| counted.known.get(key)?.cell.as_ref());
            hidden.for_each(|cell| less(&mut cells, cell));
            Some(levels(counted, &cells))
        })?;
        Ok(found.flatten().map(|levels| Levels { late: late.unwrap_or_default(), ..levels }))
    }
}

fn levels(counted: &Counted, cells: &BTreeMap<Cell, usize>) -> Levels {
    let mut by: BTreeMap<&Key, usize> = BTreeMap::new();
    let mut found = Levels::default();
    for (cell, n) in cells {
        found.total += n;
        let criteria = cell.criteria.as_ref().and_then(|key| Some((key, counted.criteria.get(key)?)));
        let level = criteria.zip(cell.steps).and_then(|((_, c), (likelihood, impact))| c.level(likelihood, impact));
        let (Some((key, criteria)), Some(level)) = (criteria, level) else {
            found.unrated += n;
            continue;
        };
        *by.entry(key).or_default() += n;
        if criteria.is_acceptable(level) == Some(false) {
            found.above += n;
        }
    }
    let Some((key, rated)) = by.iter().max_by_key(|(_, n)| **n) else { return found };
    let Some(criteria) = counted.criteria.get(*key) else { return found };
    found.criteria = Some(key.to_string());
    found.elsewhere = found.total - found.unrated - rated;
    found.rows = grid(key, criteria, cells);
    found
}

fn grid(key: &Key, criteria: &RiskCriteria, cells: &BTreeMap<Cell, usize>) -> Vec<Vec<LevelCell>> {
    let rows = criteria.matrix.as_ref().and_then(Stated::known).map_or(&[][..], Vec::as_slice);
    let at = |likelihood: u8, impact: u8| {
        let cell = Cell { criteria: Some(key.clone()), steps: Some((likelihood, impact)) };
        cells.get(&cell).copied().unwrap_or(0)
    };
    let row = |row: &assay_domain::kinds::risk_criteria::MatrixRow| {
        (1..)
            .zip(&row.levels)
            .map(|(impact, level)| LevelCell {
                likelihood: row.likelihood,
                impact,
                n: at(row.likelihood, impact),
                level: Some(*level),
            })
            .collect()
    };
    let mut sorted: Vec<_> = rows.iter().collect();
    sorted.sort_by_key(|row| std::cmp::Reverse(row.likelihood));
    sorted.into_iter().map(row).collect()
}
