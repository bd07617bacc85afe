//! Retention rule: how long records of some kinds are kept, from when, and what happens then [7.5.3].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::obligation::Obligation;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Problem, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Retention rule.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RetentionRule {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Kinds of records it covers, for example `evidence`.
    pub kinds: Option<Stated<Vec<String>>>,
    /// What it covers besides, in words: files elsewhere, logs, mail.
    pub also: Option<String>,
    /// How long.
    pub keep_for: Option<Stated<KeepFor>>,
    /// What the time counts from.
    pub counts_from: Option<Stated<RetentionStart>>,
    /// Why this long: the law, the contract, our own need.
    pub basis: Option<Stated<String>>,
    /// The obligation it fulfils.
    pub obligation: Option<Ref<Obligation>>,
    /// What happens then.
    pub then: Option<Stated<DisposalMethod>>,
}

/// A length of time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct KeepFor {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Option<KeepUnit>,
}

/// A unit of retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KeepUnit {
    /// Days.
    Days,
    /// Months.
    Months,
    /// Years.
    Years,
}

/// What a retention counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RetentionStart {
    /// The record was made.
    Created,
    /// It came to its last state.
    Closed,
    /// It was replaced by a newer one.
    Superseded,
    /// The system was put on the market or into service.
    PlacedOnMarket,
    /// The system was retired.
    SystemRetired,
    /// The contract ended.
    ContractEnded,
    /// The person left.
    PersonLeft,
}

/// What happens when the time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DisposalMethod {
    /// Content is erased; that it was there stays in the log.
    Erase,
    /// What tells of persons is removed.
    Anonymise,
    /// A carrier is destroyed.
    Destroy,
    /// It goes to an archive.
    Archive,
}

impl RetentionRule {
    /// The last day on which something that counts from `start` is kept.
    #[must_use]
    pub fn last_day(&self, start: &Day) -> Option<Day> {
        let keep = self.keep_for.as_ref()?.known()?;
        match keep.unit? {
            KeepUnit::Days => start.plus_days(keep.amount),
            KeepUnit::Months => start.plus_months(keep.amount),
            KeepUnit::Years => start.plus_months(keep.amount.checked_mul(12)?),
        }
    }

    /// Whether its time is over.
    #[must_use]
    pub fn is_over(&self, start: &Day, now: Timestamp) -> bool {
        self.last_day(start).is_some_and(|d| d.is_over(now))
    }
}

/// Names in a list of kinds that are no kinds.
pub(super) fn unknown_kinds(at: &str, kinds: &[String]) -> Vec<Problem> {
    let unknown = kinds.iter().enumerate().filter(|(_, name)| Kind::named(name).is_none());
    unknown
        .map(|(index, name)| {
            Problem::new(format!("{at}/{index}"), "kind.unknown", format!("there is no kind `{name}`"))
        })
        .collect()
}

impl Body for RetentionRule {
    const NAME: &'static str = "retention-rule";
    const PREFIX: &'static str = "RTN";

    fn sample() -> Self {
        Self {
            title: "Technical documentation".into(),
            owner: Some(Ref::number(1)),
            kinds: Some(vec!["document".to_owned(), "evidence".to_owned()].into()),
            also: Some("the same files in the drive of the system owner".into()),
            keep_for: Some(KeepFor { amount: 10, unit: Some(KeepUnit::Years) }.into()),
            counts_from: Some(RetentionStart::PlacedOnMarket.into()),
            basis: Some("the provider keeps the technical file".into()),
            obligation: Some(Ref::number(1)),
            then: Some(DisposalMethod::Erase.into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        self.kinds.as_ref().and_then(Stated::known).map(|kinds| unknown_kinds("/kinds", kinds)).unwrap_or_default()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: RetentionRule::NAME,
    prefix: RetentionRule::PREFIX,
    version: 1,
    title: Text::new("Retention rule", "Regra de retenção", "Regra de conservação"),
    refs: &["7.5.3"],
    workflow: &Workflow {
        states: &["draft", "in-force", "ended"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "in-force",
                needs: Action::Approve,
                requires: &["kinds", "keep_for", "counts_from", "basis", "then"],
                guards: &[],
                signs: Some("puts this rule in force"),
            },
            Transition {
                name: "reopen",
                from: &["in-force"],
                to: "draft",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("opens this rule for a change"),
            },
            Transition {
                name: "end",
                from: &["draft", "in-force"],
                to: "ended",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("ends this rule"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("kinds", "Kinds of records", "Tipos de registro", "Tipos de registo"),
        Label::new("also", "Besides", "Além disso", "Além disso"),
        Label::new("keep_for", "Kept for", "Prazo de retenção", "Prazo de conservação"),
        Label::new("counts_from", "Counts from", "Conta a partir de", "Conta a partir de"),
        Label::new("basis", "Basis", "Fundamento", "Fundamento"),
        Label::new("obligation", "Obligation", "Obrigação", "Obrigação"),
        Label::new("then", "Then", "Depois", "Depois"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<RetentionRule>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_count_from_the_start() {
        let rule = RetentionRule::sample();
        let start = Day::from("2024-02-29");
        assert_eq!(rule.last_day(&start).unwrap().as_str(), "2034-02-28");
        assert!(!rule.is_over(&start, Timestamp::parse("2034-02-28").unwrap()));
        assert!(rule.is_over(&start, Timestamp::parse("2034-03-01").unwrap()));
        assert_eq!(RetentionRule::default().last_day(&start), None);
    }

    #[test]
    fn kinds_are_those_there_are() {
        let rule = RetentionRule {
            kinds: Some(vec!["task".to_owned(), "tasks".to_owned()].into()),
            ..RetentionRule::sample()
        };
        assert_eq!(rule.check()[0].at, "/kinds/1");
    }
}
