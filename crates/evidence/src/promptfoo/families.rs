//! What promptfoo's plugins speak to, and which entries of OWASP's 2025 list they test. Rows carry no such id.

use assay_domain::Taxonomy;

/// Plugins by the start of their ids, what they speak to, and their entries in the 2025 list. The first that fits
/// counts.
const FAMILIES: &[(&[&str], &str, &[&str])] = &[
    (&["indirect-prompt-injection"], "injection", &["LLM01"]),
    (&["hijacking"], "injection", &["LLM01"]),
    (&["sql-injection", "shell-injection"], "output-handling", &["LLM05"]),
    (&["pii", "cross-session-leak"], "privacy", &["LLM02"]),
    (&["prompt-extraction"], "privacy", &["LLM07"]),
    (&["excessive-agency", "rbac", "debug-access"], "other", &["LLM06"]),
    (&["hallucination", "contracts", "overreliance"], "misinformation", &["LLM09"]),
    (&["harmful:cybercrime"], "malware", &["LLM05"]),
    (&["harmful"], "toxicity", &[]),
    (&["reasoning-dos"], "robustness", &["LLM10"]),
];

/// Collections that promptfoo replaces by many plugins, so that no row bears their name.
const COLLECTIONS: &[&str] =
    &["default", "foundation", "guardrails-eval", "owasp", "nist", "mitre", "iso", "eu", "gdpr", "toxicity"];

/// Severities, the gravest first.
const SEVERITIES: &[&str] = &["critical", "high", "medium", "low", "informational"];

/// What a plugin speaks to, and the 2025 entries it tests.
pub(super) fn of_plugin(plugin: &str) -> (&'static str, &'static [&'static str]) {
    let fits = |id: &str| plugin.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
    FAMILIES
        .iter()
        .find(|(ids, _, _)| ids.iter().any(|id| fits(id)))
        .map_or(("other", &[] as &[&str]), |(_, family, entries)| (family, entries))
}

/// Labels of a plugin by our table.
pub(super) fn taxonomies(plugin: &str) -> Vec<Taxonomy> {
    let label =
        |id: &&str| Taxonomy { scheme: "owasp-llm@2025".into(), id: (*id).to_owned(), origin: "crosswalk".into() };
    of_plugin(plugin).1.iter().map(label).collect()
}

/// Whether a name in the configuration stands for plugins of other names.
pub(super) fn is_collection(name: &str) -> bool {
    let head = name.split(':').next().unwrap_or(name);
    name.contains("://") || COLLECTIONS.contains(&head)
}

/// The graver of two severities; one that is not known counts as the gravest.
pub(super) fn graver(one: Option<String>, other: Option<String>) -> Option<String> {
    let rank = |severity: &str| SEVERITIES.iter().position(|known| *known == severity).map_or(0, |at| at + 1);
    match (one, other) {
        (Some(one), Some(other)) => Some(if rank(&other) < rank(&one) { other } else { one }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plugins_are_told_by_the_start_of_their_ids() {
        assert_eq!(of_plugin("pii:direct"), ("privacy", &["LLM02"] as &[&str]));
        assert_eq!(of_plugin("harmful:cybercrime:malicious-code").0, "malware");
        assert_eq!(of_plugin("harmful:hate").0, "toxicity");
        assert_eq!(of_plugin("piiroette").0, "other");
        assert!(is_collection("owasp:llm:05") && is_collection("file://own.yaml") && !is_collection("pii:direct"));
    }

    #[test]
    fn the_gravest_severity_stays() {
        let text = |severity: &str| Some(severity.to_owned());
        assert_eq!(graver(text("low"), text("critical")), text("critical"));
        assert_eq!(graver(text("high"), text("medium")), text("high"));
        assert_eq!(graver(None, text("low")), text("low"));
        assert_eq!(graver(text("odd"), text("high")), text("odd"));
    }
}
