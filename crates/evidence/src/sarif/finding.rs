//! One result, as far as it is counted.

use std::io::Read;

use super::rules::RuleName;
use super::text;
use crate::Fault;
use crate::scan::{Kind, Scanner, Value};

/// What is kept of a result.
#[derive(Debug, Default)]
pub(super) struct Finding {
    pub(super) rule: RuleName,
    pub(super) level: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) suppression: Suppression,
    pub(super) baseline: Option<String>,
}

/// Whether somebody decided that a result is none of theirs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Suppression {
    /// Nobody did, or the decision is not made, or was refused.
    #[default]
    None,
    /// Somebody did, and says why.
    Justified,
    /// Somebody did, and does not say why.
    Unjustified,
}

impl Finding {
    /// Pulls a result, its texts and places passed over.
    pub(super) fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        let mut finding = Self::default();
        let (mut index, mut component, mut inner) = (None, None, None);
        scanner.object_or_skip(|scanner, key| {
            match key {
                "ruleId" => finding.rule.id = scanner.passing()?.to_label(),
                "ruleIndex" => index = scanner.passing()?.as_count(),
                "rule" => {
                    let rule = scanner.passing()?;
                    inner = text(&rule, &["id"]);
                    index = rule.get("index").and_then(Value::as_count).or(index);
                    component = rule.at(&["toolComponent", "index"]).and_then(Value::as_count);
                }
                "level" => finding.level = scanner.passing()?.to_label(),
                "kind" => finding.kind = scanner.passing()?.to_label(),
                "baselineState" => finding.baseline = scanner.passing()?.to_label(),
                "suppressions" => finding.suppression = Suppression::pull(scanner)?,
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        finding.rule.id = finding.rule.id.or(inner);
        finding.rule.index = index.map(|index| (component, index));
        Ok(finding)
    }
}

impl Suppression {
    /// A result is suppressed when its list of suppressions is not empty and none of them is under review or refused.
    fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        if scanner.kind()? != Kind::Array {
            return scanner.skip().map(|()| Self::None);
        }
        let (mut any, mut open, mut silent) = (false, false, false);
        scanner.array(|scanner| {
            let one = scanner.only(&["status", "justification"])?;
            any = true;
            open |= !matches!(text(&one, &["status"]).as_deref(), None | Some("accepted"));
            silent |= text(&one, &["justification"]).is_none();
            Ok(())
        })?;
        Ok(match (any && !open, silent) {
            (false, _) => Self::None,
            (true, false) => Self::Justified,
            (true, true) => Self::Unjustified,
        })
    }
}
