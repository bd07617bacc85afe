//! A buyer's questions, answered from what is recorded and from nothing else. The answer quotes states and records; where
//! there is none it says so. It never says of its own that anything holds a certificate or conforms: that is not ours to say.

use std::collections::BTreeMap;

use assay_checks::roll_up;
use assay_domain::AIMS;
use assay_domain::kinds::control::Control;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::gather::{bare, line, section, word};
use crate::access::Principal;
use crate::dto::ReportView;
use crate::judging::qualified;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most questions of one questionnaire.
const MOST: usize = 500;
/// Beginnings of words that an answer made of own statements does not carry.
const NOT_OURS: [&str; 3] = ["certif", "complian", "conformity"];

/// What a buyer asks.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// The questions, in their order.
    #[serde(alias = "question")]
    pub questions: Vec<Question>,
    /// A position of the log, or a time.
    #[serde(default)]
    pub as_of: Option<String>,
}

/// One question.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// As the buyer asks it.
    pub text: String,
    /// What it is about, for example `A.6.2.4`, or `own:X.2`.
    pub requirements: Vec<String>,
}

impl Questionnaire {
    /// Reads a TOML file of `[[question]]`, each with `text` and `requirements`.
    ///
    /// # Errors
    /// When it is none: what is wrong, and where.
    pub fn parse(text: &str) -> Answer<Self> {
        toml::from_str(text).map_err(|e| {
            let text = format!("no list of [[question]] with text and requirements: {e}");
            AppError::input("questions.malformed", text)
        })
    }
}

impl Workspace {
    /// Answers a questionnaire from records.
    ///
    /// # Errors
    /// On too many questions, or a moment ahead of the log.
    pub fn answer_questionnaire(&self, principal: &Principal, asked: &Questionnaire) -> Answer<ReportView> {
        if asked.questions.len() > MOST {
            return Err(AppError::input(
                "questions.too-many",
                format!("at most {MOST} questions are answered at once"),
            ));
        }
        let gather = self.gather(principal, asked.as_of.as_deref())?;
        let in_force = self.in_force(AIMS, &gather.at)?;
        let verdicts = self.verdicts_at(&gather.scope, &gather.at)?;
        let rows: BTreeMap<String, _> =
            gather.all::<Control>("control")?.into_iter().map(|(r, b)| (b.requirement.clone(), (r, b))).collect();
        let mut sections = Vec::new();
        for question in &asked.questions {
            let mut lines = Vec::new();
            for asked in &question.requirements {
                let id = qualified(asked);
                if !rows.contains_key(&id) && self.requirement(&gather.scope, asked, &gather.at).is_err() {
                    lines.push(bare(asked, "nothing recorded: no requirement of this id is managed here"));
                    continue;
                }
                let state = roll_up(&in_force.set, [id.as_str()], &verdicts, gather.at.time).into_iter().next();
                let Some(state) = state else { continue };
                let text = format!("state {}: {}", word(&state.state), quote(&state.message.text, "the record"));
                let head = match rows.get(&id) {
                    Some((r, _)) => line(r, text),
                    None => bare(asked, text),
                };
                let evidence: Vec<&str> = verdicts
                    .iter()
                    .filter(|v| v.in_service && v.requirements.contains(&id))
                    .flat_map(|v| v.evidence.iter().map(String::as_str))
                    .collect();
                let rests = if evidence.is_empty() { "nothing recorded".to_owned() } else { unique(&evidence) };
                lines.push(head.with("requirement", asked).with("state", word(&state.state)).with("rests_on", rests));
                if let Some((r, body)) = rows.get(&id).filter(|(r, _)| r.state == "approved")
                    && let Some(statement) = &body.statement
                {
                    let said = quote(statement, &r.key.to_string());
                    lines.push(line(r, format!("own statement, not evidence: {said}")).with("requirement", asked));
                }
            }
            sections.push(section(&question.text, lines, "Nothing recorded."));
        }
        Ok(ReportView {
            name: "questionnaire".to_owned(),
            title: "Answers to a buyer's questions".to_owned(),
            as_of: gather.at,
            note: "From recorded evidence only; own statements are marked as such. What is not recorded is said to be \
                   missing."
                .to_owned(),
            sections,
        })
    }
}

/// Somebody's words, unless they claim what only others can say.
fn quote(text: &str, source: &str) -> String {
    let lower = text.to_lowercase();
    if NOT_OURS.iter().any(|word| lower.contains(word)) {
        format!("its words are not repeated here; read {source}")
    } else {
        text.to_owned()
    }
}

fn unique(keys: &[&str]) -> String {
    let all: std::collections::BTreeSet<&str> = keys.iter().copied().collect();
    all.into_iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn claims_that_are_not_ours_are_not_repeated() {
        assert_eq!(quote("We are fully Compliant.", "CTL-3"), "its words are not repeated here; read CTL-3");
        assert_eq!(quote("Each version is measured.", "CTL-3"), "Each version is measured.");
    }
}
