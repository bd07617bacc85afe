//! Risk criteria: the scales, and what is acceptable. Levels follow from them and are never written down.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Risk criteria.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RiskCriteria {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The steps of likelihood, the lowest first.
    pub scale_likelihood: Option<Stated<Vec<Step>>>,
    /// The steps of impact, the lowest first.
    pub scale_impact: Option<Stated<Vec<Step>>>,
    /// The level of each pair: a row for each step of likelihood, in it a level for each step of impact.
    pub matrix: Option<Stated<Vec<MatrixRow>>>,
    /// The highest level that may be kept without top management: the appetite.
    pub accept_up_to: Option<Stated<Level>>,
    /// What makes a risk acceptable or not, in words.
    pub acceptance: Option<Stated<String>>,
    /// Who decides above that, and how fast.
    pub escalation: Option<Stated<String>>,
    /// AI systems they are for; none means all.
    pub valid_for: Vec<Ref<AiSystem>>,
}

/// A step of a scale.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Step {
    /// Its number, from 1.
    pub value: u8,
    /// What people call it.
    pub name: String,
    /// What it means for likelihood, or for impact where the three below do not say.
    pub meaning: Option<String>,
    /// What it means for the organisation.
    pub organisation: Option<String>,
    /// What it means for individuals and groups.
    pub individuals: Option<String>,
    /// What it means for society.
    pub society: Option<String>,
}

/// The levels of one step of likelihood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MatrixRow {
    /// The step of likelihood.
    pub likelihood: u8,
    /// A level for each step of impact, the lowest first.
    pub levels: Vec<Level>,
}

/// How high a risk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// May be kept.
    Low,
    /// Is watched.
    Medium,
    /// Is treated.
    High,
    /// Is treated before anything goes on.
    Critical,
}

impl RiskCriteria {
    /// The level of a likelihood and an impact; nothing where the matrix does not reach.
    #[must_use]
    pub fn level(&self, likelihood: u8, impact: u8) -> Option<Level> {
        let rows = self.matrix.as_ref()?.known()?;
        let row = rows.iter().find(|r| r.likelihood == likelihood)?;
        row.levels.get(usize::from(impact).checked_sub(1)?).copied()
    }

    /// Whether a level may be kept without top management; nothing while the appetite is not stated.
    #[must_use]
    pub fn is_acceptable(&self, level: Level) -> Option<bool> {
        Some(level <= *self.accept_up_to.as_ref()?.known()?)
    }
}

/// Steps numbered from 1.
fn steps(names: &[&str]) -> Vec<Step> {
    (1..).zip(names).map(|(value, name)| Step { value, name: (*name).into(), ..Step::default() }).collect()
}

fn sample_matrix() -> Vec<MatrixRow> {
    let level = |product: u8| match product {
        0..5 => Level::Low,
        5..12 => Level::Medium,
        12..20 => Level::High,
        _ => Level::Critical,
    };
    let row = |likelihood| MatrixRow { likelihood, levels: (1..=5).map(|impact| level(likelihood * impact)).collect() };
    (1..=5).map(row).collect()
}

/// Scores that are no step of any scale: steps count from 1.
pub(crate) fn find_no_steps(scores: &[(&str, Option<&Stated<u8>>)], problems: &mut Vec<Problem>) {
    for (at, score) in scores {
        if score.and_then(Stated::known) == Some(&0) {
            problems.push(Problem::new(*at, "step.wrong", "a scale has no step 0; its lowest is 1"));
        }
    }
}

/// Steps count from 1 without a hole.
fn check_scale(scale: Option<&Stated<Vec<Step>>>, at: &str, problems: &mut Vec<Problem>) {
    for (step, value) in scale.and_then(Stated::known).into_iter().flatten().zip(1_u8..) {
        if step.value != value || step.name.trim().is_empty() {
            let text = "the steps of a scale are numbered 1, 2, 3 and so on, and have names";
            problems.push(Problem::new(format!("{at}/{}", value - 1), "scale.wrong", text));
        }
    }
}

impl Body for RiskCriteria {
    const NAME: &'static str = "risk-criteria";
    const PREFIX: &'static str = "RCR";

    fn sample() -> Self {
        Self {
            title: "Criteria for AI risk".into(),
            owner: Some(Ref::number(1)),
            scale_likelihood: Some(steps(&["rare", "unlikely", "possible", "likely", "almost certain"]).into()),
            scale_impact: Some(steps(&["minor", "limited", "serious", "major", "severe"]).into()),
            matrix: Some(sample_matrix().into()),
            accept_up_to: Some(Level::Medium.into()),
            acceptance: Some("Low and medium risks may be kept; a risk to life never, to save money.".into()),
            escalation: Some("High and critical risks go to top management within a week.".into()),
            valid_for: Vec::new(),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        check_scale(self.scale_likelihood.as_ref(), "/scale_likelihood", &mut problems);
        check_scale(self.scale_impact.as_ref(), "/scale_impact", &mut problems);
        let rows = self.matrix.as_ref().and_then(Stated::known).map(Vec::as_slice).unwrap_or_default();
        for (i, row) in rows.iter().enumerate() {
            // What is more likely, or worse, is never of a lower level.
            let grows = row.levels.is_sorted();
            let above = i.checked_sub(1).and_then(|i| rows.get(i));
            let sinks = above.is_some_and(|a| a.levels.iter().zip(&row.levels).any(|(less, more)| less > more));
            if !grows || sinks {
                let text = "a level may not fall where likelihood or impact grows";
                problems.push(Problem::new(format!("/matrix/{i}"), "matrix.wrong", text));
            }
        }
        problems
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        if transition != "approve" {
            return Vec::new();
        }
        let len = |scale: &Option<Stated<Vec<Step>>>| scale.as_ref().and_then(Stated::known).map(Vec::len);
        let rows = self.matrix.as_ref().and_then(Stated::known);
        let (Some(likelihoods), Some(impacts), Some(rows)) =
            (len(&self.scale_likelihood), len(&self.scale_impact), rows)
        else {
            return Vec::new();
        };
        let numbered = rows.iter().map(|r| usize::from(r.likelihood)).eq(1..=likelihoods);
        if numbered && rows.iter().all(|r| r.levels.len() == impacts) {
            return Vec::new();
        }
        let text =
            format!("the matrix needs {likelihoods} rows of {impacts} levels, a row for each step of likelihood");
        vec![Problem::new("/matrix", "transition.lacks", text)]
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: RiskCriteria::NAME,
    prefix: RiskCriteria::PREFIX,
    version: 1,
    title: Text::new("Risk criteria", "Critérios de risco", "Critérios de risco"),
    refs: &["6.1.1"],
    workflow: &Workflow {
        states: &["draft", "approved", "superseded"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Direct,
                requires: &["scale_likelihood", "scale_impact", "matrix", "accept_up_to", "acceptance", "escalation"],
                guards: &[],
                signs: Some("approves these criteria for judging AI risk"),
            },
            Transition {
                name: "supersede",
                from: &["approved"],
                to: "superseded",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("replaces these criteria by newer ones"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("scale_likelihood", "Likelihood scale", "Escala de probabilidade", "Escala de verosimilhança"),
        Label::new("scale_impact", "Impact scale", "Escala de impacto", "Escala de impacto"),
        Label::new("matrix", "Matrix", "Matriz", "Matriz"),
        Label::new("accept_up_to", "Acceptable up to", "Aceitável até", "Aceitável até"),
        Label::new("acceptance", "Acceptance", "Aceitação", "Aceitação"),
        Label::new("escalation", "Escalation", "Escalonamento", "Escalonamento"),
        Label::new("valid_for", "Valid for", "Válidos para", "Válidos para"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<RiskCriteria>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_follows_from_the_matrix() {
        let criteria = RiskCriteria::sample();
        assert_eq!(criteria.level(4, 5), Some(Level::Critical));
        assert_eq!(criteria.level(4, 4), Some(Level::High));
        assert_eq!(criteria.level(2, 5), Some(Level::Medium));
        assert_eq!(criteria.level(2, 2), Some(Level::Low));
        assert_eq!(criteria.level(6, 1), None);
        assert_eq!(criteria.level(1, 0), None);
        assert_eq!(criteria.is_acceptable(Level::High), Some(false));
        assert_eq!(criteria.is_acceptable(Level::Medium), Some(true));
        assert_eq!(RiskCriteria::default().is_acceptable(Level::Low), None);
    }

    #[test]
    fn a_matrix_that_falls_or_has_holes_is_refused() {
        let with = |rows: &[&[Level]]| {
            let row = |(likelihood, levels): (u8, &&[Level])| MatrixRow { likelihood, levels: levels.to_vec() };
            RiskCriteria {
                scale_likelihood: Some(steps(&["rare", "likely"]).into()),
                scale_impact: Some(steps(&["minor", "severe"]).into()),
                matrix: Some((1..).zip(rows).map(row).collect::<Vec<_>>().into()),
                ..RiskCriteria::default()
            }
        };
        let good = with(&[&[Level::Low, Level::Medium], &[Level::Low, Level::High]]);
        assert!(good.check().is_empty() && good.lacks("approve").is_empty());
        assert_eq!(with(&[&[Level::Medium, Level::Low]]).check()[0].at, "/matrix/0");
        assert_eq!(with(&[&[Level::High], &[Level::Low]]).check()[0].at, "/matrix/1");
        assert_eq!(with(&[&[Level::Low, Level::Low]]).lacks("approve")[0].at, "/matrix");
        assert_eq!(with(&[&[Level::Low], &[Level::Low]]).lacks("approve")[0].at, "/matrix");
    }
}
