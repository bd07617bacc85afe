//! Metric: what is measured, how, how often and by whom it is evaluated [9.1, A.6.2.6]. Values are measurements; levels
//! and trends follow from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::objective::Objective;
use super::person::Person;
use super::process::Process;
use super::threshold::Operator;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Decimal, Direction, Kind, Label, Ref, Stated, Subject, Text, Timestamp, Transition, Workflow,
};

/// Metric.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Metric {
    /// Its name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What it is a measure of.
    pub definition: Option<Stated<String>>,
    /// How it is measured and worked out.
    pub method: Option<Stated<String>>,
    /// Its unit, for example `percent of answers`.
    pub unit: Option<Stated<String>>,
    /// What it is measured on.
    pub subject: Option<Subject>,
    /// Which way is better.
    pub direction: Option<Stated<Direction>>,
    /// Values at which something follows.
    pub thresholds: Option<Stated<Vec<MetricLevel>>>,
    /// Days between two measurements.
    pub frequency_days: Option<Stated<u32>>,
    /// Where values come from.
    pub source: Option<Stated<String>>,
    /// Who analyses and evaluates them.
    pub evaluated_by: Option<Stated<Ref<Person>>>,
    /// The smallest change that means anything; less is noise.
    pub smallest_change: Option<Decimal>,
    /// Objectives it shows.
    pub objectives: Vec<Ref<Objective>>,
    /// Processes it watches.
    pub processes: Vec<Ref<Process>>,
}

/// A value at which something follows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MetricLevel {
    /// What it means to be there.
    pub level: Option<Level>,
    /// How a value is compared.
    pub operator: Option<Operator>,
    /// With which.
    pub value: Option<Decimal>,
    /// What is done then.
    pub action: Option<String>,
}

/// What a value means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Where it should be.
    Target,
    /// Look into it.
    Warning,
    /// Act.
    Alarm,
}

/// Where a series goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// For the better.
    Better,
    /// For the worse.
    Worse,
    /// No further than noise.
    Steady,
    /// Too few values, or nobody said which way is better.
    Undecided,
}

/// Fewest values that make a trend.
const FEWEST: usize = 4;

fn known<T>(stated: Option<&Stated<T>>) -> Option<&T> {
    stated.and_then(Stated::known)
}

impl Metric {
    /// The gravest level whose condition a value meets.
    #[must_use]
    pub fn level_of(&self, value: f64) -> Option<Level> {
        let levels = known(self.thresholds.as_ref())?;
        let met = levels.iter().filter(|l| {
            let mark = l.value.as_ref().and_then(Decimal::value);
            l.operator.zip(mark).is_some_and(|(operator, mark)| operator.holds(value, mark))
        });
        met.filter_map(|l| l.level).max()
    }

    /// Where a series goes, oldest value first: the median of its later half against that of the earlier.
    #[must_use]
    pub fn trend(&self, series: &[f64]) -> Trend {
        let direction = known(self.direction.as_ref()).copied().unwrap_or(Direction::Unknown);
        if series.len() < FEWEST || direction == Direction::Unknown || series.iter().any(|v| !v.is_finite()) {
            return Trend::Undecided;
        }
        let half = series.len() / 2;
        let moved = median(&series[series.len() - half..]) - median(&series[..half]);
        let noise = self.smallest_change.as_ref().and_then(Decimal::value).unwrap_or(0.0);
        if moved.abs() <= noise {
            return Trend::Steady;
        }
        if (moved > 0.0) == (direction == Direction::Higher) { Trend::Better } else { Trend::Worse }
    }

    /// The day by which it is measured next; nothing when no interval is stated.
    #[must_use]
    pub fn next_due(&self, last: &Day) -> Option<Day> {
        last.plus_days(*known(self.frequency_days.as_ref())?)
    }

    /// Whether the next measurement is late.
    #[must_use]
    pub fn is_overdue(&self, last: &Day, now: Timestamp) -> bool {
        self.next_due(last).is_some_and(|d| d.is_over(now))
    }
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) }
}

impl Body for Metric {
    const NAME: &'static str = "metric";
    const PREFIX: &'static str = "MET";

    fn sample() -> Self {
        let level = |level, value: &str, action: &str| MetricLevel {
            level: Some(level),
            operator: Some(if level == Level::Target { Operator::AtMost } else { Operator::AtLeast }),
            value: Some(value.into()),
            action: Some(action.into()),
        };
        Self {
            title: "False answers".into(),
            owner: Some(Ref::number(1)),
            definition: Some("answers that state something untrue as a fact".into()),
            method: Some("the evaluation suite, judged by two people where it is close".into()),
            unit: Some("percent of answers".into()),
            subject: Some(Subject::Record(crate::Key::new("SYS", 1))),
            direction: Some(Direction::Lower.into()),
            thresholds: Some(
                vec![
                    level(Level::Target, "4", "none"),
                    level(Level::Warning, "6", "look at the worst group"),
                    level(Level::Alarm, "8", "hold the release"),
                ]
                .into(),
            ),
            frequency_days: Some(30.into()),
            source: Some("evidence of each evaluation".into()),
            evaluated_by: Some(Ref::number(2).into()),
            smallest_change: Some("0.3".into()),
            objectives: vec![Ref::number(1)],
            processes: vec![Ref::number(1)],
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Metric::NAME,
    prefix: Metric::PREFIX,
    version: 1,
    title: Text::new("Metric", "Métrica", "Métrica"),
    refs: &["9.1", "A.6.2.6"],
    workflow: &Workflow {
        states: &["draft", "in-use", "retired"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "in-use",
                needs: Action::Approve,
                requires: &[
                    "definition",
                    "method",
                    "unit",
                    "direction",
                    "thresholds",
                    "frequency_days",
                    "source",
                    "evaluated_by",
                ],
                guards: &[],
                signs: Some("approves what is measured and what follows from it"),
            },
            Transition {
                name: "reopen",
                from: &["in-use"],
                to: "draft",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("opens it for a change; earlier values keep the definition they were taken under"),
            },
            Transition {
                name: "retire",
                from: &["draft", "in-use"],
                to: "retired",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("ends this measurement"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("definition", "Definition", "Definição", "Definição"),
        Label::new("method", "Method", "Método", "Método"),
        Label::new("unit", "Unit", "Unidade", "Unidade"),
        Label::new("subject", "Measured on", "Medida em", "Medida em"),
        Label::new("direction", "Which way is better", "Sentido favorável", "Sentido favorável"),
        Label::new("thresholds", "Levels", "Níveis", "Níveis"),
        Label::new("frequency_days", "Every (days)", "A cada (dias)", "A cada (dias)"),
        Label::new("source", "Source", "Fonte", "Fonte"),
        Label::new("evaluated_by", "Evaluated by", "Avaliada por", "Avaliada por"),
        Label::new(
            "smallest_change",
            "Smallest change that counts",
            "Menor variação relevante",
            "Menor variação relevante",
        ),
        Label::new("objectives", "Objectives", "Objetivos", "Objetivos"),
        Label::new("processes", "Processes", "Processos", "Processos"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Metric>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_level_counts() {
        let metric = Metric::sample();
        assert_eq!(metric.level_of(3.9), Some(Level::Target));
        assert_eq!(metric.level_of(5.0), None);
        assert_eq!(metric.level_of(6.3), Some(Level::Warning));
        assert_eq!(metric.level_of(9.0), Some(Level::Alarm));
        assert_eq!(metric.level_of(f64::NAN), None);
    }

    #[test]
    fn a_trend_needs_values_a_direction_and_more_than_noise() {
        let metric = Metric::sample();
        assert_eq!(metric.trend(&[7.0, 6.8, 5.1, 4.9]), Trend::Better);
        assert_eq!(metric.trend(&[4.0, 4.1, 9.0, 6.0, 6.3]), Trend::Worse);
        assert_eq!(metric.trend(&[5.0, 5.1, 5.2, 5.1]), Trend::Steady);
        assert_eq!(metric.trend(&[7.0, 6.0, 5.0]), Trend::Undecided);
        assert_eq!(metric.trend(&[7.0, f64::NAN, 5.0, 4.0]), Trend::Undecided);
        let nobody_said = Metric { direction: None, ..Metric::sample() };
        assert_eq!(nobody_said.trend(&[7.0, 6.8, 5.1, 4.9]), Trend::Undecided);
    }

    #[test]
    fn the_next_measurement_follows_from_the_last() {
        let metric = Metric::sample();
        let last = Day::from("2026-11-01");
        assert_eq!(metric.next_due(&last).unwrap().as_str(), "2026-12-01");
        assert!(metric.is_overdue(&last, Timestamp::parse("2026-12-02").unwrap()));
        assert!(!metric.is_overdue(&last, Timestamp::parse("2026-12-01").unwrap()));
    }
}
