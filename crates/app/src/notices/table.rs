//! What runs out, by kind: the field that names its last day, and the states in which that matters.

/// A field that ends something.
pub(super) struct Dated {
    pub(super) kind: &'static str,
    /// A day or a moment; a day is over when it has passed.
    pub(super) field: &'static str,
    pub(super) states: &'static [&'static str],
}

const fn dated(kind: &'static str, field: &'static str, states: &'static [&'static str]) -> Dated {
    Dated { kind, field, states }
}

/// Every one of them.
pub(super) const DATED: &[Dated] = &[
    dated("certificate", "expires", &["valid", "suspended"]),
    dated("certificate-check", "expires", &["concluded"]),
    dated("supplier", "next_review", &["approved", "approved-with-conditions"]),
    dated("evidence", "valid_until", &["recorded"]),
    dated("policy", "review_due", &["approved"]),
    dated("risk", "review_due", &["assessed", "in-treatment", "treated"]),
    dated("risk-acceptance", "until", &["accepted"]),
    dated("impact-assessment", "next_review", &["approved"]),
    dated("waiver", "until", &["granted"]),
    dated("token", "expires", &["active"]),
    dated("training-record", "valid_until", &["done", "effective"]),
    dated("task", "due", &["open"]),
    dated("treatment-action", "due", &["open"]),
    dated("treatment-action", "effectiveness_due", &["done"]),
    dated("corrective-action", "due", &["agreed"]),
    dated("nonconformity", "due", &["open", "analysed"]),
    dated("finding", "due", &["open"]),
    dated("audit-request", "due", &["open"]),
    dated("acknowledgement", "due", &["requested"]),
    dated("objective", "due", &["approved"]),
];

#[cfg(test)]
mod tests {
    use assay_domain::Kind;

    use super::*;

    #[test]
    fn kinds_fields_and_states_are_there() {
        for row in DATED {
            let kind = Kind::named(row.kind).unwrap_or_else(|| panic!("no kind {}", row.kind));
            assert!(kind.labels.iter().any(|l| l.field == row.field), "{}: no field {}", row.kind, row.field);
            for state in row.states {
                assert!(kind.workflow.states.contains(state), "{}: no state {state}", row.kind);
            }
        }
    }
}
