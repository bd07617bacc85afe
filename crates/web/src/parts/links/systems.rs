//! Addresses of AI systems.

use super::{SYSTEMS, below, query};

/// Address of the page of a system.
#[must_use]
pub fn system(key: &str) -> String {
    below(SYSTEMS, key)
}

/// Address of one of its other pages: `versions`, `parts`, `data`, `risks`, `evidence`, `connections`, `history`.
#[must_use]
pub fn system_tab(key: &str, tab: &str) -> String {
    below(&system(key), tab)
}

/// Address of the gate of a version.
#[must_use]
pub fn gate(key: &str, version: &str) -> String {
    below(&system_tab(key, "versions"), version)
}

/// Address of two versions side by side.
#[must_use]
pub fn versions_compared(key: &str) -> String {
    system_tab(key, "compare")
}

/// Address of the evidence about a version, or of what comes after.
#[must_use]
pub fn system_evidence(key: &str, subject: &str, after: &str) -> String {
    asked(&system_tab(key, "evidence"), &[("subject", subject), ("after", after)])
}

/// Address of a later page of a tab.
#[must_use]
pub fn system_tab_after(key: &str, tab: &str, after: &str) -> String {
    asked(&system_tab(key, tab), &[("after", after)])
}

/// Address of the inventory as it is asked for.
#[must_use]
pub fn systems(all: &[(&str, &str)]) -> String {
    asked(SYSTEMS, all)
}

fn asked(path: &str, all: &[(&str, &str)]) -> String {
    let asked = query(all);
    if asked.is_empty() { path.to_owned() } else { format!("{path}?{asked}") }
}

/// Address of a record by its place, where it has one, or else of the page of any record.
#[must_use]
pub fn best(workspace: &str, kind: &str, key: &str) -> String {
    super::page_of(kind, key).unwrap_or_else(|| super::record(workspace, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_systems_stay_below_them() {
        assert_eq!(gate("SYS-3", "1.0.0/../x"), "/systems/SYS-3/versions/1.0.0%2F..%2Fx");
        assert_eq!(system_evidence("SYS-3", "SYS-3@1.0.0", ""), "/systems/SYS-3/evidence?subject=SYS-3%401.0.0");
        assert_eq!(systems(&[]), "/systems");
    }
}
