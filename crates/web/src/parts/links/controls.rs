//! Addresses of controls.

use assay_domain::AIMS;

use super::part;

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

/// Address of the rows of a framework.
#[must_use]
pub fn controls_of(framework: &str) -> String {
    if framework == AIMS { CONTROLS.to_owned() } else { format!("{CONTROLS}?framework={}", part(framework)) }
}
