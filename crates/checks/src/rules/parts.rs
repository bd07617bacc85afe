//! What is released is named by digest [A.6.2.5].

use assay_domain::kinds::system_version::SystemVersion;
use assay_domain::{Outcome, Stated};

use super::Finding;
use crate::subjects::Looked;

pub(super) fn digested(looked: &Looked<'_>) -> Finding {
    let Some((record, body)) = looked.record.and_then(|r| Some((r, r.body::<SystemVersion>()?))) else {
        return Finding::new(Outcome::Error, "parts.unreadable", "the version does not read", &[]);
    };
    let finding = match &body.parts {
        None => Finding::new(Outcome::Missing, "parts.none", "no part of this version is named", &[]),
        Some(Stated::Gap(_)) => Finding::new(Outcome::Undecided, "parts.unknown", "its parts are not known", &[]),
        Some(Stated::Known(parts)) => {
            let open: Vec<&str> =
                parts.iter().filter(|p| matches!(p.sha256, Stated::Gap(_))).map(|p| p.name.as_str()).collect();
            if open.is_empty() {
                Finding::new(
                    Outcome::Pass,
                    "parts.digested",
                    "named by digest: {parts}",
                    &[("parts", &parts.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(", "))],
                )
            } else {
                let list = open.join(", ");
                Finding::new(
                    Outcome::Undecided,
                    "parts.no-digest",
                    "no digest is known of: {parts}",
                    &[("parts", &list)],
                )
            }
        }
    };
    finding.resting_on([&record.key]).observed(record.state_at)
}
