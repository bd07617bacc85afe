//! One normalised fact out of an artifact: per metric, probe or slice, never per sample.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a tool measured or found. Numbers are decimal strings: this is what the log commits to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Observation {
    /// Place within its evidence, from 0.
    pub ordinal: u32,
    /// Stable across runs: task or probe, detector or scorer, metric, filter; for example `digits/match/accuracy`.
    pub key: String,
    /// Name of the metric, for example `accuracy` or `attack_success_rate`.
    pub metric: String,
    /// What it speaks to: `capability`, `injection`, `jailbreak`, `encoding`, `output-handling`, `privacy`,
    /// `toxicity`, `misinformation`, `malware`, `robustness`, `refusal`, `other`.
    pub family: String,
    /// Task, probe or suite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Which way is better; `unknown` never passes by itself.
    pub direction: Direction,
    /// The value.
    pub value: Measured,
    /// How sure it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<Uncertainty>,
    /// Samples it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// Samples that failed (attack succeeded, answer wrong), where the tool counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n_failed: Option<u64>,
    /// Samples without a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n_unscored: Option<u64>,
    /// Samples that ended in an error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n_error: Option<u64>,
    /// The tool's own pass mark.
    pub threshold: NativeThreshold,
    /// Group of a sliced metric, for example `{"language": "pt"}`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub slice: BTreeMap<String, String>,
    /// Labels of public taxonomies, as the tool wrote them or by our crosswalk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taxonomies: Vec<Taxonomy>,
    /// Where in the artifact the detail lies, for example a JSON pointer or a line range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Which way a metric is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Nobody said; only informational until a person does.
    Unknown,
}

/// A value with its state: NaN and absence are facts, not numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Measured {
    /// Whether there is a number.
    pub state: ValueState,
    /// The number as a plain decimal string, present when finite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<String>,
}

/// Whether a value is a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ValueState {
    /// A finite number.
    Finite,
    /// Not a number.
    Nan,
    /// Positive infinity.
    Infinite,
    /// Negative infinity.
    NegativeInfinite,
    /// Null or missing in the file.
    Absent,
}

impl Measured {
    /// From a float, keeping NaN and the infinities as states.
    #[must_use]
    pub fn from_f64(value: f64) -> Self {
        if value.is_nan() {
            Self { state: ValueState::Nan, decimal: None }
        } else if value == f64::INFINITY {
            Self { state: ValueState::Infinite, decimal: None }
        } else if value == f64::NEG_INFINITY {
            Self { state: ValueState::NegativeInfinite, decimal: None }
        } else {
            Self { state: ValueState::Finite, decimal: Some(decimal(value)) }
        }
    }

    /// No value.
    #[must_use]
    pub fn absent() -> Self {
        Self { state: ValueState::Absent, decimal: None }
    }

    /// The number, when there is one.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.decimal.as_deref()?.parse().ok().filter(|v: &f64| v.is_finite())
    }
}

/// The shortest decimal that reads back as the same float; never an exponent.
#[must_use]
pub fn decimal(value: f64) -> String {
    let text = format!("{value}");
    if text == "-0" { "0".to_owned() } else { text }
}

/// How sure a value is; all decimal strings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Uncertainty {
    /// Standard error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stderr: Option<String>,
    /// Lower end of the interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// Upper end of the interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// How the interval was made, for example `wilson-95` or `normal-95`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// The tool's own pass mark, which is never the organisation's acceptance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "source", rename_all = "kebab-case")]
pub enum NativeThreshold {
    /// The file states it.
    InFile {
        /// Decimal string.
        value: String,
    },
    /// The file does not; the count was made anew at this value.
    Recomputed {
        /// Decimal string.
        value: String,
    },
    /// The file does not, and nothing was counted.
    NotRecorded,
}

/// A label in a public scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Taxonomy {
    /// Scheme with its edition, for example `owasp-llm@2023` or `owasp-llm@2025`.
    pub scheme: String,
    /// Id within it, for example `LLM01`.
    pub id: String,
    /// `tool` or `crosswalk`.
    pub origin: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_is_lost_and_no_state_becomes_one() {
        assert_eq!(Measured::from_f64(0.1).as_f64(), Some(0.1));
        assert_eq!(Measured::from_f64(1e-20).decimal.as_deref(), Some("0.00000000000000000001"));
        assert_eq!(Measured::from_f64(-0.0).decimal.as_deref(), Some("0"));
        for v in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Measured::from_f64(v).as_f64(), None);
        }
        assert_eq!(Measured::absent().as_f64(), None);
    }
}
