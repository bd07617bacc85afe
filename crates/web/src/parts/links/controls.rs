//! Addresses of controls.

use assay_domain::{AIMS, State};

use super::{part, query};

/// Address of the list of controls.
pub const CONTROLS: &str = "/controls";

/// Address of the page of one control, for example `/controls/A.6.2.4`.
#[must_use]
pub fn control(id: &str) -> String {
    format!("{CONTROLS}/{}", part(id))
}

/// Address of the page of one requirement, for example `/controls/A.6.2.4`; of another framework than ISO/IEC 42001
/// with its slug, `/controls/iso27001%3AA.5.1`.
#[must_use]
pub fn requirement(framework: &str, id: &str) -> String {
    if framework == AIMS { control(id) } else { format!("{CONTROLS}/{}", part(&format!("{framework}:{id}"))) }
}

/// Address of the rows of a framework; our own controls belong to the AIMS.
#[must_use]
pub fn controls_of(framework: &str) -> String {
    if framework == AIMS || framework == OWN {
        CONTROLS.to_owned()
    } else {
        format!("{CONTROLS}?framework={}", part(framework))
    }
}

/// Address of the list of controls of Annex A in a state.
#[must_use]
pub fn controls_in(state: State) -> String {
    asked(CONTROLS, &[("view", "list"), ("state", crate::parts::state::slug(state))])
}

/// Address of the Statement of Applicability of a framework.
pub const SOA: &str = "/soa";
/// Address of the crosswalk view.
pub const CROSSWALK: &str = "/crosswalk";
/// Address of the readiness list for stage 1.
pub const READINESS: &str = "/readiness";
/// Address of how it developed.
pub const OVER_TIME: &str = "/over-time";
/// Where the form that drafts a version of the Statement of Applicability goes.
pub const SOA_DRAFT: &str = "/soa/draft";

/// Address of a page that asks for these values, those that are stated.
#[must_use]
pub fn asked(path: &str, values: &[(&str, &str)]) -> String {
    let stated = query(values);
    if stated.is_empty() { path.to_owned() } else { format!("{path}?{stated}") }
}

/// Address of a part of the page of a requirement: `evidence`, `tests`, `crosswalk`, `history`.
#[must_use]
pub fn requirement_part(framework: &str, id: &str, name: &str) -> String {
    super::below(&requirement(framework, id), name)
}

/// Address of the page that says why a requirement has its state, for a subject or as a whole.
#[must_use]
pub fn why(framework: &str, id: &str, subject: &str) -> String {
    asked(&requirement_part(framework, id, "why"), &[("subject", subject)])
}

/// Why the requirement of that page has its state.
#[must_use]
pub fn why_of(page: &str) -> String {
    super::below(page, "why")
}

/// Address of the crosswalk from a requirement, with its framework.
#[must_use]
pub fn crosswalk(requirement: &str) -> String {
    asked(CROSSWALK, &[("requirement", requirement)])
}

/// Address of the page of a row of a Statement of Applicability; of a control of our own, which is in no framework, too.
#[must_use]
pub fn requirement_row(framework: &str, id: &str, own: bool) -> String {
    requirement(if own { OWN } else { framework }, id)
}

/// Address of the page that says why a row of a Statement of Applicability has its state; of one of our own too.
#[must_use]
pub fn why_row(framework: &str, id: &str, own: bool) -> String {
    why(if own { OWN } else { framework }, id, "")
}

/// What stands for a framework where a control is our own, and for the area of such controls.
pub const OWN: &str = "own";

/// The framework and the id of a requirement as coverage names it: one of our own says so before its id.
#[must_use]
pub fn named<'a>(framework: &'a str, id: &'a str) -> (&'a str, &'a str) {
    id.split_once(':').unwrap_or((framework, id))
}

/// Address of the form that edits a record, with the focus in one of its fields.
#[must_use]
pub fn edit_at(workspace: &str, key: &str, field: &str) -> String {
    format!("{}#f-{}", super::edit_record(workspace, key), part(field))
}
